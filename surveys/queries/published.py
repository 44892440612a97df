"""Released figures for machines: what the open scope holds of the newest counting of each closed campaign."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from schools.models import JobState, School
from surveys.models import Campaign, CampaignState, Figure, Item, Section, Subject, Tally, Target
from surveys.questionnaire import POLISH, say

COLUMNS = (
    "part__campaign_id", "part__audience", "part__instrument_id", "part__instrument__code", "school_id", "stage",
    "subject", "code", "invited", "n", "na", "mean", "sd", "top", "distribution",
)  # fmt: skip
WHOLE = "odsetek odpowiedzi"


@dataclass(frozen=True)
class CountedCampaign:
    """A closed campaign with its newest finished counting and the groups that it asked."""

    campaign: Campaign
    tally: Tally
    audiences: tuple[str, ...]


def counted_campaigns(*, whole: bool) -> list[CountedCampaign]:
    """Closed and counted campaigns, the newest first; not `whole`: those that asked somebody in the open scope."""
    closed = Campaign.objects.filter(state=CampaignState.CLOSED).prefetch_related("parts")
    if not whole:
        closed = closed.filter(pk__in=Target.objects.values("part__campaign"))
    done = Tally.objects.filter(campaign__in=closed.order_by().values("pk"), state=JobState.DONE)
    newest = {tally.campaign_id: tally for tally in done.order_by("revision")}
    return [
        CountedCampaign(one, newest[one.pk], tuple(part.audience for part in one.parts.all()))
        for one in closed
        if one.pk in newest
    ]


def released_figures(campaigns: Iterable[CountedCampaign]) -> list[dict[str, Any]]:
    """Figures that may be shown, with the words of what they measure. Suppressed ones hold no number and are left out."""
    tallies = [one.tally.pk for one in campaigns]
    found = Figure.objects.filter(tally__in=tallies, hidden="")
    ordered = found.order_by("part__campaign_id", "part_id", "school_id", "stage", "subject", "code")
    rows = list(ordered.values(*COLUMNS))
    words = _words({row["part__instrument_id"] for row in rows})
    names = dict(School.objects.values_list("pk", "short_name"))
    return [_figure(row, words, names) for row in rows]


def _figure(row: dict[str, Any], words: dict[tuple[int, str, str], str], names: dict[int, str]) -> dict[str, Any]:
    place = row["part__instrument_id"], row["subject"], row["code"]
    told = {name: row[name] for name in COLUMNS if "__" not in name}
    return told | {
        "campaign_id": row["part__campaign_id"],
        "audience": row["part__audience"],
        "instrument": row["part__instrument__code"],
        "school": names.get(row["school_id"]),
        "label": WHOLE if row["subject"] == Subject.BASE else words.get(place, row["code"]),
    }


def _words(instruments: set[int]) -> dict[tuple[int, str, str], str]:
    """Instrument, subject, code → the Polish words: two queries."""
    sections = Section.objects.filter(instrument__in=instruments).values_list("instrument_id", "code", "title")
    items = Item.objects.filter(section__instrument__in=instruments)
    found = {(pk, str(Subject.SECTION), code): say(title, POLISH) for pk, code, title in sections}
    return found | {
        (pk, str(Subject.ITEM), code): say(text, POLISH)
        for pk, code, text in items.values_list("section__instrument_id", "code", "text")
    }
