"""What an import would do, row by row: the values that the preview shows and the worker checks against the register."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from inventory.columns import BY_KEY


class Verdict(StrEnum):
    """What becomes of a row. ASK: it waits for an answer about a dictionary entry or a quantity."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    CONFLICT = "conflict"
    ERROR = "error"
    ASK = "ask"


ChangeKind = Literal["change", "kept", "conflict"]
Decision = Literal["", "file", "portal"]
Level = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell of a row: `old` is the portal's, `new` the file's, `base` what the file was exported with; all as shown.

    `kept`: changed in the portal alone, so it stays. `conflict`: changed on both sides; `decision` says whose value is taken.
    A new row's changes are its values, with nothing before them.
    """

    key: str
    label: str
    old: str
    new: str
    base: str | None = None
    kind: ChangeKind = "change"
    decision: Decision = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a cell or, without a column, with the whole row. `column` is in letters, as in the sheet."""

    row: int
    column: str
    key: str
    sentence: str
    level: Level = "error"

    @property
    def named(self) -> str:
        """The column of the register that the cell was read for, as people know it; "" for a special one."""
        column = BY_KEY.get(self.key)
        return column.label if column else ""


@dataclass(frozen=True, slots=True)
class RowVerdict:
    """A row of the sheet, numbered as the sheet numbers it."""

    row: int
    verdict: Verdict
    device_id: int | None
    number: str
    name: str
    changes: tuple[CellChange, ...] = ()
    problems: tuple[Problem, ...] = ()
    quantity: int = 1

    @property
    def undecided(self) -> bool:
        """Whether a cell changed on both sides waits for a decision."""
        return any(change.kind == "conflict" and not change.decision for change in self.changes)


@dataclass(frozen=True, slots=True)
class Question:
    """A text that no entry of a dictionary is known by.

    `answer`: "" (none yet), "use:<id>", "create" (a room, of this school), "propose" (a dictionary entry that the
    department will decide on) or "empty" (the cell is taken as empty).
    """

    id: str
    key: str
    text: str
    rows: int
    suggestions: tuple[tuple[int, str], ...] = ()
    answer: str = ""


@dataclass(frozen=True, slots=True)
class MissingRow:
    """A device of the register that a round-trip file no longer holds; `gone`: the user says that it is not there."""

    device_id: int
    number: str
    name: str
    gone: bool = False


@dataclass(frozen=True)
class Diff:
    """The whole preview. `counts`: rows by verdict, and "blank", "totals", "kept_empty", "missing", "gone", "devices".

    `rows` is a sequence that may be sliced; a stored diff reads only the rows asked for (see diff_files.StoredRows).
    """

    sheet: str
    header_row: int
    rows: Sequence[RowVerdict]
    questions: tuple[Question, ...] = ()
    missing: tuple[MissingRow, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    is_round_trip: bool = False
