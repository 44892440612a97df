"""One group of a campaign at a place: response rate, sections, items."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from hdr_portal.lib import polish
from hdr_portal.lib.barcharts import Row
from hdr_portal.lib.charts import Part as Slice
from schools.models import School
from surveys.counting.cells import SectionPlan, plan_of
from surveys.models import Audience, Part, Subject
from surveys.queries.campaigns import share
from surveys.queries.results import PartResults, Shown
from surveys.questionnaire import POLISH, Item, Questionnaire, Section, say
from surveys.questionnaires import questionnaire_of
from surveys.resultbooks.words import (
    CITY_ONLY,
    HIDDEN,
    LOW_RATE,
    NOT_ASKED,
    Line,
    Measure,
    band_words,
    bars,
    finding,
    highest_words,
    lines_of,
    measure,
    slices,
    stage_words,
)

ASKED = "zaproszonej,zaproszonych,zaproszonych"


@dataclass(frozen=True)
class Rate:
    """How many of those asked answered."""

    label: str
    shown: bool
    n: int | None
    invited: int
    school: int | None = None
    word: str = HIDDEN

    @property
    def per_cent(self) -> int | None:
        """Rounded down, so that 100 means everybody."""
        return share(self.n, self.invited) if self.shown else None

    @property
    def words(self) -> str:
        """„62%”, or the word for too few."""
        if not self.shown:
            return self.word
        return "–" if self.per_cent is None else polish.percent(self.per_cent)

    @property
    def people(self) -> str:
        """„310 z 500 osób”, or how many were asked."""
        asked = polish.counted(self.invited, ASKED)
        return f"{polish.number(self.n or 0)} z {asked}" if self.shown else f"zaproszono: {polish.number(self.invited)}"

    @property
    def is_low(self) -> bool:
        """Whether so few answered that every number needs a caution."""
        return self.per_cent is not None and self.per_cent < LOW_RATE


@dataclass(frozen=True)
class ItemBook:
    """An item: its figure, what to compare it with, its distribution."""

    code: str
    text: str
    kind: str
    figure: Measure
    na: int | None = None
    city: Measure | None = None
    band: str = ""
    lines: tuple[Line, ...] = ()
    title: str = ""
    slices: tuple[Slice, ...] = ()
    bars: tuple[Row, ...] = ()
    measures: bool = False
    scale_words: str = ""
    texts: tuple[str, ...] = ()

    @property
    def facts(self) -> str:
        """What is known beside the distribution, in one line."""
        told = [self.figure.people if self.figure.shown else self.figure.word]
        told += [f"średnia {self.figure.mean_words}"] if self.measures and self.figure.shown else []
        told += [f"„nie dotyczy / nie wiem”: {polish.number(self.na)}"] if self.na else []
        told += [f"gmina {self.city.mean_words}"] if self.city and self.measures else []
        told += [f"mediana szkół {self.band}"] if self.band else []
        return "; ".join(told)

    @property
    def is_text(self) -> bool:
        """Whether people wrote in their own words."""
        return self.kind in {"short_text", "long_text"}


@dataclass(frozen=True)
class SectionBook:
    """A section: its score, the levels of persons, its items, its score by stage."""

    code: str
    title: str
    construct: str
    figure: Measure | None
    city: Measure | None
    band: str
    scale_words: str
    lines: tuple[Line, ...]
    line_title: str
    slices: tuple[Slice, ...]
    items: tuple[ItemBook, ...]
    stages: tuple[tuple[str, Measure], ...]

    @property
    def facts(self) -> str:
        """What is known beside the distribution of scores."""
        if not self.figure or not self.figure.shown:
            return self.figure.word if self.figure else ""
        return f"{self.figure.people}; średnia {self.figure.mean_words}"


@dataclass(frozen=True)
class SchoolLine:
    """A school in the department's table: rate and the score of each section."""

    school: School
    rate: Rate
    scores: tuple[Measure, ...]


@dataclass(frozen=True)
class PartBook:
    """Everything said of a group at a place."""

    part: Part
    title: str
    instrument: str
    version: int
    rate: Rate
    city_rate: Rate | None
    sections: tuple[SectionBook, ...]
    stages: tuple[str, ...]
    schools: tuple[SchoolLine, ...] = ()
    notes: Mapping[str, Any] = field(default_factory=dict)

    @property
    def version_words(self) -> str:
        """Which version was asked."""
        return f"wersja {self.version}"

    @property
    def scored(self) -> tuple[SectionBook, ...]:
        """Sections with a score."""
        return tuple(section for section in self.sections if section.figure)

    @property
    def is_city_only(self) -> bool:
        """Whether the group is shown for the whole city alone."""
        return self.part.audience == Audience.LEADERS

    @property
    def alphas(self) -> list[tuple[str, float]]:
        """Cronbach's alpha of sections, where there were enough answers."""
        known = self.notes.get("alpha", {})
        return [(section.title, known[section.code]) for section in self.sections if section.code in known]


Texts = Mapping[str, tuple[str, ...]]


def part_book(
    found: PartResults, school: School | None, *, names: Mapping[int, School], notes: Mapping[str, Any], texts: Texts
) -> PartBook:
    """The book of a group. `names`: schools by key, for the department's table; `texts`: let pass, by item."""
    content = questionnaire_of(found.part.instrument)
    plans = {plan.code: plan for plan in plan_of(content).sections}
    sections = tuple(_section(found, one, plans.get(one.code), texts) for one in content.sections)
    city = found.city.get((Subject.BASE, ""))
    return PartBook(
        part=found.part,
        title=str(Audience(found.part.audience).label),
        instrument=say(content.title, POLISH),
        version=content.version,
        rate=_rate("Gmina" if school is None else str(school), found.of(Subject.BASE)),
        city_rate=_rate("Gmina", city) if city and school else None,
        sections=sections,
        stages=tuple(stage_words(stage) for stage in found.stages),
        schools=_schools(found, names, content, plans),
        notes=notes,
    )


def _rate(label: str, base: Shown | None, school: int | None = None) -> Rate:
    if base is None:
        return Rate(label, shown=False, n=None, invited=0, school=school)
    return Rate(label, not base.hidden, base.n, base.invited or 0, school, measure(base).word or HIDDEN)


def _schools(
    found: PartResults, names: Mapping[int, School], content: Questionnaire, plans: Mapping[str, SectionPlan]
) -> tuple[SchoolLine, ...]:
    lines = []
    for key, school in names.items():
        figures = found.by_school.get(key)
        if figures is not None:
            scores = [
                measure(figures.get((Subject.SECTION, one.code))) for one in content.sections if one.code in plans
            ]
            lines.append(SchoolLine(school, _rate(str(school), figures.get((Subject.BASE, "")), key), tuple(scores)))
    return tuple(lines)


def _section(found: PartResults, section: Section, plan: SectionPlan | None, texts: Texts) -> SectionBook:
    about = (str(Subject.SECTION), section.code)
    shown = found.of(*about) if plan else None
    scale = plan.scale if plan else None
    lines = lines_of(scale, shown) if scale and shown and not shown.hidden else ()
    city = found.city.get(about)
    return SectionBook(
        code=section.code,
        title=say(section.title, POLISH),
        construct=section.construct,
        figure=measure(shown, missing=_missing(found)) if plan else None,
        city=measure(city) if city and plan else None,
        band=band_words(found.bands.get(about)),
        scale_words=highest_words(scale) if scale else "",
        lines=lines,
        line_title=f"{highest_words(scale)}: {measure(shown).top_words} osób" if scale and lines else "",
        slices=slices(lines),
        items=tuple(_item(found, item, texts.get(item.code, ())) for item in section.items),
        stages=tuple((stage_words(stage), measure(found.of(*about, stage))) for stage in found.stages) if plan else (),
    )


def _missing(found: PartResults) -> str:
    """Why there is no figure: leaders have none at a school."""
    return CITY_ONLY if found.part.audience == Audience.LEADERS else NOT_ASKED


def _item(found: PartResults, item: Item, texts: tuple[str, ...]) -> ItemBook:
    about = (str(Subject.ITEM), item.code)
    shown = found.of(*about)
    city = found.city.get(about)
    base: dict[str, Any] = {
        "code": item.code, "text": say(item.text, POLISH), "kind": item.kind, "city": measure(city) if city else None,
        "band": band_words(found.bands.get(about)), "measures": item.measures or item.kind == "number",
    }  # fmt: skip
    if shown is None or shown.hidden:
        return ItemBook(**base, figure=measure(shown, missing=_missing(found)))
    lines = lines_of(item.scale, shown) if item.scale else ()
    stacked = slices(lines) if item.measures and len(lines) <= 6 else ()
    return ItemBook(
        **base,
        figure=measure(shown),
        na=shown.na,
        lines=lines,
        title=finding(item, shown, lines) if lines else "",
        slices=stacked,
        bars=bars(lines) if lines and not stacked else (),
        scale_words=highest_words(item.scale, reverse=item.reverse) if item.scale and item.measures else "",
        texts=texts,
    )
