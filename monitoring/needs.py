"""Felt need against counted stock, school by school: released figures of survey A beside the register of devices.

The survey is read through released figures alone. Which school has much is told beside the median of all primary schools,
which names none.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Avg, Count, FloatField, Q
from django.db.models.functions import Cast, ExtractMonth, ExtractYear

from inventory.counting import HELD
from inventory.dashboards.beside import pupils_by_school
from inventory.links import devices_url
from inventory.models import Category, Device, Status
from monitoring.need_verdicts import Felt, Stock, Verdict, is_plenty, middle, verdict
from schools.models import JobState
from schools.register import RegisterRow, register_on
from schools.scope import whole_municipality
from surveys.models import Audience, Campaign, CampaignState, Figure, Item, Part, Subject, Tally

ACCESS, USE, NEEDS = "hardware-access", "hardware-use", "needs"  # constructs of survey A
WORKS = (Status.IN_USE, Status.STORED, Status.LENT)
YEAR = 12
PER = 100

Cells = Mapping[tuple[int, str], Stock]  # school, code of category


@dataclass(frozen=True)
class Survey:
    """The counting that is read, and which items of it ask about which category; `needs`: what teachers would buy, or empty."""

    tally: Tally
    part: Part
    access: Mapping[str, str]
    use: Mapping[str, str]
    needs: str

    @property
    def campaign(self) -> Campaign:
        """The campaign that was counted."""
        return self.tally.campaign


@dataclass(frozen=True)
class Kind:
    """A category of equipment that teachers were asked about; no key: the register's dictionary does not know it."""

    code: str
    name: str
    pk: int | None


@dataclass(frozen=True)
class NeedCell:
    """One category at one school: what is felt, what is counted, what both mean, how much there is a hundred pupils."""

    kind: Kind
    felt: Felt
    stock: Stock
    verdict: Verdict
    density: float | None
    median: float
    devices_url: str


@dataclass(frozen=True)
class NeedRow:
    """A school with its categories; `n` teachers answered. `by_pupils`: densities are a hundred pupils."""

    school: int
    name: str
    cells: tuple[NeedCell, ...]
    n: int | None
    by_pupils: bool

    def with_verdict(self, wanted: Verdict) -> list[NeedCell]:
        """The categories with this verdict."""
        return [cell for cell in self.cells if cell.verdict == wanted]


@dataclass(frozen=True)
class Needs:
    """The whole picture: the survey it is made from, categories in the order of the questionnaire, schools."""

    survey: Survey
    kinds: tuple[Kind, ...]
    rows: tuple[NeedRow, ...]


def newest_survey() -> Survey | None:
    """The newest counted campaign that asked teachers about access to equipment; None when there is none."""
    asked = Part.objects.filter(
        audience=Audience.TEACHERS,
        instrument__sections__construct=ACCESS,
        campaign__state=CampaignState.CLOSED,
        campaign__tallies__state=JobState.DONE,
    )
    part = asked.select_related("campaign", "instrument").order_by("-campaign__closes_on", "-campaign_id").first()
    if part is None:
        return None
    tally = Tally.objects.filter(campaign=part.campaign, state=JobState.DONE).select_related("campaign")
    items = Item.objects.filter(section__instrument=part.instrument, section__construct__in=(ACCESS, USE, NEEDS))
    rows = list(items.order_by("section__position", "position").values_list("section__construct", "code", "category"))
    by_construct = {
        construct: {category: code for named, code, category in rows if named == construct and category}
        for construct in (ACCESS, USE)
    }
    needs = next((code for construct, code, _ in rows if construct == NEEDS), "")
    return Survey(tally.order_by("-revision")[0], part, by_construct[ACCESS], by_construct[USE], needs)


def needs_of(survey: Survey, day: datetime.date) -> Needs:
    """Schools in scope × categories asked about. The number of queries depends on neither."""
    kinds = _kinds(survey)
    schools = register_on(day).primary_schools
    felt, answered = _felt(survey, [one.school for one in schools])
    register = _counted(day, [one.code for one in kinds])
    rows = (_row(school, kinds, felt, answered.get(school.school), register) for school in schools)
    return Needs(survey, kinds, tuple(rows))


def _kinds(survey: Survey) -> tuple[Kind, ...]:
    known = {one.code: one for one in Category.objects.filter(code__in=survey.access)}
    return tuple(
        Kind(code, known[code].name if code in known else code, known[code].pk if code in known else None)
        for code in survey.access
    )


# --- What is felt -----------------------------------------------------------------------------------------------------
def _felt(survey: Survey, schools: Sequence[int]) -> tuple[dict[tuple[int, str], Felt], dict[int, int | None]]:
    """What teachers say, by school and category, and how many of them answered. Hidden figures hold no numbers."""
    codes = [*survey.access.values(), *survey.use.values(), survey.needs]
    figures: dict[tuple[int, str], Figure] = {}
    wanted = Q(subject=Subject.ITEM, code__in=codes) | Q(subject=Subject.BASE)
    for one in Figure.objects.filter(wanted, tally=survey.tally, part=survey.part, stage="", school__in=schools):
        figures[one.school_id, one.code] = one
    felt = {
        (school, category): _one_felt(figures, survey, school, category)
        for school in schools
        for category in survey.access
    }
    return felt, {school: base.n for school in schools if (base := figures.get((school, "")))}


def _one_felt(figures: Mapping[tuple[int, str], Figure], survey: Survey, school: int, category: str) -> Felt:
    access = figures.get((school, survey.access[category]))
    use = figures.get((school, survey.use.get(category, "-")))
    needs = figures.get((school, survey.needs)) if survey.needs else None
    wanted = PER * needs.distribution.get(category, 0) / needs.n if needs and needs.n else None
    return Felt(_percent(access), _percent(use), wanted, n=access.n if access else None)


def _percent(figure: Figure | None) -> float | None:
    """The share of the two highest answers; None where it is hidden or nobody was asked."""
    return None if figure is None or figure.top is None else PER * figure.top


# --- What is counted --------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Register:
    """Devices by school and category; pupils by school, as far as they are known; the median of the schools' densities.

    `by_pupils`: the density is devices in use a hundred pupils; where no school's pupils are known, it is their number.
    """

    stock: Cells
    pupils: Mapping[int, int]
    medians: Mapping[str, float]

    @property
    def by_pupils(self) -> bool:
        """Whether any school's pupils are known."""
        return bool(self.pupils)

    def density(self, school: int, code: str) -> float | None:
        """How much the school has; None where its pupils are not known and those of others are."""
        return density_of(self.stock.get((school, code), Stock()), school, self.pupils)


def density_of(stock: Stock, school: int, pupils: Mapping[int, int]) -> float | None:
    """Devices in use a hundred pupils, or their number where nobody's pupils are known."""
    if not pupils:
        return float(stock.in_use)
    return stock.in_use * PER / pupils[school] if pupils.get(school) else None


def _counted(day: datetime.date, codes: Sequence[str]) -> Register:
    """The registers of all schools: their median is the city's for every school alike, and names none of them."""
    with whole_municipality():  # rows are shown of schools in scope alone
        pupils, stock = pupils_by_school(day), _stock(day, codes)
        schools = [one.school for one in register_on(day).primary_schools]
    medians = {}
    for code in codes:
        densities = (density_of(stock.get((school, code), Stock()), school, pupils) for school in schools)
        medians[code] = middle(one for one in densities if one is not None)
    return Register(stock, pupils, medians)


def _stock(day: datetime.date, codes: Sequence[str]) -> dict[tuple[int, str], Stock]:
    """Devices held by school and category: one grouped query."""
    bought = ExtractYear("purchased_on") * YEAR + ExtractMonth("purchased_on")
    rows = (
        Device.objects.filter(HELD, category__code__in=codes)
        .order_by()
        .values_list("school_id", "category__code")
        .annotate(
            held=Count("pk"),
            in_use=Count("pk", filter=Q(status__in=(Status.IN_USE, Status.LENT))),
            working=Count("pk", filter=Q(status__in=WORKS)),
            month=Avg(Cast(bought, FloatField())),
        )
    )
    now = day.year * YEAR + day.month
    return {
        (school, code): Stock(held, in_use, working, None if month is None else (now - month) / YEAR)
        for school, code, held, in_use, working, month in rows
    }


def _row(
    school: RegisterRow, kinds: Sequence[Kind], felt: Mapping[tuple[int, str], Felt], n: int | None, register: Register
) -> NeedRow:
    cells = tuple(_cell(school.school, kind, felt[school.school, kind.code], register) for kind in kinds)
    return NeedRow(school.school, school.name, cells, n, by_pupils=register.by_pupils)


def _cell(school: int, kind: Kind, felt: Felt, register: Register) -> NeedCell:
    density, median = register.density(school, kind.code), register.medians[kind.code]
    return NeedCell(
        kind=kind,
        felt=felt,
        stock=register.stock.get((school, kind.code), Stock()),
        verdict=Verdict.UNKNOWN if density is None else verdict(felt, plenty=is_plenty(density, median)),
        density=density,
        median=median,
        devices_url=devices_url(school, kategoria=kind.pk) if kind.pk else "",
    )
