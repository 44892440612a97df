"""Sections that a school's dashboard and the city's have in common."""

from hdr_portal.lib import polish
from inventory.dashboards.ages import CLASSES, bought_between
from inventory.dashboards.figures import Figures, Reckoner
from inventory.dashboards.sections import (
    COMPUTERS_OF,
    DEVICES_OF,
    Line,
    Section,
    Tile,
    lacking,
    of_all,
    pupils_words,
    short_money,
)
from inventory.links import COMPUTERS, devices_url
from inventory.models import NormCode, Status
from inventory.runningtotals import YEAR

UNKNOWN = "nieznany"


def age_section(found: Figures, reckoner: Reckoner, school: int | None) -> Section:
    """How old the devices are, by month of purchase."""
    years = reckoner.lexicon.norm(NormCode.OLD_YEARS)
    lines = []
    for one, count, computers in zip(CLASSES, found.ages, found.computer_ages, strict=True):
        first, last = bought_between(one, reckoner.day)
        url = devices_url(school, zakup_od=first, zakup_do=last)
        is_old = years is not None and one.first >= years * YEAR
        tone, pattern = ("amber", "rising") if is_old else ("blue", "solid")
        lines.append(Line(one.label, count, url, computers, tone, pattern))
    undated = found.devices - found.dated
    computers_undated = found.computers - sum(found.computer_ages)
    url = devices_url(school, jakosc="no_date")
    lines.append(Line("bez daty zakupu", undated, url, computers_undated, "grey", "dashed"))
    return Section(
        "Wiek urządzeń",
        _age_title(found, years),
        tuple(lines),
        ("Wiek", "Urządzenia"),
        more="W tym komputery",
        whole=found.devices,
        note=f"Wiek liczy się od miesiąca zakupu, na dzień {polish.long_date(reckoner.day)}.",
    )


def _age_title(found: Figures, years: int | None) -> str:
    if not found.dated:
        return "Żadne urządzenie nie ma daty zakupu, więc wieku nie da się policzyć"
    if years is None:
        place = max(range(len(CLASSES)), key=lambda place: found.ages[place])
        return f"Najwięcej urządzeń ma {CLASSES[place].label}"
    old_words = polish.counted(years, "rok,lata,lat")
    return f"{of_all(found.old, found.dated, DEVICES_OF)} z datą zakupu ma {old_words} lub więcej"


def status_section(found: Figures, school: int | None) -> Section:
    """Where the devices are in their life, the gone ones included."""
    total = sum(found.statuses.values())
    lines = tuple(
        Line(
            str(label), found.statuses[code], devices_url(school, status=code), tone=_tone(code), pattern=_pattern(code)
        )
        for code, label in Status.choices
        if code in found.statuses
    )
    return Section(
        "Status urządzeń",
        f"W użyciu: {of_all(found.statuses.get(Status.IN_USE, 0), total, DEVICES_OF)} kiedykolwiek wpisanych",
        lines,
        ("Status", "Urządzenia"),
        whole=total,
    )


def _tone(status: str) -> str:
    return {Status.IN_USE: "blue", Status.MISSING: "red", Status.TO_DISPOSE: "amber"}.get(Status(status), "grey")


def _pattern(status: str) -> str:
    return {"blue": "solid", "red": "cross", "amber": "rising", "grey": "level"}[_tone(status)]


def system_section(found: Figures, reckoner: Reckoner, school: int | None) -> Section:
    """Families of operating systems on computers, the ones without support marked."""
    ended = reckoner.ended_families
    lines = [
        Line(
            f"{family} (bez wsparcia)" if family in ended else family or UNKNOWN,
            count,
            devices_url(school, rodzina=family, **COMPUTERS) if family else "",
            tone="amber" if family in ended else "blue" if family else "grey",
            pattern="rising" if family in ended else "solid" if family else "dashed",
        )
        for family, count in sorted(found.families.items(), key=lambda one: (one[0] == "", -one[1], one[0]))
    ]
    ends = [f"{family}: {polish.long_date(day)}" for family, day in sorted(ended.items()) if family in found.families]
    return Section(
        "Systemy operacyjne komputerów",
        _system_title(found),
        tuple(lines),
        ("Rodzina systemu", "Komputery"),
        whole=found.computers,
        note=f"Koniec wsparcia producenta: {', '.join(ends)}." if ends else "",
    )


def _system_title(found: Figures) -> str:
    if not found.computers:
        return "W ewidencji nie ma komputerów"
    if found.unsupported:
        return (
            f"{of_all(found.unsupported, found.computers, COMPUTERS_OF)} ma system, którego producent już nie wspiera"
        )
    if not found.computers_with_system:
        return "Przy żadnym komputerze nie wpisano systemu operacyjnego"
    return "Żaden komputer nie ma systemu bez wsparcia producenta"


# --- Tiles ----------------------------------------------------------------------------------------------------------
def count_tiles(found: Figures, school: int | None) -> list[Tile]:
    """How many and what they are worth."""
    computers = polish.counted(found.computers, "komputer,komputery,komputerów")
    return [
        Tile("Urządzenia", polish.number(found.devices), f"w tym {computers}", url=devices_url(school)),
        Tile("Wartość brutto", short_money(found.value), polish.money(found.value), url=devices_url(school)),
    ]


def pupil_tiles(found: Figures, reckoner: Reckoner) -> list[Tile]:
    """Pupils a computer against the norm; devices a pupil."""
    ratio, norm = found.pupils_per_computer, reckoner.lexicon.norms.get(NormCode.PUPILS_PER_COMPUTER)
    if ratio is None:
        return [Tile("Uczniów na komputer", "–", no_ratio_words(found))]
    tiles = []
    if norm is None:
        tiles.append(Tile("Uczniów na komputer", polish.number(ratio, 1)))
    elif ratio <= norm.value:
        tiles.append(Tile("Uczniów na komputer", polish.number(ratio, 1), f"norma to {norm.value}", "green"))
    else:
        short = lacking(found.pupils or 0, found.pupil_computers, norm.value)
        words = f"do normy {norm.value} brakuje {polish.counted(short, COMPUTERS_OF)}"
        tiles.append(Tile("Uczniów na komputer", pupils_words(ratio).split(polish.NBSP)[0], words, "amber"))
    if found.devices_per_pupil is not None:
        tiles.append(Tile("Urządzeń na ucznia", polish.number(found.devices_per_pupil, 2)))
    return tiles


def no_ratio_words(found: Figures) -> str:
    """Why pupils a computer are not told."""
    if not found.pupils:
        return "liczby uczniów nie wpisano przy placówkach"
    return "żadnego komputera nie oznaczono jako uczniowski"


def concern_tiles(found: Figures, reckoner: Reckoner, school: int | None) -> list[Tile]:
    """What ends soon and what has no support."""
    tiles = []
    if reckoner.ending:
        first, last = reckoner.ending
        days = f"w ciągu {(last - first).days} dni"
        url = devices_url(school, gwarancja_od=first, gwarancja_do=last)
        tiles.append(Tile("Kończą się gwarancje", polish.number(found.warranties_ending), days, url=url))
    tone = "amber" if found.unsupported else "green"
    words = "producent nie daje poprawek" if found.unsupported else "każdy znany system ma wsparcie"
    tiles.append(Tile("System bez wsparcia", polish.number(found.unsupported), words, tone))
    return tiles


def category_lines(found: Figures, reckoner: Reckoner, school: int | None) -> tuple[Line, ...]:
    """Devices by category, the most numerous first."""
    names = reckoner.lexicon.categories
    pairs = sorted(
        ((int(pk), count) for pk, count in found.categories.items()), key=lambda one: (-one[1], names.get(one[0], ""))
    )
    return tuple(Line(names.get(pk, UNKNOWN), count, devices_url(school, kategoria=pk)) for pk, count in pairs)
