"""The whole book of a campaign at a place: every group, the groups side by side, the changes since the wave before."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings

from hdr_portal.lib import polish
from schools.models import School, User
from schools.scope import whole_municipality
from surveys.models import Campaign, Part, Subject, Tally
from surveys.queries.results import (
    Neighbour,
    PartResults,
    earlier_waves,
    released_texts,
    results_of,
    same_wave,
    sees_city,
)
from surveys.questionnaires import questionnaire_of
from surveys.resultbooks.parts import PartBook, part_book
from surveys.resultbooks.views import Views, views_of
from surveys.resultbooks.waves import WaveBook, wave_book


@dataclass(frozen=True)
class ResultBook:
    """Everything that a file says. `place`: the school's name, or the municipality's."""

    campaign: Campaign
    tally: Tally
    school: School | None
    place: str
    municipality: str
    made_on: datetime.date
    parts: tuple[PartBook, ...]
    views: Views
    waves: tuple[WaveBook, ...]

    @property
    def title(self) -> str:
        """The heading of the file."""
        return f"Wyniki ankiety „{self.campaign.name}”"

    @property
    def days(self) -> str:
        """When people could answer."""
        return polish.date_range(self.campaign.opens_on, self.campaign.closes_on)

    @property
    def low_rates(self) -> list[str]:
        """Groups of which few answered."""
        return [part.title for part in self.parts if part.rate.is_low]


def full_book(tally: Tally, *, by: User, school: School | None, made_on: datetime.date) -> ResultBook:
    """The book of all groups. Raises results.NotYours."""
    parts = parts_at(tally, school)
    return ResultBook(
        campaign=tally.campaign,
        tally=tally,
        school=school,
        place=school.name if school else "Cała gmina",
        municipality=settings.MUNICIPALITY,
        made_on=made_on,
        parts=tuple(group_books(tally, parts, by=by, school=school)),
        views=views_at(tally.campaign, by=by, school=school),
        waves=tuple(book for part in parts if (book := waves_at(part, by=by, school=school))),
    )


def parts_at(tally: Tally, school: School | None) -> list[Part]:
    """Groups that were asked at a place; the city has all of them."""
    parts = Part.objects.filter(campaign=tally.campaign).select_related("campaign", "instrument").order_by("pk")
    if school is None:
        return list(parts)
    with whole_municipality():  # which groups are asked where is no secret
        return list(parts.filter(targets__school=school))


def group_books(
    tally: Tally, parts: Iterable[Part], *, by: User, school: School | None, with_texts: bool = False
) -> list[PartBook]:
    """Books of groups of one counting. Raises results.NotYours."""
    notes = tally.notes if sees_city(by) else {}
    names = {one.pk: one for one in School.objects.order_by("kind", "sort_name")} if school is None else {}
    books = []
    for found in results_of(tally, parts, by=by, school=school):
        texts = _texts(tally, found, by, school) if with_texts else {}
        books.append(part_book(found, school, names=names, notes=notes.get(found.part.audience, {}), texts=texts))
    return books


def _texts(tally: Tally, found: PartResults, by: User, school: School | None) -> dict[str, tuple[str, ...]]:
    """Texts that may be shown: of items whose figure is shown, so of ten people and more."""
    shown = [item.code for item in questionnaire_of(found.part.instrument).items() if item.is_text]
    figures = {code: found.of(Subject.ITEM, code) for code in shown}
    return {
        code: tuple(released_texts(tally, found.part, code, by=by, school=school))
        for code, figure in figures.items()
        if figure is not None and not figure.hidden
    }


def views_at(campaign: Campaign, *, by: User, school: School | None) -> Views:
    """The groups side by side: of the campaign and of others of its wave. Raises results.NotYours."""
    return views_of(_sections(same_wave(campaign), by, school))


def waves_at(part: Part, *, by: User, school: School | None) -> WaveBook | None:
    """The changes of a group at a place, None where it is asked for the first time. Raises results.NotYours."""
    neighbours = earlier_waves(part)
    if len(neighbours) < 2:
        return None
    found = [
        one for neighbour in neighbours for one in results_of(neighbour.tally, [neighbour.part], by=by, school=school)
    ]
    return wave_book([one for one in found if one.place])


def _sections(neighbours: Sequence[Neighbour], by: User, school: School | None) -> list[PartResults]:
    found: dict[int, PartResults] = {}
    for tally in dict.fromkeys(one.tally for one in neighbours):
        parts = [one.part for one in neighbours if one.tally == tally]
        for results in results_of(tally, parts, by=by, school=school, subjects=[Subject.SECTION]):
            found[results.part.pk] = results
    return [found[one.part.pk] for one in neighbours]
