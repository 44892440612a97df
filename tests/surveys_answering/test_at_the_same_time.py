"""Two devices, two clicks, a closing: in the same moment. SQLite lets one writer in at a time, so this asks PostgreSQL."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction

from schools.scope import whole_municipality
from surveys.answers import Answers, read_page
from surveys.codes import code_digest
from surveys.models import AccessCode, Campaign, CampaignState, Draft, Response
from surveys.queries.sittings import Sitting, sitting_of
from surveys.services.sittings import AlreadySent, NotOpen, enter_with_code, finish, save_answers
from tests import factories
from tests.people.test_at_the_same_time import at_once
from tests.surveyasked import TEACHERS
from tests.surveys_answering.conftest import ready, running, target_of, with_codes

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="needs writers that run side by side"),
]
TIMES = 8


@pytest.fixture
def code() -> str:
    with whole_municipality():
        target = target_of(running("Naraz"), ready(TEACHERS), factories.SchoolFactory())
        return with_codes(target, "4b", 1)[0]


def outcome(work: Callable[[], Any]) -> str:
    """What a respondent was told."""
    try:
        with whole_municipality():
            work()
    except (AlreadySent, NotOpen) as told:
        return type(told).__name__
    except OperationalError:
        return "busy"
    return "done"


def the_draft(code: str) -> Sitting:
    with whole_municipality():
        entered = enter_with_code(code, door="a", language="pl")
        found = sitting_of(entered.digest, entered.key)
    assert found is not None
    return found


def saved(sitting: Sitting, **answers: Any) -> Sitting:
    with whole_municipality():
        return save_answers(sitting, lambda earlier: {**earlier, **answers})


def complete(code: str) -> Sitting:
    return saved(the_draft(code), works="4", fault="no")


def stored() -> list[Answers]:
    return list(Response._base_manager.values_list("answers", flat=True))


def test_one_code_typed_on_many_devices_at_once_begins_one_draft(code: str) -> None:
    told = at_once(*[lambda: outcome(lambda: enter_with_code(code, door="a", language="pl"))] * TIMES)
    assert (told, Draft._base_manager.count()) == (["done"] * TIMES, 1)


def test_pages_saved_on_two_devices_at_once_are_both_there(code: str) -> None:
    draft = the_draft(code)  # both devices have read it in this state
    pages: list[dict[str, Any]] = [
        {"works": "4"},
        {"needs": ["wifi"]},
        {"fault": "no"},
        {"best": "Tablica"},
        {"enough": "1"},
        {"slow": "2"},
    ]
    at_once(*(lambda page=page: saved(draft, **page) for page in pages))
    after = the_draft(code)
    assert after.answers == {name: value for page in pages for name, value in page.items()}
    assert after.revision == len(pages)


def test_many_clicks_on_send_make_one_answer(code: str) -> None:
    draft = complete(code)
    told = at_once(*[lambda: outcome(lambda: finish(draft))] * TIMES)
    assert sorted(told) == ["AlreadySent"] * (TIMES - 1) + ["done"]
    assert [answers["works"] for answers in stored()] == ["4"]
    assert (Draft._base_manager.count(), AccessCode._base_manager.get().used) == (0, True)


def test_a_page_saved_while_another_device_sends_is_in_the_answer_or_refused(code: str) -> None:
    draft = complete(code)
    told, page = at_once(
        lambda: outcome(lambda: finish(draft)),
        lambda: outcome(lambda: save_answers(draft, lambda earlier: {**earlier, "best": "Tablica"})),
    )
    assert told == "done"
    assert ("best" in stored()[0]) is (page == "done")
    assert len(stored()) == 1


def test_a_code_typed_while_another_device_sends_leaves_no_draft_behind(code: str) -> None:
    draft = complete(code)
    for _ in range(3):
        at_once(
            lambda: outcome(lambda: finish(draft)),
            *[lambda: outcome(lambda: enter_with_code(code, door="a", language="pl"))] * 3,
        )
    assert (len(stored()), Draft._base_manager.count()) == (1, 0)


def test_no_answer_comes_after_the_closing(code: str) -> None:
    draft = complete(code)
    seen: list[int] = []

    def close() -> None:
        with transaction.atomic():
            Campaign.objects.update(state=CampaignState.CLOSED)
        seen.append(len(stored()))  # what the counting finds

    told, _ = at_once(lambda: outcome(lambda: finish(draft)), close)
    assert len(stored()) == seen[0] == (told == "done")


def test_a_closing_waits_for_an_answer_that_is_under_way(code: str) -> None:
    """The row of the campaign is shared while an answer is stored: a change of it comes after."""
    draft = complete(code)
    with whole_municipality(), transaction.atomic():
        finish(draft)
        blocked = at_once(lambda: outcome(_close_without_waiting))
        assert blocked == ["busy"]
    assert len(stored()) == 1


def _close_without_waiting() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '200ms'")
        Campaign.objects.update(state=CampaignState.CLOSED)


def test_what_another_device_answered_is_not_taken_back_by_an_empty_page(code: str) -> None:
    draft = the_draft(code)
    saved(draft, best="Tablica")
    section = TEACHERS.sections[3]

    class Empty:
        def get(self, key: str, default: str, /) -> str:
            return default

        def getlist(self, key: str, /) -> list[str]:
            return []

    page = read_page(section, Empty(), filled=[])
    with whole_municipality():
        after = save_answers(draft, lambda earlier: page.merged_into(TEACHERS, earlier))
    assert after.answers == {"best": "Tablica"}


def test_the_draft_is_found_by_the_hash_alone(code: str) -> None:
    sitting = the_draft(code)
    assert sitting.digest == code_digest(code)
    with whole_municipality():
        assert sitting_of(sitting.digest, "another target") is None
        assert sitting_of("0" * 64, sitting.entrance.place.key) is None
