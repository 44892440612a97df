"""The good-practice description as the data tell it: a draft of each section, plain text out of plain JSON.

A draft says only what the plan and the records say. Marks of the text: a line that begins with „- ” is a point of a list, one
that begins with „# ” a heading inside the section, an empty line ends a paragraph.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from hdr_portal.lib import polish

Plain = dict[str, Any]
SHORT = 150
RECORDS = "zapis,zapisy,zapisów"
FILES = "plik,pliki,plików"


@dataclass(frozen=True)
class Section:
    """A section of the description: its key, its heading, what the department should add in its own words."""

    slug: str
    title: str
    hint: str
    draft: Callable[[Plain, Plain], Iterable[str]]


def lines(items: Iterable[str]) -> Iterator[str]:
    """Points of a list, then the end of it."""
    told = [f"- {item}" for item in items]
    if told:
        yield from told
        yield ""


def short(text: str) -> str:
    """The beginning of a long sentence."""
    return text if len(text) <= SHORT else f"{text[:SHORT].rsplit(' ', 1)[0]}…"


def day(iso: str | None) -> str:
    """6 czerwca 2025."""
    return polish.long_date(datetime.date.fromisoformat(iso)) if iso else ""


def _place(report: Plain, plan: Plain) -> Iterator[str]:
    units = polish.counted(report["units_count"], "jednostka,jednostki,jednostek")
    schools = polish.counted(report["primary_schools_count"], "szkoła podstawowa,szkoły podstawowe,szkół podstawowych")
    facts = [
        f"Gmina: {report['municipality']}",
        f"Praktyka: realizacja planu „{report['plan_title'].capitalize()}” (HDR)",
        f"Obszar: {report['area']}",
        f"Okres: {report['period_text']}",
        f"Objęte: {units}, w tym {schools}" if report["units_count"] else "",
    ]
    yield from lines(fact for fact in facts if fact)
    if plan.get("ore_project"):
        yield f"Plan powstał w projekcie „{plan['ore_project']}” Ośrodka Rozwoju Edukacji."


def _need(report: Plain, plan: Plain) -> Iterator[str]:
    if plan.get("diagnosis_methods"):
        yield "Potrzeby rozpoznano tymi sposobami:"
        yield from lines(plan["diagnosis_methods"])
    if plan.get("needs"):
        yield "Diagnoza wskazała potrzeby:"
        yield from lines(plan["needs"])
    first = [one for one in report["indicators"] if one["action"] == 1]
    if first:
        yield "Co z diagnozy potwierdzają zapisy w portalu:"
        yield from lines(f"{one['text']}: {_numbers(one)}" for one in first if one["comparisons"])


def _aims(report: Plain, _: Plain) -> Iterator[str]:
    yield report["goal"]
    yield ""
    yield report["task"]


def _course(report: Plain, _: Plain) -> Iterator[str]:
    for action in report["actions"]:
        yield f"# Działanie {action['number']}. {short(action['text'])}"
        yield from lines(_step(step) for step in action["steps"])


def _step(step: Plain) -> str:
    days = sorted(one["day"] for one in step["activities"])
    if not days:
        return f"{step['label']} {short(step['text'])} (termin: {step['term_text'] or 'wspólny dla działania'})"
    first, last = (datetime.date.fromisoformat(one) for one in (days[0], days[-1]))
    told = f"{polish.counted(len(days), RECORDS)}, {polish.date_range(first, last)}"
    return f"{step['label']} {short(step['text'])} ({told})"


def _partners(_: Plain, plan: Plain) -> Iterator[str]:
    if plan.get("bodies"):
        yield "W realizacji uczestniczą:"
        yield from lines(plan["bodies"])
    zszo = plan.get("zszo") or {}
    costs = zszo.get("cost_pln") or {}
    if costs:
        told = ", ".join(f"{polish.money(amount)} ({years})" for years, amount in costs.items())
        yield f"Zintegrowany System Zarządzania Oświatą kosztował {told}. Finansowanie: {zszo.get('funded_by', 'gmina')}."


def _results(report: Plain, _: Plain) -> Iterator[str]:
    yield f"Stan na {day(report['as_of'])}: {report['headline'][:1].lower()}{report['headline'][1:]}."
    yield ""
    targets = [one for indicator in report["indicators"] for one in indicator["comparisons"]]
    reached = sum(_reached(one) for one in targets)
    files = polish.counted(len(report["annex"]), FILES)
    yield (
        f"Udokumentowano {reached} z {len(targets)} wartości docelowych. Dowody przechowuje portal ({files}); każda liczba "
        "prowadzi w nim do zapisów, a każdy zapis do pliku."
    )


def _difficulties(report: Plain, _: Plain) -> Iterator[str]:
    late = [one for one in report["indicators"] if one["status"]["key"] == "reached_late"]
    if late:
        yield "Po terminie, lecz osiągnięto:"
        yield from lines(
            f"{one['number']} {one['text']}: {day(one['reached_on'])}, termin {day(one['due'])}" for one in late
        )
    open_still = [one for one in report["indicators"] if one["status"]["key"] in {"missed", "at_risk"}]
    if open_still:
        yield "Nieosiągnięte w terminie albo zagrożone:"
        yield from lines(f"{one['number']} {one['text']}: {_numbers(one)}" for one in open_still)
    unproved = [one for one in report["indicators"] if any(c["declared"] > c["evidenced"] for c in one["comparisons"])]
    if unproved:
        yield "Zrobione, lecz jeszcze bez kompletu dokumentów:"
        yield from lines(f"{one['number']} {one['text']}: {_numbers(one)}" for one in unproved)
    if not (late or open_still or unproved):
        yield "Zapisy nie wskazują opóźnień ani braków dokumentów."


def _lessons(_: Plain, plan: Plain) -> Iterator[str]:
    for title, key in (
        ("Rozwiązania zarządcze", "management_tools"),
        ("Rozwój ludzi i organizacji", "people_tools"),
        ("Zalecenia z diagnozy", "recommendations"),
    ):
        if plan.get(key):
            yield f"# {title}"
            yield from lines(plan[key])


def _durability(_: Plain, plan: Plain) -> Iterator[str]:
    if plan["lasting"]:
        yield f"Po zakończeniu planu ({day(plan['end'])}) trwają dalej:"
        yield from lines(f"{one['label']} {short(one['text'])}" for one in plan["lasting"])
    yield "Portal liczy wskaźniki także po tym dniu, z tych samych zapisów i dowodów."


def _contact(report: Plain, plan: Plain) -> Iterator[str]:
    yield plan["office"] or f"Wydział Edukacji, {report['municipality']}"
    if plan["address"]:
        yield ""
        yield plan["address"]


def _numbers(indicator: Plain) -> str:
    told = []
    for one in indicator["comparisons"]:
        amount = f"udokumentowano {polish.number(one['evidenced'])}, cel {polish.number(one['target'])}"
        if one.get("corrected") is not None:
            amount += f", z korektą {polish.number(one['corrected'])}"
        claimed = f" (zgłoszono {polish.number(one['declared'])})" if one["declared"] > one["evidenced"] else ""
        told.append((f"{one['group']}: " if one["group"] else "") + amount + claimed)
    return "; ".join(told)


def _reached(one: Plain) -> bool:
    below = one["evidenced"] <= one["target"] if one["downward"] else one["evidenced"] >= one["target"]
    return bool(below)


SECTIONS = (
    Section(
        "nazwa-i-miejsce", "Nazwa i miejsce", "Dopisz, co wyróżnia gminę: wielkość, sieć szkół, punkt wyjścia.", _place
    ),
    Section(
        "potrzeba-i-diagnoza", "Potrzeba i diagnoza", "Dopisz, jaki problem był najpilniejszy i kto go zgłosił.", _need
    ),
    Section("cele", "Cele", "Dopisz, po czym gmina poznaje, że cel jest osiągnięty.", _aims),
    Section("przebieg", "Przebieg krok po kroku", "Dopisz, co okazało się ważne w kolejności działań.", _course),
    Section("partnerzy-i-zasoby", "Partnerzy i zasoby", "Dopisz, kto wniósł czas, pieniądze i wiedzę.", _partners),
    Section(
        "rezultaty", "Rezultaty", "Tabela liczb powstaje zawsze z danych. Dopisz, co liczby znaczą dla szkół.", _results
    ),
    Section(
        "trudnosci",
        "Trudności i jak sobie z nimi poradzono",
        "Dopisz przy każdej trudności, co pomogło.",
        _difficulties,
    ),
    Section("co-moga-przejac-inni", "Co mogą przejąć inni", "Dopisz, od czego inna gmina powinna zacząć.", _lessons),
    Section("trwalosc", "Trwałość", "Dopisz, kto odpowiada za utrzymanie i z jakich środków.", _durability),
    Section("kontakt", "Kontakt", "Podaj urząd, wydział, telefon i adres poczty urzędu, nie osoby.", _contact),
)
BY_SLUG = {section.slug: section for section in SECTIONS}


def draft_of(section: Section, report: Plain, plan: Plain) -> str:
    """The section's text as the data tell it."""
    return "\n".join(section.draft(report, plan)).strip()


@dataclass(frozen=True)
class Block:
    """A piece of a section: a paragraph, a heading inside it, or a list."""

    kind: str  # "paragraph", "heading", "list"
    texts: tuple[str, ...]


def blocks(text: str) -> list[Block]:
    """The text as pieces; lines that follow one another without a mark are one paragraph."""
    found: list[Block] = []
    gathered: list[str] = []
    kind = ""
    for line in [*text.splitlines(), ""]:
        this, words = _marked(line.strip())
        if this != kind or not this:
            found += _closed(kind, gathered)
            gathered = []
        kind = this
        gathered += [words] if words else []
    return found


def _marked(line: str) -> tuple[str, str]:
    for mark, kind in (("-", "list"), ("#", "heading")):
        if line == mark or line.startswith(f"{mark} "):
            return kind, line[1:].strip()
    return ("paragraph", line) if line else ("", "")


def _closed(kind: str, gathered: list[str]) -> list[Block]:
    if not gathered:
        return []
    return [Block(kind, tuple(gathered) if kind == "list" else (" ".join(gathered),))]
