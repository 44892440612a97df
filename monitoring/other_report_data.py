"""What the report of a school, the council's summary and the closing report say: frozen dataclasses without HTML."""

import datetime
from dataclasses import dataclass
from typing import Any

from monitoring.report_data import StatusCount, StatusData
from monitoring.report_facts import CommentaryData, CountData, InventoryData, LetterheadData, SurveysData


# --- A school ---------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class AskedRow:
    """An indicator that asks something of each unit: what this one has. `key`: done, declared or missing."""

    number: str
    text: str
    evidence: str
    declared: int
    evidenced: int
    key: str
    label: str
    tone: str
    due: datetime.date | None


@dataclass(frozen=True)
class SharedRow:
    """An indicator of the municipality that records of this unit serve."""

    number: str
    text: str
    records: int
    proved: int


@dataclass(frozen=True)
class EventRow:
    """An approved event of the unit. `files`: kinds of its files in words; `own`: whether the unit keeps the record."""

    day: datetime.date
    step: str
    kind: str
    title: str
    reference: str
    files: tuple[CountData, ...]
    documented: bool
    own: bool


@dataclass(frozen=True)
class SchoolReportData:
    """The whole report of one unit."""

    report_title: str
    plan_title: str
    municipality: str
    period_text: str
    school: str
    school_short: str
    as_of: datetime.date
    made_on: datetime.date
    is_demo: bool
    headline: str
    letterhead: LetterheadData
    asked: tuple[AskedRow, ...]
    owed: tuple[str, ...]
    shared: tuple[SharedRow, ...]
    events: tuple[EventRow, ...]
    inventory: InventoryData
    surveys: SurveysData


# --- The council ------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class CouncilAction:
    """An action in one line: of its indicators how many are reached, and the numbers of those that need attention."""

    number: int
    text: str
    indicators: int
    reached: int
    attention: tuple[str, ...]


@dataclass(frozen=True)
class AttentionRow:
    """An indicator that is at risk or was missed. `numbers`: „9 z 11”, one a group."""

    number: str
    text: str
    status: StatusData
    numbers: str
    due: datetime.date | None
    missing: int


@dataclass(frozen=True)
class CouncilData:
    """The summary of two pages."""

    report_title: str
    plan_title: str
    municipality: str
    period_text: str
    as_of: datetime.date
    made_on: datetime.date
    is_demo: bool
    headline: str
    letterhead: LetterheadData
    total: int
    reached: int
    files: int
    units: int
    status_counts: tuple[StatusCount, ...]
    actions: tuple[CouncilAction, ...]
    attention: tuple[AttentionRow, ...]
    inventory: InventoryData | None
    surveys: SurveysData | None


# --- The end of the plan ----------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class MovedRow:
    """A number of an indicator on the plan's first day, on its last and on the day of the report; None: not known then.

    `kept`: what became of a target that was reached at the end of the plan: „tak”, „nie”, or empty when it was not reached.
    """

    number: str
    group: str
    text: str
    target: int
    at_start: float | None
    at_end: float | None
    now: float | None
    status_at_end: StatusData
    status_now: StatusData
    kept: str


@dataclass(frozen=True)
class LessonData:
    """All that the department wrote on an action, the oldest first."""

    action: int
    text: str
    commentaries: tuple[CommentaryData, ...]


@dataclass(frozen=True)
class StepAfter:
    """A step that goes on after the plan's end."""

    label: str
    text: str
    words: str


@dataclass(frozen=True)
class DurabilityData:
    """Devices to be kept after the day: source of money, until when, how many, what they are worth."""

    funding: str
    until: datetime.date
    devices: int
    value: str


@dataclass(frozen=True)
class ClosingData:
    """What the closing report adds to the report of progress."""

    plan_start: datetime.date
    plan_end: datetime.date
    is_over: bool
    moved: tuple[MovedRow, ...]
    lessons: tuple[LessonData, ...]
    steps_after: tuple[StepAfter, ...]
    devices_after: tuple[DurabilityData, ...]


Inputs = dict[str, Any]
