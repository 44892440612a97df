"""The records of an XLS gone through before a library reads them: sizes watched, formulas noted, a password seen."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from . import sentences
from .contents import Limits, Place
from .sentences import Refused

BOF, END, BOUNDSHEET, FILEPASS = 0x0809, 0x000A, 0x0085, 0x002F
BIFF8, WORKSHEET = 0x0600, 0x0010
FORMULA, MULRK, MULBLANK, BLANK = 0x0006, 0x00BD, 0x00BE, 0x0201
ONE_VALUE = frozenset({0x00FD, 0x0204, 0x0203, 0x027E, 0x0205, 0x00D6, FORMULA})
RECORD, PLACE = struct.Struct("<HH"), struct.Struct("<HH")
SHEET_HEAD = struct.Struct("<IBBBB")


@dataclass
class Scanned:
    """What the records of one worksheet say: where its formulas are, how many cells it has, blank ones too."""

    name: str
    formulas: set[Place] = field(default_factory=set)
    cells: int = 0


def scan(stream: bytes, limits: Limits) -> dict[str, Scanned]:
    """The worksheets by name; raises Refused for a password, another version of the format, or too much of anything."""
    names: dict[int, str] = {}
    found: dict[str, Scanned] = {}
    sheet: Scanned | None = None
    depth = total = 0
    for at, kind, size in records(stream):
        body = at + RECORD.size
        if kind == BOF:
            depth += 1
            _check_version(stream, body, size)
            if depth == 1 and at in names and _substream(stream, body) == WORKSHEET:
                sheet = found[names[at]] = Scanned(names[at])
        elif kind == END:
            depth -= 1
            sheet = sheet if depth else None
        elif kind == FILEPASS:
            raise Refused(sentences.PASSWORD)
        elif kind == BOUNDSHEET:
            place, name = _boundsheet(stream, body, size)
            names[place] = name
        elif sheet and depth == 1:
            total += _cells(stream, kind, body, size, sheet, limits)
            if total > limits.cells:
                raise Refused(sentences.of_sheet(sheet.name, sentences.OLD_CELLS, most=limits.cells))
    return found


def records(stream: bytes) -> Iterator[tuple[int, int, int]]:
    """Place, kind and length of every record; raises Refused when the last one is cut off inside a sheet."""
    at, last = 0, len(stream)
    while at + RECORD.size <= last:
        kind, size = RECORD.unpack_from(stream, at)
        if kind == 0 and size == 0:
            return
        if at + RECORD.size + size > last:
            raise Refused(sentences.BROKEN)
        yield at, kind, size
        at += RECORD.size + size


def _check_version(stream: bytes, body: int, size: int) -> None:
    if size < 4 or RECORD.unpack_from(stream, body)[0] != BIFF8:
        raise Refused(sentences.OLD_EXCEL)


def _substream(stream: bytes, body: int) -> int:
    return int(RECORD.unpack_from(stream, body)[1])


def _boundsheet(stream: bytes, body: int, size: int) -> tuple[int, str]:
    """Where a sheet begins, and its name."""
    if size < SHEET_HEAD.size:
        raise Refused(sentences.BROKEN)
    place, _, _, length, wide = SHEET_HEAD.unpack_from(stream, body)
    raw = stream[body + SHEET_HEAD.size : body + size]
    return place, raw[: 2 * length].decode("utf-16-le", "replace") if wide & 1 else raw[:length].decode("latin-1")


def _cells(stream: bytes, kind: int, body: int, size: int, sheet: Scanned, limits: Limits) -> int:
    """How many cells a record has; those with values are checked against the limits."""
    if kind in ONE_VALUE:
        row, column = last = _place(stream, body, size)
        if kind == FORMULA:
            sheet.formulas.add((row + 1, column + 1))
        cells = 1
    elif kind == MULRK:
        row, column = _place(stream, body, size)
        cells = max(0, (size - 6) // 6)
        last = (row, column + cells - 1)
    elif kind == MULBLANK:
        return max(0, (size - 6) // 2)
    else:
        return int(kind == BLANK)
    if last[0] >= limits.rows:
        raise Refused(sentences.of_sheet(sheet.name, sentences.ROWS, most=limits.rows))
    if last[1] >= limits.columns:
        raise Refused(sentences.of_sheet(sheet.name, sentences.COLUMNS, most=limits.columns))
    sheet.cells += cells
    return cells


def _place(stream: bytes, body: int, size: int) -> Place:
    if size < PLACE.size:
        raise Refused(sentences.BROKEN)
    row, column = PLACE.unpack_from(stream, body)
    return int(row), int(column)
