"""A closed campaign is counted once; what is stored may be shown."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from schools.models import JobState
from surveys.counting.reading import count_part
from surveys.models import (
    Audience,
    Campaign,
    CampaignState,
    Figure,
    Hidden,
    Mode,
    OpenText,
    Response,
    Stage,
    Subject,
    Tally,
)
from surveys.services.tallies import NotCountable, produce_tally, request_tally
from tests.surveys_results import world

pytestmark = pytest.mark.usefixtures("city")


def hidden_by_school(tally: Tally, code: str = "") -> list[str]:
    subject = Subject.ITEM if code else Subject.BASE
    rows = Figure.objects.filter(tally=tally, subject=subject, code=code, stage="").exclude(school=None)
    return [row.hidden for row in rows.order_by("school")]


# --- Asking ---------------------------------------------------------------------------------------------------------
def test_a_running_campaign_is_not_counted() -> None:
    with pytest.raises(NotCountable):
        request_tally(world.campaign(), by=None)


def test_asked_twice_a_campaign_is_counted_once() -> None:
    campaign = world.campaign(state=CampaignState.CLOSED)
    first = request_tally(campaign, by=None)
    assert request_tally(campaign, by=None) == first
    assert produce_tally(first.pk) is not None
    assert produce_tally(first.pk) is None
    assert request_tally(campaign, by=None) == first


def test_a_reason_makes_a_further_revision_and_leaves_the_first() -> None:
    school, other = world.schools(2)
    campaign = world.campaign()
    for target in world.add_part(campaign, world.simple(), [school, other]):
        world.answer(target, 6, q1="5", q2="5", q3="5")
    first = world.counted(campaign)
    second = world.counted(campaign, reason="Poprawiono liczebność")
    assert (first.revision, second.revision, second.state) == (1, 2, JobState.DONE)
    assert Figure.objects.filter(tally=first).count() == Figure.objects.filter(tally=second).count() == 15


def test_a_revision_with_other_answers_is_refused() -> None:
    """Their difference would be the answers of one person."""
    campaign = world.campaign()
    (target,) = world.add_part(campaign, world.simple(), world.schools(1))
    world.answer(target, 6, q1="5")
    world.counted(campaign)
    world.answer(target, 1, q1="1")
    second = world.counted(campaign, reason="Jeszcze raz")
    assert second.state == JobState.FAILED
    assert "pojedynczych osób" in second.error
    assert not Figure.objects.filter(tally=second).exists()


def test_answers_that_were_deleted_are_not_counted_anew() -> None:
    campaign = world.campaign()
    world.counted(campaign)
    Campaign.objects.filter(pk=campaign.pk).update(answers_deleted_on=datetime.date(2027, 12, 31))
    with pytest.raises(NotCountable):
        request_tally(campaign, by=None, reason="Jeszcze raz")


# --- Numbers --------------------------------------------------------------------------------------------------------
def test_an_item_is_counted_with_its_mean_spread_and_highest_answers() -> None:
    campaign = world.campaign()
    (target,) = world.add_part(campaign, world.simple(), world.schools(1))
    for point, people in {"1": 1, "3": 2, "4": 3, "5": 4}.items():
        world.answer(target, people, q1=point)
    world.answer(target, 2, q1=Response.NA)
    found = world.figure(world.counted(campaign), None, "q1")
    assert (found.n, found.na, found.mean, found.top) == (10, 2, 3.9, 0.7)
    assert found.sd == pytest.approx(1.286684)
    assert found.distribution == {"1": 1, "2": 0, "3": 2, "4": 3, "5": 4}


def test_a_reverse_item_is_turned_for_the_mean_and_not_for_the_distribution() -> None:
    campaign = world.campaign()
    asked = world.instrument("odwrotna", world.section("s1", world.item("q1", reverse=True)))
    (target,) = world.add_part(campaign, asked, world.schools(1))
    world.answer(target, 6, q1="1")
    world.answer(target, 2, q1="5")
    found = world.figure(world.counted(campaign), None, "q1")
    assert (found.mean, found.top) == (4.0, 0.75)
    assert found.distribution == {"1": 6, "2": 0, "3": 0, "4": 0, "5": 2}


def test_several_choices_and_numbers() -> None:
    campaign = world.campaign()
    asked = world.instrument(
        "rozna", world.section("s1", world.item("q1", "multi", limit=2), world.item("q2", "number"))
    )
    (target,) = world.add_part(campaign, asked, world.schools(1))
    world.answer(target, 4, q1=["wifi", "board"], q2=3)
    world.answer(target, 2, q1=["wifi"], q2=6)
    tally = world.counted(campaign)
    choices, number = world.figure(tally, None, "q1"), world.figure(tally, None, "q2")
    assert (choices.n, choices.mean, choices.distribution) == (6, None, {"wifi": 6, "laptops": 0, "board": 4})
    assert (number.n, number.mean, number.top, number.distribution) == (6, 4.0, None, {})


def test_what_is_no_answer_of_the_questionnaire_counts_as_none() -> None:
    campaign = world.campaign()
    (target,) = world.add_part(campaign, world.simple(), world.schools(1))
    world.answer(target, 6, q1="4", q2="9", q3=["4"], q9="4")
    tally = world.counted(campaign)
    assert world.figure(tally, None, "q1").n == 6
    assert world.figure(tally, None, "q2").hidden == Hidden.FEW
    assert not Figure.objects.filter(tally=tally, code="q9").exists()


def test_a_section_counts_those_who_answered_two_thirds_of_it() -> None:
    campaign = world.campaign()
    (target,) = world.add_part(campaign, world.simple(), world.schools(1))
    world.answer(target, 10, q1="5", q2="5", q3="4")
    world.answer(target, 6, q1="2", q2="3")
    world.answer(target, 5, q1="1")
    found = world.figure(world.counted(campaign), None, "s1")
    assert (found.n, found.mean) == (16, round((10 * 14 / 3 + 6 * 2.5) / 16, 6))
    assert found.distribution == {"1": 0, "2": 0, "3": 6, "4": 0, "5": 10}
    assert found.top == 0.625


def test_a_section_gives_away_nothing_of_the_few_who_left_something_out() -> None:
    """Its mean less those of its items would be what the one person answered who left out a question."""
    campaign = world.campaign()
    (target,) = world.add_part(campaign, world.simple(), world.schools(1))
    world.answer(target, 9, q1="4", q2="4", q3="5")
    world.answer(target, 1, q1="1", q2="1")
    tally = world.counted(campaign)
    found = world.figure(tally, None, "s1")
    items = [world.figure(tally, None, code).mean for code in ("q1", "q2", "q3")]
    assert found.n == 10
    assert found.mean == pytest.approx(sum(items) / 3, abs=1e-5)  # type: ignore[arg-type]  # not (9 × 13/3 + 1) / 10


def test_levels_of_an_area_are_those_of_persons() -> None:
    campaign = world.campaign()
    asked = world.instrument("poziomy", world.section("s1", world.item("q1", "levels"), world.item("q2", "levels")))
    (target,) = world.add_part(campaign, asked, world.schools(1))
    world.answer(target, 5, q1="B1", q2="B2")  # 3.5: the higher of the two
    world.answer(target, 5, q1="A1", q2="A1")
    found = world.figure(world.counted(campaign), None, "s1")
    assert found.distribution == {"A1": 5, "A2": 0, "B1": 0, "B2": 5, "C1": 0, "C2": 0}


# --- Who is shown ---------------------------------------------------------------------------------------------------
def test_a_small_school_is_hidden_with_the_next_and_without_numbers() -> None:
    campaign = world.campaign()
    targets = world.add_part(campaign, world.simple(), world.schools(4))
    for target, people in zip(targets, (4, 30, 9, 20), strict=True):
        world.answer(target, people, q1="5", q2="5", q3="5")
    tally = world.counted(campaign)
    assert hidden_by_school(tally) == [Hidden.FEW, "", Hidden.LINKED, ""]
    assert hidden_by_school(tally, "q2") == [Hidden.FEW, "", Hidden.LINKED, ""]
    base = world.figure(tally, targets[0].school)
    assert (base.n, base.invited, base.mean, base.distribution) == (None, 60, None, {})
    assert world.figure(tally).n == 63


def test_a_school_without_answers_is_hidden_and_not_nought() -> None:
    campaign = world.campaign()
    targets = world.add_part(campaign, world.simple(), world.schools(3))
    for target in targets[1:]:
        world.answer(target, 12, q1="5")
    found = world.figure(world.counted(campaign), targets[0].school)
    assert (found.hidden, found.n) == (Hidden.FEW, None)


def test_an_item_that_few_answered_is_hidden_where_the_rest_is_shown() -> None:
    campaign = world.campaign()
    targets = world.add_part(campaign, world.simple(), world.schools(3))
    for target in targets:
        world.answer(target, 12, q1="5", q2="4")
        world.answer(target, 3, q1="5", q2="4", q3="4")
    tally = world.counted(campaign)
    assert hidden_by_school(tally, "q1") == ["", "", ""]
    assert hidden_by_school(tally, "q3") == [Hidden.FEW] * 3
    assert world.figure(tally, None, "q3").n == 9


def test_leaders_are_shown_for_the_city_alone() -> None:
    campaign = world.campaign()
    targets = world.add_part(campaign, world.simple(audience=Audience.LEADERS), world.schools(11), population=3)
    for target in targets:
        world.answer(target, 2, q1="5")
    tally = world.counted(campaign)
    assert world.figure(tally, None, "q1").n == 22
    assert hidden_by_school(tally) == [Hidden.LEADERS] * 11
    assert not Figure.objects.filter(tally=tally, subject=Subject.ITEM).exclude(school=None).exists()


def test_staff_without_a_school_are_the_city() -> None:
    campaign = world.campaign()
    (target,) = world.add_part(campaign, world.simple(audience=Audience.STAFF), [None])
    world.answer(target, 7, q1="5")
    tally = world.counted(campaign)
    assert world.figure(tally).n == 7
    assert Figure.objects.filter(tally=tally, subject=Subject.BASE).count() == 1


def test_stages_are_counted_and_protected() -> None:
    campaign = world.campaign()
    targets = world.add_part(campaign, world.simple(audience=Audience.PUPILS_4_8), world.schools(3))
    for target, people in zip(targets, ((3, 30), (20, 20), (40, 40)), strict=True):
        for stage, count in zip((Stage.MIDDLE, Stage.UPPER), people, strict=True):
            world.answer(target, count, stage=stage, q1="5")
    tally = world.counted(campaign)
    shown = {
        (row.school_id and [target.school_id for target in targets].index(row.school_id), row.stage)
        for row in Figure.objects.filter(tally=tally, subject=Subject.BASE, hidden="")
    }
    assert shown == {(None, ""), (None, "4-6"), (None, "7-8"), (0, ""), (1, ""), (2, ""), (2, "4-6"), (2, "7-8")}


def test_a_second_wave_hides_beside_the_small_school_what_the_first_hid() -> None:
    schools, asked = world.schools(4), world.simple()
    first = world.campaign("Pierwsza")
    for target, people in zip(world.add_part(first, asked, schools), (4, 40, 9, 11), strict=True):
        world.answer(target, people, q1="5")
    second = world.campaign("Druga", opens_on=datetime.date(2026, 9, 2))
    for target, people in zip(world.add_part(second, asked, schools), (4, 40, 9, 8), strict=True):
        world.answer(target, people, q1="5")
    assert hidden_by_school(world.counted(first)) == [Hidden.FEW, "", Hidden.LINKED, ""]
    assert hidden_by_school(world.counted(second)) == [Hidden.FEW, "", Hidden.LINKED, ""]


# --- Written answers ------------------------------------------------------------------------------------------------
def test_texts_are_kept_of_schools_with_ten_and_otherwise_without_a_school() -> None:
    campaign = world.campaign()
    asked = world.instrument("otwarta", world.section("s1", world.item("q1"), world.item("q2", "long_text")))
    targets = world.add_part(campaign, asked, world.schools(3))
    for number, (target, people) in enumerate(zip(targets, (4, 8, 15), strict=True)):
        world.answer(target, people, q1="5", q2=f"szkoła {number}")
        world.answer(target, 2, q1="5", q2="   ")
    tally = world.counted(campaign)
    kept = OpenText.objects.filter(tally=tally)
    assert {(row.school, row.text) for row in kept} == {
        (targets[2].school, "szkoła 2"), (None, "szkoła 0"), (None, "szkoła 1"),
    }  # fmt: skip
    assert kept.count() == 27


def test_texts_of_a_few_are_not_kept_at_all() -> None:
    campaign = world.campaign()
    asked = world.instrument("otwarta", world.section("s1", world.item("q1"), world.item("q2", "short_text")))
    (target,) = world.add_part(campaign, asked, world.schools(1))
    world.answer(target, 9, q1="5", q2="Wi-Fi")
    tally = world.counted(campaign)
    assert not OpenText.objects.filter(tally=tally).exists()
    assert world.figure(tally, None, "q2").hidden == Hidden.FEW


# --- Notes ----------------------------------------------------------------------------------------------------------
def test_quality_is_noted_for_the_whole_city() -> None:
    campaign = world.campaign()
    targets = world.add_part(campaign, world.simple(), world.schools(2))
    world.answer_at_random(targets[0], 40, ["q1", "q2", "q3"])
    Response.objects.filter(pk__in=[row.pk for row in Response.objects.all()[:3]]).update(straight=True)
    world.answer_at_random(targets[1], 5, ["q1"], too_fast=True, mode=Mode.PAPER)
    notes = world.counted(campaign).notes["teachers"]
    alphas = notes.pop("alpha")
    assert notes == {"responses": 45, "paper": 5, "too_fast": 5, "straight": 3, "few_answers": 5}
    assert set(alphas) == {"s1"}


def test_alpha_needs_thirty_whole_answers() -> None:
    campaign = world.campaign()
    (target,) = world.add_part(campaign, world.simple(), world.schools(1))
    world.answer_at_random(target, 29, ["q1", "q2", "q3"])
    assert world.counted(campaign).notes["teachers"]["alpha"] == {}


def test_of_a_handful_nothing_is_noted() -> None:
    campaign = world.campaign()
    (target,) = world.add_part(campaign, world.simple(), world.schools(1))
    world.answer(target, 4, q1="5")
    assert world.counted(campaign).notes == {"teachers": {}}


# --- How ------------------------------------------------------------------------------------------------------------
def test_the_number_of_statements_does_not_grow_with_the_answers() -> None:
    def statements(people: int) -> int:
        campaign = world.campaign(f"Ankieta {people}")
        for target in world.add_part(campaign, world.simple(f"prosta-{people}"), world.schools(2)):
            world.answer_at_random(target, people, ["q1", "q2", "q3"])
        with CaptureQueriesContext(connection) as captured:
            count_part(campaign.parts.get(), lambda _: None)
        return len(captured)

    assert statements(300) == statements(30)
