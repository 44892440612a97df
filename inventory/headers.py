"""Headers of schools' sheets: which row they stand in, which column each of them means."""

import difflib
import re
from collections.abc import Container, Mapping, Sequence
from datetime import date

from hdr_portal.lib.plaintext import folded
from hdr_portal.lib.workbook.contents import Value
from inventory.columns import BY_HEADER, ORDINAL_HEADERS, QUANTITY_HEADERS, UNIT_HEADERS

LEFT_OUT = ""
QUANTITY = "quantity"
ORDINAL = "ordinal"
UNIT = "unit"
MARK = "mark"
MARK_HEADER = "__id"
ROWS_SEARCHED = 40
TOTAL_WORDS = ("razem", "suma", "ogolem", "lacznie", "podsumowanie", "razem:", "suma:")
_CLOSE = 0.86
_TRIM = re.compile(r"[\s:*]+$|^[\s*]+")
_BRACKETS = re.compile(r"[\[(].*?[\])]")
_SPECIAL = {
    **dict.fromkeys(QUANTITY_HEADERS, QUANTITY),
    **dict.fromkeys(ORDINAL_HEADERS, ORDINAL),
    **dict.fromkeys(UNIT_HEADERS, UNIT),
    MARK_HEADER: MARK,
}


def header_key(header: str) -> str:
    """A header for comparing and remembering."""
    return _TRIM.sub("", folded(header))


def known_key(header: str) -> str | None:
    """The column that a header is known to mean, or one of the special keys; None for an unknown one."""
    for plain in (header_key(header), header_key(_BRACKETS.sub(" ", header))):
        if plain in BY_HEADER:
            return BY_HEADER[plain].key
        if plain in _SPECIAL:
            return _SPECIAL[plain]
    return None


def likely_key(header: str) -> str | None:
    """The column of a header with a typing error, or one that begins with a known header and goes on."""
    plain = header_key(_BRACKETS.sub(" ", header))
    if len(plain) < 4:
        return None
    if close := difflib.get_close_matches(plain, BY_HEADER, n=1, cutoff=_CLOSE):
        return BY_HEADER[close[0]].key
    starts = [alias for alias in BY_HEADER if len(alias) > 3 and plain.startswith(f"{alias} ")]
    return BY_HEADER[max(starts, key=len)].key if starts else None


def look(values: Sequence[Value], known: Mapping[str, Container[str]]) -> str | None:
    """The column that values look like: days, amounts in złoty, or names that a dictionary knows (`known`, by column)."""
    filled = [value for value in values if value is not None]
    if not filled:
        return None
    if all(isinstance(value, date) for value in filled):
        return "purchased_on"
    texts = [folded(value) for value in filled if isinstance(value, str)]
    if len(texts) == len(filled):
        if all(text.endswith(("zl", "pln")) for text in texts):
            return "gross_value"
        for key, names in known.items():
            if all(text in names for text in texts):
                return key
    return None


def find_header_row(rows: Sequence[Sequence[Value]]) -> int:
    """The row (from 1) with the most known headers among the first; below a title, above the data. 1 when none has two."""
    best, most = 0, 1
    for number, row in enumerate(rows[:ROWS_SEARCHED], 1):
        found = {known_key(cell) for cell in row if isinstance(cell, str)} - {None}
        if len(found) > most:
            best, most = number, len(found)
    return best or _first_wide_row(rows)


def _first_wide_row(rows: Sequence[Sequence[Value]]) -> int:
    """Without known headers: the first row as wide as most of the table, for the person to correct."""
    widths = [sum(cell is not None for cell in row) for row in rows[:ROWS_SEARCHED]]
    wide = max(widths, default=0)
    return next((number for number, width in enumerate(widths, 1) if width and width >= wide - 1), 1)


def is_total(texts: Sequence[str]) -> bool:
    """Whether a row without a number of its own sums up: „Razem”, „Suma brutto”."""
    return any(text.split(" ", 1)[0] in TOTAL_WORDS for text in map(folded, texts) if text)
