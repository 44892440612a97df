"""The dashboard of many schools: totals, the schools side by side, schools by category, uniformity."""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeVar

from hdr_portal.lib import polish
from inventory.dashboards.beside import beside_summaries
from inventory.dashboards.figures import Figures, Reckoner, reckoner_of, together
from inventory.dashboards.lexicon import lexicon
from inventory.dashboards.sections import COMPUTERS_OF, Line, Section, Tile, days_ago, of_all
from inventory.dashboards.shared_sections import (
    age_section,
    concern_tiles,
    count_tiles,
    pupil_tiles,
    status_section,
    system_section,
)
from inventory.links import devices_url, school_url
from inventory.models import NormCode
from inventory.summaries import fresh_summaries
from schools.models import School

Key = TypeVar("Key", int, str)
WORST_SHOWN = 10
UNITS_OF = "jednostki,jednostek,jednostek"


@dataclass(frozen=True)
class SchoolRow:
    """A school among the others, as of a day. `is_fresh`: None where nothing is known or no norm asks."""

    school: School
    figures: Figures
    is_fresh: bool | None
    day: datetime.date

    @property
    def ago(self) -> str:
        """How long ago the register was touched; empty when it never was."""
        return days_ago(self.figures.updated_on, self.day) if self.figures.updated_on else ""

    @property
    def url(self) -> str:
        """The school's dashboard."""
        return school_url(self.school.pk)


@dataclass(frozen=True)
class CityBoard:
    """The figures of all schools, worked out once; pages and tables take from it what they show."""

    reckoner: Reckoner
    rows: tuple[SchoolRow, ...]
    total: Figures

    @property
    def is_empty(self) -> bool:
        """Whether no school has ever entered a device."""
        return not self.total.statuses

    @property
    def tiles(self) -> list[Tile]:
        """Totals."""
        total, reckoner = self.total, self.reckoner
        tiles = [*count_tiles(total, None), *pupil_tiles(total, reckoner), *concern_tiles(total, reckoner, None)]
        if reckoner.ending:
            days = f"w ciągu {(reckoner.ending[1] - reckoner.ending[0]).days} dni"
            tiles.insert(-1, Tile("Tracą ważność licencje", polish.number(total.licences_ending), days))
        return [*tiles, self._freshness_tile()]

    def _freshness_tile(self) -> Tile:
        fresh = sum(row.is_fresh is True for row in self.rows)
        if self.reckoner.lexicon.norm(NormCode.FRESH_DAYS) is None:
            kept = sum(row.figures.updated_on is not None for row in self.rows)
            return Tile("Prowadzą ewidencję", f"{kept} z {len(self.rows)}")
        tone = "green" if fresh == len(self.rows) else "amber"
        return Tile("Aktualne ewidencje", f"{fresh} z {len(self.rows)}", "jednostek", tone)

    @property
    def sections(self) -> tuple[Section, ...]:
        """Charts of the whole."""
        found = (
            age_section(self.total, self.reckoner, None),
            _ratio_section(self.rows, self.reckoner),
            system_section(self.total, self.reckoner, None),
            _uniform_systems(self.total),
            _uniform_office(self.total, self.reckoner),
            status_section(self.total, None),
        )
        return tuple(one for one in found if one.lines)


def city_board(schools: Sequence[School], day: datetime.date) -> CityBoard:
    """The board of these schools, those without a register included. A constant number of queries."""
    reckoner = reckoner_of(lexicon(), day)
    summaries = fresh_summaries(school.pk for school in schools)
    beside = beside_summaries(reckoner)
    rows = []
    for school in schools:
        found = reckoner.figures(summaries[school.pk], beside(school.pk))
        rows.append(SchoolRow(school, found, reckoner.is_fresh(found.updated_on), day))
    kept = [row for row in rows if row.school.closed_on is None or row.figures.devices]
    return CityBoard(reckoner, tuple(kept), together(row.figures for row in kept))


# --- Sections -------------------------------------------------------------------------------------------------------
def _ratio_section(rows: Iterable[SchoolRow], reckoner: Reckoner) -> Section:
    """Pupils a computer, the schools with the most of them on top."""
    known = [(row, ratio) for row in rows if (ratio := row.figures.pupils_per_computer) is not None]
    known.sort(key=lambda one: -one[1])
    norm = reckoner.lexicon.norms.get(NormCode.PUPILS_PER_COMPUTER)
    lines = []
    for row, ratio in known[:WORST_SHOWN]:
        over = norm is not None and ratio > norm.value
        tone, pattern = ("amber", "rising") if over else ("blue", "solid")
        lines.append(
            Line(str(row.school), ratio, row.url, row.figures.pupil_computers, tone, pattern, polish.number(ratio, 1))
        )
    shown = f" Pokazano {WORST_SHOWN} jednostek z największą liczbą." if len(known) > WORST_SHOWN else ""
    heads, more = ("Jednostka", "Uczniowie na komputer"), "Komputery dla uczniów"
    if norm is None or not known:
        return Section("Uczniowie na komputer", "Uczniowie na komputer", tuple(lines), heads, more, note=shown.strip())
    kept = sum(ratio <= norm.value for _, ratio in known)
    since = f" Obowiązuje od {polish.long_date(norm.binds_from)}." if norm.binds_from else ""
    return Section(
        "Uczniowie na komputer",
        f"Normę {norm.value} uczniów na komputer spełnia {of_all(kept, len(known), UNITS_OF)}",
        tuple(lines),
        heads,
        more,
        note=f"{norm.source}.{since}{shown}",
        mark_at=norm.value,
        mark=f"norma: {norm.value}",
    )


def _uniform_systems(total: Figures) -> Section:
    """How far computers share one family of systems."""
    known = [(family, count) for family, count in _largest_first(total.families) if family]
    if not known:
        return Section("Jednolitość systemów", "", (), ("System", "Komputery"))
    first, count = known[0]
    share = polish.percent(100 * Decimal(count) / total.computers_with_system)
    lines = tuple(
        Line(family, number, devices_url(rodzina=family, komputery="tak"), tone="blue" if family == first else "grey",
             pattern="solid" if family == first else "level")
        for family, number in known
    )  # fmt: skip
    return Section(
        "Jednolitość systemów",
        f"{share} komputerów ma system tej samej rodziny: {first}",
        lines,
        ("System", "Komputery"),
        whole=total.computers_with_system,
        note=f"Liczone wśród komputerów z wpisanym systemem: {of_all(total.computers_with_system, total.computers, COMPUTERS_OF)}.",
    )


def _largest_first(counts: Mapping[Key, int]) -> list[tuple[Key, int]]:
    return sorted(counts.items(), key=lambda one: -one[1])


def _uniform_office(total: Figures, reckoner: Reckoner) -> Section:
    """How far seats of office software are on the city's standard, or on the most common suite."""
    suites, whole = reckoner.lexicon.office, sum(total.office.values())
    used = [(pk, number) for pk, number in _largest_first(total.office) if number]
    if not used:
        return Section("Jednolitość pakietu biurowego", "", (), ("Pakiet", "Stanowiska w użyciu"))
    standard = sum(number for pk, number in used if suites[pk].is_standard)
    has_standard = any(suite.is_standard for suite in suites.values())
    chosen = {pk for pk, _ in used if suites[pk].is_standard} if has_standard else {used[0][0]}
    if has_standard:
        title = f"{polish.percent(100 * Decimal(standard) / whole)} stanowisk biurowych pracuje na standardzie gminy"
    else:
        share = polish.percent(100 * Decimal(used[0][1]) / whole)
        title = f"{share} stanowisk biurowych ma ten sam pakiet: {suites[used[0][0]].name}"
    lines = tuple(
        Line(suites[pk].name + (" (standard gminy)" if suites[pk].is_standard else ""), number,
             tone="blue" if pk in chosen else "grey", pattern="solid" if pk in chosen else "level")
        for pk, number in used
    )  # fmt: skip
    heads = ("Pakiet", "Stanowiska w użyciu")
    return Section("Jednolitość pakietu biurowego", title, lines, heads, whole=whole, note="Liczone z licencji.")


# --- Tables ---------------------------------------------------------------------------------------------------------
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
