"""The form by which a school confirms its use of ZSZO."""

from typing import Any

from django import forms

from inventory.models import ZszoModule

NOTHING = "Zaznacz używane moduły albo „Szkoła nie korzysta z ZSZO”."
BOTH = "Zaznaczono moduły i „Szkoła nie korzysta z ZSZO”. Zostaw jedno z nich."


class ZszoForm(forms.Form):
    """Which modules the school uses, or that it uses none."""

    modules = forms.ModelMultipleChoiceField(
        ZszoModule.objects.none(), label="Używane moduły", widget=forms.CheckboxSelectMultiple, required=False
    )
    none = forms.BooleanField(label="Szkoła nie korzysta z ZSZO", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["modules"].queryset = ZszoModule.objects.usable()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Either modules or none."""
        cleaned = super().clean() or self.cleaned_data
        if bool(cleaned.get("modules")) == bool(cleaned.get("none")):
            self.add_error("modules", BOTH if cleaned.get("none") else NOTHING)
        return cleaned
