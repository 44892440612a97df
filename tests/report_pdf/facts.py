"""Invented facts beside the board: letterhead, timeline, trends, inventory, surveys; and the other documents made of them."""

import base64
import datetime
import hashlib
import struct
import zlib
from typing import Any

from monitoring.other_report_data import (
    AskedRow,
    AttentionRow,
    ClosingData,
    CouncilAction,
    CouncilData,
    DurabilityData,
    EventRow,
    LessonData,
    MovedRow,
    SchoolReportData,
    SharedRow,
    StepAfter,
)
from monitoring.report_data import StatusCount, StatusData, as_inputs
from monitoring.report_facts import (
    CommentaryData,
    CorrectionData,
    CountData,
    ImageData,
    InventoryData,
    LetterheadData,
    ScoreData,
    SelfieYearData,
    SurveyGroupData,
    SurveysData,
    TimelineData,
    TimelineRow,
    TrendData,
    TrendsData,
)
from monitoring.standing import Status

AS_OF = datetime.date(2026, 6, 30)
MADE_ON = datetime.date(2026, 7, 2)
COMMENTARY = CommentaryData(datetime.date(2026, 5, 4), "Audyty trwają.\n\nDwa raporty są w odbiorze.")
CORRECTION = CorrectionData(
    datetime.date(2026, 3, 2), -1, "", "ZSP nr 4", "Audyt powtórzono, liczony raz.", "Wydział Edukacji"
)


def png(red: int) -> bytes:
    """A picture of 8 × 8 points."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = b"".join(b"\x00" + bytes((red, 90, 90)) * 8 for _ in range(8))
    head = struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def image(red: int, text: str) -> ImageData:
    content = png(red)
    return ImageData(f"{hashlib.sha256(content).hexdigest()}.png", text, base64.b64encode(content).decode())


LETTERHEAD = LetterheadData(
    name="Miasto Przykładowe",
    office="Wydział Edukacji",
    address="ul. Szkolna 1, 00-001 Przykładowo",
    signatory="Naczelnik Wydziału Edukacji",
    approver="Zastępca Prezydenta Miasta",
    arms=image(200, "Herb Miasta Przykładowego"),
    strip=image(20, "Fundusze Europejskie, Rzeczpospolita Polska, Unia Europejska"),
)


def timeline(steps: list[tuple[int, str, str]]) -> TimelineData:
    """Steps (action, label, text) with terms of every kind, in turn."""
    rows = []
    for place, (action, label, text) in enumerate(steps):
        start, end = (("2024-09", "2024-11"), (None, "2026-06"), ("2024-06", None), (None, None))[place % 4]
        rows.append(
            TimelineRow(
                action, label, text, start, end, place % 3 != 0, end is None and start is not None, place % 4 == 3,
                place % 5 == 0, "2025-06" if place % 6 == 0 else None, f"termin {place}", "w terminie",
                ("2024-09", "2025-02"), ("2024-09",),
            )
        )  # fmt: skip
    return TimelineData("2024-06", "2026-12", tuple(rows))


def trends(numbers: list[str]) -> TrendsData:
    months = tuple(f"{2024 + (place + 5) // 12}-{(place + 5) % 12 + 1:02}" for place in range(25))
    values = tuple(None if place < 3 else float(place // 4) for place in range(25))
    return TrendsData(months, tuple(TrendData(one, "", 11, downward=False, values=values) for one in numbers))


INVENTORY = InventoryData(
    units=12, by_register=10, by_sheet=1, devices=990, value="2 591 780 zł",
    categories=(CountData("Laptop", 322), CountData("pozostałe rodzaje (6)", 72)),
    ages=(CountData("0–1 rok", 123), CountData("9 lat i więcej", 49)), undated=36, computers=609, windows10=284,
    unsupported=333, unknown_system=2, fresh=9, fresh_days=365, sheets=(CountData("Diagnoza 2024", 11),),
    said=("Bez danych na ten dzień (1): ZP (1).",),
)  # fmt: skip
SURVEYS = SurveysData(
    groups=(
        SurveyGroupData(
            "Sprzęt i lekcje", "wiosna 2026", datetime.date(2026, 5, 16), "nauczyciele", "61%", "254 z 412 zaproszonych",
            (ScoreData("Dostęp do sprzętu", "2,61", "253 osoby"), ScoreData("Pomoc", "za mało odpowiedzi", "")),
        ),
    ),
    selfie=(SelfieYearData("2024/2025", 11, 11, (datetime.date(2024, 12, 18),)),),
    schools=11,
)  # fmt: skip
MISSED, REACHED = (StatusData(one.value, one.label, one.tone, one.icon) for one in (Status.MISSED, Status.REACHED))


def closing() -> dict[str, Any]:
    """What the closing report adds."""
    lesson = LessonData(1, "Przeprowadzenie diagnozy.", (COMMENTARY,))
    return as_inputs(
        ClosingData(
            plan_start=datetime.date(2024, 6, 1),
            plan_end=datetime.date(2026, 6, 30),
            is_over=False,
            moved=(
                MovedRow("1.1", "", "Audyty", 11, 0, 9, 9, MISSED, MISSED, ""),
                MovedRow("2.1", "", "Uchwały", 1, None, 1, 1, REACHED, REACHED, "tak"),
                MovedRow("8.1", "", "Arkusze", 11, 0, 11, 4, REACHED, MISSED, "nie"),
            ),
            lessons=(lesson,),
            steps_after=(StepAfter("8.3", "Stworzenie prognoz.", "2026"),),
            devices_after=(DurabilityData("KPO", datetime.date(2030, 12, 31), 14, "47 460,00 zł"),),
        )
    )


def school_inputs(rows: int = 10, text: str = "Liczba audytów", **changes: Any) -> dict[str, Any]:
    """The report of a unit with so many rows of each kind."""
    asked = tuple(
        AskedRow(f"{n}.1", text, "raport", n % 2, 0, "declared" if n % 2 else "missing", "brak", "red", AS_OF)
        for n in range(rows)
    )
    events = tuple(
        EventRow(
            AS_OF,
            "1.1",
            "audyt",
            text,
            "XII/89/2024",
            (CountData("raport", 2),),
            documented=bool(n % 2),
            own=bool(n % 3),
        )
        for n in range(rows)
    )
    return (
        as_inputs(
            SchoolReportData(
                report_title="Raport jednostki",
                plan_title="HDR",
                municipality="Miasto Przykładowe",
                period_text="2024–2026",
                school="Szkoła Podstawowa nr 8",
                school_short="SP nr 8",
                as_of=AS_OF,
                made_on=MADE_ON,
                is_demo=True,
                headline="Jednostka ma z dowodem 7 z 10 wymaganych rzeczy",
                letterhead=LETTERHEAD,
                asked=asked,
                owed=tuple(f"{n}.1: brak, {text}" for n in range(rows)),
                shared=tuple(SharedRow(f"{n}.2", text, 3, 2) for n in range(rows)),
                events=events,
                inventory=INVENTORY,
                surveys=SURVEYS,
            )
        )
        | changes
    )


def council_inputs(rows: int = 10, text: str = "Przeprowadzenie diagnozy", **changes: Any) -> dict[str, Any]:
    """The council's summary with so many actions and indicators that need attention."""
    return (
        as_inputs(
            CouncilData(
                report_title="Informacja o realizacji HDR",
                plan_title="HDR",
                municipality="Miasto Przykładowe",
                period_text="2024–2026",
                as_of=AS_OF,
                made_on=MADE_ON,
                is_demo=True,
                headline="Osiągnięto 14 z 22",
                letterhead=LETTERHEAD,
                total=22,
                reached=14,
                files=78,
                units=12,
                status_counts=(StatusCount(REACHED, 14), StatusCount(MISSED, 8)) if rows else (),
                actions=tuple(CouncilAction(n, text, 6, 4, ("1.1", "1.4")) for n in range(rows)),
                attention=tuple(AttentionRow(f"{n}.1", text, MISSED, "9 z 11", AS_OF, 2) for n in range(rows)),
                inventory=INVENTORY,
                surveys=SURVEYS,
            )
        )
        | changes
    )
