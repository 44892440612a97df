"""Whether a questionnaire can be asked: its faults, each a Polish sentence with its place. Pure.

The editor, the import of workbooks and the loading of our own files ask the same rules; each turns a Place into what its
reader knows: a link, a sheet with a row, a line of a file.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from surveys.questionnaire import (
    CLOSED_KINDS,
    KINDS_WITH_OWN_SCALE,
    OWN_SCALES,
    Item,
    Questionnaire,
    Scale,
    Section,
)
from surveys.sound_conditions import condition_faults
from surveys.sound_texts import Limits, language_of, text_faults

AUDIENCES = frozenset({"pupils_1_3", "pupils_4_8", "teachers", "leaders", "staff", "parents"})
FRAMEWORKS = frozenset({"own", "selfie", "digcompedu", "digcomp22", "digcomp30"})
KINDS_WITH_LIST = frozenset({"levels", "single", "multi"})
KINDS = frozenset({*KINDS_WITH_OWN_SCALE, *KINDS_WITH_LIST, "number", "short_text", "long_text"})

CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")
ITEM_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,39}")
WORDS_OF_CONDITIONS = frozenset({"and", "or", "selected"})
MOST_SECTIONS, MOST_ITEMS, MOST_POINTS, MOST_MINUTES = 40, 150, 40, 60
FEWEST_POINTS = 2
TAG_LENGTH, NOTE_LENGTH = 20, 300
SMALL, WHOLE = 32_767, 1_000_000_000  # what the database's columns hold


@dataclass(frozen=True, order=True)
class Place:
    """Where: numbers count from 0, -1 where the fault is not inside one; `field` names the field of the value."""

    section: int = -1
    item: int = -1
    scale: str = ""
    point: int = -1
    field: str = ""


@dataclass(frozen=True, order=True)
class Fault:
    """What is wrong, where, and the place in words."""

    place: Place
    where: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.where}: {self.sentence}"


Told = Iterator[tuple[str, str]]  # field, sentence


def faults_of(content: Questionnaire, *, languages: tuple[str, ...] | None = None) -> list[Fault]:
    """All faults, in the order of the questionnaire; none when it can be asked.

    `languages` in which everything has to be said; without them, those in which anything is.
    """
    limits = Limits(languages or languages_used(content))
    found = [Fault(Place(field=name), "kwestionariusz", told) for name, told in _whole_faults(content, limits)]
    for number, section in enumerate(content.sections):
        found += [
            Fault(Place(number, field=name), _section_words(number, section), told)
            for name, told in _section_faults(content, section, limits)
        ]
        for at, item in enumerate(section.items):
            found += [
                Fault(Place(number, at, field=name), _item_words(number, at, item), told)
                for name, told in _item_faults(content, item, limits)
            ]
    for scale in content.scales.values():
        found += _scale_faults(scale, limits)
    return found


def languages_used(content: Questionnaire) -> tuple[str, ...]:
    """Languages in which anything of its own is said; each of them has to say everything. Polish always."""
    said = chain(
        [content.title, content.intro],
        *((section.title, section.intro) for section in content.sections),
        *((item.text, item.easy, item.hint) for item in content.items()),
        (point.label for scale in content.scales.values() if scale.code not in OWN_SCALES for point in scale.points),
    )
    used = {code for texts in said for code, text in texts.items() if text}
    return tuple(code for code in ("pl", "uk", "en") if code in used | {"pl"})


def _section_words(number: int, section: Section) -> str:
    return f"część {number + 1} ({section.code or 'bez kodu'})"


def _item_words(number: int, at: int, item: Item) -> str:
    return f"część {number + 1}, pytanie {at + 1} ({item.code or 'bez kodu'})"


# --- The whole ------------------------------------------------------------------------------------------------------
def _whole_faults(content: Questionnaire, limits: Limits) -> Told:
    yield from _code_faults(content.code, CODE)
    yield from (("title", told) for told in text_faults(content.title, limits.required(200)))
    yield from (("intro", told) for told in text_faults(content.intro, limits.optional(3000)))
    if content.audience not in AUDIENCES:
        yield "audience", f"Nie ma takiej grupy odbiorców: „{content.audience}”."
    if content.framework not in FRAMEWORKS:
        yield "framework", f"Nie ma takiej ramy: „{content.framework}”."
    if not 1 <= content.version <= SMALL:
        yield "version", "Numer wersji jest liczbą od 1."
    if not 1 <= content.minutes <= MOST_MINUTES:
        yield "minutes", f"Czas wypełniania podaj w minutach, od 1 do {MOST_MINUTES}."
    if content.source_note:
        told_of = text_faults({"pl": content.source_note}, Limits(("pl",)).optional(NOTE_LENGTH))
        yield from (("source_note", told) for told in told_of)
    if not content.sections:
        yield "sections", "Kwestionariusz nie ma żadnej części. Dodaj część z pytaniami."
    if len(content.sections) > MOST_SECTIONS:
        yield "sections", f"Części jest {len(content.sections)}, a może być najwyżej {MOST_SECTIONS}."
    if len(list(content.items())) > MOST_ITEMS:
        yield "sections", f"Pytań jest {len(list(content.items()))}, a może być najwyżej {MOST_ITEMS}."


def _code_faults(code: str, pattern: re.Pattern[str]) -> Told:
    if not pattern.fullmatch(code):
        start = "zaczyna się literą" if pattern is ITEM_CODE else "zaczyna się literą albo cyfrą"
        yield (
            "code",
            f"Kod „{code}” jest zły: {start} i ma najwyżej 40 znaków: litery bez polskich znaków, cyfry, „-”, „_”.",
        )
    elif code in WORDS_OF_CONDITIONS and pattern is ITEM_CODE:
        yield "code", f"Słowo „{code}” ma swoje znaczenie w warunkach. Nadaj pytaniu inny kod."


# --- A section ------------------------------------------------------------------------------------------------------
def _section_faults(content: Questionnaire, section: Section, limits: Limits) -> Told:
    yield from _code_faults(section.code, CODE)
    if [one.code for one in content.sections].count(section.code) > 1:
        yield "code", f"Kod części „{section.code}” się powtarza. Każda część ma swój."
    if section.construct and not CODE.fullmatch(section.construct):
        yield "construct", f"Konstrukt „{section.construct}” zapisz jak kod: litery bez polskich znaków, cyfry, „-”."
    yield from (("title", told) for told in text_faults(section.title, limits.required(200)))
    yield from (("intro", told) for told in text_faults(section.intro, limits.optional(1000)))
    if not section.items:
        yield "items", "W tej części nie ma żadnego pytania. Dodaj pytanie albo usuń część."


# --- An item --------------------------------------------------------------------------------------------------------
def _item_faults(content: Questionnaire, item: Item, limits: Limits) -> Told:
    yield from _code_faults(item.code, ITEM_CODE)
    if [one.code for one in content.items()].count(item.code) > 1:
        yield "code", f"Kod pytania „{item.code}” się powtarza. Każde pytanie ma swój."
    yield from (("text", told) for told in text_faults(item.text, limits.required(600)))
    yield from (("easy", told) for told in text_faults(item.easy, limits.optional(600)))
    yield from (("hint", told) for told in text_faults(item.hint, limits.optional(600)))
    if len(item.tag) > TAG_LENGTH or item.tag != item.tag.strip() or not item.tag.isprintable():
        yield "tag", f"Oznaczenie w ramie to krótki tekst, najwyżej {TAG_LENGTH} znaków."
    if item.category and not CODE.fullmatch(item.category):
        yield "category", f"Kategorię „{item.category}” zapisz kodem ze słownika ewidencji, na przykład „laptop”."
    if item.kind not in KINDS:
        yield "kind", f"Nie ma takiego rodzaju pytania: „{item.kind}”."
    else:
        yield from _answer_faults(content, item)
        yield from _number_faults(item)
    yield from (("show_if", told) for told in condition_faults(content, item))


def _answer_faults(content: Questionnaire, item: Item) -> Told:
    own = KINDS_WITH_OWN_SCALE.get(item.kind)
    if own and (item.scale is None or item.scale.code != own):
        yield "scale", f"Pytanie tego rodzaju ma stałą skalę „{own}”."
    elif item.kind in KINDS_WITH_LIST and item.scale is None:
        yield "scale", "Brakuje listy odpowiedzi."
    elif item.kind in KINDS_WITH_LIST and item.scale and item.scale.code in OWN_SCALES:
        yield "scale", f"Lista „{item.scale.code}” należy do pytań innego rodzaju. Nadaj swojej liście inny kod."
    elif item.kind not in CLOSED_KINDS | {"multi"} and item.scale is not None:
        yield "scale", "Odpowiedzi na to pytanie się wpisuje, więc nie może mieć listy odpowiedzi."
    if item.scale and content.scales[item.scale.code] != item.scale:
        yield "scale", f"Lista „{item.scale.code}” ma w innym pytaniu inne odpowiedzi. Nadaj jednej z nich inny kod."
    if item.kind == "levels" and item.scale and not item.scale.measures:
        yield "scale", "Każdy poziom musi mieć wartość liczbową: od najniższego do najwyższego."
    if item.reverse and not item.measures:
        yield "reverse", "Odwrócone może być tylko pytanie z jedną odpowiedzią ze skali, która ma wartości."


def _number_faults(item: Item) -> Told:
    if item.limit is not None and item.kind != "multi":
        yield "limit", "Najwyższą liczbę odpowiedzi ma tylko pytanie, w którym można wybrać kilka."
    elif item.limit is not None and item.scale and not 1 <= item.limit <= len(item.scale.points):
        yield "limit", f"Można wybrać od 1 do {len(item.scale.points)} odpowiedzi, bo tyle jest na liście."
    bounds = [bound for bound in (item.minimum, item.maximum) if bound is not None]
    if bounds and item.kind != "number":
        yield "minimum", "Najmniejszą i największą wartość ma tylko pytanie o liczbę."
    elif any(abs(bound) > WHOLE for bound in bounds):
        yield "minimum", "Granice liczby muszą leżeć między minus a plus miliardem."
    elif item.minimum is not None and item.maximum is not None and item.minimum > item.maximum:
        yield "minimum", f"Najmniejsza wartość ({item.minimum}) jest większa niż największa ({item.maximum})."


# --- A scale --------------------------------------------------------------------------------------------------------
def _scale_faults(scale: Scale, limits: Limits) -> Iterator[Fault]:
    words = f"lista odpowiedzi „{scale.code}”"
    for name, told in _list_faults(scale):
        yield Fault(Place(scale=scale.code, field=name), words, told)
    for at, point in enumerate(scale.points):
        where = f"{words}, odpowiedź {at + 1}"
        for name, told in _code_faults(point.code, CODE):
            yield Fault(Place(scale=scale.code, point=at, field=name), where, told)
        for told in text_faults(point.label, limits.required(300)):
            yield Fault(Place(scale=scale.code, point=at, field="label"), where, told)


def _list_faults(scale: Scale) -> Told:
    yield from _code_faults(scale.code, CODE)
    if not FEWEST_POINTS <= len(scale.points) <= MOST_POINTS:
        yield "points", f"Lista musi mieć od {FEWEST_POINTS} do {MOST_POINTS} odpowiedzi, a ma {len(scale.points)}."
    for code, times in Counter(point.code for point in scale.points).items():
        if times > 1:
            yield "points", f"Kod odpowiedzi „{code}” się powtarza."
    values = [point.value for point in scale.points]
    given = [value for value in values if value is not None]
    if given and len(given) < len(values):
        yield "value", "Wartość liczbową mają albo wszystkie odpowiedzi listy, albo żadna."
    elif given != sorted(set(given)):
        yield "value", "Wartości liczbowe muszą rosnąć od pierwszej odpowiedzi do ostatniej."
    if any(abs(value) > SMALL for value in given):
        yield "value", f"Wartość liczbowa może mieć najwyżej {SMALL}."
    own = OWN_SCALES.get(scale.code)
    if own and [(one.code, one.value) for one in own.points] != [(one.code, one.value) for one in scale.points]:
        yield "points", f"Skala „{scale.code}” ma stałe kody i wartości odpowiedzi; zmieniać można tylko ich brzmienie."


__all__ = ["Fault", "Place", "faults_of", "language_of", "languages_used"]
