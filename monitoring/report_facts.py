"""What stands beside the board in reports: letterhead, timeline, trends, inventory, surveys, commentaries, corrections.

Frozen dataclasses without HTML; see report_data.py for how they become JSON.
"""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True)
class ImageData:
    """A picture handed to the renderer: its name (SHA-256 and ending), words for those who do not see it, Base64."""

    name: str
    text: str
    content: str


@dataclass(frozen=True)
class LetterheadData:
    """How the municipality signs its documents; empty texts where nothing was set."""

    name: str = ""
    office: str = ""
    address: str = ""
    signatory: str = ""
    approver: str = ""
    arms: ImageData | None = None
    strip: ImageData | None = None


@dataclass(frozen=True)
class CorrectionData:
    """A signed correction in force, always shown apart from what was counted. `group` and `school` may be empty.

    `signed_as` is the role of who signed, never a person.
    """

    day: datetime.date
    amount: int
    group: str
    school: str
    reason: str
    signed_as: str


@dataclass(frozen=True)
class CommentaryData:
    """The department's words on an action, for days from `day` on."""

    day: datetime.date
    text: str


@dataclass(frozen=True)
class TimelineRow:
    """A step on the timeline, to the month: months as „2024-06”, None where the plan names none.

    `precise` is False where the plan gave a year alone. `recorded`: months with an approved event, `proved`: of these those
    with evidence. `words` says the term in words, `state` where it stands on the day.
    """

    action: int
    label: str
    text: str
    start: str | None
    end: str | None
    precise: bool
    open_end: bool
    as_needed: bool
    cyclic: bool
    decision: str | None
    words: str
    state: str
    recorded: tuple[str, ...]
    proved: tuple[str, ...]


@dataclass(frozen=True)
class TimelineData:
    """All steps between the first and the last month drawn."""

    first: str
    last: str
    rows: tuple[TimelineRow, ...]


@dataclass(frozen=True)
class TrendData:
    """What was evidenced at the end of each month of `TrendsData.months`; None while a level was not known."""

    number: str
    group: str
    target: int
    downward: bool
    values: tuple[float | None, ...]


@dataclass(frozen=True)
class TrendsData:
    """Trends of all comparisons over the same months („2024-06”); the last one ends on the as-of day."""

    months: tuple[str, ...]
    rows: tuple[TrendData, ...]


@dataclass(frozen=True)
class CountData:
    """A number with its name."""

    name: str
    count: int


@dataclass(frozen=True)
class InventoryData:
    """Figures of the registers on the day. `said` holds what cannot be told, in sentences; then counts may be missing.

    `units`: how many units there are; `by_register` and `by_sheet`: of how many the register or an accepted sheet tells.
    `sheets`: editions with how many sheets were accepted up to the day.
    """

    units: int
    by_register: int
    by_sheet: int
    devices: int
    value: str
    categories: tuple[CountData, ...]
    ages: tuple[CountData, ...]
    undated: int
    computers: int
    windows10: int
    unsupported: int
    unknown_system: int
    fresh: int | None
    fresh_days: int
    sheets: tuple[CountData, ...]
    said: tuple[str, ...]


@dataclass(frozen=True)
class ScoreData:
    """A released figure of a section: its title, the mean or the word for a hidden one, of how many people."""

    title: str
    mean: str
    people: str


@dataclass(frozen=True)
class SurveyGroupData:
    """A group of a closed campaign."""

    campaign: str
    wave: str
    closed_on: datetime.date
    group: str
    rate: str
    people: str
    scores: tuple[ScoreData, ...]


@dataclass(frozen=True)
class SelfieYearData:
    """A school year: sessions confirmed up to the day and the schools that held them."""

    year: str
    sessions: int
    schools: int
    days: tuple[datetime.date, ...] = ()


@dataclass(frozen=True)
class SurveysData:
    """What surveys may tell on the day."""

    groups: tuple[SurveyGroupData, ...]
    selfie: tuple[SelfieYearData, ...]
    schools: int
