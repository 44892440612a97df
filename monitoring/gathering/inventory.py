"""The inventory chapter: few figures, of the day alone. What cannot be told of a past day is said, never filled in."""

import datetime

from hdr_portal.lib.polish import NBSP, counted, long_date, number
from inventory.dashboards.ages import CLASSES
from inventory.dashboards.past import WINDOWS10, Past, past_registers
from monitoring.report_facts import CountData, InventoryData

CATEGORIES = 9
UNITS = "jednostki,jednostek,jednostek"


def inventory_of(as_of: datetime.date, names: dict[int, str]) -> InventoryData:
    """Figures of the units named (id → name) on the day."""
    past = past_registers(as_of)
    whole = past.together
    return InventoryData(
        units=len(names),
        by_register=len(past.registers),
        by_sheet=len(past.sheets),
        devices=whole.devices,
        value=f"{number(whole.value, 0)}{NBSP}zł",
        categories=tuple(_few(_largest_first(whole.categories))),
        ages=tuple(CountData(one.label, count) for one, count in zip(CLASSES, whole.ages, strict=True)),
        undated=whole.undated,
        computers=whole.computers,
        windows10=whole.families.get(WINDOWS10, 0),
        unsupported=whole.unsupported,
        unknown_system=whole.families.get("", 0),
        fresh=past.fresh,
        fresh_days=past.fresh_days or 0,
        sheets=tuple(CountData(name, count) for name, count in past.accepted),
        said=tuple(_said(past, names)),
    )


def _largest_first(counts: dict[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))


def _few(rows: list[tuple[str, int]]) -> list[CountData]:
    """The largest, and the rest as one."""
    told = [CountData(name, count) for name, count in rows[:CATEGORIES]]
    rest = [count for _, count in rows[CATEGORIES:]]
    return [*told, CountData(f"pozostałe rodzaje ({len(rest)})", sum(rest))] if rest else told


def _said(past: Past, names: dict[int, str]) -> list[str]:
    told = [*past.registers, *past.sheets]
    silent = [name for unit, name in names.items() if unit not in told]
    said = []
    if past.sheets:
        said.append(
            f"Danych {counted(len(past.sheets), UNITS)} nie było jeszcze w ewidencji portalu; podano je z przyjętych arkuszy."
        )
    if silent and past.begun_on and past.begun_on > past.day:
        said.append(
            f"Ewidencja w portalu zaczyna się {long_date(past.begun_on)}, więc stanu urządzeń na {long_date(past.day)} "
            f"nie da się z niej podać."
        )
    if silent:
        said.append(f"Bez danych na ten dzień ({len(silent)}): {', '.join(silent)}.")
    if past.unread:
        said.append(
            f"Przyjęte arkusze {counted(len(past.unread), UNITS)} nie zawierają wierszy, które portal umie policzyć."
        )
    return said
