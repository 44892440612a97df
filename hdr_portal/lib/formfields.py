"""Form fields that forgive the spellings people use."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms

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
