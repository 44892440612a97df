"""Means, intervals and words against numbers worked out elsewhere."""

import statistics

import pytest

from surveys.statistics import (
    FALL,
    RISE,
    UNCLEAR,
    Moments,
    Sample,
    alpha,
    change,
    moments_of,
    quartiles,
    rescaled,
    student_975,
)


def test_moments_agree_with_the_library() -> None:
    values = [1, 2, 2, 5, 4, 4, 3]
    found = moments_of({1: 1, 2: 2, 3: 1, 4: 2, 5: 1})
    assert found.mean == pytest.approx(statistics.mean(values))
    assert found.sd == pytest.approx(statistics.stdev(values))


def test_nothing_has_no_mean_and_one_has_no_spread() -> None:
    assert Moments().mean is None
    one = moments_of({4: 1})
    assert (one.mean, one.sd) == (4.0, None)


@pytest.mark.parametrize(("freedom", "table"), [(5, 2.571), (10, 2.228), (30, 2.042), (120, 1.980), (100_000, 1.960)])
def test_the_quantile_agrees_with_the_table(freedom: int, table: float) -> None:
    assert student_975(freedom) == pytest.approx(table, abs=0.004)


def test_a_change_is_said_in_words_only_when_the_interval_lies_on_one_side() -> None:
    before = Sample(175, 3.0, 1.0)
    assert change(before, Sample(175, 3.3, 1.0)).words == RISE  # type: ignore[union-attr]
    assert change(before, Sample(175, 2.7, 1.0)).words == FALL  # type: ignore[union-attr]
    assert change(Sample(40, 3.0, 1.0), Sample(40, 3.3, 1.0)).words == UNCLEAR  # type: ignore[union-attr]


def test_the_interval_of_welch() -> None:
    found = change(Sample(20, 3.0, 1.0), Sample(30, 3.8, 0.8))
    assert found is not None
    # standard error 0.26708, 34.57 degrees of freedom, quantile 2.0309
    assert found.low == pytest.approx(0.2573, abs=0.002)
    assert found.high == pytest.approx(1.3427, abs=0.002)


def test_a_single_answer_has_no_interval() -> None:
    assert change(Sample(1, 3.0, 0.0), Sample(30, 3.8, 0.8)) is None


def test_equal_answers_make_a_change_without_width() -> None:
    found = change(Sample(9, 3.0, 0.0), Sample(9, 4.0, 0.0))
    assert (found.low, found.high, found.words) == (1.0, 1.0, RISE)  # type: ignore[union-attr]


def test_quartiles_lie_between_neighbours() -> None:
    assert quartiles([4.0, 1.0, 3.0, 2.0]) == (1.75, 2.5, 3.25)
    assert quartiles([3.0]) == (3.0, 3.0, 3.0)


def test_alpha_of_items_that_say_the_same_is_one() -> None:
    one = moments_of({1: 10, 5: 10})
    both = moments_of({2: 10, 10: 10})
    assert alpha([one, one], both) == pytest.approx(1.0)


def test_alpha_needs_two_items_and_some_spread() -> None:
    one = moments_of({1: 10, 5: 10})
    assert alpha([one], one) is None
    assert alpha([one, one], moments_of({6: 20})) is None


def test_scales_are_stretched_to_one_to_five() -> None:
    assert [rescaled(value, 1, 3) for value in (1, 2, 3)] == [1, 3, 5]
    assert rescaled(6, 1, 6) == 5
