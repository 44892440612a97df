"""A line over time: the whole scale, a gap where nothing is shown, a break where the question changed."""

from hdr_portal.lib.linecharts import Line, Point, line_chart
from hdr_portal.templatetags.charts import line_chart as drawn


def test_points_stand_by_their_value_between_the_ends_of_the_scale() -> None:
    chart = line_chart(Line((Point("wiosna", 1, "1,00"), Point("jesień", 3, "3,00"), Point("zima", 5, "5,00")), 1, 5))
    assert [dot.y for dot in chart.dots] == [chart.bottom, (chart.top + chart.bottom) / 2, chart.top]
    assert [dot.x for dot in chart.dots] == [44.0, 200.0, 356.0]
    assert chart.paths == ("M44.0 124.0L200.0 73.0", "M200.0 73.0L356.0 22.0")


def test_what_is_not_shown_leaves_a_gap() -> None:
    chart = line_chart(Line((Point("wiosna", 2, "2,00"), Point("jesień", None, ""), Point("zima", 4, "4,00")), 1, 5))
    assert chart.paths == ()
    assert chart.dots[1].y is None
    assert "za mało odpowiedzi" in drawn(Line((Point("wiosna", None, ""),), 1, 5), title="Sprzęt")


def test_a_changed_question_breaks_the_line() -> None:
    points = (Point("wiosna", 2, "2,00"), Point("jesień", 4, "4,00", continues=False))
    chart = line_chart(Line(points, 1, 5))
    assert (chart.paths, chart.breaks) == ((), (200.0,))
    assert "zmiana pytań" in drawn(Line(points, 1, 5), title="Sprzęt")


def test_a_single_point_stands_alone() -> None:
    chart = line_chart(Line((Point("wiosna", 3, "3,00"),), 1, 5))
    assert (len(chart.dots), chart.paths, chart.breaks) == (1, (), ())
