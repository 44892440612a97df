import datetime

import pytest

from monitoring.standing import (
    Comparison,
    Member,
    Question,
    Rule,
    Standing,
    Status,
    TargetValue,
    Term,
    stand,
)
from schools.measures import Contribution

AUTUMN = Term(datetime.date(2024, 8, 1), datetime.date(2024, 11, 30))
LONG = Term(datetime.date(2025, 7, 1), datetime.date(2026, 6, 30))
LATER = datetime.date(2026, 11, 22)
ELEVEN = tuple(Member(number, f"Szkoła {number}") for number in range(1, 12))
TWELVE = tuple(Member(number, f"Jednostka {number}") for number in range(1, 13))
GROUPS = (TargetValue(11, "uczniowie"), TargetValue(11, "nauczyciele"), TargetValue(11, "rodzice"))


def record(number: int, day: str = "2024-10-01", *, documented: bool = True, **given: object) -> Contribution:
    return Contribution(
        record=f"activity:{number}",
        day=datetime.date.fromisoformat(day),
        label=f"Zdarzenie {number}",
        url="",
        documented=documented,
        **given,  # type: ignore[arg-type]
    )


def schools(target: int = 11, term: Term = AUTUMN) -> Question:
    return Question(Rule.SCHOOLS, (TargetValue(target),), term, ELEVEN)


def records(target: int, term: Term = AUTUMN) -> Question:
    return Question(Rule.RECORDS, (TargetValue(target),), term)


def on(question: Question, given: list[Contribution], day: str | datetime.date = LATER) -> Standing:
    return stand(question, given, datetime.date.fromisoformat(day) if isinstance(day, str) else day)


def test_eleven_audits_in_nine_schools_do_not_reach_eleven_schools() -> None:
    audits = [record(number, school=min(number, 9)) for number in range(1, 12)]

    standing = on(schools(), audits)

    assert standing.records == 11
    assert standing.comparisons == (Comparison(declared=9, evidenced=9, target=11),)
    assert standing.status == Status.MISSED
    assert [one.member.name for one in standing.missing] == ["Szkoła 10", "Szkoła 11"]


def test_eleven_audits_in_eleven_schools_reach_it() -> None:
    audits = [record(number, school=number) for number in range(1, 12)]

    assert on(schools(), audits).status == Status.REACHED


def test_a_school_outside_the_population_does_not_count() -> None:
    standing = on(schools(1), [record(1, school=99)])

    assert standing.comparisons == (Comparison(0, 0, 1),)


def test_twelve_updates_in_one_school_leave_the_minimum_at_zero_and_eleven_missing() -> None:
    question = Question(Rule.MIN_PER_SCHOOL, (TargetValue(1),), LONG, TWELVE)

    standing = on(question, [record(number, "2026-01-10", school=3) for number in range(12)])

    assert standing.comparisons == (Comparison(0, 0, 1),)
    assert standing.status == Status.MISSED
    assert standing.done_count == 1
    assert len(standing.missing) == 11
    assert {one.evidenced for one in standing.missing} == {0}


def test_one_update_in_every_school_reaches_the_minimum() -> None:
    question = Question(Rule.MIN_PER_SCHOOL, (TargetValue(1),), LONG, TWELVE)

    standing = on(question, [record(number, "2026-01-10", school=number) for number in range(1, 13)])

    assert standing.comparisons == (Comparison(1, 1, 1),)
    assert standing.status == Status.REACHED


def test_a_minimum_of_two_per_school_asks_two_of_each() -> None:
    question = Question(Rule.MIN_PER_SCHOOL, (TargetValue(2),), LONG, ELEVEN)
    once = [record(number, "2026-01-10", school=number) for number in range(1, 12)]

    assert on(question, once).done_count == 0
    assert on(question, once + [record(n + 20, "2026-02-10", school=n) for n in range(1, 12)]).done_count == 11


def debate(number: int, pupils: int, teachers: int, parents: int) -> list[Contribution]:
    heads = {"uczniowie": pupils, "nauczyciele": teachers, "rodzice": parents}
    return [record(number, "2025-11-19", amount=count, group=group) for group, count in heads.items()]


def test_a_debate_of_40_12_and_10_does_not_reach_eleven_in_each_group() -> None:
    standing = on(Question(Rule.BEST_BY_GROUP, GROUPS, LONG), debate(1, 40, 12, 10))

    assert [(one.group, one.evidenced, one.reached) for one in standing.comparisons] == [
        ("uczniowie", 40, True),
        ("nauczyciele", 12, True),
        ("rodzice", 10, False),
    ]
    assert standing.status == Status.MISSED


def test_groups_of_two_debates_are_never_mixed_but_their_sum_is_told() -> None:
    question = Question(Rule.BEST_BY_GROUP, GROUPS, LONG)

    standing = on(question, debate(1, 40, 12, 10) + debate(2, 5, 3, 30))

    assert standing.status == Status.MISSED
    assert [(one.evidenced, one.total) for one in standing.comparisons] == [(40, 45), (12, 15), (10, 40)]


def test_the_debate_that_reaches_every_group_is_chosen_over_the_bigger_one() -> None:
    question = Question(Rule.BEST_BY_GROUP, GROUPS, LONG)

    standing = on(question, debate(1, 400, 120, 10) + debate(2, 11, 11, 11))

    assert [one.evidenced for one in standing.comparisons] == [11, 11, 11]
    assert standing.status == Status.REACHED


def test_120_people_at_the_conference_are_green_for_a_minimum_of_50() -> None:
    question = Question(Rule.LARGEST, (TargetValue(50),), Term(AUTUMN.start, datetime.date(2025, 10, 31)))
    heads = [
        record(1, "2025-10-16", amount=amount, group=group) for group, amount in (("uczniowie", 20), ("inni", 100))
    ]

    standing = on(question, heads)

    assert standing.comparisons == (Comparison(declared=120, evidenced=120, target=50),)
    assert (standing.status, standing.status.tone) == (Status.REACHED, "green")
    assert standing.comparisons[0].over


def test_two_conferences_of_30_do_not_make_one_of_50() -> None:
    question = Question(Rule.LARGEST, (TargetValue(50),), LONG)
    two = [record(number, "2025-10-16", amount=30, group="inni") for number in (1, 2)]

    assert on(question, two).comparisons == (Comparison(30, 30, 50),)


def test_a_record_of_three_schools_counts_once_where_records_are_counted() -> None:
    training = [record(1, school=number) for number in (1, 2, 3)]

    assert on(records(1), training).comparisons == (Comparison(1, 1, 1),)


def test_a_record_without_its_evidence_is_declared_and_not_evidenced() -> None:
    standing = on(records(2), [record(1), record(2, documented=False)])

    assert standing.comparisons == (Comparison(declared=2, evidenced=1, target=2),)
    assert standing.status == Status.MISSED


def test_a_record_after_the_as_of_day_is_not_known_yet() -> None:
    assert on(records(1), [record(1, "2024-10-02")], "2024-10-01").comparisons == (Comparison(0, 0, 1),)
    assert on(records(1), [record(1, "2024-10-02")], "2024-10-02").status == Status.REACHED


def test_the_day_the_target_was_reached_is_the_day_of_the_record_that_completed_it() -> None:
    given = [record(1, "2024-09-01"), record(2, "2024-10-05"), record(3, "2024-11-05")]

    assert on(records(2), given).reached_on == datetime.date(2024, 10, 5)


def test_a_target_reached_after_the_term_is_reached_late() -> None:
    standing = on(records(2), [record(1, "2024-11-30"), record(2, "2024-12-01")])

    assert standing.status == Status.REACHED_LATE
    assert standing.reached_on == datetime.date(2024, 12, 1)


@pytest.mark.parametrize(
    ("day", "status"),
    [
        ("2024-07-31", Status.NOT_STARTED),
        ("2024-08-01", Status.IN_PROGRESS),
        ("2024-10-30", Status.IN_PROGRESS),
        ("2024-10-31", Status.AT_RISK),
        ("2024-11-30", Status.AT_RISK),
        ("2024-12-01", Status.MISSED),
    ],
)
def test_status_of_an_unreached_indicator_follows_its_term(day: str, status: Status) -> None:
    assert on(records(1), [], day).status == status


def test_an_as_needed_indicator_is_never_overdue() -> None:
    for day in ("2024-06-01", "2026-06-30", "2040-01-01"):
        assert on(records(2, Term(None, None)), [], day).status == Status.NO_TERM


def test_an_open_end_is_never_overdue_and_can_be_reached() -> None:
    question = schools(term=Term(datetime.date(2024, 6, 1), None))

    assert on(question, [], "2040-01-01").status == Status.IN_PROGRESS
    assert (
        on(question, [record(n, "2039-01-01", school=n) for n in range(1, 12)], "2040-01-01").status == Status.REACHED
    )


def test_the_year_2026_is_due_on_31_december() -> None:
    question = records(1, Term(datetime.date(2026, 1, 1), datetime.date(2026, 12, 31)))

    assert on(question, [], "2026-12-31").status == Status.AT_RISK
    assert on(question, [], "2027-01-01").status == Status.MISSED


def test_a_long_count_one_whole_unit_below_the_linear_share_is_at_risk() -> None:
    question = records(12, LONG)
    half = datetime.date(2025, 12, 30)  # exactly half of 364 days
    four, five, six = ([record(n, "2025-09-01") for n in range(count)] for count in (4, 5, 6))

    assert on(question, four, half).status == Status.AT_RISK
    assert on(question, five, half).status == Status.AT_RISK
    assert on(question, six, half).status == Status.IN_PROGRESS


def test_a_short_term_is_not_measured_by_a_linear_share() -> None:
    assert on(records(12), [], "2024-10-30").status == Status.IN_PROGRESS


def test_without_a_register_of_schools_there_is_no_data() -> None:
    assert on(Question(Rule.SCHOOLS, (TargetValue(11),), AUTUMN), []).status == Status.NO_DATA


def test_without_targets_there_is_no_data() -> None:
    assert on(Question(Rule.RECORDS, (), AUTUMN), []).status == Status.NO_DATA


def test_every_status_has_its_own_word_and_an_icon() -> None:
    assert len({status.label for status in Status}) == len(Status) == 8
    assert all(status.icon and status.tone in {"green", "amber", "red", "blue", "grey"} for status in Status)
