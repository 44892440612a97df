"""What a progress report says: frozen dataclasses without HTML, and their plain JSON form.

A stored report keeps the JSON; the PDF is always rendered from the JSON, so a report can be made again to the byte.
Days are ISO strings in the JSON. Texts are the plan's own.
"""

import dataclasses
import datetime
from dataclasses import dataclass, field
from typing import Any

from monitoring.report_facts import (
    CommentaryData,
    CorrectionData,
    InventoryData,
    LetterheadData,
    SurveysData,
    TimelineData,
    TrendsData,
)


@dataclass(frozen=True)
class ComparisonData:
    """Declared, evidenced, target; `group` and `total` only for a target per group.

    A level (a share, a mean) may be a fraction; `downward`: less of it is better. `corrected`: what is evidenced with the
    signed corrections, and then the number that decides; None without them.
    """

    declared: float
    evidenced: float
    target: int
    group: str
    total: int
    downward: bool = False
    corrected: float | None = None


@dataclass(frozen=True)
class StatusData:
    """A status as shown: key of monitoring.standing.Status, word, tone (green amber red blue grey), icon."""

    key: str
    label: str
    tone: str
    icon: str


@dataclass(frozen=True)
class IndicatorData:
    """A row of the board. `missing` names the schools still owing; done/population only where schools are counted.

    annex: numbers of the annex entries that prove it. also_counted: numbers of the other indicators that count the same records.
    """

    number: str
    action: int
    text: str
    target_text: str
    unit: str
    documentation_text: str
    explanation: str
    status: StatusData
    comparisons: tuple[ComparisonData, ...]
    reached_on: datetime.date | None
    due: datetime.date | None
    done: int
    population: int
    missing: tuple[str, ...]
    annex: tuple[int, ...]
    also_counted: tuple[str, ...]
    notes: tuple[str, ...]
    corrections: tuple[CorrectionData, ...] = ()


@dataclass(frozen=True)
class ActivityData:
    """An approved activity under its step. `reference` may be empty; `heads` is „40 uczniów, 12 nauczycieli” or empty."""

    day: datetime.date
    kind: str
    title: str
    schools: tuple[str, ...]
    reference: str
    amount: str
    heads: str
    documented: bool
    annex: tuple[int, ...]


@dataclass(frozen=True)
class StepData:
    """A step with its cells as written; empty text means an empty cell, `shared` cells stand at the action."""

    label: str
    text: str
    term_text: str
    due: datetime.date | None
    resources_text: str
    responsible_text: str
    state_label: str
    state_tone: str
    activities: tuple[ActivityData, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class ActionData:
    """An action with its steps and the numbers of its indicators."""

    number: int
    text: str
    term_text: str
    resources_text: str
    responsible_text: str
    steps: tuple[StepData, ...]
    indicators: tuple[str, ...]
    notes: tuple[str, ...]
    commentary: CommentaryData | None = None


@dataclass(frozen=True)
class MatrixRow:
    """A school's row: one mark a column: „done”, „declared” (no evidence), „missing”, „none” (not asked)."""

    school: str
    marks: tuple[str, ...]


@dataclass(frozen=True)
class MatrixData:
    """School × indicator: columns are indicator numbers counted per school."""

    columns: tuple[str, ...]
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True)
class AnnexData:
    """A file in the annex of evidence. `url` is absolute. `indicators` are the numbers it proves."""

    number: int
    name: str
    kind: str
    day: datetime.date | None
    record: str
    school: str
    sha256: str
    url: str
    indicators: tuple[str, ...]


@dataclass(frozen=True)
class StatusCount:
    """How many indicators have a status."""

    status: StatusData
    count: int


@dataclass(frozen=True)
class ReportData:
    """The whole progress report of a plan on a day."""

    report_title: str
    plan_title: str
    municipality: str
    area: str
    goal: str
    task: str
    period_text: str
    as_of: datetime.date
    made_on: datetime.date
    is_demo: bool
    headline: str
    highlights: tuple[str, ...]
    status_counts: tuple[StatusCount, ...]
    units_count: int
    primary_schools_count: int
    indicators: tuple[IndicatorData, ...]
    actions: tuple[ActionData, ...]
    matrix: MatrixData
    annex: tuple[AnnexData, ...]
    notes: tuple[str, ...]
    letterhead: LetterheadData = field(default_factory=LetterheadData)
    timeline: TimelineData | None = None
    trends: TrendsData | None = None
    inventory: InventoryData | None = None
    surveys: SurveysData | None = None


def as_inputs(data: Any) -> dict[str, Any]:
    """The JSON form of a report's dataclass: dicts, lists, strings, numbers; days as ISO strings."""
    plain: dict[str, Any] = _plain(dataclasses.asdict(data))
    return plain


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, datetime.date) else value
