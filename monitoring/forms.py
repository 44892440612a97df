"""Forms of boards and reports."""

import datetime
import uuid
from typing import Any

from django import forms
from django.utils import timezone

from hdr_portal.lib.formfields import PolishDateField
from schedule.models import Plan


def refuse_impossible(day: datetime.date) -> datetime.date:
    """The day itself; a ValidationError for a day to come and for one before any plan."""
    if day > timezone.localdate():
        raise forms.ValidationError("Ten dzień jeszcze nie nadszedł. Wybierz dzisiejszy albo wcześniejszy.")
    if day.year < 2015:
        raise forms.ValidationError("Ten dzień jest zbyt odległy. Sprawdź rok.")
    return day


class DayForm(forms.Form):
    """The as-of day of a board: any day since the plan began."""

    dzien = PolishDateField(label="Stan na dzień", required=False)

    def clean_dzien(self) -> datetime.date | None:
        """A board, like a report, tells what was."""
        day: datetime.date | None = self.cleaned_data["dzien"]
        return refuse_impossible(day) if day else None


class ReportForm(forms.Form):
    """Which report to make: plan and day."""

    request_key = forms.UUIDField(widget=forms.HiddenInput)
    plan = forms.ModelChoiceField(Plan.objects.all(), label="Plan", empty_label=None)
    as_of = PolishDateField(
        label="Stan na dzień", help_text="Raport policzy zapisy z datą do tego dnia włącznie, na przykład 30.06.2026."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"request_key": uuid.uuid4(), "as_of": timezone.localdate()})
        super().__init__(*args, **kwargs)

    def clean_as_of(self) -> datetime.date:
        """A report tells what was, not what will be."""
        return refuse_impossible(self.cleaned_data["as_of"])
