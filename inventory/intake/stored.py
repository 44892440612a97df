"""What was read from a file, and what was computed from it, kept compressed under the private folder."""

import gc
import hashlib
import io
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields, replace
from datetime import date, datetime, time
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files import File

from hdr_portal.lib.filestore import Written, write_new
from hdr_portal.lib.workbook.contents import CellError, SheetContents, Value, WorkbookContents
from hdr_portal.lib.workbook.quickjson import packed, unpacked

FOLDER = "imports"
SKETCHED = 100  # rows of a sheet that a sketch holds
_PLACES = ("formulas", "covered")


@contextmanager
def no_collection() -> Iterator[None]:
    """Without the collector of cycles: a diff makes a million values and no cycle, and looking for some takes a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def place_of(path: str) -> Path:
    """The file of a stored path."""
    return Path(settings.MEDIA_ROOT) / path


def write_packed(parts: Sequence[bytes], extension: str) -> Written:
    """Keep parts of bytes, each compressed by itself; raises OSError (a full disk, for one) and then leaves nothing behind."""
    pressed = [zlib.compress(part, 1) for part in parts]
    head = " ".join(str(len(part)) for part in pressed).encode() + b"\n"
    source = io.BytesIO(head + b"".join(pressed))
    return write_new(source, root=Path(settings.MEDIA_ROOT), folder=FOLDER, extension=extension)


def read_packed(path: str, part: int = 0) -> bytes:
    """The bytes of one part of a kept file."""
    with place_of(path).open("rb") as file:
        sizes = [int(size) for size in file.readline().split()]
        file.seek(sum(sizes[:part]), io.SEEK_CUR)
        return zlib.decompress(file.read(sizes[part]))


def as_json(value: Any) -> bytes:
    """Compact JSON in which days, moments, times and error cells keep their kind."""
    return packed(value, _tagged)


def write_contents(contents: WorkbookContents) -> Written:
    """Keep what a workbook holds: a line about the file, then a line for each sheet; behind it a sketch of the same."""
    sketch = replace(contents, sheets=tuple(replace(sheet, rows=sheet.rows[:SKETCHED]) for sheet in contents.sheets))
    lengths = [list(map(len, sheet.rows[SKETCHED:])) for sheet in contents.sheets]
    return write_packed((_as_bytes(contents), _as_bytes(sketch, lengths=lengths)), "cells")


def _as_bytes(contents: WorkbookContents, **more: Any) -> bytes:
    head = {"kind": contents.kind, "notes": contents.notes, "properties": contents.properties, "cells": contents.cells}
    lines = [as_json(head | more), *(as_json(_sheet_as_json(sheet)) for sheet in contents.sheets)]
    return b"\n".join(lines)


def read_contents(path: str) -> WorkbookContents:
    """What a kept workbook holds."""
    return _from_bytes(read_packed(path))


def read_sketch(path: str) -> WorkbookContents:
    """The same with the first rows of each sheet alone: of the others, how long they are."""
    try:
        return _from_bytes(read_packed(path, 1))
    except IndexError:  # kept before there were sketches
        return read_contents(path)


def _from_bytes(stored: bytes) -> WorkbookContents:
    head, *lines = stored.split(b"\n")
    known = unpacked(head)
    sheets = tuple(map(_sheet_from_json, lines))
    for sheet, lengths in zip(sheets, known.get("lengths", ()), strict=False):
        sheet.rows.extend([None] * length for length in lengths)
    return WorkbookContents(
        kind=known["kind"],
        sheets=sheets,
        notes=tuple(known["notes"]),
        properties=known["properties"],
        cells=known["cells"],
    )


def _sheet_as_json(sheet: SheetContents) -> dict[str, Any]:
    given: dict[str, Any] = {field.name: getattr(sheet, field.name) for field in fields(sheet)}
    for name in (*_PLACES, "hidden_rows", "hidden_columns"):
        given[name] = sorted(given[name])
    return given | {"padded": [[row, column, text] for (row, column), text in sorted(sheet.padded.items())]}


def _sheet_from_json(line: bytes) -> SheetContents:
    sheet: dict[str, Any] = unpacked(line)
    sheet["rows"] = [_row(row) for row in sheet["rows"]]
    for name in _PLACES:
        sheet[name] = frozenset(map(tuple, sheet[name]))
    for name in ("hidden_rows", "hidden_columns"):
        sheet[name] = frozenset(sheet[name])
    sheet["padded"] = {(row, column): text for row, column, text in sheet["padded"]}
    return SheetContents(**sheet)


def _tagged(value: object) -> dict[str, str]:
    if isinstance(value, CellError):
        return {"e": value.code}
    if isinstance(value, datetime):
        return {"m": value.isoformat()}
    if isinstance(value, date):
        return {"d": value.isoformat()}
    if isinstance(value, time):
        return {"t": value.isoformat()}
    raise TypeError(f"{type(value).__name__} is no value of a cell.")


def _row(cells: list[Any]) -> list[Value]:
    return [_value(*cell.popitem()) if type(cell) is dict else cell for cell in cells]


@lru_cache(maxsize=8192)
def _value(tag: str, text: str) -> Value:
    readers: dict[str, Callable[[str], Value]] = {
        "d": date.fromisoformat,
        "m": datetime.fromisoformat,
        "t": time.fromisoformat,
        "e": CellError,
    }
    return readers[tag](text)


def digest_of(upload: File[Any]) -> str:
    """SHA-256 of an uploaded file in hex; leaves it rewound."""
    digest = hashlib.sha256()
    upload.seek(0)
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    return digest.hexdigest()
