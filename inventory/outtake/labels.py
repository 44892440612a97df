"""Codes and ids in words: one small dictionary a column, so that a list of any length needs no join."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Field, ForeignKey, Model

from hdr_portal.lib.celltext import visible
from inventory.columns import Column, Kind
from inventory.models import Category, Device, FixedAssetClass
from inventory.ownfields import OwnField, all_told, own_fields
from schools.models import School

LONGEST = 32_000  # characters; a cell holds 32 767


def labels_of(column: Column) -> Mapping[Any, str]:
    """What the codes (choices) or ids (entries, rooms, units) of a column are called, made fit for a cell."""
    field: Field[Any, Any] = Device._meta.get_field(column.key)  # type: ignore[assignment]
    if column.kind is Kind.CHOICE:
        return {code: str(label) for code, label in field.flatchoices}
    if not isinstance(field, ForeignKey):
        raise TypeError(f"{column.key} has no names: it is neither a choice nor an entry.")
    return {pk: visible(name) for pk, name in _names(field.related_model)}


def _names(model: type[Model]) -> list[tuple[int, str]]:
    rows = model._default_manager.order_by("pk")  # noqa: SLF001 - the scoped one
    if model is FixedAssetClass:
        return [(pk, f"{code} {name}") for pk, code, name in rows.values_list("pk", "code", "name")]
    return list(rows.values_list("pk", "short_name" if model is School else "name"))


def own_fields_by_category() -> dict[int, list[OwnField]]:
    """Category id → the fields that it alone has."""
    return {pk: own_fields(stored) for pk, stored in Category.objects.values_list("pk", "own_fields")}


def details_in_words(details: Mapping[str, Any], fields: Sequence[OwnField]) -> str:
    """„Liczba portów: 24; PoE: tak”: what a category asks for and the device knows."""
    return visible("; ".join(f"{label}: {value}" for label, value in all_told(details, fields)))[:LONGEST]
