"""Forms of editions and sheets."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone

from hdr_portal.lib.formfields import PolishDateField
from hdr_portal.lib.periods import months_later
from hdr_portal.lib.polish import long_date
from inventory.models import Edition, EditionKind
from inventory.services.editions import EditionInput
from inventory.services.sheet_files import FIRST_DAY
from schools.forms.evidence import InspectedFileField
from schools.models import School

LONGEST_MONTHS = 60


class EditionForm(forms.Form):
    """An edition: what is asked, until when, of whom. Schools that have already worked on their sheet stay asked."""

    name = forms.CharField(
        label="Nazwa",
        max_length=80,
        help_text="Na przykład: Rok szkolny 2026/2027.",
        error_messages={"required": "Nazwij edycję."},
    )
    kind = forms.ChoiceField(
        label="Rodzaj",
        choices=EditionKind.choices,
        initial=EditionKind.CURRENT,
        widget=forms.RadioSelect,
        help_text="Diagnoza liczy się we wskaźniku 1.5, bieżąca aktualizacja w 10.2; obie w 8.1.",
    )
    deadline = PolishDateField(label="Termin złożenia", required=False, help_text="Na przykład 30.11.2026.")
    note = forms.CharField(
        label="Wskazówki dla szkół", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, data: Any = None, *, edition: Edition | None = None, kept: frozenset[int] = frozenset()) -> None:
        self.edition, self.kept = edition, kept
        super().__init__(data, initial=self._initial())
        schools = School.objects.open_on(timezone.localdate()) | School.objects.filter(pk__in=kept)
        self.fields["schools"] = forms.ModelMultipleChoiceField(
            schools.order_by("sort_name", "pk"),
            label="Jednostki",
            widget=forms.CheckboxSelectMultiple,
            help_text="Odznacz te, których edycja nie dotyczy.",
            error_messages={"required": "Zaznacz przynajmniej jedną jednostkę."},
        )
        if edition is None:
            self.initial["schools"] = [school.pk for school in schools]

    def _initial(self) -> dict[str, Any]:
        if self.edition is None:
            return {}
        names = ("name", "kind", "deadline", "note")
        asked = list(self.edition.schools.values_list("pk", flat=True))
        return {name: getattr(self.edition, name) for name in names} | {"schools": asked}

    def clean_name(self) -> str:
        """Names tell editions apart."""
        name: str = self.cleaned_data["name"].strip()
        others = Edition.objects.exclude(pk=self.edition.pk) if self.edition else Edition.objects
        if others.filter(name=name).exists():
            raise forms.ValidationError("Edycja o tej nazwie już jest. Nadaj inną, na przykład z rokiem.")
        return name

    def clean_deadline(self) -> datetime.date | None:
        """Not before the opening; a slip in the year is caught."""
        deadline: datetime.date | None = self.cleaned_data["deadline"]
        opened = self.edition.opened_on if self.edition else timezone.localdate()
        last = months_later(opened, LONGEST_MONTHS)
        if deadline and not opened <= deadline <= last:
            raise forms.ValidationError(f"Podaj dzień od otwarcia edycji ({long_date(opened)}) do {long_date(last)}.")
        return deadline

    def clean_schools(self) -> Any:
        """What a school has begun is not taken from it."""
        chosen = self.cleaned_data["schools"]
        left_out = self.kept - {school.pk for school in chosen}
        if left_out:
            names = ", ".join(str(school) for school in School.objects.filter(pk__in=left_out))
            raise forms.ValidationError(f"Te jednostki zaczęły już pracę nad arkuszem i zostają w edycji: {names}.")
        return chosen

    def as_input(self) -> EditionInput:
        """The cleaned form."""
        given = self.cleaned_data
        return EditionInput(given["name"], given["kind"], given["deadline"], given["note"].strip(), given["schools"])


class VersionForm(forms.Form):
    """Which version of the sheet the page showed."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class SubmitForm(VersionForm):
    """The director's signature under the rows that the page shows."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    confirmed = forms.BooleanField(
        error_messages={"required": "Zaznacz potwierdzenie: bez niego arkusza nie można złożyć."}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["confirmed"].label = f"Potwierdzam zgodność z ewidencją na dzień {long_date(timezone.localdate())}"


class SheetRemarkForm(VersionForm):
    """What the school should mend."""

    remark = forms.CharField(
        label="Co poprawić",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Napisz, co poprawić: bez tego szkoła nie będzie wiedziała, co zrobić."},
    )


class SheetFileForm(VersionForm):
    """A sheet kept on paper or in Excel until now."""

    day = PolishDateField(label="Dzień, na który arkusz sporządzono", help_text="Na przykład 30.11.2024.")
    file = InspectedFileField(
        label="Plik arkusza",
        help_text="PDF albo XLSX. Z pliku XLSX przepiszemy wiersze pierwszego arkusza, tak jak są.",
    )

    def clean_day(self) -> datetime.date:
        """Neither from the future nor from before there was anything to enter."""
        day: datetime.date = self.cleaned_data["day"]
        if not FIRST_DAY <= day <= timezone.localdate():
            raise forms.ValidationError(
                f"Podaj dzień od {long_date(FIRST_DAY)} do dzisiaj ({long_date(timezone.localdate())})."
            )
        return day
