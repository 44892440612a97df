"""Charts as plain numbers: what is drawn where, and that words and patterns stay where they are read."""

import re

import pytest

from hdr_portal.lib import tokens
from hdr_portal.lib.charts import (
    PATTERNS,
    Measured,
    Part,
    hatch,
    progress,
    shortened,
    stacked_bar,
    target_bars,
    text_width,
)


def parts(*counts: int) -> list[Part]:
    return [Part(f"stan {place}", count, "green", "solid") for place, count in enumerate(counts)]


def row(value: int, claimed: int, target: int) -> Measured:
    return Measured("1.1 Liczba audytów", value, claimed, target, f"{value} z {target}")


def test_segments_share_the_bar_in_proportion() -> None:
    widths = [one.width for one in stacked_bar(parts(3, 1), width=400).segments]
    assert widths == [298, 98]  # 300 and 100 less the gap of two


def test_segments_stand_side_by_side() -> None:
    assert [one.x for one in stacked_bar(parts(1, 2, 1), width=400).segments] == [1, 101, 301]


def test_a_part_of_nothing_is_not_drawn() -> None:
    assert [one.count for one in stacked_bar(parts(3, 0, 1), width=400).segments] == [3, 1]


def test_a_bar_of_nothing_has_no_segments() -> None:
    assert stacked_bar(parts(0, 0)).segments == ()


def test_a_narrow_part_keeps_room_for_its_number_and_the_whole_keeps_its_width() -> None:
    chart = stacked_bar(parts(1, 199), width=680)
    assert chart.segments[0].width == 28
    assert chart.segments[-1].x + chart.segments[-1].width == pytest.approx(679)


def test_more_parts_than_fit_share_equally() -> None:
    widths = {one.width for one in stacked_bar(parts(*[1] * 40), width=400).segments}
    assert widths == {8}


def test_a_word_that_fits_stands_under_its_part_and_another_goes_to_the_key() -> None:
    chart = stacked_bar([Part("tak", 9, "green"), Part("nieosiągnięty w terminie", 1, "red", "cross")], width=300)
    assert [one.label for one in chart.segments] == ["tak", ""]
    assert [one.text for one in chart.keys] == ["1 nieosiągnięty w terminie"]


def test_keys_wrap_inside_the_width() -> None:
    chart = stacked_bar([Part("bardzo długa nazwa stanu " * 2, 1, "grey", "level") for _ in range(4)], width=680)
    assert [key.x for key in chart.keys] == [0, 0, 0, 0]
    assert len({key.y for key in chart.keys}) == 4
    assert chart.height > chart.keys[-1].y + 13


def test_a_row_that_meets_its_target_ends_at_the_mark() -> None:
    chart = target_bars([row(11, 11, 11), row(50, 50, 50)])
    assert {chart.bars_x + bar.value_width for bar in chart.bars} == {chart.target_x}


def test_bars_begin_at_zero_and_grow_in_proportion() -> None:
    quarter, half = target_bars([row(1, 1, 4), row(2, 2, 4)]).bars
    assert half.value_width == pytest.approx(2 * quarter.value_width)
    assert target_bars([row(0, 0, 4)]).bars[0].value_width == 0


def test_what_is_claimed_without_proof_follows_the_proved_part_with_lines() -> None:
    chart = target_bars([row(1, 3, 4)])
    bar = chart.bars[0]
    assert bar.claimed_x == pytest.approx(chart.bars_x + bar.value_width)
    assert bar.claimed_width == pytest.approx(2 * bar.value_width)
    assert bar.lines != ""


def test_a_claim_smaller_than_the_proof_draws_nothing_backwards() -> None:
    assert target_bars([row(3, 1, 4)]).bars[0].claimed_width == 0


def test_far_beyond_the_target_is_cut_and_marked() -> None:
    chart = target_bars([row(120, 120, 50), row(55, 55, 50)])
    assert [bar.over for bar in chart.bars] == [True, False]
    assert chart.bars[0].value_width == chart.width - chart.bars_x


def test_a_target_of_zero_does_not_divide() -> None:
    assert [bar.value_width for bar in target_bars([row(0, 0, 0)]).bars] == [0]


@pytest.mark.parametrize("value", range(14))
def test_words_on_a_bar_never_cross_the_mark_of_the_target(value: int) -> None:
    chart = target_bars([row(value, min(value + 2, 13), 11)])
    bar = chart.bars[0]
    width = text_width(bar.text, 10.5)
    left = bar.text_x - width if bar.text_inside else bar.text_x
    assert not left < chart.target_x < left + width


def test_progress_is_never_wider_than_its_track() -> None:
    assert [progress(done, 4, width=200).done_width for done in (0, 1, 4, 9)] == [0, 50, 200, 200]
    assert progress(0, 0).done_width == 0


def test_a_long_name_is_cut_with_an_ellipsis_and_a_short_one_is_left() -> None:
    assert shortened("Liczba audytów", 200, 11) == "Liczba audytów"
    cut = shortened("Liczba przeprowadzonych audytów w szkołach podstawowych", 100, 11)
    assert cut == "Liczba przeprowa…"
    assert text_width(cut, 11) <= 100


@pytest.mark.parametrize("pattern", PATTERNS)
def test_lines_of_a_pattern_stay_inside_their_box(pattern: str) -> None:
    points = re.findall(r"[ML]([\d.-]+) ([\d.-]+)", hatch(pattern, 10, 5, 31, 13))
    assert all(10 <= float(x) <= 41 and 5 <= float(y) <= 18 for x, y in points)


def test_lined_patterns_differ_from_one_another() -> None:
    lined = {pattern: hatch(pattern, 0, 0, 60, 40) for pattern in PATTERNS if pattern not in {"solid", "hollow"}}
    assert hatch("solid", 0, 0, 60, 40) == hatch("hollow", 0, 0, 60, 40) == ""
    assert len(set(lined.values()) - {""}) == len(lined) - 1  # dashed is level on another ground
    assert lined["dashed"] == lined["level"]


def test_an_empty_box_has_no_lines() -> None:
    assert hatch("cross", 0, 0, 0, 40) == ""


def test_every_tone_has_a_colour_of_its_own() -> None:
    assert len(set(tokens.TONES.values())) == len(tokens.TONES) == 5
