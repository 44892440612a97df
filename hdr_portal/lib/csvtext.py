"""Reading CSV files made by Polish registers and spreadsheets: encodings sniffed, sizes limited, refusals in words."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from hdr_portal.lib.polish import file_size, number
from hdr_portal.lib.workbook.encodings import encoding_of

DELIMITERS = ";,\t"
UNPLACED = "?"


class Unreadable(Exception):
    """The file as a whole cannot be read; the text is a Polish sentence that says what to do."""


@dataclass(frozen=True)
class Limits:
    """What a file may hold at most: bytes, rows (without the header), columns, characters of one field."""

    size: int = 5_000_000
    rows: int = 20_000
    columns: int = 300
    field: int = 10_000


@dataclass(frozen=True)
class Table:
    """A header and its rows, each with the number a spreadsheet would show (the header is row 1).

    A row whose number of cells differs from the header's comes with marks instead: nobody knows which cell is which.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def decode(data: bytes) -> str:
    """Text of the bytes: by BOM, as UTF-8, else as cp1250 or ISO-8859-2, whichever Polish letters say."""
    return _decoded(data, encoding_of(data))


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise Unreadable(
            "Nie można odczytać znaków pliku. Zapisz go jako CSV w kodowaniu UTF-8 i wgraj ponownie."
        ) from None


def read_table(data: bytes, wanted: Callable[[str], bool], limits: Limits = Limits()) -> Table:
    """The table of a CSV file; cells of columns that are not `wanted` are dropped while reading. Raises Unreadable."""
    text = _checked_text(data, limits)
    delimiter = max(DELIMITERS, key=text.partition("\n")[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        header = _header(next(reader), limits)
        rows = tuple(_rows(reader, [wanted(name) for name in header], limits))
    except csv.Error:
        raise Unreadable(
            f"Nie można odczytać pliku od linii {reader.line_num}: cudzysłów jest niedomknięty albo stoi w środku pola. "
            "Pobierz plik ponownie."
        ) from None
    return Table(header, rows)


def _rows(reader: Iterable[list[str]], kept: list[bool], limits: Limits) -> Iterator[tuple[int, tuple[str, ...]]]:
    found = 0
    for at, cells in enumerate(reader, start=2):
        _refuse_long(at, cells, limits)
        row = _kept_cells(cells, kept)
        if not any(cell.strip() for cell in row):
            continue
        found += 1
        if found > limits.rows:
            raise Unreadable(f"Plik ma ponad {number(limits.rows)} wierszy. Podziel go albo zawęź wyszukiwanie.")
        yield at, row


def _checked_text(data: bytes, limits: Limits) -> str:
    if len(data) > limits.size:
        raise Unreadable(f"Plik ma {file_size(len(data))}, a może mieć najwyżej {file_size(limits.size)}.")
    text = decode(data)
    if not text.strip():
        raise Unreadable("Plik jest pusty.")
    if "\0" in text:
        raise Unreadable(
            "To nie jest plik CSV: zawiera znaki, których tekst nie ma. Zapisz arkusz jako CSV i wgraj ponownie."
        )
    return text


def _refuse_long(at: int, cells: list[str], limits: Limits) -> None:
    if any(len(cell) > limits.field for cell in cells):
        raise Unreadable(
            f"Wiersz {at}: jedno z pól ma ponad {number(limits.field)} znaków. Sprawdź, czy cudzysłów jest domknięty."
        )


def _header(cells: list[str], limits: Limits) -> tuple[str, ...]:
    if len(cells) > limits.columns:
        raise Unreadable(f"Plik ma {number(len(cells))} kolumn, a może mieć najwyżej {limits.columns}.")
    return tuple(cells)


def _kept_cells(cells: list[str], kept: list[bool]) -> tuple[str, ...]:
    while len(cells) > len(kept) and not cells[-1].strip():
        cells.pop()
    if len(cells) != len(kept) and any(cell.strip() for cell in cells):
        return (UNPLACED,) * len(cells)
    return tuple(cell if keep else "" for cell, keep in zip(cells, kept, strict=False))


def write_table(table: Table) -> bytes:
    """The table as UTF-8 CSV; reading it again gives the same table."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow(table.header)
    at = 1
    for row, cells in table.rows:
        writer.writerows([("",)] * (row - at - 1))
        writer.writerow(cells)
        at = row
    return out.getvalue().encode()
