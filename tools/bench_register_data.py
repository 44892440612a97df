"""Rows for the benchmark of the register: devices of many schools, written by COPY, with texts as schools write them."""

import datetime
import random
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import connection
from django.utils import timezone

from hdr_portal.lib.plaintext import folded, number_key
from inventory.models import Category, Device, FundingSource, Manufacturer, OperatingSystem, Room, new_label_code
from schools.models import School, SchoolKind
from schools.models.units import padded_numbers
from schools.scope import whole_municipality

PER_SCHOOL = 250
ROOMS = ("Sala 12", "Sala 14", "Sala 101", "Sala 102", "Sala 205", "Pracownia komputerowa", "Biblioteka", "Świetlica",
         "Sekretariat", "Pokój nauczycielski", "Serwerownia", "Magazyn")  # fmt: skip
MAKERS = {
    "Dell": ("Latitude 3520", "OptiPlex 3080", "Vostro 3500"), "HP": ("ProBook 450 G8", "LaserJet M404dn", "EliteDesk 800 G6"),
    "Lenovo": ("ThinkPad L14", "ThinkCentre M70q", "V15 G2"), "Epson": ("EB-X49", "EB-W06"),
    "Brother": ("HL-L2352DW", "DCP-L2532DW"), "Avtek": ("TouchScreen 7 Lite 65", "TouchScreen 6 Connect 75"),
    "Apple": ("iPad 9", "iPad 10"), "TP-Link": ("TL-SG2428P", "EAP225"), "Ubiquiti": ("UniFi USW-24", "UniFi U6 Lite"),
}  # fmt: skip
NAMES = ("Laptop uczniowski", "Komputer stacjonarny", "Drukarka laserowa", "Monitor interaktywny", "Projektor", "Tablet",
         "Przełącznik sieciowy", "Punkt dostępowy", "Urządzenie wielofunkcyjne", "Laptop nauczyciela")  # fmt: skip
NOTES = ("", "", "", "zgłoszono usterkę zasilacza", "po rozbudowie pamięci", "wypożyczany na zajęcia", "bez pudełka")
STATUSES = ("in_use",) * 16 + ("stored", "repair", "to_dispose", "disposed", "disposed", "handed_over")
CONDITIONS = ("good",) * 12 + ("new", "worn", "worn", "", "broken")
NEEDLE = "ZAGUBIONY-7Q2"  # stands in one device alone


class Maker:
    """Makes the values of devices, the same in every run."""

    def __init__(self, rooms: Iterable[Room]) -> None:
        self.chance = random.Random(2024)  # noqa: S311 - invented rows, no secrets
        self.rooms: dict[int, list[tuple[int, str]]] = {}
        for room in rooms:
            self.rooms.setdefault(room.school_id, []).append((room.pk, room.name))
        self.categories = _ids(
            Category, "Laptop", "Komputer stacjonarny", "Drukarka", "Projektor", "Monitor interaktywny"
        )
        self.makers = {name: _ids(Manufacturer, name)[0] for name in MAKERS}
        self.funds = [*_ids(FundingSource, "Aktywna Tablica", "Laboratoria Przyszłości", "Budżet gminy"), None, None]
        self.systems = [*_ids(OperatingSystem, "Windows 10 Pro", "Windows 11 Pro"), None]
        self.now = timezone.now()

    def device(self, school: int, ordinal: int) -> dict[str, Any]:
        """The columns of a device, the derived ones included."""
        pick = self.chance.choice
        number, maker = f"SP{school}/{pick(('KOMP', 'INW', '013'))}/{ordinal:04}", pick(list(MAKERS))
        room_id, room = pick([*self.rooms[school], (None, "")])
        serial = "" if self.chance.random() < 0.1 else f"{self.chance.getrandbits(40):010X}"
        row: dict[str, Any] = {
            "school_id": school, "inventory_number": number, "label_code": new_label_code(), "name": pick(NAMES),
            "category_id": pick(self.categories), "serial": serial, "manufacturer_id": self.makers[maker],
            "model": pick(MAKERS[maker]), "room_id": room_id, "status": pick(STATUSES), "condition": pick(CONDITIONS),
            "audience": pick(("pupil", "pupil", "teacher", "administration", "")),
            "purchased_on": self._day(2012, 4600), "invoice": f"FV/{ordinal}/2022", "supplier": "Dostawca sprzętu sp. z o.o.",
            "gross_value": self.chance.randrange(20_000, 900_000) / 100 if self.chance.random() > 0.05 else None,
            "funding_id": pick(self.funds), "durability_until": self._day(2024, 1800) if ordinal % 5 == 0 else None,
            "warranty_until": self._day(2020, 3000), "accounting_class": pick(("013", "013", "011")),
            "fixed_asset_class_id": None, "owner": "school", "cpu": "Intel Core i5-1135G7", "ram_gb": pick((4, 8, 8, 16)),
            "disk_gb": pick((128, 256, 512)), "disk_kind": "ssd", "operating_system_id": pick(self.systems),
            "windows11": pick(("installed", "ready", "no", "check", "")), "note": pick(NOTES), "details": "{}",
            "confirmed_on": self._day(2025, 400), "version": 1, "created_at": self.now,
            "changed_at": self.now - datetime.timedelta(minutes=self.chance.randrange(400 * 1440)), "is_demo": False,
        }  # fmt: skip
        key = number_key(number)
        texts = (number, serial, row["name"], row["model"], room, row["note"], row["label_code"])
        row |= {"number_key": key, "sort_key": padded_numbers(key), "serial_key": number_key(serial)}
        return row | {"search_text": folded(" | ".join(texts))}

    def _day(self, year: int, span: int) -> datetime.date:
        return datetime.date(year, 1, 1) + datetime.timedelta(days=self.chance.randrange(span))


def grow_register(devices: int) -> None:
    """Add schools of 250 devices each until the register holds `devices`; statistics of the planner are made anew."""
    with whole_municipality():
        missing = devices - Device.objects.count()
        schools = _add_schools(missing // PER_SCHOOL)
        maker = Maker(Room.objects.filter(school__in=schools))
        rows = (maker.device(school.pk, ordinal) for school in schools for ordinal in range(1, PER_SCHOOL + 1))
        copy_devices(rows)
        Device.objects.filter(pk=Device.objects.order_by("pk").values("pk")[:1]).update(
            serial=NEEDLE, search_text=folded(f"SP/1 | {NEEDLE} | Laptop")
        )
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE inventory_device")
        cursor.execute("ANALYZE")


def copy_devices(rows: Iterator[dict[str, Any]]) -> None:
    """Write rows by COPY; the search's index is made anew afterwards, which is quicker than keeping it row by row."""
    names = [str(field.column) for field in Device._meta.concrete_fields if not field.primary_key]
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX device_search")
        with cursor.copy(f"COPY inventory_device ({', '.join(names)}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row([row[name] for name in names])
        cursor.execute("CREATE INDEX device_search ON inventory_device USING gin (search_text gin_trgm_ops)")


def _add_schools(count: int) -> Sequence[School]:
    have = School.objects.count()
    names = [f"ZSP pomiarowy {number}" for number in range(have + 1, have + count + 1)]
    schools: Sequence[School] = School.objects.bulk_create(
        [School(kind=SchoolKind.ZSP, short_name=one, name=one, sort_name=padded_numbers(one)) for one in names]
    )
    Room.objects.bulk_create(
        [
            Room(school=school, name=name, key=folded(name), sort_name=padded_numbers(name))
            for school in schools
            for name in ROOMS
        ],
        batch_size=2000,
    )
    return schools


def _ids(model: Any, *names: str) -> list[int]:
    found = []
    for name in names:
        entry = model.objects.filter(key=folded(name)).first()
        extra = {"code": folded(name).replace(" ", "-")} if model is Category else {}
        found.append((entry or model.objects.create(name=name, **extra)).pk)
    return found
