"""Guessing codes is limited by the code and by the door, never by the address: a school is one address."""

from types import SimpleNamespace

import pytest

from surveys.models import CodeMiss
from surveys.services import misses
from surveys.services.misses import COMMON_DOOR, MOST_AT_A_LINK, MOST_COMMON, MOST_OF_A_HALF, may_try, note_miss
from tests.surveys_answering.conftest import Respondent

pytestmark = pytest.mark.django_db


def misses_at(door: str, times: int) -> None:
    CodeMiss.objects.create(door=door, window=misses._window(), count=times)


def test_wrong_second_halves_close_a_first_half_and_no_other(asked: SimpleNamespace, respondent: Respondent) -> None:
    half = asked.codes[0][:4]
    for number in range(MOST_OF_A_HALF):
        assert respondent.enter(f"{half}000{number}").status == 422
    respondent.enter(asked.codes[0])
    assert (respondent.status, respondent.answer.headers["Retry-After"]) == (429, "600")
    assert "Było zbyt wiele pomyłek." in respondent.html
    assert respondent.enter(asked.codes[1]).path == "/a/poczatek/"


def test_a_whole_class_that_mistypes_from_one_address_is_let_in(asked: SimpleNamespace, respondent: Respondent) -> None:
    for number in range(60):
        respondent.enter(f"{number:04d}ZZZZ")
    assert respondent.enter(asked.codes[0]).path == "/a/poczatek/"


def test_the_common_door_closes_after_a_thousand_and_the_links_stay_open(
    asked: SimpleNamespace, respondent: Respondent
) -> None:
    misses_at(COMMON_DOOR, MOST_COMMON)
    assert respondent.enter(asked.codes[0]).status == 429
    respondent.send(f"/a/{asked.coded.key}/", {"kod": [asked.codes[0]]})
    assert respondent.path == "/a/poczatek/"


def test_the_door_of_one_link_closes_alone(asked: SimpleNamespace, respondent: Respondent) -> None:
    misses_at(asked.coded.key, MOST_AT_A_LINK)
    respondent.send(f"/a/{asked.coded.key}/", {"kod": [asked.codes[0]]})
    assert respondent.status == 429
    respondent.send(f"/a/{asked.easy.key}/", {"kod": [asked.codes[0]]})
    assert respondent.path == "/a/poczatek/"


def test_what_is_no_code_counts_nothing(respondent: Respondent) -> None:
    respondent.enter("dzień dobry")
    assert CodeMiss.objects.count() == 0


def test_the_next_ten_minutes_begin_anew_and_forget_the_last(monkeypatch: pytest.MonkeyPatch) -> None:
    note_miss("ABCD0000", door=COMMON_DOOR)
    note_miss("ABCD0001", door=COMMON_DOOR)
    assert sorted(CodeMiss.objects.values_list("count", flat=True)) == [2, 2]
    later = misses._window() + 1
    monkeypatch.setattr(misses, "_window", lambda: later)
    assert may_try("ABCD0002", door=COMMON_DOOR)
    note_miss("ABCD0002", door=COMMON_DOOR)
    assert list(CodeMiss.objects.values_list("window", "count")) == [(later, 1), (later, 1)]


def test_what_was_typed_is_not_kept() -> None:
    note_miss("ABCD-EFGH", door=COMMON_DOOR)
    assert not any("ABCD" in door for door in CodeMiss.objects.values_list("door", flat=True))
