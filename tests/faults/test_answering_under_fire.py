"""Respondents answer while the web server is killed and the database restarted: what was confirmed is there, whole and once."""

import asyncio
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.faults.conftest import Drill
from tools.run import ROOT
from tools.surveyload import Pace, Tally, answer_all

pytestmark = pytest.mark.faults
PUPILS = 60
PACE = Pace(start=2, page=(0.3, 1.2))
FIRST_BLOW = 3.0


@pytest.fixture
def codes(drill: Drill) -> list[str]:
    environment = {**drill.portal.environment, "DJANGO_SETTINGS_MODULE": "hdr_portal.settings"}
    command = [sys.executable, "-m", "tools.surveyload_data", str(PUPILS)]
    made = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True)
    return made.stdout.split()


def under_fire(drill: Drill, codes: list[str], *blows: Callable[[], object]) -> Tally:
    """Let everybody answer; strike, one blow after the other."""

    def load() -> Tally:
        return asyncio.run(answer_all(drill.portal.port, codes, at_once=PUPILS, pace=PACE))

    with ThreadPoolExecutor(1) as lesson:
        answering = lesson.submit(load)
        for blow in blows:
            time.sleep(FIRST_BLOW)
            assert not answering.done(), "the lesson was over before the blow"
            blow()
        return answering.result(300)


def stored(drill: Drill, codes: list[str]) -> dict[str, list[dict[str, str]]]:
    """The answers under each code: respondents write it into the short text."""
    rows = drill.portal.rows("SELECT answers FROM surveys_response WHERE answers->>'mark' = ANY(%s)", codes)
    found: dict[str, list[dict[str, str]]] = {code: [] for code in codes}
    for (answers,) in rows:
        found[answers["mark"]].append(answers)
    return found


def all_is_there_once(drill: Drill, codes: list[str], tally: Tally) -> None:
    assert sorted(tally.confirmed) == sorted(codes)
    assert stored(drill, codes) == {code: [given] for code, given in tally.confirmed.items()}
    left = drill.portal.rows("SELECT count(*) FROM surveys_draft d JOIN surveys_accesscode c ON c.id = d.code_id")
    unused = drill.portal.rows(
        "SELECT count(*) FROM surveys_accesscode c JOIN surveys_codebatch b ON b.id = c.batch_id WHERE NOT c.used"
        " AND b.target_id IN (SELECT target_id FROM surveys_response WHERE answers->>'mark' = %s)",
        codes[0],
    )
    assert (left, unused) == ([(0,)], [(0,)])


def kill_and_start(drill: Drill) -> None:
    drill.portal.kill("web")
    drill.portal.start("web")


def crash(drill: Drill) -> None:
    drill.postgres.kill()
    time.sleep(1)
    drill.postgres.start()


def test_the_web_server_is_killed_twice_in_the_middle_of_a_lesson(drill: Drill, codes: list[str]) -> None:
    tally = under_fire(drill, codes, lambda: kill_and_start(drill), lambda: kill_and_start(drill))
    assert tally.errors, "nobody met the blow"
    all_is_there_once(drill, codes, tally)


def test_its_workers_are_killed_one_after_the_other(drill: Drill, codes: list[str]) -> None:
    """Another is there in milliseconds, so a browser that asks anew at once notices nothing; the log has seen it."""
    killed = drill.portal.log("web").count("was sent SIGKILL")

    def kill() -> None:
        drill.portal.kill_child("web")

    tally = under_fire(drill, codes, kill, kill)
    assert drill.portal.log("web").count("was sent SIGKILL") == killed + 2
    all_is_there_once(drill, codes, tally)


def test_postgresql_is_restarted_twice_in_the_middle_of_a_lesson(drill: Drill, codes: list[str]) -> None:
    tally = under_fire(drill, codes, drill.postgres.restart, drill.postgres.restart)
    assert tally.errors, "nobody met the blow"
    all_is_there_once(drill, codes, tally)


def test_postgresql_crashes_in_the_middle_of_a_lesson(drill: Drill, codes: list[str]) -> None:
    """Confirmed means written: the throw-away server waits for that only when it is told to, as production's does."""
    drill.postgres.execute("ALTER ROLE portal SET synchronous_commit = on")
    drill.postgres.restart()
    try:
        tally = under_fire(drill, codes, lambda: crash(drill))
        assert tally.errors, "nobody met the blow"
        all_is_there_once(drill, codes, tally)
    finally:
        drill.postgres.execute("ALTER ROLE portal RESET synchronous_commit")
