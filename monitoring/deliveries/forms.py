"""Forms of subscriptions and deliveries."""

from typing import Any

from django import forms
from django.utils import timezone

from hdr_portal.lib.formfields import PolishDateField
from monitoring.deliveries.cron import cron_fault
from monitoring.deliveries.subscriptions import MANAGE
from monitoring.models import DeliveryState, Frequency, ReportFormat, ReportKind, Subscription
from monitoring.report_types import TYPES
from schools.models import School, User
from schools.roles import roles_allowed


def what_choices() -> list[tuple[str, str]]:
    """Every kind of report in every file it is made as."""
    return [
        (f"{kind}-{file_format}", f"{_capital(ReportKind(kind).label)}, {ReportFormat(file_format).label}")
        for kind, made in TYPES.items()
        for file_format in made.renders
    ]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


class SubscriptionForm(forms.ModelForm[Subscription]):
    """What is sent and when; who gets it is on the subscription's page."""

    what = forms.ChoiceField(label="Raport i plik", choices=what_choices)
    starts_on = PolishDateField(label="Od dnia", help_text="Wcześniejsze terminy nie zostaną wysłane.")
    at = forms.TimeField(
        label="Godzina",
        widget=forms.TimeInput(format="%H:%M", attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": "Podaj godzinę.", "invalid": "Nie rozumiem tej godziny. Wpisz na przykład 7:00."},
        help_text="Czasu polskiego, na przykład 7:00.",
    )

    class Meta:
        model = Subscription
        fields = ("name", "plan", "school", "frequency", "day_of_month", "at", "cron", "starts_on", "owner")
        help_texts = {
            "name": "Odbiorcy widzą ją w wiadomości, na przykład „Raport dla Rady Miejskiej”.",
            "day_of_month": "Dzień miesiąca, który następuje po końcu okresu: od 1 do 28.",
            "cron": "Dla zaawansowanych, tylko przy częstotliwości „według wyrażenia cron”. Przykład: 0 7 * * 1 to każdy poniedziałek o 7:00.",
            "school": "Tylko dla raportu jednostki.",
            "owner": "Pracownik wydziału, który dostaje wiadomość, gdy coś się nie powiedzie. Jego adres widzą odbiorcy.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(("name", "what"))
        fields: Any = self.fields
        fields["plan"].empty_label = None
        fields["school"].queryset, fields["school"].empty_label = School.objects.all(), "cała gmina"
        fields["owner"].queryset, fields["owner"].empty_label = _possible_owners(), None
        fields["day_of_month"].widget = forms.TextInput(attrs={"inputmode": "numeric"})
        by_cron = self.data.get("frequency") == Frequency.CRON
        fields["day_of_month"].required = fields["at"].required = not by_cron
        if self.instance.pk:
            fields["what"].initial = f"{self.instance.kind}-{self.instance.format}"

    def clean_cron(self) -> str:
        """One space between the fields."""
        return " ".join(self.cleaned_data["cron"].split())

    def clean(self) -> dict[str, Any]:
        """The fields that the frequency and the kind ask for; the others are emptied."""
        cleaned = super().clean() or self.cleaned_data
        self._clean_schedule(cleaned)
        kind, _, file_format = cleaned.get("what", "").partition("-")
        self.instance.kind, self.instance.format = kind or self.instance.kind, file_format or self.instance.format
        if kind == ReportKind.SCHOOL and not cleaned.get("school"):
            self.add_error("school", "Wybierz jednostkę: to raport jednostki.")
        if kind and kind != ReportKind.SCHOOL:
            cleaned["school"] = None
        return cleaned

    def _clean_schedule(self, cleaned: dict[str, Any]) -> None:
        if cleaned.get("frequency") == Frequency.CRON:
            if "cron" not in self.errors and (fault := cron_fault(cleaned.get("cron") or "")):
                self.add_error("cron", fault)
            cleaned["day_of_month"] = cleaned.get("day_of_month") or self.instance.day_of_month
            cleaned["at"] = cleaned.get("at") or self.instance.at
            return
        cleaned["cron"] = ""
        if "day_of_month" not in self.errors and not 1 <= cleaned["day_of_month"] <= 28:
            self.add_error("day_of_month", "Podaj dzień od 1 do 28: taki dzień ma każdy miesiąc.")


def _possible_owners() -> Any:
    return User.objects.filter(is_active=True, memberships__role__in=roles_allowed(MANAGE)).distinct()


def new_subscription_form(by: User) -> SubscriptionForm:
    """An empty form with what is usual."""
    return SubscriptionForm(initial={"starts_on": timezone.localdate(), "owner": by.pk, "at": "07:00"})


class RecipientForm(forms.Form):
    """One more address."""

    email = forms.EmailField(
        label="Adres e-mail odbiorcy",
        max_length=254,
        error_messages={
            "required": "Podaj adres e-mail.",
            "invalid": "To nie jest adres e-mail. Przykład: biuro@gmina.pl.",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )


class PauseForm(forms.Form):
    """Why it is paused."""

    reason = forms.CharField(label="Powód wstrzymania", max_length=200, required=False)


class KeyForm(forms.Form):
    """The key of a form that must not be done twice, and the report that was looked at."""

    form_key = forms.UUIDField(widget=forms.HiddenInput)
    report = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=2**62)


class DeliveryFilter(forms.Form):
    """Which deliveries to show."""

    stan = forms.ChoiceField(
        label="Stan",
        required=False,
        choices=[("", "wszystkie"), ("do-decyzji", "do decyzji"), *DeliveryState.choices],
    )
    subskrypcja = forms.ModelChoiceField(
        Subscription.objects.all(), label="Subskrypcja", required=False, empty_label="wszystkie"
    )
