"""What a table file holds, as values that say what the file said: an error cell is never an empty one."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Literal

Kind = Literal["xlsx", "xls", "ods", "csv"]
Tone = Literal["error", "warning"]
Place = tuple[int, int]  # row and column, both from 1, as a spreadsheet numbers them


@dataclass(frozen=True)
class CellError:
    """A cell whose value cannot be given.

    `code` is what the spreadsheet shows ("#N/A", "#REF!", "Err:502") or one of ours: "formula" (a formula that nobody
    has calculated), "not-a-number" (a numeric cell with NaN, infinity or text in it), "date" (no such day), "too-long"
    (over 32 767 characters), "control-character" (NUL and its like, half an emoji), "unreadable" (anything else).
    """

    code: str


Value = None | str | int | float | bool | date | datetime | time | CellError


@dataclass(frozen=True)
class SheetContents:
    """One sheet. `rows[i][j]` is the cell in row i + 1 and column j + 1 as Excel numbers them; a blank row is [].

    Cells of nothing but white space are None; a row ends with its last cell that is not, the sheet with its last row.
    `formulas`: a value that a formula had left was taken. `covered`: hidden by a merge (all of it but the top left).
    `padded`: a whole number shown by its format with leading zeros or with something before it ("00123", "INW/0012"):
    the text a person sees. Hidden rows and columns, 1-based, are those that hold something.
    """

    name: str
    hidden: bool
    rows: list[list[Value]]
    formulas: frozenset[Place] = frozenset()
    covered: frozenset[Place] = frozenset()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    padded: dict[Place, str] = field(default_factory=dict)


@dataclass(frozen=True)
class WorkbookContents:
    """A whole file: all its sheets in their order, hidden ones too.

    `notes` are Polish sentences about how it was read, `properties` its custom document properties (XLSX and ODS),
    `cells` its cells that are not blank, counted by a reader independent of the one that gave the values.
    """

    kind: Kind
    sheets: tuple[SheetContents, ...]
    notes: tuple[str, ...]
    properties: dict[str, str]
    cells: int


@dataclass(frozen=True)
class Limits:
    """The most that a file may have; what goes beyond is refused whole, never cut."""

    size: int = 20_000_000
    rows: int = 20_100
    columns: int = 200
    cells: int = 600_000
    sheets: int = 100
    text: int = 20_000_000


LIMITS = Limits()


@dataclass(frozen=True)
class Mark:
    """A remark on a cell; without a column it concerns the whole row, without a row the whole sheet."""

    sheet: str
    row: int | None
    column: int | None
    sentence: str
    tone: Tone = "error"
