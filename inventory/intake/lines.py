"""Rows of a sheet as lines of values: blank rows, totals and repeated headers left out, each problem noted with its place."""

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

from hdr_portal.lib.plaintext import folded, number_key
from hdr_portal.lib.workbook.contents import SheetContents, Value
from inventory.columns import COLUMNS
from inventory.headers import MARK, QUANTITY, UNIT, is_total
from inventory.intake.readers import Read, Reader
from inventory.intake.register import NUMBER
from inventory.serials import serial_key
from inventory.values import empty_value, read_quantity

COVERED = "Komórka jest scalona z sąsiednią i nie ma własnej wartości. Rozdziel ją i wpisz wartość."
FORMULA = "Przyjęto wynik formuły."
PADDED = "Excel przechowuje liczbę, a pokazuje „{}”: przyjęto to, co widać."
OTHER_UNIT = "Wiersz jest opisany jako należący do innej jednostki („{}”). Jeśli to ta sama, pomiń kolumnę z jednostką."
RawProblem = list[str]  # column letters, key, sentence, level
Row = tuple[int, list[Value]]  # its number, its cells
BLANK: tuple[Any, ...] = tuple(empty_value(column) for column in COLUMNS)


@dataclass(slots=True)
class Line:
    """A row of the sheet: what was read of each column (None: empty cell), at the place of the column in a device's values.

    `values`: those of a device that the cells alone would make; `plain`: there is nothing else to be said of any cell.
    """

    row: int
    cells: list[Read | None]
    values: tuple[Any, ...] = BLANK
    plain: bool = True
    problems: list[RawProblem] = field(default_factory=list)
    number: str = ""
    number_key: str = ""
    serial_key: str = ""
    mark: str = ""
    quantity: int = 1
    faulty: bool = False
    waits: bool = False

    def error(self, letters: str, key: str, sentence: str) -> None:
        """A problem that keeps the row out."""
        self.problems.append([letters, key, sentence, "error"])
        self.faulty = True

    def warning(self, letters: str, key: str, sentence: str) -> None:
        """A remark on how something was understood."""
        self.problems.append([letters, key, sentence, "warning"])


@dataclass
class Layout:
    """Which place of a row holds what; places from 0, None when the sheet has no such column."""

    header_row: int
    readers: list[Reader]
    special: dict[str, int]
    unit_names: frozenset[str] = frozenset()

    def letters_of(self, key: str) -> str:
        """The letters of the column that holds a key; empty when there is none."""
        found = self.special.get(key)
        for reader in self.readers:
            if reader.column.key == key:
                found = reader.index
        return "" if found is None else letters(found + 1)


@dataclass
class Reading:
    """All lines, and what was passed over."""

    lines: list[Line] = field(default_factory=list)
    blank: int = 0
    totals: list[int] = field(default_factory=list)
    headers: list[int] = field(default_factory=list)


def letters(column: int) -> str:
    """AB for 28, as spreadsheets name columns."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


class _Oddities:
    """Places of a sheet that need a word: formulas, merged and padded cells, by row."""

    def __init__(self, sheet: SheetContents) -> None:
        self.rows: set[int] = set()
        self.formulas = self._by_row(sheet.formulas)
        self.covered = self._by_row(sheet.covered)
        self.padded = sheet.padded
        self.rows |= {row for row, _ in sheet.padded}

    def _by_row(self, places: frozenset[tuple[int, int]]) -> dict[int, set[int]]:
        found: dict[int, set[int]] = defaultdict(set)
        for row, column in places:
            found[row].add(column)
        self.rows |= set(found)
        return found


def read_lines(sheet: SheetContents, layout: Layout) -> Reading:
    """The lines below the header."""
    reading, odd = Reading(), _Oddities(sheet)
    at_number = _place_of_number(layout)
    header = sheet.rows[layout.header_row - 1]
    rows: list[Row] = []
    for number, cells in enumerate(sheet.rows[layout.header_row :], layout.header_row + 1):
        if not cells:
            reading.blank += 1
        elif _repeats(cells, header, number == layout.header_row + 1):
            reading.headers.append(number)
        elif _lacks_number(cells, at_number) and is_total([cell for cell in cells if isinstance(cell, str)]):
            reading.totals.append(number)
        else:
            rows.append((number, cells))
    reading.lines = _lines(rows, layout, odd)
    return reading


def _repeats(cells: list[Value], header: list[Value], first: bool) -> bool:  # noqa: FBT001 - told from its place
    """A header printed again on a new page, or the row of column numbers under a printed form's header."""
    if cells == header:
        return True
    if not first:
        return False
    filled = [cell for cell in cells if cell is not None]
    return len(filled) > 2 and filled == list(range(1, len(filled) + 1))


def _place_of_number(layout: Layout) -> int:
    readers = [reader for reader in layout.readers if reader.place == NUMBER]
    return readers[0].index if readers else -1


def _lacks_number(cells: list[Value], at: int) -> bool:
    """Whether a row has no number of its own: the cell is empty, or holds the word of a total."""
    own = cells[at] if 0 <= at < len(cells) else None
    return own is None or (isinstance(own, str) and is_total([own]))


def _lines(rows: list[Row], layout: Layout, odd: _Oddities) -> list[Line]:
    """All lines, read column by column: each column's different cells once, the rest is looked up."""
    columns = list(zip_longest(*(cells for _, cells in rows)))
    empty: tuple[Value, ...] = (None,) * len(rows)
    reads: list[list[Read | None]] = [[None] * len(rows) for _ in COLUMNS]
    values: list[list[Any]] = [[blank] * len(rows) for blank in BLANK]
    remarkable: set[int] = set()
    for reader in layout.readers:
        found = reader.read_all(columns[reader.index] if reader.index < len(columns) else empty)
        blank = BLANK[reader.place]
        reads[reader.place] = found
        values[reader.place] = [blank if read is None else read.value for read in found]
        if not all(read.plain for read in reader.cache.values()):
            remarkable.update(at for at, read in enumerate(found) if read is not None and not read.plain)
    lines = []
    made = zip(rows, zip(*reads, strict=True), zip(*values, strict=True), strict=True)
    for at, ((number, cells), read_cells, own) in enumerate(made):
        line = Line(number, list(read_cells), own, at not in remarkable)
        if number in odd.rows:
            _read_again(line, cells, layout, odd)
        if layout.special:
            _special(line, cells, layout)
        lines.append(line)
    return lines


def _read_again(line: Line, cells: list[Value], layout: Layout, odd: _Oddities) -> None:
    """A row with formulas, merged or padded cells, cell by cell."""
    values = list(line.values)
    for reader in layout.readers:
        cell = _odd_cell(line, reader, cells[reader.index] if reader.index < len(cells) else None, odd)
        read = line.cells[reader.place] = None if cell is None else reader.read(cell)
        values[reader.place] = BLANK[reader.place] if read is None else read.value
    line.values = tuple(values)
    line.plain = all(read is None or read.plain for read in line.cells)


def _odd_cell(line: Line, reader: Reader, cell: Value, odd: _Oddities) -> Value:
    """The cell as it is to be read, with a word on what is odd about it."""
    row, column, key = line.row, reader.index + 1, reader.column.key
    if column in odd.covered.get(row, ()):
        line.error(letters(column), key, COVERED)
        return None
    if column in odd.formulas.get(row, ()) and cell is not None:
        line.warning(letters(column), key, FORMULA)
    seen = odd.padded.get((row, column))
    if seen is not None and reader.column.max_length:
        line.warning(letters(column), key, PADDED.format(seen))
        return seen
    return cell


def _special(line: Line, cells: list[Value], layout: Layout) -> None:
    """The quantity, the mark and the unit of a row; keys for matching."""
    for key, index in layout.special.items():
        cell = cells[index] if index < len(cells) else None
        if key == QUANTITY and cell is not None:
            _quantity(line, cell, letters(index + 1))
        elif key == MARK and isinstance(cell, str):
            line.mark = cell
        elif key == UNIT and isinstance(cell, str) and folded(cell) not in layout.unit_names:
            line.error(letters(index + 1), UNIT, OTHER_UNIT.format(cell[:60]))


def _quantity(line: Line, cell: Value, column: str) -> None:
    found = read_quantity(cell)
    if found.error:
        line.error(column, QUANTITY, found.error)
    else:
        line.quantity = found.value


def set_keys(line: Line, number: Read | None, serial: Read | None) -> None:
    """The keys by which the line is matched."""
    if number is not None and number.value:
        line.number, line.number_key = number.value, number_key(number.value)
    if serial is not None and serial.value:
        line.serial_key = serial_key(serial.value)
