"""The facts of a device as its page tells them, in groups."""

import datetime
from decimal import Decimal
from typing import Any

from hdr_portal.lib import polish
from inventory.columns import BY_KEY, Kind
from inventory.models import Device
from inventory.ownfields import all_told, own_fields

Fact = tuple[str, str]
GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Urządzenie", ("inventory_number", "category", "manufacturer", "model", "serial", "condition", "audience")),
    ("Zakup i finansowanie", ("purchased_on", "gross_value", "invoice", "supplier", "funding", "durability_until", "warranty_until")),
    ("Ewidencja księgowa", ("accounting_class", "fixed_asset_class", "owner")),
    ("Dane techniczne", ("cpu", "ram_gb", "disk_gb", "disk_kind", "operating_system", "windows11")),
)  # fmt: skip
ALWAYS = frozenset({"Urządzenie", "Zakup i finansowanie"})


def fact_groups(device: Device) -> list[tuple[str, list[Fact]]]:
    """(title, facts); what is not known is an empty text. Groups that do not matter to the category are left out."""
    groups = [(title, [(BY_KEY[key].label, fact(device, key)) for key in keys]) for title, keys in GROUPS]
    computer = {"Dane techniczne"} if device.category.is_computer else set()
    told = [(title, facts) for title, facts in groups if title in ALWAYS | computer or any(value for _, value in facts)]
    own = all_told(device.details, own_fields(device.category.own_fields))
    return [*told, (f"Pola kategorii: {device.category.name.lower()}", own)] if own else told


def fact(device: Device, key: str) -> str:
    """The value of a column in words; "" when it is not known."""
    if BY_KEY[key].kind is Kind.CHOICE:
        return str(getattr(device, f"get_{key}_display")())
    value: Any = getattr(device, key)
    if value is None:
        return ""
    if isinstance(value, datetime.date):
        return polish.long_date(value)
    if isinstance(value, Decimal):
        return polish.money(value)
    return f"{polish.number(value)}{polish.NBSP}GB" if BY_KEY[key].kind is Kind.COUNT else str(value)
