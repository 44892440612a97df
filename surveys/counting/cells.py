"""What is added up of one cell (school × stage) of a group, answer by answer. Pure."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from surveys.questionnaire import Item, Questionnaire, Scale, Section
from surveys.statistics import Moments, moments_of

ANSWERED_FOR_SCORE = Fraction(2, 3)  # of the measuring items of a section
FEW_ANSWERS = Fraction(1, 2)  # of what a person was asked: fewer are noted


@dataclass(frozen=True)
class SectionPlan:
    """The measuring items of a section, and the scale that they share, if they do."""

    code: str
    items: tuple[str, ...]
    scale: Scale | None

    @property
    def needed(self) -> int:
        """Answers that make a score."""
        return -(-len(self.items) * ANSWERED_FOR_SCORE.numerator // ANSWERED_FOR_SCORE.denominator)

    def point(self, score: float) -> str:
        """The point of the shared scale nearest to a score, the higher one of two."""
        points = self.scale.points if self.scale else ()
        return min(points, key=lambda point: (abs((point.value or 0) - score), -(point.value or 0))).code


@dataclass(frozen=True)
class Plan:
    """How the answers to a questionnaire are added up, worked out once."""

    items: dict[str, Item]
    scores: dict[str, dict[str, int]]
    sections: tuple[SectionPlan, ...]


def plan_of(questionnaire: Questionnaire) -> Plan:
    """The plan of a questionnaire."""
    measuring = [item for item in questionnaire.items() if item.measures and item.scale]
    scores = {
        item.code: {code: score for code in item.scale.by_code if (score := item.score(code)) is not None}
        for item in measuring
        if item.scale
    }
    sections = tuple(plan for one in questionnaire.sections if (plan := _section_plan(one)).items)
    return Plan(questionnaire.item, scores, sections)


def _section_plan(section: Section) -> SectionPlan:
    measuring = [item for item in section.items if item.measures and item.scale]
    scales = {item.scale.code: item.scale for item in measuring if item.scale}
    return SectionPlan(
        section.code, tuple(item.code for item in measuring), next(iter(scales.values())) if len(scales) == 1 else None
    )


@dataclass
class ItemSum:
    """An item in a cell: how often each point was given (kinds with points), moments of numbers, texts written."""

    n: int = 0
    na: int = 0
    points: Counter[str] = field(default_factory=Counter)
    numbers: Moments = field(default_factory=Moments)

    def merge(self, other: "ItemSum") -> None:
        """Add another cell."""
        self.n += other.n
        self.na += other.na
        self.points.update(other.points)
        self.numbers.merge(other.numbers)


@dataclass
class SectionSum:
    """A section in a cell: scores of those with enough answers; how many people gave how many answers to it."""

    scores: Moments = field(default_factory=Moments)
    points: Counter[str] = field(default_factory=Counter)
    given: Counter[int] = field(default_factory=Counter)

    def merge(self, other: "SectionSum") -> None:
        """Add another cell."""
        self.scores.merge(other.scores)
        self.points.update(other.points)
        self.given.update(other.given)

    def left_over(self, plan: SectionPlan) -> int:
        """People who answered all of it or people who answered a part of it, whoever are fewer."""
        complete = self.given[len(plan.items)]
        return min(complete, self.given.total() - complete)


@dataclass
class Consistency:
    """Of those who answered a whole section: moments of each item and of the sum, for Cronbach's alpha."""

    items: dict[str, Moments] = field(default_factory=dict)
    sums: Moments = field(default_factory=Moments)

    def add(self, scores: Mapping[str, int]) -> None:
        """Count one person."""
        for code, score in scores.items():
            self.items.setdefault(code, Moments()).add(score)
        self.sums.add(sum(scores.values()))


@dataclass
class CellSum:
    """Everything that is added up of a cell."""

    base: int = 0
    items: dict[str, ItemSum] = field(default_factory=dict)
    sections: dict[str, SectionSum] = field(default_factory=dict)

    def merge(self, other: "CellSum") -> None:
        """Add another cell."""
        self.base += other.base
        for code, item in other.items.items():
            self.items.setdefault(code, ItemSum()).merge(item)
        for code, section in other.sections.items():
            self.sections.setdefault(code, SectionSum()).merge(section)


def empty_cell(plan: Plan) -> CellSum:
    """A cell of nobody, with every item and section of the plan."""
    return CellSum(
        items={code: ItemSum() for code in plan.items},
        sections={section.code: SectionSum() for section in plan.sections},
    )


def add_answers(cell: CellSum, plan: Plan, answers: Mapping[str, Any], whole: dict[str, Consistency]) -> Fraction:
    """Add one person's answers; what is no answer of the questionnaire counts as none.

    `whole`: consistency of each section over all cells. Returns the share of what was asked that was answered.
    """
    cell.base += 1
    scores: dict[str, int] = {}
    answered = asked = 0
    for code, item in plan.items.items():
        value = answers.get(code)
        if isinstance(value, dict):
            if value.get("skipped"):
                continue
            cell.items[code].na += bool(value.get("na"))
            answered += 1
        elif value is not None and _add_value(cell.items[code], item, value):
            answered += 1
            if code in plan.scores:
                scores[code] = plan.scores[code][value]
        asked += 1
    for section in plan.sections:
        _add_section(cell.sections[section.code], section, scores, whole)
    return Fraction(answered, asked) if asked else Fraction(1)


def _add_value(found: ItemSum, item: Item, value: Any) -> bool:
    if item.is_closed:
        if not isinstance(value, str) or item.scale is None or value not in item.scale.by_code:
            return False
        found.points[value] += 1
    elif item.kind == "multi":
        if not isinstance(value, list) or not value:
            return False
        offered = item.scale.by_code if item.scale else {}
        found.points.update({code for code in value if code in offered})
    elif item.kind == "number":
        if isinstance(value, bool) or not isinstance(value, int | float):
            return False
        found.numbers.add(value)
    elif not isinstance(value, str) or not value.strip():
        return False
    found.n += 1
    return True


def _add_section(
    found: SectionSum, plan: SectionPlan, scores: Mapping[str, int], whole: dict[str, Consistency]
) -> None:
    given = {code: scores[code] for code in plan.items if code in scores}
    if not given:
        return
    found.given[len(given)] += 1
    if len(given) == len(plan.items):
        whole.setdefault(plan.code, Consistency()).add(given)
    if len(given) >= plan.needed:
        score = sum(given.values()) / len(given)
        found.scores.add(score)
        if plan.scale:
            found.points[plan.point(score)] += 1


# --- Numbers of a sum -----------------------------------------------------------------------------------------------
def item_moments(item: Item, found: ItemSum) -> Moments:
    """Moments of an item's scores, or of its numbers."""
    if item.kind == "number":
        return found.numbers
    if not item.measures:
        return Moments()
    scored: Counter[float] = Counter()
    for code, times in found.points.items():
        score = item.score(code)
        if score is not None:
            scored[score] += times
    return moments_of(scored)


def highest(scale: Scale, *, reverse: bool = False) -> frozenset[str]:
    """Codes of the highest points after turning: two of a scale of four and more, one of a shorter one."""
    ordered = sorted(scale.points, key=lambda point: point.value or 0, reverse=not reverse)
    return frozenset(point.code for point in ordered[: 2 if len(ordered) >= 4 else 1])


def top_share(points: Mapping[str, int], scale: Scale, *, reverse: bool = False) -> float | None:
    """Share (0–1) of the highest points among all given."""
    total = sum(points.values())
    return sum(points.get(code, 0) for code in highest(scale, reverse=reverse)) / total if total else None
