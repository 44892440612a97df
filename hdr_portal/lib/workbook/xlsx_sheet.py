"""One worksheet of an XLSX in a single pass: what stands around the table of cells (the cells: xlsx_cells.py)."""

import re
from collections.abc import Iterable

from . import sentences
from .drafts import COLUMNS, Draft, Merge
from .quickrows import without_quick_rows
from .sentences import Refused
from .xlsx_cells import CellParser
from .xlsx_rows import RowReader
from .xlsx_values import TRUE, Shared
from .xmlstream import feed, parser

MAX_CONDITIONS = 20_000
MAX_COLUMN_MARKS = 16_384
AREA = re.compile(r"([A-Z]{1,3})([0-9]{1,7})(?::([A-Z]{1,3})([0-9]{1,7}))?")


def read_sheet(chunks: Iterable[bytes], draft: Draft, shared: Shared) -> None:
    """Fill the draft from the worksheet's XML; raises Refused."""
    reader = SheetReader(draft, shared)
    rows = RowReader(draft, shared)
    feed(reader.parser, without_quick_rows(chunks, b"</row>", rows.read, reader.in_cells))
    draft.close()


class SheetReader:
    """Handlers for one worksheet; its cells are handled by a CellParser."""

    def __init__(self, draft: Draft, shared: Shared) -> None:
        self.draft, self.shared = draft, shared
        self.parser = parser()
        self.prefix: str | None = None
        self.conditions = 0
        self.cells: CellParser | None = None
        self.leave()

    def in_cells(self) -> bool:
        """Whether a row may begin now."""
        return self.cells is not None and not self.cells.in_row and self.prefix == ""

    def enter(self) -> None:
        """The table of cells begins."""
        cells = self.cells = CellParser(self.draft, self.shared, self.prefix or "", self.leave)
        self.parser.StartElementHandler, self.parser.EndElementHandler = cells.start, cells.end
        self.parser.CharacterDataHandler = cells.characters

    def leave(self) -> None:
        """The table of cells ends."""
        self.cells = None
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.parser.CharacterDataHandler = None

    def start(self, name: str, has: dict[str, str]) -> None:
        """See expat: an element outside the table of cells."""
        if self.prefix is None:
            self.prefix = prefix_of(name)
        kind = name.removeprefix(self.prefix)
        if kind == "sheetData":
            self.enter()
        elif kind == "row":
            raise Refused(sentences.BROKEN)  # a row outside the table: another reader may take it for one
        elif kind == "mergeCell":
            self.draft.merge(area(has.get("ref", "")))
        elif kind == "col":
            _note_column(self.draft, has)
        elif kind in {"conditionalFormatting", "cfRule"}:
            self.conditions += 1
            if self.conditions > MAX_CONDITIONS:
                raise self.draft.refusal(sentences.CONDITIONS)


def prefix_of(name: str) -> str:
    """The namespace prefix with its colon, from the name of the outermost element; raises Refused for another one."""
    prefix, _, kind = name.rpartition(":")
    if kind != "worksheet":
        raise Refused(sentences.BROKEN)
    return prefix + ":" if prefix else ""


def _note_column(draft: Draft, has: dict[str, str]) -> None:
    first, last = has.get("min", ""), has.get("max", "")
    if not (first.isdecimal() and last.isdecimal() and len(draft.hidden_columns) < MAX_COLUMN_MARKS):
        raise Refused(sentences.BROKEN)
    if has.get("hidden") in TRUE:
        draft.hidden_columns.append((int(first[:6]), int(last[:6])))


def area(reference: str) -> Merge:
    """B2:C5 as numbers, whichever corner comes first; raises Refused."""
    found = AREA.fullmatch(reference)
    if not found:
        raise Refused(sentences.BROKEN)
    left, top, right, bottom = found.groups()
    columns = [COLUMNS[left], COLUMNS[right or left]]
    rows = [int(top), int(bottom or top)]
    if not min(columns + rows):
        raise Refused(sentences.BROKEN)
    return min(rows), min(columns), max(rows), max(columns)
