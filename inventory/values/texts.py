"""Texts: numbers stay as they are seen, what a spreadsheet has spoilt is an error."""

import re
import unicodedata
from datetime import date, time

from hdr_portal.lib.celltext import APOSTROPHE, is_like_formula
from hdr_portal.lib.plaintext import latin, tidy
from hdr_portal.lib.workbook.contents import CellError, Value
from inventory.columns import Column
from inventory.values.cells import Parsed, sentence_for_error, written

NUMBERS = frozenset({"inventory_number", "serial"})
CODES = NUMBERS | {"model", "invoice"}
DIGITS_KEPT = 10**15  # a spreadsheet keeps 15 digits of a number
_LOST_DIGITS = re.compile(r"\d[.,]\d+E\+\d{2,}", re.IGNORECASE)
_EDGES = ("", " ", APOSTROPHE)
LOST_DIGITS = "Excel zgubił cyfry tego numeru. Ustaw kolumnie format tekstowy i wpisz numer ponownie."
MADE_A_DATE = "Excel zamienił ten wpis na datę ({}). Ustaw kolumnie format tekstowy i wpisz go ponownie."
FORBIDDEN = "Tekst zawiera znaki sterujące. Wpisz go ręcznie."
LOOK_ALIKES = "Zamieniono litery innego alfabetu na podobne łacińskie."
FRACTION = "To liczba z ułamkiem: sprawdź, czy Excel nie zmienił zapisu."


def clean_text(key: str, text: str) -> str:
    """The text as the register keeps it: tidy, numbers in Latin letters."""
    plain = tidy(text)
    if plain[:1] == APOSTROPHE and is_like_formula(plain[1:]):
        plain = plain[1:]  # a CSV file carries it before what a spreadsheet would take for a formula
    return latin(plain) if key in NUMBERS else plain


def is_as_kept(text: str, column: Column) -> bool:
    """Whether read_text would find nothing to do or to say, told by a few quick questions; False decides nothing."""
    return (
        len(text) <= column.max_length
        and text.isprintable()  # neither control nor invisible characters, no white space but plain spaces
        and "  " not in text
        and text[:1] not in _EDGES
        and text[-1:] not in _EDGES
        and (column.key not in NUMBERS or (text.isascii() and "+" not in text))
    )


def read_text(cell: Value, column: Column) -> Parsed:
    """The text of a cell, within the column's length."""
    if isinstance(cell, CellError):
        return Parsed(error=sentence_for_error(cell))
    if not isinstance(cell, str):
        error, warning = _spoilt(cell, column.key)
        text = clean_text(column.key, written(cell))
        return Parsed(error=error) if error else Parsed(text, _unfit(text, column), warning)
    text = clean_text(column.key, cell)
    if error := _unfit(text, column):
        return Parsed(error=error)
    if column.key in NUMBERS and not cell.isascii() and text != tidy(cell):
        return Parsed(text, warning=LOOK_ALIKES)
    return Parsed(text)


def _spoilt(cell: Value, key: str) -> tuple[str, str]:
    """An error and a warning about what a spreadsheet has made of something typed."""
    if isinstance(cell, date | time):
        sentence = MADE_A_DATE.format(written(cell))
        return (sentence, "") if key in CODES else ("", f"Przyjęto datę jako tekst: {written(cell)}.")
    if key in NUMBERS and isinstance(cell, int | float) and not isinstance(cell, bool):
        if abs(cell) >= DIGITS_KEPT:
            return LOST_DIGITS, ""
        return "", "" if cell == int(cell) else FRACTION
    return "", ""


def _unfit(text: str, column: Column) -> str:
    if len(text) > column.max_length:
        return f"Tekst ma {len(text)} znaków, a mieści się {column.max_length}. Skróć go."
    if not text.isprintable() and any(unicodedata.category(letter) in {"Cc", "Cs"} for letter in text):
        return FORBIDDEN
    return LOST_DIGITS if column.key in NUMBERS and _LOST_DIGITS.fullmatch(text) else ""
