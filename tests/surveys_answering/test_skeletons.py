"""A page filled into its skeleton is the page that would have been rendered."""

import re
from types import SimpleNamespace
from typing import Any

import pytest

from surveys.answers import NA
from surveys.forms.pages import languages_of, page_view
from surveys.forms.skeletons import quick_page
from surveys.http import html_of
from surveys.questionnaire import Questionnaire, say
from surveys.slots import skeleton_of, slot
from tests.surveyasked import CHILDREN, TEACHERS
from tests.surveys_answering.conftest import Respondent

HIDDEN = {"csrf_token": "token", "mark": "7.1:abc", "notice_url": "/a/informacja/x/"}
NASTY = "<script>\ue000csrf_token\ue001 & \"'{{ x }}"


def rendered(asked: Questionnaire, number: int, answers: dict[str, Any], language: str) -> str:
    view = page_view(asked, number, answers, language=language)
    context = {"title": say(asked.title, language), "offered": languages_of(asked), "view": view}
    return html_of("page", context | HIDDEN, language=language)


@pytest.mark.parametrize("language", ["pl", "uk", "en"])
@pytest.mark.parametrize(
    ("asked", "number", "answers"),
    [
        (TEACHERS, 1, {}),
        (TEACHERS, 1, {"works": "4", "enough": NA, "slow": "1"}),
        (TEACHERS, 2, {"needs": ["laptop", "screen"], "fault": "yes", "days": 12}),
        (TEACHERS, 2, {"needs": NA, "fault": "yes", "days": NA}),
        (TEACHERS, 2, {"fault": "no"}),
        (TEACHERS, 4, {"best": "a & b", "change": "<b>\n\nkoniec"}),
        (CHILDREN, 1, {"like": "3", "help": "1"}),
    ],
)
def test_both_ways_give_the_same_page(
    asked: Questionnaire, number: int, answers: dict[str, Any], language: str
) -> None:
    for _ in range(2):
        quick = quick_page(asked, number, answers, language=language, hidden=HIDDEN)
        assert quick == rendered(asked, number, answers, language)


def test_a_part_that_shows_nothing_has_no_page() -> None:
    assert quick_page(TEACHERS, 3, {}, language="pl", hidden=HIDDEN) is None


def test_what_was_written_is_escaped_and_opens_no_slot() -> None:
    html = quick_page(TEACHERS, 4, {"best": NASTY}, language="pl", hidden=HIDDEN)
    assert html is not None
    assert "&lt;script&gt;\ue000csrf_token\ue001 &amp; &quot;&#x27;{{ x }}" in html
    assert html.count("token") == rendered(TEACHERS, 4, {"best": NASTY}, "pl").count("token")


def test_the_answers_of_one_respondent_are_not_shown_to_another(
    asked: SimpleNamespace, respondent: Respondent, another: Respondent
) -> None:
    respondent.enter(asked.codes[0]).open("/a/odpowiedzi/1/").press(works="4").open("/a/odpowiedzi/1/")
    another.enter(asked.codes[1]).open("/a/odpowiedzi/1/")
    assert re.findall(r'value="4" checked', respondent.html) == ['value="4" checked']
    assert " checked" not in another.html
    tokens = [re.search(r'name="znak" value="([^"]+)"', one.html) for one in (respondent, another)]
    assert tokens[0] is not None
    assert tokens[1] is not None
    assert tokens[0][1].partition(".")[0] != tokens[1][1].partition(".")[0]


def test_a_slot_without_a_value_stays_empty() -> None:
    skeleton = skeleton_of(f"a{slot('x')}b{slot('y')}c")
    assert skeleton.filled({"y": "1"}) == "ab1c"
    assert skeleton_of("without").filled({"y": "1"}) == "without"
