"""Redis is ill: ordering a report answers within two seconds with a sentence, the report follows within a minute."""

import time
from collections.abc import Callable

import pytest

from tests.faults.conftest import Drill
from tests.stack.visitor import Visitor
from tools.tcp_proxy import Mode

pytestmark = pytest.mark.faults
SENTENCE = "Raport zlecony. Ta strona sama pokaże, gdy będzie gotowy; możesz ją też zamknąć."
AT_ONCE = 2.0
AFTER_RETURN = 60.0
LONGER_THAN_THE_WORKERS_PATIENCE = 7.0  # it waits five seconds for an answer


def frozen(drill: Drill) -> None:
    drill.redis.freeze()


def stopped(drill: Drill) -> None:
    drill.redis.kill()


def cut(drill: Drill) -> None:
    drill.proxy.mode = Mode.SILENT_DEAD


def unreachable(drill: Drill) -> None:
    drill.proxy.mode = Mode.BLACK_HOLE


def well(drill: Drill) -> None:
    if not drill.redis.is_running:
        drill.redis.start()
    drill.redis.thaw()
    drill.proxy.mode = Mode.PASS


@pytest.mark.parametrize("fall_ill", [stopped, frozen, cut])
def test_reports_of_a_time_when_redis_is_ill_are_made(drill: Drill, fall_ill: Callable[[Drill], None]) -> None:
    under_way, _ = drill.clerk.order_report()
    drill.until_rendering(under_way)
    fall_ill(drill)
    ordered, answer = drill.clerk.order_report()
    assert (answer.status, SENTENCE in answer.text) == (200, True)
    assert answer.seconds < AT_ONCE
    assert drill.until_finished(under_way).state == "done"
    time.sleep(LONGER_THAN_THE_WORKERS_PATIENCE)  # so that the answer to the first message is lost too
    well(drill)
    made = drill.until_finished(ordered, within=AFTER_RETURN)
    assert (made.state, made.attempts) == ("done", 1)
    assert (drill.report(under_way).attempts, len(drill.archive())) == (1, 2)


def test_a_worker_holds_no_subscription_which_it_would_read_without_a_limit_of_time(drill: Drill) -> None:
    assert (drill.redis.ask("PUBSUB NUMPAT"), drill.redis.ask("PUBSUB CHANNELS")) == (":0", "*0")
    pk, _ = drill.clerk.order_report()
    assert drill.until_finished(pk).state == "done"


def test_a_waiting_report_whose_message_redis_lost_is_made(drill: Drill) -> None:
    drill.portal.stop("worker")
    pk, answer = drill.clerk.order_report()
    assert SENTENCE in answer.text
    assert drill.redis.ask("LLEN celery") != ":0"
    drill.redis.flush()
    drill.portal.start("worker")
    made = drill.until_finished(pk, within=AFTER_RETURN)
    assert (made.state, made.attempts, len(drill.archive())) == ("done", 1, 1)


def test_an_order_does_not_wait_for_a_redis_that_cannot_be_reached(drill: Drill) -> None:
    unreachable(drill)
    _, answer = drill.clerk.order_report()
    assert SENTENCE in answer.text
    assert answer.seconds < AT_ONCE


@pytest.mark.parametrize("fall_ill", [stopped, frozen])
def test_pages_and_sign_in_do_not_need_redis(drill: Drill, fall_ill: Callable[[Drill], None]) -> None:
    fall_ill(drill)
    director = Visitor(drill.portal.url, "dyrektor2@demo.example")
    for path in ("/", "/wskazniki/", "/zdarzenia/", "/zdarzenia/nowe/audit/"):
        answer = director.get(path)
        assert (answer.status, answer.url) == (200, drill.portal.url + path)
        assert answer.seconds < AT_ONCE
    refused = Visitor(drill.portal.url).sign_in("dyrektor2@demo.example", password="nie-to-haslo")
    assert "Nie udało się zalogować" in refused.text
