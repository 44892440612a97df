"""Licences and rooms as lists that leave: short ones, written while the person waits."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from hdr_portal.lib.celltext import visible
from inventory.columns import Column, Kind
from inventory.models import Licence, LicenceKind, Room, RoomKind
from inventory.outtake.rows import SCHOOL, Values

BATCH = 2000
LICENCE_COLUMNS = (
    SCHOOL,
    Column("product", "Oprogramowanie", Kind.TEXT, width=30),
    Column("kind", "Rodzaj", Kind.TEXT, width=20),
    Column("seats", "Stanowiska", Kind.COUNT, width=12),
    Column("in_use", "W użyciu", Kind.COUNT, width=10),
    Column("bought_on", "Data zakupu", Kind.DATE, width=13),
    Column("expires_on", "Ważna do", Kind.DATE, width=13),
    Column("cost", "Koszt brutto", Kind.MONEY, width=15),
    Column("funding", "Źródło finansowania", Kind.TEXT, width=26),
    Column("invoice", "Numer faktury", Kind.TEXT, width=20),
    Column("inventory_number", "Numer inwentarzowy", Kind.TEXT, width=22),
    Column("note", "Uwagi", Kind.TEXT, width=36),
)
ROOM_COLUMNS = (
    SCHOOL,
    Column("name", "Nazwa lub numer", Kind.TEXT, width=26),
    Column("kind", "Rodzaj", Kind.TEXT, width=28),
    Column("building", "Budynek", Kind.TEXT, width=20),
    Column("devices", "Urządzenia", Kind.COUNT, width=12),
    Column("note", "Uwaga", Kind.TEXT, width=36),
)
LICENCE_FIELDS = (
    *("school__short_name", "product__name", "kind", "seats", "in_use", "bought_on", "expires_on", "cost"),
    *("funding__name", "invoice", "inventory_number", "note"),
)
ROOM_FIELDS = ("school__short_name", "name", "kind", "building", "device_count", "note")


@dataclass(frozen=True)
class Table:
    """Rows of plain values under columns; `kinds` are the words for the codes of the column „Rodzaj”."""

    columns: tuple[Column, ...]
    rows: QuerySet[Any, tuple[Any, ...]]
    kinds: dict[str, str]

    def batches(self) -> Iterator[list[Values]]:
        """The values a column at a time; one batch at least, so that an empty list has its header."""
        rows = list(self.rows)
        for start in range(0, max(len(rows), 1), BATCH):
            columns = list(zip(*rows[start : start + BATCH], strict=True)) or [()] * len(self.columns)
            yield [self._said(column, values) for column, values in zip(self.columns, columns, strict=True)]

    def _said(self, column: Column, values: Values) -> Values:
        if column.kind not in {Kind.TEXT, Kind.ENTRY}:
            return values
        words = self.kinds if column.key == "kind" else {}
        return [visible(words.get(value, value) or "") for value in values]


def licence_table(licences: QuerySet[Licence]) -> Table:
    """Licences as the list orders them. An empty „Stanowiska” means no limit, an empty „Ważna do” no end."""
    return Table(LICENCE_COLUMNS, licences.values_list(*LICENCE_FIELDS), _words(LicenceKind))


def room_table(rooms: QuerySet[Room]) -> Table:
    """Rooms with the number of devices that stand in each, as `rooms_with_counts` counts them."""
    return Table(ROOM_COLUMNS, rooms.values_list(*ROOM_FIELDS), _words(RoomKind))


def _words(kinds: Any) -> dict[str, str]:
    return {str(value): str(label) for value, label in kinds.choices}
