"""What the dictionaries hold for the questions of an import: the whole list to choose from, and what may be proposed."""

from collections.abc import Iterable
from typing import Any

from hdr_portal.lib.plaintext import folded
from inventory.intake.entries import MODELS, split_symbol
from inventory.intake.verdicts import Question
from inventory.models import EntryState, Room
from schools.models import School

Entry = tuple[int, str]


class Entries:
    """The entries that a school may use, for the columns that some questions are about: a query or two for a column."""

    def __init__(self, school: School, questions: Iterable[Question]) -> None:
        asked: dict[str, set[str]] = {}
        for question in questions:
            asked.setdefault(question.key, set()).add(folded(question.text))
        self._lists = {key: _entries(key, school) for key in asked}
        self._declined = {key: _declined(key, texts) for key, texts in asked.items()}

    def of(self, key: str) -> list[Entry]:
        """All entries of a column, id and name."""
        return self._lists[key]

    def may_be_proposed(self, question: Question) -> bool:
        """Not what the department has declined, and a fixed asset class only with its symbol."""
        plain = folded(question.text)
        if plain in self._declined[question.key]:
            return False
        return question.key != "fixed_asset_class" or bool(split_symbol(plain)[0])


def _entries(key: str, school: School) -> list[Entry]:
    rows: Any = Room.objects.filter(school=school) if key == "room" else MODELS[key].objects.usable()
    return [(row.pk, str(row)) for row in rows]


def _declined(key: str, texts: set[str]) -> set[str]:
    if key == "room":
        return set()
    found = MODELS[key].objects.filter(key__in=texts, state=EntryState.DECLINED)
    return set(found.values_list("key", flat=True))
