"""XLS of Excel 97 to 2003: its records checked, then read by xlrd, which tells an error cell from an empty one."""

import io
from dataclasses import replace
from typing import Any

import xlrd
from xlrd.biffh import XL_CELL_BOOLEAN, XL_CELL_DATE, XL_CELL_ERROR, XL_CELL_NUMBER, XL_CELL_TEXT
from xlrd.compdoc import CompDoc

from . import sentences
from .biff import Scanned, scan
from .contents import CellError, Limits, Value
from .drafts import LAST_COLUMN, Draft, Tally
from .numbers import BUILT_IN_DATES, NumberFormat, day_of, number_format, plain_number
from .sentences import Refused
from .texts import cleaned

NUMBERS = frozenset({XL_CELL_NUMBER, XL_CELL_DATE})
MAX_CELLS = 250_000
MACROS = "_VBA_PROJECT_CUR"
ENCRYPTED = frozenset({"EncryptedPackage", "EncryptionInfo"})
UNREADABLE = CellError("unreadable")


def read_xls(source: bytes, limits: Limits) -> list[Draft]:
    """The sheets; raises Refused. The library is slow, so fewer cells are allowed than in an XLSX."""
    limits = replace(limits, cells=min(limits.cells, MAX_CELLS))
    try:
        scanned = scan(workbook_stream(source), limits)
        book = xlrd.open_workbook(
            file_contents=source, formatting_info=True, ragged_rows=True, logfile=io.StringIO(), on_demand=False
        )
        return _sheets(book, scanned, limits)
    except (Refused, MemoryError):
        raise
    except Exception as error:  # xlrd raises whatever its arithmetic on damaged bytes meets
        raise Refused(sentences.BROKEN) from error


def workbook_stream(source: bytes) -> bytes:
    """The records of the workbook inside its OLE2 container; raises Refused that names what else is inside."""
    container = CompDoc(source, logfile=io.StringIO())
    names = {entry.name for entry in container.dirlist}
    if names & ENCRYPTED:
        raise Refused(sentences.PASSWORD)
    if MACROS in names:
        raise Refused(sentences.MACROS)
    if "Workbook" not in names:
        raise Refused(sentences.OLD_EXCEL if "Book" in names else sentences.DOCUMENT)
    memory, start, length = container.locate_named_stream("Workbook")
    return bytes(memory[start : start + length])


def _sheets(book: Any, scanned: dict[str, Scanned], limits: Limits) -> list[Draft]:
    if not book.nsheets:
        raise Refused(sentences.NO_SHEET)
    if book.nsheets > limits.sheets:
        raise Refused(sentences.SHEETS.format(most=limits.sheets))
    tally = Tally(limits)
    formats = [_format(book, style) for style in book.xf_list]
    drafts: list[Draft] = []
    for sheet in book.sheets():
        draft = Draft(sheet.name, hidden=bool(sheet.visibility), tally=tally)
        if sheet.name not in scanned or any(one.name == draft.name for one in drafts):
            raise Refused(sentences.BROKEN)
        _read_cells(sheet, draft, formats, since_1904=bool(book.datemode))
        _read_marks(sheet, draft, scanned[sheet.name])
        draft.close()
        drafts.append(draft)
    return drafts


def _format(book: Any, style: Any) -> NumberFormat:
    key = style.format_key
    if key in book.format_map:
        return number_format(book.format_map[key].format_str[:1000])
    return NumberFormat(date=key in BUILT_IN_DATES)


def _read_cells(sheet: Any, draft: Draft, formats: list[NumberFormat], *, since_1904: bool) -> None:
    for at in range(sheet.nrows):
        kinds, written = sheet.row_types(at), sheet.row_values(at)
        row: list[Value] = []
        for column, kind in enumerate(kinds):
            if kind in NUMBERS:
                style = formats[sheet.cell_xf_index(at, column)]
                row.append(value := _number(written[column], style, since_1904=since_1904))
                if style.shown and type(value) is int and value >= 0:
                    draft.padded[at + 1, column + 1] = style.shown(value)
            else:
                row.append(_other(kind, written[column], draft))
        while row and row[-1] is None:
            row.pop()
        draft.add_row(at + 1, row, len(kinds))


def _number(written: float, style: NumberFormat, *, since_1904: bool) -> Value:
    found = plain_number(written)
    return day_of(found, since_1904=since_1904) if style.date else found


def _other(kind: int, value: Any, draft: Draft) -> Value:
    if kind == XL_CELL_TEXT:
        found = cleaned(value)
        draft.tally.add_text(0 if isinstance(found, str) else len(value))
        return found
    if kind == XL_CELL_BOOLEAN:
        return bool(value)
    if kind == XL_CELL_ERROR:
        draft.unseen += 1
        code = xlrd.error_text_from_code.get(value)
        return CellError(code) if code else UNREADABLE
    return None


def _read_marks(sheet: Any, draft: Draft, scanned: Scanned) -> None:
    for top, bottom, left, right in sheet.merged_cells:
        draft.merge((top + 1, left + 1, bottom, right))
    draft.hidden_rows.update(row + 1 for row, about in sheet.rowinfo_map.items() if about.hidden)
    draft.hidden_columns += [
        (at + 1, at + 1) for at, about in sheet.colinfo_map.items() if about.hidden and at < LAST_COLUMN
    ]
    for row, column in scanned.formulas:
        value = draft.value((row, column))
        if value is not None and not isinstance(value, CellError):
            draft.formulas.add((row, column))
