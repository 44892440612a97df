"""A value of a YAML file with its line and its key (`actions[0].steps[2].start`), read as what it should be.

A reader that meets something else adds a Fault and returns a blank ("" or 0 or None), so that one run finds every fault.
"""

import difflib
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

import yaml

TAG = "tag:yaml.org,2002:"
SIMPLE_KEY = re.compile(r"[\w-]+")
WHOLE = re.compile(r"-?(0|[1-9]\d{0,14})")
DECIMAL = re.compile(r"-?\d{1,15}\.\d{1,15}")
TRUE_WORDS = frozenset({"true", "yes", "on"})

Json = dict[str, "Json"] | list["Json"] | str | int | float | bool | None


def shown(text: str) -> str:
    """A value as messages quote it: short, on one line, nothing that could steer a terminal."""
    short = text if len(text) <= 40 else text[:39] + "…"
    return f"„{''.join(char if char.isprintable() else '?' for char in short)}”"


@dataclass(frozen=True, order=True)
class Fault:
    """What is wrong, where. Line 0 is the whole file."""

    line: int
    key: str
    sentence: str

    def __str__(self) -> str:
        place = ", ".join(part for part in (f"wiersz {self.line}" if self.line else "", self.key) if part)
        return f"{place}: {self.sentence}" if place else self.sentence


class FileFaults(Exception):
    """The file is damaged: all its faults, by line."""

    def __init__(self, faults: Collection[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(str(fault) for fault in self.faults))


@dataclass(frozen=True)
class Entry:
    """A node of the file with its key, and the list that its faults go to."""

    node: yaml.Node
    key: str
    faults: list[Fault]

    @property
    def line(self) -> int:
        """Line of the file, from 1."""
        return int(self.node.start_mark.line) + 1

    @property
    def is_null(self) -> bool:
        """Whether the file says null, or says nothing."""
        return bool(self.node.tag == TAG + "null")

    def refuse(self, sentence: str) -> None:
        """Note a fault here."""
        self.faults.append(Fault(self.line, self.key, sentence))

    def child_key(self, name: str) -> str:
        """The key of something inside this entry."""
        if not SIMPLE_KEY.fullmatch(name):
            return f"{self.key}[{shown(name)}]"
        return f"{self.key}.{name}" if self.key else name

    def pairs(self) -> Iterator[tuple[yaml.Node, "Entry"]]:
        """Key nodes and values of a mapping; nothing for other entries."""
        if isinstance(self.node, yaml.MappingNode):
            for key, value in self.node.value:
                yield key, Entry(value, self.child_key(str(key.value)), self.faults)

    def items(self) -> list["Entry"]:
        """Entries of a list; anything else is a fault."""
        if not isinstance(self.node, yaml.SequenceNode):
            self.refuse("Tu powinna stać lista: każda pozycja od myślnika.")
            return []
        return [Entry(node, f"{self.key}[{index}]", self.faults) for index, node in enumerate(self.node.value)]

    def by_name(self) -> dict[str, "Entry"]:
        """Entries of a mapping with free keys; anything else is a fault."""
        if not isinstance(self.node, yaml.MappingNode):
            self.refuse("Tu powinny stać klucze z wartościami.")
        return {str(key.value): entry for key, entry in self.pairs()}

    def fields(
        self, *, required: Collection[str] = (), nullable: Collection[str] = (), optional: Collection[str] = ()
    ) -> "Fields":
        """Entries of a mapping with known keys; unknown and missing keys are faults. `nullable` keys are required too."""
        found = self.by_name()
        allowed = list(dict.fromkeys([*required, *nullable, *optional]))
        for name, entry in found.items():
            if name not in allowed:
                entry.refuse(_unknown_key(name, allowed))
        fields = Fields(self, found)
        if isinstance(self.node, yaml.MappingNode):
            for name in (*required, *nullable):
                if name not in found:
                    advice = "Dopisz go; pusta komórka planu to null." if name in nullable else "Dopisz go."
                    fields.refuse(name, f"Brakuje klucza {shown(name)}. {advice}")
        return fields

    def text(self, limit: int | None = None) -> str:
        """The text exactly as written; blank or longer than the limit is a fault."""
        if not isinstance(self.node, yaml.ScalarNode) or self.is_null or not self.node.value.strip():
            self.refuse("Tu powinien stać tekst.")
            return ""
        value = str(self.node.value)
        if limit is not None and len(value) > limit:
            self.refuse(f"Tekst ma {len(value)} znaków, a mieści się {limit}. Skróć go.")
        return value

    def text_or_null(self, limit: int | None = None) -> str | None:
        """As `text`; null stays null."""
        return None if self.is_null else self.text(limit)

    def one_of(self, allowed: Collection[str]) -> str:
        """One of the words; anything else is a fault and gives an empty text."""
        value = self.text()
        if value and value not in allowed:
            self.refuse(f"{shown(value)} nie jest tu znane. Wpisz jedno z: {', '.join(allowed)}.")
            return ""
        return value

    def whole_number(self, high: int) -> int:
        """A whole number from 1 to `high`; anything else is a fault and gives 0."""
        value = self.node.value if isinstance(self.node, yaml.ScalarNode) and self.node.tag == TAG + "int" else ""
        if not WHOLE.fullmatch(value) or not 1 <= int(value) <= high:
            self.refuse(f"Tu powinna stać liczba całkowita od 1 do {high}, bez cudzysłowu.")
            return 0
        return int(value)

    def flag(self) -> bool:
        """True or false; false when the file says nothing."""
        if self.node.tag != TAG + "bool":
            self.refuse("Wpisz true albo false, bez cudzysłowu.")
            return False
        return str(self.node.value).lower() in TRUE_WORDS

    def plain(self) -> Json:
        """The whole entry as JSON keeps it; dates and odd numbers stay the text they were written as."""
        if isinstance(self.node, yaml.MappingNode):
            return {name: entry.plain() for name, entry in self.by_name().items()}
        if isinstance(self.node, yaml.SequenceNode):
            return [entry.plain() for entry in self.items()]
        return _plain_scalar(self.node.tag, str(self.node.value))


@dataclass(frozen=True)
class Fields:
    """The entries of a mapping by key. An absent key reads as null, and reading it adds no fault of its own."""

    owner: Entry
    found: dict[str, Entry]

    def __contains__(self, name: object) -> bool:
        return name in self.found

    def __getitem__(self, name: str) -> Entry:
        if name in self.found:
            return self.found[name]
        mark = self.owner.node.start_mark
        return Entry(yaml.ScalarNode(TAG + "null", "", mark, mark), self.owner.child_key(name), [])

    def refuse(self, name: str, sentence: str) -> None:
        """Note a fault at a key, absent or not."""
        line = self.found[name].line if name in self.found else self.owner.line
        self.owner.faults.append(Fault(line, self.owner.child_key(name), sentence))


def _unknown_key(name: str, allowed: list[str]) -> str:
    close = difflib.get_close_matches(name, allowed, n=1)
    guess = f" Czy chodziło o {shown(close[0])}?" if close else ""
    return f"Nieznany klucz {shown(name)}.{guess} Dozwolone klucze: {', '.join(allowed)}."


def _plain_scalar(tag: str, value: str) -> Json:
    readers: dict[str, tuple[re.Pattern[str], Callable[[str], Json]]] = {
        "int": (WHOLE, int),
        "float": (DECIMAL, float),
        "bool": (re.compile(".*"), lambda word: word.lower() in TRUE_WORDS),
        "null": (re.compile("(?s).*"), lambda _: None),
    }
    pattern, read = readers.get(tag.removeprefix(TAG), (None, str))
    return read(value) if pattern is not None and pattern.fullmatch(value) else value
