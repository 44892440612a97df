"""One row of an ODS table by a regular expression, when it is written the usual way from end to end."""

import re

from .drafts import LAST_COLUMN
from .ods_cells import SPACES, ContentReader, repeats
from .ods_values import Filled, filled_cell
from .quickrows import MAX_MEMO, text_of

CLOSING = b"</table:table-row>"
ROW = re.compile(rb'\s*<table:table-row(?: table:style-name="[^"<>&]*")?>')
CELL = re.compile(
    rb'<table:table-cell((?: [a-z:-]+="[^"<>&\x00-\x1f]*")*)'
    rb"(?:/>|>(?:<text:p>([^<\x00-\x08\x0b-\x1f]*)</text:p>)?</table:table-cell>)"
)
ATTRIBUTE = re.compile(r' ([a-z:-]+)="([^"]*)"')
REPEATED = "table:number-columns-repeated"
SPANNED = ("table:number-columns-spanned", "table:number-rows-spanned")
Cell = tuple[int, Filled | None, int]  # how often it is repeated, what it holds, the length of its text
ODD: Cell = (0, None, 0)  # the parser has to look at the row


class RowReader:
    """Reads rows in the content reader's stead; what was met before is remembered."""

    def __init__(self, reader: ContentReader) -> None:
        self.reader = reader
        self.known: dict[tuple[bytes, ...], Cell] = {}

    def read(self, source: bytes, at: int, end: int) -> bool:
        """Take the row between two places of the bytes, or leave it alone and say False."""
        opening = ROW.match(source, at, end)
        if not opening:
            return False
        at, known, cells = opening.end(), self.known, []
        for found in CELL.finditer(source, at, end):
            key = found.groups()
            cell = known[key] if key in known else self._cell(key)
            if cell is ODD or found.start() != at:
                return False
            cells.append(cell)
            at = found.end()
        if at != end:
            return False
        self._place(cells)
        return True

    def _place(self, cells: list[Cell]) -> None:
        reader = self.reader
        row = reader.open_row({})
        for times, found, weight in cells:
            reader.add_cell(row, times, found, weight=weight)
        reader.close_row(row)

    def _cell(self, key: tuple[bytes, ...]) -> Cell:
        has = dict(ATTRIBUTE.findall(key[0].decode("utf-8", "replace")))
        text = text_of(key[1] or b"")
        if text is None or any(name in has for name in SPANNED) or "\ufffd" in "".join(has.values()):
            return ODD
        cell = (repeats(has, REPEATED, LAST_COLUMN), filled_cell(has, SPACES.sub(" ", text)), len(text))
        if len(self.known) < MAX_MEMO:
            self.known[key] = cell
        return cell
