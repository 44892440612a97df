"""One page of a questionnaire as a respondent sees it: questions with their texts, options, what is chosen, what is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_noop

from surveys.answers import (
    LONGEST,
    NA,
    NA_VALUE,
    Answers,
    Fault,
    PageSent,
    Sent,
    field_of,
    offers_na,
    pages,
    shown_items,
)
from surveys.questionnaire import NA_LABEL, POLISH, Item, Questionnaire, Texts, say

SHOWN_FIELD, FILLED_FIELD = "pokazane", "wypelnione"
FACES_DRAWN = ("sad", "calm", "glad")
SENTENCES = {
    Fault.MISSING: gettext_noop("Odpowiedz na to pytanie."),
    Fault.TOO_MANY: gettext_noop("Zaznacz najwyżej %(limit)s."),
    Fault.NA_AND_SOME: gettext_noop("Wybierz odpowiedź albo „nie dotyczy / nie wiem”, nie jedno i drugie."),
    Fault.NO_NUMBER: gettext_noop("Wpisz liczbę całkowitą, na przykład 12."),
    Fault.TOO_SMALL: gettext_noop("Wpisz liczbę nie mniejszą niż %(minimum)s."),
    Fault.TOO_LARGE: gettext_noop("Wpisz liczbę nie większą niż %(maximum)s."),
    Fault.TOO_LONG: gettext_noop("Skróć tekst do %(longest)s znaków."),
    Fault.UNKNOWN: gettext_noop("Wybierz jedną z odpowiedzi na liście."),
}


@dataclass(frozen=True)
class Option:
    """One radio button or checkbox."""

    id: str
    value: str
    label: SafeString
    chosen: bool
    face: str = ""
    slot: str = ""

    @property
    def checked(self) -> str:
        """The attribute that chooses it, or the slot where surveys/forms/skeletons.py puts that."""
        return self.slot or (" checked" if self.chosen else "")


@dataclass(frozen=True)
class Question:
    """One item of the page. `value`: what stands in a field that is written in; `na`: the box beside such a field."""

    id: str
    name: str
    kind: str
    text: SafeString
    hint: SafeString
    options: tuple[Option, ...]
    value: str
    na: Option | None
    required: bool
    limit: str
    error: str
    described_by: str

    @property
    def first_id(self) -> str:
        """What the line of the error summary leads to."""
        return self.options[0].id if self.options else self.id


@dataclass(frozen=True)
class PageView:
    """A page: where it stands, what it asks."""

    number: int
    position: int
    total: int
    title: SafeString
    intro: SafeString
    questions: tuple[Question, ...]
    easy: bool
    shown: str
    filled: str
    previous: int | None

    @property
    def wrong(self) -> list[Question]:
        """The questions that have a fault."""
        return [question for question in self.questions if question.error]

    @property
    def is_last(self) -> bool:
        """Whether the summary comes next."""
        return self.position == self.total


def said(texts: Texts, language: str) -> SafeString:
    """The text for a page in the language; one that is there in Polish only is marked as Polish."""
    text = say(texts, language)
    if language == POLISH or not text or texts.get(language):
        return conditional_escape(text)
    return format_html('<span lang="pl">{}</span>', text)


def languages_of(questionnaire: Questionnaire) -> tuple[str, ...]:
    """Languages that can be chosen: those in which every question is there; Polish always."""
    return questionnaire.languages or (POLISH,)


def page_view(
    questionnaire: Questionnaire,
    number: int,
    answers: Answers,
    *,
    language: str,
    sent: Sent | None = None,
    faults: Mapping[str, Fault] | None = None,
) -> PageView | None:
    """The page of this number; None where nothing of it is shown. After faults the fields show what was `sent`."""
    shown = shown_items(questionnaire, answers)
    order = pages(questionnaire, shown)
    if number not in order:
        return None
    section, position = questionnaire.sections[number - 1], order.index(number)
    items = [item for item in section.items if item.code in shown]
    writer = _Writer(language, questionnaire.easy, sent, faults or {})
    with translation.override(language):
        questions = tuple(writer.question(item, answers.get(item.code)) for item in items)
    return PageView(
        number=number,
        position=position + 1,
        total=len(order),
        title=said(section.title, language),
        intro=said(section.intro, language),
        questions=questions,
        easy=questionnaire.easy,
        shown=" ".join(item.code for item in items),
        filled=" ".join(item.code for item in items if item.code in answers),
        previous=order[position - 1] if position else None,
    )


@dataclass(frozen=True)
class _Writer:
    """Writes the questions of one page."""

    language: str
    easy: bool
    sent: Sent | None
    faults: Mapping[str, Fault]

    def question(self, item: Item, answer: Any) -> Question:
        """One item with the answer as it is stored, or as it was just sent."""
        name, fault = field_of(item), self.faults.get(item.code)
        chosen = self._chosen(item, answer)
        hint = said(item.hint, self.language)
        limit = gettext("Zaznacz najwyżej %(limit)s.") % {"limit": item.limit} if item.limit else ""
        error = error_text(item, fault) if fault else ""
        notes = [("blad", error), ("wskazowka", hint), ("limit", limit)]
        return Question(
            id=f"{name}.1", name=name, kind=item.kind, text=self._text(item), hint=hint,
            options=self._options(item, chosen), value=self._written(item, answer), na=self._na_box(item, answer),
            required=item.required, limit=limit, error=error,
            described_by=" ".join(f"{name}.{note}" for note, text in notes if text),
        )  # fmt: skip

    def _text(self, item: Item) -> SafeString:
        texts = item.easy if self.easy and say(item.easy, self.language) else item.text
        return said(texts, self.language)

    def _chosen(self, item: Item, answer: Any) -> set[str]:
        """Values of the options that are chosen."""
        if self.sent is not None:
            given = self.sent.getlist(field_of(item))
            if given or item.kind == "multi":
                return set(given)
        if answer == NA:
            return {NA_VALUE}
        return set(answer) if isinstance(answer, list) else {str(answer)}

    def _options(self, item: Item, chosen: set[str]) -> tuple[Option, ...]:
        if item.scale is None:
            return ()
        labels = [(point.code, said(point.label, self.language)) for point in item.scale.points]
        if offers_na(item):
            labels.append((NA_VALUE, self._na_label()))
        faces = item.kind == "faces" and len(item.scale.points) == len(FACES_DRAWN)
        return tuple(
            Option(
                id=f"{field_of(item)}.{number}",
                value=value,
                label=label,
                chosen=value in chosen,
                face=FACES_DRAWN[number - 1] if faces and number <= len(FACES_DRAWN) else "",
            )
            for number, (value, label) in enumerate(labels, 1)
        )

    def _na_label(self) -> SafeString:
        return conditional_escape(gettext("nie wiem")) if self.easy else said(NA_LABEL, self.language)

    def _written(self, item: Item, answer: Any) -> str:
        if item.scale is not None:
            return ""
        if self.sent is not None:
            return str(self.sent.get(field_of(item), ""))
        return "" if answer is None or isinstance(answer, dict) else str(answer)

    def _na_box(self, item: Item, answer: Any) -> Option | None:
        if item.scale is not None or not offers_na(item):
            return None
        name = f"{field_of(item)}.na"
        ticked = NA_VALUE in self.sent.getlist(name) if self.sent is not None else answer == NA
        return Option(id=name, value=NA_VALUE, label=self._na_label(), chosen=ticked)


def with_missing(page: PageSent, items: list[Item]) -> dict[str, Fault]:
    """The faults of a page, and those of required items left out."""
    return {**{item.code: Fault.MISSING for item in items}, **page.faults}


def error_text(item: Item, fault: Fault) -> str:
    """The fault as a sentence that says what to do."""
    facts = {"limit": item.limit, "minimum": item.minimum, "maximum": item.maximum, "longest": LONGEST.get(item.kind)}
    return gettext(SENTENCES[fault]) % facts
