"""Numbers and dates as a file writes them, and what its number formats make of them."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from .contents import CellError, Value

NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
WHOLE_AS_WRITTEN = 18  # digits: beyond them a file's own arithmetic is a float's
WHOLE_FLOAT = 1e21
NOT_A_NUMBER = CellError("not-a-number")
NO_DATE = CellError("date")
DAY = 86_400
LAST_DAY = 2_958_465  # 31 December 9999
LEAP_1900 = 60  # 29 February 1900, a day that Excel invented
START_1900, START_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 - a sheet knows no time zones

BUILT_IN_DATES = frozenset({*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)})
IN_QUOTES = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE | re.DOTALL)
ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
DATE_LETTERS = re.compile(r"[dmyhs]|rr", re.IGNORECASE)
PADDED = re.compile(r"""((?:"[^"]*"|\\.|[-/: ().])*)(0+)((?:"[^"]*"|\\.|[-/: ().])*)""", re.DOTALL)
LITERAL = re.compile(r'"([^"]*)"|\\(.)|(.)', re.DOTALL)
MOST_SHOWN = 64  # characters of a format that can be an inventory number's
Shown = Callable[[int], str]


@dataclass(frozen=True)
class NumberFormat:
    """What a format makes of a number: a date, or a text with zeros or words in front."""

    date: bool = False
    shown: Shown | None = None


def number(raw: str) -> int | float | CellError:
    """Written "123" and "123.0" are 123, "1.5" is 1.5; NaN, infinity, 1e400 and words are errors."""
    if not NUMBER.fullmatch(raw):
        return NOT_A_NUMBER
    digits = raw.lstrip("+-")
    if digits.isdigit() and len(digits) <= WHOLE_AS_WRITTEN:
        return int(raw)
    return plain_number(float(raw))


def plain_number(value: float) -> int | float | CellError:
    """A float as a person would say it: 123 for 123.0."""
    if value - value != 0:  # NaN and infinity
        return NOT_A_NUMBER
    return int(value) if abs(value) < WHOLE_FLOAT and value == int(value) else value


def day_of(serial: float | CellError, *, since_1904: bool) -> Value:
    """The day, moment or time of day that a serial number stands for; an error for a day that is none."""
    if isinstance(serial, CellError):
        return serial
    if serial < 0 or serial >= LAST_DAY + 1:
        return NO_DATE
    days, seconds = divmod(round(serial * DAY, 3), DAY)
    if since_1904:
        return _moment(START_1904, days, seconds)
    if days == 0:
        return _time(seconds) if serial > 0 else NO_DATE
    if days == LEAP_1900:
        return NO_DATE
    return _moment(START_1900, days + (days < LEAP_1900), seconds)


def _moment(start: datetime, days: float, seconds: float) -> Value:
    try:
        found = start + timedelta(days=days, seconds=seconds)
    except OverflowError:
        return NO_DATE
    return found.date() if found.time() == time(0) else found


def _time(seconds: float) -> time:
    return (START_1900 + timedelta(seconds=seconds)).time()


def iso_moment(text: str) -> date | datetime | CellError:
    """2024-11-05, 2024-11-05T08:30:00; midnight is the day alone, the zone is dropped."""
    try:
        found = datetime.fromisoformat(text.strip()).replace(tzinfo=None)
    except ValueError:
        return NO_DATE
    return found.date() if found.time() == time(0) else found


def number_format(code: str) -> NumberFormat:
    """What a format code does; codes are written in English, "rr" slips in from Polish programs."""
    section = _first_section(code)
    bare = IN_QUOTES.sub("", section)
    if bare.lower() != "general" and not ELAPSED.search(bare) and DATE_LETTERS.search(bare):
        return NumberFormat(date=True)
    return NumberFormat(shown=_shown_by(section))


def _first_section(code: str) -> str:
    """The part for positive numbers: up to the first semicolon outside quotes."""
    quoted = False
    for at, letter in enumerate(code):
        if letter == '"' and (at == 0 or code[at - 1] != "\\"):
            quoted = not quoted
        if letter == ";" and not quoted and (at == 0 or code[at - 1] != "\\"):
            return code[:at]
    return code


def _shown_by(section: str) -> Shown | None:
    """How 12 is shown by 00000 or "INW/"0000; None for formats that put nothing in front."""
    found = PADDED.fullmatch(re.sub(r"\[[^\]]*\]", "", section))
    if not found:
        return None
    before, after = (_literal(found[part]) for part in (1, 3))
    places = len(found[2])
    if (places < 2 and not before.strip(" (-")) or len(section) > MOST_SHOWN:
        return None
    return lambda value: f"{before}{value:0{places}d}{after}"


def _literal(code: str) -> str:
    return "".join(next(filter(None, parts), "") for parts in LITERAL.findall(code))
