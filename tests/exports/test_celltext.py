"""Text that goes into cells."""

import pytest

from hdr_portal.lib.celltext import csv_text, is_like_formula, visible, visible_all
from tests.exports.conftest import HOSTILE


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Zażółć gęślą jaźń", "Zażółć gęślą jaźń"),
        ("a\x00b\x1bc\x7fd", "abcd"),
        ("w dwóch\r\nliniach\tz tabem", "w dwóch liniach z tabem"),
        ("twarda\u00a0spacja", "twarda\u00a0spacja"),
        ("od\u202etyłu\u2066", "odtyłu"),
        ("pół\ud800znaku", "półznaku"),
        ("", ""),
    ],
)
def test_control_and_direction_characters_are_taken_out(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_a_column_without_them_is_given_back_as_it_is() -> None:
    column = ("Dell", "Łódź", "")
    assert visible_all(column) is column


def test_a_column_with_one_is_cleaned() -> None:
    assert list(visible_all(("Dell", "H\x00P"))) == ["Dell", "HP"]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_begins_like_a_formula_gets_an_apostrophe_in_csv(text: str) -> None:
    assert csv_text(text) == f"'{visible(text)}"


@pytest.mark.parametrize("text", ["", "Dell", "1-2", "SP/1", "'=1", "5+5", "a=b"])
def test_other_text_is_left_alone(text: str) -> None:
    assert (csv_text(text), is_like_formula(text)) == (text, False)
