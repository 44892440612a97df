"""Forms of units and establishments."""

from typing import Any

from django import forms
from django.http import QueryDict

from hdr_portal.lib.formfields import PolishDateField
from schools.models import Establishment, School

NUMBER = forms.TextInput(attrs={"inputmode": "numeric"})
REGON = r"^(\d{9}|\d{14})?$"


class _UnitForm(forms.ModelForm[Any]):
    """What both forms share: forgiving dates, digits typed as text."""

    rspo = forms.IntegerField(
        label="Numer RSPO",
        required=False,
        min_value=1,
        max_value=999_999_999,
        widget=NUMBER,
        error_messages={"invalid": "Numer RSPO składa się z samych cyfr."},
    )
    regon = forms.RegexField(
        REGON,
        label="REGON",
        required=False,
        widget=NUMBER,
        error_messages={"invalid": "REGON ma 9 albo 14 cyfr."},
    )
    opened_on = PolishDateField(label="Data założenia", required=False)
    closed_on = PolishDateField(label="Data likwidacji", required=False)

    def __init__(self, data: QueryDict | None = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        taken = "Inna jednostka lub placówka ma już ten numer RSPO."
        self.fields["rspo"].error_messages["unique"] = taken

    def clean(self) -> dict[str, Any]:
        """Nothing closes before it opens."""
        cleaned = super().clean() or self.cleaned_data
        opened, closed = cleaned.get("opened_on"), cleaned.get("closed_on")
        if opened and closed and closed < opened:
            self.add_error("closed_on", "Data likwidacji jest wcześniejsza niż data założenia.")
        return cleaned


class SchoolForm(_UnitForm):
    """A unit."""

    class Meta:
        model = School
        fields = ("kind", "name", "short_name", "name_incomplete", "rspo", "regon", "opened_on", "closed_on", "note")
        labels = {"name_incomplete": "Nazwa jest tymczasowa, trzeba ją uzupełnić"}
        help_texts = {"short_name": "Tak jednostka nazywa się na listach i w raporcie, na przykład „ZSP nr 4”."}


class EstablishmentForm(_UnitForm):
    """An establishment: its kind and unit are changed by the import or in the administration."""

    class Meta:
        model = Establishment
        fields = (
            "name", "name_incomplete", "rspo", "regon", "street", "postcode", "town", "phone", "email", "website",
            "opened_on", "closed_on",
        )  # fmt: skip
        labels = {"name_incomplete": "Nazwa jest tymczasowa, trzeba ją uzupełnić"}
