"""Forms of the board: the day, the moment of knowledge, what to show; a signed correction; a reminder."""

import datetime
import re
import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone

from hdr_portal.lib.formfields import PolishDateField
from monitoring.forms import DayForm, refuse_impossible
from monitoring.models import Indicator
from monitoring.standing import Rule, Status
from schedule.models import Action, Group, Plan
from schools.forms.evidence import InspectedFileField
from schools.models import EvidenceKind, School, User

MOMENT = re.compile(r"(?P<day>.+?)(?:[, T]+(?:godz\.? ?)?(?P<hour>\d{1,2})[:.](?P<minute>\d{2}))?$")
UNREAD = "Nie rozumiem tej chwili. Wpisz datę, na przykład 30.06.2026, albo datę z godziną: 30.06.2026 14:05."


class MomentField(PolishDateField):
    """A moment as people write it: „30.06.2026 14:05”; a day alone means its end, today means now. Cleans to an aware datetime."""

    def to_python(self, value: Any) -> Any:
        """An aware datetime, or None."""
        if value in self.empty_values:
            return None
        found = MOMENT.match(str(value).strip())
        day = super().to_python(found["day"].strip(" ,")) if found else None
        if found is None or day is None:
            raise forms.ValidationError(UNREAD)
        return _moment(day, found["hour"], found["minute"])


def _moment(day: datetime.date, hour: str | None, minute: str | None) -> datetime.datetime:
    try:
        time = datetime.time(int(hour), int(minute or 0)) if hour else datetime.time(23, 59, 59, 999_999)
    except ValueError:
        raise forms.ValidationError(UNREAD) from None
    moment = timezone.make_aware(datetime.datetime.combine(day, time))
    today = day == timezone.localdate()
    return min(moment, timezone.now()) if today and not hour else moment


class AsOfForm(DayForm):
    """The as-of day and, if wanted, the moment of knowledge."""

    wiedza = MomentField(label="Według wiedzy z (puste: z dziś)", required=False)

    def clean_wiedza(self) -> datetime.datetime | None:
        """What will be recorded later nobody knows."""
        moment: datetime.datetime | None = self.cleaned_data["wiedza"]
        if moment and moment > timezone.now():
            raise forms.ValidationError("Ta chwila jeszcze nie nadeszła. Wybierz wcześniejszą.")
        return moment


class BoardForm(AsOfForm):
    """What the board shows: day, knowledge, status, action, who answers for it, only what lacks something."""

    stan = forms.ChoiceField(label="Stan", required=False)
    dzialanie = forms.TypedChoiceField(label="Działanie", required=False, coerce=int, empty_value=None)
    odpowiada = forms.ChoiceField(label="Odpowiada", required=False)
    braki = forms.BooleanField(label="Tylko z brakami", required=False)

    def __init__(self, *args: Any, plan: Plan, owners: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        actions = Action.objects.filter(plan=plan).order_by("number").values_list("number", flat=True)
        self._choose("stan", "Każdy", [(one.value, one.label) for one in Status])
        self._choose("dzialanie", "Każde", [(str(number), f"Działanie {number}") for number in actions])
        self._choose("odpowiada", "Każdy", owners)

    def _choose(self, name: str, every: str, choices: Iterable[tuple[str, str]]) -> None:
        self.fields[name].choices = [("", every), *choices]  # type: ignore[attr-defined]


class CorrectionForm(forms.Form):
    """A signed correction. What names a unit or a group depends on how the indicator is counted."""

    form_key = forms.UUIDField(widget=forms.HiddenInput)
    day = PolishDateField(label="Od dnia", help_text="Korekta liczy się od tego dnia, na przykład 30.06.2026.")
    amount = forms.IntegerField(
        label="O ile",
        min_value=-100_000,
        max_value=100_000,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text="Liczba całkowita, na przykład 2 albo -1.",
        error_messages={"invalid": "Wpisz liczbę całkowitą, na przykład 2 albo -1."},
    )
    reason = forms.CharField(
        label="Powód",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Skąd wynika różnica i kto ją ustalił. Nie wpisuj nazwisk ani innych danych osobowych.",
        error_messages={"required": "Napisz powód: bez niego korekta nic nie znaczy."},
    )
    file = InspectedFileField(label="Dowód (jeśli jest)", required=False)
    kind = forms.ChoiceField(label="Rodzaj dokumentu", required=False)

    def __init__(self, *args: Any, indicator: Indicator, rule: Rule, user: User, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"form_key": uuid.uuid4(), "day": timezone.localdate()})
        super().__init__(*args, **kwargs)
        self.indicator, self.rule, self.user = indicator, rule, user
        kinds = [(value, label) for value, label in EvidenceKind.choices if value != EvidenceKind.MEDIA]
        self.fields["kind"].choices = [("", "Wybierz rodzaj"), *kinds]  # type: ignore[attr-defined]
        if rule in {Rule.SCHOOLS, Rule.MIN_PER_SCHOOL}:
            self.fields["school"] = forms.ModelChoiceField(
                School.objects.all(), label="Jednostka", empty_label="Wybierz jednostkę",
                error_messages={"required": "Ten wskaźnik liczy się w każdej jednostce osobno: wskaż, której to dotyczy."},
            )  # fmt: skip
        if rule == Rule.BEST_BY_GROUP:
            asked = set(indicator.targets.values_list("group", flat=True))
            groups = [(value, label) for value, label in Group.choices if value in asked]
            self.fields["group"] = forms.ChoiceField(label="Grupa", choices=[("", "Wybierz grupę"), *groups])
        self.order_fields(["day", "amount", "school", "group", "reason", "kind", "file"])

    def clean_day(self) -> datetime.date:
        """As a board: what was, not what will be."""
        day = refuse_impossible(self.cleaned_data["day"])
        if day < self.indicator.plan.start:
            raise forms.ValidationError("Ten dzień jest sprzed początku planu.")
        return day

    def clean_amount(self) -> int:
        """Nought corrects nothing; a unit that is counted once cannot count more."""
        amount: int = self.cleaned_data["amount"]
        if amount == 0:
            raise forms.ValidationError("Korekta o zero niczego nie zmienia.")
        if self.rule == Rule.SCHOOLS and amount > 1:
            raise forms.ValidationError(
                "Ten wskaźnik liczy każdą jednostkę raz. Wpisz 1, jeśli jednostkę trzeba doliczyć."
            )
        return amount

    def clean(self) -> dict[str, Any]:
        """A file needs its kind."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("file") and not cleaned.get("kind"):
            self.add_error("kind", "Wybierz, czym jest ten dokument.")
        return cleaned


class RemindForm(forms.Form):
    """Which schools of the preview get a letter; those reminded lately only when it is said so."""

    request_key = forms.UUIDField(widget=forms.HiddenInput)
    mimo_to = forms.BooleanField(
        label="Wyślij także do jednostek, którym przypominano niedawno",
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"request_key": uuid.uuid4()})
        super().__init__(*args, **kwargs)


class SpanForm(forms.Form):
    """Two days to compare."""

    od = PolishDateField(label="Od stanu na dzień")
    do = PolishDateField(label="Do stanu na dzień")

    def clean_od(self) -> datetime.date:
        """As a board."""
        return refuse_impossible(self.cleaned_data["od"])

    def clean_do(self) -> datetime.date:
        """As a board."""
        return refuse_impossible(self.cleaned_data["do"])

    def clean(self) -> dict[str, Any]:
        """The first day comes first."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("od") and cleaned.get("do") and cleaned["od"] > cleaned["do"]:
            self.add_error("do", "Ten dzień jest wcześniejszy niż pierwszy.")
        return cleaned
