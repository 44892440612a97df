"""What the pages of SELFIE show: the chart's rows and the table's, for those who may see which groups."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hdr_portal.lib import profilecharts
from hdr_portal.lib.periods import school_year_start
from schools.history import HistoryEntry
from surveys.models import Area, SelfieCard, SelfieGroup
from surveys.queries.selfie import Band, Bands, city_bands, pupils_of, session_before, session_of
from surveys.queries.selfie_history import card_history
from surveys.selfie.checks import oddities
from surveys.selfie.profile import AreaRow, headline, profile
from surveys.selfie.values import AREAS, GROUPS, Session, only, seen_by_others


@dataclass(frozen=True)
class GroupNumbers:
    """A group's numbers: invited and answered as typed, its response rate in per cent, why its averages are not shown."""

    label: str
    invited: int | None
    answered: int | None
    rate: float | None
    unseen: str


@dataclass(frozen=True)
class CardPage:
    """A card for one who looks at it. `groups`: those whose averages are shown."""

    groups: tuple[str, ...]
    numbers: tuple[GroupNumbers, ...]
    title: str
    areas: tuple[profilecharts.Area, ...]
    series: tuple[profilecharts.Series, ...]
    rows: tuple[AreaRow, ...]
    has_city: bool
    before: SelfieCard | None
    oddities: tuple[str, ...]
    history: list[HistoryEntry]

    @property
    def has_means(self) -> bool:
        """Whether there is any average to show."""
        return any(cell.mean is not None for row in self.rows for cell in row.cells)

    @property
    def diverges(self) -> bool:
        """Whether groups differ anywhere."""
        return any(row.divergence for row in self.rows)

    @property
    def changes(self) -> bool:
        """Whether anything has clearly changed since the session before."""
        return any(row.clear_changes for row in self.rows)


def card_page(card: SelfieCard, *, own: bool) -> CardPage:
    """The card as its school sees it, or as others do: with consent, without leaders and groups under five answers."""
    session = session_of(card)
    groups = _groups_shown(card, session, own=own)
    shown = _cut(session, groups)
    earlier = session_before(card)
    before = _shown_before(earlier, own=own) if earlier else None
    rows = profile(shown, groups, before=before)
    bands = city_bands(school_year_start(card.finished_on)) if groups else {}
    pupils = pupils_of(card.school, card.finished_on)
    return CardPage(
        groups=groups,
        numbers=tuple(_numbers(session, group, groups) for group in GROUPS),
        title=headline(rows),
        areas=_chart_areas(rows, bands),
        series=_series(groups),
        rows=rows,
        has_city=bool(bands),
        before=earlier if before and before.means else None,
        oddities=tuple(oddities(shown, pupils=pupils, before=session_of(earlier) if earlier else None)),
        history=card_history(card, groups),
    )


def _label(group: str) -> str:
    return str(SelfieGroup(group).label)


def _groups_shown(card: SelfieCard, session: Session, *, own: bool) -> tuple[str, ...]:
    if own:
        return GROUPS
    return seen_by_others(session) if card.consent else ()


def _shown_before(earlier: SelfieCard, *, own: bool) -> Session:
    session = session_of(earlier)
    return _cut(session, _groups_shown(earlier, session, own=own))


def _cut(session: Session, groups: Sequence[str]) -> Session:
    """The session with the averages of these groups alone; how many answered is no secret."""
    return Session(session.started_on, session.finished_on, only(session.means, groups), session.counts)


def _numbers(session: Session, group: str, shown: Sequence[str]) -> GroupNumbers:
    count = session.count(group)
    rate = 100 * count.answered / count.invited if count.invited and count.answered is not None else None
    unseen = "" if group in shown else "średnie widzi tylko szkoła"
    return GroupNumbers(_label(group), count.invited, count.answered, rate, unseen)


def _series(groups: Sequence[str]) -> tuple[profilecharts.Series, ...]:
    return tuple(profilecharts.Series(group, _label(group)) for group in groups)


def _chart_areas(rows: Sequence[AreaRow], bands: Bands) -> tuple[profilecharts.Area, ...]:
    return tuple(
        profilecharts.Area(
            f"{row.area} {row.label}",
            {cell.group: float(cell.mean) for cell in row.cells if cell.mean is not None},
            flagged=bool(row.divergence),
            usual={
                cell.group: _usual(bands[row.area, cell.group]) for cell in row.cells if (row.area, cell.group) in bands
            },
        )
        for row in rows
    )


def _usual(band: Band) -> profilecharts.Usual:
    low, high = (None if one is None else float(one) for one in (band.low, band.high))
    return profilecharts.Usual(float(band.median), low, high)


def city_page(bands: Bands) -> dict[str, Any]:
    """The city's profile: medians as marks, middle halves as bands."""
    groups = [group for group in GROUPS if any(key[1] == group for key in bands)]
    rows = [
        (f"{area} {Area(area).label}", [(_label(group), bands.get((area, group))) for group in groups])
        for area in AREAS
    ]
    areas = tuple(
        profilecharts.Area(
            f"{area} {Area(area).label}",
            {group: float(bands[area, group].median) for group in groups if (area, group) in bands},
            usual={group: _usual(bands[area, group]) for group in groups if (area, group) in bands},
        )
        for area in AREAS
    )
    return {
        "groups": [_label(one) for one in groups],
        "rows": rows,
        "areas": areas,
        "series": _series(groups),
    }
