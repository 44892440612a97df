"""What turns the cells of a column into values: made once for a column, each text read once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from hdr_portal.lib.plaintext import folded, tidy
from hdr_portal.lib.workbook.contents import CellError, Value
from inventory.columns import BY_KEY, Column, Kind
from inventory.intake.entries import LONGEST, LONGEST_NAME, Answers, Directory
from inventory.models import Device
from inventory.values import (
    Parsed,
    empty_value,
    is_as_kept,
    is_nothing,
    read_choice,
    read_count,
    read_day,
    read_money,
    read_text,
    sentence_for_error,
    shown,
    words_for,
    written,
)

ENDS = frozenset({"durability_until", "warranty_until"})


@dataclass(slots=True)
class Asked:
    """A text that no entry is known by, and how many rows hold it."""

    key: str
    text: str
    plain: str
    answer: str = ""
    rows: int = 0
    made: int | None = None


@dataclass(slots=True)
class Read:
    """What a cell says: its value, the value as shown, what is wrong or remarkable, a question about an entry.

    A cell with an error keeps what stood in it (`raw`). `told`: the cell of a new row as the diff stores it; `plain`:
    there is nothing to say of it.
    """

    value: Any
    shown: str = ""
    error: str = ""
    warning: str = ""
    asked: Asked | None = None
    raw: Value = None
    told: tuple[str, str] | None = None
    plain: bool = True


@dataclass(frozen=True)
class Context:
    """What readers need to know besides the cell."""

    today: date
    directories: dict[str, Directory]
    answers: Answers
    asked: dict[tuple[str, str], Asked] = field(default_factory=dict)


@dataclass
class Reader:
    """One column of the sheet. `index` is its place in a row, from 0; `place` that of the value in a device's values."""

    index: int
    column: Column
    place: int
    context: Context
    cache: dict[Any, Read] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.column.kind is Kind.CHOICE:
            self.labels = dict(choices_of(self.column.key))
            self.words = words_for(self.column.key, self.labels.items())
        self._parse = self._parser()
        self.empty = empty_value(self.column)

    def read(self, cell: Value) -> Read:
        """What the cell says, from memory when it was read before."""
        if cell.__class__ is bool:
            return self._make(cell)  # True equals 1, and is not the same
        found = self.cache.get(cell)
        if found is None:
            found = self.cache[cell] = self._make(cell)
        return found

    def read_all(self, column: Sequence[Value]) -> list[Read | None]:
        """What each cell of the column says; None for an empty one."""
        if bool in set(map(type, column)):
            return [None if cell is None else self.read(cell) for cell in column]
        for cell in dict.fromkeys(column):  # in their order, so that questions are asked in the same one every time
            if cell is not None:
                self.read(cell)
        return list(map(self.cache.get, column))

    def _make(self, cell: Value) -> Read:
        found = self._understood(cell)
        found.plain = not (found.error or found.warning or found.asked)
        found.told = (self.column.key, found.shown) if found.shown else None
        return found

    def _understood(self, cell: Value) -> Read:
        if self.column.kind is Kind.TEXT and cell.__class__ is str and is_as_kept(str(cell), self.column):
            return Read(cell, str(cell))
        if self.column.kind is Kind.ENTRY:
            return self._entry(cell)
        parsed = self._parse(cell)
        if parsed.error and isinstance(cell, str) and not tidy(cell):
            return Read(self.empty)  # nothing but characters that nobody sees
        value = self.empty if parsed.value is None or parsed.error else parsed.value
        raw = cell if parsed.error else None
        return Read(value, self.show(value), parsed.error, parsed.warning, raw=raw)

    def _parser(self) -> Callable[[Value], Parsed]:
        column, today = self.column, self.context.today
        return {
            Kind.TEXT: lambda cell: read_text(cell, column),
            Kind.DATE: lambda cell: read_day(cell, today, ends=column.key in ENDS),
            Kind.MONEY: read_money,
            Kind.COUNT: lambda cell: read_count(cell, sizes=column.key.endswith("_gb")),
            Kind.CHOICE: lambda cell: read_choice(cell, self.words, self.labels),
            Kind.ENTRY: lambda _: Parsed(),
        }[column.kind]

    def show(self, value: Any) -> str:
        """A value of the column in Polish."""
        if self.column.kind is Kind.TEXT:
            return str(value)
        if self.column.kind is Kind.CHOICE:
            return self.labels.get(value, "")
        if self.column.kind is Kind.ENTRY:
            return self.context.directories[self.column.key].names.get(value, "") if value else ""
        return shown(self.column.kind, value)

    def _entry(self, cell: Value) -> Read:
        if isinstance(cell, CellError):
            return Read(None, error=sentence_for_error(cell))
        text = tidy(written(cell))
        plain = folded(text)
        pk = self.context.directories[self.column.key].words.get(plain)
        if pk is not None:
            return Read(pk, self.show(pk))
        if not plain or is_nothing(text):
            return Read(None, warning=f"„{text}” odczytano jako brak wpisu." if plain else "")
        most = LONGEST.get(self.column.key, LONGEST_NAME)
        if len(text) > most or not text.isprintable():
            return Read(None, error=f"To nie wygląda na nazwę: ma {len(text)} znaków albo znaki sterujące. Popraw ją.")
        return self._ask(text, plain)

    def _ask(self, text: str, plain: str) -> Read:
        """The same text in two spellings is one question, and makes one entry."""
        key, answers = self.column.key, self.context.answers
        asked = self.context.asked.get((key, plain))
        if asked is None:
            asked = self.context.asked[key, plain] = Asked(key, text, plain, answers.answer(key, plain))
            asked.made = answers.value(key, text, asked.answer) if asked.answer else None
        if not asked.answer:
            return Read(None, text, asked=asked)
        made = asked.made
        name = self.show(made) if made is None or made > 0 else asked.text
        return Read(made, name, asked=asked)


def choices_of(key: str) -> list[tuple[str, str]]:
    """The choices of a column of the register, codes and labels."""
    found: Any = Device._meta.get_field(key)
    return [(str(code), str(label)) for code, label in found.choices]


def column_of(key: str) -> Column:
    """A column of the register."""
    return BY_KEY[key]
