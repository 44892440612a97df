"""An invented register for the demonstration: rooms, devices and licences of each school, the same on every machine."""

import datetime
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from hdr_portal.lib.periods import months_later
from inventory.changes import Source, mark_stale, write_history
from inventory.models import (
    Category,
    Device,
    FixedAssetClass,
    FundingSource,
    Licence,
    Manufacturer,
    OperatingSystem,
    Product,
    Room,
    RoomKind,
    fill_keys,
)
from schools.models import School, User

FIXED_ASSET_FROM = Decimal(10_000)


@dataclass(frozen=True)
class Lot:
    """Alike devices bought together: category, maker, model, how many, price in złote, when, from what, where, for whom."""

    category: str
    maker: str
    model: str
    count: int
    price: int
    bought: str
    funding: str
    room: str
    audience: str
    facts: tuple[str, int, int, str] = ("", 0, 0, "")  # processor, RAM, disk, system


LAB = ("Intel Core i3-7100", 8, 256, "Windows 10 Pro")
NEW = ("Intel Core i5-1235U", 16, 512, "Windows 11 Pro")
LOTS: Sequence[Lot] = (
    Lot("komputer", "Dell", "OptiPlex 3050", 16, 2890, "2018-09-20", "Budżet gminy", "21", "pupil", LAB),
    Lot("komputer", "Lenovo", "ThinkCentre M70s", 8, 3150, "2021-11-08", "Budżet gminy", "22", "pupil",
        ("Intel Core i5-10400", 8, 512, "Windows 11 Pro")),
    Lot("komputer", "HP", "Compaq 6300", 5, 1490, "2014-08-27", "Budżet szkoły", "Biblioteka", "pupil",
        ("Intel Core i3-3220", 4, 500, "Windows 7")),
    Lot("laptop", "Lenovo", "300e Yoga", 12, 1790, "2020-06-03", "Zdalna Szkoła 2020", "Magazyn", "pupil",
        ("Intel Celeron N4120", 4, 128, "Windows 10 Education")),
    Lot("laptop", "Dell", "Latitude 3540", 14, 3390, "2025-10-21", "KPO C15G 2025–2026", "Pokój nauczycielski", "teacher", NEW),
    Lot("laptop", "HP", "ProBook 450 G8", 6, 3590, "2022-03-14", "Laboratoria Przyszłości 2021–2022", "12", "teacher",
        ("Intel Core i5-1135G7", 8, 256, "Windows 11 Pro")),
    Lot("laptop", "Acer", "TravelMate P2", 3, 2790, "2019-05-10", "Budżet gminy", "Sekretariat", "administration",
        ("Intel Core i3-8145U", 8, 256, "Windows 10 Pro")),
    Lot("monitor-interaktywny", "Avtek", "TouchScreen 7 Lite 65", 3, 7490, "2022-06-30", "Aktywna Tablica 2020–2024", "12", "pupil"),
    Lot("projektor", "Epson", "EB-W05", 6, 2190, "2017-12-15", "Aktywna Tablica 2017–2019", "14", "pupil"),
    Lot("drukarka-3d", "Skriware", "Skriware 3", 1, 8900, "2022-02-10", "Laboratoria Przyszłości 2021–2022", "21", "pupil"),
    Lot("urzadzenie-wielofunkcyjne", "Kyocera", "ECOSYS M2040dn", 2, 2690, "2021-02-18", "Budżet gminy", "Sekretariat", "administration"),
    Lot("switch", "TP-Link", "TL-SG2428P", 2, 1290, "2020-10-12", "Cyfrowa Gmina", "Serwerownia", ""),
    Lot("router", "MikroTik", "RB4011", 1, 990, "2020-10-12", "Cyfrowa Gmina", "Serwerownia", ""),
    Lot("access-point", "Ubiquiti", "U6-Lite", 6, 590, "2023-08-22", "Cyfrowa Gmina", "Korytarz", ""),
    Lot("serwer", "Dell", "PowerEdge T150", 1, 11900, "2022-11-30", "Cyfrowa Gmina", "Serwerownia", "administration",
        ("Intel Xeon E-2314", 32, 2000, "Windows Server")),
    Lot("ups", "APC", "Smart-UPS 1500", 1, 2390, "2018-11-05", "Budżet gminy", "Serwerownia", ""),
    Lot("nas", "Synology", "DS423+", 1, 3190, "2024-04-17", "Cyfrowa Gmina", "Serwerownia", "administration"),
    Lot("kamera", "Hikvision", "DS-2CD2143", 6, 620, "2019-07-29", "Budżet gminy", "Korytarz", ""),
    Lot("rejestrator", "Hikvision", "DS-7608NI", 1, 1890, "2019-07-29", "Budżet gminy", "Serwerownia", ""),
    Lot("tablet", "Samsung", "Galaxy Tab A8", 8, 990, "2022-09-05", "Laboratoria Przyszłości 2021–2022", "Magazyn", "pupil",
        ("", 0, 0, "Android")),
)  # fmt: skip
ROOMS = (
    ("21", RoomKind.COMPUTER_LAB), ("22", RoomKind.COMPUTER_LAB), ("12", RoomKind.CLASSROOM), ("14", RoomKind.CLASSROOM),
    ("Biblioteka", RoomKind.LIBRARY), ("Serwerownia", RoomKind.SERVER_ROOM), ("Sekretariat", RoomKind.OFFICE),
    ("Pokój nauczycielski", RoomKind.STAFF_ROOM), ("Magazyn", RoomKind.STORE), ("Korytarz", RoomKind.OTHER),
)  # fmt: skip
LICENCES = (
    ("Microsoft 365 A3", "subscription", 40, "2026-08-31", 9_600),
    ("Microsoft Office 2016", "mak", 25, "", 7_250),
    ("ESET Endpoint Security", "edu", 60, "2027-01-15", 2_940),
    ("UONET+", "subscription", None, "2027-08-31", 6_150),
)


class DemoRegister:
    """Writes the invented register of schools; needs the scope of the whole municipality and loaded dictionaries."""

    def __init__(self, by: User) -> None:
        self.by = by
        self.categories = {one.code: one for one in Category.objects.all()}
        self.makers = {one.name: one for one in Manufacturer.objects.all()}
        self.funding = {one.name: one for one in FundingSource.objects.all()}
        self.systems = {one.name: one for one in OperatingSystem.objects.all()}
        self.computers = FixedAssetClass.objects.filter(code="487").first()

    def write(self, school: School, number: int, confirmed_on: datetime.date) -> None:
        """The register of a school; `number` makes schools differ, `confirmed_on` is the day of its last change."""
        rooms = {name: Room.objects.create(school=school, name=name, kind=kind, is_demo=True) for name, kind in ROOMS}
        chance = random.Random(number)  # noqa: S311 - invented data, the same on every machine
        devices = list(self._devices(school, number, rooms, chance))
        changed_at = timezone.make_aware(datetime.datetime.combine(confirmed_on, datetime.time(10)))
        for device in devices:
            device.confirmed_on, device.created_at, device.changed_at = confirmed_on, changed_at, changed_at
            fill_keys(device)
        Device.objects.bulk_create(devices)
        write_history(devices, source=Source(by=self.by, reason="dane demonstracyjne"), kind="+")
        self._licences(school, chance)
        mark_stale([school.pk])

    def _devices(self, school: School, number: int, rooms: dict[str, Room], chance: random.Random) -> Iterator[Device]:
        taken = 0
        for lot in LOTS:
            if lot.category not in self.categories:
                continue
            for _ in range(max(1, round(lot.count * chance.uniform(0.5, 1.1)))):
                taken += 1
                yield self._device(lot, school, f"ZSP{number}/{lot.bought[:4]}/{taken:03}", rooms, chance)

    def _device(
        self, lot: Lot, school: School, inventory_number: str, rooms: dict[str, Room], chance: random.Random
    ) -> Device:
        bought = datetime.date.fromisoformat(lot.bought)
        cpu, ram, disk, system = lot.facts
        worn = bought.year < 2018
        return Device(
            school=school,
            inventory_number=inventory_number,
            name=f"{self.categories[lot.category].name} {lot.maker}",
            category=self.categories[lot.category],
            manufacturer=self.makers.get(lot.maker),
            model=lot.model,
            serial="" if chance.random() < 0.08 else f"{lot.maker[:2].upper()}{chance.randrange(10**9):09d}",
            room=None if chance.random() < 0.05 else rooms[lot.room],
            status=chance.choices(("in_use", "stored", "repair", "to_dispose"), (88, 6, 2, 8 if worn else 0))[0],
            condition="worn" if worn else "good",
            audience=lot.audience,
            purchased_on=None if chance.random() < 0.03 else bought,
            gross_value=Decimal(lot.price),
            funding=self.funding.get(lot.funding),
            warranty_until=months_later(bought, 36 if bought.year > 2020 else 24),
            accounting_class="011" if Decimal(lot.price) > FIXED_ASSET_FROM else "013",
            fixed_asset_class=self.computers if lot.facts[0] else None,
            owner="municipality" if lot.funding == "Cyfrowa Gmina" else "school",
            cpu=cpu,
            ram_gb=ram or None,
            disk_gb=disk or None,
            disk_kind="" if not disk else "hdd" if disk == 500 else "ssd",
            operating_system=self.systems.get(system),
            windows11=_windows11(system, cpu),
            is_demo=True,
        )

    def _licences(self, school: School, chance: random.Random) -> None:
        for name, kind, seats, expires, cost in LICENCES:
            product = Product.objects.filter(name=name).first()
            if product is None:
                continue
            licence = Licence(
                school=school,
                product=product,
                kind=kind,
                seats=seats,
                in_use=chance.randrange(10, (seats or 60) + 3),
                expires_on=datetime.date.fromisoformat(expires) if expires else None,
                cost=Decimal(cost),
                is_demo=True,
            )
            licence._history_user = self.by  # type: ignore[attr-defined]  # noqa: SLF001 - how simple_history takes the actor
            licence.save()


def _windows11(system: str, cpu: str) -> str:
    if system.startswith("Windows 11"):
        return "installed"
    if not system.startswith("Windows") or system == "Windows Server":
        return ""
    return "check" if "8145U" in cpu or "N4120" in cpu else "no"
