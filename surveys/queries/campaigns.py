"""How campaigns stand: who was asked, how many answered. Counts alone, and none that would tell of one person."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from hdr_portal.lib import polish
from schools.models import User
from surveys.audiences import FEWEST_COUNTED
from surveys.models import Campaign, CampaignState, Part, Target


@dataclass(frozen=True)
class Standing:
    """A group at a school: how many were asked and how many answered; `answered` None where a count would tell of a person."""

    target: Target
    answered: int | None

    @property
    def wanted(self) -> int:
        """Answers that reach the goal."""
        return math.ceil(self.target.population * self.target.goal / 100)

    @property
    def rate(self) -> int | None:
        """Per cent of those asked who answered, rounded down, so that 100 means everybody."""
        return share(self.answered, self.target.population)

    @property
    def is_under(self) -> bool:
        """Whether the goal is known not to be reached yet."""
        return self.answered is not None and self.answered < self.wanted

    @property
    def lacking(self) -> int:
        """Answers still missing to the goal."""
        return max(self.wanted - (self.answered or 0), 0)

    @property
    def rate_words(self) -> str:
        """„62%”, or nothing."""
        return "" if self.rate is None else polish.percent(self.rate)

    @property
    def of_words(self) -> str:
        """„31 z 50”."""
        return f"{polish.number(self.answered or 0)} z {polish.number(self.target.population)}"

    @property
    def tone(self) -> str:
        """Of the bar: green when the goal is reached."""
        return "" if self.is_under else "green"

    @property
    def is_over(self) -> bool:
        """More answers than people: the population is wrong."""
        return self.answered is not None and self.answered > self.target.population > 0


@dataclass(frozen=True)
class PartStanding:
    """A group of a campaign with its schools; `asked` and `answered` of those schools whose count may be told."""

    part: Part
    rows: tuple[Standing, ...]
    asked: int
    answered: int | None

    @property
    def rate(self) -> int | None:
        """Per cent of those asked who answered."""
        return share(self.answered, self.asked)

    @property
    def rate_words(self) -> str:
        """„62%”, or nothing."""
        return "" if self.rate is None else polish.percent(self.rate)

    @property
    def of_words(self) -> str:
        """„310 z 500”."""
        return f"{polish.number(self.answered or 0)} z {polish.number(self.asked)}"

    @property
    def tone(self) -> str:
        """Of the bar: green when the whole group has reached the goal."""
        return "" if self.is_under else "green"

    @property
    def people(self) -> int:
        """All who are asked."""
        return sum(row.target.population for row in self.rows)

    @property
    def goal(self) -> int:
        """The goal that its schools share."""
        return max((row.target.goal for row in self.rows), default=0)

    @property
    def under(self) -> int:
        """Schools that have not reached the goal."""
        return sum(row.is_under for row in self.rows)

    @property
    def is_under(self) -> bool:
        """Whether the whole group has not reached the goal."""
        return self.rate is not None and self.rate < self.goal


def share(part: int | None, whole: int) -> int | None:
    """Per cent, rounded down; None when it cannot be told."""
    return None if part is None or not whole else part * 100 // whole


def campaigns_seen_by(user: User) -> QuerySet[Campaign]:
    """All campaigns for the municipality; for a school the announced and closed ones that ask somebody there."""
    if user.scope.school_ids is None:
        return Campaign.objects.all()
    asked = Target.objects.values("part__campaign")
    return Campaign.objects.exclude(state=CampaignState.DRAFT).filter(pk__in=asked)


def standings(campaigns: Iterable[Campaign]) -> dict[int, list[PartStanding]]:
    """Campaign's key → its groups with the schools in scope: one query for all."""
    keys = [campaign.pk for campaign in campaigns]
    rows = (
        Target.objects.filter(part__campaign__in=keys)
        .select_related("part__campaign", "part__instrument", "school")
        .annotate(answered=Count("responses"))
        .order_by("part", "school__kind", "school__sort_name")
    )
    parts: dict[int, list[Target]] = {}
    for row in rows:
        parts.setdefault(row.part_id, []).append(row)
    found: dict[int, list[PartStanding]] = {key: [] for key in keys}
    for targets in parts.values():
        found[targets[0].part.campaign_id].append(_part(targets))
    return found


def standing_of(campaign: Campaign) -> list[PartStanding]:
    """The groups of one campaign."""
    return standings([campaign])[campaign.pk]


def _part(targets: list[Target]) -> PartStanding:
    """A single small group is left out of the sum too: the sum less the others would be its count."""
    told = [one for one in targets if one.population == 0 or one.population >= FEWEST_COUNTED]
    small = [one for one in targets if one not in told]
    summed = targets if sum(one.population for one in small) >= FEWEST_COUNTED and len(small) > 1 else told
    rows = tuple(Standing(one, one.answered if one in told else None) for one in targets)  # type: ignore[attr-defined]
    answered = sum(one.answered for one in summed) if summed else None  # type: ignore[attr-defined]
    return PartStanding(targets[0].part, rows, sum(one.population for one in summed), answered)


def standing_at(target: Target) -> Standing:
    """One group at one school, by the same rules."""
    few = 0 < target.population < FEWEST_COUNTED
    return Standing(target, None if few else target.responses.count())
