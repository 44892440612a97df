"""Devices as columns of plain values, a batch at a time: no list of all rows is ever held, no row is asked for twice."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Protocol

from django.db.models import QuerySet

from hdr_portal.lib.celltext import visible_all
from inventory.columns import BY_KEY, COLUMNS, Column, Kind
from inventory.models import Device
from inventory.outtake.labels import details_in_words, labels_of, own_fields_by_category
from inventory.ownfields import OwnField

BATCH = 2000
SCHOOL = Column("school", "Jednostka", Kind.ENTRY, width=24)
DETAILS = Column("details", "Pola kategorii", Kind.TEXT, width=36)
# What a list may show beside the register's columns; none of them is read back from a file.
BESIDE: tuple[Column, ...] = (
    DETAILS,
    Column("label_code", "Kod etykiety", Kind.TEXT, width=14),
    Column("confirmed_on", "Stan potwierdzony", Kind.DATE, width=17),
)
EXPORTED: dict[str, Column] = {SCHOOL.key: SCHOOL} | BY_KEY | {column.key: column for column in BESIDE}

Values = Sequence[Any]
Told = Callable[[int], object]


def all_columns() -> tuple[Column, ...]:
    """Everything the portal knows of a device, without its unit."""
    return (*COLUMNS, *BESIDE)


class Source(Protocol):
    """What a file is written from: columns, and their values a batch at a time."""

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns, in the order of the values."""

    def batches(self) -> Iterator[list[Values]]:
        """For every column of a batch the values of its rows."""


@dataclass(frozen=True)
class Extract:
    """Which devices leave, in which order, with which columns. `told` hears how many rows are ready.

    `bare` are attributes that come first in a batch, as the database has them.
    """

    devices: QuerySet[Device]
    columns: tuple[Column, ...]
    told: Told = field(default=lambda _count: None)
    bare: tuple[str, ...] = ()

    def batches(self) -> Iterator[list[Values]]:
        """Columns of up to BATCH rows each: text and names as str, dates, Decimals and ints as they are.

        What is not known is None, an empty text "".
        """
        words = {column.key: labels_of(column) for column in self.columns if column.kind in {Kind.CHOICE, Kind.ENTRY}}
        own = own_fields_by_category() if DETAILS in self.columns else {}
        count = 0
        for rows in self._rows():
            count += len(rows)
            yield self._in_words(list(zip(*rows, strict=True)), words, own)
            self.told(count)

    def _rows(self) -> Iterator[list[tuple[Any, ...]]]:
        names = [column.attname for column in self.columns]
        found = iter(self.devices.values_list(*self.bare, *names, "category_id").iterator(chunk_size=BATCH))
        while rows := list(islice(found, BATCH)):
            yield rows

    def _in_words(
        self, read: list[Values], words: Mapping[str, Mapping[Any, str]], own: Mapping[int, list[OwnField]]
    ) -> list[Values]:
        categories, bare = read[-1], read[: len(self.bare)]
        said = [
            [details_in_words(known, own[pk]) for pk, known in zip(categories, values, strict=True)]
            if column is DETAILS
            else _said(column, values, words.get(column.key, {}))
            for column, values in zip(self.columns, read[len(bare) : -1], strict=True)
        ]
        return bare + said


def _said(column: Column, values: Values, words: Mapping[Any, str]) -> Values:
    if words or column.kind in {Kind.CHOICE, Kind.ENTRY}:
        return list(map(words.get, values))
    return visible_all(values) if column.kind is Kind.TEXT else values
