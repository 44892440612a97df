"""A questionnaire as a value: what a respondent is asked, what an editor writes, what a workbook or a file of ours holds.

Pure: no models, no database. `surveys/questionnaires.py` reads one from the rows of an instrument and stores it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from surveys.showif import ShowIf

Texts = dict[str, str]  # language code → text; Polish is always there

POLISH = "pl"
KINDS_WITH_OWN_SCALE = {"agreement": "agreement5", "frequency": "frequency5", "faces": "faces3"}
CLOSED_KINDS = frozenset({"agreement", "frequency", "faces", "levels", "single"})  # one point of a scale
TEXT_KINDS = frozenset({"short_text", "long_text"})


def say(texts: Texts, language: str) -> str:
    """The text in the language, in Polish where there is none."""
    return texts.get(language) or texts.get(POLISH, "")


@dataclass(frozen=True)
class Point:
    """One answer of a scale; `value` where the scale measures."""

    code: str
    label: Texts
    value: int | None = None


@dataclass(frozen=True)
class Scale:
    """The answers an item offers, in order."""

    code: str
    points: tuple[Point, ...]

    @cached_property
    def by_code(self) -> dict[str, Point]:
        """Points by code."""
        return {point.code: point for point in self.points}

    @property
    def measures(self) -> bool:
        """Whether means make sense: every point has a value."""
        return bool(self.points) and all(point.value is not None for point in self.points)

    @cached_property
    def range(self) -> tuple[int, int]:
        """Lowest and highest value; only for a scale that measures."""
        values = [point.value for point in self.points if point.value is not None]
        return min(values), max(values)


@dataclass(frozen=True)
class Item:
    """One question; the fields are those of surveys.models.Item."""

    code: str
    kind: str
    text: Texts
    scale: Scale | None = None
    easy: Texts = field(default_factory=dict)
    hint: Texts = field(default_factory=dict)
    tag: str = ""
    category: str = ""
    required: bool = False
    allow_na: bool = True
    reverse: bool = False
    limit: int | None = None
    minimum: int | None = None
    maximum: int | None = None
    show_if: ShowIf | None = None

    @property
    def is_closed(self) -> bool:
        """Whether the answer is one point of a scale."""
        return self.kind in CLOSED_KINDS

    @property
    def is_text(self) -> bool:
        """Whether the answer is written in words."""
        return self.kind in TEXT_KINDS

    @property
    def measures(self) -> bool:
        """Whether the item has a mean and a share of the two highest points."""
        return self.is_closed and self.scale is not None and self.scale.measures

    def score(self, point_code: str) -> int | None:
        """The value of a point, turned round on a reverse item; None where the scale does not measure."""
        if self.scale is None or not self.scale.measures or point_code not in self.scale.by_code:
            return None
        value = self.scale.by_code[point_code].value
        low, high = self.scale.range
        return value if value is None or not self.reverse else low + high - value


@dataclass(frozen=True)
class Section:
    """The items of one construct: one page."""

    code: str
    title: Texts
    items: tuple[Item, ...]
    construct: str = ""
    intro: Texts = field(default_factory=dict)


@dataclass(frozen=True)
class Questionnaire:
    """A whole instrument; the fields are those of surveys.models.Instrument."""

    code: str
    version: int
    title: Texts
    audience: str
    sections: tuple[Section, ...]
    framework: str = "own"
    easy: bool = False
    minutes: int = 5
    intro: Texts = field(default_factory=dict)
    source_note: str = ""

    def items(self) -> Iterator[Item]:
        """All items, in order."""
        for section in self.sections:
            yield from section.items

    @cached_property
    def item(self) -> dict[str, Item]:
        """Items by code."""
        return {item.code: item for item in self.items()}

    @cached_property
    def scales(self) -> dict[str, Scale]:
        """Scales by code, of all items."""
        return {item.scale.code: item.scale for item in self.items() if item.scale}

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages in which every item has its text."""
        return tuple(code for code in (POLISH, "uk", "en") if all(item.text.get(code) for item in self.items()))


def _points(*labels: tuple[str, str, str], start: int = 1) -> tuple[Point, ...]:
    return tuple(
        Point(str(number), {"pl": polish, "uk": ukrainian, "en": english}, number)
        for number, (polish, ukrainian, english) in enumerate(labels, start)
    )


AGREEMENT = Scale(
    "agreement5",
    _points(
        ("zdecydowanie nie", "зовсім не згоден(-на)", "strongly disagree"),
        ("raczej nie", "скоріше не згоден(-на)", "rather disagree"),
        ("ani tak, ani nie", "ні так, ні ні", "neither agree nor disagree"),
        ("raczej tak", "скоріше згоден(-на)", "rather agree"),
        ("zdecydowanie tak", "повністю згоден(-на)", "strongly agree"),
    ),
)
FREQUENCY = Scale(
    "frequency5",
    _points(
        ("nigdy", "ніколи", "never"),
        ("kilka razy w roku", "кілька разів на рік", "a few times a year"),
        ("co miesiąc", "щомісяця", "every month"),
        ("co tydzień", "щотижня", "every week"),
        ("codziennie lub prawie codziennie", "щодня або майже щодня", "every day or almost every day"),
    ),
)
FACES = Scale("faces3", _points(("nie", "ні", "no"), ("trochę", "трохи", "a little"), ("tak", "так", "yes")))
OWN_SCALES = {scale.code: scale for scale in (AGREEMENT, FREQUENCY, FACES)}
NA_LABEL: Texts = {
    "pl": "nie dotyczy / nie wiem",
    "uk": "не стосується / не знаю",
    "en": "not applicable / don't know",
}
