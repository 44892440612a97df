"""A level (a share, a mean) is its newest value: it goes up and down, is never added up, and unknown is not 0."""

import datetime
from decimal import Decimal

from monitoring.standing import Question, Rule, Standing, Status, TargetValue, Term, stand
from schools.measures import Contribution

TERM = Term(datetime.date(2026, 1, 1), datetime.date(2026, 12, 31))
TODAY = datetime.date(2026, 11, 22)


def value(exact: str, day: str) -> Contribution:
    """A frozen result of a survey."""
    number = Decimal(exact)
    return Contribution(
        "bindingvalue:1", datetime.date.fromisoformat(day), "", "", True, amount=round(number), exact=number
    )


def on(*values: Contribution, target: int = 60, downward: bool = False, day: datetime.date = TODAY) -> Standing:
    """The standing of a level against its target."""
    return stand(Question(Rule.LATEST, (TargetValue(target),), TERM, downward=downward), values, day)


def test_the_newest_value_is_the_number() -> None:
    standing = on(value("75.00", "2026-03-31"), value("59.60", "2026-10-16"))
    (comparison,) = standing.comparisons
    assert (comparison.declared, comparison.evidenced) == (Decimal("59.60"), Decimal("59.60"))
    assert (comparison.reached, standing.reached_on, standing.status) == (False, None, Status.IN_PROGRESS)


def test_a_value_that_only_rounds_to_the_target_does_not_reach_it() -> None:
    assert not on(value("59.60", "2026-10-16")).comparisons[0].reached
    standing = on(value("60.00", "2026-10-16"))
    assert (standing.status, standing.reached_on) == (Status.REACHED, datetime.date(2026, 10, 16))


def test_where_less_is_better_the_target_is_a_ceiling() -> None:
    low, high = (
        on(value("12.50", "2026-10-16"), target=20, downward=True),
        on(value("20.01", "2026-10-16"), target=20, downward=True),
    )
    assert (low.comparisons[0].reached, high.comparisons[0].reached) == (True, False)
    assert not high.comparisons[0].over, "more than planned is no praise here"


def test_nothing_known_is_no_data_and_no_zero_even_after_the_term() -> None:
    for day in (TODAY, datetime.date(2027, 6, 1)):
        standing = on(day=day)
        assert (standing.status, standing.comparisons, standing.members) == (Status.NO_DATA, (), ())


def test_a_value_after_the_day_is_not_known_yet() -> None:
    assert on(value("75.00", "2026-11-23")).status == Status.NO_DATA


def test_a_level_reached_after_the_term_is_late_and_one_below_is_missed() -> None:
    later = datetime.date(2027, 6, 1)
    assert on(value("61.00", "2027-03-01"), day=later).status == Status.REACHED_LATE
    assert on(value("40.00", "2026-03-01"), day=later).status == Status.MISSED
