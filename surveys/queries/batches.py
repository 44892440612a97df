"""Batches of codes with their counts. What a single code is used for is never told, nor what a difference would tell."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db.models import Count, Q, QuerySet

from surveys.audiences import FEWEST_COUNTED
from surveys.models import Anonymity, Campaign, CampaignState, CodeBatch, Target


@dataclass(frozen=True)
class BatchRow:
    """A batch: how many codes it has, how many of them answered (None: so few that it would tell of a person)."""

    batch: CodeBatch
    issued: int
    answered: int | None

    @property
    def lives(self) -> bool:
        """Whether its codes can still be printed."""
        return bool(self.batch.seed)


@dataclass(frozen=True)
class CodeSummary:
    """The codes of one target together."""

    target: Target
    batches: int
    issued: int


def batches_of(target: Target) -> list[BatchRow]:
    """The target's batches by class."""
    rows = (
        CodeBatch.objects.filter(target=target)
        .annotate(issued=Count("codes"), used=Count("codes", filter=Q(codes__used=True)))
        .order_by("label", "pk")
    )
    return told([BatchRow(one, one.issued, one.used) for one in rows])


def told(rows: Sequence[BatchRow]) -> list[BatchRow]:
    """The rows with counts left out: of batches with few codes, and of one more when those few together are few.

    The count of the whole target is shown too, so a small batch alone would be what is left over.
    """
    hidden = {one.batch.pk for one in rows if one.issued < FEWEST_COUNTED}
    if hidden and sum(one.issued for one in rows if one.batch.pk in hidden) < FEWEST_COUNTED:
        rest = [one for one in rows if one.batch.pk not in hidden]
        hidden |= {min(rest, key=lambda one: (one.issued, one.batch.pk)).batch.pk} if rest else set()
    return [replace(one, answered=None) if one.batch.pk in hidden else one for one in rows]


def live_batches(target: Target) -> QuerySet[CodeBatch]:
    """Batches whose codes can be printed."""
    found: QuerySet[CodeBatch] = CodeBatch.objects.filter(target=target).exclude(seed="").order_by("label", "pk")
    return found


def code_summaries(campaigns: Iterable[Campaign]) -> list[CodeSummary]:
    """Every target in scope of campaigns with codes, with how many were made."""
    rows = (
        Target.objects.filter(part__campaign__in=[one.pk for one in campaigns])
        .select_related("part__campaign", "school")
        .annotate(made=Count("batches", distinct=True), issued=Count("batches__codes", distinct=True))
        .order_by("-part__campaign__opens_on", "part__campaign", "school__kind", "school__sort_name", "part")
    )
    return [CodeSummary(one, one.made, one.issued) for one in rows]


def campaigns_with_codes() -> QuerySet[Campaign]:
    """Announced campaigns that ask for codes."""
    return Campaign.objects.filter(state=CampaignState.ANNOUNCED, anonymity=Anonymity.CODES)
