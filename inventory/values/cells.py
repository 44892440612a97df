"""A cell and what was read from it."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from hdr_portal.lib.plaintext import folded
from hdr_portal.lib.polish import money, number
from hdr_portal.lib.workbook.contents import CellError, Value
from inventory.columns import Column, Kind

EMPTY = ""
_NOTHING = frozenset(
    {"-", "--", "---", "–", "—", ".", "?", "brak", "brak danych", "b/d", "bd", "b.d.", "b.d", "n/d", "nd", "n.d.", "nie dotyczy", "x"}
)  # fmt: skip
_ERRORS = {
    "formula": "Formuła nie ma zapisanego wyniku. Otwórz plik w Excelu, zapisz i wgraj ponownie albo wpisz wartość.",
    "not-a-number": "Komórka liczbowa nie zawiera liczby. Wpisz wartość.",
    "date": "Nie ma takiego dnia. Wpisz datę jako dzień.miesiąc.rok.",
    "too-long": "Tekst jest za długi (ponad 32 767 znaków). Skróć go.",
    "control-character": "Tekst zawiera znaki sterujące. Wpisz go ręcznie.",
    "unreadable": "Nie udało się odczytać komórki. Wpisz wartość ręcznie.",
}


@dataclass(slots=True)
class Parsed:
    """A value as the column holds it, or an error; a warning says how the value was understood."""

    value: Any = None
    error: str = ""
    warning: str = ""


def sentence_for_error(cell: CellError) -> str:
    """What is said of a cell that holds an error: never taken as empty."""
    return _ERRORS.get(cell.code, f"Komórka zawiera błąd {cell.code}. Popraw formułę albo wpisz wartość.")


def written(cell: Value) -> str:
    """The cell as its text, the way a person sees it: 123 for 123.0, 1,5 for 1.5, 31.12.2023 for a day."""
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "PRAWDA" if cell else "FAŁSZ"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell).replace(".", ",")
    if isinstance(cell, date):
        return f"{cell.day:02d}.{cell.month:02d}.{cell.year}"
    return f"{cell:%H:%M}" if isinstance(cell, time) else str(cell.code if isinstance(cell, CellError) else cell)


def day_part(cell: date) -> date:
    """The day of a moment."""
    return cell.date() if isinstance(cell, datetime) else cell


def is_nothing(text: str) -> bool:
    """Whether a text says that there is nothing: a dash, „brak”, „nie dotyczy”."""
    return folded(text) in _NOTHING


def empty_value(column: Column) -> Any:
    """What an empty cell of the column means."""
    return EMPTY if column.kind in {Kind.TEXT, Kind.CHOICE} else None


def shown(kind: Kind, value: Any) -> str:
    """A text, day, amount or count in Polish; choices and entries are named by who knows them."""
    if value is None or value == "":
        return ""
    if kind is Kind.DATE:
        return written(value)
    if kind is Kind.MONEY:
        return money(value)
    return number(value) if kind is Kind.COUNT else str(value)
