"""The supervisor behind `make run`, with real processes."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tools.supervisor import LOG_LIMIT, Child, Program, Supervisor, describe, turn_over

# Two programs; each starts a child of its own, so that the whole group has to end. "stubborn" ignores SIGTERM.
MAIN = """
import sys
from pathlib import Path
from tools import supervisor
from tools.supervisor import Program, Supervisor
supervisor.STOP_SECONDS = 1.0
script = "import subprocess, sys; child = subprocess.Popen(['sleep', '300']); print(child.pid, flush=True); child.wait()"
stubborn = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); " + script
programs = [
    Program("web", (sys.executable, "-c", script)),
    Program("worker", (sys.executable, "-c", stubborn)),
]
Supervisor(programs, environment={"PATH": "/usr/bin:/bin"}, logs=Path(sys.argv[1])).run()
"""


def wait_for(condition: Callable[[], bool], seconds: float = 10) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)


def lives(pid: int) -> bool:
    """Whether a process exists and is no zombie waiting to be collected by its parent."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


def grandchildren(logs: Path) -> list[int]:
    return [int(line) for log in sorted(logs.glob("*.log")) for line in log.read_text().split()]


@contextlib.contextmanager
def running(
    logs: Path, *, preexec: Callable[[], None] | None = None, stdin: int = subprocess.DEVNULL
) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-c", MAIN, str(logs)],
        stdin=stdin,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=preexec,  # noqa: PLW1509  sets a signal's disposition in a process without threads
    )
    try:
        wait_for(lambda: len(grandchildren(logs)) == 2)
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_every_process_of_every_program(tmp_path: Path, number: signal.Signals) -> None:
    with running(tmp_path) as process:
        family = grandchildren(tmp_path)
        assert all(lives(pid) for pid in family)
        process.send_signal(number)
        assert process.wait(10) == 0
        wait_for(lambda: not any(lives(pid) for pid in family))


def test_a_closed_terminal_stops_it_even_when_no_signal_arrives(tmp_path: Path) -> None:
    ours, theirs = os.openpty()
    with running(tmp_path, stdin=theirs) as process:
        family = grandchildren(tmp_path)
        os.close(theirs)
        os.close(ours)
        assert process.wait(10) == 0
        wait_for(lambda: not any(lives(pid) for pid in family))


def ignore_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def test_it_stops_when_started_in_the_background_with_interrupts_ignored(tmp_path: Path) -> None:
    with running(tmp_path, preexec=ignore_interrupts) as process:
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 0


def test_killed_itself_it_still_leaves_no_orphan(tmp_path: Path) -> None:
    with running(tmp_path) as process:
        family = grandchildren(tmp_path)
        process.kill()
        wait_for(lambda: not any(lives(pid) for pid in family))


def test_a_dead_program_is_started_again_and_the_rest_of_its_group_ended(tmp_path: Path) -> None:
    with running(tmp_path) as process:
        first = grandchildren(tmp_path)[0]
        os.kill(int(Path(f"/proc/{first}/stat").read_text().split()[3]), signal.SIGKILL)
        wait_for(lambda: len(grandchildren(tmp_path)) == 3)
        assert not lives(first)
        assert process.stdout
        assert (
            "Proces „web” zakończył się nieoczekiwanie (sygnał SIGKILL). Wznawiam go za 1 s."
            in process.stdout.readline()
        )


def test_the_pause_doubles_up_to_half_a_minute(tmp_path: Path) -> None:
    child = Child(Program("web", ("true",)), tmp_path / "web.log")
    pauses = []
    for _ in range(7):
        child.start({"PATH": "/usr/bin:/bin"})
        assert child.process
        child.process.wait()
        assert child.has_died()
        pauses.append(child.fall())
    assert pauses == [1, 2, 4, 8, 16, 30, 30]
    assert not child.may_start()


def test_it_tells_the_last_line_of_the_log_of_a_program_that_fell(tmp_path: Path) -> None:
    told: list[str] = []
    program = Program("web", ("/bin/sh", "-c", "echo pierwsza; echo ostatnia; exit 3"))
    supervisor = Supervisor([program], environment={}, logs=tmp_path, tell=told.append)
    supervisor.start()
    while not told:
        supervisor.tick()
    supervisor.stop()
    said = "Proces „web” zakończył się nieoczekiwanie (kod 3). Wznawiam go za 1 s. Ostatni wpis w"
    assert told == [f"{said} {tmp_path / 'web.log'}:\n  ostatnia"]


def test_a_program_that_does_not_run_has_no_pid(tmp_path: Path) -> None:
    supervisor = Supervisor([Program("web", ("sleep", "60"))], environment=dict(os.environ), logs=tmp_path)
    with pytest.raises(LookupError):
        supervisor.pid("web")
    supervisor.start()
    assert lives(supervisor.pid("web"))
    supervisor.stop()
    with pytest.raises(LookupError):
        supervisor.pid("web")


def test_a_grown_log_is_turned_over_at_the_next_start(tmp_path: Path) -> None:
    log = tmp_path / "web.log"
    log.write_bytes(b"x" * (LOG_LIMIT + 1))
    turn_over(log)
    assert log.read_bytes() == b""
    assert (tmp_path / "web.log.1").stat().st_size == LOG_LIMIT + 1


@pytest.mark.parametrize(("code", "words"), [(0, "kod 0"), (1, "kod 1"), (-9, "sygnał SIGKILL")])
def test_an_exit_code_is_told_in_words(code: int, words: str) -> None:
    assert describe(code) == words
