"""Forms of boards, and the days that any form takes."""

import datetime

from django import forms
from django.utils import timezone

from hdr_portal.lib.formfields import PolishDateField


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
