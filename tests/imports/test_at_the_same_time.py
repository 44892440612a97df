"""Two workers, two tabs, in the same moment. SQLite lets one writer in at a time, so this asks PostgreSQL."""

import threading
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection

from inventory.changes import Source, save_change
from inventory.models import Device, Import, Stage
from inventory.services import imports
from schools.scope import whole_municipality
from tests import factories, registerrows
from tests.imports.conftest import HEADER, Desk, workbook

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="needs writers that run side by side"),
]
ROWS = [(f"SP/{at}", "Laptop", "Laptop", f"ABC{at:03d}", "12") for at in range(300)]


@pytest.fixture
def busy() -> Iterator[Desk]:
    """A desk whose rows are really committed."""
    with whole_municipality():
        registerrows.category("laptop")
        schools = factories.two_schools()
        registerrows.room(schools.a, "12")
        yield Desk(schools)


def at_once(*verbs: Callable[[], Any]) -> list[Any]:
    """What each verb gave back, or the exception it raised; all start together, each on a connection of its own."""
    barrier, answers = threading.Barrier(len(verbs)), [None] * len(verbs)

    def run(at: int, verb: Callable[[], Any]) -> None:
        barrier.wait()
        try:
            with whole_municipality():
                answers[at] = verb()
        except imports.StaleChoices as refusal:
            answers[at] = refusal  # type: ignore[call-overload]
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(verbs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_of_two_imports_at_once_one_is_written_and_one_is_sent_back(busy: Desk) -> None:
    first, second = (busy.confirm(busy.preview([HEADER, *ROWS])) for _ in range(2))

    at_once(lambda: imports.run_import(first.pk), lambda: imports.run_import(second.pk))

    assert sorted(Import.objects.values_list("stage", flat=True)) == [Stage.DONE, Stage.PREVIEW]
    assert Device.objects.count() == len(ROWS)
    assert Device.history.count() == len(ROWS)


def test_two_workers_write_one_import_once(busy: Desk) -> None:
    imp = busy.confirm(busy.preview([HEADER, *ROWS]))

    at_once(lambda: imports.run_import(imp.pk), lambda: imports.run_import(imp.pk))

    assert (Device.objects.count(), Device.history.count()) == (len(ROWS), len(ROWS))


def test_a_device_changed_by_hand_in_that_moment_keeps_the_change_or_gets_it_after_the_import(busy: Desk) -> None:
    device = registerrows.device(busy.school, "SP/0", name="Stary")
    imp = busy.confirm(busy.preview([HEADER, *ROWS]))

    def by_hand() -> None:
        mine = Device.objects.get(pk=device.pk)
        mine.note = "dopisane ręcznie"
        save_change(mine, source=Source(None))

    at_once(lambda: imports.run_import(imp.pk), by_hand)

    imp.refresh_from_db()
    device.refresh_from_db()
    assert device.note == "dopisane ręcznie"
    assert Device.objects.count() in {1, len(ROWS)}
    assert imp.stage in {Stage.DONE, Stage.PREVIEW}


def test_the_same_form_sent_twice_at_once_is_one_import(busy: Desk) -> None:
    key = uuid.uuid4()

    made = at_once(
        *(
            lambda: imports.start_import(busy.school, workbook([HEADER]), request_key=key, by=busy.director)
            for _ in range(2)
        )
    )

    assert made[0] == made[1]
    assert Import.objects.count() == 1


def test_of_two_tabs_that_answer_at_once_one_is_told_to_look_again(busy: Desk) -> None:
    imp = busy.preview([HEADER, ("SP/1", "Laptop", "Laptop", None, "Strych")])
    [question] = imports.load_diff(imp).questions

    told = at_once(
        *(lambda answer=answer: busy.answer(imp, answers={question.id: answer}) for answer in ("create", "empty"))
    )

    assert [type(one) for one in told].count(imports.StaleChoices) == 1
    imp.refresh_from_db()
    assert imp.choices_version == 3
