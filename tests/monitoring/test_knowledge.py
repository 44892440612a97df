"""A report takes a day and a moment: what was true on the day, as known at the moment."""

import datetime
from collections.abc import Callable
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone

from inventory.models import EditionKind, Forecast, SheetState, ZszoUse
from monitoring.models import Indicator, Report
from monitoring.queries import board
from monitoring.report_rendering import render_report_pdf
from monitoring.services import gather_inputs
from schedule.models import ActivityEvidence, HeadCount, Participation
from schedule.services import void_activity
from schools.knowledge import as_known_at, known, known_at
from schools.models import School
from schools.roles import Role
from schools.scope import school_scope
from surveys.models import CardState, SelfieCard
from tests import registerrows
from tests.factories import EvidenceFactory, person

DAY = datetime.date(2026, 6, 30)
Write = Callable[..., Any]


def inputs_of(plan: Any, day: datetime.date, moment: datetime.datetime) -> dict[str, Any]:
    return gather_inputs(Report(plan=plan, as_of=day, known_at=moment))


def evidenced(plan: Any, moment: datetime.datetime | None, day: datetime.date = DAY) -> dict[str, int | Decimal]:
    """Indicator number → evidenced, the first comparison, where there is anything."""
    with as_known_at(moment):
        rows = board(plan, day)
    counted = {row.indicator.number: row.standing.comparisons[0].evidenced for row in rows}
    return {number: count for number, count in counted.items() if count}


def test_what_is_recorded_later_was_not_known_earlier(tomaszow: SimpleNamespace, record: Write) -> None:
    before = timezone.now()
    record("1.1", "audit", keeper=tomaszow.primary[0], proved_by="report")
    between = timezone.now()
    record("1.1", "audit", keeper=tomaszow.primary[1], proved_by="report")

    assert evidenced(tomaszow.plan, before) == {}
    assert evidenced(tomaszow.plan, between) == {"1.1": 1}
    assert evidenced(tomaszow.plan, None) == {"1.1": 2}


def test_a_proof_added_later_counts_from_its_moment(tomaszow: SimpleNamespace, record: Write) -> None:
    audit = record("1.1", "audit", keeper=tomaszow.primary[0])
    before = timezone.now()
    file = EvidenceFactory(school=tomaszow.primary[0], kind="report")
    proof = ActivityEvidence.objects.create(activity=audit, evidence=file)
    proved = timezone.now()
    proof.delete()

    assert evidenced(tomaszow.plan, before) == {}
    assert evidenced(tomaszow.plan, proved) == {"1.1": 1}
    assert evidenced(tomaszow.plan, None) == {}


def test_what_is_voided_later_was_still_counted_earlier(tomaszow: SimpleNamespace, record: Write) -> None:
    audit = record("1.1", "audit", keeper=tomaszow.primary[0], proved_by="report")
    before = timezone.now()
    void_activity(audit, by=person("wydzial", Role.DEPARTMENT), remark="Dwa razy ten sam audyt.")

    assert evidenced(tomaszow.plan, before) == {"1.1": 1}
    assert evidenced(tomaszow.plan, None) == {}


def test_heads_and_schools_are_read_as_they_were(tomaszow: SimpleNamespace, record: Write) -> None:
    heads = {"uczniowie": 60}
    closing = record("7.1", "closing_conference", heads=heads, proved_by="attendance")
    update = record("10.1", "system_update", keeper=tomaszow.schools[0], proved_by="protocol")
    before = timezone.now()
    HeadCount.objects.get(activity=closing).delete()
    Participation.objects.filter(activity=update).delete()

    with as_known_at(before):
        rows = {row.indicator.number: row for row in board(tomaszow.plan, DAY)}
    now = {row.indicator.number: row for row in board(tomaszow.plan, DAY)}

    assert rows["7.2"].standing.comparisons[0].evidenced == 60
    assert now["7.2"].standing.comparisons[0].evidenced == 0
    assert (rows["10.1"].standing.done_count, now["10.1"].standing.done_count) == (1, 0)


def test_records_of_inventory_and_surveys_are_read_as_they_were(tomaszow: SimpleNamespace) -> None:
    school = tomaszow.primary[0]
    day = datetime.date(2026, 5, 4)
    before = timezone.now()
    sheet = registerrows.accepted_sheet(school, day, EditionKind.DIAGNOSIS, evidence=EvidenceFactory(school=school))
    ZszoUse.objects.create(school=school, confirmed_on=day)
    Forecast.objects.create(school=school, year=2026, approved_on=day, evidence=EvidenceFactory(school=school))
    card = SelfieCard.objects.create(school=school, finished_on=day, attested=True, state=CardState.CONFIRMED)
    entered = timezone.now()
    sheet.state, sheet.accepted_on = SheetState.RETURNED, None
    sheet.save()
    card.state = CardState.WITHDRAWN
    card.save()

    assert evidenced(tomaszow.plan, before) == {}
    then, now = evidenced(tomaszow.plan, entered), evidenced(tomaszow.plan, None)
    assert {number: then.get(number) for number in ("1.5", "1.6/1.7", "8.3")} == {"1.5": 1, "1.6/1.7": 1, "8.3": 1}
    assert {number: now.get(number) for number in ("1.5", "1.6/1.7", "8.3")} == {"1.5": None, "1.6/1.7": None, "8.3": 1}


def test_a_device_confirmed_again_was_confirmed_on_the_earlier_day_too(tomaszow: SimpleNamespace) -> None:
    device = registerrows.device(tomaszow.primary[0], confirmed_on=datetime.date(2025, 3, 1))
    device.confirmed_on = datetime.date(2026, 10, 1)
    device.save()

    assert evidenced(tomaszow.plan, None, datetime.date(2025, 6, 30)).get("8.2") == 1
    assert evidenced(tomaszow.plan, None, datetime.date(2026, 6, 30)).get("8.2") is None
    assert evidenced(tomaszow.plan, None, datetime.date(2026, 10, 31)).get("8.2") == 1


def test_a_report_of_a_past_day_is_made_again_to_the_byte(tomaszow: SimpleNamespace, record: Write) -> None:
    record("1.1", "audit", keeper=tomaszow.primary[0], proved_by="report")
    record("7.1", "closing_conference", heads={"uczniowie": 60}, proved_by="attendance")
    moment = timezone.now()
    first = inputs_of(tomaszow.plan, DAY, moment)

    record("1.1", "audit", keeper=tomaszow.primary[1], proved_by="report")
    again, later = inputs_of(tomaszow.plan, DAY, moment), inputs_of(tomaszow.plan, DAY, timezone.now())

    assert again == first
    assert render_report_pdf(again, quiet).sha256 == render_report_pdf(first, quiet).sha256
    changed = [
        (old["number"], old["comparisons"][0]["evidenced"], new["comparisons"][0]["evidenced"])
        for old, new in zip(first["indicators"], later["indicators"], strict=True)
        if old["comparisons"] != new["comparisons"]
    ]
    assert changed == [("1.1", 1, 2)]
    assert len(later["annex"]) == len(first["annex"]) + 1


def quiet(percent: int, step: str) -> None:
    """No progress to show."""
    del percent, step


def test_a_renamed_unit_has_its_old_name_in_an_old_report(tomaszow: SimpleNamespace, record: Write) -> None:
    school: School = tomaszow.primary[0]
    old = school.short_name
    record("10.1", "system_update", keeper=school, proved_by="protocol")
    moment = timezone.now()
    school.short_name = "SP po zmianie nazwy"
    school.save()

    named = [row["school"] for row in inputs_of(tomaszow.plan, DAY, moment)["matrix"]["rows"]]

    assert old in named
    assert "SP po zmianie nazwy" not in named


def test_without_a_moment_the_rows_themselves_are_read(tomaszow: SimpleNamespace) -> None:
    assert known_at() is None
    assert known(School).model is School
    with as_known_at(timezone.now()):
        assert known(School).model is School.history.model
        assert known(School).count() == len(tomaszow.schools)


def test_a_school_sees_of_the_past_only_its_own(tomaszow: SimpleNamespace, record: Write) -> None:
    own, other = tomaszow.primary[:2]
    for school in (own, other):
        record("1.1", "audit", keeper=school, proved_by="report")

    with school_scope([own.pk]):
        assert evidenced(tomaszow.plan, timezone.now()) == {"1.1": 1}


@pytest.mark.parametrize("indicator", ["1.1", "10.1"])
def test_the_counting_rules_are_those_of_today(tomaszow: SimpleNamespace, indicator: str) -> None:
    """Bindings and targets are configuration: the report stores them with its inputs, the past is counted by them."""
    moment = timezone.now()
    row = Indicator.objects.get(plan=tomaszow.plan, number=indicator)
    row.explanation = "Liczymy inaczej."
    row.save()

    told = {one["number"]: one["explanation"] for one in inputs_of(tomaszow.plan, DAY, moment)["indicators"]}

    assert told[indicator] == "Liczymy inaczej."
