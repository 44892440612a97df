"""Filters of the list of licences."""

import datetime
from typing import Any

import django_filters as filters
from django.db.models import F, Q, QuerySet
from django.http import QueryDict

from inventory.models import Licence, LicenceKind, Product
from schools.models import School

ENDS_SOON = datetime.timedelta(days=90)
STANDING = (
    ("wazne", "ważne"),
    ("konczace", "kończą się w ciągu 90 dni"),
    ("po-terminie", "po terminie"),
    ("przekroczone", "więcej użytych niż stanowisk"),
)


def _schools(_: Any) -> QuerySet[School]:
    found: QuerySet[School] = School.objects.all()
    return found


def _products(_: Any) -> QuerySet[Product]:
    found: QuerySet[Product] = Product.objects.usable()
    return found


class LicenceFilter(filters.FilterSet):
    """Find licences by product, kind, unit and how they stand today."""

    szukaj = filters.CharFilter(method="search", label="Szukaj")
    program = filters.ModelChoiceFilter(
        field_name="product", queryset=_products, label="Oprogramowanie", empty_label="Każde"
    )
    rodzaj = filters.ChoiceFilter(field_name="kind", choices=LicenceKind, label="Rodzaj", empty_label="Każdy")
    stan = filters.ChoiceFilter(method="stands", choices=STANDING, label="Ważność", empty_label="Każda")
    jednostka = filters.ModelChoiceFilter(
        field_name="school", queryset=_schools, label="Jednostka", empty_label="Każda"
    )

    class Meta:
        model = Licence
        fields: tuple[str, ...] = ()

    def __init__(self, data: QueryDict, *, queryset: QuerySet[Licence], today: datetime.date) -> None:
        super().__init__(data, queryset=queryset.order_by(F("expires_on").asc(nulls_last=True), "product__name", "pk"))
        self.today = today

    def search(self, licences: QuerySet[Licence], _: str, value: str) -> QuerySet[Licence]:
        """Words in the product, the invoice, the number or the note."""
        for word in value.split()[:6]:
            licences = licences.filter(
                Q(product__name__icontains=word)
                | Q(invoice__icontains=word)
                | Q(inventory_number__icontains=word)
                | Q(note__icontains=word)
            )
        return licences

    def stands(self, licences: QuerySet[Licence], _: str, value: str) -> QuerySet[Licence]:
        """Valid, ending, past, or used by more than it allows."""
        if value == "przekroczone":
            return licences.filter(in_use__gt=F("seats"))
        if value == "po-terminie":
            return licences.filter(expires_on__lt=self.today)
        valid = licences.filter(Q(expires_on=None) | Q(expires_on__gte=self.today))
        return valid.filter(expires_on__lte=self.today + ENDS_SOON) if value == "konczace" else valid


def chips_of(found: filters.FilterSet, query: QueryDict) -> list[dict[str, str]]:
    """The filters in force, each with the address of the list without it."""
    chosen: dict[str, Any] = found.form.cleaned_data if found.form.is_valid() else {}
    chips = []
    for name, value in chosen.items():
        if value:
            rest = query.copy()
            rest.pop(name, None)
            rest.pop("page", None)
            field = found.form.fields[name]
            shown = dict(getattr(field, "choices", ())).get(value, value) if isinstance(value, str) else value
            chips.append({"label": str(field.label), "value": str(shown), "url": f"?{rest.urlencode()}"})
    return chips
