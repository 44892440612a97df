"""The dictionaries by the word that stands for them in addresses."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from inventory.models import (
    Category,
    Device,
    DictionaryEntry,
    FixedAssetClass,
    FundingSource,
    Licence,
    Manufacturer,
    OperatingSystem,
    Product,
)


@dataclass(frozen=True)
class Dictionary:
    """A dictionary: its word in addresses, its name, what one entry is called, its model."""

    slug: str
    title: str
    one: str
    model: type[DictionaryEntry]


DICTIONARIES: dict[str, Dictionary] = {
    one.slug: one
    for one in (
        Dictionary("kategorie", "Kategorie urządzeń", "kategoria", Category),
        Dictionary("producenci", "Producenci", "producent", Manufacturer),
        Dictionary("finansowanie", "Źródła finansowania", "źródło finansowania", FundingSource),
        Dictionary("kst", "Klasyfikacja Środków Trwałych", "pozycja KŚT", FixedAssetClass),
        Dictionary("systemy", "Systemy operacyjne", "system operacyjny", OperatingSystem),
        Dictionary("oprogramowanie", "Oprogramowanie", "program", Product),
    )
}


def users_of(entry: DictionaryEntry) -> list[QuerySet[Any]]:
    """The rows of the open scope that use an entry: devices and licences."""
    found: list[QuerySet[Any]] = []
    for model in (Device, Licence):
        found += [
            model.objects.filter(**{field.name: entry.pk})
            for field in model._meta.fields
            if field.related_model is type(entry)
        ]
    return found
