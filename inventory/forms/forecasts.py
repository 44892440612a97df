"""The form of a forecast of needs."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone

from hdr_portal.lib.formfields import PolishDateField
from hdr_portal.lib.polish import long_date
from inventory.models import Forecast
from inventory.queries.forecasts import mark_of
from inventory.services.forecasts import ForecastInput
from schools.forms.evidence import InspectedFileField

FIRST_DAY = datetime.date(2020, 1, 1)


class SeenForm(forms.Form):
    """Which version of the forecast the page showed."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class ForecastForm(SeenForm):
    """When the forecast was approved, and the document."""

    approved_on = PolishDateField(label="Dzień zatwierdzenia", help_text="Na przykład 30.10.2026.")
    upload = InspectedFileField(label="Dokument prognozy", required=False)
    note = forms.CharField(
        label="Uwaga", max_length=250, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Na przykład czego szkoła potrzebuje najbardziej.",
    )  # fmt: skip

    def __init__(self, data: Any = None, files: Any = None, *, forecast: Forecast | None) -> None:
        there = {"approved_on": forecast.approved_on, "note": forecast.note} if forecast else {}
        super().__init__(data, files, initial={"seen": mark_of(forecast), **there})
        self.fields["upload"].help_text = (
            "Plik, który już jest, zostaje, jeśli nie wybierzesz nowego."
            if forecast and forecast.evidence_id
            else "PDF, DOCX albo XLSX. Bez pliku prognoza jest tylko zadeklarowana; można go dodać później."
        )

    def clean_approved_on(self) -> datetime.date:
        """Neither from the future nor from before there was anything to forecast."""
        day: datetime.date = self.cleaned_data["approved_on"]
        today = timezone.localdate()
        if not FIRST_DAY <= day <= today:
            raise forms.ValidationError(
                f"Podaj dzień od {long_date(FIRST_DAY)} do dzisiaj ({long_date(today)}): wpisuje się prognozę już zatwierdzoną."
            )
        return day

    def as_input(self) -> ForecastInput:
        """The cleaned form."""
        given = self.cleaned_data
        return ForecastInput(given["approved_on"], given["note"].strip(), given["upload"])

    def shown_again(self, seen: int) -> None:
        """What was typed is shown once more, over the version that is there now."""
        self.data = {name: self.data.get(name) for name in self.data} | {"seen": str(seen)}
