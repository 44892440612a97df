"""What the tests of the register's pages share: a form as a person would send it."""

from types import SimpleNamespace
from typing import Any

import pytest

from inventory.models import Category, Device
from tests import registerrows


@pytest.fixture
def laptop(city: None) -> Category:
    return registerrows.category("laptop", is_computer=True, group="computers")


@pytest.fixture
def projector(city: None) -> Category:
    fields = [
        {"key": "lumens", "label": "Jasność w lumenach", "kind": "count"},
        {"key": "lamp_on", "label": "Lampa z dnia", "kind": "date"},
        {"key": "short_throw", "label": "Krótkoogniskowy", "kind": "bool"},
        {"key": "port", "label": "Złącze", "kind": "text"},
    ]
    return registerrows.category("projektor", group="screens", own_fields=fields)


@pytest.fixture
def stored(schools: SimpleNamespace, laptop: Category) -> Device:
    """A laptop of school A."""
    return registerrows.device(schools.a, "SP1/KOM/017", name="Laptop Dell", model="Latitude 3540")


def typed(category: Category, **given: Any) -> dict[str, Any]:
    """The form of a new device, filled in."""
    return {
        "category": category.pk,
        "shown_category": category.pk,
        "inventory_number": "SP1/KOM/018",
        "name": "Laptop Dell",
        "status": "in_use",
        **given,
    }


def retyped(device: Device, **given: Any) -> dict[str, Any]:
    """The form of a stored device with some fields changed."""
    return typed(
        device.category,
        inventory_number=device.inventory_number,
        name=device.name,
        model=device.model,
        status=device.status,
        version=device.version,
        **given,
    )
