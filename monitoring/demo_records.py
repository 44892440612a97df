"""Invented records for the demonstration of the real plan."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from schedule.models import ActivityState


@dataclass(frozen=True)
class Record:
    """An invented activity: step, kind, title, day and what belongs to it."""

    step: str
    kind: str
    title: str
    day: str
    proof: str = ""
    schools: tuple[str, ...] = ()
    heads: dict[str, int] = field(default_factory=dict)
    topic: str = ""
    reference: str = ""
    filed_on: str = ""
    state: str = ActivityState.APPROVED
    own: bool = False
    remark: str = ""


MEETING_DAYS: Sequence[str] = (
    "2024-06-11",
    "2024-09-17",
    "2024-11-06",
    "2025-02-18",
    "2025-03-20",
    "2025-05-13",
    "2025-06-10",
    "2025-09-23",
)
CITY: Sequence[Record] = (
    *(
        Record("1.3", "team_meeting", f"Spotkanie zespołu projektowego nr {number}", day, "attendance")
        for number, day in enumerate(MEETING_DAYS, start=1)
    ),
    *(
        Record("1.4", "directors_meeting", f"Narada z dyrektorami szkół nr {number}", day, "note")
        for number, day in enumerate(("2024-11-20", "2025-02-25", "2025-08-27"), start=1)
    ),
    Record(
        "2.1",
        "resolution",
        "Uchwała w sprawie planu dofinansowania doskonalenia zawodowego nauczycieli na rok 2025",
        "2024-12-19",
        "resolution",
        reference="XII/89/2024",
    ),
    Record(
        "2.2",
        "ordinance",
        "Zarządzenie w sprawie podziału środków na doskonalenie nauczycieli na 2025 r.",
        "2025-01-27",
        "ordinance",
        reference="26/2025",
    ),
    Record(
        "4.2",
        "training",
        "Szkolenie z obsługi platformy edukacyjnej",
        "2025-10-08",
        "certificate",
        ("*",),
        {"nauczyciele": 44},
        "digital_tools",
    ),
    Record(
        "4.2",
        "training",
        "Zdalne nauczanie: narzędzia i praktyka",
        "2026-02-11",
        "certificate",
        ("*",),
        {"nauczyciele": 31},
        "digital_tools",
    ),
    Record(
        "2.4",
        "training",
        "Sztuczna inteligencja i ZPE w pracy nauczyciela",
        "2026-03-18",
        "certificate",
        ("*",),
        {"nauczyciele": 38},
        "ai_and_zpe",
    ),
    Record(
        "4.2",
        "training",
        "Tablice interaktywne w edukacji wczesnoszkolnej",
        "2026-04-22",
        "",
        (),
        {"nauczyciele": 22},
        "digital_tools",
    ),
    Record(
        "5.1",
        "debate",
        "Debata o stanie cyfryzacji oświaty",
        "2025-11-19",
        "media",
        (),
        {"uczniowie": 24, "nauczyciele": 18, "rodzice": 13},
    ),
    Record(
        "5.2",
        "debate",
        "Debata z samorządami uczniowskimi",
        "2026-03-04",
        "media",
        (),
        {"uczniowie": 40, "nauczyciele": 12, "rodzice": 10},
    ),
    Record(
        "6.1",
        "workshop",
        "Warsztaty o higienie cyfrowej dla rodziców",
        "2025-12-03",
        "attendance",
        (),
        {"rodzice": 27},
        "digital_hygiene",
    ),
    Record(
        "7.1",
        "closing_conference",
        "Konferencja podsumowująca projekt",
        "2025-10-16",
        "attendance",
        (),
        {"uczniowie": 20, "nauczyciele": 61, "dyrektorzy": 22, "inni": 17},
    ),
    Record(
        "9.2", "presentation", "Opis dobrej praktyki: cyfryzacja w szkołach podstawowych", "2025-06-24", "presentation"
    ),
)


def city_records(named_schools: Sequence[dict[str, str]]) -> Iterator[Record]:
    """Records of the department; the plan itself names the schools that applied for grants."""
    yield from CITY
    for application in named_schools:
        yield Record(
            "3.1",
            "grant_application",
            application["application"][:200],
            "2025-02-20",
            "application",
            reference="FELD.08.07",
            filed_on="2025-02-27",
            schools=(application["in"].replace("Zespół Szkolno-Przedszkolny", "ZSP"),),
        )


def school_records(names: Sequence[str], units: Sequence[str]) -> Iterator[Record]:
    """Records that schools keep; `names` are short names of units with a primary school, `units` of all units."""
    for number, name in enumerate(names[2:]):
        yield Record(
            "1.1",
            "audit",
            "Audyt cyberbezpieczeństwa 2024",
            f"2024-{9 + number % 3:02}-{10 + number}",
            "report",
            (name,),
            own=True,
        )
    yield Record("1.1", "audit", "Audyt cyberbezpieczeństwa 2024", "2024-11-25", "", (names[1],), own=True)
    for number, name in enumerate(units[3:]):
        yield Record(
            "10.1",
            "system_update",
            "Aktualizacja systemów w pracowni komputerowej",
            f"2026-02-{3 + number:02}",
            "protocol",
            (name,),
            own=True,
        )
    yield Record(
        "10.1",
        "system_update",
        "Wymiana systemu na Windows 11 w bibliotece",
        "2026-11-12",
        "protocol",
        (names[1],),
        state=ActivityState.SUBMITTED,
        own=True,
    )
    yield Record(
        "6.1",
        "workshop",
        "Warsztaty o higienie cyfrowej dla klas IV",
        "2026-05-14",
        "",
        (names[0],),
        {"uczniowie": 46, "nauczyciele": 3},
        "digital_hygiene",
        state=ActivityState.RETURNED,
        own=True,
        remark="Dołącz listę obecności albo zdjęcia bez wizerunku uczniów.",
    )
    yield Record(
        "4.2",
        "training",
        "Szkolenie z tablic interaktywnych",
        "2026-11-05",
        "",
        (names[0],),
        {"nauczyciele": 12},
        "digital_tools",
        state=ActivityState.DRAFT,
        own=True,
    )
