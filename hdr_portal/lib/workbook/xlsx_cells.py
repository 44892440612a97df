"""The cells of a worksheet from the XML parser's events: the complete reader, for rows of any shape."""

from collections.abc import Callable

from . import sentences
from .drafts import COLUMNS, LAST_COLUMN, LAST_ROW, Draft
from .sentences import Refused
from .xlsx_values import TRUE, Shared, Written, noter, value_of_cell
from .xmlstream import MAX_TEXT, local

RESERVED = frozenset({"row", "c", "v", "t", "f"})


class CellParser:
    """Handlers for what is inside sheetData; `leave` is called at its end."""

    def __init__(self, draft: Draft, shared: Shared, prefix: str, leave: Callable[[], None]) -> None:
        self.draft, self.shared, self.leave = draft, shared, leave
        self.note = noter(draft, shared)
        self.opening = {prefix + name: what for name, what in self._openings().items()}
        self.closing = {prefix + name: what for name, what in self._closings().items()}
        self.text = ""
        self.row = self.column = self.cells = self.filled = 0
        self.in_row = self.in_cell = self.in_text = self.formula = self.guide = False
        self.kind = self.style = ""
        self.ref: str | None = None
        self.raw: str | None = None
        self.inline: str | None = None

    def _openings(self) -> dict[str, Callable[[dict[str, str]], None]]:
        return {
            "row": self._open_row,
            "c": self._open_cell,
            "v": self._open_text,
            "t": self._open_text,
            "f": self._note_formula,
            "rPh": self._open_guide,
        }

    def _closings(self) -> dict[str, Callable[[], None]]:
        return {
            "row": self._close_row,
            "c": self._close_cell,
            "v": self._close_value,
            "t": self._close_text,
            "rPh": self._close_guide,
            "sheetData": self.leave,
        }

    def start(self, name: str, has: dict[str, str]) -> None:
        """See expat."""
        if what := self.opening.get(name):
            what(has)
        elif local(name) in RESERVED:
            raise Refused(sentences.BROKEN)  # of another vocabulary: one reader takes it for a cell, another does not

    def end(self, name: str) -> None:
        """See expat."""
        if what := self.closing.get(name):
            what()

    def characters(self, piece: str) -> None:
        """See expat."""
        if len(self.text) < MAX_TEXT:
            self.text += piece

    def _open_row(self, has: dict[str, str]) -> None:
        self._expect(in_place=not self.in_row)
        self.row = _row_number(has.get("r"), self.draft.last_row)
        self.column, self.in_row = 0, True
        self.draft.open_row(self.row)
        if has.get("hidden") in TRUE:
            self.draft.hidden_rows.add(self.row)

    def _close_row(self) -> None:
        self.draft.count_cells(self.cells, parsed=self.filled)
        self.cells = self.filled = 0
        self.in_row = False

    def _open_cell(self, has: dict[str, str]) -> None:
        self.ref, self.kind, self.style = has.get("r"), has.get("t", "n"), has.get("s", "0")
        self.raw = self.inline = None
        self.formula = False
        self.cells += 1
        self._expect(in_place=self.cells <= LAST_COLUMN and self.in_row and not self.in_cell)
        self.in_cell = True

    def _close_cell(self) -> None:
        self.column = self.column + 1 if self.ref is None else _column(self.ref, str(self.row))
        self._expect(in_place=0 < self.column <= LAST_COLUMN)
        self.in_cell = False
        value = value_of_cell(self.shared, self.kind, self.style, Written(self.inline, self.raw, self.formula))
        if value is not None:
            self.filled += 1
            self.draft.put(self.row, self.column, value)
            self.note((self.row, self.column), value, self.kind, self.style, self.formula)
        elif self.raw is not None or self.inline is not None or self.formula:
            self.draft.reach(self.row, self.column)

    def _expect(self, *, in_place: bool) -> None:
        """Whose cell would a value be that stands where none can? Raises Refused."""
        if not in_place:
            raise Refused(sentences.BROKEN)

    def _open_text(self, _: dict[str, str]) -> None:
        self._expect(in_place=self.in_cell and not self.in_text)
        self.text, self.in_text = "", True

    def _close_value(self) -> None:
        self._expect(in_place=self.raw is None)
        self.raw, self.in_text = self.text, False

    def _close_text(self) -> None:
        self.in_text = False
        if not self.guide:
            self.inline = (self.inline or "") + self.text

    def _note_formula(self, _: dict[str, str]) -> None:
        self._expect(in_place=self.in_cell)
        self.formula = True

    def _open_guide(self, _: dict[str, str]) -> None:
        self.guide = True

    def _close_guide(self) -> None:
        self.guide = False


def _row_number(written: str | None, last: int) -> int:
    if written is None:
        return last + 1
    if not (written.isascii() and written.isdigit() and len(written) < 8 and 0 < int(written) <= LAST_ROW):
        raise Refused(sentences.BROKEN)
    return int(written)


def _column(ref: str, row: str) -> int:
    """28 for AB12 in row 12; 0 for what is no cell of the row."""
    return COLUMNS[ref.removesuffix(row)] if ref.endswith(row) else 0
