"""Forms of a questionnaire's settings and of its sections. What they give is a value; storing it is the service's."""

import re
from dataclasses import replace
from typing import Any

from django import forms
from django.forms import BoundField

from hdr_portal.lib.plaintext import folded
from surveys.forms.texts import PlainField, TextsForm, texts_fields, texts_from, texts_initial
from surveys.models import Audience, Framework
from surveys.questionnaire import Questionnaire, Section
from surveys.soundness import CODE, ITEM_CODE

CODE_HINT = "Krótki znak, po którym porównujemy wyniki różnych wersji. Później się nie zmienia."
CODE_WRONG = "Kod może mieć litery bez polskich znaków, cyfry, „-” i „_”, najwyżej 40 znaków."


class CodeField(forms.CharField):
    """A code; empty where one will be made from the title."""

    def __init__(self, *, of_item: bool = False, **kwargs: Any) -> None:
        super().__init__(
            label="Kod", max_length=40, widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}), **kwargs
        )
        self.pattern = ITEM_CODE if of_item else CODE

    def validate(self, value: Any) -> None:
        """A ValidationError says how to write it."""
        super().validate(value)
        if value and not self.pattern.fullmatch(value):
            start = " Zaczyna się literą." if self.pattern is ITEM_CODE else ""
            raise forms.ValidationError(CODE_WRONG + start)


def code_from(words: str) -> str:
    """A code made of words: „Sprzęt w szkole” → „sprzet-w-szkole”; empty when nothing of them can stand in a code."""
    return re.sub(r"[^a-z0-9]+", "-", folded(words)).strip("-")[:36].strip("-")


class SettingsForm(TextsForm):
    """What a questionnaire is called, whom it asks, how long it takes, what stands on its first page."""

    audience = forms.ChoiceField(
        label="Dla kogo",
        choices=[("", "wybierz grupę"), *Audience.choices],
        error_messages={"required": "Wybierz, kto będzie odpowiadać."},
    )
    minutes = forms.IntegerField(
        label="Czas wypełniania w minutach",
        min_value=1,
        max_value=60,
        widget=forms.TextInput({"inputmode": "numeric"}),
        error_messages={
            "required": "Wpisz, ile minut zajmie wypełnienie.",
            "invalid": "Wpisz liczbę minut, na przykład 8.",
            "min_value": "Wpisz od 1 do 60 minut.",
            "max_value": "Wpisz od 1 do 60 minut.",
        },
    )
    easy = forms.BooleanField(
        label="Proste brzmienie dla małych dzieci",
        required=False,
        help_text="Duże litery i buźki; pytania w brzmieniu prostym, jeśli je wpisano.",
    )
    framework = forms.ChoiceField(
        label="Rama odniesienia",
        choices=Framework,
        help_text="Do czego odnoszą się oznaczenia pytań, na przykład „2.1” w DigCompEdu.",
    )
    source_note = PlainField(
        label="Pochodzenie pytań",
        required=False,
        max_length=300,
        help_text="Skąd są pytania i na jakiej licencji. Zdań z SELFIE nie wolno kopiować.",
    )

    def __init__(self, data: Any = None, *, content: Questionnaire | None = None, **kwargs: Any) -> None:
        super().__init__(data, initial=self.initial_of(content) if content else {"minutes": 5}, **kwargs)
        self.fields.update(texts_fields("title", "Tytuł", length=200))
        self.fields.update(texts_fields("intro", "Wstęp", length=3000, rows=4, required=False))

    def initial_of(self, content: Questionnaire) -> dict[str, Any]:
        """What the fields show at first."""
        plain = {name: getattr(content, name) for name in ("audience", "minutes", "easy", "framework", "source_note")}
        return {**plain, **texts_initial("title", content.title), **texts_initial("intro", content.intro)}

    def clean(self) -> None:
        """See Form."""
        self.demand_polish("intro", "Wstęp")

    def applied_to(self, content: Questionnaire) -> Questionnaire:
        """The questionnaire with these settings."""
        told = self.cleaned_data
        return replace(
            content,
            title=texts_from(told, "title"),
            intro=texts_from(told, "intro"),
            audience=told["audience"],
            minutes=told["minutes"],
            easy=told["easy"],
            framework=told["framework"],
            source_note=told["source_note"],
        )

    def groups(self) -> dict[str, list[BoundField]]:
        """Texts in languages, for the template."""
        return {"title": self.group("title"), "intro": self.group("intro")}


class NewInstrumentForm(SettingsForm):
    """The settings of a new questionnaire and its code."""

    code = CodeField(required=False, help_text=f"{CODE_HINT} Puste: utworzymy go z tytułu.")

    def clean(self) -> None:
        """A code is made from the title when none was typed."""
        super().clean()
        told = self.cleaned_data
        told["code"] = told.get("code") or code_from(told.get("title_pl", ""))
        if not told["code"] and told.get("title_pl"):
            self.add_error("code", "Z tego tytułu nie da się utworzyć kodu. Wpisz kod.")

    def content(self) -> Questionnaire:
        """An empty questionnaire with the settings."""
        return self.applied_to(Questionnaire(self.cleaned_data["code"], 1, {}, "", ()))


class SectionForm(TextsForm):
    """A section: one page with the questions of one matter."""

    code = CodeField(required=False, help_text=f"{CODE_HINT} Puste: utworzymy go z tytułu.")
    construct = CodeField(
        required=False,
        help_text="Części o tym samym znaku w różnych kwestionariuszach zestawimy obok siebie, na przykład odpowiedzi "
        "uczniów, nauczycieli i rodziców na „equipment”.",
    )

    def __init__(self, data: Any = None, *, section: Section | None = None, taken: set[str], **kwargs: Any) -> None:
        super().__init__(data, initial=self.initial_of(section) if section else None, **kwargs)
        self.section, self.taken = section, taken
        self.fields["construct"].label = "Wspólny znak do porównań"
        self.fields["construct"].widget.attrs["list"] = "constructs"
        self.fields.update(texts_fields("title", "Tytuł", length=200))
        self.fields.update(texts_fields("intro", "Wprowadzenie", length=1000, rows=2, required=False))
        if section:
            del self.fields["code"]

    def initial_of(self, section: Section) -> dict[str, Any]:
        """What the fields show at first."""
        texts = {**texts_initial("title", section.title), **texts_initial("intro", section.intro)}
        return {"construct": section.construct, **texts}

    def clean(self) -> None:
        """A code is made from the title when none was typed."""
        self.demand_polish("intro", "Wprowadzenie")
        told = self.cleaned_data
        if self.section is None:
            told["code"] = told.get("code") or code_from(told.get("title_pl", "")) or "czesc"

    def value(self) -> Section:
        """The section, without items when it is new."""
        told = self.cleaned_data
        code = self.section.code if self.section else told["code"]
        items = self.section.items if self.section else ()
        return Section(code, texts_from(told, "title"), items, told["construct"], texts_from(told, "intro"))

    def groups(self) -> dict[str, list[BoundField]]:
        """Texts in languages, for the template."""
        return {"title": self.group("title"), "intro": self.group("intro")}
