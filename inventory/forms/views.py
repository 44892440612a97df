"""Forms of a person's views of the list: their names, and the columns in their order."""

from collections.abc import Iterable
from dataclasses import dataclass

from django import forms
from django.http import QueryDict

from inventory.columns import Column
from inventory.listing.shown import LISTED, NUMBER, SCHOOL

CHOSEN, PLACE = "kolumna", "miejsce_"
TOO_LONG = "Te filtry są za długie, żeby je zapamiętać. Zdejmij część z nich."


class ViewForm(forms.Form):
    """A name for what the list shows now."""

    zapytanie = forms.CharField(
        widget=forms.HiddenInput, required=False, max_length=2000, error_messages={"max_length": TOO_LONG}
    )
    nazwa = forms.CharField(
        label="Nazwa widoku",
        max_length=60,
        help_text="Na przykład: laptopy bez pomieszczenia. Widok zobaczysz tylko Ty.",
        error_messages={"required": "Nazwij widok."},
    )


@dataclass(frozen=True)
class ColumnChoice:
    """A column as the chooser offers it."""

    key: str
    label: str
    chosen: bool
    place: int


def column_choices(columns: Iterable[Column], *, many_schools: bool) -> list[ColumnChoice]:
    """Those shown now in their order, then the others. The number always stands first and is no choice."""
    shown = [column.key for column in columns if column.key != NUMBER.key]
    left_out = {NUMBER.key} if many_schools else {NUMBER.key, SCHOOL.key}
    others = [key for key in LISTED if key not in {*shown, *left_out}]
    return [
        ColumnChoice(key, LISTED[key].label, key in shown, place)
        for place, key in enumerate([*shown, *others], start=1)
    ]


def columns_in_order(posted: QueryDict) -> list[str]:
    """The ticked columns in the order of their places; a place that is no number comes last."""
    ticked = [key for key in posted.getlist(CHOSEN) if key in LISTED]

    def place(key: str) -> int:
        typed = posted.get(PLACE + key, "").strip()
        return int(typed) if typed.isdecimal() and len(typed) < 5 else len(LISTED) + 1

    return sorted(dict.fromkeys(ticked), key=place)
