"""One row of a worksheet by a regular expression, when it is written the usual way from end to end."""

import re

from .contents import CellError, Value
from .drafts import COLUMNS, Draft
from .quickrows import MAX_MEMO, text_of
from .xlsx_values import Shared, Written, noter, value_of_cell

TEXT = rb"([^<\x00-\x08\x0b-\x1f]*)"
ROW = re.compile(rb'\s*<row r="([0-9]{1,7})"((?: [A-Za-z0-9:]+="[^"<>&]*")*)>')
CELL = re.compile(
    rb'<c r="([A-Z]{1,3})([0-9]{1,7})"(?: s="([0-9]{1,6})")?(?: t="(s|n|str|inlineStr|b|e)")?'
    rb"(?:/>|></c>"
    rb'|><is><t(?: xml:space="preserve")?>' + TEXT + rb"</t></is></c>"
    rb"|>(<f(?: [^<>&\x00-\x1f]*)?(?:/>|>[^<&\x00-\x08\x0b-\x1f]*</f>))?<v>" + TEXT + rb"</v></c>)"
)
HIDDEN = re.compile(rb' hidden="(?:1|true|on)"')
ODD = CellError("odd")  # not a value: the parser has to look at the row
Noted = tuple[int, Value, str, str, bool]  # column, value, kind, style, formula
Parts = tuple[bytes | None, ...]  # style, kind, text in the cell, formula, value


class ByteColumns(dict[bytes, int]):
    """Column numbers by their letters as bytes."""

    def __missing__(self, written: bytes) -> int:
        """See dict."""
        self[written] = COLUMNS[written.decode()]
        return self[written]


class RowReader:
    """Reads rows into the draft; one object a sheet, because what was met before is remembered."""

    def __init__(self, draft: Draft, shared: Shared) -> None:
        self.draft, self.shared = draft, shared
        self.columns = ByteColumns()
        self.note = noter(draft, shared)
        self.marked = {style.encode() for style in shared.styles}
        self.known: dict[Parts, Value] = {}

    def read(self, source: bytes, at: int, end: int) -> bool:
        """Take the row between two places of the bytes, or leave the draft alone and say False."""
        opening = ROW.match(source, at, end)
        if not opening or not 0 < (number := int(opening[1])) <= self.draft.tally.limits.rows:
            return False
        row, noted, at, cells = self._cells(source, opening.end(), end, opening[1])
        if at != end or (row and self.draft.row(number)):
            return False
        if HIDDEN.search(opening[2]):
            self.draft.hidden_rows.add(number)
        self.draft.add_row(number, row, cells)
        for column, value, kind, style, formula in noted:
            self.note((number, column), value, kind, style, formula)
        return True

    def _cells(self, source: bytes, at: int, end: int, number: bytes) -> tuple[list[Value], list[Noted], int, int]:
        """The row's values, what is to be noted of them, where reading stopped, how many cells there were."""
        known, columns, marked, most = self.known, self.columns, self.marked, self.draft.tally.limits.columns
        strings, how_many = self.shared.strings, len(self.shared.strings)
        value: Value
        row: list[Value] = []
        noted: list[Noted] = []
        cells = 0
        for cell in CELL.finditer(source, at, end):
            letters, digits, style, kind, inline, formula, raw = parts = cell.groups()
            column = columns[letters]
            if cell.start() != at or digits != number or column <= len(row):
                return row, noted, -1, cells
            if kind == b"s" and raw and raw.isdigit() and len(raw) < 9 and int(raw) < how_many:
                value = strings[int(raw)]
                if type(value) is not str:
                    self.shared.tally.add_text(self.shared.weights.get(int(raw), 0))
            else:
                key = parts[2:]
                value = known[key] if key in known else self._value(key)
            at = cell.end()
            cells += 1
            if value is None:
                if raw is not None or inline is not None:
                    self.draft.reach(int(number), column)
                continue
            if value is ODD or column > most:
                return row, noted, -1, cells
            if column > len(row) + 1:
                row.extend([None] * (column - len(row) - 1))
            row.append(value)
            if formula or style in marked or kind == b"e":
                noted.append((column, value, _plain(kind, "n"), _plain(style, "0"), bool(formula)))
        return row, noted, at, cells

    def _value(self, key: Parts) -> Value:
        style, kind, inline, formula, raw = key
        own, written = (None if part is None else text_of(part) for part in (inline, raw))
        odd = (own is None) != (inline is None) or (written is None) != (raw is None)
        value: Value = ODD
        if not odd and (inline is None or kind == b"inlineStr"):
            cell = Written(own, written, bool(formula))
            value = value_of_cell(self.shared, _plain(kind, "n"), _plain(style, "0"), cell)
        if len(self.known) < MAX_MEMO:
            self.known[key] = value
        return value


def _plain(part: bytes | None, usual: str) -> str:
    return part.decode() if part else usual
