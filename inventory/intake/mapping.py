"""Which sheet, which header row, which column is which: a suggestion that a person corrects."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hdr_portal.lib.workbook.contents import CellError, SheetContents, Value, WorkbookContents
from hdr_portal.lib.workbook.mark_list import is_remarks
from inventory.columns import BY_KEY, Kind
from inventory.headers import (
    LEFT_OUT,
    MARK,
    ORDINAL,
    QUANTITY,
    UNIT,
    find_header_row,
    header_key,
    known_key,
    likely_key,
    look,
)
from inventory.intake.entries import Directory
from inventory.intake.lines import letters
from inventory.intake.marks import SHEET
from inventory.values import shown, written

SAMPLES = 3
LOOKED_AT = 50
NEEDED = ("inventory_number", "name")
SPECIAL_LABELS = {QUANTITY: "Ilość", ORDINAL: "Liczba porządkowa", UNIT: "Jednostka", MARK: "Ukryty identyfikator"}


@dataclass(frozen=True, slots=True)
class SheetChoice:
    """A sheet of the file; `rows` are those that hold something."""

    name: str
    rows: int
    hidden: bool


@dataclass(frozen=True, slots=True)
class ColumnQuestion:
    """A column of the sheet, numbered from 1, with its header, some values and the suggested meaning.

    `key`: the key of a column of the register, "quantity", "ordinal", "unit", "mark", or "" for one that is left out.
    """

    column: int
    letters: str
    header: str
    samples: tuple[str, ...]
    key: str


@dataclass(frozen=True)
class MappingQuestion:
    """All that is asked about columns. `missing`: labels of required columns that nothing was suggested for.

    `twice`: labels suggested for two columns at once. `needs_category`: no column of categories, so that names are searched
    for one and a default may be given. `choices`: what a column may mean, key and label.
    """

    sheets: tuple[SheetChoice, ...]
    sheet: str
    header_row: int
    columns: tuple[ColumnQuestion, ...]
    missing: tuple[str, ...]
    twice: tuple[str, ...]
    needs_category: bool
    is_round_trip: bool
    notes: tuple[str, ...]
    choices: tuple[tuple[str, str], ...]

    @property
    def mapping(self) -> dict[int, str]:
        """The suggestion as choose_columns takes it."""
        return {column.column: column.key for column in self.columns}


MEANINGS = (
    (LEFT_OUT, "Pomiń tę kolumnę"),
    *((column.key, column.label) for column in BY_KEY.values()),
    *SPECIAL_LABELS.items(),
)


def filled_rows(sheet: SheetContents) -> int:
    """Rows that hold something."""
    return sum(bool(row) for row in sheet.rows)


def sheets_of(contents: WorkbookContents) -> list[SheetContents]:
    """The sheets without the list of remarks that the portal adds to a workbook it gives back."""
    return [sheet for sheet in contents.sheets if not is_remarks(sheet)] or list(contents.sheets)


def best_sheet(contents: WorkbookContents) -> SheetContents:
    """The export's own sheet, else the visible one with the most known headers, then with the most rows."""

    def worth(sheet: SheetContents) -> tuple[bool, int, int]:
        header = sheet.rows[find_header_row(sheet.rows) - 1] if sheet.rows else []
        known = {known_key(cell) for cell in header if isinstance(cell, str)} - {None}
        return (not sheet.hidden, len(known) if len(known) > 1 else 0, len(sheet.rows))

    found = sheets_of(contents)
    named = [sheet for sheet in found if sheet.name == SHEET and sheet.rows]
    return named[0] if named else max(found, key=worth)


def ask(
    contents: WorkbookContents,
    sheet: SheetContents,
    header_row: int,
    remembered: Mapping[str, str],
    directories: Mapping[str, Directory],
) -> MappingQuestion:
    """The question about one sheet. What the school chose last goes first, then known headers, then the values' look."""
    columns = _columns(sheet, header_row, remembered, directories)
    keys = [column.key for column in columns]
    return MappingQuestion(
        sheets=tuple(SheetChoice(one.name, filled_rows(one), one.hidden) for one in sheets_of(contents)),
        sheet=sheet.name,
        header_row=header_row,
        columns=columns,
        missing=missing_labels(keys),
        twice=twice_labels(keys),
        needs_category="category" not in keys,
        is_round_trip=MARK in keys,
        notes=contents.notes,
        choices=MEANINGS,
    )


def missing_labels(keys: Sequence[str]) -> tuple[str, ...]:
    """Labels of required columns that are not among the keys."""
    return tuple(BY_KEY[key].label for key in NEEDED if key not in keys)


def twice_labels(keys: Sequence[str]) -> tuple[str, ...]:
    """Labels of what stands among the keys more than once."""
    labels = dict(MEANINGS)
    return tuple(labels[key] for key in sorted(set(keys)) if key not in {LEFT_OUT, ORDINAL} and keys.count(key) > 1)


def _columns(
    sheet: SheetContents, header_row: int, remembered: Mapping[str, str], directories: Mapping[str, Directory]
) -> tuple[ColumnQuestion, ...]:
    header = sheet.rows[header_row - 1] if header_row <= len(sheet.rows) else []
    body = sheet.rows[header_row : header_row + LOOKED_AT]
    width = max((len(row) for row in (header, *sheet.rows[header_row:])), default=0)
    heads = [written(header[at]) if at < len(header) else "" for at in range(width)]
    values = [[row[at] for row in body if at < len(row)] for at in range(width)]
    keys = [_sure(head, remembered) for head in heads]
    _guess_rest(keys, heads, values, directories)
    return tuple(
        ColumnQuestion(at + 1, letters(at + 1), heads[at], _samples(values[at]), keys[at] or LEFT_OUT)
        for at in range(width)
        if heads[at] or any(value is not None for value in values[at])
    )


def _sure(header: str, remembered: Mapping[str, str]) -> str | None:
    plain = header_key(header)
    return remembered[plain] if plain and plain in remembered else known_key(header)


def _guess_rest(
    keys: list[str | None], heads: list[str], values: list[list[Value]], directories: Mapping[str, Directory]
) -> None:
    """Likely meanings for what is not known, each of them given once and only when nothing sure has it."""
    names = {key: directories[key].words for key in ("room", "category", "manufacturer", "operating_system")}
    for at, key in enumerate(keys):
        if key is None:
            guess = likely_key(heads[at]) or look(values[at], names)
            keys[at] = guess if guess not in keys else None


def _samples(values: Sequence[Value]) -> tuple[str, ...]:
    """The first different values, as a person sees them."""
    found: list[str] = []
    for value in values:
        text = value.code if isinstance(value, CellError) else shown(Kind.TEXT, written(value))
        if text and text not in found:
            found.append(text[:60])
    return tuple(found[:SAMPLES])
