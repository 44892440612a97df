"""Fields that several forms of the register share."""

from typing import Any

from django import forms


class WholeNumberField(forms.IntegerField):
    """A whole number of things, from 0 to `limit`; an empty field is None."""

    def __init__(self, *, limit: int, **kwargs: Any) -> None:
        super().__init__(
            min_value=0,
            max_value=limit,
            required=False,
            widget=forms.TextInput(attrs={"inputmode": "numeric"}),
            error_messages={
                "invalid": "Wpisz liczbę całkowitą, na przykład 25.",
                "min_value": "Ta liczba nie może być ujemna.",
                "max_value": "Ta liczba jest za duża. Sprawdź ją.",
            },
            **kwargs,
        )
