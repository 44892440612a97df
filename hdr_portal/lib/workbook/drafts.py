"""A sheet while it is being read: cells arrive with their places, limits are watched, marks are gathered."""

from dataclasses import dataclass, field

from . import sentences
from .contents import Limits, Place, SheetContents, Value
from .sentences import Refused

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
MAX_MERGES = 20_000
MAX_COVERED = 100_000
MAX_AREA = 6_000_000  # cells from A1 to the last row and column of each sheet: the counting reader makes all of them
MAX_PARSED = 300_000  # cells: they take five times as long as rows written the usual way
MAX_ROW_MARKS = 70_000  # a sheet of old Excel formatted to its very end has 65 536 of them
Merge = tuple[int, int, int, int]  # first row, first column, last row, last column


@dataclass
class Tally:
    """What all sheets of a file together may have."""

    limits: Limits
    cells: int = 0
    parsed: int = 0
    text: int = 0
    area: int = 0

    def add_text(self, length: int) -> None:
        """Count characters; raises Refused."""
        self.text += length
        if self.text > self.limits.text:
            raise Refused(sentences.TOO_MUCH_TEXT)


@dataclass
class Draft:
    """The sheet so far. `unseen`: cells with a value here that the counting reader holds for blank."""

    name: str
    hidden: bool
    tally: Tally
    rows: list[list[Value]] = field(default_factory=list)
    formulas: set[Place] = field(default_factory=set)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    padded: dict[Place, str] = field(default_factory=dict)
    unseen: int = 0
    covered_so_far: int = 0
    last_row: int = 0
    row_marks: int = 0
    reached: Place = (0, 0)

    def refusal(self, sentence: str, **words: int | str) -> Refused:
        """The sentence about this sheet, to be raised."""
        return Refused(sentences.of_sheet(self.name, sentence, **words))

    def open_row(self, number: int) -> None:
        """A row begins, be it blank; raises Refused when there are too many."""
        self.last_row = number
        self.row_marks += 1
        if self.row_marks > MAX_ROW_MARKS:
            raise self.refusal(sentences.ROW_MARKS, most=MAX_ROW_MARKS)

    def row(self, number: int) -> list[Value]:
        """The list of a row's values, made when it is missing."""
        rows = self.rows
        if number > len(rows):
            if number > self.tally.limits.rows:
                raise self.refusal(sentences.ROWS, most=self.tally.limits.rows)
            rows.extend([] for _ in range(number - len(rows)))
        return rows[number - 1]

    def put(self, number: int, column: int, value: Value) -> None:
        """Place a value that is not blank; raises Refused beyond the limits, or for a second value in one cell."""
        row = self.row(number)
        if column > self.tally.limits.columns:
            raise self.refusal(sentences.COLUMNS, most=self.tally.limits.columns)
        if column > len(row):
            row.extend([None] * (column - len(row)))
        elif row[column - 1] is not None:
            raise self.refusal(sentences.TWO_VALUES, place=f"{letters(column)}{number}")
        row[column - 1] = value
        if isinstance(value, str):
            self.tally.add_text(len(value))

    def add_row(self, number: int, values: list[Value], cells: int) -> None:
        """A whole row at once; its place has to be free, its columns within the limit. Raises Refused."""
        self.open_row(number)
        self.count_cells(cells)
        if values:
            row = self.row(number)
            row += values
            self.tally.add_text(sum([len(value) for value in values if type(value) is str]))

    def reach(self, number: int, column: int) -> None:
        """Note a cell that has something in it, be it blank to us; raises Refused beyond the limits."""
        if number > self.tally.limits.rows:
            raise self.refusal(sentences.ROWS, most=self.tally.limits.rows)
        if column > self.tally.limits.columns:
            raise self.refusal(sentences.COLUMNS, most=self.tally.limits.columns)
        self.reached = max(self.reached[0], number), max(self.reached[1], column)

    def close(self) -> None:
        """The sheet has ended; raises Refused when its few cells stand too far apart."""
        rows, columns = self.reached
        self.tally.area += max(rows, len(self.rows)) * max(columns, *map(len, self.rows), 0)
        if self.tally.area > MAX_AREA:
            raise self.refusal(sentences.SCATTERED)

    def count_cells(self, amount: int, *, parsed: int = 0) -> None:
        """Count cells, blank ones too, and how many filled ones went through the XML parser; raises Refused."""
        self.tally.cells += amount
        self.tally.parsed += parsed
        if self.tally.parsed > MAX_PARSED:
            raise Refused(sentences.TOO_SLOW)
        if self.tally.cells > self.tally.limits.cells:
            raise self.refusal(sentences.CELLS, most=self.tally.limits.cells)

    def merge(self, area: Merge) -> None:
        """Note a merged area, cut to what a table may have; raises Refused when they cover too much."""
        top, left, bottom, right = area
        area = (top, left, min(bottom, self.tally.limits.rows), min(right, self.tally.limits.columns))
        self.covered_so_far += max(0, area[2] - top + 1) * max(0, area[3] - left + 1)
        self.merges.append(area)
        if len(self.merges) > MAX_MERGES or self.covered_so_far > MAX_COVERED:
            raise self.refusal(sentences.MERGES)

    def value(self, place: Place) -> Value:
        """What stands in a cell."""
        row = self.rows[place[0] - 1] if place[0] <= len(self.rows) else []
        return row[place[1] - 1] if place[1] <= len(row) else None

    def filled(self) -> int:
        """How many cells are not blank."""
        return sum(len(row) - row.count(None) for row in self.rows)

    def finish(self) -> SheetContents:
        """The sheet as it is given away."""
        rows = self.rows
        while rows and not rows[-1]:
            rows.pop()
        return SheetContents(
            name=self.name,
            hidden=self.hidden,
            rows=rows,
            formulas=frozenset(self.formulas),
            covered=covered_places(self.merges, len(rows)),
            hidden_rows=frozenset(row for row in self.hidden_rows if row <= len(rows) and rows[row - 1]),
            hidden_columns=frozenset(self._hidden_columns()),
            padded=self.padded,
        )

    def _hidden_columns(self) -> set[int]:
        most = max(map(len, self.rows), default=0)
        hidden = {column for first, last in self.hidden_columns for column in range(first, min(last, most) + 1)}
        return {
            column for column in hidden if any(len(row) >= column and row[column - 1] is not None for row in self.rows)
        }


def covered_places(merges: list[Merge], last_row: int) -> frozenset[Place]:
    """All cells of merged areas but their top left ones, as far down as the sheet has rows."""
    return frozenset(
        (row, column)
        for top, left, bottom, right in merges
        for row in range(top, min(bottom, last_row) + 1)
        for column in range(left, right + 1)
        if (row, column) != (top, left)
    )


def letters(column: int) -> str:
    """AB for 28."""
    written = ""
    while column:
        column, rest = divmod(column - 1, 26)
        written = chr(65 + rest) + written
    return written


class Columns(dict[str, int]):
    """Column numbers by their letters, remembered; 0 for what is no column."""

    def __missing__(self, written: str) -> int:
        """See dict."""
        number = 0
        for letter in written:
            number = number * 26 + ord(letter) - 64 if "A" <= letter <= "Z" else LAST_COLUMN + 1
        self[written] = found = number if number <= LAST_COLUMN and len(written) <= 3 else 0
        return found


COLUMNS = Columns()
