"""Days in all the ways that Polish registers write them. What cannot be read is an error, never 1970."""

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta

from hdr_portal.lib.plaintext import folded
from hdr_portal.lib.polish import MONTHS, MONTHS_OF
from hdr_portal.lib.workbook.contents import CellError, Value
from inventory.values.cells import Parsed, day_part, is_nothing, sentence_for_error, written

FIRST_YEAR = 1980
YEARS_AHEAD = 50
SHORT_YEARS_AHEAD = 20  # 5.11.24 is 2024, 5.11.98 is 1998
_START = date(1899, 12, 30)
_SERIALS = range(29_221, 73_051)  # 1980 to 2099 in a spreadsheet's days
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_SHORT = ("sty", "lut", "mar", "kwi", "maj", "cze", "lip", "sie", "wrz", "paz", "lis", "gru")
_MONTHS: dict[str, int] = {
    folded(word): at + 1 for words in (_SHORT, _ROMAN, MONTHS, MONTHS_OF) for at, word in enumerate(words)
}
_TAIL = re.compile(r"[ ,]*(?<![a-z])(?:r|rok|roku)\.?$|[.,;]+$")
_CLOCK = re.compile(r"[ t]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?$")
_DAY_FIRST = re.compile(r"(\d{1,2}) ?[-./ ,] ?(\d{1,2}) ?[-./ ,] ?(\d{4}|\d{2})")
_YEAR_FIRST = re.compile(r"(\d{4}) ?[-./ ] ?(\d{1,2}) ?[-./ ] ?(\d{1,2})")
_NAMED_DAY = re.compile(r"(\d{1,2})[-./ ]{1,2}([a-z]+)\.?[-./ ,]{1,2}(\d{4}|\d{2})")
_NAMED_MONTH = re.compile(r"([a-z]+)\.?[-./ ,]{1,2}(\d{4})")
_MONTH = re.compile(r"(\d{1,2}) ?[-./] ?(\d{4})")
_YEAR_MONTH = re.compile(r"(\d{4}) ?[-./] ?(\d{1,2})")
_RUN = re.compile(r"(?:19|20)\d{6}")
UNREADABLE = "Nie udało się odczytać daty „{}”. Wpisz ją jako dzień.miesiąc.rok, na przykład 05.11.2024."
NO_DAY = "Nie ma takiego dnia: „{}”. Popraw datę."
YEAR = "Rok {} jest niemożliwy: data powinna leżeć między rokiem {} a {}."


def read_day(cell: Value, today: date, *, ends: bool = False) -> Parsed:
    """The day in a cell. A month or a year alone stands for its first day, or for its last when the column tells an end."""
    if isinstance(cell, CellError):
        return Parsed(error=sentence_for_error(cell))
    found = _read(cell, today, ends)
    if found.value is None:
        return found
    last = today.year + YEARS_AHEAD
    if not FIRST_YEAR <= found.value.year <= last:
        return Parsed(error=YEAR.format(found.value.year, FIRST_YEAR, last))
    if found.value > today and not ends and not found.warning:
        return Parsed(found.value, warning="Data leży w przyszłości: sprawdź ją.")
    return found


def _read(cell: Value, today: date, ends: bool) -> Parsed:  # noqa: FBT001 - handed on
    if isinstance(cell, date):
        return Parsed(day_part(cell))
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _from_number(cell, today, ends=ends)
    if not isinstance(cell, str):
        return Parsed(error=UNREADABLE.format(written(cell)))
    return _from_text(cell, today, ends=ends)


def _from_number(number: float, today: date, *, ends: bool) -> Parsed:
    if int(number) in _SERIALS:
        found = _START + timedelta(days=int(number))
        return Parsed(found, warning=f"Liczbę {written(number)} odczytano jako datę {written(found)}.")
    if number == int(number) and FIRST_YEAR <= number <= today.year + YEARS_AHEAD:
        return _period(int(number), None, ends=ends)
    return Parsed(error=UNREADABLE.format(written(number)))


def _from_text(text: str, today: date, *, ends: bool) -> Parsed:
    plain = _TAIL.sub("", _TAIL.sub("", _CLOCK.sub("", folded(text))))
    for pattern, make in _FORMS:
        if found := pattern.fullmatch(plain):
            try:
                return make(found.groups() or (found[0],), today, ends)
            except ValueError:
                return Parsed(error=NO_DAY.format(text))
    if plain.isdecimal() and len(plain) in {4, 5}:
        return _from_number(int(plain), today, ends=ends)
    if is_nothing(text):
        return Parsed(warning=f"„{text}” odczytano jako brak daty.")
    return Parsed(error=UNREADABLE.format(text[:60]))


def _period(year: int, month: int | None, *, ends: bool) -> Parsed:
    """The first or last day of a month or year, with a warning that says so."""
    last_month = month or 12
    last = date(year, last_month, calendar.monthrange(year, last_month)[1])
    day = last if ends else date(year, month or 1, 1)
    given = "Podano sam miesiąc" if month else "Podano sam rok"
    return Parsed(day, warning=f"{given}: przyjęto {written(day)}.")


def _full_year(year: str, today: date) -> int:
    if len(year) == 4:
        return int(year)
    number = 2000 + int(year)
    return number if number <= today.year + SHORT_YEARS_AHEAD else number - 100


def _month_number(word: str) -> int:
    """Raises ValueError for a word that is no month."""
    if word not in _MONTHS:
        raise ValueError(word)
    return _MONTHS[word]


Groups = tuple[str, ...]
_FORMS: tuple[tuple[re.Pattern[str], Callable[[Groups, date, bool], Parsed]], ...] = (
    (_DAY_FIRST, lambda g, today, _: Parsed(date(_full_year(g[2], today), int(g[1]), int(g[0])))),
    (_YEAR_FIRST, lambda g, _, __: Parsed(date(int(g[0]), int(g[1]), int(g[2])))),
    (_NAMED_DAY, lambda g, today, _: Parsed(date(_full_year(g[2], today), _month_number(g[1]), int(g[0])))),
    (_NAMED_MONTH, lambda g, _, ends: _period(int(g[1]), _month_number(g[0]), ends=ends)),
    (_MONTH, lambda g, _, ends: _period(int(g[1]), int(g[0]), ends=ends)),
    (_YEAR_MONTH, lambda g, _, ends: _period(int(g[0]), int(g[1]), ends=ends)),
    (_RUN, lambda g, _, __: Parsed(date(int(g[0][:4]), int(g[0][4:6]), int(g[0][6:])))),
)
