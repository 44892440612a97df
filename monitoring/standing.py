"""Where an indicator stands on a day: a pure function of contributions, targets, schools and term.

Rules: the plan's kinds of targets and the statuses adopted for it (README, „Jak liczymy”).
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Self

from hdr_portal.lib.periods import months_later
from schools.measures import Contribution

LONG_RUNNING_MONTHS = 6
Amount = int | Decimal


class Rule(StrEnum):
    """How contributions become a number: monitoring.models.CountRule, and for a level (a share, a mean) its newest value."""

    RECORDS = "records"
    SCHOOLS = "schools"
    LARGEST = "largest"
    BEST_BY_GROUP = "best_by_group"
    MIN_PER_SCHOOL = "min_per_school"
    LATEST = "latest"


class Status(StrEnum):
    """Status on a day, with the word, the tone and the icon that always go together."""

    label: str
    tone: str
    icon: str

    def __new__(cls, value: str, label: str, tone: str, icon: str) -> Self:
        """A status that knows how it is shown."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label, member.tone, member.icon = label, tone, icon
        return member

    REACHED = "reached", "osiągnięty", "green", "check-circle"
    REACHED_LATE = "reached_late", "osiągnięty po terminie", "green", "clock-history"
    IN_PROGRESS = "in_progress", "w toku", "blue", "play-circle"
    AT_RISK = "at_risk", "zagrożony", "amber", "exclamation-triangle"
    MISSED = "missed", "nieosiągnięty w terminie", "red", "x-circle"
    NOT_STARTED = "not_started", "przed terminem", "grey", "calendar3"
    NO_TERM = "no_term", "bez terminu", "grey", "slash-circle"
    NO_DATA = "no_data", "brak danych", "grey", "question-circle"


@dataclass(frozen=True)
class TargetValue:
    """One target value; `group` only for a target per group."""

    value: int
    group: str = ""


@dataclass(frozen=True)
class Term:
    """When the indicator is due: first and last day, either may be open (as needed: both)."""

    start: datetime.date | None
    end: datetime.date | None


@dataclass(frozen=True)
class Member:
    """One of those whose number is asked: a unit, or an establishment inside the unit `school`."""

    school: int
    name: str


@dataclass(frozen=True)
class Question:
    """What an indicator asks. `members` is empty for an indicator of the whole municipality; `downward`: less is better."""

    rule: Rule
    targets: tuple[TargetValue, ...]
    term: Term
    members: tuple[Member, ...] = ()
    downward: bool = False


@dataclass(frozen=True)
class Comparison:
    """The three numbers always shown; one a group, `total` over all its events. Of a `downward` level less is better."""

    declared: Amount
    evidenced: Amount
    target: int
    group: str = ""
    total: int = 0
    downward: bool = False

    @property
    def reached(self) -> bool:
        """Only what is evidenced decides."""
        return self.evidenced <= self.target if self.downward else self.evidenced >= self.target

    @property
    def over(self) -> bool:
        """More than planned: told, never held against anyone."""
        return self.evidenced > self.target and not self.downward


@dataclass(frozen=True)
class MemberStanding:
    """How much one member has."""

    member: Member
    declared: int
    evidenced: int
    done: bool


@dataclass(frozen=True)
class Standing:
    """The answer: status, comparisons, the members one by one, the day the target was reached, counted records."""

    status: Status
    comparisons: tuple[Comparison, ...]
    members: tuple[MemberStanding, ...]
    reached_on: datetime.date | None
    records: int

    @property
    def missing(self) -> tuple[MemberStanding, ...]:
        """Members that still owe something."""
        return tuple(one for one in self.members if not one.done)

    @property
    def done_count(self) -> int:
        """Members that have what is asked."""
        return len(self.members) - len(self.missing)


def stand(question: Question, contributions: Sequence[Contribution], as_of: datetime.date) -> Standing:
    """The standing on `as_of` from contributions dated inside the window (later ones are left out here once more)."""
    known = [one for one in contributions if one.day <= as_of]
    proved = [one for one in known if one.documented]
    reached_on = _reached_on(question, proved)
    comparisons = compare(question, known, proved)
    return Standing(
        status=_status(question, comparisons, reached_on, as_of),
        comparisons=comparisons,
        members=_members(question, known, proved),
        reached_on=reached_on,
        records=len({one.record for one in proved}),
    )


def compare(
    question: Question, known: Sequence[Contribution], proved: Sequence[Contribution]
) -> tuple[Comparison, ...]:
    """Declared and evidenced beside each target value; nothing while a level is not known: unknown is not 0."""
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
    question: Question, known: Sequence[Contribution], proved: Sequence[Contribution]
) -> tuple[MemberStanding, ...]:
    needed = question.targets[0].value if question.rule == Rule.MIN_PER_SCHOOL and question.targets else 1
    declared, evidenced = _by_school(known), _by_school(proved)
    return tuple(
        MemberStanding(
            member, declared[member.school], evidenced[member.school], done=evidenced[member.school] >= needed
        )
        for member in question.members
    )


def _reached_on(question: Question, proved: Sequence[Contribution]) -> datetime.date | None:
    """First day on which the evidence sufficed: more evidence never lowers a number, so halving finds it."""
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


def _is_reached(question: Question, proved: Sequence[Contribution]) -> bool:
    comparisons = compare(question, proved, proved)
    return bool(comparisons) and all(one.reached for one in comparisons)


def _status(
    question: Question, comparisons: tuple[Comparison, ...], reached_on: datetime.date | None, as_of: datetime.date
) -> Status:
    term = question.term
    if not comparisons or (question.rule in {Rule.SCHOOLS, Rule.MIN_PER_SCHOOL} and not question.members):
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
    return any(one.evidenced <= one.target * share - 1 for one in comparisons)
