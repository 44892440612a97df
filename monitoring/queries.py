"""The board: every indicator of a plan with its standing on a day, counted from the records in scope."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from hdr_portal.lib.periods import Period
from monitoring.corrections import CorrectionView, corrections_on
from monitoring.models import Indicator, Population
from monitoring.standing import Member, Question, Rule, Standing, TargetValue, Term, stand
from schedule.models import Activity, ActivityState, Plan, Step
from schedule.queries import notes_by_row
from schools.measures import Contribution, EvidenceRef, Measure, find_measure, one_reading
from schools.register import Register, register_on


@dataclass(frozen=True)
class BoardRow:
    """An indicator on a day: what it asks, where it stands, the very contributions that were counted.

    `corrections` are signed, shown apart, and judged with what was counted. `history`: what counted at some time up to the
    day; of what never expires, the contributions themselves.
    """

    indicator: Indicator
    measure: Measure | None
    question: Question
    standing: Standing
    contributions: tuple[Contribution, ...]
    history: tuple[Contribution, ...]
    notes: tuple[str, ...]
    also_counted: tuple[str, ...] = ()
    corrections: tuple[CorrectionView, ...] = ()
    serves: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # record → the other indicators that count it

    @property
    def files(self) -> list[EvidenceRef]:
        """The files behind the number, those of corrections last."""
        counted = [file for one in self.contributions for file in one.evidence]
        return counted + [one.evidence for one in self.corrections if one.evidence]

    @property
    def declared(self) -> bool:
        """Whether anything was declared at all."""
        return any(one.declared for one in self.standing.comparisons) or any(
            one.declared for one in self.standing.members
        )

    @property
    def by_school(self) -> bool:
        """Whether it is counted school by school."""
        return self.question.rule in {Rule.SCHOOLS, Rule.MIN_PER_SCHOOL}


def board(plan: Plan, as_of: datetime.date) -> list[BoardRow]:
    """Rows of the board in the plan's order. The number of queries does not depend on schools or records."""
    indicators = plan.indicators.select_related("action").prefetch_related("targets", "steps").order_by("position")
    with one_reading():
        return _rows(plan, list(indicators), as_of)


def board_row(indicator: Indicator, as_of: datetime.date) -> BoardRow:
    """One indicator's row, with the other indicators that count the same records."""
    rows = board(indicator.plan, as_of)
    return next(row for row in rows if row.indicator.pk == indicator.pk)


def _rows(plan: Plan, indicators: Sequence[Indicator], as_of: datetime.date) -> list[BoardRow]:
    register, counted = register_on(as_of), _contributions(plan, indicators, as_of)
    beside = _Beside(notes_by_row(plan), _indicators_by_record(indicators, counted), corrections_on(plan, as_of))
    return [_row(one, plan, register, counted.get(one.measure, ()), as_of, beside) for one in indicators]


@dataclass(frozen=True)
class _Beside:
    """What stands beside a row: notes of the plan, who else counts a record, signed corrections."""

    notes: dict[str, list[str]]
    shared: dict[str, list[str]]
    corrections: dict[int, tuple[CorrectionView, ...]]


def _row(
    indicator: Indicator,
    plan: Plan,
    register: Register,
    contributions: tuple[Contribution, ...],
    as_of: datetime.date,
    beside: _Beside,
) -> BoardRow:
    measure = find_measure(indicator.measure) if indicator.measure else None
    question = _question(indicator, measure, plan, register)
    corrections = beside.corrections.get(indicator.pk, ())
    serves = _also_counted(indicator, contributions, beside.shared)
    return BoardRow(
        indicator=indicator,
        measure=measure,
        question=question,
        standing=stand(question, contributions, as_of, [one.adjustment for one in corrections]),
        contributions=contributions,
        history=tuple(measure.over_time(Period(plan.start, as_of))) if measure and measure.over_time else contributions,
        notes=tuple(beside.notes.get(f"wskaźnik {indicator.number}", [])),
        also_counted=tuple(sorted({number for others in serves.values() for number in others})),
        serves=serves,
        corrections=corrections,
    )


def _contributions(
    plan: Plan, indicators: Iterable[Indicator], as_of: datetime.date
) -> dict[str, tuple[Contribution, ...]]:
    """Each measure asked once, for the days from the plan's beginning to the as-of day; the caller opens `one_reading`."""
    period = Period(plan.start, as_of)
    keys = sorted({one.measure for one in indicators if one.measure})
    return {key: tuple(find_measure(key).contributions(period)) for key in keys}


def _indicators_by_record(
    indicators: Iterable[Indicator], counted: dict[str, tuple[Contribution, ...]]
) -> dict[str, list[str]]:
    numbers: dict[str, list[str]] = defaultdict(list)
    for indicator in indicators:
        for record in dict.fromkeys(one.record for one in counted.get(indicator.measure, ())):
            numbers[record].append(indicator.number)
    return numbers


def _also_counted(
    indicator: Indicator, contributions: Sequence[Contribution], shared: dict[str, list[str]]
) -> dict[str, tuple[str, ...]]:
    """Record → numbers of the other indicators that it serves, where there are any."""
    records = dict.fromkeys(one.record for one in contributions if len(shared.get(one.record, ())) > 1)
    return {record: tuple(number for number in shared[record] if number != indicator.number) for record in records}


def _question(indicator: Indicator, measure: Measure | None, plan: Plan, register: Register) -> Question:
    """What the indicator asks; a measure that gives a level is read as its newest value, for the whole municipality."""
    targets = tuple(TargetValue(one.value, one.group) for one in indicator.targets.all()) if measure else ()
    term = term_of(list(indicator.steps.all()), plan)
    if measure and measure.is_level:
        return Question(Rule.LATEST, targets, term, downward=measure.downward)
    return Question(
        rule=Rule(indicator.count_rule),
        targets=targets,
        term=term,
        members=_members(indicator.population, register),
    )


def _members(population: str, register: Register) -> tuple[Member, ...]:
    rows = {
        Population.PRIMARY_SCHOOLS: register.primary_schools,
        Population.SCHOOLS: register.schools,
        Population.ESTABLISHMENTS: register.establishments,
    }.get(Population(population), ())
    return tuple(Member(row.school, row.name) for row in rows)


def term_of(steps: Sequence[Step], plan: Plan) -> Term:
    """From the first start to the last end of the steps; a missing start is the plan's, an open end stays open."""
    if not steps or all(one.as_needed for one in steps):
        return Term(None, None)
    start = min(one.start or plan.start for one in steps)
    ends = [one.end for one in steps]
    known = [end for end in ends if end is not None]
    return Term(start, max(known) if len(known) == len(ends) else None)


def waiting_indicators(rows: Iterable[BoardRow]) -> set[int]:
    """Ids of indicators with a submitted record on one of their steps: one query."""
    waiting = set(Activity.objects.filter(state=ActivityState.SUBMITTED).values_list("step_id", flat=True))
    return {row.indicator.pk for row in rows if waiting & {step.pk for step in row.indicator.steps.all()}}


def count_statuses(rows: Iterable[BoardRow]) -> dict[str, int]:
    """How many indicators have each status."""
    counts: dict[str, int] = defaultdict(int)
    for row in rows:
        counts[row.standing.status] += 1
    return dict(counts)
