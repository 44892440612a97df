"""Reports to look at and to measure: the real plan's texts with invented records, in any size."""

import datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

from monitoring.report_data import (
    ActionData,
    ActivityData,
    AnnexData,
    ComparisonData,
    IndicatorData,
    MatrixData,
    MatrixRow,
    ReportData,
    StatusCount,
    StatusData,
    StepData,
    as_inputs,
)
from monitoring.standing import Status
from tests.report_pdf import facts

PLAN = Path(__file__).parents[2] / "data" / "tomaszow" / "plan.yaml"
AS_OF = datetime.date(2026, 6, 30)
MADE_ON = datetime.date(2026, 7, 2)
PER_SCHOOL = ("1.1", "1.2", "1.5", "1.6/1.7", "8.1", "8.2", "8.3", "10.1", "10.2", "10.3")
STATUSES = {
    "1.4": Status.REACHED_LATE,
    "1.6/1.7": Status.MISSED,
    "3.1": Status.REACHED_LATE,
    "4.1-4": Status.AT_RISK,
    "5.1": Status.AT_RISK,
    "5.2": Status.NO_TERM,
    "8.1": Status.IN_PROGRESS,
    "8.2": Status.IN_PROGRESS,
    "8.3": Status.NOT_STARTED,
    "9.1": Status.NO_DATA,
    "10.1": Status.MISSED,
    "10.2": Status.MISSED,
}
NOTES = (
    "Wskaźnik 7.2 powołuje się na drugi krok działania 7, którego plan nie zawiera. Przypisano go do kroku 7.1.",
    "Wskaźniki 1.6 i 1.7 mają wspólną miarę i wspólny cel. Krok 1.7 jest spotkaniem i nie ma własnej miary.",
    "Wartość „4- 4” przy wskaźniku 4.1-4 odczytano jako: kroki od 4.1 do 4.4, cel 4.",
    "Wskaźnik 1.3 wymaga ośmiu spotkań, a termin jego kroku to sam czerwiec 2024 r.",
    "Komórki „sposób dokumentowania” wierszy 5 i 8 wyglądają na zamienione. Przytoczono je tak, jak stoją w planie.",
    "„Placówka” w celach 10.1 i 10.2 oznacza tu jednostkę oświatową (12), zgodnie z ustawieniem wskaźnika.",
)


def inputs(*, schools: int = 12, files: int = 64, **changes: Any) -> dict[str, Any]:
    """The JSON form of `report`, with top-level values changed."""
    return as_inputs(report(schools=schools, files=files)) | changes


def small_inputs() -> dict[str, Any]:
    """Every kind of part once or twice: quick to render."""
    small = inputs(schools=2, files=4)
    board = [one for one in small["indicators"] if one["number"] in {"1.1", "1.5", "5.1"}]
    return small | {"indicators": board, "actions": small["actions"][:1]}


def empty_inputs() -> dict[str, Any]:
    """A municipality on its first day: a plan's name and nothing else."""
    nothing: dict[str, Any] = {
        "headline": "Plan nie ma jeszcze działań ani wskaźników.",
        "highlights": [],
        "status_counts": [],
        "units_count": 0,
        "primary_schools_count": 0,
        "indicators": [],
        "actions": [],
        "matrix": {"columns": [], "rows": []},
        "annex": [],
        "notes": [],
        "letterhead": None,
        "timeline": None,
        "trends": None,
        "inventory": None,
        "surveys": None,
        "area": "",
        "goal": "",
        "task": "",
        "is_demo": False,
    }
    return inputs() | nothing


@cache
def report(*, schools: int = 12, files: int = 64) -> ReportData:
    """A rich report for so many schools and about so many files."""
    plan = yaml.safe_load(PLAN.read_text(encoding="utf-8"))
    names = school_names(schools)
    annex = _annex(names, files)
    indicators = tuple(_indicator(row, names, annex) for row in plan["indicators"])
    return ReportData(
        report_title="Raport z postępu realizacji HDR",
        plan_title="Harmonogram działań rozwojowych",
        municipality=plan["plan"]["jst"],
        area=plan["plan"]["area"],
        goal=plan["plan"]["goal"],
        task=plan["plan"]["task"],
        period_text=plan["plan"]["period"]["text"],
        as_of=AS_OF,
        made_on=MADE_ON,
        is_demo=True,
        headline="Osiągnięto 12 z 22 wskaźników, w tym 2 po terminie. Trzy minęły termin bez osiągnięcia celu.",
        highlights=(
            "Wszystkie cztery wnioski o dofinansowanie zostały złożone.",
            "W konferencji podsumowującej wzięło udział 120 osób przy celu co najmniej 50.",
            "Badania SELFIE brakuje w 3 szkołach podstawowych.",
            "Aktualizacja systemu nie jest udokumentowana w 11 z 12 placówek.",
        ),
        status_counts=_status_counts(indicators),
        units_count=schools,
        primary_schools_count=max(0, schools - 1),
        indicators=indicators,
        actions=tuple(_action(row, indicators, names, annex) for row in plan["actions"]),
        matrix=_matrix(names),
        annex=annex,
        notes=NOTES,
        letterhead=facts.LETTERHEAD,
        timeline=facts.timeline(
            [(row["n"], step["n"], step["text"]) for row in plan["actions"] for step in row["steps"]]
        ),
        trends=facts.trends([one.number for one in indicators]),
        inventory=facts.INVENTORY,
        surveys=facts.SURVEYS,
    )


def school_names(count: int) -> tuple[str, ...]:
    """Neutral names of units: zespoły first, one preschool complex, then schools."""
    named = [f"Zespół Szkolno-Przedszkolny nr {number}" for number in range(1, max(1, count - 3) + 1)]
    return tuple([*named, "Zespół Przedszkolny", "Szkoła Podstawowa nr 8", "Szkoła Podstawowa nr 13"][:count])


def _status(status: Status) -> StatusData:
    return StatusData(status.value, status.label, status.tone, status.icon)


def _status_counts(indicators: tuple[IndicatorData, ...]) -> tuple[StatusCount, ...]:
    counted = ((_status(one), sum(row.status.key == one.value for row in indicators)) for one in Status)
    return tuple(StatusCount(status, count) for status, count in counted if count)


def _annex(names: tuple[str, ...], files: int) -> tuple[AnnexData, ...]:
    kinds = (
        ("raport z audytu", "1.1"),
        ("lista obecności", "1.3"),
        ("arkusz inwentaryzacyjny", "1.5"),
        ("certyfikat", "2.3/2.4"),
    )
    return tuple(
        AnnexData(
            number=number,
            name=f"{kinds[number % 4][0].replace(' ', '-')}-{number:03d}.pdf",
            kind=kinds[number % 4][0],
            day=datetime.date(2024, 9, 1) + datetime.timedelta(days=number % 600),
            record=f"Zapis nr {number}: {kinds[number % 4][0]}",
            school=names[number % len(names)] if names and number % 4 != 1 else "",
            sha256=sha256(str(number).encode()).hexdigest(),
            url=f"https://portal.example.pl/dowody/{number}/",
            indicators=(kinds[number % 4][1],),
        )
        for number in range(1, files + 1)
    )


def _indicator(row: dict[str, Any], names: tuple[str, ...], annex: tuple[AnnexData, ...]) -> IndicatorData:
    status = STATUSES.get(row["n"], Status.REACHED)
    counted = row["n"] in PER_SCHOOL
    owing = {"1.6/1.7": 3, "8.1": 4, "8.2": 6, "8.3": 11, "10.1": 11, "10.2": 2}.get(row["n"], 0)
    missing = names[: min(len(names), owing * max(1, len(names) // 12))] if counted else ()
    return IndicatorData(
        number=row["n"],
        action=row["a"],
        text=row["measure"],
        target_text=row["target"],
        unit=row["unit"],
        documentation_text=row["doc"],
        explanation="Liczba różnych szkół podstawowych z zatwierdzonym zapisem."
        if counted
        else "Liczba zatwierdzonych zapisów.",
        status=_status(status),
        comparisons=_comparisons(row, status, len(names) - len(missing)),
        reached_on=datetime.date(2024, 11, 12) if status in {Status.REACHED, Status.REACHED_LATE} else None,
        due=None if status is Status.NO_TERM else datetime.date(2026, 6, 30),
        done=len(names) - len(missing) if counted else 0,
        population=len(names) if counted else 0,
        missing=missing,
        annex=tuple(one.number for one in annex if row["n"] in one.indicators),
        also_counted=("2.3/2.4", "10.3") if row["n"] == "4.1-4" else (),
        notes=tuple(note for note in NOTES if f" {row['n']} " in note),
        corrections=(facts.CORRECTION,) if row["n"] == "1.1" else (),
    )


def _comparisons(row: dict[str, Any], status: Status, done: int) -> tuple[ComparisonData, ...]:
    if row["kind"] == "per_group":
        heads = {"uczniowie": (40, 40), "nauczyciele": (12, 12), "rodzice": (10, 10)}
        return tuple(
            ComparisonData(*heads[group], target, group, heads[group][0] + 20) for group, target in row["value"].items()
        )
    value = row["value"]
    if row["n"] == "7.2":
        return (ComparisonData(120, 120, value, "", 0),)
    if status in {Status.REACHED, Status.REACHED_LATE}:
        return (ComparisonData(value, value, value, "", 0),)
    if status in {Status.NOT_STARTED, Status.NO_DATA, Status.MISSED} and value == 1:
        return (ComparisonData(1, 0, value, "", 0),)
    evidenced = min(done, value - 1) if value > 1 else 0
    return (ComparisonData(min(value, evidenced + 2), evidenced, value, "", 0),)


def _action(
    row: dict[str, Any], indicators: tuple[IndicatorData, ...], names: tuple[str, ...], annex: tuple[AnnexData, ...]
) -> ActionData:
    cell = row.get("cell", {})
    return ActionData(
        number=row["n"],
        text=row["text"],
        term_text=cell.get("term") or "",
        resources_text=cell.get("res") or "",
        responsible_text=cell.get("resp") or "",
        steps=tuple(_step(step, place, names, annex) for place, step in enumerate(row["steps"])),
        indicators=tuple(one.number for one in indicators if one.action == row["n"]),
        notes=("Jedna komórka terminu obejmuje cztery kroki i podaje dwa okresy.",) if row["n"] == 4 else (),
        commentary=facts.COMMENTARY if row["n"] == 1 else None,
    )


def _step(row: dict[str, Any], place: int, names: tuple[str, ...], annex: tuple[AnnexData, ...]) -> StepData:
    states = (("wykonany", "green"), ("w toku", "blue"), ("po terminie", "red"), ("zaplanowany", "grey"))
    label, tone = states[place % 4]
    return StepData(
        label="" if row.get("unnumbered") else row["n"],
        text=row["text"],
        term_text=row.get("term") or "",
        due=None if row.get("as_needed") else datetime.date(2026, 6, 30),
        resources_text=row.get("res") or "",
        responsible_text=row.get("resp") or "",
        state_label=label,
        state_tone=tone,
        activities=_activities(row["n"], names, annex),
        notes=("Plan nie podaje daty końcowej: „obecnie”.",) if row.get("open_end") else (),
    )


def _activities(number: str, names: tuple[str, ...], annex: tuple[AnnexData, ...]) -> tuple[ActivityData, ...]:
    if number in {"1.1", "1.5"}:
        kind, title = (
            ("audyt", "Audyt cyberbezpieczeństwa") if number == "1.1" else ("inwentaryzacja", "Arkusz diagnostyczny")
        )
        mine = [one.number for one in annex if number in one.indicators]
        return tuple(
            _activity(place, kind, f"{title}, {name}", (name,), tuple(mine[place : place + 1]))
            for place, name in enumerate(names)
        )
    if number in {"1.3", "2.1", "4.2", "5.1"}:
        return tuple(
            _activity(
                place,
                "spotkanie",
                "Spotkanie zespołu projektowego z doradcami",
                names[:place],
                (1 + place,) if annex else (),
            )
            for place in range(4)
        )
    return ()


def _activity(place: int, kind: str, title: str, schools: tuple[str, ...], proofs: tuple[int, ...]) -> ActivityData:
    return ActivityData(
        day=datetime.date(2024, 9, 3) + datetime.timedelta(days=place),
        kind=kind,
        title=title,
        schools=schools,
        reference="XII/89/2024" if place == 1 else "",
        amount="12 500,00 zł" if place == 2 else "",
        heads="40 uczniów, 12 nauczycieli" if place == 0 else "",
        documented=bool(proofs),
        annex=proofs,
    )


def _matrix(names: tuple[str, ...]) -> MatrixData:
    marks = ("done", "done", "done", "declared", "done", "missing", "none")
    return MatrixData(
        columns=PER_SCHOOL,
        rows=tuple(
            MatrixRow(name, tuple(marks[(row * 3 + column * 5) % 7] for column in range(len(PER_SCHOOL))))
            for row, name in enumerate(names)
        ),
    )
