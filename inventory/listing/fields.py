"""Filters and controls that the list of devices is made of."""

from collections.abc import Iterable
from typing import Any

import django_filters as filters
from django import forms
from django.db.models import QuerySet
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from hdr_portal.lib.formfields import MoneyField, PolishDateField
from inventory.models import Category, FundingSource, Manufacturer, OperatingSystem, Room
from schools.models import School

Pairs = Iterable[tuple[Any, str]]


class PlainSelect(forms.Select):
    """A drop-down written in one go: Django's renders a template for each option, which a list of a thousand feels."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """See Widget.render."""
        chosen = "" if value is None else str(value)
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            ((key, SafeString(" selected") if str(key) == chosen else "", label) for key, label in self.choices),
        )
        control = self.build_attrs(self.attrs, {**(attrs or {}), "name": name})
        given = format_html_join("", ' {}="{}"', ((key, known) for key, known in control.items() if known is not False))
        return format_html("<select{}>{}</select>", given, options)


class DayFilter(filters.Filter):
    """A day as people write it."""

    field_class = PolishDateField


class AmountFilter(filters.Filter):
    """An amount in złote as people write it."""

    field_class = MoneyField


class WholeNumberFilter(filters.Filter):
    """A whole number."""

    field_class = forms.IntegerField


class EntryFilter(filters.ModelChoiceFilter):
    """One row of a dictionary, a room or a unit; what the open scope does not hold is no choice."""

    def __init__(self, field_name: str, queryset: Any, label: str, empty_label: str = "Wszystkie") -> None:
        messages = {"invalid_choice": "Nie ma takiej pozycji. Wybierz jedną z listy."}
        super().__init__(
            field_name=field_name,
            queryset=queryset,
            label=label,
            empty_label=empty_label,
            widget=PlainSelect,
            error_messages=messages,
        )


def schools(_: Any) -> QuerySet[School]:
    """Units of the open scope."""
    found: QuerySet[School] = School.objects.order_by("sort_name")
    return found


def rooms(_: Any) -> QuerySet[Room]:
    """Rooms of the open scope."""
    found: QuerySet[Room] = Room.objects.order_by("sort_name", "pk")
    return found


def categories(_: Any) -> QuerySet[Category]:
    """Categories that the open scope may use."""
    found: QuerySet[Category] = Category.objects.usable().order_by("name")
    return found


def manufacturers(_: Any) -> QuerySet[Manufacturer]:
    """Makers that the open scope may use."""
    found: QuerySet[Manufacturer] = Manufacturer.objects.usable().order_by("name")
    return found


def funding_sources(_: Any) -> QuerySet[FundingSource]:
    """Funding sources that the open scope may use."""
    found: QuerySet[FundingSource] = FundingSource.objects.usable().order_by("name")
    return found


def systems(_: Any) -> QuerySet[OperatingSystem]:
    """Operating systems that the open scope may use."""
    found: QuerySet[OperatingSystem] = OperatingSystem.objects.usable().order_by("name")
    return found
