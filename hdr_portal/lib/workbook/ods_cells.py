"""The tables of an ODS: handlers that follow sheets, rows and cells, and unroll what is repeated."""

import re
from dataclasses import dataclass, field
from xml.parsers.expat import XMLParserType

from . import sentences
from .drafts import LAST_COLUMN, LAST_ROW, Draft, Tally
from .ods_values import Filled, filled_cell
from .sentences import Refused
from .texts import MOST
from .xmlstream import parser

CELLS = frozenset({"table:table-cell", "table:covered-table-cell"})
SKIPPED = frozenset(
    {"office:annotation", "office:forms", "table:shapes", "table:tracked-changes", "table:dde-links", "text:note"}
)
SPACES = re.compile(r"[ \t\r\n]+")


@dataclass
class Cell:
    """A cell while its text comes in: its attributes, and how many columns it stands for."""

    has: dict[str, str]
    times: int
    pieces: list[str] = field(default_factory=list)
    length: int = 0

    def add(self, text: str) -> None:
        """More text; what is far over the limit is dropped, the cell is an error by then."""
        if self.length <= 2 * MOST:
            self.pieces.append(text)
            self.length += len(text)

    def paragraph(self) -> None:
        """A paragraph begins: a line break, but for the first."""
        if "first" in self.has:
            self.add("\n")
        self.has["first"] = ""


@dataclass
class Row:
    """A row while its cells come in: the values with their columns."""

    number: int
    times: int
    hidden: bool
    column: int = 0
    cells: list[tuple[int, Filled]] = field(default_factory=list)
    count: int = 0
    weight: int = 0


class ContentReader:
    """Where in the document we are, and what has been found."""

    def __init__(self, tally: Tally) -> None:
        self.tally = tally
        self.drafts: list[Draft] = []
        self.hidden_styles: set[str] = set()
        self.style = ""
        self.skipped = 0
        self.sheet: Draft | None = None
        self.column_marks = 0
        self.row: Row | None = None
        self.cell: Cell | None = None
        self.in_paragraph = 0

    def attach(self) -> XMLParserType:
        """A parser to be fed with content.xml."""
        made = parser()
        made.StartElementHandler, made.EndElementHandler = self.start, self.end
        made.CharacterDataHandler = self.text
        return made

    def in_rows(self) -> bool:
        """Whether a row may begin now."""
        return bool(self.sheet) and not (self.row or self.cell or self.skipped)

    def start(self, name: str, has: dict[str, str]) -> None:
        """See expat."""
        if self.skipped or name in SKIPPED or name.startswith("draw:"):
            self.skipped += 1
        elif name in CELLS and self.row:
            self._open_cell(has)
        elif self.cell:
            self._inside_cell(name, has)
        elif name == "table:table-row" and self.sheet:
            self.open_row(has)
        elif name == "table:table-column" and self.sheet:
            self._note_columns(has)
        elif name == "table:table":
            self._open_sheet(has)
        elif name == "style:style":
            self.style = has.get("style:name", "")
        elif name == "style:table-properties" and has.get("table:display") == "false":
            self.hidden_styles.add(self.style)

    def end(self, name: str) -> None:
        """See expat."""
        if self.skipped:
            self.skipped -= 1
        elif name in CELLS and self.cell:
            self._close_cell(self.cell)
        elif name in {"text:p", "text:h"}:
            self.in_paragraph = max(0, self.in_paragraph - 1)
        elif name == "table:table-row" and self.row and not self.cell:
            self.close_row(self.row, parsed=True)
        elif name == "table:table" and self.sheet and not self.row:
            self.sheet.close()
            self.sheet = None

    def text(self, piece: str) -> None:
        """See expat."""
        if self.cell and self.in_paragraph and not self.skipped:
            self.cell.add(SPACES.sub(" ", piece))

    def _inside_cell(self, name: str, has: dict[str, str]) -> None:
        cell = self.cell
        if cell is None:
            return
        if name in {"text:p", "text:h"}:
            self.in_paragraph += 1
            cell.paragraph()
        elif name == "text:s":
            spaces = repeats(has, "text:c", 10**9)
            self.tally.add_text(spaces)  # what is cut here is not cut by the counting reader
            cell.add(" " * min(spaces, MOST + 1))
        elif name == "text:tab":
            cell.add("\t")
        elif name == "text:line-break":
            cell.add("\n")

    def _open_sheet(self, has: dict[str, str]) -> None:
        if self.sheet:
            raise Refused(sentences.BROKEN)
        if len(self.drafts) >= self.tally.limits.sheets:
            raise Refused(sentences.SHEETS.format(most=self.tally.limits.sheets))
        self.sheet = Draft(has.get("table:name", ""), has.get("table:style-name") in self.hidden_styles, self.tally)
        self.column_marks = 0
        self.drafts.append(self.sheet)

    def _note_columns(self, has: dict[str, str]) -> None:
        first = self.column_marks + 1
        self.column_marks += repeats(has, "table:number-columns-repeated", LAST_COLUMN)
        if has.get("table:visibility", "visible") != "visible" and self.sheet:
            self.sheet.hidden_columns.append((first, self.column_marks))

    def open_row(self, has: dict[str, str]) -> Row:
        """Begin a row; raises Refused."""
        sheet = self.sheet
        if self.row or not sheet:
            raise Refused(sentences.BROKEN)
        times = repeats(has, "table:number-rows-repeated", LAST_ROW)
        self.row = Row(sheet.last_row + 1, times, has.get("table:visibility", "visible") != "visible")
        sheet.open_row(sheet.last_row + times)
        return self.row

    def _open_cell(self, has: dict[str, str]) -> None:
        if self.cell:
            raise Refused(sentences.BROKEN)
        self.cell = Cell(has, repeats(has, "table:number-columns-repeated", LAST_COLUMN))
        self.in_paragraph = 0

    def _close_cell(self, cell: Cell) -> None:
        row, sheet = self.row, self.sheet
        self.cell = None
        if row is None or sheet is None:
            return
        if "table:number-columns-spanned" in cell.has or "table:number-rows-spanned" in cell.has:
            _note_span(sheet, row, cell.has)
        text = "".join(cell.pieces)
        self.add_cell(row, cell.times, filled_cell(cell.has, text), weight=len(text))

    def add_cell(self, row: Row, times: int, found: Filled | None, *, weight: int) -> None:
        """Put a cell at the row's end, as often as it is repeated; raises Refused."""
        first, row.column = row.column + 1, row.column + times
        row.count += 1
        row.weight += weight * times
        if self.sheet and (found or weight):
            self.sheet.reach(row.number, row.column)
        if found is None:
            return
        row.count += times - 1
        row.cells += [(column, found) for column in range(first, row.column + 1)]

    def close_row(self, row: Row, *, parsed: bool = False) -> None:
        """Give the row to the sheet, as often as it is repeated; raises Refused."""
        self.row = None
        sheet = self.sheet
        if sheet is None:
            return
        self.tally.add_text(row.weight * row.times)
        if row.cells or row.weight:
            sheet.reach(row.number + row.times - 1, 1)
        sheet.count_cells(row.count, parsed=len(row.cells) if parsed else 0)
        if not row.cells:
            return
        sheet.count_cells(row.count * (row.times - 1))
        for number_ in range(row.number, row.number + row.times):
            self._place(sheet, number_, row)

    def _place(self, sheet: Draft, number_: int, row: Row) -> None:
        if row.hidden:
            sheet.hidden_rows.add(number_)
        for column, (value, formula, shown, unseen) in row.cells:
            sheet.put(number_, column, value)
            sheet.unseen += unseen
            if formula:
                sheet.formulas.add((number_, column))
            if shown:
                sheet.padded[number_, column] = shown


def repeats(has: dict[str, str], name: str, most: int) -> int:
    """How often something stands there, cut to what a sheet can have; raises Refused for what is no number."""
    written = has.get(name, "1")
    if not (written.isascii() and written.isdigit() and len(written) < 10 and int(written)):
        raise Refused(sentences.BROKEN)
    return min(int(written), most)


def _note_span(sheet: Draft, row: Row, has: dict[str, str]) -> None:
    first = row.column + 1
    right = first + repeats(has, "table:number-columns-spanned", LAST_COLUMN) - 1
    bottom = row.number + repeats(has, "table:number-rows-spanned", LAST_ROW) - 1
    if (right, bottom) != (first, row.number):
        sheet.merge((row.number, first, bottom, right))
