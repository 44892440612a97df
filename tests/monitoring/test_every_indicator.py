"""Every one of the 22 indicators of the plan: records in, numbers and status on several days, one record out again."""

import datetime
import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction

from inventory.models import EditionKind, Forecast, Sheet, ZszoUse
from inventory.services.sheets import take_back_sheet
from monitoring.models import Indicator
from monitoring.queries import board_row
from monitoring.standing import Status, compare
from schedule.models import Activity, Step
from schedule.services import void_activity
from schools.roles import Role
from schools.scope import whole_municipality
from surveys.models import CardState, SelfieCard
from surveys.services.selfie import withdraw_card
from tests import registerrows
from tests.factories import ActivityFactory, EvidenceFactory, person
from tests.monitoring.conftest import load_tomaszow

Numbers = tuple[int, ...]
Record = Any


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


class Scene:
    """The real plan, its schools, and the records that a case writes; `written` in the order of writing."""

    def __init__(self, tomaszow: SimpleNamespace) -> None:
        self.primary, self.units = tomaszow.primary, tomaszow.schools
        self.clerk = person("wydzial", Role.DEPARTMENT)
        self.written: list[Record] = []
        self._numbers = itertools.count(1)

    def act(self, step: str, kind: str, on: str, proof: str = "", **given: Any) -> None:
        """An approved activity."""
        made = ActivityFactory(step=Step.objects.get(number=step), kind=kind, day=day(on), proved_by=proof, **given)
        self.written.append(made)

    def each(self, schools: list[Any], step: str, kind: str, on: str, proof: str = "", **given: Any) -> None:
        """The same in each of the schools, kept by it."""
        for school in schools:
            self.act(step, kind, on, proof, keeper=school, **given)

    def sheets(self, schools: list[Any], on: str, kind: str = EditionKind.DIAGNOSIS, *, proved: bool = True) -> None:
        """An accepted sheet in each."""
        for school in schools:
            proof = EvidenceFactory(school=school, kind="sheet") if proved else None
            self.written.append(registerrows.accepted_sheet(school, day(on), kind, evidence=proof))

    def cards(self, schools: list[Any], on: str, *, attested: bool = True) -> None:
        """A confirmed SELFIE card in each."""
        given = {"state": CardState.CONFIRMED, "finished_on": day(on), "attested": attested}
        self.written += [SelfieCard.objects.create(school=school, **given) for school in schools]

    def uses(self, schools: list[Any], on: str) -> None:
        """A confirmation of ZSZO in each."""
        self.written += [ZszoUse.objects.create(school=school, confirmed_on=day(on)) for school in schools]

    def forecasts(self, schools: list[Any], on: str, *, year: int = 2026, proved: bool = True) -> None:
        """An approved forecast in each."""
        for school in schools:
            proof = EvidenceFactory(school=school) if proved else None
            self.written.append(Forecast.objects.create(school=school, year=year, approved_on=day(on), evidence=proof))

    def devices(self, schools: list[Any], on: str) -> None:
        """A device confirmed on the day in each."""
        for school in schools:
            number = f"E/{next(self._numbers)}"
            self.written.append(registerrows.device(school, number, confirmed_on=day(on)))

    def take_away(self, record: Record) -> None:
        """The record as if it had been a mistake, by the way people have for its kind."""
        if isinstance(record, Activity):
            void_activity(record, remark="Zapisane przez pomyłkę", by=self.clerk)
        elif isinstance(record, Sheet):
            take_back_sheet(record, remark="Przyjęty przez pomyłkę", version=record.version, by=self.clerk)
        elif isinstance(record, SelfieCard):
            withdraw_card(record, remark="Potwierdzona przez pomyłkę", by=self.clerk)
        else:
            key = record.pk
            record.delete()
            type(record).history.filter(id=key).delete()  # as if it had never been typed


@dataclass(frozen=True)
class Stand:
    """What the indicator says on a day; a tuple has a number for each target value."""

    on: str
    declared: Numbers
    evidenced: Numbers
    status: Status


@dataclass(frozen=True)
class Case:
    """An indicator with its records, its standing on several days, and on the last of them without one record."""

    number: str
    write: Callable[[Scene], None]
    stands: tuple[Stand, ...]
    without: Stand
    away: int = 0
    targets: Numbers = field(default=(11,))


R, L, P, A, M = Status.REACHED, Status.REACHED_LATE, Status.IN_PROGRESS, Status.AT_RISK, Status.MISSED
N, T = Status.NOT_STARTED, Status.NO_TERM


def s(on: str, declared: Numbers | int, evidenced: Numbers | int, status: Status) -> Stand:
    """A standing, in short."""
    return Stand(on, _tuple(declared), _tuple(evidenced), status)


def _tuple(given: Numbers | int) -> Numbers:
    return (given,) if isinstance(given, int) else given


# --- The records of each ------------------------------------------------------------------------------------------------
def audits(scene: Scene) -> None:
    scene.each(scene.primary[:10], "1.1", "audit", "2024-09-10", "report")
    scene.each(scene.primary[:2], "1.1", "audit", "2024-10-01", "report")  # again in two of them: counts no school more
    scene.each(scene.primary[10:], "1.1", "audit", "2024-11-20", "note")  # no report: declared alone
    scene.each(scene.primary[10:], "1.1", "audit", "2024-12-05", "report")


def zszo(scene: Scene) -> None:
    scene.uses(scene.primary[:10], "2025-09-10")
    scene.uses(scene.primary[10:], "2025-10-01")
    scene.uses(scene.units[-1:] if scene.units[-1] not in scene.primary else [], "2025-10-01")


def team_meetings(scene: Scene) -> None:
    for on in ("2024-06-04", "2024-06-11", "2024-06-18", "2024-06-25"):
        scene.act("1.3", "team_meeting", on, "attendance")
    for on in ("2024-09-03", "2024-10-01", "2024-11-05", "2024-12-03"):
        scene.act("1.3", "team_meeting", on, "attendance")
    scene.act("1.3", "team_meeting", "2024-12-10")


def directors_meetings(scene: Scene) -> None:
    for on in ("2024-11-05", "2024-11-12", "2024-11-19", "2024-11-26"):
        scene.act("1.4", "directors_meeting", on, "note")


def diagnosis_sheets(scene: Scene) -> None:
    scene.sheets(scene.primary[:10], "2024-11-10")
    scene.sheets(scene.primary[10:], "2024-11-20", proved=False)
    scene.sheets([one for one in scene.units if one not in scene.primary], "2024-11-10")


def selfie(scene: Scene) -> None:
    scene.cards(scene.primary[:10], "2024-12-10")
    scene.cards(scene.primary[:1], "2024-12-17")
    scene.cards(scene.primary[10:], "2025-01-15")


def resolution(scene: Scene) -> None:
    scene.act("2.1", "resolution", "2024-12-19", "resolution")


def ordinance(scene: Scene) -> None:
    scene.act("2.2", "ordinance", "2025-01-20")
    scene.act("2.2", "ordinance", "2025-01-27", "ordinance")


def training(scene: Scene) -> None:
    scene.act("2.3", "training", "2025-03-05", topic="online_safety")
    scene.act("2.3", "training", "2025-04-09", "certificate", topic="online_safety", took_part=scene.primary[:3])


def applications(scene: Scene) -> None:
    for on in ("2025-02-03", "2025-02-10", "2025-02-17", "2025-02-24"):
        scene.act("3.1", "grant_application", on, "application")


def digital_trainings(scene: Scene) -> None:
    for on in ("2025-09-10", "2025-11-12", "2026-02-11", "2026-05-13"):
        scene.act("4.2", "training", on, "certificate", topic="digital_tools", took_part=scene.primary[:2])
    scene.act("4.2", "training", "2025-10-01", "certificate", topic="online_safety")


def debates(scene: Scene) -> None:
    scene.act("5.1", "debate", "2025-09-10", "media", heads={"uczniowie": 40, "nauczyciele": 12, "rodzice": 10})
    scene.act("5.1", "debate", "2025-10-15", heads={"uczniowie": 30, "nauczyciele": 30, "rodzice": 30})
    scene.act("5.1", "debate", "2025-11-19", "media", heads={"uczniowie": 12, "nauczyciele": 11, "rodzice": 11})


def conferences(scene: Scene) -> None:
    scene.act("5.2", "conference", "2025-04-10", "media")
    scene.act("5.1", "debate", "2025-11-19", "media")
    scene.act("7.1", "closing_conference", "2025-10-16", "media")


def workshops(scene: Scene) -> None:
    scene.act("6.1", "workshop", "2025-10-08", "attendance", topic="digital_hygiene")


def closing(scene: Scene) -> None:
    scene.act("7.1", "closing_conference", "2025-10-09", "attendance", heads={"nauczyciele": 30, "inni": 19})
    scene.act("7.1", "closing_conference", "2025-10-16", "attendance", heads={"uczniowie": 20, "inni": 31})


def current_sheets(scene: Scene) -> None:
    scene.sheets(scene.primary, "2026-03-15", EditionKind.CURRENT)


def live_registers(scene: Scene) -> None:
    scene.devices(scene.primary, "2025-11-22")


def forecasts(scene: Scene) -> None:
    scene.forecasts(scene.primary[:10], "2026-10-20")
    scene.forecasts(scene.primary[10:], "2026-10-20", proved=False)
    scene.forecasts(scene.primary[10:], "2026-11-02", year=2027)


def presentations(scene: Scene) -> None:
    scene.act("9.2", "presentation", "2025-06-12", "presentation")


def updates(scene: Scene) -> None:
    scene.each(scene.units[:11], "10.1", "system_update", "2026-02-01", "protocol")
    scene.each(scene.units[11:], "10.1", "system_update", "2026-06-10", "note")


def sheet_updates(scene: Scene) -> None:
    scene.sheets(scene.units[:11], "2026-03-15", EditionKind.CURRENT)
    scene.sheets(scene.units[11:], "2026-07-02", EditionKind.CURRENT)


def school_trainings(scene: Scene) -> None:
    scene.act("4.2", "training", "2025-10-08", "certificate", topic="digital_tools", took_part=scene.primary[:6])
    scene.act("4.2", "training", "2026-03-04", "certificate", topic="digital_tools", took_part=scene.primary[6:])


# --- Numbers and statuses -------------------------------------------------------------------------------------------------
CASES = (
    Case(
        "1.1",
        audits,
        (
            s("2024-07-31", 0, 0, N),
            s("2024-09-10", 10, 10, P),
            s("2024-11-25", 11, 10, A),
            s("2024-12-04", 11, 10, M),
            s("2024-12-05", 11, 11, L),
        ),
        s("2024-12-05", 10, 10, M),
        away=9,
    ),
    Case(
        "1.2",
        zszo,
        (
            s("2025-09-09", 0, 0, P),
            s("2025-09-10", 10, 10, P),
            s("2025-10-01", 11, 11, R),
            s("2026-09-11", 1, 1, P),
        ),
        s("2026-09-10", 10, 10, P),
    ),
    Case(
        "1.3",
        team_meetings,
        (
            s("2024-06-03", 0, 0, A),
            s("2024-06-30", 4, 4, A),
            s("2024-07-01", 4, 4, M),
            s("2024-12-10", 9, 8, L),
        ),
        s("2024-12-10", 8, 7, M),
        targets=(8,),
    ),
    Case(
        "1.4",
        directors_meetings,
        (s("2024-10-31", 0, 0, N), s("2024-11-19", 3, 3, A), s("2024-11-26", 4, 4, R)),
        s("2024-12-01", 3, 3, M),
        targets=(4,),
    ),
    Case(
        "1.5",
        diagnosis_sheets,
        (s("2024-11-09", 0, 0, A), s("2024-11-10", 10, 10, A), s("2024-12-01", 11, 10, M)),
        s("2024-12-01", 10, 9, M),
    ),
    Case(
        "1.6/1.7",
        selfie,
        (s("2024-11-30", 0, 0, N), s("2024-12-31", 10, 10, A), s("2025-01-01", 10, 10, M), s("2025-01-15", 11, 11, L)),
        s("2025-01-15", 10, 10, M),
        away=3,
    ),
    Case(
        "2.1",
        resolution,
        (s("2024-12-18", 0, 0, A), s("2024-12-19", 1, 1, R), s("2026-06-30", 1, 1, R)),
        s("2026-06-30", 0, 0, M),
        targets=(1,),
    ),
    Case(
        "2.2",
        ordinance,
        (s("2024-12-31", 0, 0, N), s("2025-01-20", 1, 0, A), s("2025-01-27", 2, 1, R)),
        s("2025-02-01", 1, 0, M),
        away=1,
        targets=(1,),
    ),
    Case(
        "2.3/2.4",
        training,
        (s("2025-03-05", 1, 0, P), s("2025-04-09", 2, 1, R), s("2026-07-01", 2, 1, R)),
        s("2026-07-01", 1, 0, M),
        away=1,
        targets=(1,),
    ),
    Case(
        "3.1",
        applications,
        (s("2025-01-31", 0, 0, N), s("2025-02-17", 3, 3, A), s("2025-02-24", 4, 4, R)),
        s("2025-03-01", 3, 3, M),
        targets=(4,),
    ),
    Case(
        "4.1-4",
        digital_trainings,
        (
            s("2025-05-31", 0, 0, N),
            s("2025-09-10", 1, 1, P),
            s("2026-02-10", 2, 2, P),
            s("2026-05-12", 3, 3, P),
            s("2026-05-13", 4, 4, R),
        ),
        s("2026-07-01", 3, 3, M),
        targets=(4,),
    ),
    Case(
        "5.1",
        debates,
        (
            s("2025-09-10", (40, 12, 10), (40, 12, 10), P),
            s("2025-10-15", (30, 30, 30), (40, 12, 10), P),
            s("2025-11-19", (30, 30, 30), (12, 11, 11), R),
        ),
        s("2026-07-01", (30, 30, 30), (40, 12, 10), M),
        away=2,
        targets=(11, 11, 11),
    ),
    Case(
        "5.2",
        conferences,
        (s("2025-04-09", 0, 0, T), s("2025-04-10", 1, 1, T), s("2025-11-19", 2, 2, R)),
        s("2040-01-01", 1, 1, T),
        targets=(2,),
    ),
    Case(
        "6.1/6.2",
        workshops,
        (s("2025-05-31", 0, 0, N), s("2025-10-07", 0, 0, P), s("2025-10-08", 1, 1, R)),
        s("2026-06-15", 0, 0, A),
        targets=(1,),
    ),
    Case(
        "7.2",
        closing,
        (s("2025-09-30", 0, 0, N), s("2025-10-09", 49, 49, A), s("2025-10-16", 51, 51, R)),
        s("2025-11-01", 49, 49, M),
        away=1,
        targets=(50,),
    ),
    Case(
        "8.1",
        current_sheets,
        (s("2026-03-14", 0, 0, A), s("2026-03-15", 11, 11, R), s("2026-09-01", 0, 0, A), s("2027-01-01", 0, 0, M)),
        s("2026-08-31", 10, 10, P),
    ),
    Case(
        "8.2",
        live_registers,
        (s("2025-07-31", 0, 0, N), s("2025-11-22", 11, 11, R), s("2026-11-21", 11, 11, R), s("2026-11-22", 0, 0, A)),
        s("2026-11-21", 10, 10, P),
    ),
    Case(
        "8.3",
        forecasts,
        (s("2025-12-31", 0, 0, N), s("2026-10-20", 11, 10, P), s("2026-11-02", 11, 11, R)),
        s("2026-12-01", 11, 10, A),
        away=11,
    ),
    Case(
        "9.1",
        presentations,
        (s("2025-05-31", 0, 0, N), s("2025-06-11", 0, 0, A), s("2025-06-12", 1, 1, R)),
        s("2025-07-01", 0, 0, M),
        targets=(1,),
    ),
    Case(
        "10.1",
        updates,
        (s("2026-02-01", 0, 0, P), s("2026-06-09", 0, 0, A), s("2026-06-10", 1, 1, R)),
        s("2026-07-01", 0, 0, M),
        targets=(1,),
    ),
    Case(
        "10.2",
        sheet_updates,
        (s("2026-03-15", 0, 0, P), s("2026-07-01", 0, 0, M), s("2026-07-02", 1, 1, L)),
        s("2026-07-02", 0, 0, M),
        targets=(1,),
    ),
    Case(
        "10.3",
        school_trainings,
        (s("2025-10-08", 0, 0, P), s("2026-03-04", 1, 1, R)),
        s("2026-07-01", 0, 0, M),
        away=1,
        targets=(1,),
    ),
)


def standing(number: str, on: str) -> Stand:
    """What the board says."""
    row = board_row(Indicator.objects.get(number=number), day(on))
    compared = row.standing.comparisons
    declared = tuple(int(one.declared) for one in compared)
    return Stand(on, declared, tuple(int(one.evidenced) for one in compared), row.standing.status)


def told_later(case: Case, on: str) -> tuple[int, ...]:
    """The evidenced numbers of a day as the history of the last day has them: what has expired since counts on its days."""
    row = board_row(Indicator.objects.get(number=case.number), day(case.stands[-1].on))
    proved = [one for one in row.history if one.documented and one.counts_on(day(on))]
    return tuple(int(one.evidenced) for one in compare(row.question, proved, proved))


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[SimpleNamespace]:
    """The real plan, loaded once for all cases; each case is a savepoint inside."""
    with django_db_blocker.unblock(), transaction.atomic(), whole_municipality():
        yield load_tomaszow()
        transaction.set_rollback(True)


def test_no_indicator_of_the_plan_is_left_out(loaded: SimpleNamespace, city: None) -> None:
    assert [case.number for case in CASES] == list(loaded.plan.indicators.values_list("number", flat=True))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.number)
def test_it_follows_its_records(case: Case, loaded: SimpleNamespace, city: None) -> None:
    indicator = Indicator.objects.get(number=case.number)
    assert tuple(indicator.targets.order_by("pk").values_list("value", flat=True)) == case.targets
    scene = Scene(loaded)
    case.write(scene)

    assert [standing(case.number, one.on) for one in case.stands] == list(case.stands)
    assert [told_later(case, one.on) for one in case.stands] == [one.evidenced for one in case.stands]

    scene.take_away(scene.written[case.away])
    assert standing(case.number, case.without.on) == case.without
