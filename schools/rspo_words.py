"""The preview of an RSPO import as lines of text."""

from collections import Counter
from collections.abc import Iterable

from hdr_portal.lib.polish import counted, long_date
from schools.rspo_plan import Change, Preview, UnitPlan, Verdict

TITLES = {
    Verdict.ADDED: "Dodane",
    Verdict.CHANGED: "Zmienione",
    Verdict.CLOSED: "Zamknięte",
    Verdict.SAME: "Dopasowane bez zmian",
}
UNITS = "jednostka,jednostki,jednostek"
NOTHING = "Portal ma już wszystko, co jest w pliku: import niczego nie zmieni."


def preview_lines(preview: Preview) -> Iterable[str]:
    """Everything the preview page says."""
    yield f"Stan na {long_date(preview.day)}."
    for verdict, title in TITLES.items():
        units = preview.of(verdict)
        yield f"\n{title}: {counted(len(units), UNITS)}"
        for unit in units:
            yield from _unit_lines(unit)
    yield f"\nLiczby uczniów do zapisania: {preview.pupil_counts}"
    yield from _section("Brak w pliku (niczego nie zamykamy)", [f"{one.name}: {one.reason}" for one in preview.absent])
    yield from _section("Pominięte", [f"{reason}: {count}" for reason, count in skip_reasons(preview)])
    yield from _section("Błędy", [str(fault) for fault in preview.faults])
    if preview.changes_nothing:
        yield f"\n{NOTHING}"


def skip_reasons(preview: Preview) -> list[tuple[str, int]]:
    """Why rows are left out, the most frequent reason first."""
    return Counter(skip.reason for skip in preview.skipped).most_common()


def _unit_lines(unit: UnitPlan) -> Iterable[str]:
    found = f" (dopasowana {unit.matched_by})" if unit.matched_by else ""
    yield f"  {unit.name}, RSPO {unit.rspo}{found}"
    yield from _change_lines(unit.changes)
    for member in unit.members:
        if unit.verdict != Verdict.SAME:
            yield f"    {TITLES[member.verdict].lower()}: {member.name}, RSPO {member.rspo}"
            yield from _change_lines(member.changes)


def _change_lines(changes: Iterable[Change]) -> Iterable[str]:
    return (f"      {change.label}: {change.old} → {change.new}" for change in changes)


def _section(title: str, lines: list[str]) -> Iterable[str]:
    yield f"\n{title}: {len(lines)}"
    yield from (f"  {line}" for line in lines)
