"""The words of standing.py: rules, statuses, the question an indicator asks and the answer it gets. Pure values."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Self

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
class Adjustment:
    """A signed correction as far as the number goes: it counts for days from `day` on, for a group or a unit where it names one."""

    day: datetime.date
    amount: int
    group: str = ""
    school: int | None = None


@dataclass(frozen=True)
class Comparison:
    """The three numbers always shown; one a group, `total` over all its events. Of a `downward` level less is better.

    `corrected`: what is evidenced with the signed corrections added; None without them. The other numbers never hold any.
    """

    declared: Amount
    evidenced: Amount
    target: int
    group: str = ""
    total: int = 0
    downward: bool = False
    corrected: Amount | None = None

    @property
    def judged(self) -> Amount:
        """The number that decides: what is evidenced, with the signed corrections."""
        return self.evidenced if self.corrected is None else self.corrected

    @property
    def reached(self) -> bool:
        """Only what is evidenced, and signed corrections, decide."""
        return self.judged <= self.target if self.downward else self.judged >= self.target

    @property
    def over(self) -> bool:
        """More than planned: told, never held against anyone."""
        return self.judged > self.target and not self.downward


@dataclass(frozen=True)
class MemberStanding:
    """How much one member has; `correction`: what signed corrections add to it or take from it."""

    member: Member
    declared: int
    evidenced: int
    done: bool
    correction: int = 0


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
