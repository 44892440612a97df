"""A whole portal of a test's own: gunicorn, Celery worker and beat as real processes on a loopback port.

with embedded_portal() as portal:                       # SQLite and a folder as the broker, as `make run`
with production_portal(server=…, broker=…) as portal:   # PostgreSQL and Redis, in production's manner
    portal.kill("worker")                               # the whole process tree, as when the machine dies
    portal.start("worker", "worker2", "beat2")
    portal.rows("SELECT state FROM monitoring_report")
"""

import os
import shutil
import signal
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg

from tests.stack import prepared
from tests.stack.waiting import eventually
from tools.leash import Leash, signal_group
from tools.run import answers, portal_programs
from tools.services import descendants, free_port
from tools.statics import provide_static_files
from tools.supervisor import Child

STANDARD = ("web", "worker", "beat")
READY = {"worker": " ready.", "worker2": " ready.", "beat": "beat: Starting...", "beat2": "beat: Starting..."}
START_SECONDS = 90.0
STOP_SECONDS = 20.0
running: list["Portal"] = []  # for the report of a failed test


class Portal:
    """Processes of one portal. Names: web, worker, worker2, beat, beat2."""

    def __init__(self, environment: dict[str, str], data: Path, port: int) -> None:
        self.environment = environment
        self.data = data
        self.port = port
        self.url = f"http://127.0.0.1:{port}"
        self.database_url = environment.get("DATABASE_URL", f"sqlite:///{data}/portal.sqlite3")
        self._leash = Leash()
        self._leash.own_folder(data)
        self._logs = data / "log"
        self._logs.mkdir(exist_ok=True)
        programs = portal_programs(port, workers=2, beats=2)
        self._children = {one.name: Child(one, self._logs / f"{one.name}.log") for one in programs}

    def start(self, *names: str) -> None:
        """Start programs and wait until each says that it is ready."""
        marks = {name: self.log(name).count(READY.get(name, "")) for name in names}
        for name in names:
            self._leash.watch(self._children[name].start(self.environment))
        for name, said in marks.items():
            if name == "web":
                eventually(lambda: answers(self.port), within=START_SECONDS, what="the web server answers")
            else:
                self._wait_for_word(name, said)

    def _wait_for_word(self, name: str, said: int) -> None:
        eventually(
            lambda: self.log(name).count(READY[name]) > said, within=START_SECONDS, what=f"{name} says that it is ready"
        )

    def stop(self, *names: str) -> None:
        """End programs in good order."""
        for name in names:
            os.kill(self.pid(name), signal.SIGTERM)
        for name in names:
            self._children[name].process.wait(STOP_SECONDS)  # type: ignore[union-attr]
            self._forget(name)

    def kill(self, name: str) -> None:
        """SIGKILL to a program and everything it has started."""
        signal_group(self.pid(name), signal.SIGKILL)
        self._children[name].process.wait(STOP_SECONDS)  # type: ignore[union-attr]
        self._forget(name)

    def kill_child(self, name: str) -> None:
        """SIGKILL to the processes that a worker has started, as the kernel does when memory runs out; not to itself."""
        for pid in list(descendants(self.pid(name))):
            os.kill(pid, signal.SIGKILL)

    def pid(self, name: str) -> int:
        """Process id of a program, also the id of its group."""
        process = self._children[name].process
        assert process is not None, f"{name} is not running"
        return process.pid

    def _forget(self, name: str) -> None:
        signal_group(self.pid(name), signal.SIGKILL)
        self._leash.forget(self.pid(name))
        self._children[name].process = None

    def runs(self, name: str) -> bool:
        """Whether the program lives."""
        process = self._children[name].process
        return process is not None and process.poll() is None

    def log(self, name: str) -> str:
        """Everything the program has written."""
        path = self._logs / f"{name}.log"
        return path.read_text(errors="replace") if path.exists() else ""

    def logs(self, characters: int = 3000) -> str:
        """The end of every log, for the report of a failed test."""
        tails = [(name, self.log(name)[-characters:]) for name in self._children]
        return "\n".join(f"--- {name}.log\n{tail}" for name, tail in tails if tail)

    def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """What the database answers, past all scopes."""
        if self.database_url.startswith("sqlite"):
            with closing(sqlite3.connect(self.data / "portal.sqlite3", timeout=20)) as connection:
                found = connection.execute(query.replace("%s", "?"), values).fetchall()
                connection.commit()
                return found
        with psycopg.connect(self.database_url) as connection:
            cursor = connection.execute(query, values)
            return cursor.fetchall() if cursor.description else []

    def archive(self) -> list[Path]:
        """The files of the report archive, half-written ones too."""
        return sorted((self.data / "private" / "reports").glob("*"))

    def close(self) -> None:
        """End everything."""
        for name in reversed(self._children):
            if self._children[name].process is not None:
                self.kill(name)
        self._leash.release()


@contextmanager
def embedded_portal(*names: str) -> Iterator[Portal]:
    """SQLite and a folder as the broker, as `make run` starts it."""
    with _portal(prepared.embedded, names or STANDARD) as portal:
        yield portal


@contextmanager
def production_portal(*names: str, server: str, broker: str, **settings: str) -> Iterator[Portal]:
    """A database of its own on a PostgreSQL server, Redis, settings as in production; `settings` are environment."""

    def prepare(data: Path, port: int) -> dict[str, str]:
        environment = prepared.production(data, port, server=server, broker=broker) | settings
        provide_static_files(data, environment)
        return environment

    with _portal(prepare, names or STANDARD) as portal:
        yield portal


@contextmanager
def _portal(prepare: Callable[[Path, int], dict[str, str]], names: tuple[str, ...]) -> Iterator[Portal]:
    data, port = Path(tempfile.mkdtemp(prefix="hdr-portal-")), free_port()
    try:
        portal = Portal(prepare(data, port), data, port)
        running.append(portal)
        try:
            portal.start(*names)
            yield portal
        except BaseException as error:
            error.add_note(portal.logs())
            raise
        finally:
            running.remove(portal)
            portal.close()
    finally:
        shutil.rmtree(data, ignore_errors=True)
