"""One portal for all drills, on services of its own that a drill may break; every drill finds it in good order."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.mailhost import MailHost
from tests.stack import reporting
from tests.stack.portal import STANDARD, Portal, production_portal
from tests.stack.visitor import Visitor
from tests.stack.waiting import eventually
from tools.services import ThrowawayPostgres, ThrowawayRedis
from tools.tcp_proxy import Mode, TcpProxy

FINISHED = ("done", "failed")
pytest_runtest_makereport = reporting.pytest_runtest_makereport


@dataclass(frozen=True)
class Made:
    """A row of the table of reports."""

    state: str
    attempts: int
    progress: int
    error: str
    path: str
    sha256: str


@dataclass(frozen=True)
class Drill:
    """The portal, what it stands on and a clerk who is signed in."""

    portal: Portal
    postgres: ThrowawayPostgres
    redis: ThrowawayRedis
    proxy: TcpProxy
    mailhost: MailHost
    clerk: Visitor

    def report(self, pk: int) -> Made:
        """The report as the database has it now."""
        columns = "state, attempts, progress, error, path, sha256"
        return Made(*self.portal.rows(f"SELECT {columns} FROM monitoring_report WHERE id = %s", pk)[0])

    def until_rendering(self, pk: int, attempt: int = 1) -> None:
        """Wait until a worker has claimed the report and has begun to set pages."""

        def is_rendering() -> bool:
            report = self.report(pk)
            return report.state == "running" and report.attempts == attempt and report.progress > 5

        eventually(is_rendering, within=60, what=f"attempt {attempt} of report {pk} renders", every=0.02)

    def until_finished(self, pk: int, within: float = 60) -> Made:
        """Wait until nothing more will happen to the report."""
        eventually(lambda: self.report(pk).state in FINISHED, within=within, what=f"report {pk} is finished", every=0.2)
        return self.report(pk)

    def let_lease_run_out(self, pk: int) -> None:
        """Put the end of the lease into the past: another drill has waited for it in real time."""
        self.portal.rows("UPDATE monitoring_report SET lease_until = now() - interval '1 second' WHERE id = %s", pk)

    def after_a_sweep(self) -> None:
        """Wait until one more sweep is over."""
        seen = self._sweeps()
        eventually(lambda: self._sweeps() > seen, within=30, what="one more sweep is over", every=0.2)

    def _sweeps(self) -> int:
        return self._lines("sweep_jobs", " succeeded in ")

    def received(self, name: str = "make_report") -> int:
        """Messages of a task that reached a worker, since the portal was started."""
        return self._lines(name, " received")

    def _lines(self, *words: str) -> int:
        lines = (self.portal.log("worker") + self.portal.log("worker2")).splitlines()
        return sum(1 for line in lines if all(word in line for word in words))

    def archive(self) -> list[Path]:
        """The files of the report archive."""
        return self.portal.archive()

    def mend(self) -> None:
        """Everything runs once, the network is whole, nothing waits."""
        self.proxy.mode = Mode.PASS
        self.mailhost.mend()
        if not self.redis.is_running:
            self.redis.start()
        self.redis.thaw()
        self.redis.flush()
        for name in ("worker2", "beat2"):
            if self.portal.runs(name):
                self.portal.kill(name)
        self.portal.start(*(name for name in STANDARD if not self.portal.runs(name)))
        self.portal.rows("UPDATE monitoring_report SET state = 'failed' WHERE state IN ('queued', 'running')")
        self.portal.rows("TRUNCATE monitoring_subscription, monitoring_delivery, monitoring_recipient CASCADE")
        for file in self.archive():
            file.unlink()


@pytest.fixture(scope="session")
def whole_portal() -> Iterator[Drill]:
    with ExitStack() as stack:
        postgres = stack.enter_context(ThrowawayPostgres())
        redis = stack.enter_context(ThrowawayRedis())
        proxy = stack.enter_context(TcpProxy(target_port=redis.port))
        mailhost = stack.enter_context(MailHost())
        portal = stack.enter_context(
            production_portal(
                server=postgres.url,
                broker=f"redis://127.0.0.1:{proxy.port}/0",
                EMAIL_HOST="127.0.0.1",
                EMAIL_PORT=str(mailhost.port),
                DELIVERY_SMTP_SECONDS="5",
                WEB_WORKERS="1",  # so that a connection which an earlier order opened is used by a later one
            )
        )
        yield Drill(portal, postgres, redis, proxy, mailhost, Visitor(portal.url, "wydzial@demo.example"))


@pytest.fixture
def drill(whole_portal: Drill) -> Any:
    whole_portal.mend()
    return whole_portal
