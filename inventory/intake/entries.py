"""Dictionary entries and rooms as texts of a sheet mean them. An unknown text is a question, never a new entry in silence."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from hdr_portal.lib.plaintext import folded
from inventory.models import Category, EntryState, FixedAssetClass, FundingSource, Manufacturer, OperatingSystem, Room
from inventory.values import clean_text
from schools.models import School

MODELS: dict[str, type[Any]] = {
    "category": Category,
    "manufacturer": Manufacturer,
    "funding": FundingSource,
    "operating_system": OperatingSystem,
    "fixed_asset_class": FixedAssetClass,
}
ENTRY_KEYS = ("room", *MODELS)
LONGEST = {"room": 80}
LONGEST_NAME = 120
_NUMBER = re.compile(r"\d+")
_SYMBOL = re.compile(r"(\d[\d.-]{0,9})\b\s*(.*)")
SUGGESTED = 3
SUGGESTED_FROM = 0.3


@dataclass
class Directory:
    """The entries of one column. `words`: folded text → id; `names`: id → as shown; `taken`: keys of entries not ours to see."""

    key: str
    words: dict[str, int] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)
    usable: set[int] = field(default_factory=set)
    taken: dict[str, tuple[int, str]] = field(default_factory=dict)
    _grams: list[tuple[int, frozenset[str], frozenset[str]]] = field(default_factory=list)

    def add(self, pk: int, name: str, words: Iterable[str]) -> None:
        """Make an entry known under its words; what came first stands."""
        self.usable.add(pk)
        for word in words:
            self.words.setdefault(word, pk)
            self._grams.append((pk, _grams(word), frozenset(_NUMBER.findall(word))))
        self.names[pk] = name

    def suggestions(self, plain: str) -> tuple[tuple[int, str], ...]:
        """The entries closest to a folded text: common groups of three letters, and the same numbers in it."""
        grams, numbers = _grams(plain), frozenset(_NUMBER.findall(plain))
        scores: dict[int, float] = {}
        for pk, known, known_numbers in self._grams:
            score = len(grams & known) / len(grams | known) + (0.5 if numbers and numbers == known_numbers else 0)
            scores[pk] = max(score, scores.get(pk, 0))
        best = sorted(scores, key=lambda pk: (-scores[pk], self.names[pk]))[:SUGGESTED]
        return tuple((pk, self.names[pk]) for pk in best if scores[pk] >= SUGGESTED_FROM)


def _grams(plain: str) -> frozenset[str]:
    spaced = f"  {plain} "
    return frozenset(spaced[at : at + 3] for at in range(len(spaced) - 2))


def read_directories(school: School, used: dict[str, set[int]]) -> dict[str, Directory]:
    """The entries that the school may use, by column, and those that its devices carry already (`used`: ids by column)."""
    found = {key: _entries(key, model, used.get(key, set())) for key, model in MODELS.items()}
    rooms = Directory("room")
    for room in Room.objects.filter(school=school).order_by("pk"):
        rooms.add(room.pk, room.name, room.all_keys)
    return found | {"room": rooms}


def _entries(key: str, model: type[Any], used: set[int]) -> Directory:
    directory = Directory(key)
    usable = set(model.objects.usable().values_list("pk", flat=True))
    for entry in model.objects.order_by("state", "pk"):
        if entry.pk in usable or entry.pk in used:
            directory.add(entry.pk, str(entry), _words(entry))
        else:
            directory.names[entry.pk] = str(entry)
            directory.taken[entry.key] = (entry.pk, entry.state)
    return directory


def _words(entry: Any) -> list[str]:
    symbol = [folded(entry.code), folded(str(entry))] if isinstance(entry, FixedAssetClass) else []
    return [*entry.all_keys, *symbol]


def question_id(key: str, plain: str) -> str:
    """The name of a question in a form: the same whenever the same text is asked about."""
    return f"{key}-{hashlib.sha256(plain.encode()).hexdigest()[:16]}"


@dataclass(frozen=True)
class Pending:
    """An entry that will be made when the import is written. In values it stands as its negative number."""

    key: str
    text: str


class Answers:
    """Answers to questions, and the entries that they will make."""

    def __init__(self, given: dict[str, str], directories: dict[str, Directory]) -> None:
        self._given, self._directories = given, directories
        self.pending: list[Pending] = []

    def answer(self, key: str, plain: str) -> str:
        """The answer to the question about a text; an answer that no longer makes sense is none."""
        given = self._given.get(question_id(key, plain), "")
        return given if is_answer(given, key, plain, self._directories[key]) else ""

    def value(self, key: str, text: str, answer: str) -> int | None:
        """The id that an answer gives; negative for an entry that is yet to be made."""
        if answer == "empty":
            return None
        if answer.startswith("use:"):
            return int(answer[4:])
        taken = self._directories[key].taken.get(folded(text))
        if taken:
            return taken[0]
        self.pending.append(Pending(key, clean_text(key, text)))
        return -len(self.pending)


def is_answer(answer: str, key: str, plain: str, directory: Directory) -> bool:
    """Whether an answer may be given to the question about a text."""
    if answer == "empty":
        return True
    if answer == "create":
        return key == "room"
    if answer == "propose":
        return key != "room" and may_be_proposed(key, plain, directory)
    kind, _, pk = answer.partition(":")
    return kind == "use" and pk.isdecimal() and int(pk) in directory.usable


def may_be_proposed(key: str, plain: str, directory: Directory) -> bool:
    """Not what the department has declined already, and a fixed asset class only with its symbol."""
    if directory.taken.get(plain, (0, ""))[1] == EntryState.DECLINED:
        return False
    return key != "fixed_asset_class" or _SYMBOL.fullmatch(plain) is not None


def split_symbol(text: str) -> tuple[str, str]:
    """A fixed asset class as its symbol and name: „487 komputery”."""
    found = _SYMBOL.fullmatch(text)
    return (found[1], found[2] or found[1]) if found else ("", text)
