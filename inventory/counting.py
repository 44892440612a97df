"""Counting a register from its records: grouped queries, as many for a thousand schools as for one.

What is counted depends on the school's rows alone: never on today (months of purchase are counted, ages are worked out when
read) and not on names or properties of dictionary entries (ids are counted). One property decides what is counted, whether a
category is a computer: the ids of those categories are part of the shape.
"""

import datetime
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

import orjson
from django.db.models import Count, IntegerField, Max, Q, QuerySet, Sum
from django.db.models.functions import Cast, ExtractMonth, ExtractYear
from django.utils import timezone

from inventory.models import GONE, Category, Device, Licence, Status
from inventory.runningtotals import YEAR, running_totals

SHAPE = 1  # raise it when the counts below change
HELD = ~Q(status__in=GONE)
WORKING = (Status.IN_USE, Status.STORED, Status.REPAIR, Status.LENT)  # at the school and meant to stay
EMPTY: Mapping[str, Any] = {
    "changed_at": "",
    "confirmed_on": "",
    "value": "0.00",
    "without": {"serial": 0, "room": 0, "date": 0, "value": 0},
    "categories": {},
    "statuses": {},
    "conditions": {},
    "audiences": {},
    "computers": {},
    "purchases": "",
    "computer_purchases": "",
    "systems": [],
    "seats": {},
}


@dataclass(frozen=True)
class Summary:
    """One school's counts. `devices` are those it holds (not disposed of, not handed over); so are all counts of `data`
    but `statuses` (every device) and `computers` (those WORKING, by audience). Purchases are running totals by month,
    `seats` what is in use of the licences, by product.
    """

    school: int
    devices: int
    text: str

    @cached_property
    def data(self) -> Mapping[str, Any]:
        """The counts; read from their text when they are first asked for."""
        counts: Mapping[str, Any] = orjson.loads(self.text)
        return counts

    @property
    def changed_at(self) -> datetime.datetime | None:
        """The newest change of any device."""
        return datetime.datetime.fromisoformat(self.data["changed_at"]) if self.data["changed_at"] else None

    @property
    def confirmed_on(self) -> datetime.date | None:
        """The newest confirmation of any device."""
        return datetime.date.fromisoformat(self.data["confirmed_on"]) if self.data["confirmed_on"] else None

    @property
    def value(self) -> Decimal:
        """Gross value of the devices held, in zł."""
        return Decimal(self.data["value"])

    @property
    def updated_on(self) -> datetime.date | None:
        """The day of the last change or confirmation."""
        changed = timezone.localtime(self.changed_at).date() if self.changed_at else None
        return max((day for day in (changed, self.confirmed_on) if day), default=None)


def current_shape() -> str:
    """What a summary must have been counted with to be fresh: one query."""
    computers = Category.objects.filter(is_computer=True).order_by("pk").values_list("pk", flat=True)
    return f"{SHAPE}:{','.join(map(str, computers))}"


def count_registers(school_ids: Iterable[int], shape: str) -> dict[int, Summary]:
    """Count the registers of these schools from their records: eight grouped queries, however many schools."""
    wanted = list(school_ids)
    data = {one: _empty(shape) for one in wanted}
    devices: QuerySet[Device] = Device.objects.filter(school_id__in=wanted).order_by()
    held = devices.filter(HELD)
    computers = held.filter(category__is_computer=True)
    sizes = _count_heads(devices, data)
    _count_into(data, "categories", held, "category_id")
    _count_into(data, "conditions", held, "condition")
    _count_into(data, "audiences", held, "audience")
    _count_into(data, "computers", computers.filter(status__in=WORKING), "audience")
    _count_purchases(data, held)
    _count_systems(data, computers)
    _count_seats(data, wanted)
    return {one: Summary(one, sizes.get(one, 0), json.dumps(data[one])) for one in wanted}


def _empty(shape: str) -> dict[str, Any]:
    fresh = {key: type(value)(value) for key, value in EMPTY.items()}
    return {"shape": shape, **fresh}


def _count_heads(devices: QuerySet[Device], data: dict[int, dict[str, Any]]) -> dict[int, int]:
    """Status by status: what they are worth, what they lack, when they were touched last. Gives how many are held."""
    rows = devices.values("school_id", "status").annotate(
        number=Count("pk"),
        worth=Sum("gross_value"),
        no_serial=Count("pk", filter=Q(serial_key="")),
        no_room=Count("pk", filter=Q(room=None)),
        no_date=Count("pk", filter=Q(purchased_on=None)),
        no_value=Count("pk", filter=Q(gross_value=None)),
        changed=Max("changed_at"),
        confirmed=Max("confirmed_on"),
    )
    by_school: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        by_school[row["school_id"]].append(row)
    for school, found in by_school.items():
        held = [row for row in found if row["status"] not in GONE]
        data[school]["statuses"] = {
            row["status"]: row["number"] for row in sorted(found, key=lambda row: row["status"])
        }
        data[school]["changed_at"] = max(row["changed"] for row in found).isoformat()
        data[school]["confirmed_on"] = max(row["confirmed"] for row in found).isoformat()
        data[school]["value"] = f"{sum((row['worth'] or Decimal() for row in held), Decimal()):.2f}"
        data[school]["without"] = {
            name: sum(row[f"no_{name}"] for row in held) for name in ("serial", "room", "date", "value")
        }
    return {
        school: sum(row["number"] for row in found if row["status"] not in GONE) for school, found in by_school.items()
    }


def _count_into(data: dict[int, dict[str, Any]], key: str, devices: QuerySet[Device], field: str) -> None:
    """Devices by the values of one column."""
    rows = devices.values_list("school_id", field).annotate(number=Count("pk")).order_by("school_id", field)
    for school, value, number in rows:
        data[school][key][str(value)] = number


def _count_purchases(data: dict[int, dict[str, Any]], held: QuerySet[Device]) -> None:
    """Months of purchase, of everything and of computers."""
    rows = (
        held.exclude(purchased_on=None)
        .annotate(month=Cast(ExtractYear("purchased_on") * YEAR + ExtractMonth("purchased_on") - 1, IntegerField()))
        .values_list("school_id", "month")
        .annotate(number=Count("pk"), computers=Count("pk", filter=Q(category__is_computer=True)))
    )
    every: dict[int, dict[int, int]] = defaultdict(dict)
    computers: dict[int, dict[int, int]] = defaultdict(dict)
    for school, month, number, of_computers in rows:
        every[school][month] = number
        if of_computers:
            computers[school][month] = of_computers
    for school, counts in every.items():
        data[school]["purchases"] = running_totals(counts)
        data[school]["computer_purchases"] = running_totals(computers[school])


def _count_systems(data: dict[int, dict[str, Any]], computers: QuerySet[Device]) -> None:
    """Computers by operating system (0: unknown) and by what is known of Windows 11."""
    names = ("school_id", "operating_system_id", "windows11")
    rows = computers.values_list(*names).annotate(number=Count("pk"))
    for school, system, verdict, number in sorted((school, one or 0, *rest) for school, one, *rest in rows):
        data[school]["systems"].append([system, verdict, number])


def _count_seats(data: dict[int, dict[str, Any]], school_ids: list[int]) -> None:
    """What is in use of the licences, by product."""
    rows = Licence.objects.filter(school_id__in=school_ids).order_by().values_list("school_id", "product_id")
    for school, product, in_use in rows.annotate(used=Sum("in_use")).order_by("school_id", "product_id"):
        data[school]["seats"][str(product)] = in_use
