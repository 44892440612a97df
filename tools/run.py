"""`make run`: the whole portal on this machine with demonstration data, until Ctrl-C.

SQLite and a folder as the broker, all in DATA_DIR (var/ by default): no PostgreSQL, no Redis. The database is prepared
on the first start and when code or data have changed; otherwise a start takes a few seconds.
"""

import fcntl
import hashlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from types import FrameType
from typing import IO

from tools.supervisor import Program, Supervisor, say, shown

ROOT = Path(__file__).resolve().parent.parent
APPS = ("hdr_portal", "schools", "schedule", "inventory", "surveys", "monitoring")
FIRST_PORT = 8000
PATIENCE_SECONDS = 60.0
BROKER_FOLDERS = ("broker", "broker-control")  # a worker ends when they are missing
PLAN = "data/tomaszow/plan.yaml"
STEPS = (
    ("Tworzę bazę danych", ("migrate", "--noinput", "--verbosity", "0")),
    ("Tworzę pamięć podręczną", ("createcachetable",)),
    ("Wczytuję jednostki oświatowe", ("load_units",)),
    ("Wczytuję plan", ("load_plan", PLAN)),
    ("Wczytuję słowniki", ("load_dictionaries",)),
    ("Wczytuję kwestionariusze", ("load_instruments",)),
)
# A shell may hold the settings of another installation; the demo is always the embedded default and mails nobody.
FOREIGN = (
    *("SECRET_KEY", "DATABASE_URL", "BROKER_URL", "REDIS_URL", "DEBUG", "HTTPS", "DJANGO_SETTINGS_MODULE"),
    *("SITE_URL", "ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS"),
    *("EMAIL_HOST", "EMAIL_PORT", "EMAIL_HOST_USER", "EMAIL_HOST_PASSWORD", "EMAIL_USE_TLS"),
)


class CannotRun(Exception):
    """The portal cannot start; the text, in Polish, says why."""


def demo_environment(data: Path, port: int) -> dict[str, str]:
    """The environment of the demo: embedded database and broker in `data`, reachable on loopback alone."""
    foreign = {name for key in FOREIGN for name in (key, f"{key}_FILE")}
    kept = {name: value for name, value in os.environ.items() if name not in foreign}
    return kept | {
        "HDR_DEMO": "true",
        "DATA_DIR": str(data),
        "SITE_URL": f"http://127.0.0.1:{port}",
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
        "PYTHONUNBUFFERED": "1",
    }


def portal_programs(port: int, *, workers: int = 1, beats: int = 1) -> list[Program]:
    """Web server, Celery workers and beats, as `make run` starts them. Names: web, worker, worker2 …, beat, beat2 …"""
    web = ("-m", "gunicorn", "--config", str(ROOT / "deploy" / "gunicorn.conf.py"), "--chdir", str(ROOT))
    celery = ("-m", "celery", "--workdir", str(ROOT), "-A", "hdr_portal")
    quiet = ("--without-gossip", "--without-mingle", "--without-heartbeat", "--concurrency", "1")
    return [
        Program("web", (sys.executable, *web, "--bind", f"127.0.0.1:{port}", "hdr_portal.wsgi:application")),
        *(
            Program(name, (sys.executable, *celery, "worker", "--loglevel", "INFO", "-n", f"{name}@%h", *quiet))
            for name in numbered("worker", workers)
        ),
        *(
            Program(name, (sys.executable, *celery, "beat", "--loglevel", "INFO", "--pidfile="))
            for name in numbered("beat", beats)
        ),
    ]


def numbered(name: str, count: int) -> list[str]:
    """worker, worker2, worker3 …"""
    return [name if number == 1 else f"{name}{number}" for number in range(1, count + 1)]


def choose_port() -> int:
    """PORT when it is set, otherwise 8000 or the next free one."""
    if wish := os.environ.get("PORT"):
        return _wished_port(wish)
    for port in range(FIRST_PORT, FIRST_PORT + 100):
        if is_free(port):
            return port
    raise CannotRun("Porty od 8000 do 8099 są zajęte. Podaj wolny, na przykład: make run PORT=9000")


def _wished_port(wish: str) -> int:
    if not wish.isdecimal() or not 0 < int(wish) < 65536:
        raise CannotRun(f"PORT ma wartość „{wish}”. Podaj liczbę od 1 do 65535.")
    if not is_free(int(wish)):
        raise CannotRun(f"Port {wish} jest zajęty. Podaj inny, na przykład: make run PORT={int(wish) % 65535 + 1}")
    return int(wish)


def is_free(port: int) -> bool:
    """Whether we could listen on the loopback port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def fingerprint() -> str:
    """Changes whenever code, migrations, data or libraries change."""
    sources = [path for app in APPS for path in (ROOT / app).rglob("*.py")]
    data = [path for path in (ROOT / "data").rglob("*") if path.is_file()]
    seen = hashlib.sha256()
    for path in sorted([*sources, *data, ROOT / "requirements.txt"]):
        seen.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return seen.hexdigest()


def prepare(data: Path, environment: dict[str, str]) -> None:
    """Database, units, plan and demonstration data; nothing when they are there and nothing has changed."""
    mark = data / "prepared"
    current = fingerprint()
    if mark.exists() and mark.read_text() == current and (data / "portal.sqlite3").exists():
        return
    mark.unlink(missing_ok=True)
    for title, command in STEPS:
        say(f"{title}…")
        manage(command, data, environment)
    say("Wczytuję dane pokazowe…")
    (data / "accounts.txt").write_text(manage(("load_demo",), data, environment))
    mark.write_text(current)


def manage(command: tuple[str, ...], data: Path, environment: dict[str, str]) -> str:
    """Run a management command; returns what it printed. Its errors go to log/setup.log."""
    log = data / "log" / "setup.log"
    log.parent.mkdir(exist_ok=True)
    done = subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), *command],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    with log.open("a") as file:
        file.write(f"$ manage.py {' '.join(command)}\n{done.stdout}{done.stderr}\n")
    if done.returncode:
        tail = (done.stdout + done.stderr).strip()[-1500:]
        raise CannotRun(f"Nie udało się polecenie „manage.py {' '.join(command)}”:\n{tail}\nCałość: {shown(log)}")
    return done.stdout


@contextmanager
def only_one(data: Path) -> Iterator[IO[str] | None]:
    """The lock file of this data folder, or None when another `make run` holds it."""
    with (data / "portal.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield None
        else:
            yield lock
            lock.truncate(0)


def write_address(lock: IO[str], url: str) -> None:
    """Let a second `make run` say where the first one answers."""
    lock.truncate(0)
    lock.write(json.dumps({"url": url, "pid": os.getpid()}))
    lock.flush()


def say_already_running(data: Path) -> None:
    """What a second `make run` beside a running one tells."""
    try:
        where = f" pod adresem {json.loads((data / 'portal.lock').read_text())['url']}/"
    except (ValueError, KeyError):
        where = " albo właśnie się uruchamia"
    say(f"Portal już działa{where}. Zatrzymasz go klawiszami Ctrl+C w oknie, w którym został uruchomiony.")


class Welcome:
    """Says once, when the web server answers, where the portal is and who may sign in; or that it does not answer."""

    def __init__(self, port: int, data: Path) -> None:
        self._port = port
        self._data = data
        self._patience_ends = time.monotonic() + PATIENCE_SECONDS
        self._said = False

    def __call__(self) -> None:
        if self._said:
            return
        if answers(self._port):
            self._say(self._welcome())
        elif time.monotonic() > self._patience_ends:
            self._say(f"Portal nie odpowiada. Sprawdź dziennik {shown(self._data / 'log' / 'web.log')}.")

    def _say(self, text: str) -> None:
        self._said = True
        say(text)

    def _welcome(self) -> str:
        accounts = (self._data / "accounts.txt").read_text().strip()
        return (
            f"\nPortal działa: http://127.0.0.1:{self._port}/\n\n{accounts}\n\n"
            f"Dane: {shown(self._data)}, dzienniki: {shown(self._data / 'log')}. Ctrl+C zatrzymuje portal."
        )


def answers(port: int) -> bool:
    """Whether the portal on the loopback port says that it is well."""
    connection = HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", "/zdrowie/")
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def interrupt(number: int, frame: FrameType | None) -> None:
    """While the database is prepared, SIGTERM and a closed terminal stop us like Ctrl-C."""
    del number, frame
    raise KeyboardInterrupt


def run(data: Path, lock: IO[str]) -> None:
    """Prepare, start, watch, stop."""
    port = choose_port()
    environment = demo_environment(data, port)
    for folder in BROKER_FOLDERS:
        (data / folder).mkdir(exist_ok=True)
    prepare(data, environment)
    write_address(lock, f"http://127.0.0.1:{port}")
    say("Uruchamiam portal…")
    supervisor = Supervisor(portal_programs(port), environment=environment, logs=data / "log")
    supervisor.run(on_tick=Welcome(port, data))
    say("Portal zatrzymany. Dane zostały zachowane.")


def main() -> int:
    signal.signal(signal.SIGTERM, interrupt)
    signal.signal(signal.SIGHUP, interrupt)
    data = Path(os.environ.get("DATA_DIR") or ROOT / "var").resolve()
    data.mkdir(parents=True, exist_ok=True)
    try:
        with only_one(data) as lock:
            if lock is None:
                say_already_running(data)
            else:
                run(data, lock)
    except CannotRun as problem:
        say(str(problem))
        return 1
    except KeyboardInterrupt:
        say("\nPrzerwano.")
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
