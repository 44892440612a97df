"""A small register, and a day that the test chooses."""

import datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone

from inventory.models import Device, Licence, Product, ProductKind
from schools.models import School
from tests import registerrows

TODAY = datetime.date(2026, 11, 22)


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> datetime.date:
    """The portal's day, 22 November 2026."""
    return set_today(monkeypatch, TODAY)


def set_today(monkeypatch: pytest.MonkeyPatch, day: datetime.date) -> datetime.date:
    """Make a day the portal's day."""
    monkeypatch.setattr(timezone, "localdate", lambda *_: day)
    return day


def product(name: str = "Microsoft 365 A3", kind: str = ProductKind.OFFICE, **fields: Any) -> Product:
    """A product of the dictionary."""
    made: Product = Product.objects.get_or_create(name=name, defaults={"kind": kind, **fields})[0]
    return made


def licence(school: School, **fields: Any) -> Licence:
    """A subscription of the office suite with 30 seats, 20 in use, to the end of January 2027."""
    given: dict[str, Any] = {
        "product": product(), "kind": "subscription", "seats": 30, "in_use": 20, "cost": "1200.50",
        "expires_on": datetime.date(2027, 1, 31),
    }  # fmt: skip
    made: Licence = Licence.objects.create(school=school, **(given | fields))
    return made


@pytest.fixture
def dictionaries(city: None) -> SimpleNamespace:
    """Two kinds of computers, a projector, a switch; three systems."""
    return SimpleNamespace(
        laptop=registerrows.category("laptop", is_computer=True, group="computers"),
        desktop=registerrows.category("komputer", name="Komputer stacjonarny", is_computer=True, group="computers"),
        projector=registerrows.category("projektor", group="screens"),
        switch=registerrows.category("switch", group="network"),
        win10=registerrows.system("Windows 10 Pro", "Windows 10", supported_until=datetime.date(2025, 10, 14)),
        win11=registerrows.system("Windows 11 Pro", "Windows 11"),
        chrome=registerrows.system("ChromeOS", "ChromeOS"),
    )


@pytest.fixture
def small_register(schools: SimpleNamespace, dictionaries: SimpleNamespace, today: datetime.date) -> list[Device]:
    """Eight devices of A, two of them gone, one missing; each number below can be counted by hand."""
    a, d = schools.a, dictionaries
    room = registerrows.room(a, "12")
    rows: list[dict[str, Any]] = [
        {"category": d.laptop, "audience": "pupil", "purchased_on": "2026-03-05", "gross_value": "3000.00", "serial": "5CD123401", "room": room, "operating_system": d.win11, "windows11": "installed", "condition": "new", "warranty_until": "2028-03-05"},
        {"category": d.laptop, "audience": "pupil", "purchased_on": "2026-03-20", "gross_value": "3000.00", "serial": "5CD123402", "room": room, "operating_system": d.win10, "windows11": "ready", "condition": "good", "warranty_until": "2026-11-22"},
        {"category": d.laptop, "audience": "teacher", "purchased_on": "2023-11-30", "gross_value": "2500.50", "serial": "5CD123403", "operating_system": d.win10, "windows11": "no", "condition": "good", "warranty_until": "2027-02-20", "status": "lent"},
        {"category": d.desktop, "audience": "pupil", "purchased_on": "2017-11-01", "serial": "5CD123404", "room": room, "condition": "worn", "warranty_until": "2027-02-21", "status": "to_dispose"},
        {"category": d.projector, "serial": "To be filled by O.E.M.", "gross_value": "1200.00", "condition": "good"},
        {"category": d.switch, "purchased_on": "2020-12-15", "serial": "5CD123406", "gross_value": "800.00", "status": "missing", "warranty_until": "2026-11-21"},
        {"category": d.laptop, "purchased_on": "2012-01-01", "serial": "5CD123407", "gross_value": "9999.00", "status": "disposed", "warranty_until": "2026-12-01", "operating_system": d.win10},
        {"category": d.projector, "status": "handed_over"},
    ]  # fmt: skip
    made = []
    for number, row in enumerate(rows, start=1):
        days = {key: datetime.date.fromisoformat(row[key]) for key in ("purchased_on", "warranty_until") if key in row}
        confirmed = TODAY - datetime.timedelta(days=70 + number)
        changed = datetime.datetime(2026, 9, 9, 10, number, tzinfo=datetime.UTC)
        made.append(registerrows.device(a, f"A/{number}", confirmed_on=confirmed, changed_at=changed, **(row | days)))
    licence(a)
    licence(
        a,
        product=product("LibreOffice", publisher="TDF"),
        kind="free",
        seats=None,
        in_use=5,
        cost=None,
        expires_on=None,
    )
    return made
