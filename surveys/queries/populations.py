"""How many people a group at a school is, as far as the portal's records tell: a proposal that people correct."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from schools.models import Establishment, EstablishmentKind, Membership, School, Statistic
from schools.roles import Role
from surveys.models import Audience, Campaign, CampaignState, Target

EARLY_SHARE = 3 / 8  # three classes of eight; what the register knows is the whole school


@dataclass(frozen=True)
class Proposal:
    """A number and where it comes from, in Polish; 0: the portal knows nothing."""

    number: int
    source: str


UNKNOWN = Proposal(0, "")


def primary_school_ids() -> set[int]:
    """Units with a primary school that is open today."""
    open_today = Establishment.objects.open_on(timezone.localdate()).filter(kind=EstablishmentKind.PRIMARY)
    return set(open_today.values_list("school_id", flat=True))


def proposals(campaign: Campaign, audience: str, schools: Iterable[School]) -> dict[int | None, Proposal]:
    """School's key (None: the municipality) → how many people the group is there."""
    if audience == Audience.STAFF:
        return {None: _before(campaign, audience).get(None, UNKNOWN)}
    keys = [school.pk for school in schools]
    if audience == Audience.LEADERS:
        return {
            key: Proposal(max(number, 1), "liczba dyrektorów w portalu") for key, number in _directors(keys).items()
        }
    if audience == Audience.TEACHERS:
        known = _before(campaign, audience)
        return {key: known.get(key, UNKNOWN) for key in keys}
    numbers = _pupils(keys)
    return {key: _of_pupils(audience, *numbers[key]) if key in numbers else UNKNOWN for key in keys}


def _of_pupils(audience: str, pupils: int, day: str) -> Proposal:
    early = round(pupils * EARLY_SHARE)
    if audience == Audience.PUPILS_1_3:
        return Proposal(early, f"trzy ósme z {pupils} uczniów ({day})")
    if audience == Audience.PUPILS_4_8:
        return Proposal(pupils - early, f"pięć ósmych z {pupils} uczniów ({day})")
    return Proposal(pupils, f"tylu jest uczniów ({day})")


def _pupils(keys: list[int]) -> dict[int, tuple[int, str]]:
    """School's key → pupils of its primary schools by their newest numbers, and the day."""
    newest = Statistic.objects.filter(establishment=OuterRef("pk")).order_by("-day")
    rows = (
        Establishment.objects.open_on(timezone.localdate())
        .filter(school__in=keys, kind=EstablishmentKind.PRIMARY)
        .annotate(pupils=Subquery(newest.values("pupils")[:1]), day=Subquery(newest.values("day")[:1]))
        .exclude(pupils=None)
    )
    found: dict[int, tuple[int, str]] = {}
    for row in rows:
        before = found.get(row.school_id, (0, ""))[0]
        found[row.school_id] = (before + row.pupils, f"{row.day:%d.%m.%Y}")
    return found


def _directors(keys: list[int]) -> dict[int, int]:
    held = Membership.objects.filter(role=Role.DIRECTOR, school__in=keys, user__is_active=True)
    numbers = dict.fromkeys(keys, 0)
    for school_id in held.values_list("school_id", flat=True):
        numbers[school_id] += 1
    return numbers


def _before(campaign: Campaign, audience: str) -> dict[int | None, Proposal]:
    """What the group was in the last campaign that asked it."""
    rows = (
        Target.objects.filter(part__audience=audience, population__gt=0)
        .exclude(part__campaign=campaign.pk)
        .exclude(part__campaign__state=CampaignState.DRAFT)
        .select_related("part__campaign")
        .order_by("part__campaign__opens_on", "pk")
    )
    return {row.school_id: Proposal(row.population, f"kampania „{row.part.campaign}”") for row in rows}
