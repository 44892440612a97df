"""Sheets of a workbook as rows by column name; whatever is wrong with a cell becomes a fault with its place."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time

from hdr_portal.lib.workbook.contents import CellError, SheetContents, Value, WorkbookContents
from surveys.formbooks.layout import CHOICES, COLUMNS, LEGEND, REQUIRED, column_named

YES = frozenset({"yes", "tak", "true", "1", "x"})
NO = frozenset({"no", "nie", "false", "0"})


@dataclass(frozen=True, order=True)
class BookFault:
    """What is wrong, in which sheet, row and column (row 0: the whole sheet)."""

    sheet: str
    row: int
    column: str
    sentence: str


@dataclass
class Row:
    """One row of a sheet. Readers note what they cannot read and give a blank, so that one look finds every fault."""

    sheet: str
    number: int
    cells: dict[str, Value]
    faults: list[BookFault] = field(repr=False)

    def refuse(self, column: str, sentence: str) -> None:
        """Note a fault."""
        self.faults.append(BookFault(self.sheet, self.number, column, sentence))

    def text(self, column: str) -> str:
        """A text, trimmed; a whole number is the text that a person typed."""
        value = self.cells.get(column)
        if value is None:
            return ""
        if isinstance(value, str):
            return value.strip()
        if isinstance(value, int | float) and not isinstance(value, bool) and value == int(value):
            return str(int(value))
        self.refuse(column, _no_text(value))
        return ""

    def texts(self, name: str) -> dict[str, str]:
        """A text in its languages."""
        said = {code: self.text(f"{name}::{code}") for code in ("pl", "uk", "en")}
        return {code: text for code, text in said.items() if text}

    def number_of(self, column: str) -> int | None:
        """A whole number; None where the cell is empty."""
        value = self.cells.get(column)
        if isinstance(value, str):
            value = value.strip().replace("−", "-")
            if value.removeprefix("-").isascii() and value.removeprefix("-").isdecimal() and len(value) < 12:
                return int(value)
        elif isinstance(value, int | float) and not isinstance(value, bool) and value == int(value):
            return int(value)
        if value is not None and value != "":
            self.refuse(column, "Tu powinna stać liczba całkowita.")
        return None

    def flag(self, column: str, *, default: bool) -> bool:
        """Yes or no."""
        value = self.cells.get(column)
        if isinstance(value, bool):
            return value
        word = self.text(column).lower()
        if word and word not in YES | NO:
            self.refuse(column, f"Wpisz yes albo no zamiast „{word}”.")
        return word in YES if word else default


@dataclass(frozen=True)
class Sheets:
    """The three sheets as rows, and the faults found so far."""

    rows: dict[str, list[Row]]
    faults: list[BookFault]


def sheets_of(book: WorkbookContents) -> Sheets:
    """The rows of the sheets; a sheet or column that is missing or unknown is a fault. Without lists there is no „choices”."""
    faults: list[BookFault] = []
    named = {sheet.name.strip().lower(): sheet for sheet in book.sheets}
    for name, sheet in named.items():
        if name not in COLUMNS and name != LEGEND and sheet.rows:
            known = ", ".join(COLUMNS)
            faults.append(BookFault(sheet.name, 0, "", f"Nieznany arkusz. Usuń go; czytamy arkusze: {known}."))
    rows: dict[str, list[Row]] = {}
    for name in COLUMNS:
        there = name in named and bool(named[name].rows)
        rows[name] = list(_rows(named[name], name, faults)) if there else []
        if not rows[name] and name != CHOICES:  # a questionnaire may ask for numbers and texts alone
            faults.append(BookFault(name, 0, "", "Brakuje tego arkusza albo nie ma on wierszy pod nagłówkiem."))
    return Sheets(rows, faults)


def _rows(sheet: SheetContents, name: str, faults: list[BookFault]) -> Iterator[Row]:
    columns = _columns(sheet, name, faults)
    for number, cells in enumerate(sheet.rows[1:], 2):
        found: dict[str, Value] = {
            columns[place]: sheet.padded.get((number, place), value)
            for place, value in enumerate(cells, 1)
            if value is not None and place in columns
        }
        stray = [place for place, value in enumerate(cells, 1) if value is not None and place not in columns]
        if stray:
            faults.append(BookFault(name, number, "", "W wierszu jest coś poza nazwanymi kolumnami. Usuń to."))
        if found:
            yield Row(name, number, found, faults)


def _columns(sheet: SheetContents, name: str, faults: list[BookFault]) -> dict[int, str]:
    found: dict[int, str] = {}
    for place, title in enumerate(sheet.rows[0], 1):
        if title is None:
            continue
        column = column_named(str(title))
        if column not in COLUMNS[name]:
            known = ", ".join(COLUMNS[name])
            faults.append(BookFault(name, 1, str(title), f"Nieznana kolumna. Arkusz „{name}” ma kolumny: {known}."))
        elif column in found.values():
            faults.append(BookFault(name, 1, str(title), "Ta kolumna występuje dwa razy."))
        found[place] = column
    missing = [column for column in REQUIRED[name] if column not in found.values()]
    faults.extend(BookFault(name, 1, column, "Brakuje tej kolumny.") for column in missing)
    return found


def _no_text(value: Value) -> str:
    if isinstance(value, CellError):
        return f"Komórka zawiera błąd ({value.code}). Wpisz jej treść od nowa."
    if isinstance(value, datetime | date | time):
        return "Program zamienił ten wpis na datę albo godzinę. Sformatuj komórkę jako tekst i wpisz go od nowa."
    if isinstance(value, bool):
        return "Program zamienił ten wpis na prawdę lub fałsz. Sformatuj komórkę jako tekst i wpisz go od nowa."
    return "Tu powinien stać tekst, a jest liczba z ułamkiem. Sformatuj komórkę jako tekst i wpisz go od nowa."
