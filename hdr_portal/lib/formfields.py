"""Form fields that forgive the spellings people use."""

import datetime
import re
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.forms.utils import from_current_timezone

SPACES = str.maketrans("", "", " \u00a0\u202f\t")


MONTHS = ("sty", "lut", "mar", "kwi", "maj", "cze", "lip", "sie", "wrz", "paź", "lis", "gru")


def _month_as_number(text: str) -> str:
    """„15 października 2024” as „15.10.2024”; other text as it is."""
    match = re.fullmatch(r"(\d{1,2}) ([a-ząćęłńóśźż]{3,12}) (\d{4})", text)
    start = match[2].replace("maja", "maj")[:3] if match else ""
    return f"{match[1]}.{MONTHS.index(start) + 1}.{match[3]}" if match and start in MONTHS else text


class PolishDateField(forms.DateField):
    """A day as people write it: 3.05.2024, 3-05-2024, 2024-05-03."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            input_formats=["%Y-%m-%d", "%d.%m.%Y", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%y"],
            widget=forms.DateInput(attrs={"inputmode": "decimal", "autocomplete": "off"}, format="%d.%m.%Y"),
            error_messages={
                "invalid": "Nie rozumiem tej daty. Wpisz na przykład 3.05.2024.",
                "required": "Podaj datę.",
            },
            **kwargs,
        )

    def to_python(self, value: Any) -> Any:
        """Accept a trailing „r.” and stray spaces."""
        if isinstance(value, str):
            value = _month_as_number(value.strip().removesuffix("r.").strip().lower())
        return super().to_python(value)


class MoneyField(forms.CharField):
    """An amount in złote as people write it: „1 234,56 zł”. Cleans to a Decimal with two places, or None."""

    LIMIT = Decimal(10) ** 10

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "decimal"}), max_length=30, **kwargs)

    def clean(self, value: Any) -> Any:
        """Decimal or None; a ValidationError says how to write it."""
        text = (super().clean(value) or "").lower().replace("zł", "").translate(SPACES)
        if not text:
            return None
        try:
            amount = Decimal(text.replace(",", ".")).quantize(Decimal("0.01"))
        except InvalidOperation:
            raise forms.ValidationError("Nie rozumiem tej kwoty. Wpisz na przykład 1 234,56.") from None
        if not amount.is_finite() or not 0 <= amount < self.LIMIT:
            raise forms.ValidationError("Kwota musi być nieujemna i mniejsza niż 10 miliardów złotych.")
        return amount


class CountField(forms.IntegerField):
    """A number of people; an empty field means that the group was not counted."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            min_value=0,
            max_value=100_000,
            required=False,
            widget=forms.TextInput(attrs={"inputmode": "numeric"}),
            error_messages={
                "invalid": "Wpisz liczbę całkowitą, na przykład 25.",
                "min_value": "Liczba osób nie może być ujemna.",
                "max_value": "Tyle osób nie mogło wziąć udziału. Sprawdź liczbę.",
            },
            **kwargs,
        )


class PolishMomentField(forms.CharField):
    """A moment as people write it: „3.05.2024 14:05”; a day alone means its end. Cleans to an aware moment, or None.

    A moment as this portal writes it into a hidden field (ISO, with its zone) is taken to the microsecond.
    """

    HOUR = re.compile(r"(.+?),?\s+(?:godz\.\s*)?(\d{1,2})[:.](\d{2})(?::(\d{2}))?")
    UNREADABLE = "Nie rozumiem tej chwili. Wpisz na przykład 3.05.2024 14:05 albo samą datę."
    DOUBTFUL = "Tej godziny nie było albo była dwa razy, bo przestawiano zegary. Podaj inną."

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            widget=forms.TextInput(attrs={"autocomplete": "off"}), max_length=40, **{"required": False} | kwargs
        )

    def clean(self, value: Any) -> Any:
        """An aware datetime or None; a ValidationError says how to write it."""
        text = super().clean(value) or ""
        if not text:
            return None
        if (exact := _exact_moment(text)) is not None:
            return exact
        match = self.HOUR.fullmatch(text)
        try:
            day = PolishDateField().clean(match[1] if match else text)
            hour = _hour(match) if match else datetime.time.max
        except (forms.ValidationError, ValueError):
            raise forms.ValidationError(self.UNREADABLE) from None
        try:
            return from_current_timezone(datetime.datetime.combine(day, hour))
        except forms.ValidationError:
            raise forms.ValidationError(self.DOUBTFUL) from None


def _exact_moment(text: str) -> datetime.datetime | None:
    try:
        moment = datetime.datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _hour(match: re.Match[str]) -> datetime.time:
    return datetime.time(int(match[2]), int(match[3]), int(match[4] or 0))
