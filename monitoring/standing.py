"""Where an indicator stands on a day: a pure function of contributions, targets, schools, term and signed corrections.

Rules: the plan's kinds of targets and the statuses adopted for it (README, „Jak liczymy”).
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from hdr_portal.lib.periods import months_later
from monitoring.standing_values import (
    Adjustment,
    Amount,
    Comparison,
    Member,
    MemberStanding,
    Question,
    Rule,
    Standing,
    Status,
    TargetValue,
    Term,
)
from schools.measures import Contribution

__all__ = [
    "Adjustment",
    "Amount",
    "Comparison",
    "Member",
    "MemberStanding",
    "Question",
    "Rule",
    "Standing",
    "Status",
    "TargetValue",
    "Term",
    "compare",
    "stand",
]

LONG_RUNNING_MONTHS = 6
BY_SCHOOL = frozenset({Rule.SCHOOLS, Rule.MIN_PER_SCHOOL})
Signed = Sequence[Adjustment]


def stand(
    question: Question, contributions: Sequence[Contribution], as_of: datetime.date, adjustments: Signed = ()
) -> Standing:
    """The standing on `as_of` from contributions dated inside the window (later ones are left out here once more).

    Signed corrections are judged with the evidence and never mixed into what is declared and evidenced.
    """
    known = [one for one in contributions if one.day <= as_of]
    proved = [one for one in known if one.documented]
    signed = [one for one in adjustments if one.day <= as_of]
    reached_on = _reached_on(question, proved, signed)
    comparisons = compare(question, known, proved, signed)
    return Standing(
        status=_status(question, comparisons, reached_on, as_of),
        comparisons=comparisons,
        members=_members(question, known, proved, signed),
        reached_on=reached_on,
        records=len({one.record for one in proved}),
    )


def compare(
    question: Question, known: Sequence[Contribution], proved: Sequence[Contribution], signed: Signed = ()
) -> tuple[Comparison, ...]:
    """Declared and evidenced beside each target value; nothing while a level is not known: unknown is not 0."""
    counted = _counted(question, known, proved)
    return (
        tuple(replace(one, corrected=_corrected(question, one, proved, signed)) for one in counted)
        if signed
        else counted
    )


def _counted(
    question: Question, known: Sequence[Contribution], proved: Sequence[Contribution]
) -> tuple[Comparison, ...]:
    if question.rule == Rule.LATEST:
        return _compare_level(question, proved)
    if question.rule == Rule.BEST_BY_GROUP:
        return _compare_groups(question.targets, known, proved)
    declared, evidenced = _number(question, known), _number(question, proved)
    return tuple(Comparison(declared, evidenced, target.value) for target in question.targets)


def _compare_level(question: Question, proved: Sequence[Contribution]) -> tuple[Comparison, ...]:
    if not proved:
        return ()
    newest = max(proved, key=lambda one: one.day)
    level = newest.amount if newest.exact is None else newest.exact
    return tuple(Comparison(level, level, target.value, downward=question.downward) for target in question.targets)


def _compare_groups(
    targets: tuple[TargetValue, ...], known: Sequence[Contribution], proved: Sequence[Contribution]
) -> tuple[Comparison, ...]:
    declared, evidenced = _best_event(targets, known), _best_event(targets, proved)
    totals: dict[str, int] = defaultdict(int)
    for one in known:
        totals[one.group] += one.amount
    return tuple(
        Comparison(
            declared.get(target.group, 0),
            evidenced.get(target.group, 0),
            target.value,
            target.group,
            totals[target.group],
        )
        for target in targets
    )


def _best_event(targets: tuple[TargetValue, ...], contributions: Iterable[Contribution]) -> dict[str, int]:
    """Head-counts of the single event that comes nearest to all targets; groups of different events never mix."""
    events: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for one in contributions:
        events[one.record][one.group] += one.amount

    def nearness(event: dict[str, int]) -> tuple[float, float, int]:
        shares = [min(1.0, event.get(target.group, 0) / target.value) if target.value else 1.0 for target in targets]
        return min(shares), sum(shares), sum(event.values())

    return max(events.values(), key=nearness, default={})


def _number(question: Question, contributions: Sequence[Contribution]) -> int:
    if question.rule == Rule.SCHOOLS:
        schools = {one.school for one in contributions}
        return sum(member.school in schools for member in question.members)
    if question.rule == Rule.MIN_PER_SCHOOL:
        amounts = _by_school(contributions)
        return min((amounts[member.school] for member in question.members), default=0)
    by_record = _by_record(contributions, add=question.rule == Rule.LARGEST)
    return max(by_record.values(), default=0) if question.rule == Rule.LARGEST else sum(by_record.values())


def _corrected(question: Question, counted: Comparison, proved: Sequence[Contribution], signed: Signed) -> Amount:
    """What is evidenced with the corrections; a correction of a unit moves that unit, never the sum past it."""
    if question.rule not in BY_SCHOOL:
        added = sum(one.amount for one in signed if one.group in {"", counted.group} or not counted.group)
        return max(counted.evidenced + added, 0)
    amounts, loose = _by_school(proved), 0
    for one in signed:
        if one.school is None:
            loose += one.amount
        else:
            amounts[one.school] += one.amount
    if question.rule == Rule.SCHOOLS:
        return max(sum(amounts[member.school] > 0 for member in question.members) + loose, 0)
    return max(min((amounts[member.school] for member in question.members), default=0) + loose, 0)


def _by_school(contributions: Iterable[Contribution]) -> dict[int | None, int]:
    amounts: dict[int | None, int] = defaultdict(int)
    for one in contributions:
        amounts[one.school] += one.amount
    return amounts


def _by_record(contributions: Iterable[Contribution], *, add: bool) -> dict[str, int]:
    """Amount of each record: added over its groups, or taken once when the record speaks for several schools."""
    amounts: dict[str, int] = defaultdict(int)
    for one in contributions:
        amounts[one.record] = amounts[one.record] + one.amount if add else max(amounts[one.record], one.amount)
    return amounts


def _members(
    question: Question, known: Sequence[Contribution], proved: Sequence[Contribution], signed: Signed
) -> tuple[MemberStanding, ...]:
    needed = question.targets[0].value if question.rule == Rule.MIN_PER_SCHOOL and question.targets else 1
    declared, evidenced = _by_school(known), _by_school(proved)
    added: dict[int | None, int] = defaultdict(int)
    for one in signed:
        added[one.school] += one.amount
    return tuple(
        MemberStanding(
            member,
            declared[member.school],
            evidenced[member.school],
            done=evidenced[member.school] + added[member.school] >= needed,
            correction=added[member.school],
        )
        for member in question.members
    )


def _reached_on(question: Question, proved: Sequence[Contribution], signed: Signed) -> datetime.date | None:
    """First day on which the evidence sufficed: more evidence never lowers a number, so halving finds it."""
    if signed:
        return _reached_with(question, proved, signed)
    if question.rule == Rule.LATEST:  # goes up and down: reached on the day of its newest value, or not
        return max(one.day for one in proved) if _is_reached(question, proved) else None
    days = sorted({one.day for one in proved})
    low, high = 0, len(days)
    while low < high:
        middle = (low + high) // 2
        if _is_reached(question, [one for one in proved if one.day <= days[middle]]):
            high = middle
        else:
            low = middle + 1
    return days[low] if low < len(days) else None


def _reached_with(question: Question, proved: Sequence[Contribution], signed: Signed) -> datetime.date | None:
    """The day since which it has been reached: a correction may lower a number, so the days are gone through backwards."""
    reached = None
    days = {one.day for one in proved} | {one.day for one in signed}
    for day in sorted(days, reverse=True):
        until = [one for one in proved if one.day <= day]
        if not _is_reached(question, until, [one for one in signed if one.day <= day]):
            break
        reached = day
    return reached


def _is_reached(question: Question, proved: Sequence[Contribution], signed: Signed = ()) -> bool:
    comparisons = compare(question, proved, proved, signed)
    return bool(comparisons) and all(one.reached for one in comparisons)


def _status(
    question: Question, comparisons: tuple[Comparison, ...], reached_on: datetime.date | None, as_of: datetime.date
) -> Status:
    term = question.term
    if not comparisons or (question.rule in BY_SCHOOL and not question.members):
        return Status.NO_DATA
    if reached_on is not None:
        return Status.REACHED if term.end is None or reached_on <= term.end else Status.REACHED_LATE
    if term.start is not None and as_of < term.start:
        return Status.NOT_STARTED
    if term.end is None:
        return Status.NO_TERM if term.start is None else Status.IN_PROGRESS
    if as_of > term.end:
        return Status.MISSED
    return Status.AT_RISK if _at_risk(question, comparisons, as_of, term.end) else Status.IN_PROGRESS


def _at_risk(question: Question, comparisons: tuple[Comparison, ...], as_of: datetime.date, end: datetime.date) -> bool:
    """Under a month left, or, for long-running counts, at least one whole unit below the linear share."""
    start = question.term.start
    if as_of > months_later(end, -1):
        return True
    if start is None or months_later(start, LONG_RUNNING_MONTHS) > end:
        return False
    if question.rule not in {Rule.RECORDS, Rule.SCHOOLS}:
        return False
    share = (as_of - start).days / (end - start).days
    return any(one.judged <= one.target * share - 1 for one in comparisons)
