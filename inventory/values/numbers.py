"""Amounts and counts as people write them: „1 234,56 zł”, „1.234,56”, „8 GB”, „15 szt.”."""

import re
from decimal import ROUND_HALF_UP, Decimal

from hdr_portal.lib.plaintext import folded, tidy
from hdr_portal.lib.workbook.contents import CellError, Value
from inventory.values.cells import Parsed, is_nothing, sentence_for_error, written

MOST_MONEY = Decimal("9999999999.99")
MOST_COUNT = 1_000_000
MOST_PIECES = 500
GROSZ = Decimal("0.01")
DUST = Decimal("0.0001")  # what a float adds to an amount
_CURRENCY = re.compile(r"(?:zl\.?|zlotych|pln|brutto)+$")
_NO_GROSZE = re.compile(r",-{1,2}$|,--$")
_PLAIN = re.compile(r"[+-]?\d+(?:\.\d+)?(?:e[+-]?\d{1,3})?")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*([.,]\d+)?")
_SIZE = re.compile(r"(\d+(?:[.,]\d+)?) ?(tb|gb|g|mb)?((?: (?:ssd|hdd|emmc|nvme|sata|m\.2|ram|ddr\d?[a-z]?))*)")
_PIECES = re.compile(r"(\d+)(?:[.,]0+)? ?(?:szt\.?|sztuk|sztuka|sztuki|kpl\.?|komplet)?")
NOT_MONEY = "Nie udało się odczytać kwoty „{}”. Wpisz ją jako 1234,56."
UNCLEAR = "Nie wiadomo, czy „{}” to tysiące, czy ułamek. Wpisz kwotę z groszami, na przykład 1234,00."
NOT_COUNT = "Nie udało się odczytać liczby „{}”. Wpisz liczbę całkowitą."
NOT_PIECES = "Ilość „{}” nie jest liczbą sztuk od 1 do 500. Popraw ją."


def read_money(cell: Value) -> Parsed:
    """An amount in złoty to the grosz; NaN, infinity and amounts below zero are errors."""
    if isinstance(cell, CellError):
        return Parsed(error=sentence_for_error(cell))
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _amount(Decimal(repr(cell)), cell)
    if not isinstance(cell, str):
        return Parsed(error=NOT_MONEY.format(written(cell)))
    plain = _NO_GROSZE.sub("", _CURRENCY.sub("", folded(cell).replace(" ", "").replace("'", "")))
    decimal = _as_decimal(plain)
    if decimal is None:
        return _no_amount(cell, plain)
    return _amount(decimal, cell)


def _as_decimal(plain: str) -> Decimal | None:
    """The number when there is one way to read it."""
    if "." in plain and "," in plain:
        thousands, fraction = (".", ",") if plain.rfind(",") > plain.rfind(".") else (",", ".")
        if not _GROUPED.fullmatch(plain) or plain.count(fraction) > 1:
            return None
        plain = plain.replace(thousands, "").replace(fraction, ".")
    elif _unclear(plain):
        return None
    elif (found := _GROUPED.fullmatch(plain)) and plain.count(found[1]) > 1 and not found[2]:
        plain = plain.replace(found[1], "")
    else:
        plain = plain.replace(",", ".")
    return Decimal(plain) if _PLAIN.fullmatch(plain) else None


def _unclear(plain: str) -> bool:
    """1,234 and 1.234: three digits after a single mark are thousands to one and a fraction to another."""
    return re.fullmatch(r"[+-]?[1-9]\d{0,2}[.,]\d{3}", plain) is not None


def _no_amount(cell: str, plain: str) -> Parsed:
    if _unclear(plain):
        return Parsed(error=UNCLEAR.format(cell))
    if is_nothing(cell):
        return Parsed(warning=f"„{cell}” odczytano jako brak kwoty.")
    return Parsed(error=NOT_MONEY.format(cell[:60]))


def _amount(value: Decimal, cell: Value) -> Parsed:
    if not value.is_finite():
        return Parsed(error=NOT_MONEY.format(written(cell)))
    if value < 0:
        return Parsed(error=f"Kwota „{written(cell)}” jest ujemna. Wpisz wartość brutto urządzenia.")
    if value > MOST_MONEY:
        return Parsed(error=f"Kwota „{written(cell)[:40]}” jest za duża. Popraw ją.")
    exact = value.quantize(GROSZ, ROUND_HALF_UP)
    if value == exact or abs(value - exact) <= DUST:
        return Parsed(exact)
    return Parsed(exact, warning="Kwotę zaokrąglono do groszy.")


def read_count(cell: Value, *, sizes: bool = False) -> Parsed:
    """A whole number; with `sizes` also „8 GB”, „1 TB”, „8192 MB”, „256 GB SSD”."""
    if isinstance(cell, CellError):
        return Parsed(error=sentence_for_error(cell))
    text = tidy(written(cell))
    found = _SIZE.fullmatch(folded(text))
    if isinstance(cell, bool) or found is None or (found[2] and not sizes):
        if isinstance(cell, str) and is_nothing(text):
            return Parsed(warning=f"„{text}” odczytano jako brak liczby.")
        return Parsed(error=NOT_COUNT.format(text[:60]))
    value = Decimal(found[1].replace(",", "."))
    if found[2] == "tb":
        value *= 1000
    if found[2] == "mb":
        value /= 1024
    if value != value.to_integral_value():
        return Parsed(error=NOT_COUNT.format(text[:60]))
    if value > MOST_COUNT:
        return Parsed(error=f"Liczba „{text[:40]}” jest za duża. Popraw ją.")
    return Parsed(int(value))


def read_quantity(cell: Value) -> Parsed:
    """How many pieces a row stands for: 1 to 500; an empty cell means one."""
    if cell is None:
        return Parsed(1)
    if isinstance(cell, CellError):
        return Parsed(error=sentence_for_error(cell))
    text = tidy(written(cell))
    found = _PIECES.fullmatch(folded(text))
    amount = int(found[1]) if found and len(found[1]) < 10 else 0
    if isinstance(cell, bool) or not 1 <= amount <= MOST_PIECES:
        return Parsed(error=NOT_PIECES.format(text[:40]))
    return Parsed(amount)
