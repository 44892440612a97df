"""A sheet's frozen JSON as tables with headers and kinds, for the page, the PDF and the workbook alike."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hdr_portal.lib import polish
from inventory.columns import BY_KEY, Column, Kind
from inventory.sheetbooks.freezing import LICENCES

Json = dict[str, Any]
# What the PDF and the page have room for; the workbook holds every column.
BRIEF = ("inventory_number", "name", "category", "model", "serial", "room", "status", "purchased_on", "gross_value")
ON_SCREEN = ("inventory_number", "name", "category", "serial", "room", "status", "gross_value")
NUMBERS = frozenset({Kind.MONEY, Kind.COUNT})


@dataclass(frozen=True)
class Cell:
    """What is written, and whether it stands to the right."""

    text: str
    label: str = ""
    is_number: bool = False


@dataclass(frozen=True)
class Table:
    """Columns and rows of plain text, as frozen."""

    columns: tuple[Column, ...]
    rows: Sequence[Sequence[str]]

    def only(self, keys: Sequence[str]) -> "Table":
        """The same rows with these columns alone, those that are there."""
        places = [number for number, column in enumerate(self.columns) if column.key in keys]
        return Table(
            tuple(self.columns[number] for number in places), [[row[place] for place in places] for row in self.rows]
        )

    def shown(self, rows: Sequence[Sequence[str]] | None = None) -> list[list[Cell]]:
        """Rows (all unless told) as they are read: days and amounts in Polish."""
        chosen = self.rows if rows is None else rows
        return [[_cell(column, text) for column, text in zip(self.columns, row, strict=False)] for row in chosen]

    @property
    def heads(self) -> list[Cell]:
        """The headers."""
        return [Cell(column.label, is_number=column.kind in NUMBERS) for column in self.columns]


@dataclass(frozen=True)
class Book:
    """Reads what inventory/sheetbooks/freezing.py or uploads.py wrote."""

    frozen: Json

    @property
    def is_upload(self) -> bool:
        """Whether the rows come from a file that somebody brought."""
        return bool(self.frozen["source"] == "file")

    @property
    def devices(self) -> Table:
        """The rows of devices; those of a file under the headers that the file has."""
        if self.is_upload:
            columns = (Column(str(n), text, Kind.TEXT) for n, text in enumerate(self.frozen["columns"]))
        else:
            columns = (BY_KEY[key] for key in self.frozen["columns"])
        return Table(tuple(columns), self.frozen["rows"])

    @property
    def licences(self) -> Table:
        """The rows of licences."""
        return Table(LICENCES, self.frozen.get("licences", []))

    @property
    def brief(self) -> Table:
        """Devices with the columns that fit a printed page."""
        return self.devices.only(BRIEF)

    @property
    def on_screen(self) -> Table:
        """Devices with the columns that a screen has room for."""
        return self.devices if self.is_upload else self.devices.only(ON_SCREEN)

    @property
    def brief_licences(self) -> Table:
        """Licences with the columns that fit a page."""
        return self.licences.only(("product", "kind", "seats", "in_use", "expires_on", "cost"))

    @property
    def totals(self) -> Json:
        """See freezing.totals; amounts in Polish. Nothing for a file's rows."""
        totals: Json = self.frozen.get("totals") or {}
        if not totals:
            return {}
        groups = {
            name: [(word, n, _money(sum_)) for word, n, sum_ in totals[name]] for name in ("categories", "statuses")
        }
        return totals | groups | {"value": _money(totals["value"]), "cost": _money(totals["cost"])}

    @property
    def day(self) -> datetime.date:
        """The day of which the rows speak."""
        return datetime.date.fromisoformat(self.frozen["day"])


def _cell(column: Column, text: str) -> Cell:
    return Cell(_in_polish(column.kind, text), column.label, column.kind in NUMBERS)


def _in_polish(kind: Kind, text: str) -> str:
    if not text:
        return ""
    if kind is Kind.DATE:
        return f"{datetime.date.fromisoformat(text):%d.%m.%Y}"
    return polish.number(Decimal(text), 2) if kind is Kind.MONEY else text


def _money(text: str) -> str:
    return polish.money(Decimal(text))
