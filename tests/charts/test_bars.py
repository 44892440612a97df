"""Plain bars as numbers: zero-based, in proportion, with room for their words."""

import pytest

from hdr_portal.lib.barcharts import Row, plain_bars
from hdr_portal.lib.charts import text_width


def rows(*values: float) -> list[Row]:
    return [Row(f"wiersz {place}", value, f"{value:g}") for place, value in enumerate(values)]


def test_bars_begin_at_zero_and_grow_in_proportion() -> None:
    chart = plain_bars(rows(1, 2, 0))
    assert [bar.width for bar in chart.bars][1:] == [pytest.approx(2 * chart.bars[0].width, abs=0.02), 0]


def test_words_behind_the_longest_bar_stay_inside() -> None:
    chart = plain_bars(rows(250_000, 3))
    assert chart.bars[0].text_x + text_width("250000", 13) <= chart.width


def test_rows_stand_under_one_another() -> None:
    chart = plain_bars(rows(1, 1, 1))
    assert [bar.y for bar in chart.bars] == [2, 28, 54]
    assert chart.height == 80


def test_a_mark_beyond_the_bars_still_fits() -> None:
    chart = plain_bars(rows(1, 2), mark_at=6, mark="norma: 6")
    assert chart.bars_x < chart.mark_x <= chart.width - 12
    assert chart.bars[0].width * 6 == pytest.approx(chart.mark_x - chart.bars_x, abs=0.1)


def test_nothing_at_all_does_not_divide() -> None:
    assert plain_bars([]).bars == ()
    assert [bar.width for bar in plain_bars(rows(0, 0)).bars] == [0, 0]
