"""The profile of areas: every group in its lane, on one scale."""

import pytest
from django.template import Context, Template

from hdr_portal.lib.profilecharts import SHAPES, SIZE, Area, Series, Usual, area_profile

GROUPS = [Series("t", "nauczyciele"), Series("p", "uczniowie")]


def test_values_lie_on_the_scale_from_its_first_to_its_last_line() -> None:
    chart = area_profile([Area("A", {"t": 1.0, "p": 5.0})], GROUPS)
    (row,) = chart.rows
    assert [tick.text for tick in chart.ticks] == ["1", "2", "3", "4", "5"]
    assert (chart.ticks[0].x, chart.ticks[-1].x) == (chart.first_x, chart.last_x)
    assert row.lanes[0].mark is not None
    assert row.lanes[0].mark.path.startswith(f"M{chart.first_x - SIZE} "), "a square around the first line"
    assert row.lanes[0].y < row.lanes[1].y


def test_a_group_without_a_value_and_without_a_band_has_no_lane() -> None:
    (row,) = area_profile([Area("A", {"p": 3.0})], GROUPS).rows
    assert len(row.lanes) == 1


def test_a_band_spans_its_ends_and_a_middle_alone_has_none() -> None:
    usual = {"t": Usual(3.0, 2.0, 4.0), "p": Usual(3.0)}
    chart = area_profile([Area("A", {}, usual=usual)], GROUPS)
    with_band, alone = chart.rows[0].lanes
    assert (with_band.band_x, with_band.band_x + with_band.band_width) == (chart.ticks[1].x, chart.ticks[3].x)
    assert (alone.band_width, alone.middle) == (0.0, chart.ticks[2].x)


def test_shapes_tell_groups_apart_without_colour() -> None:
    groups = [Series(str(number), "grupa") for number in range(len(SHAPES))]
    (row,) = area_profile([Area("A", {one.key: 3.0 for one in groups})], groups).rows
    outlines = {
        lane.mark.path.split("h")[0].split("a")[0].split("l")[0] != lane.mark.path for lane in row.lanes if lane.mark
    }
    assert outlines == {True}
    assert len({lane.mark.fill for lane in row.lanes if lane.mark}) == len(SHAPES)


def test_a_fourth_group_is_refused() -> None:
    with pytest.raises(ValueError, match="three groups"):
        area_profile([], [Series(str(number), "grupa") for number in range(4)])


def test_the_drawing_has_its_title_and_no_styles() -> None:
    context = Context({"areas": [Area("A Przywództwo", {"t": 3.4}, flagged=True)], "series": GROUPS})
    drawn = Template("{% load charts %}{% area_profile areas series title='Profil' %}").render(context)
    assert "<title>Profil</title>" in drawn
    assert "A Przywództwo" in drawn
    assert "style=" not in drawn
