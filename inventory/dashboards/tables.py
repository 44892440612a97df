"""Tables of the city's dashboard: schools by figures, in any order; schools by categories."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from inventory.dashboards.city import CityBoard
from inventory.dashboards.rows import SchoolRow
from inventory.links import devices_url


@dataclass(frozen=True)
class Column:
    """A column of the table of schools: its word in the address, its heading, what it is sorted by (None comes last)."""

    key: str
    label: str
    value: Callable[[SchoolRow], Any]


COLUMNS = (
    Column("jednostka", "Jednostka", lambda row: row.school.sort_name),
    Column("urzadzenia", "Urządzenia", lambda row: row.figures.devices),
    Column("komputery", "Komputery", lambda row: row.figures.computers),
    Column("uczniowie", "Uczniów na komputer", lambda row: row.figures.pupils_per_computer),
    Column("stare", "Stare", lambda row: row.figures.old),
    Column("bez-wsparcia", "Bez wsparcia", lambda row: row.figures.unsupported),
    Column("gwarancje", "Gwarancje", lambda row: row.figures.warranties_ending),
    Column("licencje", "Licencje", lambda row: row.figures.licences_ending),
    Column("wartosc", "Wartość", lambda row: row.figures.value),
    Column("aktualizacja", "Ostatnia aktualizacja", lambda row: row.figures.updated_on),
)


def sorted_rows(rows: Sequence[SchoolRow], order: str) -> list[SchoolRow]:
    """In the order of a column (`-key`: downwards); an order that is not known leaves the units as they stand."""
    column = next((one for one in COLUMNS if one.key == order.removeprefix("-")), None)
    if column is None:
        return list(rows)
    known = [row for row in rows if column.value(row) is not None]
    known.sort(key=column.value, reverse=order.startswith("-"))
    return known + [row for row in rows if column.value(row) is None]


@dataclass(frozen=True)
class Matrix:
    """Schools × categories: the categories' names, and a row a school with (number, address) in each."""

    categories: tuple[str, ...]
    rows: tuple[tuple[SchoolRow, tuple[tuple[int, str], ...]], ...]


def matrix(rows: Sequence[SchoolRow], board: CityBoard) -> Matrix:
    """How many devices of each category in use anywhere, in these schools."""
    names = board.reckoner.lexicon.categories
    used = sorted((pk for pk in board.total.categories if int(pk) in names), key=lambda pk: names[int(pk)])
    address = devices_url(school=0, kategoria=0)
    before, between, after = address.partition("jednostka=0&kategoria=0")[0], "&kategoria=", "&widok="
    return Matrix(
        categories=tuple(names[int(pk)] for pk in used),
        rows=tuple(
            (
                row,
                tuple(
                    (row.figures.categories.get(pk, 0), f"{before}jednostka={row.school.pk}{between}{pk}{after}")
                    for pk in used
                ),
            )
            for row in rows
        ),
    )
