"""Released results of closed campaigns as of a day, for reports: no person asks, so the strictest rule holds.

Of the city a figure is told only where three schools have one that may be shown, so that no school's can be worked out.
"""

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from schools.knowledge import known_at
from schools.models import JobState, School
from surveys.models import CampaignState, Subject, Tally
from surveys.queries.results import SCHOOLS_FOR_CITY, PartResults, figures_at
from surveys.resultbooks.book import parts_at
from surveys.resultbooks.parts import SectionBook, part_book
from surveys.resultbooks.words import HIDDEN


@dataclass(frozen=True)
class Released:
    """A group of a campaign: rate in words, people in words, sections as (title, mean in words, people in words)."""

    campaign: str
    wave: str
    closed_on: datetime.date
    group: str
    rate: str
    people: str
    scores: tuple[tuple[str, str, str], ...]


def released_groups(day: datetime.date, *, school: School | None = None) -> list[Released]:
    """Groups of campaigns closed up to the day and counted by the moment of knowledge, the oldest campaign first.

    Of a school: its own figures. The caller has asked whether the document may be made.
    """
    return [
        _released(tally, found, school)
        for tally in _tallies(day)
        for found in figures_at(tally, parts_at(tally, school), school, subjects=[Subject.BASE, Subject.SECTION])
    ]


def _tallies(day: datetime.date) -> list[Tally]:
    """The newest counting of each campaign."""
    done = Tally.objects.filter(
        state=JobState.DONE, campaign__state=CampaignState.CLOSED, finished_at__lte=known_at() or timezone.now()
    )
    found = {one.campaign_id: one for one in done.select_related("campaign").order_by("revision")}
    closed = [one for one in found.values() if closed_on(one.campaign) <= day]
    return sorted(closed, key=lambda one: (closed_on(one.campaign), one.campaign_id))


def closed_on(campaign: Any) -> datetime.date:
    """The day on which a campaign ended."""
    ended: datetime.date = campaign.closes_on
    return timezone.localdate(campaign.closed_at) if campaign.closed_at else ended


def _released(tally: Tally, found: PartResults, school: School | None) -> Released:
    book = part_book(found, school, names={}, notes={}, texts={})
    shown = school is not None or _many_schools(found, Subject.BASE, "")
    return Released(
        campaign=tally.campaign.name,
        wave=tally.campaign.wave,
        closed_on=closed_on(tally.campaign),
        group=book.title,
        rate=book.rate.words if shown else HIDDEN,
        people=book.rate.people if shown else "",
        scores=tuple(
            (one.title, *_score(one, told=school is not None or _many_schools(found, Subject.SECTION, one.code)))
            for one in book.scored
        ),
    )


def _many_schools(found: PartResults, subject: str, code: str) -> bool:
    """Whether enough schools are in a figure of the city; a group asked at no school is the city's own."""
    figures = [of_school.get((str(subject), code)) for of_school in found.by_school.values()]
    return not figures or sum(one is not None and not one.hidden for one in figures) >= SCHOOLS_FOR_CITY


def _score(section: SectionBook, *, told: bool) -> tuple[str, str]:
    if not told or section.figure is None:
        return HIDDEN, ""
    return section.figure.mean_words, section.figure.people
