"""The forms of an import's columns: the sheet with its row of headers, and what each column means."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

from hdr_portal.lib.polish import counted
from hdr_portal.lib.workbook.contents import Value, WorkbookContents
from inventory.headers import LEFT_OUT, MARK
from inventory.intake.lines import letters
from inventory.intake.mapping import ColumnQuestion, MappingQuestion, missing_labels, twice_labels
from inventory.models import Category
from inventory.values import written

ROWS_SHOWN_AFTER, ROWS_SHOWN, COLUMNS_SHOWN = 2, 12, 12


class SheetForm(forms.Form):
    """Which sheet of the file, and in which row its headers stand."""

    sheet = forms.ChoiceField(label="Arkusz w pliku", error_messages={"invalid_choice": "Nie ma takiego arkusza."})
    header_row = forms.IntegerField(
        label="Wiersz z nazwami kolumn",
        min_value=1,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text="Numer wiersza, jak w Excelu, na przykład 3. Dane czytamy od następnego.",
        error_messages={
            "required": "Wpisz numer wiersza z nazwami kolumn.",
            "invalid": "Wpisz numer wiersza, na przykład 3.",
            "min_value": "Wiersze liczymy od 1.",
        },
    )

    def __init__(self, data: QueryDict | None = None, *, contents: WorkbookContents, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self._lengths = {sheet.name: len(sheet.rows) for sheet in contents.sheets}
        self.fields["sheet"].choices = [  # type: ignore[attr-defined]
            (sheet.name, _sheet_label(sheet.name, len(sheet.rows), hidden=sheet.hidden)) for sheet in contents.sheets
        ]
        if len(self._lengths) == 1:
            self.fields["sheet"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        """Headers stand inside the sheet."""
        sheet, row = self.cleaned_data.get("sheet", ""), self.cleaned_data.get("header_row")
        length = self._lengths.get(sheet)
        if length is not None and row and row > max(length, 1):
            self.add_error("header_row", f"Ten arkusz ma tylko {counted(length, 'wiersz,wiersze,wierszy')}.")
        return self.cleaned_data


def _sheet_label(name: str, rows: int, *, hidden: bool) -> str:
    about = counted(rows, "wiersz,wiersze,wierszy")
    return f"{name} ({about}, ukryty)" if hidden else f"{name} ({about})"


class ColumnsForm(forms.Form):
    """What each column of the sheet means, and the category of devices whose row names none."""

    def __init__(
        self, data: QueryDict | None = None, *, question: MappingQuestion, default_category: Any = None
    ) -> None:
        super().__init__(data, initial={"default_category": default_category})
        self.question = question
        choices = [(key, label) for key, label in question.choices if key != MARK]
        for column in question.columns:
            if column.key != MARK:  # the export's own: nobody is asked what it means
                self.fields[_name(column)] = forms.ChoiceField(
                    label=f"Kolumna {column.letters}", choices=choices, initial=column.key, required=False
                )
        self.fields["default_category"] = forms.ModelChoiceField(
            Category.objects.usable().order_by("group", "name"),
            label="Kategoria domyślna",
            required=False,
            empty_label="bez domyślnej",
            help_text="Dla wierszy bez kategorii, gdy nie da się jej odczytać z nazwy urządzenia.",
        )

    def columns(self) -> list[tuple[ColumnQuestion, forms.BoundField]]:
        """The columns with their fields, in the order of the sheet."""
        return [(column, self[_name(column)]) for column in self.question.columns if _name(column) in self.fields]

    def clean(self) -> dict[str, Any]:
        """What is missing or chosen twice is told before anything is compared."""
        keys = list(self.mapping.values())
        if missing := missing_labels(keys):
            self.add_error(None, f"Wskaż kolumnę: {', '.join(missing)}. Bez niej nie da się rozpoznać urządzeń.")
        if twice := twice_labels(keys):
            self.add_error(None, f"Dwie kolumny nie mogą znaczyć tego samego: {', '.join(twice)}. Zmień jedną z nich.")
        return self.cleaned_data

    @property
    def mapping(self) -> dict[int, str]:
        """Column number → what it means."""
        chosen = {column.column: self.cleaned_data.get(_name(column), LEFT_OUT) for column, _ in self.columns()}
        return {
            column.column: MARK if column.key == MARK else chosen[column.column] for column in self.question.columns
        }


def _name(column: ColumnQuestion) -> str:
    return f"column-{column.column}"


@dataclass(frozen=True)
class FirstRows:
    """The beginning of a sheet, so that the row of headers can be seen: letters of columns, (row number, texts)."""

    letters: list[str]
    rows: list[tuple[int, list[str]]]


def first_rows(rows: Sequence[Sequence[Value]], header_row: int) -> FirstRows:
    """The first rows of a sheet, down to what follows the headers."""
    first = max(0, header_row + ROWS_SHOWN_AFTER - ROWS_SHOWN)
    shown = rows[first : max(header_row + ROWS_SHOWN_AFTER, first + ROWS_SHOWN // 2)]
    width = min(COLUMNS_SHOWN, max(map(len, shown), default=0))
    texts = [[written(row[at]) if at < len(row) else "" for at in range(width)] for row in shown]
    return FirstRows([letters(at + 1) for at in range(width)], list(enumerate(texts, first + 1)))
