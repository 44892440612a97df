"""What a cell of an XLSX holds, from how it is written."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from .contents import CellError, Place, Value
from .drafts import Draft, Tally
from .numbers import NumberFormat, day_of, iso_moment, number
from .texts import cleaned, unescaped

ERROR = re.compile(r"#[A-Z0-9_/]{1,20}[!?]?")
UNREADABLE = CellError("unreadable")
NO_RESULT = CellError("formula")
TRUE = frozenset({"1", "true", "on"})
BOOLEANS = {"1": True, "true": True, "0": False, "false": False}
PLAIN = NumberFormat()
TEXTS = frozenset({"str", "inlineStr"})


@dataclass(frozen=True)
class Shared:
    """What the sheets of a file have in common."""

    strings: list[str | CellError | None]
    weights: dict[int, int]
    styles: dict[str, NumberFormat]
    since_1904: bool
    tally: Tally


class Written(NamedTuple):
    """A cell's text of its own, its value as written (None when there is no such element), and has it a formula."""

    inline: str | None
    raw: str | None
    formula: bool


def value_of_cell(shared: Shared, kind: str, style: str, cell: Written) -> Value:
    """The value by the cell's kind: "n" a number or date, "s" a shared text, and so on."""
    if cell.formula and not cell.raw and kind != "str":
        return NO_RESULT
    if kind in TEXTS:
        return cleaned(unescaped(cell.inline or cell.raw or ""))
    raw = (cell.raw or "").strip()
    if not raw:
        stray = kind == "e" or bool(cell.inline and not cell.inline.isspace())
        return UNREADABLE if stray else None
    if kind == "n":
        found = number(raw)
        return day_of(found, since_1904=shared.since_1904) if shared.styles.get(style, PLAIN).date else found
    return READERS.get(kind, _unknown)(raw, shared)


def _shared_text(raw: str, shared: Shared) -> Value:
    if not (raw.isascii() and raw.isdigit() and len(raw) < 9 and int(raw) < len(shared.strings)):
        return UNREADABLE
    shared.tally.add_text(shared.weights.get(int(raw), 0))
    return shared.strings[int(raw)]


def _boolean(raw: str, _: Shared) -> Value:
    return BOOLEANS.get(raw.lower(), UNREADABLE)


def _error(raw: str, _: Shared) -> Value:
    return CellError(raw) if ERROR.fullmatch(raw) else UNREADABLE


def _moment(raw: str, _: Shared) -> Value:
    return iso_moment(raw)


def _unknown(_: str, __: Shared) -> Value:
    return UNREADABLE


READERS = {"s": _shared_text, "b": _boolean, "e": _error, "d": _moment}


def noter(draft: Draft, shared: Shared) -> Callable[[Place, Value, str, str, bool], None]:
    """A function that notes what is to be known of a cell beside its value: place, value, kind, style, has it a formula."""
    shown = {style: one.shown for style, one in shared.styles.items() if one.shown}

    def note(place: Place, value: Value, kind: str, style: str, formula: bool) -> None:  # noqa: FBT001 - called by place, per cell
        if isinstance(value, CellError):
            draft.unseen += kind == "e" or value is NO_RESULT
        elif formula:
            draft.formulas.add(place)
        if style in shown and type(value) is int and value >= 0:
            draft.padded[place] = shown[style](value)

    return note
