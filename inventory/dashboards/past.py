"""Registers and accepted sheets on a day of the past, as known: what reports tell of them.

Two sources, and nothing is told that neither kept: the kept versions of devices as they stood at the end of the day (or at
the moment of knowledge, when that is earlier), and, where the portal held no register then, the newest accepted sheet.
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Count, Max, Min, Sum
from django.utils import timezone

from inventory.dashboards.ages import CLASSES
from inventory.dashboards.lexicon import Lexicon, lexicon
from inventory.models import GONE, Category, Device, NormCode, OperatingSystem, Sheet, SheetState
from inventory.runningtotals import month_number
from schools.knowledge import as_known_at, known, known_at

WINDOWS10 = "Windows 10"
UNKNOWN = "inna kategoria"
SHEETS_AT_ONCE = 20


@dataclass
class Held:
    """What one unit held: counts by category, by class of age (ages.CLASSES), of computers by family of their system.

    `touched_on`: the newest change or confirmation. `unsupported`: computers whose system was supported no more.
    """

    devices: int = 0
    value: Decimal = Decimal()
    categories: Counter[str] = field(default_factory=Counter)
    ages: list[int] = field(default_factory=lambda: [0] * len(CLASSES))
    undated: int = 0
    families: Counter[str] = field(default_factory=Counter)
    unsupported: int = 0
    touched_on: datetime.date | None = None

    @property
    def computers(self) -> int:
        """All computers."""
        return sum(self.families.values())


@dataclass(frozen=True)
class Past:
    """What the units held on the day. `registers` and `sheets` by unit, never both; `accepted`: editions with their sheets.

    `begun_on`: the day of the first entry that the portal knows. `unread`: units whose accepted sheet holds no rows that
    could be counted. `fresh_days`: the norm, None without one.
    """

    day: datetime.date
    registers: Mapping[int, Held]
    sheets: Mapping[int, Held]
    accepted: tuple[tuple[str, int], ...]
    begun_on: datetime.date | None
    unread: frozenset[int]
    fresh_days: int | None

    @property
    def together(self) -> Held:
        """All units as one."""
        whole = Held()
        for one in (*self.registers.values(), *self.sheets.values()):
            whole.devices += one.devices
            whole.value += one.value
            whole.categories.update(one.categories)
            whole.ages = [mine + other for mine, other in zip(whole.ages, one.ages, strict=True)]
            whole.undated += one.undated
            whole.families.update(one.families)
            whole.unsupported += one.unsupported
        return whole

    @property
    def fresh(self) -> int | None:
        """How many registers were touched lately enough; None without a norm."""
        if self.fresh_days is None:
            return None
        touched = (one.touched_on for one in self.registers.values())
        return sum(day is not None and (self.day - day).days <= self.fresh_days for day in touched)


def past_registers(day: datetime.date) -> Past:
    """The registers in the open scope on the day, as known: eight queries, however many units."""
    words = lexicon()
    end_of_day = timezone.make_aware(datetime.datetime.combine(day, datetime.time.max))
    moment = min(known_at() or timezone.now(), end_of_day)
    accepted = _accepted(day)
    with as_known_at(moment):
        registers = _registers(words, day)
    for unit, sheet in accepted.items():  # an accepted sheet confirms a register that is kept
        if unit in registers:
            found = registers[unit]
            found.touched_on = max(found.touched_on or sheet.accepted_on, sheet.accepted_on)
    sheets = _frozen([one for unit, one in accepted.items() if unit not in registers], words, day)
    return Past(
        day=day,
        registers=registers,
        sheets=sheets,
        accepted=_editions(day),
        begun_on=_begun_on(),
        unread=frozenset(accepted) - frozenset(registers) - frozenset(sheets),
        fresh_days=words.norm(NormCode.FRESH_DAYS),
    )


# --- Registers --------------------------------------------------------------------------------------------------------
def _registers(words: Lexicon, day: datetime.date) -> dict[int, Held]:
    computers = set(Category.objects.filter(is_computer=True).values_list("pk", flat=True))
    every = known(Device).order_by()
    names = ("school_id", "category_id", "operating_system_id", "purchased_on__year", "purchased_on__month")
    found: dict[int, Held] = {}
    for unit, changed, confirmed in every.values_list("school_id").annotate(Max("history_date"), Max("confirmed_on")):
        touched = [timezone.localdate(changed), confirmed]
        found[unit] = Held(touched_on=max((one for one in touched if one and one <= day), default=None))
    rows = every.exclude(status__in=GONE).values_list(*names).annotate(number=Count("*"), worth=Sum("gross_value"))
    for unit, category, system, year, month, number, worth in rows:
        held = found[unit]
        held.value += worth or Decimal()
        _add(held, words.categories.get(category, UNKNOWN), (year, month) if year else None, number, day)
        if category in computers:
            _add_system(held, words, system, number, day)
    return found


def _add(held: Held, category: str, bought: tuple[int, int] | None, number: int, day: datetime.date) -> None:
    held.devices += number
    held.categories[category] += number
    if bought is None:
        held.undated += number
        return
    months = max(0, month_number(day.year, day.month) - month_number(*bought))
    held.ages[max(place for place, one in enumerate(CLASSES) if one.first <= months)] += number


def _add_system(held: Held, words: Lexicon, system: int | None, number: int, day: datetime.date) -> None:
    known_system = words.systems.get(system) if system else None
    held.families[known_system.family if known_system else ""] += number
    if known_system and known_system.supported_until and known_system.supported_until < day:
        held.unsupported += number


def _begun_on() -> datetime.date | None:
    """The day of the first version of a device in scope that is known."""
    versions = Device.history.model.objects.filter(school__in=known(Device).order_by().values("school_id"))
    first = versions.aggregate(first=Min("history_date"))["first"]
    return timezone.localdate(first) if first else None


# --- Sheets -----------------------------------------------------------------------------------------------------------
def _accepted(day: datetime.date) -> dict[int, Any]:
    """Unit → its newest sheet accepted up to the day, as known."""
    sheets = known(Sheet).filter(state=SheetState.ACCEPTED, accepted_on__lte=day).order_by("accepted_on", "id")
    return {one.school_id: one for one in (sheets if known_at() else sheets.defer("frozen"))}


def _editions(day: datetime.date) -> tuple[tuple[str, int], ...]:
    rows = known(Sheet).filter(state=SheetState.ACCEPTED, accepted_on__lte=day).order_by()
    named = rows.values_list("edition__name", "edition__opened_on").annotate(number=Count("*"))
    return tuple((name, number) for name, _, number in sorted(named, key=lambda row: (row[1], row[0])))


def _frozen(sheets: list[Any], words: Lexicon, day: datetime.date) -> dict[int, Held]:
    """Unit → what its sheet's rows say; a sheet whose rows were not kept, came from a file, or are another version's by now
    is left out. Sheets are read a few at a time: their rows are large.
    """
    versions = {one.id: one.version for one in sheets}
    kept = Sheet.objects.filter(pk__in=versions).order_by("id").values_list("id", "version", "school_id", "frozen")
    computers = set(Category.objects.filter(is_computer=True).values_list("name", flat=True))
    systems = dict(OperatingSystem.objects.values_list("name", "pk"))
    return {
        unit: _of_rows(frozen["columns"], frozen["rows"], words=words, day=day, computers=computers, systems=systems)
        for key, version, unit, frozen in kept.iterator(chunk_size=SHEETS_AT_ONCE)
        if version == versions[key] and frozen and frozen.get("source") == "register"
    }


def _of_rows(
    columns: list[str],
    rows: Iterable[list[str]],
    *,
    words: Lexicon,
    day: datetime.date,
    computers: set[str],
    systems: dict[str, int],
) -> Held:
    place = {key: number for number, key in enumerate(columns)}
    held = Held()
    for row in rows:
        bought = row[place["purchased_on"]]
        category = row[place["category"]]
        held.value += Decimal(row[place["gross_value"]] or 0)
        _add(held, category, (int(bought[:4]), int(bought[5:7])) if bought else None, 1, day)
        if category in computers:
            _add_system(held, words, systems.get(row[place["operating_system"]]), 1, day)
    return held
