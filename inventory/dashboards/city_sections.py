"""Sections of the city's dashboard: pupils a computer school by school, uniformity of systems and of office software."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TypeVar

from hdr_portal.lib import polish
from inventory.dashboards.figures import Figures, Reckoner
from inventory.dashboards.rows import SchoolRow
from inventory.dashboards.sections import COMPUTERS_OF, Line, Section, of_all
from inventory.links import devices_url
from inventory.models import NormCode

Key = TypeVar("Key", int, str)
WORST_SHOWN = 10
UNITS_OF = "jednostki,jednostek,jednostek"


def ratio_section(rows: Iterable[SchoolRow], reckoner: Reckoner) -> Section:
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
        note=f"Źródło normy: {norm.source}.{since}{shown}",
        mark_at=norm.value,
        mark=f"norma: {norm.value}",
    )


def uniform_systems(total: Figures) -> Section:
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


def uniform_office(total: Figures, reckoner: Reckoner) -> Section:
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
