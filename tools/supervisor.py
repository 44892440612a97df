"""A small supervisor: starts programs, starts a dead one again with back-off, stops them all and leaves no orphan.

Each program runs in a session and process group of its own, so that Ctrl-C in the terminal reaches the supervisor
alone and the supervisor decides the order. Also usable from tests without run(): start(), pid(), tick(), stop().
"""

import contextlib
import os
import select
import signal
import subprocess
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from tools.leash import Leash, signal_group

TICK_SECONDS = 0.2
STOP_SECONDS = 10.0
CALM_SECONDS = 60.0  # a program that ran this long is healthy: its next fall starts the back-off anew
LONGEST_PAUSE = 30.0
LOG_LIMIT = 5 * 1024 * 1024
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass(frozen=True)
class Program:
    """What to run; its output goes to `<name>.log`."""

    name: str
    command: tuple[str, ...]


def say(text: str) -> None:
    """Print for the person at the terminal, who may have closed it."""
    with contextlib.suppress(OSError):
        print(text, flush=True)


class Terminal:
    """The terminal we were started from, if any. When it closes, its SIGHUP may stop at `make`, which waits for us."""

    def __init__(self) -> None:
        self._poll = select.poll()
        for stream in (0, 1):
            if os.isatty(stream):
                self._poll.register(stream, 0)  # asks for nothing but the hang-up that is always told

    def is_gone(self) -> bool:
        """Whether it was closed."""
        return any(event & select.POLLHUP for _, event in self._poll.poll(0))


class Child:
    """One program, its present process and when it may start again."""

    def __init__(self, program: Program, log: Path) -> None:
        self.program = program
        self.log = log
        self.falls = 0
        self.process: subprocess.Popen[bytes] | None = None
        self._started = 0.0
        self._not_before = 0.0

    def start(self, environment: Mapping[str, str]) -> int:
        """Start a process; returns its id, which is also the id of its group."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.program.command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=dict(environment),
                start_new_session=True,
            )
        self._started = time.monotonic()
        return self.process.pid

    def has_died(self) -> bool:
        """Whether the process has ended since it was started."""
        return self.process is not None and self.process.poll() is not None

    def may_start(self) -> bool:
        """Whether nothing runs and the pause after the last fall is over."""
        return self.process is None and time.monotonic() >= self._not_before

    def fall(self) -> float:
        """Note that the process has died; returns the pause in seconds before the next start."""
        lived = time.monotonic() - self._started
        self.falls = 1 if lived > CALM_SECONDS else self.falls + 1
        pause = min(LONGEST_PAUSE, 2.0 ** (self.falls - 1))
        self._not_before = time.monotonic() + pause
        self.process = None
        return pause

    def last_words(self) -> str:
        """The last line of the log that is not empty."""
        lines = [line for line in self.log.read_text(errors="replace").splitlines() if line.strip()]
        return lines[-1].strip() if lines else ""


class Supervisor:
    """Keeps programs running until it is told to stop."""

    def __init__(
        self,
        programs: Iterable[Program],
        *,
        environment: Mapping[str, str],
        logs: Path,
        tell: Callable[[str], None] = say,
    ) -> None:
        self.environment = environment
        self.tell = tell
        self.stop_requested = False
        self._hurry = False
        logs.mkdir(parents=True, exist_ok=True)
        self._children = {program.name: Child(program, logs / f"{program.name}.log") for program in programs}
        self._leash: Leash | None = None

    def start(self) -> None:
        """Start every program."""
        self._leash = Leash()
        for child in self._children.values():
            turn_over(child.log)
            self._start(child)

    def tick(self) -> None:
        """Notice who has died and start again whose pause is over."""
        for child in self._children.values():
            if child.has_died():
                self._report_fall(child)
            elif child.may_start():
                self._start(child)

    def run(self, *, on_tick: Callable[[], None] = lambda: None) -> None:
        """Handle signals, keep the programs running until one asks to stop, then stop them all."""
        terminal = Terminal()
        previous = {number: signal.signal(number, self._on_signal) for number in SIGNALS}
        try:
            self.start()
            while not self.stop_requested and not terminal.is_gone():
                self.tick()
                on_tick()
                time.sleep(TICK_SECONDS)
        finally:
            self.stop()
            for number, handler in previous.items():
                signal.signal(number, handler)

    def pid(self, name: str) -> int:
        """Process id of a running program; LookupError when it is not running."""
        process = self._children[name].process
        if process is None or process.poll() is not None:
            raise LookupError(f"{name} is not running")
        return process.pid

    def stop(self) -> None:
        """SIGTERM to each program, time to finish, SIGKILL to what is left of its group."""
        running = [child.process for child in self._children.values() if child.process]
        for process in running:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process.pid, signal.SIGTERM)
        deadline = time.monotonic() + STOP_SECONDS
        while any(process.poll() is None for process in running) and time.monotonic() < deadline and not self._hurry:
            time.sleep(0.05)
        for process in running:
            self._end_group(process)
        for child in self._children.values():
            child.process = None
        if self._leash:
            self._leash.release()
            self._leash = None

    def _start(self, child: Child) -> None:
        pid = child.start(self.environment)
        if self._leash:
            self._leash.watch(pid)

    def _report_fall(self, child: Child) -> None:
        if child.process is None:
            return
        code = child.process.returncode
        self._end_group(child.process)
        pause = child.fall()
        self.tell(
            f"Proces „{child.program.name}” zakończył się nieoczekiwanie ({describe(code)}). "
            f"Wznawiam go za {pause:.0f} s. Ostatni wpis w {shown(child.log)}:\n  {child.last_words()}"
        )

    def _end_group(self, process: subprocess.Popen[bytes]) -> None:
        """What is left of the group dies: children of a killed worker must not work on unseen."""
        signal_group(process.pid, signal.SIGKILL)
        process.wait()
        if self._leash:
            self._leash.forget(process.pid)

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        del number, frame
        self._hurry = self.stop_requested  # asked twice: do not wait for running tasks
        if not self.stop_requested:
            self.tell("\nZatrzymuję portal…")
        self.stop_requested = True


def describe(code: int) -> str:
    """An exit code in words."""
    return f"kod {code}" if code >= 0 else f"sygnał {signal.Signals(-code).name}"


def shown(path: Path) -> str:
    """The path as a person in the project's folder would write it."""
    with contextlib.suppress(ValueError):
        return str(path.relative_to(Path.cwd()))
    return str(path)


def turn_over(log: Path) -> None:
    """Begin a new file when the old one has grown; one old file is kept."""
    if log.exists() and log.stat().st_size > LOG_LIMIT:
        log.replace(log.with_suffix(".log.1"))
    log.touch()
