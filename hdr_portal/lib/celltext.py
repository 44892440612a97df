"""Text that goes into a cell of a file others open: without control characters, and never a formula."""

import re
from collections.abc import Sequence

# Characters that XML refuses, that break a line of CSV, or that turn the direction of what stands after them.
_BREAKS = re.compile("[\t\n\v\f\r\x85\u2028\u2029]+")
_HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")
# The last four are the wide forms that spreadsheets in some languages read as the first four.
FORMULA_STARTS = frozenset("=+-@＝＋－＠")
APOSTROPHE = "'"


def visible(text: str) -> str:
    """The text without control and direction characters; line breaks and tabs become a space."""
    return text if text.isprintable() else _HIDDEN.sub("", _BREAKS.sub(" ", text))


def visible_all(texts: Sequence[str]) -> Sequence[str]:
    """The same for a column of texts; a column that needs nothing is given back as it is, after a single look."""
    return texts if "".join(texts).isprintable() else [visible(text) for text in texts]


def is_like_formula(text: str) -> bool:
    """Whether a spreadsheet that reads the text from a CSV file could take it for a formula."""
    return text.lstrip()[:1] in FORMULA_STARTS if text else False


def csv_text(text: str) -> str:
    """The text for a CSV file: an apostrophe stands before what would be taken for a formula.

    Excel and LibreOffice show the apostrophe and calculate nothing. A tab in its place would be a separator to some programs.
    """
    shown = visible(text)
    return APOSTROPHE + shown if is_like_formula(shown) else shown


def csv_texts(texts: Sequence[str]) -> Sequence[str]:
    """The same for a column of texts."""
    shown = visible_all(texts)
    return [APOSTROPHE + text if is_like_formula(text) else text for text in shown]
