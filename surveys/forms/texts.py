"""Fields for a text in three languages, and what is read from them."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms

from surveys.questionnaire import POLISH, Texts
from surveys.sound_texts import UNREADABLE

IN_LANGUAGE = {"pl": "po polsku", "uk": "po ukraińsku", "en": "po angielsku"}
_LINE_ENDS = re.compile(r"[ \t]*\r?\n[ \t]*")


class PlainField(forms.CharField):
    """A text without characters that nobody sees; its lines end alike whatever browser sent them."""

    def to_python(self, value: Any) -> Any:
        """The text as it will be stored."""
        text = super().to_python(value)
        if not isinstance(text, str):
            return text
        return UNREADABLE.sub("", _LINE_ENDS.sub("\n", text).replace("\t", " ")).strip()


def texts_fields(
    name: str, label: str, *, length: int, rows: int = 0, required: bool = True, hint: str = ""
) -> dict[str, forms.Field]:
    """A field a language: `title_pl`, `title_uk`, `title_en`. Polish is required where the text is."""
    return {
        f"{name}_{code}": PlainField(
            label=f"{label} {words}",
            max_length=length,
            required=required and code == POLISH,
            help_text=hint if code == POLISH else "",
            widget=_widget(code, rows),
            error_messages={
                "required": f"Wpisz: {label[0].lower()}{label[1:]} {words}.",
                "max_length": f"Za długi tekst: mieści się {length} znaków, a jest %(show_value)d.",
            },
        )
        for code, words in IN_LANGUAGE.items()
    }


def _widget(code: str, rows: int) -> forms.Widget:
    attributes: dict[str, Any] = {"lang": code, "autocomplete": "off"}
    return forms.Textarea({**attributes, "rows": rows}) if rows else forms.TextInput(attributes)


def texts_from(cleaned: Mapping[str, Any], name: str) -> Texts:
    """What was typed, without the languages that were left empty."""
    return {code: cleaned[f"{name}_{code}"] for code in IN_LANGUAGE if cleaned.get(f"{name}_{code}")}


def texts_initial(name: str, texts: Texts) -> dict[str, str]:
    """What the fields show at first."""
    return {f"{name}_{code}": text for code, text in texts.items()}


class TextsForm(forms.Form):
    """A form with texts in languages; `group(name)` are the three fields of one text."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def group(self, name: str) -> list[forms.BoundField]:
        """The fields of a text."""
        return [self[f"{name}_{code}"] for code in IN_LANGUAGE]

    def demand_polish(self, name: str, label: str) -> None:
        """A text that may be left out is left out in all languages, or said in Polish too."""
        if not self.cleaned_data.get(f"{name}_pl") and texts_from(self.cleaned_data, name):
            self.add_error(f"{name}_pl", f"{label} jest w innym języku, a nie ma go po polsku.")
