"""One page's answers as values: reading, what is shown, what is stored, notes on quality. No database."""

import pytest
from django.http import QueryDict

from surveys.answers import (
    LONGEST,
    NA,
    SKIPPED,
    Fault,
    PageSent,
    is_straight,
    is_too_fast,
    missing,
    pages,
    read_page,
    shown_items,
    stored_answers,
)
from surveys.models import Response
from surveys.questionnaire import AGREEMENT, FACES, FREQUENCY, Item, Questionnaire, Section
from surveys.showif import parse_show_if
from tests.surveyasked import TEACHERS

ROOM, MISSING, REPAIR, WORDS = TEACHERS.sections


def read(section: Section, sent: str, filled: str = "") -> PageSent:
    return read_page(section, QueryDict(sent), filled=filled.split())


def test_the_marks_are_those_of_the_response() -> None:
    assert (NA, SKIPPED) == (Response.NA, Response.SKIPPED)


def test_points_and_not_applicable_are_read() -> None:
    page = read(ROOM, "o.works=4&o.enough=.&o.slow=")
    assert (page.answers, page.cleared, page.faults) == ({"works": "4", "enough": NA}, frozenset(), {})


@pytest.mark.parametrize(
    ("section", "sent", "fault"),
    [
        (ROOM, "o.works=9", {"works": Fault.UNKNOWN}),
        (MISSING, "o.fault=.", {"fault": Fault.UNKNOWN}),
        (MISSING, "o.needs=laptop&o.needs=gold", {"needs": Fault.UNKNOWN}),
        (MISSING, "o.needs=laptop&o.needs=wifi&o.needs=screen", {"needs": Fault.TOO_MANY}),
        (MISSING, "o.needs=laptop&o.needs=.", {"needs": Fault.NA_AND_SOME}),
        (MISSING, "o.days=1.5", {"days": Fault.NO_NUMBER}),
        (MISSING, "o.days=1e3", {"days": Fault.NO_NUMBER}),
        (MISSING, "o.days=12345678901", {"days": Fault.NO_NUMBER}),
        (MISSING, "o.days=-1", {"days": Fault.TOO_SMALL}),
        (MISSING, "o.days=366", {"days": Fault.TOO_LARGE}),
        (MISSING, "o.days=3&o.days.na=.", {"days": Fault.NA_AND_SOME}),
        (WORDS, f"o.best={'a' * 201}", {"best": Fault.TOO_LONG}),
        (WORDS, f"o.change={'a' * 2001}", {"change": Fault.TOO_LONG}),
    ],
)
def test_what_cannot_be_taken_is_named(section: Section, sent: str, fault: dict[str, Fault]) -> None:
    page = read(section, sent)
    assert (page.answers, page.faults) == ({}, fault)


def test_several_are_kept_in_the_order_of_the_scale_and_once() -> None:
    assert read(MISSING, "o.needs=wifi&o.needs=laptop&o.needs=wifi").answers == {"needs": ["laptop", "wifi"]}


def test_numbers_with_spaces_and_a_minus_sign_are_read() -> None:
    assert read(MISSING, "o.days=%C2%A0+12+").answers == {"days": 12}
    section = Section("s", {}, (Item("n", "number", {"pl": "Ile?"}),))
    assert read(section, "o.n=−7").answers == {"n": -7}
    assert read(MISSING, "o.days.na=.").answers == {"days": NA}


def test_texts_lose_what_a_database_cannot_keep_and_nothing_else() -> None:
    page = read(WORDS, "o.best=%00+a%00b%1F%09c+&o.change=x%0D%0Ay%0Dz")
    assert page.answers == {"best": "ab\tc", "change": "x\ny\nz"}
    assert read(WORDS, f"o.change={'ż' * LONGEST['long_text']}").faults == {}


def test_only_what_stood_filled_is_taken_back() -> None:
    earlier = {"needs": ["wifi"], "fault": "yes", "days": 3}
    seen = read(MISSING, "o.fault=yes&o.days=", filled="needs fault days")
    assert seen.merged_into(TEACHERS, earlier) == {"fault": "yes"}
    unseen = read(MISSING, "o.fault=yes&o.days=", filled="fault")
    assert unseen.merged_into(TEACHERS, earlier) == earlier


def test_the_point_of_a_scale_is_never_taken_back() -> None:
    assert read(ROOM, "", filled="works").merged_into(TEACHERS, {"works": "4"}) == {"works": "4"}


def test_what_is_hidden_has_no_answer_and_hides_what_depends_on_it() -> None:
    chain = Questionnaire(
        "c", 1, {}, "teachers",
        (
            Section("s", {}, (
                Item("a", "agreement", {}, AGREEMENT),
                Item("b", "agreement", {}, AGREEMENT, show_if=parse_show_if("a = '5'")),
                Item("c", "agreement", {}, AGREEMENT, show_if=parse_show_if("b = '1'")),
            )),
        ),
    )  # fmt: skip
    answers = {"a": "4", "b": "1", "c": "2"}
    assert shown_items(chain, answers) == {"a"}
    assert stored_answers(chain, answers) == {"a": "4", "b": SKIPPED, "c": SKIPPED}
    assert stored_answers(chain, {**answers, "a": "5"}) == {"a": "5", "b": "1", "c": "2"}


def test_an_answer_to_no_item_is_dropped() -> None:
    assert stored_answers(TEACHERS, {"works": "4", "gone": "1"}) == {"works": "4", "days": SKIPPED, "quick": SKIPPED}


def test_a_part_without_anything_to_show_is_no_page() -> None:
    assert pages(TEACHERS, shown_items(TEACHERS, {})) == [1, 2, 4]
    assert pages(TEACHERS, shown_items(TEACHERS, {"fault": "yes"})) == [1, 2, 3, 4]
    empty = Questionnaire("e", 1, {}, "teachers", (Section("only words", {}, ()),))
    assert pages(empty, frozenset()) == [1]


def test_only_what_is_shown_can_be_missing() -> None:
    def codes(answers: dict[str, object]) -> dict[int, list[str]]:
        return {number: [item.code for item in items] for number, items in missing(TEACHERS, answers).items()}

    assert codes({}) == {1: ["works"], 2: ["fault"]}
    assert codes({"works": NA, "fault": "yes"}) == {2: ["days"]}
    assert codes({"works": NA, "fault": "no"}) == {}


@pytest.mark.parametrize(("answered", "seconds", "fast"), [(10, 19, True), (10, 20, False), (0, 0, False)])
def test_less_than_two_seconds_an_answer_is_too_fast(answered: int, seconds: int, fast: bool) -> None:
    assert is_too_fast({f"q{number}": "1" for number in range(answered)}, seconds) is fast


def of_kind(kind: str, size: int = 6) -> Questionnaire:
    scale = {"agreement": AGREEMENT, "frequency": FREQUENCY, "faces": FACES}[kind]
    items = tuple(Item(f"q{number}", kind, {}, scale) for number in range(size))
    return Questionnaire("q", 1, {}, "teachers", (Section("s", {}, items),))


@pytest.mark.parametrize(
    ("kind", "points", "straight"),
    [
        ("agreement", "333333", True),
        ("frequency", "111111", True),
        ("agreement", "333334", False),
        ("agreement", "33333", False),
        ("faces", "333333", False),
    ],
)
def test_six_same_answers_are_a_straight_line_but_not_those_of_small_children(
    kind: str, points: str, straight: bool
) -> None:
    answers = {f"q{number}": point for number, point in enumerate(points)}
    assert is_straight(of_kind(kind, len(points)), answers) is straight


def test_not_applicable_does_not_break_a_straight_line() -> None:
    answers = {f"q{number}": "2" for number in range(6)} | {"q6": NA}
    assert is_straight(of_kind("agreement", 7), answers) is True
