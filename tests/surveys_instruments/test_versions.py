"""Two versions side by side: what goes on, what breaks a line over time; changes of the editor as values."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from surveys.editing import (
    Gone,
    digest_of,
    free_code,
    with_item,
    with_item_at,
    with_section,
    with_section_at,
    without_item,
    without_section,
)
from surveys.questionnaire import AGREEMENT, Point, Questionnaire, Scale, Section
from surveys.showif import parse_show_if
from surveys.versions import CHANGED, GONE, NEW, SAME, breaks_of, changes_between
from tests.surveys_instruments.questionnaires import YES_NO, item, small

BEFORE = item("c", text={"pl": "Zdanie"})


@pytest.mark.parametrize(
    ("fields", "reasons"),
    [
        ({}, []),
        ({"text": {"pl": "Inne zdanie"}}, ["inne brzmienie"]),
        ({"text": {"pl": "Zdanie", "uk": "Речення"}}, []),
        ({"hint": {"pl": "Wskazówka"}, "tag": "2.1", "category": "laptop", "required": True}, []),
        ({"easy": {"pl": "Proste"}}, ["inne brzmienie proste"]),
        ({"reverse": True}, ["zmiana odwrócenia"]),
        ({"limit": 2}, ["inna dozwolona liczba odpowiedzi"]),
        ({"show_if": parse_show_if("a = 'yes'")}, ["inny warunek pokazania"]),
        ({"kind": "single", "scale": YES_NO}, ["inny rodzaj pytania", "inne odpowiedzi do wyboru"]),
        (
            {"scale": Scale("agreement5", (Point("1", {"pl": "wcale"}, 1), *AGREEMENT.points[1:]))},
            ["inne odpowiedzi do wyboru"],
        ),
        ({"scale": Scale("renamed", AGREEMENT.points)}, []),
    ],
)
def test_a_line_breaks_where_people_are_asked_something_else(fields: dict[str, Any], reasons: list[str]) -> None:
    assert list(breaks_of(BEFORE, replace(BEFORE, **fields))) == reasons


def test_a_wording_that_was_changed_in_one_language_breaks_the_line() -> None:
    before = item("c", text={"pl": "Zdanie", "uk": "Речення"})
    assert list(breaks_of(before, replace(before, text={"pl": "Zdanie", "uk": "Інше"}))) == ["inne brzmienie"]


def test_a_condition_written_in_another_way_is_the_same_condition() -> None:
    before = item("c", show_if=parse_show_if("a = 'yes'"))
    assert list(breaks_of(before, replace(before, show_if=parse_show_if("a   =   'yes'")))) == []


def test_questions_are_new_changed_same_or_gone() -> None:
    before = small(item("c"), item("d"), item("e"))
    after = small(item("e"), item("c", text={"pl": "Inaczej"}), item("f"))
    found = {change.code: change.outcome for change in changes_between(before, after)}
    assert found == {"a": SAME, "b": SAME, "e": SAME, "c": CHANGED, "f": NEW, "d": GONE}


# --- Editing --------------------------------------------------------------------------------------------------------
def codes(content: Questionnaire) -> list[list[str]]:
    """Codes of items by section."""
    return [[one.code for one in section.items] for section in content.sections]


CONTENT = small(item("c"), item("d"), item("e"))


def test_a_new_question_stands_at_the_end_of_its_part() -> None:
    assert codes(with_item(CONTENT, item("f"), "first")) == [["a", "b", "f"], ["c", "d", "e"]]


def test_a_changed_question_keeps_its_place() -> None:
    changed = with_item(CONTENT, item("d", text={"pl": "Inaczej"}), "second")
    assert codes(changed) == codes(CONTENT)
    assert changed.item["d"].text == {"pl": "Inaczej"}


def test_a_question_moves_to_another_part() -> None:
    assert codes(with_item(CONTENT, CONTENT.item["d"], "first")) == [["a", "b", "d"], ["c", "e"]]


def test_a_list_of_answers_is_one_for_all_questions_that_use_it() -> None:
    both = small(item("c", "single", scale=YES_NO))
    longer = Scale("yes-no", (*YES_NO.points, Point("maybe", {"pl": "może"})))
    changed = with_item(both, item("c", "single", scale=longer), "second")
    assert changed.item["a"].scale == changed.item["c"].scale == longer


def test_moving_twice_is_moving_once() -> None:
    once = with_item_at(CONTENT, "e", 0)
    assert codes(once) == [["a", "b"], ["e", "c", "d"]]
    assert with_item_at(once, "e", 0) == once
    swapped = with_section_at(CONTENT, "second", 0)
    assert codes(swapped) == [["c", "d", "e"], ["a", "b"]]
    assert with_section_at(swapped, "second", 0) == swapped


def test_a_position_beyond_the_end_is_the_end() -> None:
    assert codes(with_item_at(CONTENT, "c", 99)) == [["a", "b"], ["d", "e", "c"]]


def test_a_part_that_is_changed_keeps_its_questions() -> None:
    changed = with_section(CONTENT, Section("second", {"pl": "Nowy tytuł"}, ()))
    assert codes(changed) == codes(CONTENT)
    assert changed.sections[1].title == {"pl": "Nowy tytuł"}


@pytest.mark.parametrize(
    "change",
    [
        lambda: without_item(CONTENT, "z"),
        lambda: without_section(CONTENT, "z"),
        lambda: with_item_at(CONTENT, "z", 0),
        lambda: with_section_at(CONTENT, "z", 0),
        lambda: with_item(CONTENT, item("x"), "z"),
    ],
)
def test_what_is_gone_cannot_be_changed(change: Callable[[], Questionnaire]) -> None:
    with pytest.raises(Gone):
        change()


def test_a_free_code_is_the_first_that_nobody_has() -> None:
    assert free_code("x", {"y"}) == "x"
    assert free_code("x", {"x", "x-2"}) == "x-3"


def test_a_mark_changes_with_what_it_marks() -> None:
    assert digest_of(item("c")) == digest_of(item("c"))
    assert digest_of(item("c")) != digest_of(item("c", required=True))
