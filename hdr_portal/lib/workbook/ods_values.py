"""What a cell of an ODS holds, from its attributes and its text."""

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import NamedTuple

from .contents import CellError, Value
from .numbers import MOST_SHOWN, NO_DATE, START_1900, iso_moment, number
from .texts import cleaned

ERROR = re.compile(r"#[^\s]{1,20}|\w{3,6}:[0-9]{3}")
DURATION = re.compile(r"PT([0-9]{1,6})H([0-9]{1,2})M([0-9]{1,2}(?:[.,][0-9]{1,9})?)S")
NO_RESULT = CellError("formula")
UNREADABLE = CellError("unreadable")
BOOLEANS = {"true": True, "false": False}
Attributes = Mapping[str, str]


class Filled(NamedTuple):
    """A cell that is not blank: has it a calculated value, what is shown instead of it, does the counting reader see it."""

    value: Value
    formula: bool
    shown: str
    unseen: bool


def filled_cell(has: Attributes, text: str) -> Filled | None:
    """What a cell holds, from its attributes and its text; None for a blank one."""
    value = value_of(has, text)
    if value is None:
        return None
    error = isinstance(value, CellError)
    unseen = error and (value is NO_RESULT or not has.get("office:string-value", text))
    return Filled(value, "table:formula" in has and not error, shown_differently(value, text), unseen)


def value_of(has: Attributes, text: str) -> Value:
    """A cell's value by its declared type; what a spreadsheet shows as an error is one."""
    formula = "table:formula" in has
    if has.get("calcext:value-type") == "error" or (formula and ERROR.fullmatch(text)):
        return CellError(text[:30] if ERROR.fullmatch(text) else "unreadable")
    kind = has.get("office:value-type", "")
    if formula and not text and not kind:
        return NO_RESULT
    return READERS[kind](has, text) if kind in READERS else UNREADABLE


def _text(has: Attributes, text: str) -> Value:
    return cleaned(has.get("office:string-value", text))


def _number(has: Attributes, _: str) -> Value:
    return number(has.get("office:value", "").strip())


def _moment(has: Attributes, _: str) -> Value:
    return iso_moment(has.get("office:date-value", ""))


def _duration(has: Attributes, _: str) -> Value:
    """PT08H30M00S as a time of day; a day and more as a number of days, like a spreadsheet's own serial."""
    found = DURATION.fullmatch(has.get("office:time-value", ""))
    if not found:
        return NO_DATE
    length = timedelta(hours=int(found[1]), minutes=int(found[2]), seconds=float(found[3].replace(",", ".")))
    return length / timedelta(days=1) if length >= timedelta(days=1) else (START_1900 + length).time()


def _boolean(has: Attributes, _: str) -> Value:
    return BOOLEANS.get(has.get("office:boolean-value", ""), UNREADABLE)


READERS = {
    "": _text,
    "void": _text,
    "string": _text,
    "float": _number,
    "percentage": _number,
    "currency": _number,
    "date": _moment,
    "time": _duration,
    "boolean": _boolean,
}


def shown_differently(value: Value, text: str) -> str:
    """The text shown for a whole number when zeros or words stand in front of it, else nothing."""
    if type(value) is not int or value < 0 or text == str(value) or len(text) > MOST_SHOWN:
        return ""
    digits = text.lstrip("0")
    if text.isdigit() and len(text) > 1:
        return text if int(digits or "0") == value else ""
    before = text.rstrip("0123456789")
    after = text[len(before) :]
    return text if before.strip(" (-") and after and int(after) == value else ""
