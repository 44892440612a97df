"""Forms of licences."""

import uuid
from typing import Any

from django import forms
from django.db.models import Q

from hdr_portal.lib.formfields import MoneyField, PolishDateField
from inventory.forms.fields import WholeNumberField
from inventory.models import FundingSource, Licence, LicenceKind, Product
from schools.models import School

EXPIRES_BEFORE = "Data ważności jest wcześniejsza niż data zakupu. Popraw jedną z nich."


class LicenceForm(forms.ModelForm):  # type: ignore[type-arg]
    """A licence of a school. The key of the licence is not asked for: it has no place here."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    seats = WholeNumberField(
        limit=100_000, label="Stanowiska", help_text="Zostaw puste, gdy licencja nie ogranicza liczby stanowisk."
    )
    in_use = WholeNumberField(
        limit=100_000, label="W użyciu", help_text="Na ilu stanowiskach program jest zainstalowany lub przypisany."
    )
    bought_on = PolishDateField(label="Data zakupu", required=False)
    expires_on = PolishDateField(
        label="Ważna do", required=False, help_text="Zostaw puste, gdy licencja jest bezterminowa."
    )
    cost = MoneyField(label="Koszt brutto w złotych", required=False, help_text="Na przykład 1 234,56.")

    class Meta:
        model = Licence
        fields = (
            "school", "product", "kind", "seats", "in_use", "bought_on", "expires_on", "cost", "funding", "invoice",
            "inventory_number", "note",
        )  # fmt: skip

    def __init__(self, *args: Any, schools: list[School], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["product"].queryset = self._usable(Product, self.instance.product_id)  # type: ignore[attr-defined]
        self.fields["funding"].queryset = self._usable(FundingSource, self.instance.funding_id)  # type: ignore[attr-defined]
        self.fields["kind"].choices = [("", "Wybierz rodzaj"), *LicenceKind.choices]  # type: ignore[attr-defined]
        self.fields["product"].empty_label = "Wybierz oprogramowanie"  # type: ignore[attr-defined]
        self.fields["funding"].empty_label = "Nie wiadomo"  # type: ignore[attr-defined]
        self.initial = {**self.initial, "version": self.instance.version, "form_key": uuid.uuid4()}
        if self.instance.pk or len(schools) == 1:
            del self.fields["school"]
            self.instance.school = self.instance.school if self.instance.pk else schools[0]
        else:
            self.fields["school"].queryset = School.objects.filter(pk__in=[one.pk for one in schools])  # type: ignore[attr-defined]
            self.fields["school"].empty_label = "Wybierz jednostkę"  # type: ignore[attr-defined]

    @staticmethod
    def _usable(model: Any, chosen: int | None) -> Any:
        """Entries on offer, and the one chosen before even if it is no longer on offer."""
        usable = model.objects.usable().values("pk")
        return model.objects.filter(Q(pk__in=usable) | Q(pk=chosen))

    def clean(self) -> dict[str, Any]:
        """An expiry is not before the purchase; nothing typed for „w użyciu” is none."""
        cleaned = super().clean() or self.cleaned_data
        bought, expires = cleaned.get("bought_on"), cleaned.get("expires_on")
        if bought and expires and expires < bought:
            self.add_error("expires_on", EXPIRES_BEFORE)
        if cleaned.get("in_use") is None:
            cleaned["in_use"] = 0
        if self.instance.pk is None:
            self.instance.form_key = cleaned.get("form_key")
        return cleaned
