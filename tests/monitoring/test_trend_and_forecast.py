"""How the number grew, and when it would be there at this pace: a rule that anyone can check by hand."""

import datetime
from decimal import Decimal

import pytest

from hdr_portal.lib.sparklines import sparkline
from monitoring.forecast import Forecast, forecast
from monitoring.standing import Member, Question, Rule, TargetValue, Term, stand
from monitoring.trend import Trend, month_ends, trend_of, whole_months
from schools.measures import Contribution

START = datetime.date(2024, 6, 1)
TERM = Term(START, datetime.date(2026, 6, 30))
MEMBERS = tuple(Member(number, f"SP {number}") for number in range(1, 12))


def on(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def records(*days: str, documented: bool = True) -> list[Contribution]:
    return [Contribution(f"activity:{n}", on(day), "", "", documented=documented) for n, day in enumerate(days)]


def schools(*days: str) -> list[Contribution]:
    """One school more on each day."""
    return [
        Contribution(f"sheet:{n}", on(day), "", "", documented=True, school=n) for n, day in enumerate(days, start=1)
    ]


def trend(question: Question, given: list[Contribution], day: str, start: datetime.date = START) -> Trend:
    return trend_of(question, given, start, on(day))


def told(question: Question, given: list[Contribution], day: str) -> Forecast:
    return forecast(question, stand(question, given, on(day)), trend(question, given, day))


COUNT = Question(Rule.RECORDS, (TargetValue(8),), TERM)
SCHOOLS = Question(Rule.SCHOOLS, (TargetValue(11),), TERM, MEMBERS)
LEAST = Question(Rule.MIN_PER_SCHOOL, (TargetValue(1),), TERM, MEMBERS)


def test_the_months_run_from_the_plans_start_to_the_day() -> None:
    found = trend(COUNT, records("2024-06-10", "2024-08-01"), "2024-08-15")

    assert found.months == ((on("2024-06-30"), 1), (on("2024-07-31"), 1), (on("2024-08-15"), 2))
    assert list(month_ends(START, on("2024-05-31"))) == []


def test_what_has_no_proof_is_no_part_of_it() -> None:
    given = [*records("2024-06-10"), *records("2024-07-10", documented=False)]

    assert trend(COUNT, given, "2024-08-15").now == 1


def test_a_school_counts_once_and_a_minimum_shows_how_many_units_have_it() -> None:
    given = [*schools("2024-06-10", "2024-07-10"), *schools("2024-08-10")]

    assert [value for _, value in trend(SCHOOLS, given, "2024-08-15").months] == [1, 2, 2]
    assert [value for _, value in trend(LEAST, given, "2024-08-15").months] == [1, 2, 2]


def test_of_groups_the_weakest_is_shown_and_of_a_level_its_value() -> None:
    groups = Question(Rule.BEST_BY_GROUP, (TargetValue(11, "uczniowie"), TargetValue(11, "rodzice")), TERM)
    debate = [
        Contribution("activity:1", on("2024-07-10"), "", "", True, amount=n, group=g)
        for g, n in (("uczniowie", 40), ("rodzice", 9))
    ]
    level = Question(Rule.LATEST, (TargetValue(60),), TERM)
    value = [Contribution("bindingvalue:1", on("2024-07-10"), "", "", True, amount=60, exact=Decimal("59.6"))]

    assert trend(groups, debate, "2024-08-15").now == 9
    assert trend(level, value, "2024-08-15").now == Decimal("59.6")
    assert trend(level, [], "2024-08-15").words == "brak danych"


@pytest.mark.parametrize(
    ("days", "day", "words"),
    [
        (("2024-06-10",), "2024-06-15", "0 → 1 w 1\u00a0miesiąc"),
        (("2024-06-10", "2024-10-01"), "2024-11-15", "1 → 2 w 3\u00a0miesiące"),
        (("2024-06-10",), "2024-11-15", "1, bez zmian od 3\u00a0miesięcy"),
        ((), "2024-07-15", "0, bez zmian od 1\u00a0miesiąca"),
    ],
)
def test_the_words_say_what_the_line_shows(days: tuple[str, ...], day: str, words: str) -> None:
    assert trend(COUNT, records(*days), day).words == words


def test_whole_months_end_on_the_same_day_or_the_months_last() -> None:
    assert whole_months(on("2024-01-31"), on("2024-02-29")) == 1
    assert whole_months(on("2024-01-31"), on("2024-02-28")) == 0
    assert whole_months(on("2024-06-01"), on("2026-06-30")) == 24


# --- Forecast ---------------------------------------------------------------------------------------------------------
def test_four_in_six_months_and_four_to_go_is_six_months_more() -> None:
    given = records("2025-07-10", "2025-08-10", "2025-09-10", "2025-10-10")

    assert told(COUNT, given, "2025-12-15") == Forecast("w tym tempie: czerwiec 2026", on("2026-06-15"), late=False)


def test_a_month_begun_counts_whole_and_after_the_term_is_late() -> None:
    given = records("2025-07-10", "2025-08-10", "2025-09-10")  # five to go at half a record a month

    assert told(COUNT, given, "2025-12-15") == Forecast("w tym tempie: październik 2026", on("2026-10-15"), late=True)


def test_a_term_that_began_lately_is_looked_back_on_from_its_beginning() -> None:
    question = Question(Rule.RECORDS, (TargetValue(8),), Term(on("2025-10-01"), on("2026-12-31")))
    given = records("2025-10-10", "2025-11-10")  # two in two whole months: six months for six

    assert told(question, given, "2025-12-15").month == on("2026-06-15")


def test_of_a_minimum_the_units_that_lack_it_are_what_is_missing() -> None:
    given = schools(*["2025-08-10"] * 6)  # five of eleven are missing

    assert told(LEAST, given, "2025-12-15").month == on("2026-05-15")


@pytest.mark.parametrize(
    ("question", "given", "day", "words"),
    [
        (COUNT, records(*["2025-08-10"] * 8), "2025-12-15", "cel osiągnięty"),
        (COUNT, [], "2025-12-15", "bez prognozy: nic jeszcze nie udokumentowano"),
        (COUNT, records("2025-01-10"), "2025-12-15", "bez prognozy: od 6\u00a0miesięcy nic nie przybyło"),
        (Question(Rule.RECORDS, (), TERM), records("2025-01-10"), "2025-12-15", "bez prognozy: brak danych"),
        (
            Question(Rule.LARGEST, (TargetValue(50),), TERM),
            records("2025-11-10"),
            "2025-12-15",
            "bez prognozy: o wyniku decyduje jedno wydarzenie",
        ),
        (
            Question(Rule.LATEST, (TargetValue(50),), TERM),
            records("2025-11-10"),
            "2025-12-15",
            "bez prognozy: o wyniku decyduje ankieta",
        ),
        (
            Question(Rule.RECORDS, (TargetValue(8),), Term(on("2026-01-01"), None)),
            records("2025-11-10"),
            "2025-12-15",
            "bez prognozy: przed terminem",
        ),
        (
            Question(Rule.RECORDS, (TargetValue(200),), TERM),
            records("2025-11-10"),
            "2025-12-15",
            "w tym tempie: za ponad 10 lat",
        ),
    ],
)
def test_where_there_is_nothing_to_go_by_it_says_why(
    question: Question, given: list[Contribution], day: str, words: str
) -> None:
    found = told(question, given, day)

    assert (found.words, found.month) == (words, None)


# --- The drawing --------------------------------------------------------------------------------------------------------
def test_the_line_steps_from_nought_at_the_bottom_to_the_highest_at_the_top() -> None:
    drawn = sparkline([0, 1, 4], target=2, width=96, height=28)

    assert drawn.path == "M3 25H48V19.5H93V3"
    assert (drawn.x, drawn.y, drawn.target) == (93, 3, 14)


def test_nothing_to_draw_is_a_point_on_the_ground() -> None:
    assert sparkline([], target=0).path == "M3 25"


def test_what_expires_counts_on_its_days_alone() -> None:
    given = [
        Contribution("sheet:1", on("2024-10-01"), "", "", documented=True, school=1, until=on("2025-09-01")),
        Contribution("sheet:2", on("2024-11-01"), "", "", documented=True, school=2, until=on("2025-09-01")),
        Contribution("sheet:3", on("2025-09-10"), "", "", documented=True, school=1, until=on("2026-09-01")),
    ]
    found = trend(SCHOOLS, given, "2025-10-15")

    told = [found.at(on(day)) for day in ("2024-10-31", "2024-11-01", "2025-08-31", "2025-09-01", "2025-09-10")]
    assert told == [1, 2, 2, 0, 1]
    assert found.words == "2 → 1 w 3\xa0miesiące"
