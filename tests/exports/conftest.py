"""A register that files are made of."""

import datetime
import uuid
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest

from inventory.models import Device, Export, FixedAssetClass
from inventory.services.exports import Order, produce_export, request_export
from schools.models import User
from tests import registerrows

HOSTILE = ("=1+1", "+48 44 724", "-5", "@SUM(A1)", "\t=1+1", "\r=1+1", " =cmd|'/c calc'!A0", "＝1+1")


@pytest.fixture
def laptop(schools: SimpleNamespace) -> Device:
    """A device of A with a value of every kind."""
    return registerrows.device(
        schools.a,
        "SP/007",
        name="Laptop uczniowski",
        serial="00123",
        model="Latitude 3520",
        room=registerrows.room(schools.a, "Pracownia 12"),
        condition="good",
        purchased_on=datetime.date(2024, 9, 1),
        gross_value=Decimal("1234.50"),
        ram_gb=16,
        fixed_asset_class=FixedAssetClass.objects.create(code="487", name="Zespoły komputerowe"),
        operating_system=registerrows.system(),
        note="żółta naklejka",
    )


def ordered(
    person: User, file_format: str = "xlsx", query: str = "", columns: tuple[str, ...] = ("inventory_number", "name")
) -> Export:
    """An export asked for by a person, waiting."""
    return request_export(Order(file_format, query, columns, uuid.uuid4()), by=person, wake=lambda _pk: None)


def made(
    person: User, file_format: str = "xlsx", query: str = "", columns: tuple[str, ...] = ("inventory_number", "name")
) -> Export:
    """An export asked for and made."""
    export = produce_export(ordered(person, file_format, query, columns).pk)
    assert export is not None
    return Export.objects.get(pk=export.pk)


def stored(root: Path) -> list[Path]:
    """The files of exports on disk."""
    return sorted((root / "exports").glob("*/*"))
