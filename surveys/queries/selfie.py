"""Reads of SELFIE cards: a card as a value, the calendar of schools and school years, figures of the whole city."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery

from hdr_portal.lib.periods import school_year_start
from schools.models import Establishment, EstablishmentKind, School, Statistic
from schools.register import register_on
from schools.scope import whole_municipality
from surveys.models import CardState, SelfieCard, SelfieCount, SelfieGroup, SelfieMean
from surveys.selfie.values import FEWEST, GroupCount, Session, only, seen_by_others

FIRST_YEAR = datetime.date(2024, 9, 1)  # the plan's first sessions: December 2024


def cards() -> QuerySet[SelfieCard]:
    """Cards in scope with their school, numbers and report: four queries."""
    found: QuerySet[SelfieCard] = SelfieCard.objects.select_related(
        "school", "evidence", "submitted_by", "confirmed_by"
    )
    return found.prefetch_related(
        Prefetch("means", SelfieMean.objects.all()), Prefetch("counts", SelfieCount.objects.all())
    )


def session_of(card: SelfieCard) -> Session:
    """The card as a value."""
    counts = {one.group: GroupCount(one.invited, one.answered, one.gaps_meant) for one in card.counts.all()}
    means = {(one.area, one.group): one.mean for one in card.means.all()}
    return Session(card.started_on, card.finished_on, means, counts)


def session_days(school: School, *, but: SelfieCard | None = None) -> list[datetime.date]:
    """Last days of the school's sessions that have a card that lives."""
    living = SelfieCard.objects.filter(school=school).exclude(state=CardState.WITHDRAWN)
    others = living.exclude(pk=but.pk) if but and but.pk else living
    return list(others.order_by("finished_on").values_list("finished_on", flat=True))


def session_before(card: SelfieCard) -> SelfieCard | None:
    """The school's confirmed session before this one."""
    earlier = cards().filter(school=card.school_id, state=CardState.CONFIRMED, finished_on__lt=card.finished_on)
    return earlier.order_by("-finished_on").first()


def pupils_of(school: School, day: datetime.date) -> int | None:
    """Pupils of the unit's primary schools on the day, by the newest number of each; None where none is known."""
    newest = Statistic.objects.filter(establishment=OuterRef("pk"), day__lte=day).order_by("-day")
    places = Establishment.objects.filter(school=school, kind=EstablishmentKind.PRIMARY)
    numbers = places.annotate(newest=Subquery(newest.values("pupils")[:1])).values_list("newest", flat=True)
    known = [one for one in numbers if one is not None]
    return sum(known) if known else None


@dataclass(frozen=True)
class CalendarRow:
    """A school and its living cards by school year (the year's first day)."""

    school: str
    years: tuple[tuple[datetime.date, tuple[SelfieCard, ...]], ...]


def school_years(today: datetime.date) -> tuple[datetime.date, ...]:
    """School years from the first session of the plan, newest first."""
    newest = school_year_start(today)
    return tuple(newest.replace(year=year) for year in range(newest.year, FIRST_YEAR.year - 1, -1))


def calendar(today: datetime.date) -> tuple[CalendarRow, ...]:
    """Primary schools in scope × school years: three queries."""
    years, found = school_years(today), defaultdict(list)
    for card in SelfieCard.objects.exclude(state=CardState.WITHDRAWN).order_by("finished_on", "pk"):
        found[card.school_id, school_year_start(card.finished_on)].append(card)
    return tuple(
        CalendarRow(row.name, tuple((year, tuple(found[row.school, year])) for year in years))
        for row in register_on(today).primary_schools
    )


def waiting_cards() -> QuerySet[SelfieCard]:
    """Submitted cards in scope, the longest waiting first."""
    found: QuerySet[SelfieCard] = cards().filter(state=CardState.SUBMITTED).order_by("submitted_at", "pk")
    return found


@dataclass(frozen=True)
class Band:
    """What the schools of the city have: how many, their median, and the band that holds the middle half of them.

    Leaders have no band: a school has one to three of them.
    """

    schools: int
    median: Decimal
    low: Decimal | None = None
    high: Decimal | None = None


Bands = Mapping[tuple[str, str], Band]  # (area, group) → band


def city_bands(year: datetime.date) -> Bands:
    """Medians and quartiles of the newest confirmed session of each school in the school year that begins that day."""
    return bands_by_year((year,))[year]


def bands_by_year(years: Sequence[datetime.date]) -> dict[datetime.date, Bands]:
    """The same of several school years: three queries.

    Only schools whose head consents, only groups of five answers, only where five schools have them: no name, no ranking.
    """
    with whole_municipality():  # a median of all schools, for every school alike
        newest = _newest_sessions(min(years))
    return {year: _bands(newest.get(year, {}).values()) for year in years}


def _newest_sessions(since: datetime.date) -> dict[datetime.date, dict[int, Session]]:
    """School year → school → its newest confirmed session that may be shared."""
    confirmed = cards().filter(state=CardState.CONFIRMED, consent=True, finished_on__gte=since)
    found: dict[datetime.date, dict[int, Session]] = defaultdict(dict)
    for card in confirmed.order_by("finished_on", "pk"):
        found[school_year_start(card.finished_on)][card.school_id] = session_of(card)
    return found


def _bands(sessions: Iterable[Session]) -> Bands:
    values: dict[tuple[str, str], list[Decimal]] = defaultdict(list)
    for session in sessions:
        groups = (*seen_by_others(session), SelfieGroup.LEADERS.value)
        for key, mean in only(session.means, groups).items():
            values[key].append(mean)
    return {key: _band(key[1], found) for key, found in values.items() if len(found) >= FEWEST}


def _band(group: str, values: list[Decimal]) -> Band:
    low, median, high = quartiles(values)
    return Band(len(values), median) if group == SelfieGroup.LEADERS else Band(len(values), median, low, high)


def quartiles(values: Iterable[Decimal]) -> tuple[Decimal, Decimal, Decimal]:
    """Lower quartile, median and upper quartile, between the values where they fall between two."""
    ordered = sorted(values)

    def at(share: Decimal) -> Decimal:
        place = share * (len(ordered) - 1)
        below = int(place)
        above = min(below + 1, len(ordered) - 1)
        return ordered[below] + (ordered[above] - ordered[below]) * (place - below)

    return at(Decimal("0.25")), at(Decimal("0.5")), at(Decimal("0.75"))
