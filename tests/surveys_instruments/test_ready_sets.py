"""The ready questionnaires A–F: whole in three languages, joined with the inventory's categories, comparable by construct."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from surveys.questionnaire import Questionnaire
from surveys.soundness import faults_of
from tests.surveys_instruments.questionnaires import FILES, READY, read, ready_sets

SETS = ready_sets()
DICTIONARIES = READY.parent / "dictionaries.yaml"
EXPECTED = {  # code → audience, framework, number of questions
    "hardware-use": ("teachers", "own", 26),
    "pupils": ("pupils_4_8", "own", 16),
    "pupils-easy": ("pupils_1_3", "own", 7),
    "teachers-competence": ("teachers", "digcompedu", 27),
    "leaders": ("leaders", "selfie", 19),
    "staff-competence": ("staff", "digcomp30", 27),
    "satisfaction-pupils": ("pupils_4_8", "own", 10),
    "satisfaction-teachers": ("teachers", "own", 12),
    "satisfaction-parents": ("parents", "own", 12),
    "training-effect": ("teachers", "own", 11),
}
DIGCOMPEDU = {
    f"{area}.{number}"
    for area, last in zip(range(1, 7), (4, 3, 4, 3, 3, 5), strict=True)
    for number in range(1, last + 1)
}
DIGCOMP = {
    f"{area}.{number}" for area, last in zip(range(1, 6), (3, 6, 4, 4, 4), strict=True) for number in range(1, last + 1)
}


def each() -> Any:
    """Run a test once a set."""
    return pytest.mark.parametrize("content", SETS.values(), ids=SETS.keys())


def test_the_sets_are_those_of_the_plan() -> None:
    found = {code: (one.audience, one.framework, len(list(one.items()))) for code, one in SETS.items()}
    assert found == EXPECTED


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_bears_the_name_of_its_questionnaire(path: Path) -> None:
    assert read(path).code == path.stem


@each()
def test_a_set_can_be_asked_in_three_languages(content: Questionnaire) -> None:
    assert faults_of(content, languages=("pl", "uk", "en")) == []
    assert content.languages == ("pl", "uk", "en")


@each()
def test_no_text_was_left_untranslated(content: Questionnaire) -> None:
    texts = [
        content.title,
        content.intro,
        *(one.title for one in content.sections),
        *(one.text for one in content.items()),
    ]
    left = [one["uk"] for one in texts if one and one["uk"] in {one["pl"], one["en"]}]
    assert left + [one["en"] for one in texts if one and one["en"] == one["pl"] != "Internet"] == []
    latin_only = [one["uk"] for one in texts if one and not any("а" <= letter.lower() <= "я" for letter in one["uk"])]
    assert latin_only == []


@each()
def test_every_part_is_comparable(content: Questionnaire) -> None:
    assert [section.code for section in content.sections if not section.construct] == []


def test_equipment_is_asked_by_the_categories_of_the_inventory() -> None:
    known = {one["code"] for one in yaml.safe_load(DICTIONARIES.read_bytes())["categories"]}
    asked = {item.category for content in SETS.values() for item in content.items() if item.category}
    wished = set(SETS["hardware-use"].scales["purchase"].by_code)
    assert asked <= known
    assert wished <= known


def test_access_and_use_are_asked_of_the_same_categories() -> None:
    access, use, *_ = SETS["hardware-use"].sections
    assert (access.construct, use.construct) == ("hardware-access", "hardware-use")
    assert [item.category for item in access.items] == [item.category for item in use.items]
    assert len({item.category for item in access.items}) == 7


def test_the_constructs_of_set_a_are_those_that_are_read_elsewhere() -> None:
    assert [section.construct for section in SETS["hardware-use"].sections] == [
        "hardware-access", "hardware-use", "hardware-order", "network", "support", "software", "obstacles", "own-device",
        "needs",
    ]  # fmt: skip
    obstacle = SETS["hardware-use"].item["obstacle"]
    assert (obstacle.kind, obstacle.limit) == ("multi", 3)


def test_three_views_of_one_construct_can_stand_side_by_side() -> None:
    groups = {
        construct: {one.audience for one in SETS.values() for section in one.sections if section.construct == construct}
        for construct in ("digital-lessons", "safety", "feedback", "equipment", "support", "internet", "communication")
    }
    everyone = {"pupils_1_3", "pupils_4_8", "teachers", "leaders", "parents"}
    assert groups["digital-lessons"] == everyone
    assert groups["safety"] == everyone | {"staff"}
    assert groups["equipment"] == everyone
    assert groups["feedback"] == {"pupils_4_8", "leaders", "parents"}
    assert groups["support"] == {"pupils_1_3", "pupils_4_8", "teachers", "leaders"}
    assert groups["internet"] == {"pupils_4_8", "teachers", "leaders"}
    assert groups["communication"] == {"teachers", "leaders", "parents", "staff"}


def test_teachers_are_asked_once_about_each_of_22_competences_on_described_levels() -> None:
    levels = [item for item in SETS["teachers-competence"].items() if item.tag]
    assert {item.tag for item in levels} == DIGCOMPEDU
    assert len(levels) == len(DIGCOMPEDU) == 22
    assert {item.kind for item in levels} == {"levels"}
    assert [point.code for point in SETS["teachers-competence"].scales["practice6"].points] == [
        "A1", "A2", "B1", "B2", "C1", "C2",
    ]  # fmt: skip


def test_staff_are_asked_once_about_each_of_21_competences_on_four_levels() -> None:
    levels = [item for item in SETS["staff-competence"].items() if item.tag]
    assert {item.tag for item in levels} == DIGCOMP
    assert len(levels) == len(DIGCOMP) == 21
    assert SETS["staff-competence"].scales["levels4"].range == (1, 4)


def test_small_children_have_faces_and_easy_words() -> None:
    content = SETS["pupils-easy"]
    assert content.easy
    assert {item.kind for item in content.items()} == {"faces"}
    words = [len(item.easy[code].split()) for item in content.items() for code in ("pl", "uk", "en")]
    assert (len(words), max(words)) == (21, 13)


def test_the_names_of_selfies_areas_are_the_only_thing_taken_from_it() -> None:
    assert {item.tag for item in SETS["leaders"].items()} == {"", *"ABCDEFGH"}
    assert "To nie jest badanie SELFIE." in SETS["leaders"].source_note
