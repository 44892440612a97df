"""The register of a school as rows of a sheet: plain JSON that no later change of the register can touch.

Words of dictionaries are frozen as words, days as ISO text, amounts as plain decimals: the workbook can be typed again and
the page writes them in Polish. The same contents are the preview that the director reads and what submitting freezes.
"""

import hashlib
import json
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils import timezone

from hdr_portal.lib.celltext import visible
from inventory.columns import COLUMNS, Column, Kind
from inventory.models import GONE, Device, Licence
from inventory.quality import FINDINGS, LICENCE_FINDINGS, Quality, assess
from schools.models import School, User

FORMAT = 1
ENTRIES = tuple(column.key for column in COLUMNS if column.kind is Kind.ENTRY)
LICENCES = (
    Column("product", "Oprogramowanie", Kind.ENTRY, width=32),
    Column("kind", "Rodzaj licencji", Kind.CHOICE, width=18),
    Column("inventory_number", "Numer inwentarzowy", Kind.TEXT, width=22),
    Column("seats", "Stanowiska", Kind.COUNT, width=12),
    Column("in_use", "W użyciu", Kind.COUNT, width=10),
    Column("bought_on", "Data zakupu", Kind.DATE, width=13),
    Column("expires_on", "Ważna do", Kind.DATE, width=13),
    Column("cost", "Koszt brutto", Kind.MONEY, width=15),
    Column("funding", "Źródło finansowania", Kind.ENTRY, width=26),
    Column("note", "Uwagi", Kind.TEXT, width=36),
)

Json = dict[str, Any]
Row = list[str]


def register_contents(school: School) -> Json:
    """Rows, licences, totals and quality of a school's register as it stands: four queries."""
    devices = Device.objects.filter(school=school).exclude(status__in=GONE).select_related(*ENTRIES)
    licences = (
        Licence.objects.filter(school=school).select_related("product", "funding").order_by("product__name", "pk")
    )
    rows = [[_device_cell(device, column) for column in COLUMNS] for device in devices.order_by("sort_key", "pk")]
    held = [_licence_row(licence) for licence in licences]
    return {
        "format": FORMAT,
        "source": "register",
        "columns": [column.key for column in COLUMNS],
        "rows": rows,
        "licences": held,
        "totals": totals(rows, held),
        "quality": _quality_words(assess([school.pk]).get(school.pk, Quality())),
    }


def mark_of(contents: Json) -> str:
    """A short digest of the rows: the person signs what the page showed, or is shown it anew."""
    shown = json.dumps([contents["rows"], contents["licences"]], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(shown.encode()).hexdigest()[:32]


def signed(contents: Json, *, sheet: Any, by: User) -> Json:
    """The contents with whose they are, for which edition and day, and who submitted them."""
    return contents | {
        "municipality": settings.MUNICIPALITY,
        "school": sheet.school.short_name,
        "school_name": sheet.school.name,
        "edition": sheet.edition.name,
        "kind": sheet.edition.get_kind_display(),
        "day": contents.get("day", timezone.localdate().isoformat()),
        "submitted": {"at": timezone.now().isoformat(), "by": str(by)},
        "is_demo": sheet.is_demo,
    }


def totals(rows: list[Row], licences: list[Row]) -> Json:
    """Counts and gross values, all and by category and status; `unpriced` rows have no value."""
    place = {column.key: number for number, column in enumerate(COLUMNS)}
    values = [row[place["gross_value"]] for row in rows]
    place_of_cost = [column.key for column in LICENCES].index("cost")
    costs = [row[place_of_cost] for row in licences]
    return {
        "devices": len(rows),
        "value": _sum(values),
        "unpriced": values.count(""),
        "licences": len(licences),
        "cost": _sum(costs),
        "categories": _grouped(rows, place["category"], place["gross_value"]),
        "statuses": _grouped(rows, place["status"], place["gross_value"]),
    }


def _grouped(rows: list[Row], by: int, value: int) -> list[list[Any]]:
    """[name, how many, gross value], the largest group first."""
    groups: dict[str, list[str]] = {}
    for row in rows:
        groups.setdefault(row[by], []).append(row[value])
    found = [[name, len(values), _sum(values)] for name, values in groups.items()]
    return sorted(found, key=lambda group: (-group[1], group[0]))


def _sum(values: Iterable[str]) -> str:
    return str(sum((Decimal(value) for value in values if value), Decimal("0.00")))


def _quality_words(quality: Quality) -> Json:
    findings = {**FINDINGS, **LICENCE_FINDINGS}
    return {
        "score": quality.score,
        "completeness": quality.completeness,
        "validity": quality.validity,
        "findings": [[findings[code].label, number] for code, number in quality.counts.items() if number],
    }


def _device_cell(device: Device, column: Column) -> str:
    if column.kind is Kind.CHOICE:
        return str(getattr(device, f"get_{column.key}_display")())
    return _plain(getattr(device, column.key))


def _licence_row(licence: Licence) -> Row:
    shown: dict[str, Callable[[], Any]] = {"kind": licence.get_kind_display}
    return [_plain(shown[one.key]() if one.key in shown else getattr(licence, one.key)) for one in LICENCES]


def _plain(value: Any) -> str:
    return "" if value is None else visible(str(value))
