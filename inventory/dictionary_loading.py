"""Files of dictionaries: checked whole, and loaded so that nothing a person has entered is ever overwritten."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db import models, transaction

from hdr_portal.lib.plaintext import folded
from hdr_portal.lib.yamlentry import Entry, FileFaults, shown
from hdr_portal.lib.yamlfile import read_yaml
from inventory.models import (
    Category,
    CategoryGroup,
    FixedAssetClass,
    FundingSource,
    Manufacturer,
    Norm,
    NormCode,
    OperatingSystem,
    Product,
    ProductKind,
    ZszoCost,
    ZszoModule,
)

Reader = Callable[[Entry], Any]
OWN_FIELD_KINDS = ("text", "count", "date", "bool")


@dataclass(frozen=True)
class Section:
    """A list of the file: the model its rows become, its keys with their readers, and the field that tells rows apart."""

    model: type[models.Model]
    required: Mapping[str, Reader]
    optional: Mapping[str, Reader]
    key: Callable[[dict[str, Any]], Any]


@dataclass(frozen=True)
class Row:
    """A row of the file: its section and the fields of its model."""

    section: str
    fields: dict[str, Any]


def _text(limit: int) -> Reader:
    return lambda entry: entry.text(limit)


def _day(entry: Entry) -> datetime.date | None:
    text = entry.text(10)
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        entry.refuse('Wpisz datę jako rok-miesiąc-dzień w cudzysłowie, na przykład "2025-10-14".')
        return None


def _amount(entry: Entry) -> Decimal:
    text = entry.text(15)
    try:
        return Decimal(text).quantize(Decimal("0.01"))
    except InvalidOperation:
        entry.refuse('Wpisz kwotę w cudzysłowie, z kropką, na przykład "418200.00".')
        return Decimal()


def _aliases(entry: Entry) -> str:
    return "\n".join(item.text(120) for item in entry.items())


def _own_fields(entry: Entry) -> list[dict[str, str]]:
    found = []
    for item in entry.items():
        fields = item.fields(required=("key", "label", "kind"))
        found.append(
            {
                "key": fields["key"].text(30),
                "label": fields["label"].text(60),
                "kind": fields["kind"].one_of(OWN_FIELD_KINDS),
            }
        )
    return found


def _year(entry: Entry) -> int:
    return entry.whole_number(2100)


def _by_name(row: dict[str, Any]) -> str:
    return folded(row["name"])


COMMON: Mapping[str, Reader] = {"name": _text(120), "source": _text(250)}
SECTIONS: Mapping[str, Section] = {
    "categories": Section(
        Category,
        {**COMMON, "code": _text(40), "group": lambda entry: entry.one_of(CategoryGroup.values)},
        {
            "aliases": _aliases,
            "is_computer": Entry.flag,
            "life_years": lambda entry: entry.whole_number(40),
            "own_fields": _own_fields,
        },
        lambda row: row["code"],
    ),
    "manufacturers": Section(Manufacturer, COMMON, {"aliases": _aliases}, _by_name),
    "funding_sources": Section(
        FundingSource,
        COMMON,
        {"aliases": _aliases, "agreement_number": _text(60), "durability_until": _day},
        _by_name,
    ),
    "fixed_asset_classes": Section(
        FixedAssetClass, {**COMMON, "code": _text(10)}, {"aliases": _aliases}, lambda row: row["code"]
    ),
    "operating_systems": Section(
        OperatingSystem,
        {**COMMON, "family": _text(40)},
        {"aliases": _aliases, "supported_until": _day},
        _by_name,
    ),
    "products": Section(
        Product,
        {**COMMON, "publisher": _text(80), "kind": lambda entry: entry.one_of(ProductKind.values)},
        {"aliases": _aliases, "is_standard": Entry.flag},
        _by_name,
    ),
    "zszo_modules": Section(ZszoModule, COMMON, {"aliases": _aliases}, _by_name),
    "zszo_costs": Section(
        ZszoCost,
        {"first_year": _year, "last_year": _year, "amount": _amount, "source": _text(250)},
        {},
        lambda row: (row["first_year"], row["last_year"]),
    ),
    "norms": Section(
        Norm,
        {
            "code": lambda entry: entry.one_of(NormCode.values),
            "value": lambda entry: entry.whole_number(10_000),
            "source": _text(250),
        },
        {"binds_from": _day},
        lambda row: row["code"],
    ),
}


def read_dictionaries(data: bytes) -> list[Row]:
    """The rows in the file's bytes; raises FileFaults with all faults."""
    top = read_yaml(data)
    rows = [
        row
        for name, entry in top.fields(optional=tuple(SECTIONS)).found.items()
        if name in SECTIONS
        for row in _read_section(name, entry)
    ]
    if top.faults:
        raise FileFaults(top.faults)
    return rows


def _read_section(name: str, entry: Entry) -> list[Row]:
    section, lines, rows = SECTIONS[name], dict[Any, int](), []
    for position, item in enumerate(entry.items(), start=1):
        fields = item.fields(required=tuple(section.required), optional=tuple(section.optional))
        values = {key: read(fields[key]) for key, read in section.required.items()}
        values |= {key: read(fields[key]) for key, read in section.optional.items() if key in fields}
        if section.model is ZszoModule:
            values["position"] = position
        told = section.key(values)
        if told in lines:
            item.refuse(f"Wpis {shown(str(told))} jest już w wierszu {lines[told]}. Usuń jeden z nich.")
        lines.setdefault(told, item.line)
        rows.append(Row(name, values))
    return rows


@transaction.atomic
def load_dictionaries(rows: list[Row]) -> list[str]:
    """Add the entries that the portal lacks; gives their names. An entry is known by its name, an alias or its code."""
    added = []
    for name, section in SECTIONS.items():
        known = _known(section)
        for row in rows:
            if row.section == name and not known & _keys_of(section, row.fields):
                made = section.model(**row.fields)
                made.full_clean(exclude=["key"])
                made.save()
                added.append(str(made))
    return added


def _known(section: Section) -> set[Any]:
    """The keys of the entries that the portal has, under their names of today and before."""
    if section.model is ZszoCost:
        return set(ZszoCost.objects.values_list("first_year", "last_year"))
    if section.model is Norm:
        return {f"code:{code}" for code in Norm.history.values_list("code", flat=True)}  # one taken away stays away
    manager: Any = section.model.objects  # type: ignore[attr-defined]
    keys = set(manager.values_list("key", flat=True))
    if section.model in {Category, FixedAssetClass}:
        keys |= {f"code:{code}" for code in manager.values_list("code", flat=True)}
    history: Any = section.model.history  # type: ignore[attr-defined]
    return keys | {folded(name) for name in history.values_list("name", flat=True)}


def _keys_of(section: Section, fields: dict[str, Any]) -> set[Any]:
    if section.model is ZszoCost:
        return {(fields["first_year"], fields["last_year"])}
    if section.model is Norm:
        return {f"code:{fields['code']}"}
    return {folded(fields["name"])} | ({f"code:{fields['code']}"} if "code" in fields else set())
