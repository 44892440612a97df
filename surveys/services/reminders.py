"""Reminding schools that are under their goal: a letter to each coordinator and director, once a day a campaign."""

from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from hdr_portal.lib.polish import long_date
from schools.mails import Letter, send_letters
from schools.models import Membership, School, User
from schools.roles import Role
from surveys.models import Campaign, CampaignEvent, EventKind
from surveys.queries.campaigns import Standing, standing_of
from surveys.services.campaigns import NotAllowed, locked_campaign

BODY = """\
Dzień dobry,

w kampanii „{campaign}” ({wave}) {school} ma jeszcze za mało odpowiedzi:

{groups}

Odpowiadać można do {last}. Link, kod QR, kartki z kodami i gotowe teksty do dziennika elektronicznego są w portalu:
{address}

Ankiety są anonimowe. Prosimy przypomnieć o nich wszystkim w szkole, nie pojedynczym osobom.

Wydział Edukacji
"""


@dataclass(frozen=True)
class SchoolUnder:
    """A school under its goals: the groups, and who is written to (none: nobody holds the role there)."""

    school: School
    groups: tuple[Standing, ...]
    addresses: tuple[str, ...]


@dataclass(frozen=True)
class Reminded:
    """How many letters the mail server took, and the addresses whose letters it did not take."""

    sent: int
    failed: tuple[str, ...]


def recipients(campaign: Campaign) -> list[SchoolUnder]:
    """Schools under the goal of a group, as the counts stand now. Groups too small to be counted are left out."""
    under: dict[School, list[Standing]] = {}
    for part in standing_of(campaign):
        for row in part.rows:
            if row.is_under and row.target.school:
                under.setdefault(row.target.school, []).append(row)
    people = _people([school.pk for school in under])
    return [SchoolUnder(school, tuple(rows), people.get(school.pk, ())) for school, rows in under.items()]


def reminded_today(campaign: Campaign) -> bool:
    """Whether schools were reminded today already."""
    last = CampaignEvent.objects.filter(campaign=campaign, kind=EventKind.REMINDED).first()
    return last is not None and timezone.localdate(last.at) == timezone.localdate()


def remind_schools(campaign: Campaign, *, by: User) -> Reminded:
    """Write to all of them. The day is taken first, so a second click sends nothing; raises NotAllowed.

    When the mail server takes no letter at all the day is given back.
    """
    event = _take_the_day(campaign, by=by)
    letters = [_letter(campaign, one, address) for one in recipients(campaign) for address in one.addresses]
    failed = send_letters(letters)
    sent = len(letters) - len(failed)
    if sent:
        event.text = f"wysłano: {sent}, nie przyjęto: {len(failed)}"
        event.save(update_fields=["text"])
    else:
        event.delete()
    return Reminded(sent, tuple(failed))


@transaction.atomic
def _take_the_day(campaign: Campaign, *, by: User) -> CampaignEvent:
    locked = locked_campaign(campaign)
    if not locked.takes_answers_on(timezone.localdate()):
        raise NotAllowed("Przypomnieć można tylko w dniach, w których kampania przyjmuje odpowiedzi.")
    if reminded_today(locked):
        raise NotAllowed("Dzisiaj już przypomniano szkołom. Następne przypomnienie można wysłać jutro.")
    if not any(one.addresses for one in recipients(locked)):
        raise NotAllowed(
            "Nie ma komu przypominać: szkoły osiągnęły cel albo nikt nie ma w nich roli koordynatora ani dyrektora."
        )
    made: CampaignEvent = CampaignEvent.objects.create(campaign=locked, kind=EventKind.REMINDED, user=by)
    return made


def _people(school_ids: list[int]) -> dict[int, tuple[str, ...]]:
    roles = Membership.objects.filter(
        school__in=school_ids, role__in=(Role.COORDINATOR, Role.DIRECTOR), user__is_active=True
    )
    found: dict[int, list[str]] = {}
    for school_id, address in roles.order_by("user__email").values_list("school_id", "user__email"):
        if address not in found.setdefault(school_id, []):
            found[school_id].append(address)
    return {key: tuple(addresses) for key, addresses in found.items()}


def _letter(campaign: Campaign, one: SchoolUnder, address: str) -> Letter:
    groups = "\n".join(
        f"- {row.target.part.get_audience_display()}: {row.answered} z {row.target.population} (cel: {row.wanted})"
        for row in one.groups
    )
    body = BODY.format(
        campaign=campaign.name, wave=campaign.wave, school=one.school, groups=groups,
        last=long_date(campaign.closes_on), address=settings.SITE_URL + reverse("surveys:campaign", args=[campaign.pk]),
    )  # fmt: skip
    return Letter(address, f"Ankieta „{campaign.name}”: potrzeba więcej odpowiedzi", body)
