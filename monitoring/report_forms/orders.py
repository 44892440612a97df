"""Ordering a report and finding one in the archive."""

import datetime
import uuid
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from hdr_portal.lib.formfields import PolishDateField, PolishMomentField
from monitoring.forms import refuse_impossible
from monitoring.models import Report, ReportFormat, ReportKind
from monitoring.report_types import TYPES
from monitoring.services import ReportOrder
from schedule.models import Plan
from schools.models import School, User

MAKE = "monitoring.make_school_report"
KNOWN_AT_HELP = "Raport pominie wszystko, co wpisano do portalu po tej chwili; puste pole oznacza teraz."
Documents = list[tuple[str, list[tuple[str, str]]]]


def document_key(kind: str, file_format: str) -> str:
    """The value of a document in the form."""
    return f"{kind}.{file_format}"


def documents_for(user: User, but: Report | None = None) -> Documents:
    """Kinds with their files that the person may order, as choices in groups; `but`: not this very file again."""
    whole = user.has_perm("monitoring.make_report")
    known = document_key(but.kind, but.format) if but else ""
    groups = [
        (_capital(kind.label), [(key, label) for key, label in _files(kind) if key != known])
        for kind in ReportKind
        if kind in TYPES and (whole or kind == ReportKind.SCHOOL) and _fits(kind, but)
    ]
    return [group for group in groups if group[1]]


def _files(kind: ReportKind) -> list[tuple[str, str]]:
    return [
        (document_key(kind, name), f"{_capital(kind.label)}, {name.label}")
        for name in ReportFormat
        if name in TYPES[kind].renders
    ]


def _fits(kind: ReportKind, but: Report | None) -> bool:
    """A school's report has other files of the same school, the city's others of the city."""
    return but is None or (kind == ReportKind.SCHOOL) == (but.kind == ReportKind.SCHOOL)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def schools_for(user: User) -> list[School]:
    """Units whose reports the person may order."""
    return [one for one in School.objects.open_on(timezone.localdate()) if user.has_perm(MAKE, one)]


class ReportForm(forms.Form):
    """Which report to make: the document, the plan or the unit, the day, and as known at which moment."""

    request_key = forms.UUIDField(widget=forms.HiddenInput)
    document = forms.ChoiceField(label="Dokument", error_messages={"required": "Wybierz dokument."})
    school = forms.ModelChoiceField(School.objects.none(), label="Jednostka", required=False, empty_label="cała gmina")
    plan = forms.ModelChoiceField(Plan.objects.all(), label="Plan", empty_label=None)
    as_of = PolishDateField(
        label="Stan na dzień", help_text="Raport policzy zapisy z datą do tego dnia włącznie, na przykład 30.06.2026."
    )
    known_at = PolishMomentField(label="Według wiedzy z chwili", help_text=KNOWN_AT_HELP)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"request_key": uuid.uuid4(), "as_of": timezone.localdate()})
        super().__init__(*args, **kwargs)
        self.whole = user.has_perm("monitoring.make_report")
        self.documents = documents_for(user)
        self.fields["document"].choices = self.documents  # type: ignore[attr-defined]
        self._hide_only_plan()
        offers_schools = any(key.startswith(f"{ReportKind.SCHOOL}.") for _, files in self.documents for key, _ in files)
        if offers_schools:
            self._offer_schools(schools_for(user))
        else:
            del self.fields["school"]

    def _hide_only_plan(self) -> None:
        """Most municipalities have one plan: then there is nothing to choose."""
        plans = list(Plan.objects.all()[:2])
        if len(plans) == 1:
            self.fields["plan"].widget = forms.HiddenInput()
            self.initial["plan"] = plans[0].pk

    def _offer_schools(self, schools: list[School]) -> None:
        field: Any = self.fields["school"]
        field.queryset = School.objects.filter(pk__in=[one.pk for one in schools])
        if self.whole:
            field.help_text = "Tylko dla raportu jednostki."
        else:
            field.empty_label, field.required = None, True

    def clean_as_of(self) -> datetime.date:
        """A report tells what was, not what will be."""
        return refuse_impossible(self.cleaned_data["as_of"])

    def clean_known_at(self) -> datetime.datetime | None:
        """Nothing is known as of a moment to come; today without an hour is now."""
        moment: datetime.datetime | None = self.cleaned_data["known_at"]
        if moment is None or moment <= timezone.now():
            return moment
        local = timezone.localtime(moment)
        if local.date() == timezone.localdate() and local.time() == datetime.time.max:
            return None
        raise forms.ValidationError("Ta chwila jeszcze nie nadeszła. Zostaw pole puste albo podaj wcześniejszą.")

    def clean(self) -> dict[str, Any]:
        """A unit goes with the report of a unit, and with no other."""
        cleaned = super().clean() or self.cleaned_data
        kind, school = self._kind(), cleaned.get("school")
        if kind == ReportKind.SCHOOL and not school and "school" not in self.errors:
            self.add_error("school", "Wybierz jednostkę, której dotyczy raport.")
        if kind and kind != ReportKind.SCHOOL and school:
            self.add_error("school", "Ten dokument mówi o całej gminie. Wybierz „cała gmina” albo raport jednostki.")
        return cleaned

    def _kind(self) -> str:
        return str(self.cleaned_data.get("document", "")).partition(".")[0]

    def order(self) -> ReportOrder:
        """What was asked for."""
        kind, _, file_format = self.cleaned_data["document"].partition(".")
        return ReportOrder(
            plan=self.cleaned_data["plan"],
            as_of=self.cleaned_data["as_of"],
            kind=ReportKind(kind),
            format=ReportFormat(file_format),
            school=self.cleaned_data.get("school"),
            known_at=self.cleaned_data["known_at"],
        )


class ArchiveForm(forms.Form):
    """What to look for in the archive."""

    rodzaj = forms.ChoiceField(label="Rodzaj", required=False)
    jednostka = forms.ModelChoiceField(
        School.objects.none(), label="Jednostka", required=False, empty_label="Wszystkie"
    )
    dzien = PolishDateField(label="Stan na dzień", required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind.value, _capital(kind.label)) for kind in ReportKind]
        self.fields["rodzaj"].choices = [("", "Wszystkie"), *kinds]  # type: ignore[attr-defined]
        self.fields["jednostka"].queryset = School.objects.all()  # type: ignore[attr-defined]
        if user.scope.school_ids is not None:
            del self.fields["rodzaj"]
            if len(user.scope.school_ids) < 2:
                del self.fields["jednostka"]

    def narrowed(self, rows: QuerySet[Report]) -> QuerySet[Report]:
        """The reports asked for; a field that cannot be read narrows nothing (its error stands beside it)."""
        asked = self.cleaned_data if self.is_valid() else getattr(self, "cleaned_data", {})
        names = {"rodzaj": "kind", "jednostka": "school", "dzien": "as_of"}
        return rows.filter(**{column: asked[name] for name, column in names.items() if asked.get(name)})

    @property
    def narrows(self) -> bool:
        """Whether anything was asked for."""
        return any(getattr(self, "cleaned_data", {}).values())
