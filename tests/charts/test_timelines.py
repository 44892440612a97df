"""Bars, marks and ticks of a timeline; a small line of a number over months."""

import pytest

from hdr_portal.lib.timelines import LABEL_WIDTH, Task, timeline
from hdr_portal.lib.trendlines import trend_line

WIDTH = LABEL_WIDTH + 8 + 240  # 24 months of ten pixels


def test_a_bar_covers_its_months_whole() -> None:
    row = timeline([Task("1.1", 2, 4)], first=(2024, 6), months=24, day=0, width=WIDTH).rows[0]
    assert (row.x, row.width) == (LABEL_WIDTH + 21, 28)
    assert (row.open_start, row.open_end) == (False, False)


@pytest.mark.parametrize(
    ("task", "ends"),
    [(Task("a", None, 4), (True, False)), (Task("b", 4, None), (False, True)), (Task("c", 30, 40), (False, False))],
)
def test_an_open_end_reaches_the_edge_and_is_marked(task: Task, ends: tuple[bool, bool]) -> None:
    row = timeline([task], first=(2024, 6), months=24, day=0, width=WIDTH).rows[0]
    assert (row.open_start, row.open_end) == ends
    assert row.x + row.width <= WIDTH or task.start == 30
    assert row.width > 0


def test_a_task_without_dates_has_words_in_place_of_a_bar() -> None:
    row = timeline([Task("5.2", None, None, words="w razie potrzeby")], first=(2024, 6), months=24, day=0).rows[0]
    assert (row.width, row.words, row.open_start) == (0, "w razie potrzeby", False)


def test_events_and_decisions_stand_in_the_middle_of_their_months() -> None:
    task = Task("1.1", 0, 1, events=(0, 3), proved=frozenset({3}), decision=5)
    row = timeline([task], first=(2024, 6), months=24, day=0, width=WIDTH).rows[0]
    assert [(dot.x, dot.proved) for dot in row.dots] == [(LABEL_WIDTH + 5, False), (LABEL_WIDTH + 35, True)]
    assert row.decision_x == LABEL_WIDTH + 55


def test_the_day_lies_inside_its_month_and_never_outside_the_drawing() -> None:
    for day, x in ((12.5, 125), (99.0, 240), (-3.0, 0)):
        chart = timeline([], first=(2024, 6), months=24, day=day, width=WIDTH)
        assert chart.day_x == LABEL_WIDTH + x


def test_years_are_written_at_their_january_and_narrow_months_once_a_quarter() -> None:
    wide = timeline([], first=(2024, 11), months=5, day=0, width=LABEL_WIDTH + 8 + 120)
    assert [(tick.label, tick.year) for tick in wide.ticks] == [
        ("XI", "2024"), ("XII", ""), ("I", "2025"), ("II", ""), ("III", ""),
    ]  # fmt: skip
    narrow = timeline([], first=(2024, 6), months=24, day=0, width=WIDTH)
    assert [tick.label for tick in narrow.ticks] == ["VII", "X", "I", "IV", "VII", "X", "I", "IV"]


def test_a_trend_steps_where_the_number_changes() -> None:
    line = trend_line([0, 0, 2, 2, 4], 4, width=48, height=18)
    assert line.path == "M4.0 14.0H24.0V9.0H44.0V4.0"
    assert (line.last_x, line.last_y, line.target_y) == (44.0, 4.0, 4.0)


def test_a_trend_is_broken_where_nothing_is_known() -> None:
    line = trend_line([None, 2, 2, None, 4], 4, width=48, height=18)
    assert line.path == "M14.0 9.0H24.0M44.0 4.0"


def test_a_trend_of_nothing_draws_nothing() -> None:
    line = trend_line([None], 0)
    assert (line.path, line.has_last) == ("", False)
