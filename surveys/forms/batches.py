"""Batches of codes: a line a class."""

import uuid
from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory

from surveys.audiences import stage_of_class, stages_of
from surveys.services.batches import MOST_IN_A_BATCH, ClassCodes

LINES, MORE = 8, 10
MOST_LINES = 60
NO_STAGE = "Wybierz etap albo zacznij nazwę od numeru klasy, na przykład 4b."


class ClassForm(forms.Form):
    """One class: its name, how many codes, its stage where the group has several."""

    label = forms.CharField(label="Klasa lub grupa", max_length=40, required=False)
    size = forms.IntegerField(
        label="Liczba kodów",
        required=False,
        min_value=1,
        max_value=MOST_IN_A_BATCH,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "invalid": "Wpisz liczbę, na przykład 24.",
            "min_value": "Wpisz liczbę większą od zera.",
            "max_value": f"Najwyżej {MOST_IN_A_BATCH}. Większą grupę podziel na dwie.",
        },
    )
    stage = forms.ChoiceField(label="Etap", required=False)

    def __init__(self, *args: Any, audience: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.audience = audience
        stages = stages_of(audience)
        if len(stages) > 1:
            labels = [(one.value, str(one.label)) for one in stages]
            self.fields["stage"].choices = [("", "z nazwy klasy"), *labels]  # type: ignore[attr-defined]
        else:
            del self.fields["stage"]

    def clean_label(self) -> str:
        """Spaces are made single."""
        return " ".join(self.cleaned_data["label"].split())

    def clean(self) -> dict[str, Any]:
        """A line is whole or empty; the stage comes from the class's name unless it was chosen."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        label, size = given.get("label"), given.get("size")
        if size and not label and "label" not in self.errors:
            self.add_error("label", "Podaj nazwę klasy lub grupy.")
        if label and not size and "size" not in self.errors:
            self.add_error("size", "Podaj, ile kodów przygotować.")
        if label and stages_of(self.audience):
            given["stage"] = given.get("stage") or stage_of_class(label, self.audience)
            if not given["stage"]:
                self.add_error("stage" if "stage" in self.fields else "label", NO_STAGE)
        return given

    def as_input(self) -> ClassCodes | None:
        """The line; None for an empty one."""
        given = self.cleaned_data
        if not given.get("label"):
            return None
        return ClassCodes(given["label"], given.get("stage") or "", given["size"])


class ClassFormSet(BaseFormSet[ClassForm]):
    """All lines; a class stands in one line."""

    def clean(self) -> None:
        """At least one line, no class twice."""
        if any(self.errors):
            return
        labels = [one.label.lower() for one in self.classes()]
        if not labels:
            raise forms.ValidationError("Wpisz przynajmniej jedną klasę i liczbę kodów.")
        if twice := next((one for one in labels if labels.count(one) > 1), None):
            raise forms.ValidationError(f"Klasa „{twice}” stoi w dwóch wierszach. Zostaw jeden.")

    def classes(self) -> list[ClassCodes]:
        """The lines that are filled in."""
        return list(self._filled())

    def _filled(self) -> Iterator[ClassCodes]:
        for form in self.forms:
            given = form.as_input()
            if given:
                yield given


class OrderForm(forms.Form):
    """The key that makes a second click harmless."""

    form_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"form_key": uuid.uuid4()})


def class_lines(data: Any, *, audience: str, lines: int = LINES) -> Any:
    """The formset, with so many lines."""
    made = formset_factory(ClassForm, formset=ClassFormSet, extra=lines, max_num=MOST_LINES, absolute_max=MOST_LINES)
    return made(data, prefix="klasa", form_kwargs={"audience": audience})


def with_more_lines(data: Any) -> Any:
    """What was typed, with more empty lines."""
    more = data.copy()
    shown = more.get("klasa-TOTAL_FORMS", "")
    have = int(shown) if shown.isascii() and shown.isdecimal() and len(shown) < 4 else LINES
    more["klasa-TOTAL_FORMS"] = str(min(have + MORE, MOST_LINES))
    return more
