"""A school's dashboard: its register as of a day, from its summary."""

import datetime
from collections import Counter
from dataclasses import dataclass

from django.db.models import Count

from hdr_portal.lib import polish
from hdr_portal.lib.periods import end_of_month, months_later
from inventory.counting import HELD, Summary
from inventory.dashboards.beside import beside_summaries
from inventory.dashboards.figures import Figures, Reckoner, reckoner_of
from inventory.dashboards.lexicon import lexicon
from inventory.dashboards.sections import COMPUTERS_OF, DEVICES_OF, Line, Section, Tile, days_ago, of_all, pupils_words
from inventory.dashboards.shared_sections import (
    age_section,
    category_lines,
    concern_tiles,
    count_tiles,
    no_ratio_words,
    pupil_tiles,
    status_section,
    system_section,
)
from inventory.links import COMPUTERS, devices_url, licences_url
from inventory.models import Audience, Device, Licence, NormCode, Windows11
from inventory.summaries import fresh_summaries
from schools.models import School

MONTHS_SHOWN = 6
LICENCES_SHOWN = 8
GAPS = (
    ("serial", "no_serial", "bez numeru seryjnego"),
    ("room", "no_room", "bez pomieszczenia"),
    ("date", "no_date", "bez daty zakupu"),
    ("value", "no_value", "bez wartości"),
)


@dataclass(frozen=True)
class SchoolBoard:
    """What the page shows. `licences`: those with a term, the nearest first, each with whether it ends soon."""

    school: School
    tiles: tuple[Tile, ...]
    sections: tuple[Section, ...]
    licences: tuple[tuple[Licence, bool], ...]
    licences_title: str
    licences_url: str
    is_empty: bool


def school_board(school: School, day: datetime.date) -> SchoolBoard:
    """The dashboard of a school in scope. The number of queries does not depend on what the register holds."""
    reckoner = reckoner_of(lexicon(), day)
    summary = fresh_summaries([school.pk])[school.pk]
    found = reckoner.figures(summary, beside_summaries(reckoner, school)(school.pk))
    dated = Licence.objects.filter(school=school, expires_on__gte=day).select_related("product").order_by("expires_on")
    licences = list(dated.order_by("expires_on", "product__name", "pk")[:LICENCES_SHOWN])
    last = reckoner.ending[1] if reckoner.ending else None
    return SchoolBoard(
        school=school,
        tiles=_tiles(found, reckoner, school.pk),
        sections=_sections(found, summary, reckoner, school),
        licences=tuple((one, last is not None and one.expires_on <= last) for one in licences),
        licences_title=_licences_title(found, reckoner),
        licences_url=licences_url(school.pk),
        is_empty=not found.statuses,
    )


def _tiles(found: Figures, reckoner: Reckoner, school: int) -> tuple[Tile, ...]:
    tiles = [*count_tiles(found, school), *pupil_tiles(found, reckoner), *concern_tiles(found, reckoner, school)]
    return (*tiles, _freshness_tile(found, reckoner))


def _freshness_tile(found: Figures, reckoner: Reckoner) -> Tile:
    if found.updated_on is None:
        return Tile("Ostatnia aktualizacja", "–", "nie ma jeszcze wpisów")
    ago = days_ago(found.updated_on, reckoner.day)
    fresh = reckoner.is_fresh(found.updated_on)
    if fresh is False:
        return Tile("Ostatnia aktualizacja", ago, "ewidencja nieaktualna", "red")
    return Tile("Ostatnia aktualizacja", ago, polish.long_date(found.updated_on), "green" if fresh else "")


def _sections(found: Figures, summary: Summary, reckoner: Reckoner, unit: School) -> tuple[Section, ...]:
    school = unit.pk
    sections = [
        age_section(found, reckoner, school),
        _category_section(found, reckoner, school),
        _audience_section(found, summary, reckoner),
        system_section(found, reckoner, school),
        *([_verdict_section(found, reckoner, school)] if found.unsupported else []),
        _warranty_section(found, reckoner, school),
        status_section(found, school),
        _gap_section(found, summary, school),
    ]
    return tuple(one for one in sections if one.lines)


def _category_section(found: Figures, reckoner: Reckoner, school: int) -> Section:
    lines = category_lines(found, reckoner, school)
    title = "Żadnego urządzenia nie ma już w szkole"
    if lines:
        title = f"Najliczniejsza kategoria: {lines[0].label}, {of_all(int(lines[0].count), found.devices, DEVICES_OF)}"
    return Section("Kategorie", title, lines, ("Kategoria", "Urządzenia"), whole=found.devices)


def _audience_section(found: Figures, summary: Summary, reckoner: Reckoner) -> Section:
    """For whom the working computers are, and whether the pupils have enough of them."""
    counts = summary.data["computers"]
    lines = [
        Line(str(label), counts[code], devices_url(summary.school, dla=code, status="dzialajace", **COMPUTERS))
        for code, label in Audience.choices
        if code in counts
    ]
    if "" in counts:
        lines.append(Line("nie wskazano", counts[""], tone="grey", pattern="dashed"))
    return Section(
        "Komputery według użytkowników",
        _ratio_title(found, reckoner),
        tuple(lines),
        ("Dla kogo", "Działające komputery"),
        whole=sum(counts.values()),
        note=_norm_note(found, reckoner),
    )


def _ratio_title(found: Figures, reckoner: Reckoner) -> str:
    ratio, norm = found.pupils_per_computer, reckoner.lexicon.norm(NormCode.PUPILS_PER_COMPUTER)
    if ratio is None:
        return f"Nie da się policzyć uczniów na komputer: {no_ratio_words(found)}"
    told = f"Na komputer dla uczniów przypada {pupils_words(ratio)}"
    if norm is None:
        return told
    return f"{told}, w normie" if ratio <= norm else f"{told}, więcej niż norma"


def _norm_note(found: Figures, reckoner: Reckoner) -> str:
    words = (
        "Działające: w użyciu, w magazynie, w naprawie i wypożyczone; bez przeznaczonych do likwidacji i brakujących."
    )
    norm = reckoner.lexicon.norms.get(NormCode.PUPILS_PER_COMPUTER)
    if norm is None or found.pupils is None:
        return words
    since = f" od {polish.long_date(norm.binds_from)}" if norm.binds_from else ""
    pupils = polish.counted(found.pupils, "uczeń,uczniów,uczniów")
    return f"{words} Szkoła podstawowa: {pupils}. Norma{since}: najwyżej {norm.value} ({norm.source})."


def _verdict_section(found: Figures, reckoner: Reckoner, school: int) -> Section:
    """What can be done with the computers whose system has no support."""
    families = [family for family in reckoner.ended_families if family in found.families]
    lines = []
    for code, label in (*Windows11.choices, ("", "nie sprawdzono")):
        if code in found.verdicts:
            named = {"rodzina": families[0], "windows11": code} if len(families) == 1 and code else {}
            url = devices_url(school, **named, **COMPUTERS) if named else ""
            tone, pattern = ("grey", "dashed") if code in {"", Windows11.CHECK} else ("blue", "solid")
            lines.append(Line(str(label), found.verdicts[code], url, tone=tone, pattern=pattern))
    ready = found.verdicts.get(Windows11.READY, 0) + found.verdicts.get(Windows11.INSTALLED, 0)
    return Section(
        "Komputery bez wsparcia a Windows 11",
        f"Wymagania Windows 11 spełnia {of_all(ready, found.unsupported, COMPUTERS_OF)} bez wsparcia",
        tuple(lines),
        ("Windows 11", "Komputery"),
        whole=found.unsupported,
    )


def _warranty_section(found: Figures, reckoner: Reckoner, school: int) -> Section:
    """Warranties that end in this month and the next ones: one query."""
    day = reckoner.day
    months = [months_later(day.replace(day=1), place) for place in range(MONTHS_SHOWN)]
    last = end_of_month(months[-1])
    ends = Device.objects.filter(HELD, school_id=school, warranty_until__range=(day, last)).order_by()
    by_month: Counter[datetime.date] = Counter()
    for end, number in ends.values_list("warranty_until").annotate(number=Count("pk")):
        by_month[end.replace(day=1)] += number
    lines = tuple(_warranty_line(max(month, day), by_month[month], school) for month in months)
    title = _warranty_title(reckoner, found.warranties_ending, last, by_month.total())
    return Section("Koniec gwarancji", title, lines, ("Miesiąc", "Urządzenia"))


def _warranty_title(reckoner: Reckoner, near: int, last: datetime.date, shown: int) -> str:
    if reckoner.ending is None:
        when, count = f"Do {polish.long_date(last)}", shown
    else:
        when, count = f"W ciągu {(reckoner.ending[1] - reckoner.ending[0]).days} dni", near
    if not count:
        return f"{when} nie kończy się żadna gwarancja"
    return f"{when} kończy się gwarancja {polish.counted(count, DEVICES_OF)}"


def _warranty_line(first: datetime.date, count: int, school: int) -> Line:
    """A month, or what is left of it."""
    label = polish.month_year(first) + ("" if first.day == 1 else " (od dziś)")
    return Line(label, count, devices_url(school, gwarancja_od=first, gwarancja_do=end_of_month(first)))


def _gap_section(found: Figures, summary: Summary, school: int) -> Section:
    """What the entries lack."""
    counts = summary.data["without"]
    lines = tuple(
        Line(label, counts[key], devices_url(school, jakosc=code), tone="amber", pattern="rising")
        for key, code, label in GAPS
        if counts[key]
    )
    if not lines:
        return Section("Braki w danych", "", (), ("Czego brakuje", "Urządzenia"))
    worst = max(lines, key=lambda line: line.count)
    title = f"{of_all(int(worst.count), found.devices, DEVICES_OF)} jest {worst.label}"
    return Section("Braki w danych", title, lines, ("Czego brakuje", "Urządzenia"), whole=found.devices)


def _licences_title(found: Figures, reckoner: Reckoner) -> str:
    if reckoner.ending is None:
        return "Licencje z terminem"
    days = (reckoner.ending[1] - reckoner.ending[0]).days
    if not found.licences_ending:
        return f"W ciągu {days} dni żadna licencja nie traci ważności"
    verb = polish.plural(found.licences_ending, "traci,tracą,traci")
    return f"W ciągu {days} dni {verb} ważność {polish.counted(found.licences_ending, 'licencja,licencje,licencji')}"
