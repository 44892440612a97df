"""Answers of one respondent as values: reading what a page sent, what is shown, what is missing, what is stored. Pure.

Answers are a dictionary item code → value: code of a point, list of codes, number, text, or NA. What was not answered is not
in it. The field of an item in a form is `o.<code>`; the value „.” in it says „not applicable”: no code of a point is a dot.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from surveys.questionnaire import Item, Questionnaire, Section

NA: dict[str, bool] = {"na": True}
SKIPPED: dict[str, bool] = {"skipped": True}
NA_VALUE = "."
LONGEST = {"short_text": 200, "long_text": 2000}
SECONDS_AN_ITEM = 2  # who answers quicker cannot have read the question
STRAIGHT_FROM = 6  # so many same answers, and no other, on scales of agreement or frequency

_NUMBER = re.compile(r"[-+−]?\d{1,9}")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")

Answers = dict[str, Any]


class Sent(Protocol):
    """What a form sent: Django's QueryDict, or anything that can give one value and all values of a field."""

    def get(self, key: str, default: str, /) -> Any:
        """The last value of a field."""

    def getlist(self, key: str, /) -> list[Any]:
        """All values of a field."""


class Fault(StrEnum):
    """What is wrong with an answer; surveys/forms/pages.py says it in words."""

    UNKNOWN = "unknown"
    TOO_MANY = "too many"
    NA_AND_SOME = "not applicable, and some"
    NO_NUMBER = "no number"
    TOO_SMALL = "too small"
    TOO_LARGE = "too large"
    TOO_LONG = "too long"
    MISSING = "missing"


@dataclass(frozen=True)
class PageSent:
    """One page as it was sent: answers, answers taken back, answers that cannot be taken."""

    answers: Answers = field(default_factory=dict)
    cleared: frozenset[str] = frozenset()
    faults: Mapping[str, Fault] = field(default_factory=dict)

    def merged_into(self, questionnaire: Questionnaire, earlier: Mapping[str, Any]) -> Answers:
        """The answers so far with those of the page; what they hide is dropped."""
        kept = {code: value for code, value in earlier.items() if code not in self.cleared}
        return shown_answers(questionnaire, {**kept, **self.answers})


def field_of(item: Item) -> str:
    """The name of the item's field."""
    return f"o.{item.code}"


def offers_na(item: Item) -> bool:
    """Whether „not applicable” is an answer; a text that is not required is simply left empty."""
    return item.allow_na and (item.required or not item.is_text)


# --- Reading --------------------------------------------------------------------------------------------------------
def read_page(section: Section, sent: Sent, *, filled: Iterable[str]) -> PageSent:
    """The answers that a page's form sent.

    `filled`: codes of the items that stood filled when the page was shown. Only what stood there can be taken back: another
    device may have answered meanwhile what this page still showed empty. The point of a scale is never taken back.
    """
    answers: Answers = {}
    cleared: set[str] = set()
    faults: dict[str, Fault] = {}
    was_filled = frozenset(filled)
    for item in section.items:
        value = _read(item, sent)
        if isinstance(value, Fault):
            faults[item.code] = value
        elif value is not None:
            answers[item.code] = value
        elif item.code in was_filled and not item.is_closed:
            cleared.add(item.code)
    return PageSent(answers, frozenset(cleared), faults)


def _read(item: Item, sent: Sent) -> Any:
    """The value, a Fault, or None where nothing was answered."""
    if item.kind == "multi":
        return _several(item, sent.getlist(field_of(item)))
    given = str(sent.get(field_of(item), ""))
    na_beside = not item.is_closed and NA_VALUE in sent.getlist(f"{field_of(item)}.na")
    if item.is_closed:
        return _point(item, given)
    if na_beside and offers_na(item):
        return Fault.NA_AND_SOME if given.strip() else NA
    return _number(item, given) if item.kind == "number" else _text(item, given)


def _point(item: Item, given: str) -> Any:
    if not given:
        return None
    if given == NA_VALUE and offers_na(item):
        return NA
    return given if item.scale and given in item.scale.by_code else Fault.UNKNOWN


def _several(item: Item, given: list[Any]) -> Any:
    if NA_VALUE in given and offers_na(item):
        return Fault.NA_AND_SOME if len(given) > 1 else NA
    offered = item.scale.by_code if item.scale else {}
    if not given or set(given) - set(offered):
        return Fault.UNKNOWN if given else None
    chosen = [code for code in offered if code in given]
    return Fault.TOO_MANY if item.limit and len(chosen) > item.limit else chosen


def _number(item: Item, given: str) -> Any:
    text = "".join(given.split())
    if not text:
        return None
    if not _NUMBER.fullmatch(text):
        return Fault.NO_NUMBER
    number = int(text.replace("−", "-"))
    if item.minimum is not None and number < item.minimum:
        return Fault.TOO_SMALL
    return Fault.TOO_LARGE if item.maximum is not None and number > item.maximum else number


def _text(item: Item, given: str) -> Any:
    text = _CONTROL.sub("", given.replace("\r\n", "\n").replace("\r", "\n")).strip()
    return Fault.TOO_LONG if len(text) > LONGEST[item.kind] else text or None


# --- What is shown --------------------------------------------------------------------------------------------------
def shown_answers(questionnaire: Questionnaire, answers: Mapping[str, Any]) -> Answers:
    """The answers of items that are shown; those of hidden and unknown items are dropped."""
    return _walk(questionnaire, answers)[1]


def shown_items(questionnaire: Questionnaire, answers: Mapping[str, Any]) -> frozenset[str]:
    """Codes of the items that the answers so far let be shown."""
    return _walk(questionnaire, answers)[0]


def _walk(questionnaire: Questionnaire, answers: Mapping[str, Any]) -> tuple[frozenset[str], Answers]:
    """In order: a condition asks about earlier items only, and an item that is hidden has no answer for it."""
    shown: set[str] = set()
    kept: Answers = {}
    for item in questionnaire.items():
        if item.show_if is None or item.show_if.holds(kept):
            shown.add(item.code)
            if item.code in answers:
                kept[item.code] = answers[item.code]
    return frozenset(shown), kept


def pages(questionnaire: Questionnaire, shown: frozenset[str]) -> list[int]:
    """Numbers (from 1) of the sections that have something to show, in order."""
    return [
        number
        for number, section in enumerate(questionnaire.sections, 1)
        if not section.items or any(item.code in shown for item in section.items)
    ]


def missing(questionnaire: Questionnaire, answers: Mapping[str, Any]) -> dict[int, list[Item]]:
    """Required items that are shown and have no answer, by the number of their section."""
    shown = shown_items(questionnaire, answers)
    found = {
        number: [item for item in section.items if item.required and item.code in shown and item.code not in answers]
        for number, section in enumerate(questionnaire.sections, 1)
    }
    return {number: items for number, items in found.items() if items}


# --- What is stored -------------------------------------------------------------------------------------------------
def stored_answers(questionnaire: Questionnaire, answers: Mapping[str, Any]) -> Answers:
    """The answers as a Response holds them: hidden items are SKIPPED, unanswered ones are left out."""
    shown, kept = _walk(questionnaire, answers)
    return kept | {item.code: SKIPPED for item in questionnaire.items() if item.code not in shown}


def is_too_fast(answers: Mapping[str, Any], seconds: int) -> bool:
    """Whether the answers (without hidden ones) took less than two seconds each."""
    return seconds < SECONDS_AN_ITEM * len(answers)


def is_straight(questionnaire: Questionnaire, answers: Mapping[str, Any]) -> bool:
    """Whether all of at least six answers on scales of agreement or frequency are the same point.

    Faces and levels do not count: a small child that likes everything at school, and a beginner in everything, are no
    careless respondents.
    """
    points = [
        answers[item.code]
        for item in questionnaire.items()
        if item.kind in {"agreement", "frequency"} and isinstance(answers.get(item.code), str)
    ]
    return len(points) >= STRAIGHT_FROM and len(set(points)) == 1
