"""The form of a token."""

import datetime
import uuid
from typing import Any

from django import forms
from django.utils import timezone

from hdr_portal.lib.formfields import PolishDateField
from hdr_portal.lib.polish import long_date
from monitoring.tokens import latest_end
from schools.models import School

USUAL_DAYS = 365


class TokenForm(forms.Form):
    """What a token is for, what it sees, till when."""

    form_key = forms.UUIDField(widget=forms.HiddenInput)
    name = forms.CharField(
        label="Do czego służy", max_length=100, help_text="Na przykład „Power BI Wydziału Edukacji”. Nie wpisuj hasła."
    )
    school = forms.ModelChoiceField(
        School.objects.none(),
        label="Co widzi",
        required=False,
        empty_label="całą gminę",
        help_text="Token jednostki nie pokaże niczego z innych jednostek.",
    )
    expires_on = PolishDateField(label="Ważny do", help_text="Najdłużej rok. Potem utwórz nowy.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        usual = timezone.localdate() + datetime.timedelta(days=USUAL_DAYS)
        kwargs.setdefault("initial", {"form_key": uuid.uuid4(), "expires_on": usual})
        super().__init__(*args, **kwargs)
        self.fields["school"].queryset = School.objects.filter(closed_on=None)  # type: ignore[attr-defined]

    def clean_expires_on(self) -> datetime.date:
        """From today to a year from now."""
        day: datetime.date = self.cleaned_data["expires_on"]
        today = timezone.localdate()
        if day < today:
            raise forms.ValidationError("Ten dzień już minął. Podaj dzisiejszy albo późniejszy.")
        if day > latest_end(today):
            raise forms.ValidationError(f"Token może być ważny najdłużej rok: do {long_date(latest_end(today))}.")
        return day
