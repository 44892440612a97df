"""The real plan's indicators counted from records in the database."""

import datetime
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from inventory.models import EditionKind, Forecast, ZszoUse
from monitoring.models import Indicator
from monitoring.queries import BoardRow, board, board_row
from monitoring.standing import Status
from schedule.services import void_activity
from schools.measures import all_measures
from schools.scope import school_scope
from surveys.models import CardState, SelfieCard
from tests import registerrows
from tests.factories import EvidenceFactory

DAY = datetime.date(2026, 11, 22)
Find = Callable[[str], Indicator]
Write = Callable[..., Any]


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def numbers(row: BoardRow) -> list[tuple[int, int, int]]:
    return [(int(one.declared), int(one.evidenced), one.target) for one in row.standing.comparisons]


def test_every_one_of_the_22_indicators_is_bound_to_a_registered_measure(tomaszow: SimpleNamespace) -> None:
    known = {one.key for one in all_measures()}

    rows = board(tomaszow.plan, DAY)

    assert len(rows) == 22
    assert all(row.indicator.measure in known for row in rows)
    assert all(numbers(row) for row in rows)


def test_without_records_every_number_is_zero(tomaszow: SimpleNamespace) -> None:
    assert {pair[:2] for row in board(tomaszow.plan, DAY) for pair in numbers(row)} == {(0, 0)}


def test_audits_count_by_school_and_only_with_a_report(
    tomaszow: SimpleNamespace, record: Write, indicator: Find
) -> None:
    for school in tomaszow.primary[:3]:
        record("1.1", "audit", keeper=school, proved_by="report")
    record("1.1", "audit", keeper=tomaszow.primary[2], proved_by="report")
    record("1.1", "audit", keeper=tomaszow.primary[3], proved_by="note")
    record("1.1", "audit", keeper=tomaszow.primary[4], proved_by="report", state="submitted")

    row = board_row(indicator("1.1"), DAY)

    assert numbers(row) == [(4, 3, 11)]
    assert len(row.standing.missing) == 8


def test_twelve_updates_in_one_unit_leave_10_1_unreached_with_eleven_at_zero(
    tomaszow: SimpleNamespace, record: Write, indicator: Find
) -> None:
    for _ in range(12):
        record("10.1", "system_update", keeper=tomaszow.schools[0], proved_by="protocol", day=day("2026-02-01"))

    row = board_row(indicator("10.1"), DAY)

    assert numbers(row) == [(0, 0, 1)]
    assert row.standing.status == Status.MISSED
    assert (row.standing.done_count, len(row.standing.missing)) == (1, 11)


def test_a_debate_of_40_12_10_does_not_reach_5_1(record: Write, indicator: Find) -> None:
    heads = {"uczniowie": 40, "nauczyciele": 12, "rodzice": 10}
    record("5.1", "debate", heads=heads, proved_by="media", day=day("2025-11-19"))

    row = board_row(indicator("5.1"), DAY)

    assert numbers(row) == [(40, 40, 11), (12, 12, 11), (10, 10, 11)]
    assert row.standing.status == Status.MISSED


def test_120_at_the_closing_conference_are_green_for_7_2(record: Write, indicator: Find) -> None:
    heads = {"uczniowie": 20, "nauczyciele": 61, "inni": 39}
    record("7.1", "closing_conference", heads=heads, proved_by="attendance", day=day("2025-10-16"))

    row = board_row(indicator("7.2"), DAY)

    assert numbers(row) == [(120, 120, 50)]
    assert row.standing.status == Status.REACHED


def test_the_closing_conference_counts_in_5_2_only_by_the_other_measure(record: Write, indicator: Find) -> None:
    record("7.1", "closing_conference", proved_by="media", day=day("2025-10-16"))
    debates = indicator("5.2")
    assert numbers(board_row(debates, DAY)) == [(0, 0, 2)]

    debates.measure = "debates-and-all-conferences"
    debates.save()

    assert numbers(board_row(debates, DAY)) == [(1, 1, 2)]


def test_the_as_needed_step_of_5_2_is_never_overdue(indicator: Find) -> None:
    assert board_row(indicator("5.2"), day("2040-01-01")).standing.status == Status.NO_TERM


def test_8_3_is_due_on_31_december_2026(indicator: Find) -> None:
    forecast = indicator("8.3")

    assert board_row(forecast, DAY).question.term.end == day("2026-12-31")
    assert board_row(forecast, day("2026-12-31")).standing.status == Status.AT_RISK
    assert board_row(forecast, day("2027-01-01")).standing.status == Status.MISSED


def test_one_training_serves_three_indicators_and_each_says_so(
    tomaszow: SimpleNamespace, record: Write, indicator: Find
) -> None:
    record(
        "4.2",
        "training",
        topic="digital_tools",
        took_part=tomaszow.primary,
        proved_by="certificate",
        day=day("2025-10-08"),
    )

    assert numbers(board_row(indicator("2.3/2.4"), DAY)) == [(1, 1, 1)]
    assert numbers(board_row(indicator("4.1-4"), DAY)) == [(1, 1, 4)]
    assert numbers(board_row(indicator("10.3"), DAY)) == [(1, 1, 1)]
    assert board_row(indicator("4.1-4"), DAY).also_counted == ("10.3", "2.3/2.4")


@pytest.mark.parametrize(
    ("number", "event", "target"),
    [
        ("1.3", ("1.3", "team_meeting", "attendance"), 8),
        ("1.4", ("1.4", "directors_meeting", "note"), 4),
        ("2.1", ("2.1", "resolution", "resolution"), 1),
        ("2.2", ("2.2", "ordinance", "ordinance"), 1),
        ("3.1", ("3.1", "grant_application", "application"), 4),
        ("5.2", ("5.2", "conference", "media"), 2),
        ("6.1/6.2", ("6.1", "workshop", "attendance"), 1),
        ("9.1", ("9.2", "presentation", "presentation"), 1),
    ],
)
def test_a_record_moves_its_indicator_by_one_and_needs_its_own_evidence(
    record: Write, indicator: Find, number: str, event: tuple[str, str, str], target: int
) -> None:
    step, kind, proof = event
    record(step, kind, proved_by=proof)
    assert numbers(board_row(indicator(number), DAY)) == [(1, 1, target)]

    record(step, kind, proved_by="other")
    assert numbers(board_row(indicator(number), DAY)) == [(2, 1, target)]


def test_zszo_use_is_valid_for_a_year(tomaszow: SimpleNamespace, indicator: Find) -> None:
    for school in tomaszow.primary:
        ZszoUse.objects.create(school=school, confirmed_on=day("2025-09-10"))

    assert numbers(board_row(indicator("1.2"), day("2026-09-10"))) == [(11, 11, 11)]
    assert numbers(board_row(indicator("1.2"), day("2026-09-11"))) == [(0, 0, 11)]


def test_diagnosis_sheets_count_by_primary_school(tomaszow: SimpleNamespace, indicator: Find) -> None:
    for school in tomaszow.schools:  # the twelfth unit has no primary school
        proof = EvidenceFactory(school=school, kind="sheet")
        registerrows.accepted_sheet(school, day("2024-11-20"), evidence=proof)

    row = board_row(indicator("1.5"), DAY)

    assert numbers(row) == [(11, 11, 11)]
    assert row.standing.status == Status.REACHED


def test_a_sheet_of_last_school_year_no_longer_counts_in_8_1_but_in_10_2(
    tomaszow: SimpleNamespace, indicator: Find
) -> None:
    for school in tomaszow.schools:
        proof = EvidenceFactory(school=school, kind="sheet")
        registerrows.accepted_sheet(school, day("2026-03-15"), EditionKind.CURRENT, evidence=proof)

    assert numbers(board_row(indicator("8.1"), day("2026-08-31"))) == [(11, 11, 11)]
    assert numbers(board_row(indicator("8.1"), day("2026-09-01"))) == [(0, 0, 11)]
    assert numbers(board_row(indicator("10.2"), DAY)) == [(1, 1, 1)]


def test_a_register_is_live_for_twelve_months_after_its_last_confirmation(
    tomaszow: SimpleNamespace, indicator: Find
) -> None:
    for number in (1, 2):
        registerrows.device(tomaszow.primary[0], str(number), confirmed_on=day("2025-11-22"))

    assert numbers(board_row(indicator("8.2"), day("2026-11-21"))) == [(1, 1, 11)]
    assert numbers(board_row(indicator("8.2"), day("2026-11-22"))) == [(0, 0, 11)]


def test_forecasts_count_by_school(tomaszow: SimpleNamespace, indicator: Find) -> None:
    proof = EvidenceFactory(school=tomaszow.primary[0])
    Forecast.objects.create(school=tomaszow.primary[0], year=2026, approved_on=day("2026-10-20"), evidence=proof)
    Forecast.objects.create(school=tomaszow.primary[1], year=2026, approved_on=day("2026-10-20"))

    assert numbers(board_row(indicator("8.3"), DAY)) == [(2, 1, 11)]


def test_a_selfie_card_is_proved_by_report_or_attestation_and_counts_once_a_school(
    tomaszow: SimpleNamespace, indicator: Find
) -> None:
    first, second, third = tomaszow.primary[:3]
    SelfieCard.objects.create(
        state=CardState.CONFIRMED, school=first, finished_on=day("2024-12-10"), evidence=EvidenceFactory(school=first)
    )
    SelfieCard.objects.create(
        state=CardState.CONFIRMED, school=first, finished_on=day("2024-12-17"), evidence=EvidenceFactory(school=first)
    )
    SelfieCard.objects.create(state=CardState.CONFIRMED, school=second, finished_on=day("2024-12-10"), attested=True)
    SelfieCard.objects.create(state=CardState.CONFIRMED, school=third, finished_on=day("2024-12-10"))

    assert numbers(board_row(indicator("1.6/1.7"), DAY)) == [(3, 2, 11)]


def test_a_voided_record_disappears_from_todays_board(record: Write, indicator: Find, cast: SimpleNamespace) -> None:
    meeting = record("1.3", "team_meeting", proved_by="attendance")
    assert numbers(board_row(indicator("1.3"), DAY)) == [(1, 1, 8)]

    void_activity(meeting, remark="Zapisane podwójnie", by=cast.department)

    assert numbers(board_row(indicator("1.3"), DAY)) == [(0, 0, 8)]


def test_a_record_from_before_the_plan_does_not_count(record: Write, indicator: Find) -> None:
    record("1.3", "team_meeting", proved_by="attendance", day=day("2024-05-31"))

    assert numbers(board_row(indicator("1.3"), DAY)) == [(0, 0, 8)]


def test_a_closed_school_is_no_longer_asked(tomaszow: SimpleNamespace, indicator: Find) -> None:
    closed = tomaszow.primary[0]
    closed.closed_on = day("2026-09-01")
    closed.save()

    assert len(board_row(indicator("1.1"), day("2026-08-31")).standing.members) == 11
    assert len(board_row(indicator("1.1"), day("2026-09-01")).standing.members) == 10


def test_a_school_sees_only_its_own_records_in_the_count(
    tomaszow: SimpleNamespace, record: Write, indicator: Find
) -> None:
    for school in tomaszow.primary[:3]:
        record("1.1", "audit", keeper=school, proved_by="report")

    with school_scope([tomaszow.primary[0].pk]):
        row = board_row(indicator("1.1"), DAY)

    assert [one.school for one in row.contributions] == [tomaszow.primary[0].pk]
    assert [one.member.school for one in row.standing.members] == [tomaszow.primary[0].pk]


def test_placowka_may_mean_22_establishments_by_a_setting_of_the_indicator(
    tomaszow: SimpleNamespace, indicator: Find
) -> None:
    updates = indicator("10.1")
    assert len(board_row(updates, DAY).standing.members) == 12

    updates.population = "establishments"
    updates.save()

    assert len(board_row(updates, DAY).standing.members) == 22
