"""Verbs on the groups of a campaign: which are asked and with what, at which schools, how many people they are."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction

from schools.models import School, User
from surveys.audiences import PUPILS, USUAL_GOALS, has_schools
from surveys.models import Audience, Campaign, CampaignEvent, CampaignState, EventKind, Instrument, Part, Target
from surveys.queries.populations import primary_school_ids, proposals
from surveys.services.campaigns import NotAllowed, locked_campaign, locked_draft

KEY_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # no look-alikes: people copy the address from a door
KEY_LENGTH = 10


@dataclass(frozen=True)
class GroupSize:
    """A group at a school (None: the municipality): how many people; None: not asked there."""

    audience: str
    school: School | None
    population: int | None


@transaction.atomic
def choose_instruments(campaign: Campaign, chosen: Mapping[str, Instrument]) -> Campaign:
    """The groups of a draft and their instruments; a group that is new gets the schools that the others have."""
    locked = locked_draft(campaign)
    Target.objects.filter(part__campaign=locked).exclude(part__audience__in=chosen).delete()
    locked.parts.exclude(audience__in=chosen).delete()
    schools = asked_schools(locked)
    for audience in (one for one in Audience.values if one in chosen):
        Part.objects.update_or_create(campaign=locked, audience=audience, defaults={"instrument": chosen[audience]})
    _add_targets(locked, schools)
    return locked


@transaction.atomic
def choose_schools(campaign: Campaign, schools: Iterable[School]) -> Campaign:
    """The schools of a draft: what is known of the numbers is proposed for those added."""
    locked = locked_draft(campaign)
    chosen = list(schools)
    Target.objects.filter(part__campaign=locked, school__isnull=False).exclude(school__in=chosen).delete()
    _add_targets(locked, chosen)
    return locked


@transaction.atomic
def set_populations(campaign: Campaign, sizes: Iterable[GroupSize], goals: Mapping[str, int], *, by: User) -> Campaign:
    """Numbers of people and goals. After the announcement only numbers are corrected, each told in the log."""
    locked = locked_campaign(campaign)
    if locked.state == CampaignState.CLOSED:
        raise NotAllowed("Kampania jest zamknięta, a jej wyniki policzono. Liczebności już się nie zmienia.")
    if locked.state == CampaignState.ANNOUNCED:
        _correct(locked, sizes, by=by)
    else:
        _write_sizes(locked, sizes)
        for audience, goal in goals.items():
            Target.objects.filter(part__campaign=locked, part__audience=audience).update(goal=goal)
    return locked


def asked_schools(campaign: Campaign) -> list[School]:
    """Schools where somebody is asked, in the order of lists."""
    asked = Target.objects.filter(part__campaign=campaign, school__isnull=False).values("school")
    return list(School.objects.filter(pk__in=asked).order_by("kind", "sort_name"))


# --- Targets --------------------------------------------------------------------------------------------------------
def _add_targets(campaign: Campaign, schools: list[School]) -> None:
    primary = primary_school_ids()
    for part in campaign.parts.order_by("pk"):
        places = _places(part, schools, primary)
        have = set(Target.objects.filter(part=part).values_list("school_id", flat=True))
        known = proposals(campaign, part.audience, [one for one in places if one])
        for school in places:
            key = school.pk if school else None
            if key not in have:
                proposal = known.get(key)
                _target(part, school, proposal.number if proposal else 0, _goal(part))


def _places(part: Part, schools: list[School], primary: set[int]) -> list[School | None]:
    """Pupils are asked where there is a primary school, staff in the municipality."""
    if not has_schools(part.audience):
        return [None]
    only_primary = part.audience in PUPILS
    return [school for school in schools if school.pk in primary or not only_primary]


def _goal(part: Part) -> int:
    """What the group's other schools have; at first the usual one."""
    goal = Target.objects.filter(part=part).values_list("goal", flat=True).first()
    return USUAL_GOALS[part.audience] if goal is None else goal


def _target(part: Part, school: School | None, population: int, goal: int) -> Target:
    key = "".join(secrets.choice(KEY_LETTERS) for _ in range(KEY_LENGTH))
    made: Target = Target.objects.create(part=part, school=school, population=population, goal=goal, key=key)
    return made


def _write_sizes(campaign: Campaign, sizes: Iterable[GroupSize]) -> None:
    targets = _targets(campaign)
    parts = {part.audience: part for part in campaign.parts.all()}
    for size in sizes:
        target = targets.get((size.audience, size.school.pk if size.school else None))
        if size.population is None:
            if target:
                target.delete()
        elif target:
            target.population = size.population
            target.save(update_fields=["population"])
        elif size.audience in parts:
            part = parts[size.audience]
            _target(part, size.school, size.population, _goal(part))


def _correct(campaign: Campaign, sizes: Iterable[GroupSize], *, by: User) -> None:
    targets = _targets(campaign)
    for size in sizes:
        target = targets.get((size.audience, size.school.pk if size.school else None))
        if target and size.population and size.population != target.population:
            text = (
                f"{Audience(size.audience).label}, {target.school or 'gmina'}: {target.population} → {size.population}"
            )
            target.population = size.population
            target.save(update_fields=["population"])
            CampaignEvent.objects.create(
                campaign=campaign, school=target.school, kind=EventKind.POPULATION, text=text, user=by
            )


def _targets(campaign: Campaign) -> dict[tuple[str, int | None], Target]:
    rows = Target.objects.filter(part__campaign=campaign).select_related("part", "school")
    return {(row.part.audience, row.school_id): row for row in rows}
