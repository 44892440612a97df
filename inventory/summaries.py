"""Counts of a school's register, made from its devices and licences in a few grouped queries and kept until they change.

What is kept depends on the school's rows alone: never on today (months and days are kept, ages are worked out when read) and
not on names or properties of dictionary entries (ids are kept). One property decides what is counted, whether a category is
a computer: the ids of those categories are part of the shape, so a summary of another shape counts as stale.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Count, Max, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth
from django.utils import timezone

from inventory.models import GONE, Category, Device, Licence, RegisterSummary, Status
from schools.scope import current_scope

SHAPE = 1  # raise it when the counts below change
HELD = ~Q(status__in=GONE)
ROW = ("school_id", "stale", "devices", "changed_at", "confirmed_on", "data")
WORKING = (Status.IN_USE, Status.STORED, Status.REPAIR, Status.LENT)  # at the school and meant to stay
EMPTY: Mapping[str, Any] = {
    "value": "0.00",
    "without": {"serial": 0, "room": 0, "date": 0, "value": 0},
    "categories": {},
    "statuses": {},
    "conditions": {},
    "audiences": {},
    "computers": {},
    "purchases": {},
    "computer_purchases": {},
    "warranties": {},
    "systems": [],
    "licences": [],
}


@dataclass(frozen=True)
class Summary:
    """One school's counts. `devices` are those it holds (not disposed of, not handed over); so are all counts of `data`
    but `statuses` (every device) and `computers` (those WORKING, by audience).

    `changed_at` and `confirmed_on`: the newest of any device; None without devices.
    """

    school: int
    devices: int
    changed_at: datetime.datetime | None
    confirmed_on: datetime.date | None
    data: Mapping[str, Any]

    @property
    def value(self) -> Decimal:
        """Gross value of the devices held, in zł."""
        return Decimal(self.data["value"])

    @property
    def updated_on(self) -> datetime.date | None:
        """The day of the last change or confirmation."""
        changed = timezone.localtime(self.changed_at).date() if self.changed_at else None
        return max((day for day in (changed, self.confirmed_on) if day), default=None)


# --- Reading --------------------------------------------------------------------------------------------------------
def fresh_summaries(school_ids: Iterable[int]) -> dict[int, Summary]:
    """Summaries of these schools, as far as they are in the open scope, in the given order; stale ones are counted anew.

    Two queries when all are fresh; a constant number otherwise, however many are stale.
    """
    scope = current_scope()
    wanted = [one for one in dict.fromkeys(school_ids) if scope.holds(one)]
    shape = current_shape()
    rows = {row[0]: row[1:] for row in RegisterSummary.objects.filter(school_id__in=wanted).values_list(*ROW)}
    found = {
        school: Summary(school, *counts, data)
        for school, (stale, *counts, data) in rows.items()
        if not stale and data.get("shape") == shape
    }
    due = [one for one in wanted if one not in found]
    if due:
        found |= _recount(due, shape, missing=[one for one in due if one not in rows])
    return {one: found[one] for one in wanted}


def current_shape() -> str:
    """What a summary must have been counted with to be fresh: one query."""
    computers = Category.objects.filter(is_computer=True).order_by("pk").values_list("pk", flat=True)
    return f"{SHAPE}:{','.join(map(str, computers))}"


def _recount(school_ids: list[int], shape: str, missing: list[int]) -> dict[int, Summary]:
    """Count these schools and keep what may be kept as fresh.

    A change may arrive meanwhile. Whoever changes a register touches its summary's row in the same transaction
    (changes.mark_stale), and the rows are locked here before anything is counted. So a change is either committed, and
    counted; or its transaction comes to the row after us, waits, and marks the row stale once more; or it has touched the
    row already and is still under way: then the row is skipped, shown as counted now, and stays stale. Nobody waits for a
    long import to look at a dashboard, and as this side never waits for a lock it cannot take part in a deadlock.
    SQLite has no row locks: there a transaction that writes is alone from its beginning (transaction_mode IMMEDIATE).
    """
    with transaction.atomic():
        RegisterSummary.objects.bulk_create(
            [RegisterSummary(school_id=one) for one in missing], ignore_conflicts=True, batch_size=1000
        )  # only those: the insert would wait for a transaction that has touched a row that is there
        rows = RegisterSummary.objects.filter(school_id__in=school_ids).order_by("pk")
        free = {row.school_id for row in rows.select_for_update(of=("self",), skip_locked=True)}
        counted = count_registers(school_ids, shape)
        RegisterSummary.objects.bulk_create(
            [_row(counted[one]) for one in school_ids if one in free],
            update_conflicts=True,
            unique_fields=["school"],
            update_fields=["data", "devices", "changed_at", "confirmed_on", "stale"],
            batch_size=1000,
        )
    return counted


def _row(summary: Summary) -> RegisterSummary:
    return RegisterSummary(
        school_id=summary.school,
        data=summary.data,
        devices=summary.devices,
        changed_at=summary.changed_at,
        confirmed_on=summary.confirmed_on,
        stale=False,
    )


def wrong_summaries() -> list[str]:
    """Proof-reading: every count in scope that says it is fresh and differs from a count made now, in words."""
    shape = current_shape()
    kept = {row.school_id: row for row in RegisterSummary.objects.filter(stale=False).select_related("school")}
    counted = count_registers(list(kept), shape)
    return [
        f"{row.school}: {name}: {told!r}, policzono {true!r}"
        for school, row in kept.items()
        if row.data.get("shape") == shape
        for name, told, true in _compared(row, counted[school])
        if told != true
    ]


def _compared(row: RegisterSummary, counted: Summary) -> Iterator[tuple[str, Any, Any]]:
    """The counts of a kept summary beside those made now."""
    for name in ("devices", "changed_at", "confirmed_on"):
        yield name, getattr(row, name), getattr(counted, name)
    for name in row.data.keys() | counted.data.keys():
        yield name, row.data.get(name), counted.data.get(name)


# --- Counting -------------------------------------------------------------------------------------------------------
def count_registers(school_ids: Iterable[int], shape: str) -> dict[int, Summary]:
    """Count the registers of these schools from their records: nine grouped queries, however many schools."""
    wanted = list(school_ids)
    data = {one: _empty(shape) for one in wanted}
    devices: QuerySet[Device] = Device.objects.filter(school_id__in=wanted).order_by()
    held = devices.filter(HELD)
    computers = held.filter(category__is_computer=True)
    heads = _count_heads(devices, data)
    _count_into(data, "categories", held, "category_id")
    _count_into(data, "conditions", held, "condition")
    _count_into(data, "audiences", held, "audience")
    _count_into(data, "computers", computers.filter(status__in=WORKING), "audience")
    _count_days(data, held)
    _count_systems(data, computers)
    _count_licences(data, wanted)
    return {one: Summary(one, *heads.get(one, (0, None, None)), data[one]) for one in wanted}


def _empty(shape: str) -> dict[str, Any]:
    fresh = {key: type(value)(value) for key, value in EMPTY.items()}
    return {"shape": shape, **fresh}


def _count_heads(
    devices: QuerySet[Device], data: dict[int, dict[str, Any]]
) -> dict[int, tuple[int, datetime.datetime | None, datetime.date | None]]:
    """Status by status: how many, what they are worth, what they lack, when they were touched last."""
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
    by_school: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        by_school[row["school_id"]].append(row)
    for school, found in by_school.items():
        held = [row for row in found if row["status"] not in GONE]
        data[school]["statuses"] = {
            row["status"]: row["number"] for row in sorted(found, key=lambda row: row["status"])
        }
        data[school]["value"] = f"{sum((row['worth'] or Decimal() for row in held), Decimal()):.2f}"
        data[school]["without"] = {
            name: sum(row[f"no_{name}"] for row in held) for name in ("serial", "room", "date", "value")
        }
    return {
        school: (
            sum(row["number"] for row in found if row["status"] not in GONE),
            max(row["changed"] for row in found),
            max(row["confirmed"] for row in found),
        )
        for school, found in by_school.items()
    }


def _count_into(data: dict[int, dict[str, Any]], key: str, devices: QuerySet[Device], field: str) -> None:
    """Devices by the values of one column."""
    rows = devices.values_list("school_id", field).annotate(number=Count("pk")).order_by("school_id", field)
    for school, value, number in rows:
        data[school][key][str(value)] = number


def _count_days(data: dict[int, dict[str, Any]], held: QuerySet[Device]) -> None:
    """Months of purchase, of computers and of everything; days on which warranties end."""
    months = (
        held.exclude(purchased_on=None)
        .values_list("school_id", TruncMonth("purchased_on"))
        .annotate(number=Count("pk"), computers=Count("pk", filter=Q(category__is_computer=True)))
        .order_by("school_id", TruncMonth("purchased_on"))
    )
    for school, month, number, computers in months:
        written = f"{month:%Y-%m}"
        data[school]["purchases"][written] = number
        if computers:
            data[school]["computer_purchases"][written] = computers
    ends = held.exclude(warranty_until=None).values_list("school_id", "warranty_until").annotate(number=Count("pk"))
    for school, day, number in ends.order_by("school_id", "warranty_until"):
        data[school]["warranties"][day.isoformat()] = number


def _count_systems(data: dict[int, dict[str, Any]], computers: QuerySet[Device]) -> None:
    """Computers by operating system (0: unknown) and by what is known of Windows 11."""
    names = ("school_id", "operating_system_id", "windows11")
    rows = computers.values_list(*names).annotate(number=Count("pk"))
    for school, system, verdict, number in sorted((school, one or 0, *rest) for school, one, *rest in rows):
        data[school]["systems"].append([system, verdict, number])


def _count_licences(data: dict[int, dict[str, Any]], school_ids: list[int]) -> None:
    """Licences by product and day of expiry ("" for none): how many, their seats, how many have no limit, in use, cost."""
    rows = (
        Licence.objects.filter(school_id__in=school_ids)
        .values("school_id", "product_id", "expires_on")
        .annotate(
            number=Count("pk"),
            all_seats=Sum("seats"),
            unlimited=Count("pk", filter=Q(seats=None)),
            used=Sum("in_use"),
            paid=Sum("cost"),
        )
    )
    found = [
        (
            row["school_id"],
            row["product_id"],
            row["expires_on"].isoformat() if row["expires_on"] else "",
            row["number"],
            row["all_seats"] or 0,
            row["unlimited"],
            row["used"] or 0,
            f"{row['paid'] or Decimal():.2f}",
        )
        for row in rows.order_by()
    ]
    for school, *rest in sorted(found):
        data[school]["licences"].append(rest)
