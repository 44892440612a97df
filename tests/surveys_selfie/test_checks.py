"""What a session may not say, what it still lacks, what only looks odd: all without a database."""

import datetime
from dataclasses import replace
from decimal import Decimal

import pytest

from surveys.models import Area, SelfieGroup
from surveys.selfie.checks import SAME_DAY, THREE_ALREADY, faults, gaps, oddities, session_fault
from surveys.selfie.profile import change_words, divergence_words, headline, profile
from surveys.selfie.values import AREAS, GroupCount, read_mean, seen_by_others
from tests.selfierows import DECEMBER, session

TODAY = datetime.date(2026, 11, 22)
TEACHERS, PUPILS, LEADERS = (SelfieGroup.TEACHERS.value, SelfieGroup.PUPILS.value, SelfieGroup.LEADERS.value)


@pytest.mark.parametrize(
    ("text", "mean"), [("3,4", "3.40"), ("3.45", "3.45"), (" 5 ", "5.00"), ("1", "1.00"), ("4,00", "4.00")]
)
def test_an_average_is_read_as_people_write_it(text: str, mean: str) -> None:
    assert str(read_mean(text)) == mean


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("0,9", "leży między 1,0 a 5,0"),
        ("5,1", "leży między 1,0 a 5,0"),
        ("3,456", "najwyżej dwiema cyframi"),
        ("trzy", "Nie rozumiem"),
        ("-3", "Nie rozumiem"),
        ("3e0", "Nie rozumiem"),
    ],
)
def test_another_average_is_refused_with_a_sentence(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        read_mean(text)


def test_a_spreadsheets_long_fraction_is_rounded_only_where_asked() -> None:
    assert read_mean("3.416666666666667", rounding=True) == Decimal("3.42")


def test_a_complete_session_has_no_faults_and_no_gaps() -> None:
    assert list(faults(session(), TODAY)) == []
    assert list(gaps(session())) == []


def test_more_answered_than_were_invited_is_a_fault() -> None:
    given = replace(session(), counts={**session().counts, TEACHERS: GroupCount(20, 21)})
    assert [field for field, _ in faults(given, TODAY)] == ["answered_teachers"]


def test_averages_of_a_group_in_which_nobody_answered_are_a_fault() -> None:
    given = replace(session(), counts={**session().counts, PUPILS: GroupCount(20, 0)})
    assert [field for field, _ in faults(given, TODAY)] == ["answered_pupils"]


def test_a_session_of_tomorrow_and_one_that_ends_before_it_starts_are_faults() -> None:
    tomorrow = TODAY + datetime.timedelta(days=1)
    assert [field for field, _ in faults(session(tomorrow), TODAY)] == ["finished_on"]
    assert [field for field, _ in faults(session(started_on=TODAY), TODAY)] == ["started_on"]


def test_a_session_from_before_selfie_is_a_fault() -> None:
    assert [field for field, _ in faults(session(datetime.date(2018, 10, 24)), TODAY)] == ["finished_on"]


def test_an_empty_area_is_a_gap_until_it_is_said_to_be_meant() -> None:
    means = {key: mean for key, mean in session().means.items() if key not in {("A", PUPILS), ("B", PUPILS)}}
    ((field, sentence),) = gaps(replace(session(), means=means))
    assert field == "gaps_pupils"
    assert "obszarów A, B" in sentence
    meant = {**session().counts, PUPILS: GroupCount(30, 20, gaps_meant=True)}
    assert list(gaps(replace(session(), means=means, counts=meant))) == []


def test_a_group_that_answered_without_any_average_is_a_gap_even_when_meant() -> None:
    means = {key: mean for key, mean in session().means.items() if key[1] != PUPILS}
    meant = {**session().counts, PUPILS: GroupCount(30, 20, gaps_meant=True)}
    assert [field for field, _ in gaps(replace(session(), means=means, counts=meant))] == ["mean_A_pupils"]


def test_a_group_of_which_nobody_answered_needs_no_averages() -> None:
    means = {key: mean for key, mean in session().means.items() if key[1] != PUPILS}
    assert list(gaps(replace(session(), means=means, counts={**session().counts, PUPILS: GroupCount(30, 0)}))) == []


def test_numbers_not_told_and_a_missing_first_day_are_gaps() -> None:
    given = replace(session(), started_on=None, counts={**session().counts, TEACHERS: GroupCount()})
    assert [field for field, _ in gaps(given)] == ["started_on", "invited_teachers", "answered_teachers"]


def test_a_fourth_session_of_a_school_year_is_refused_and_the_first_of_the_next_is_not() -> None:
    others = [datetime.date(2024, 10, 1), DECEMBER, datetime.date(2025, 3, 3)]
    assert session_fault(datetime.date(2025, 8, 31), others) == THREE_ALREADY
    assert session_fault(datetime.date(2025, 9, 1), others) == ""
    assert session_fault(DECEMBER, others[:2]) == SAME_DAY


def test_what_only_looks_odd_is_told_in_words() -> None:
    counts = {LEADERS: GroupCount(20, 20), TEACHERS: GroupCount(30, 4), PUPILS: GroupCount(200, 50)}
    given = replace(session(), counts=counts, started_on=DECEMBER - datetime.timedelta(days=120))
    told = list(oddities(given, pupils=180))
    assert any("trwała ponad trzy miesiące" in one for one in told)
    assert any("mniej niż 5 osób" in one for one in told)
    assert any("mniej niż 30%" in one for one in told)
    assert any("w każdym obszarze tę samą średnią (3,40)" in one for one in told)
    assert any("20\u00a0osób z kadry" in one for one in told)
    assert any("Zaproszono więcej uczniów (200)" in one for one in told)


def test_an_ordinary_session_is_not_odd() -> None:
    means = {key: mean + Decimal(AREAS.index(key[0])) / 10 for key, mean in session().means.items()}
    assert list(oddities(replace(session(), means=means, counts={**session().counts, LEADERS: GroupCount(2, 2)}))) == []


def test_half_a_point_between_groups_is_a_divergence_and_less_is_not() -> None:
    assert divergence_words({TEACHERS: Decimal("3.49"), PUPILS: Decimal("3.00")}) == ""
    assert divergence_words({TEACHERS: Decimal("3.50"), PUPILS: Decimal("3.00")}) == (
        "rozbieżność 0,50: najwyżej nauczyciele (3,50), najniżej uczniowie (3,00)"
    )


def test_a_change_within_chance_is_no_clear_change() -> None:
    assert change_words(Decimal("0.30"), 40, 40) == "bez wyraźnej zmiany"
    assert change_words(Decimal("0.30"), 200, 200) == "wzrost o 0,30"
    assert change_words(Decimal("-0.30"), 200, 200) == "spadek o 0,30"
    assert change_words(Decimal("0.30"), None, 200) == ""


def test_the_profile_says_where_groups_differ() -> None:
    means = {**session().means, ("G", PUPILS): Decimal("2.50")}
    rows = profile(replace(session(), means=means), [TEACHERS, PUPILS])
    assert [row.area for row in rows] == list(Area.values)
    assert headline(rows) == "Grupy różnią się o pół punktu lub więcej w obszarach: G"
    assert rows[6].spread == Decimal("0.90")
    assert headline(profile(session(), [TEACHERS, PUPILS])) == "Grupy oceniają wszystkie obszary podobnie"
    assert headline(profile(session(), [])) == "Nie ma średnich do pokazania"


def test_others_never_see_leaders_nor_a_group_of_four() -> None:
    assert seen_by_others(session()) == (TEACHERS, PUPILS)
    few = replace(session(), counts={**session().counts, TEACHERS: GroupCount(30, 4)})
    assert seen_by_others(few) == (PUPILS,)
