"""One row of a worksheet by a regular expression, when it is written the usual way from end to end."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from .contents import CellError, Value
from .drafts import COLUMNS, Draft
from .drafts import letters as letters_of
from .quickrows import MAX_MEMO, text_of
from .texts import cleaned, unescaped
from .xlsx_values import Shared, Written, noter, value_of_cell

TEXT = rb"[^<\x00-\x08\x0b-\x1f]*"
KIND = rb"s|n|str|inlineStr|b|e"
FORMULA = rb"<f(?: [^<>&\x00-\x1f]*)?(?:/>|>[^<&\x00-\x08\x0b-\x1f]*</f>)"
ROW = re.compile(rb'\s*<row r="([0-9]{1,7})"((?: [A-Za-z0-9:]+="[^"<>&]*")*)>')
# The whole cell in three parts, for the C code of findall alone: letters, digits, all the rest.
CELL = re.compile(
    rb'<c r="([A-Z]{1,3})([0-9]{1,7})"((?: s="[0-9]{1,6}")?(?: t="(?:' + KIND + rb')")?'
    rb'(?:/>|></c>|><is><t(?: xml:space="preserve")?>' + TEXT + rb"</t></is></c>"
    rb"|>(?:" + FORMULA + rb")?<v>" + TEXT + rb"</v></c>))"
)
AROUND = len(b'<c r=""')
# The rest of a cell taken apart: style, kind, text in the cell, formula, value.
REST = re.compile(
    rb'(?: s="([0-9]{1,6})")?(?: t="(' + KIND + rb')")?'
    rb'(?:/>|></c>|><is><t(?: xml:space="preserve")?>(' + TEXT + rb")</t></is></c>"
    rb"|>(" + FORMULA + rb")?<v>(" + TEXT + rb")</v></c>)"
)
HIDDEN = re.compile(rb' hidden="(?:1|true|on)"')
USUAL = tuple(letters_of(column).encode() for column in range(1, 257))
ODD = object()  # no value: the cell needs a closer look
Parts = tuple[bytes | None, ...]  # see REST
Cells = Sequence[tuple[bytes, bytes, bytes]]  # see CELL


class ByteColumns(dict[bytes, int]):
    """Column numbers by their letters as bytes."""

    def __missing__(self, written: bytes) -> int:
        """See dict."""
        self[written] = COLUMNS[written.decode()]
        return self[written]


class PlainValues(dict[bytes, object]):
    """Values by the rest of a cell as written; ODD for a cell of which more is to be said than its value."""

    def __init__(self, shared: Shared) -> None:
        super().__init__()
        self.shared = shared
        self.remarkable = {style.encode() for style, one in shared.styles.items() if one.shown}

    def __missing__(self, rest: bytes) -> object:
        """See dict."""
        value = self._plain(rest)
        if len(self) < MAX_MEMO:
            self[rest] = value
        return value

    def _plain(self, rest: bytes) -> object:
        style, kind, inline, formula, raw = parts = parts_of(rest)
        if formula or style in self.remarkable:
            return ODD
        if kind == b"s":
            return self._shared(raw or b"")
        if kind == b"inlineStr" and inline:
            text = text_of(inline)
            value = ODD if text is None else cleaned(unescaped(text))
        else:
            value = value_of(self.shared, parts)
        # A blank in which something is written reaches as far as a value; an error is counted.
        return ODD if type(value) is CellError or (value is None and not raw is inline is None) else value

    def _shared(self, raw: bytes) -> object:
        """A shared text; blank ones and errors weigh each time they are used."""
        strings = self.shared.strings
        at = int(raw) if raw.isdigit() and len(raw) < 9 else len(strings)
        return strings[at] if at < len(strings) and type(strings[at]) is str else ODD


def parts_of(rest: bytes) -> Parts:
    """The rest of a cell taken apart."""
    found = REST.fullmatch(rest)
    if found is None:
        raise AssertionError(rest)
    return found.groups()


def value_of(shared: Shared, parts: Parts) -> Value | object:
    """The value of a cell, or ODD when the parser has to look at it."""
    style, kind, inline, formula, raw = parts
    own = None if inline is None else text_of(inline)
    written = None if raw is None else text_of(raw)
    if (own is None and inline is not None) or (written is None and raw is not None):
        return ODD
    if inline is not None and kind != b"inlineStr":
        return ODD
    return value_of_cell(shared, _plain(kind, "n"), _plain(style, "0"), Written(own, written, bool(formula)))


def _plain(part: bytes | None, usual: str) -> str:
    return part.decode() if part else usual


class RowReader:
    """Reads rows into the draft; one object a sheet, because what was met before is remembered."""

    def __init__(self, draft: Draft, shared: Shared) -> None:
        self.draft, self.shared = draft, shared
        self.columns = ByteColumns()
        self.note = noter(draft, shared)
        self.plain = PlainValues(shared)

    def read(self, source: bytes, at: int, end: int) -> bool:
        """Take the row between two places of the bytes, or leave the draft alone and say False."""
        opening = ROW.match(source, at, end)
        if not opening or not 0 < (number := int(opening[1])) <= self.draft.tally.limits.rows:
            return False
        cells: Cells = CELL.findall(source, opening.end(), end)
        row = self._row(cells, opening[1], end - opening.end())
        if row is None or (row and self.draft.row(number)):
            return False
        remarkable = ODD in row
        values: list[Any] | None = self._looked_at(cells, number, row) if remarkable else row
        if values is None:
            return False
        if HIDDEN.search(opening[2]):
            self.draft.hidden_rows.add(number)
        self.draft.add_row(number, values, len(cells))
        if remarkable:
            self._note(cells, number, row, values)
        return True

    def _row(self, cells: Cells, number: bytes, length: int) -> list[object] | None:
        """The row's values, ODD among them; None when the cells do not tile its bytes, stand in order and have its number."""
        if not cells:
            return None if length else []
        letters, digits, rests = zip(*cells, strict=True)
        told = sum(map(len, rests)) + sum(map(len, letters)) + (len(number) + AROUND) * len(cells)
        if told != length or digits.count(number) != len(digits):
            return None
        row: list[object] | None = list(map(self.plain.__getitem__, rests))
        if letters != USUAL[: len(letters)]:
            row = self._placed(letters, row or [])
        while row and row[-1] is None:
            row.pop()
        return None if row and len(row) > self.draft.tally.limits.columns else row

    def _placed(self, letters: Sequence[bytes], values: Sequence[object]) -> list[object] | None:
        """Values at their columns; None when the columns do not grow."""
        row: list[object] = []
        for column, value in zip(map(self.columns.__getitem__, letters), values, strict=True):
            if column <= len(row):
                return None
            row.extend([None] * (column - len(row) - 1))
            row.append(value)
        return row

    def _looked_at(self, cells: Cells, number: int, row: list[object]) -> list[Any] | None:
        """The row with values in all places; None when the parser has to look at it."""
        values: list[Any] = list(row)
        for column, rest in self._remarkable(cells, row):
            parts = parts_of(rest)
            value = values[column - 1] = value_of(self.shared, parts)
            if value is ODD:
                return None
            if value is None and not parts[2] is parts[4] is None:
                self.draft.reach(number, column)
        while values and values[-1] is None:
            values.pop()
        return values

    def _remarkable(self, cells: Cells, row: list[object]) -> Iterator[tuple[int, bytes]]:
        """Columns of cells of which more is to be said, with the rest of each as written."""
        for letters, _, rest in cells:
            column = self.columns[letters]
            if column <= len(row) and row[column - 1] is ODD:
                yield column, rest

    def _note(self, cells: Cells, number: int, row: list[object], values: list[Any]) -> None:
        for column, rest in self._remarkable(cells, row):
            style, kind, _, formula, _ = parts_of(rest)
            if column <= len(values) and values[column - 1] is not None:
                place = (number, column)
                self.note(place, values[column - 1], _plain(kind, "n"), _plain(style, "0"), bool(formula))
