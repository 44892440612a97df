"""CSV: encoding and separator found by themselves; every cell is the text that stands in the file."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from . import sentences
from .contents import Limits
from .drafts import Draft, Tally
from .encodings import encoding_of
from .sentences import Refused
from .texts import cleaned

SEPARATORS = {"\t": "tabulator", ";": "średnik", ",": "przecinek"}
ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8",
    "utf-16": "UTF-16",
    "cp1250": "Windows-1250",
    "iso8859-2": "ISO-8859-2",
}
SAMPLE = 65_536
MAX_FIELD = 100_000
SHEET = "CSV"
FIRST_LINE = re.compile(r"sep=(.)(?:\r\n|\r|\n|$)", re.IGNORECASE)


def read_csv(source: bytes, limits: Limits) -> tuple[Draft, list[str]]:
    """The one sheet of the file, and how it was read; raises Refused."""
    encoding = encoding_of(source)
    text = decoded(source, encoding)
    named = FIRST_LINE.match(text)
    body = text[named.end() :] if named else text
    separator = named[1] if named else separator_of(body)
    draft = Draft(SHEET, hidden=False, tally=Tally(limits))
    for number, cells in enumerate(records(body, separator), start=1):
        _place(draft, number, cells)
    _check_count(draft, body, separator)
    said = SEPARATORS.get(separator, f"„{separator}”")
    return draft, [f"Rozdzielacz: {said}, kodowanie: {ENCODINGS[encoding]}."]


def _place(draft: Draft, number: int, cells: list[str]) -> None:
    draft.open_row(number)
    draft.count_cells(len(cells))
    for column, written in enumerate(cells, start=1):
        value = cleaned(written)
        if value is not None:
            draft.put(number, column, value)


def decoded(source: bytes, encoding: str) -> str:
    """The text; raises Refused for what is none."""
    if encoding != "utf-16" and b"\0" in source:
        halves = max(source[:SAMPLE:2].count(0), source[1:SAMPLE:2].count(0))
        raise Refused(sentences.UTF16 if halves > min(len(source), SAMPLE) // 5 else sentences.NUL)
    try:
        text = source.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refused(sentences.LETTERS) from error
    if "\0" in text:
        raise Refused(sentences.NUL)
    if not text.strip():
        raise Refused(sentences.NO_CELLS)
    return text


def separator_of(text: str) -> str:
    """Tab, semicolon or comma: the first that gives at least half of the lines one and the same number of columns.

    In this order because a tab is hardly ever typed, and a decimal comma looks like a separator.
    """
    shares = {separator: _regular_share(text[:SAMPLE], separator) for separator in SEPARATORS}
    for separator, share in shares.items():
        if share >= 0.5:
            return separator
    return max(shares, key=lambda separator: shares[separator]) if any(shares.values()) else ";"


def _regular_share(sample: str, separator: str) -> float:
    """The share of filled lines that have the most common number of columns, if that is two or more."""
    lines = [cells for cells in csv.reader(io.StringIO(sample, newline=""), delimiter=separator) if any(cells)]
    widths = Counter(len(cells) for cells in lines if len(cells) > 1)
    return widths.most_common(1)[0][1] / len(lines) if widths else 0


def records(text: str, separator: str) -> Iterator[list[str]]:
    """Row by row; raises Refused for an open quote and an endless field, naming the row."""
    usual = csv.field_size_limit(MAX_FIELD)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    row = 1
    try:
        for cells in reader:
            yield cells
            row += 1
    except csv.Error as error:
        if "field larger" in str(error):
            raise Refused(sentences.LONG_FIELD.format(row=row, most=sentences.thousands(MAX_FIELD))) from error
        raise Refused(sentences.QUOTE.format(row=row)) from error
    finally:
        csv.field_size_limit(usual)


def _check_count(draft: Draft, text: str, separator: str) -> None:
    """Count the filled fields without the csv module; raises Refused when it had another number."""
    counted, filled = count_fields(text, separator), draft.filled()
    if counted != filled:
        raise Refused(sentences.DISAGREE.format(one=filled, other=counted))


def count_fields(text: str, separator: str) -> int:
    """Fields that hold more than white space, by a regular expression."""
    sign = re.escape(separator)
    field = re.compile(rf'(?:^|(?<=[{sign}\r\n]))(?:"((?:[^"]|"")*)"|([^{sign}\r\n]*))(?=[{sign}\r\n]|$)')
    return sum(bool((found[1] or found[2] or "").strip()) for found in field.finditer(text))
