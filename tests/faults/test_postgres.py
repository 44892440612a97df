"""PostgreSQL is restarted under a running portal."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.faults.conftest import Drill

pytestmark = pytest.mark.faults
PAGES = ["/", "/wskazniki/", "/raporty/", "/zdarzenia/"] * 2


def open_pages(drill: Drill) -> list[int]:
    """Several at once, so that every thread of the web server holds a connection."""
    with ThreadPoolExecutor(4) as people:
        return [answer.status for answer in people.map(drill.clerk.get, PAGES)]


def test_the_first_request_after_a_restart_of_postgresql_works(drill: Drill) -> None:
    assert open_pages(drill) == [200] * 8
    drill.postgres.restart()
    assert open_pages(drill) == [200] * 8


def test_a_report_under_way_while_postgresql_restarts_is_made_once(drill: Drill) -> None:
    pk, _ = drill.clerk.order_report()
    drill.until_rendering(pk)
    drill.postgres.restart()
    made = drill.until_finished(pk, within=90)
    assert (made.state, made.attempts, len(drill.archive())) == ("done", 2, 1)
