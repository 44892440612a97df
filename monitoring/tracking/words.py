"""Names of the sheets and words of their cells."""

import datetime
from collections.abc import Sequence

from hdr_portal.lib import polish
from hdr_portal.lib.runs import runs

SUMMARY, INDICATORS, UNITS, STEPS = "Podsumowanie", "Wskaźniki", "Placówki", "Kroki"
EVIDENCE, CORRECTIONS, CHANGES = "Dowody", "Korekty", "Zmiany"
MARKS = {"done": "jest", "declared": "bez dowodu", "missing": "brak", "none": "nie dotyczy"}
YES, NO = "tak", "nie"
ENOUGH, SHORT = "cel osiągnięty", "poniżej celu"


def day_of(day: str | None) -> datetime.date | None:
    """A day kept as ISO text."""
    return datetime.date.fromisoformat(day) if day else None


def long_day(day: str) -> str:
    """30 czerwca 2026."""
    return polish.long_date(datetime.date.fromisoformat(day))


def file_numbers(numbers: Sequence[int]) -> str:
    """1–3, 7."""
    return ", ".join(words for _, words in runs(numbers))
