"""Throw-away PostgreSQL and Redis for tests: real servers on free loopback ports, gone when the block ends.

    with ThrowawayPostgres() as postgres, ThrowawayRedis() as redis:
        run(DATABASE_URL=postgres.url, BROKER_URL=redis.url)
        redis.freeze()      # accepts connections, answers nothing
        redis.thaw()
        postgres.restart()  # same port, same data

Each server runs in a process group and a temporary folder of its own, as an unprivileged user when we are root. A
Leash removes both even when the test run itself is killed.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from tools.leash import Leash, signal_group

START_SECONDS = 30.0
STOP_SECONDS = 15.0
POLL_SECONDS = 0.05


class ServiceFailed(Exception):
    """A server could not be started or stopped; the message carries the end of its log."""


def free_port() -> int:
    """A loopback port nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def accepts_connections(port: int) -> bool:
    """Whether something listens on the loopback port."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def unprivileged_user() -> pwd.struct_passwd | None:
    """Whom to run a server as: PostgreSQL refuses root. None when we are not root ourselves."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise ServiceFailed("Neither the user postgres nor nobody exists to run servers as.")


def descendants(pid: int) -> Iterator[int]:
    """Process ids of all children of `pid` and their children."""
    for listing in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = listing.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(fields[1]) == pid:
            child = int(listing.parent.name)
            yield child
            yield from descendants(child)


class ThrowawayService(ABC):
    """A server in a temporary folder: start, stop, restart, kill, freeze, thaw."""

    name: str
    stop_signal: int

    def __init__(self) -> None:
        self.port = free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self._folder: Path | None = None
        self._leash: Leash | None = None
        self._user = unprivileged_user()

    def __enter__(self) -> Self:
        try:
            self.create()
            self.start()
        except BaseException:
            self.destroy()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.destroy()

    @property
    @abstractmethod
    def url(self) -> str:
        """The address as DATABASE_URL or BROKER_URL takes it."""

    @property
    def folder(self) -> Path:
        """The temporary folder with data and log."""
        if self._folder is None:
            raise ServiceFailed(f"{self.name} has not been created yet.")
        return self._folder

    @property
    def pid(self) -> int:
        """Process id of the running server."""
        if self._process is None:
            raise ServiceFailed(f"{self.name} is not running.")
        return self._process.pid

    @property
    def is_running(self) -> bool:
        """Whether the server's process lives (a frozen one does)."""
        return self._process is not None and self._process.poll() is None

    def create(self) -> None:
        """Make the folder and whatever the server wants to find in it."""
        self._folder = Path(tempfile.mkdtemp(prefix=f"hdr-{self.name}-"))
        self._leash = Leash()
        self._leash.own_folder(self._folder)
        if self._user:
            os.chown(self._folder, self._user.pw_uid, self._user.pw_gid)
        self.prepare()

    def start(self) -> None:
        """Start the server on its port and wait until it answers."""
        with (self.folder / "log").open("ab") as log:
            self._process = self._spawn(self.command(), log=log.fileno())
        if self._leash:
            self._leash.watch(self._process.pid)
        self._wait_until_ready()

    def stop(self) -> None:
        """Stop in good order; the data stays for start()."""
        if self.is_running:
            self.thaw()
            self._signal_and_wait(self.stop_signal)
        self._forget_process()

    def kill(self) -> None:
        """End it as a crash does (SIGKILL); the data stays for start()."""
        if self.is_running:
            self._signal_and_wait(signal.SIGKILL)
        self._forget_process()

    def restart(self) -> None:
        """stop() and start(): same port, same data."""
        self.stop()
        self.start()

    def freeze(self) -> None:
        """Halt every process of the server: the kernel still accepts connections, nothing answers."""
        for pid in (self.pid, *descendants(self.pid)):
            os.kill(pid, signal.SIGSTOP)

    def thaw(self) -> None:
        """Let a frozen server go on."""
        for pid in (*descendants(self.pid), self.pid):
            os.kill(pid, signal.SIGCONT)

    def destroy(self) -> None:
        """Stop the server and remove its folder. Safe to call at any time and twice."""
        try:
            self.stop()
        finally:
            if self._folder:
                shutil.rmtree(self._folder, ignore_errors=True)
                self._folder = None
            if self._leash:
                self._leash.release()
                self._leash = None

    @abstractmethod
    def command(self) -> list[str]:
        """The command line of the server, in the foreground."""

    @abstractmethod
    def answers(self) -> bool:
        """Whether the server answers a real question, not only the port."""

    def prepare(self) -> None:  # noqa: B027  a hook: Redis needs nothing
        """Fill the folder before the first start."""

    def _spawn(self, command: list[str], *, log: int) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=self.folder,
            start_new_session=True,
            user=self._user.pw_uid if self._user else None,
            group=self._user.pw_gid if self._user else None,
            extra_groups=[] if self._user else None,
        )

    def _run(self, command: list[str]) -> None:
        """Run a helper program as the server's user; its words go into the log."""
        with (self.folder / "log").open("ab") as log:
            code = self._spawn(command, log=log.fileno()).wait(START_SECONDS * 4)
        if code:
            raise self._failure(f"{command[0]} ended with code {code}")

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while not self.answers():
            if not self.is_running or time.monotonic() > deadline:
                raise self._failure("did not start")
            time.sleep(POLL_SECONDS)

    def _signal_and_wait(self, number: int) -> None:
        family = [self.pid, *descendants(self.pid)]
        os.kill(self.pid, number)
        try:
            if self._process:
                self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            number = signal.SIGKILL
        if number == signal.SIGKILL:
            for pid in family:
                signal_group(pid, signal.SIGKILL)
            if self._process:
                self._process.wait(STOP_SECONDS)

    def _forget_process(self) -> None:
        if self._process and self._leash:
            self._leash.forget(self._process.pid)
        self._process = None

    def _failure(self, what: str) -> ServiceFailed:
        log = self.folder / "log"
        tail = log.read_text(errors="replace")[-2000:] if log.exists() else ""
        return ServiceFailed(f"{self.name}: {what}\n{tail}")


class ThrowawayPostgres(ThrowawayService):
    """PostgreSQL with durability off and, as in production, Polish collation and an owner who is no superuser."""

    name = "postgres"
    stop_signal = signal.SIGINT  # "fast": ends sessions, keeps data

    @property
    def url(self) -> str:
        return f"postgresql://portal@127.0.0.1:{self.port}/portal"

    @property
    def superuser_url(self) -> str:
        """For dumps, restores and looking into pg_stat_activity."""
        return f"postgresql://postgres@127.0.0.1:{self.port}/postgres"

    def prepare(self) -> None:
        self._run(
            [
                *(str(postgres_program("initdb")), "--pgdata=data", "--username=postgres", "--auth=trust"),
                *("--encoding=UTF8", "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=pl-PL"),
                *("--no-sync", "--no-instructions"),
            ]
        )
        self.start()
        self.execute("CREATE ROLE portal LOGIN CREATEDB", "CREATE DATABASE portal OWNER portal")
        self.stop()

    def execute(self, *statements: str) -> None:
        """Run statements as the superuser, each in its own transaction."""
        for statement in statements:
            self._run([str(postgres_program("psql")), self.superuser_url, "-X", "-q", "-c", statement])

    def command(self) -> list[str]:
        settings = {
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": str(self.folder),
            "fsync": "off",
            "synchronous_commit": "off",
            "full_page_writes": "off",
            "max_connections": "200",
            "log_min_messages": "warning",
        }
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return [str(postgres_program("postgres")), "-D", "data", "-p", str(self.port), *options]

    def answers(self) -> bool:
        question = [str(postgres_program("pg_isready")), "-q", "-h", "127.0.0.1", "-p", str(self.port)]
        return subprocess.run(question, check=False).returncode == 0


class ThrowawayRedis(ThrowawayService):
    """Redis as in production: append-only file, nothing evicted."""

    name = "redis"
    stop_signal = signal.SIGTERM

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def command(self) -> list[str]:
        return [
            *(program("redis-server"), "--port", str(self.port), "--bind", "127.0.0.1"),
            *("--dir", str(self.folder), "--appendonly", "yes", "--save", ""),
            *("--maxmemory-policy", "noeviction", "--daemonize", "no"),
        ]

    def answers(self) -> bool:
        return self.ask("PING") == "+PONG"

    def flush(self) -> None:
        """Lose everything the broker held."""
        self.ask("FLUSHALL")

    def ask(self, command: str) -> str:
        """First line of the answer to an inline command; empty when there is none within a second."""
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1) as connection:
                connection.sendall(command.encode() + b"\r\n")
                return connection.recv(4096).decode(errors="replace").partition("\r\n")[0]
        except OSError:
            return ""


def program(name: str) -> str:
    """The path of an installed program; a clear error when there is none."""
    found = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/bin:/usr/sbin:/usr/local/bin")
    if not found:
        raise ServiceFailed(f"{name} is not installed.")
    return found


def postgres_program(name: str) -> Path:
    """A program of the newest installed PostgreSQL; Debian keeps them off PATH."""
    folders = Path("/usr/lib/postgresql").glob("*/bin")
    newest = sorted(folders, key=lambda folder: int(folder.parent.name), reverse=True)
    for folder in newest:
        if (folder / name).exists():
            return folder / name
    return Path(program(name))
