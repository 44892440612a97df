"""Forms that ask for a list as a file, and for a school's workbook that comes back."""

import uuid
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict

from hdr_portal.lib.polish import counted
from inventory.columns import Column
from inventory.models import ExportFormat
from inventory.outtake.making import BLANK, DEVICES, PRESENT, SCHOOL, WITH_GONE
from inventory.outtake.printed import MAX_COLUMNS, MAX_ROWS
from inventory.outtake.rows import SCHOOL as SCHOOL_COLUMN
from inventory.outtake.rows import all_columns
from inventory.services.exports import Order
from inventory.stickers import MOST_IN_A_FILE
from schools.models import School
from schools.scope import current_scope

if TYPE_CHECKING:
    from django.db.models import QuerySet

LONGEST_QUERY = 2000
SHOWN, ALL = "widoczne", "wszystkie"
FORMATS = (
    (ExportFormat.XLSX, "Excel (XLSX): do oglądania, sortowania i liczenia"),
    (ExportFormat.CSV, "CSV: dla innych programów"),
    (ExportFormat.PDF, f"PDF: do druku, najwyżej {counted(MAX_ROWS, 'urządzenie,urządzenia,urządzeń')}"),
    (
        ExportFormat.LABELS,
        f"Etykiety z kodem QR do naklejenia (PDF): najwyżej {counted(MOST_IN_A_FILE, 'etykieta,etykiety,etykiet')}",
    ),
)
REGISTERS = (
    (PRESENT, "obecne urządzenia"),
    (WITH_GONE, "wszystkie, także zlikwidowane i przekazane"),
    (BLANK, "sam wzór, bez urządzeń"),
)


class ListExportForm(forms.Form):
    """A list as a file: its query comes along hidden. `shown` are the columns that the list shows."""

    form_key = forms.UUIDField(widget=forms.HiddenInput)
    query = forms.CharField(
        max_length=LONGEST_QUERY,
        required=False,
        widget=forms.HiddenInput,
        error_messages={"max_length": "Filtrów jest za dużo. Wróć do ewidencji i usuń część z nich."},
    )
    file_format = forms.ChoiceField(label="Format", choices=FORMATS, widget=forms.RadioSelect)
    columns = forms.ChoiceField(label="Kolumny", widget=forms.RadioSelect)

    def __init__(
        self, data: QueryDict | None = None, *, shown: Sequence[Column], query: str = "", file_format: str = ""
    ) -> None:
        chosen = file_format if file_format in dict(FORMATS) else ExportFormat.XLSX
        initial = {"form_key": uuid.uuid4(), "query": query, "file_format": chosen, "columns": SHOWN}
        super().__init__(data, initial=initial, auto_id="list_%s")
        self.shown, self.all = shown, _all()
        field: Any = self.fields["columns"]
        field.choices = (
            (SHOWN, f"widoczne na liście ({len(self.shown)})"),
            (ALL, f"wszystkie ({len(self.all)}); w PDF mieści się najwyżej {MAX_COLUMNS}"),
        )

    def order(self) -> Order:
        """What was asked for; of a valid form."""
        given = self.cleaned_data
        columns = self.all if given["columns"] == ALL else self.shown
        return Order(given["file_format"], given["query"], tuple(one.key for one in columns), given["form_key"])


def _all() -> list[Column]:
    ids = current_scope().school_ids
    several = ids is None or len(ids) > 1
    return [SCHOOL_COLUMN, *all_columns()] if several else list(all_columns())


class RoundTripForm(forms.Form):
    """The workbook of one school. Only a person of several schools is asked which."""

    form_key = forms.UUIDField(widget=forms.HiddenInput)
    school = forms.ModelChoiceField(
        School.objects.none(),
        label="Jednostka",
        empty_label="Wybierz jednostkę",
        error_messages={
            "required": "Wybierz jednostkę.",
            "invalid_choice": "Nie ma takiej jednostki. Wybierz z listy.",
        },
    )
    devices = forms.ChoiceField(label="Urządzenia w arkuszu", choices=REGISTERS, widget=forms.RadioSelect)

    def __init__(self, data: QueryDict | None = None, *, school: str = "") -> None:
        initial = {"form_key": uuid.uuid4(), "devices": PRESENT, "school": school}
        super().__init__(data, initial=initial, auto_id="book_%s")
        self.schools: QuerySet[School] = School.objects.order_by("sort_name")
        self.only = self.schools.first() if _one_school() else None
        if self.only:
            del self.fields["school"]
        else:
            field: Any = self.fields["school"]
            field.queryset = self.schools

    def order(self) -> Order:
        """What was asked for; of a valid form."""
        given = self.cleaned_data
        school = self.only or given["school"]
        query = urlencode({SCHOOL: school.pk, DEVICES: given["devices"]})
        return Order(ExportFormat.ROUND_TRIP, query, (), given["form_key"])


def _one_school() -> bool:
    ids = current_scope().school_ids
    return ids is not None and len(ids) == 1
