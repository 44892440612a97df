"""Forms of the RSPO import: the file, and the choices on its preview."""

import datetime
from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone

from hdr_portal.lib.formfields import PolishDateField
from hdr_portal.lib.polish import file_size
from schools.models import SchoolKind
from schools.rspo import LIMITS
from schools.rspo_choice import Operator
from schools.rspo_match import BY_HAND
from schools.rspo_plan import Preview, Verdict

MATCH = "match_"
FIRST_DAY = datetime.date(2012, 1, 1)


def plausible_day(day: datetime.date) -> None:
    """An export is of today at the latest; the register exists since 2012."""
    if not FIRST_DAY <= day <= timezone.localdate():
        raise forms.ValidationError("Podaj dzień pobrania pliku: nie późniejszy niż dzisiaj.")


def small_enough(upload: Any) -> None:
    """The size is refused before the file is read."""
    if upload.size > LIMITS.size:
        raise forms.ValidationError(
            f"Plik ma {file_size(upload.size)}, a może mieć najwyżej {file_size(LIMITS.size)}. Zawęź wyszukiwanie w RSPO do gminy."
        )


class RspoUploadForm(forms.Form):
    """The register's CSV export and the day it was taken."""

    file = forms.FileField(
        label="Plik CSV",
        help_text="W wyszukiwarce rspo.gov.pl wybierz swoją gminę i użyj „Pobierz CSV”. Kolejność kolumn i kodowanie nie mają znaczenia.",
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,text/csv"}),
        validators=[small_enough],
        error_messages={"required": "Wybierz plik.", "empty": "Plik jest pusty."},
    )
    day = PolishDateField(
        label="Stan na dzień", validators=[plausible_day], help_text="Z tą datą zapiszą się liczby uczniów."
    )


class ChoicesForm(forms.Form):
    """What the preview page asks: whose schools, of which day, and which added unit is really one of ours."""

    operator = forms.ChoiceField(label="Organ prowadzący")
    day = PolishDateField(label="Stan na dzień", validators=[plausible_day])

    def __init__(
        self, data: QueryDict | None = None, *, operators: list[Operator], preview: Preview, initial: Mapping[str, Any]
    ) -> None:
        super().__init__(data, initial=dict(initial))
        self.fields["operator"].choices = [(one.key, f"{one.name} ({one.count})") for one in operators]  # type: ignore[attr-defined]
        self.units = _units_to_match(preview)
        for rspo, choices in self.units.items():
            self.fields[f"{MATCH}{rspo}"] = forms.TypedChoiceField(
                label="To jest nasza jednostka", choices=choices, required=False, coerce=int, empty_value=None
            )

    def by_hand(self) -> dict[int, int]:
        """RSPO of a unit of the file → id of our unit."""
        chosen = {rspo: self.cleaned_data[f"{MATCH}{rspo}"] for rspo in self.units}
        return {rspo: pk for rspo, pk in chosen.items() if pk}

    def clean(self) -> dict[str, Any]:
        """One of our units is pointed at once."""
        cleaned = super().clean() or self.cleaned_data
        seen: set[int] = set()
        for rspo in self.units:
            pk = cleaned.get(f"{MATCH}{rspo}")
            if pk in seen:
                self.add_error(f"{MATCH}{rspo}", "Ta jednostka jest już wskazana przy innym wierszu.")
            elif pk:
                seen.add(pk)
        return cleaned


def _units_to_match(preview: Preview) -> dict[int, list[tuple[Any, str]]]:
    """For each added or pointed unit, the units of ours that it may be."""
    pointed = {unit.pk: unit.kind for unit in preview.units if unit.matched_by == BY_HAND}
    free = [(one.pk, one.kind, one.label) for one in (*preview.free_units, *preview.pointed_units)]
    asked = [unit for unit in preview.units if unit.own_verdict == Verdict.ADDED or unit.pk in pointed]
    return {unit.rspo: _offers(unit.kind, free) for unit in asked}


def _offers(kind: SchoolKind, free: list[tuple[int, str, str]]) -> list[tuple[Any, str]]:
    offers: list[tuple[Any, str]] = [(pk, label) for pk, its_kind, label in free if its_kind == kind]
    return [("", "nowa jednostka"), *offers]
