"""Polish on screen and on paper: plural forms, dates, numbers. Thousands and units are tied with non-breaking spaces."""

import re
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

import pyphen
from django.utils import timezone

NBSP = "\u00a0"
SOFT_HYPHEN = "\u00ad"
LONG_WORD = re.compile(r"[^\W\d_]{9,}")
MINUS = "\u2212"
MONTHS = (
    "styczeń", "luty", "marzec", "kwiecień", "maj", "czerwiec",
    "lipiec", "sierpień", "wrzesień", "październik", "listopad", "grudzień",
)  # fmt: skip
MONTHS_OF = (
    "stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca",
    "lipca", "sierpnia", "września", "października", "listopada", "grudnia",
)  # fmt: skip
FEW_FROM, FEW_TO = 2, 4
TEENS = range(12, 15)
SIZE_STEP = 1000

Number = int | float | Decimal


def plural(amount: Number, forms: str) -> str:
    """The form of a noun that goes with the amount.

    `forms` is "urządzenie,urządzenia,urządzeń" (1, 2-4, 5 and more), optionally with a fourth for fractions
    ("dzień,dni,dni,dnia"); without it the second serves, which is right for most nouns.
    """
    one, few, many, *rest = (form.strip() for form in forms.split(","))
    whole = abs(int(amount))
    if amount != int(amount):
        return rest[0] if rest else few
    if whole == 1:
        return one
    return few if FEW_FROM <= whole % 10 <= FEW_TO and whole % 100 not in TEENS else many


def counted(amount: Number, forms: str) -> str:
    """Amount and noun: "5 urządzeń"."""
    return f"{number(amount)}{NBSP}{plural(amount, forms)}"


def number(amount: Number, places: int | None = None) -> str:
    """1 234,5: thousands apart, decimal comma. Without `places`, at most two and no idle zeros."""
    if isinstance(amount, int) and not places:  # most numbers of a page: a short way
        return (MINUS if amount < 0 else "") + f"{abs(amount):,}".replace(",", NBSP)
    exact = Decimal(str(amount)).quantize(Decimal(1).scaleb(-2 if places is None else -places), ROUND_HALF_UP)
    written = f"{abs(exact):,f}"
    if places is None and "." in written:
        written = written.rstrip("0").rstrip(".")
    sign = MINUS if exact < 0 else ""
    return sign + written.replace(",", NBSP).replace(".", ",")


def money(amount: Number) -> str:
    """1 234,50 zł."""
    return f"{number(amount, 2)}{NBSP}zł"


def percent(amount: Number, places: int = 0) -> str:
    """45% from 45; the caller has already divided."""
    return f"{number(amount, places)}%"


def file_size(size: int) -> str:
    """As file managers write it: 512 B, 12 kB, 1,4 MB."""
    if size < SIZE_STEP:
        return f"{size}{NBSP}B"
    kilobytes = Decimal(size) / SIZE_STEP
    if kilobytes < SIZE_STEP:
        return f"{number(kilobytes, 0)}{NBSP}kB"
    return f"{number(kilobytes / SIZE_STEP, 1)}{NBSP}MB"


def long_date(day: date) -> str:
    """6 czerwca 2025."""
    return f"{day.day} {MONTHS_OF[day.month - 1]} {day.year}"


def month_year(day: date) -> str:
    """Czerwiec 2025, in lower case: for dates whose precision is a month."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def moment(when: datetime) -> str:
    """6 czerwca 2025, 14:05, in the portal's time zone."""
    local = timezone.localtime(when) if timezone.is_aware(when) else when
    return f"{long_date(local)}, {local:%H:%M}"


def with_precision(day: date, precision: str) -> str:
    """A date as precisely as it is known; `precision` is "day", "month" or "year"."""
    return {"day": long_date(day), "month": month_year(day), "year": str(day.year)}[precision]


def date_range(first: date, last: date) -> str:
    """3-6 czerwca 2025, 30 maja - 2 czerwca 2025: what the two days share is written once."""
    if first == last:
        return long_date(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{long_date(last)}"
    if first.year == last.year:
        return f"{first.day} {MONTHS_OF[first.month - 1]} – {long_date(last)}"
    return f"{long_date(first)} – {long_date(last)}"


def days_ago(day: date, today: date) -> str:
    """Dziś, wczoraj, 73 dni temu: how old something is."""
    days = (today - day).days
    if days <= 0:
        return "dziś"
    return "wczoraj" if days == 1 else f"{counted(days, 'dzień,dni,dni')} temu"


def days_left(day: date, today: date) -> str:
    """Za 8 dni, jutro, dziś, 3 dni po terminie: how far a deadline is."""
    days = (day - today).days
    if days < 0:
        return f"{counted(-days, 'dzień,dni,dni')} po terminie"
    if days == 0:
        return "dziś"
    return "jutro" if days == 1 else f"za {counted(days, 'dzień,dni,dni')}"


def hyphenated(text: str) -> str:
    """The text with soft hyphens where long words may break: browsers know no Polish hyphenation."""
    return LONG_WORD.sub(lambda word: _hyphens().inserted(word[0], SOFT_HYPHEN), text)


@cache
def _hyphens() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="pl_PL", left=3, right=3)
