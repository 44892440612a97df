"""Forms of dictionaries."""

from typing import Any

from django import forms

from hdr_portal.lib.plaintext import tidy
from inventory.dictionaries import Dictionary
from inventory.models import DictionaryEntry, FixedAssetClass, Manufacturer
from schools.models import School


class ProposalForm(forms.Form):
    """A new entry: its name, where it comes from; the school when the person has several."""

    name = forms.CharField(label="Nazwa", max_length=120, error_messages={"required": "Wpisz nazwę."})
    code = forms.CharField(label="Symbol", max_length=10, error_messages={"required": "Wpisz symbol, na przykład 487."})
    source = forms.CharField(
        label="Źródło",
        max_length=250,
        help_text="Skąd wpis pochodzi: faktura, umowa, akt prawny. Pomoże wydziałowi zdecydować.",
        error_messages={"required": "Napisz, skąd wpis pochodzi."},
    )
    school = forms.ModelChoiceField(
        School.objects.none(),
        label="Jednostka",
        empty_label="Wybierz jednostkę",
        error_messages={"required": "Wybierz jednostkę."},
    )

    def __init__(self, *args: Any, dictionary: Dictionary, schools: list[School], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if dictionary.model is not FixedAssetClass:
            del self.fields["code"]
        if len(schools) < 2:
            del self.fields["school"]
        else:
            self.fields["school"].queryset = School.objects.filter(pk__in=[one.pk for one in schools])  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        """The name without stray spaces."""
        return tidy(self.cleaned_data["name"])


class JoinForm(forms.Form):
    """Which accepted entry takes a proposal's place."""

    into = forms.ModelChoiceField[DictionaryEntry](
        Manufacturer.objects.none(),
        label="Zastąp wpisem",
        empty_label="Wybierz wpis",
        error_messages={"required": "Wybierz wpis, który go zastąpi."},
    )

    def __init__(self, *args: Any, dictionary: Dictionary, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        accepted = dictionary.model.objects.filter(state="accepted")
        self.fields["into"].queryset = accepted  # type: ignore[attr-defined]
