"""What a person decides on an import's preview: texts no dictionary knows, quantities, cells changed on both sides, devices gone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

from hdr_portal.lib.polish import counted
from inventory.headers import QUANTITY
from inventory.intake.quantities import ONE, SPLIT, SPLIT_TOTAL
from inventory.intake.verdicts import Diff, MissingRow, Question, RowVerdict

OTHER = "other"
LATER = "later"
CELL, GONE, LISTED = "cell-", "gone", "listed"
SIDES = ("file", "portal")
UNKNOWN = {
    "room": "pomieszczenia",
    "category": "kategorii",
    "manufacturer": "producenta",
    "funding": "źródła finansowania",
    "operating_system": "systemu operacyjnego",
    "fixed_asset_class": "pozycji KŚT",
}
Entry = tuple[int, str]


class QuestionForm(forms.Form):
    """One text that no entry is known by: which entry it means, or a new one, or none."""

    answer = forms.ChoiceField(widget=forms.RadioSelect)
    entry = forms.TypedChoiceField(label="Wpis z listy", required=False, coerce=int, empty_value=None)

    def __init__(
        self, data: QueryDict | None = None, *, question: Question, entries: Sequence[Entry], may_propose: bool
    ) -> None:
        self.question = question
        kind, _, pk = question.answer.partition(":")
        elsewhere = kind == "use" and int(pk) not in {known for known, _ in question.suggestions}
        initial = {"answer": OTHER if elsewhere else question.answer or LATER, "entry": pk if elsewhere else ""}
        super().__init__(data, prefix=question.id, initial=initial)
        answer, entry = self.fields["answer"], self.fields["entry"]
        rows = counted(question.rows, "wierszu,wierszach,wierszach")
        answer.label = f"Nie znamy {UNKNOWN[question.key]} „{question.text}”, w {rows}. Czy chodzi o:"
        answer.choices = _choices(question, others=bool(entries), may_propose=may_propose)  # type: ignore[attr-defined]
        entry.choices = [("", "wybierz"), *entries]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """An entry of the list has to be chosen when the answer says so."""
        if self.cleaned_data.get("answer") == OTHER and self.cleaned_data.get("entry") is None:
            self.add_error("entry", "Wybierz wpis z listy albo zaznacz inną odpowiedź.")
        return self.cleaned_data

    @property
    def chosen(self) -> str:
        """The answer as the service takes it."""
        answer: str = self.cleaned_data["answer"]
        if answer == OTHER:
            return f"use:{self.cleaned_data['entry']}"
        return "" if answer == LATER else answer

    @property
    def offers_list(self) -> bool:
        """Whether there is anything to choose besides the suggestions."""
        return len(self.fields["entry"].choices) > 1  # type: ignore[attr-defined]


def _choices(question: Question, *, others: bool, may_propose: bool) -> list[tuple[str, str]]:
    choices = [(f"use:{pk}", name) for pk, name in question.suggestions]
    if others:
        choices.append((OTHER, "inne z listy"))
    if question.key == "room":
        choices.append(("create", "dodaj nowe pomieszczenie"))
    elif may_propose:
        choices.append(("propose", "zaproponuj wydziałowi nowy wpis"))
    return [*choices, ("empty", "zostaw puste"), (LATER, "jeszcze nie wiem")]


class QuantityForm(forms.Form):
    """A row that says „Ilość 15”: fifteen devices with consecutive numbers, or one."""

    offers_list = False

    answer = forms.ChoiceField(widget=forms.RadioSelect)

    def __init__(self, data: QueryDict | None = None, *, row: RowVerdict, answer: str) -> None:
        self.row = row
        super().__init__(data, prefix=f"quantity-{row.row}", initial={"answer": answer or LATER})
        field = self.fields["answer"]
        field.label = f"Wiersz {row.row}: „{row.name}”. Ile to urządzeń?"
        field.help_text = " ".join(one.sentence for one in row.problems if one.key == QUANTITY)
        field.choices = [*_split_choices(row), (ONE, "jedno urządzenie"), (LATER, "jeszcze nie wiem")]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> str:
        """The answer as the service takes it."""
        answer: str = self.cleaned_data["answer"]
        return "" if answer == LATER else answer


def _split_choices(row: RowVerdict) -> list[tuple[str, str]]:
    words = _split_words(row)
    if not any(change.key == "gross_value" for change in row.changes):
        return [(SPLIT, words)]
    return [
        (SPLIT, f"{words}; wartość z wiersza dotyczy każdego"),
        (SPLIT_TOTAL, f"{words}; wartość z wiersza jest łączna: podziel ją"),
    ]


def _split_words(row: RowVerdict) -> str:
    if row.quantity == 1:  # answered „one” before: the row no longer tells the number
        return "tyle, ile mówi kolumna z ilością, z kolejnymi numerami"
    return f"{counted(row.quantity, 'osobne urządzenie,osobne urządzenia,osobnych urządzeń')} z kolejnymi numerami od „{row.number}”"


@dataclass(frozen=True)
class Decisions:
    """Decisions as the service takes them; an answer of "" takes one back, `gone` is the whole list."""

    answers: dict[str, str]
    cells: dict[str, str]
    quantities: dict[str, str]
    gone: list[int]


def decisions_of(
    data: QueryDict, diff: Diff, sent: Iterable[QuestionForm | QuantityForm], *, gone_before: Iterable[int]
) -> Decisions:
    """What a page decides; its forms are valid. Devices that it did not list stay as they were."""
    forms_sent = list(sent)
    return Decisions(
        answers={form.question.id: form.chosen for form in forms_sent if isinstance(form, QuestionForm)},
        cells={
            name.removeprefix(CELL): str(data[name]) for name in data if name.startswith(CELL) and data[name] in SIDES
        },
        quantities={str(form.row.row): form.chosen for form in forms_sent if isinstance(form, QuantityForm)},
        gone=_gone(gone_before, data, diff.missing),
    )


def changes_anything(decisions: Decisions, choices: Mapping[str, Any]) -> bool:
    """Whether the decisions differ from what was decided before."""
    for name in ("answers", "cells", "quantities"):
        before, given = choices.get(name, {}), getattr(decisions, name)
        if any(before.get(key, "") != value for key, value in given.items()):
            return True
    return decisions.gone != sorted(choices.get("gone", ()))


def _gone(before: Iterable[int], data: QueryDict, missing: Iterable[MissingRow]) -> list[int]:
    """Ticked ones are gone; listed ones without a tick are not; the rest stays as it was."""
    listed, ticked = _ids(data.getlist(LISTED)), _ids(data.getlist(GONE))
    known = {row.device_id for row in missing}
    return sorted((set(before) - listed) | (ticked & listed & known))


def _ids(texts: Iterable[str]) -> set[int]:
    return {int(text) for text in texts if text.isascii() and text.isdecimal() and len(text) < 19}
