"""Rows of the register for tests: categories, rooms, devices, editions and sheets."""

import datetime
from itertools import count
from typing import Any

from inventory.models import Category, Device, Edition, EditionKind, OperatingSystem, Product, Room, Sheet, SheetState
from schools.models import School

_numbers = count(1)


def category(code: str = "laptop", **fields: Any) -> Category:
    """A category of the dictionary by its code; made when it is not there."""
    names = {"laptop": "Laptop", "switch": "Przełącznik sieciowy", "inne": "Inne urządzenie", "projektor": "Projektor"}
    fields.setdefault("name", names.get(code, code.capitalize()))
    made: Category = Category.objects.get_or_create(code=code, defaults=fields)[0]
    return made


def system(name: str = "Windows 11 Pro", family: str = "Windows 11", **fields: Any) -> OperatingSystem:
    """An operating system of the dictionary."""
    made: OperatingSystem = OperatingSystem.objects.get_or_create(name=name, defaults={"family": family, **fields})[0]
    return made


def product(name: str = "Pakiet biurowy", **fields: Any) -> Product:
    """A product of the dictionary."""
    made: Product = Product.objects.get_or_create(name=name, defaults={"kind": "office", **fields})[0]
    return made


def room(school: School, name: str = "12", **fields: Any) -> Room:
    """A room of a school."""
    made: Room = Room.objects.get_or_create(school=school, name=name, defaults=fields)[0]
    return made


def device(school: School, inventory_number: str = "", **fields: Any) -> Device:
    """A laptop of a school under the next number, without a change of its summary."""
    fields.setdefault("name", "Laptop")
    fields.setdefault("category", category())
    made: Device = Device.objects.create(
        school=school, inventory_number=inventory_number or f"SP/{next(_numbers)}", **fields
    )
    return made


def edition(kind: str = EditionKind.DIAGNOSIS, name: str = "", **fields: Any) -> Edition:
    """An edition of sheets, opened on 1 September 2024."""
    fields.setdefault("opened_on", datetime.date(2024, 9, 1))
    names = {EditionKind.DIAGNOSIS: "Diagnoza 2024", EditionKind.CURRENT: "Rok szkolny 2025/2026"}
    made: Edition = Edition.objects.get_or_create(
        name=name or names[EditionKind(kind)], defaults={"kind": kind, **fields}
    )[0]
    return made


def accepted_sheet(school: School, on: datetime.date, kind: str = EditionKind.DIAGNOSIS, **fields: Any) -> Sheet:
    """A sheet that the department accepted on a day; its edition is named by kind and day."""
    asked = edition(kind, f"{EditionKind(kind).label} {on:%d.%m.%Y}")
    asked.schools.add(school)
    made: Sheet = Sheet.objects.get_or_create(
        school=school, edition=asked, defaults={"state": SheetState.ACCEPTED, "accepted_on": on, **fields}
    )[0]
    return made
