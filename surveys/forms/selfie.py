"""Forms of SELFIE cards: days, numbers of each group, 24 averages, consent and attestation; the reason of a return."""

import uuid
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone

from hdr_portal.lib.formfields import CountField, PolishDateField
from hdr_portal.lib.polish import number
from hdr_portal.lib.uploads import inspect_upload
from schools.forms.evidence import InspectedFileField
from schools.models import School, User
from schools.register import register_on
from surveys.models import Area, SelfieCard, SelfieGroup
from surveys.queries.selfie import session_days, session_of
from surveys.selfie.checks import faults, session_fault
from surveys.selfie.values import AREAS, GROUPS, GroupCount, Session, read_mean
from surveys.services.selfie import CardInput

SAVED_MEANWHILE = (
    "Ktoś zmienił tę kartę w międzyczasie. Twoje wpisy są poniżej; zapisz jeszcze raz, jeśli mają zastąpić tamte. "
    "Co zmieniono, pokazuje historia na stronie karty."
)
REPORT_WITHOUT_CONSENT = "Karta ma dołączony raport, więc zgoda musi zostać. Jeśli jej nie ma, najpierw odłącz raport."
ATTESTED = "Dyrektor poświadcza, że szkoła przeprowadziła to badanie (bez pliku raportu)"
CONSENT = "Dyrektor zgadza się udostępnić wyniki gminie"
CONSENT_HINT = (
    "Bez zgody gmina widzi, że badanie się odbyło, ile osób odpowiedziało, i nic więcej: ani średnich, ani raportu. "
    "Średnich kadry kierowniczej poza szkołą nie widzi nikt, także za zgodą."
)


class MeanField(forms.CharField):
    """An average from 1,0 to 5,0 as people write it; None where the field is empty."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "decimal", "autocomplete": "off", "size": "5"}
        super().__init__(widget=forms.TextInput(attrs=attrs), max_length=20, required=False, **kwargs)

    def clean(self, value: Any) -> Any:
        """Decimal or None; a ValidationError says how to write it."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return read_mean(text)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error


class GroupFields:
    """The fields of one group, for its part of the page."""

    def __init__(self, form: forms.Form, group: str) -> None:
        self.label = str(SelfieGroup(group).label).capitalize()
        self.invited, self.answered, self.gaps = (form[f"{name}_{group}"] for name in ("invited", "answered", "gaps"))
        self.means = [form[f"mean_{area}_{group}"] for area in AREAS]


class SelfieForm(forms.Form):
    """A card. With several schools in reach it asks for the school; who may not attest is not asked for it."""

    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    started_on = PolishDateField(label="Sesja rozpoczęta", required=False, help_text="Na przykład 2.12.2024.")
    finished_on = PolishDateField(label="Sesja zakończona", help_text="Ten dzień liczy się we wskaźniku 1.6/1.7.")
    consent = forms.BooleanField(label=CONSENT, required=False, help_text=CONSENT_HINT)
    attested = forms.BooleanField(
        label=ATTESTED,
        required=False,
        help_text="Gdy nie ma pliku. Raport PDF dołączysz na stronie karty, po zapisaniu.",
    )

    def __init__(
        self, data: Any = None, *, user: User, schools: Any = None, card: SelfieCard | None = None, **kwargs: Any
    ) -> None:
        self.user, self.card = user, card
        super().__init__(data, initial=_initial(card) | kwargs.pop("initial", {}), **kwargs)
        for group in GROUPS:
            self._ask(group)
        if card is None:
            self.fields["school"] = forms.ModelChoiceField(
                schools,
                label="Szkoła",
                empty_label="Wybierz szkołę",
                error_messages={"required": "Wybierz szkołę, której dotyczy karta."},
            )
            if len(schools) == 1:
                self.fields["school"].initial = schools[0].pk
                self.fields["school"].widget = forms.HiddenInput()
        if not user.has_perm("surveys.confirm_selfie", *([card] if card else [])):
            del self.fields["attested"]

    def _ask(self, group: str) -> None:
        self.fields[f"invited_{group}"] = CountField(label="Zaproszono")
        self.fields[f"answered_{group}"] = CountField(label="Odpowiedziało")
        for area, label in Area.choices:
            self.fields[f"mean_{area}_{group}"] = MeanField(label=f"{area} {label}")
        self.fields[f"gaps_{group}"] = forms.BooleanField(
            label="Puste obszary są zamierzone: ta grupa na nie nie odpowiadała", required=False
        )

    def groups(self) -> list[GroupFields]:
        """The parts of the page, one a group."""
        return [GroupFields(self, group) for group in GROUPS]

    def clean(self) -> dict[str, Any]:
        """Contradictions are told at their fields."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("finished_on"):
            for field, sentence in faults(self._session(), timezone.localdate()):
                if field not in self.errors:
                    self.add_error(field, sentence)
            self._check_beside_others(cleaned)
        if self.card and self.card.evidence_id and not cleaned.get("consent"):
            self.add_error("consent", REPORT_WITHOUT_CONSENT)
        if self.card and cleaned.get("version") != self.card.version:
            self._tell_stale()
        return cleaned

    def _check_beside_others(self, cleaned: dict[str, Any]) -> None:
        school = self.card.school if self.card else cleaned.get("school")
        finished_on = cleaned.get("finished_on")
        if school and finished_on and (fault := session_fault(finished_on, self._other_days(school))):
            self.add_error("finished_on", fault)

    def _other_days(self, school: School) -> list[Any]:
        """Last days of the school's other sessions; the card that this very form has made already is no other."""
        key = self.cleaned_data.get("form_key")
        mine = self.card or (SelfieCard.objects.filter(form_key=key).first() if key else None)
        return session_days(school, but=mine)

    def _tell_stale(self) -> None:
        """Sent once more, the form replaces what somebody else has saved."""
        typed = QueryDict(mutable=True)
        typed.update(self.data)
        typed["version"] = str(self.card.version if self.card else "")
        self.data = typed
        self.add_error(None, SAVED_MEANWHILE)

    def _session(self) -> Session:
        given = self.cleaned_data
        means = {
            (area, group): mean
            for area in AREAS
            for group in GROUPS
            if isinstance(mean := given.get(f"mean_{area}_{group}"), Decimal)
        }
        counts = {
            group: GroupCount(
                given.get(f"invited_{group}"), given.get(f"answered_{group}"), bool(given.get(f"gaps_{group}"))
            )
            for group in GROUPS
        }
        return Session(given.get("started_on"), given["finished_on"], means, counts)

    def as_input(self) -> CardInput:
        """The cleaned form."""
        return CardInput(self._session(), self.cleaned_data["consent"], self.cleaned_data.get("attested"))


def _initial(card: SelfieCard | None) -> dict[str, Any]:
    if card is None:
        return {"form_key": uuid.uuid4()}
    session = session_of(card)
    initial: dict[str, Any] = {
        name: getattr(card, name) for name in ("started_on", "finished_on", "consent", "attested", "version")
    }
    for group in GROUPS:
        count = session.count(group)
        initial |= {f"invited_{group}": count.invited, f"answered_{group}": count.answered}
        initial[f"gaps_{group}"] = count.gaps_meant
    return initial | {f"mean_{area}_{group}": number(mean, 2) for (area, group), mean in session.means.items()}


def schools_to_record(user: User) -> Any:
    """Primary schools for which the person may record cards."""
    today = timezone.localdate()
    schools = School.objects.filter(pk__in=[row.school for row in register_on(today).primary_schools])
    mine = schools.filter(pk__in=[one.pk for one in schools if user.has_perm("surveys.record_selfie", one)])
    return mine.order_by("kind", "sort_name")


class ReportForm(forms.Form):
    """The report of the session as SELFIE makes it."""

    file = InspectedFileField(label="Raport SELFIE (PDF)")

    def clean_file(self) -> Any:
        """A PDF by its content."""
        upload = self.cleaned_data["file"]
        if inspect_upload(upload).extension != "pdf":
            raise forms.ValidationError("Raport SELFIE jest plikiem PDF. Pobierz go z platformy SELFIE i dołącz tutaj.")
        return upload


class RemarkForm(forms.Form):
    """The reason for sending a card back or withdrawing it."""

    remark = forms.CharField(
        label="Powód",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Napisz powód: bez niego szkoła nie będzie wiedziała, co zrobić."},
    )


class CardWorkbookForm(forms.Form):
    """The workbook with the cards of several schools."""

    request_key = forms.UUIDField(widget=forms.HiddenInput)
    file = InspectedFileField(label="Wypełniony arkusz", help_text="Plik XLSX według szablonu z tej strony.")
