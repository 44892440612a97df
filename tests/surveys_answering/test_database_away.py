"""The database goes away under a respondent: asked once more, and when it stays away, nothing that was typed is lost."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import OperationalError

from surveys.models import Draft
from surveys.queries.sittings import sitting_of
from tests.surveyform import fields_of, filled
from tests.surveys_answering.conftest import Respondent


@pytest.fixture
def hangs_up(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], list[int]]:
    """Let the next so many readings of a draft fail, as after a restart of the server."""
    left = [0]

    def reading(*given: Any) -> Any:
        if left[0]:
            left[0] -= 1
            raise OperationalError("the connection is closed")
        return sitting_of(*given)

    monkeypatch.setattr("surveys.views.answering.sitting_of", reading)
    monkeypatch.setattr(
        "surveys.views.doorway.connection.close", lambda: None
    )  # the test's own transaction lives in it

    def times(number: int) -> list[int]:
        left[0] = number
        return left

    return times


def test_a_lost_connection_is_not_noticed(
    asked: SimpleNamespace, respondent: Respondent, hangs_up: Callable[[int], list[int]]
) -> None:
    respondent.enter(asked.codes[0]).open("/a/odpowiedzi/1/")
    left = hangs_up(1)
    respondent.press(works="4")
    assert (respondent.path, left) == ("/a/odpowiedzi/2/", [0])
    assert Draft.objects.get().answers == {"works": "4"}


def test_while_the_database_is_away_what_was_typed_waits_under_a_button(
    asked: SimpleNamespace, respondent: Respondent, hangs_up: Callable[[int], list[int]]
) -> None:
    respondent.enter(asked.codes[0]).open("/a/odpowiedzi/1/")
    hangs_up(2)
    respondent.send("/a/odpowiedzi/1/", {**filled(respondent.html, works="4"), "akcja": ["dalej"]})
    assert (respondent.status, respondent.title) == (503, "Chwila przerwy")
    assert respondent.answer.headers["Retry-After"] == "5"
    respondent.send("/a/odpowiedzi/1/", fields_of(respondent.html))
    assert respondent.path == "/a/odpowiedzi/2/"
    assert Draft.objects.get().answers == {"works": "4"}
