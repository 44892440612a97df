"""A worker dies in the middle of a report: it is made once, never twice, and never „w toku” for ever."""

import hashlib

import pytest

from tests.faults.conftest import Drill
from tests.stack.waiting import eventually

pytestmark = pytest.mark.faults
GAVE_UP = "Praca przerwała się trzy razy. Zleć ją ponownie; gdy to nie pomoże, zawiadom administratora."


def assert_made_once(drill: Drill, pk: int, *, attempts: int) -> None:
    made = drill.report(pk)
    assert (made.state, made.attempts, made.error) == ("done", attempts, "")
    assert [str(file.relative_to(drill.portal.data / "private")) for file in drill.archive()] == [made.path]
    assert hashlib.sha256(drill.archive()[0].read_bytes()).hexdigest() == made.sha256


def test_a_report_whose_whole_worker_is_killed_is_made_once_by_the_next_worker(drill: Drill) -> None:
    pk, _ = drill.clerk.order_report()
    drill.until_rendering(pk)
    drill.portal.kill("worker")
    assert (drill.report(pk).state, drill.archive()) == ("running", [])
    drill.portal.start("worker")
    drill.until_finished(pk, within=90)
    assert_made_once(drill, pk, attempts=2)
    assert "Otwórz PDF" in drill.clerk.get(f"/raporty/{pk}/").text


def test_a_report_whose_process_alone_is_killed_is_made_once_by_the_same_worker(drill: Drill) -> None:
    pk, _ = drill.clerk.order_report()
    drill.until_rendering(pk)
    drill.portal.kill_child("worker")
    eventually(
        lambda: "signal 9 (SIGKILL)" in drill.portal.log("worker"), within=30, what="the worker misses its child"
    )
    assert (drill.report(pk).state, drill.report(pk).attempts) == ("running", 1)
    drill.let_lease_run_out(pk)
    drill.until_finished(pk)
    assert_made_once(drill, pk, attempts=2)


def test_a_report_that_kills_three_workers_fails_with_a_sentence(drill: Drill) -> None:
    pk, _ = drill.clerk.order_report()
    for attempt in (1, 2, 3):
        drill.until_rendering(pk, attempt)
        drill.portal.kill_child("worker")
        drill.let_lease_run_out(pk)
    made = drill.until_finished(pk)
    assert (made.state, made.attempts, made.error) == ("failed", 3, GAVE_UP)
    assert drill.archive() == []
    page = drill.clerk.get(f"/raporty/{pk}/").text
    assert GAVE_UP in page
    assert "w toku" not in page
