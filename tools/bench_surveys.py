"""Answering under load: gunicorn as in production, PostgreSQL, respondents on loopback; all three share this machine.

    python -m tools.bench_surveys [--answers N] [--workers N]

(a) 330 pupils at once, eleven labs of thirty, six pages each: nothing lost or doubled, 95 of 100 requests under 500 ms;
(b) 5,000 answers as fast as the machine takes them: none lost; requests a second beside the bare limit: a Django view without
    any middleware that inserts one answer, behind the same gunicorn, asked by the same load in the same run.
"""

import argparse
import asyncio
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import psycopg

from tools.services import ThrowawayPostgres, free_port
from tools.surveyload import Browser, Pace, Tally, answer_all
from tools.test import ROOT, suite_environment

PUPILS, ANSWERS = 330, 5_000
LIMIT_MS, CONNECTIONS = 500, 32
LESSON = Pace(start=10, page=(4, 10))
BARE_REQUESTS = 4_000
START_SECONDS = 60.0
WSGI, BARE = "hdr_portal.wsgi:application", "tools.bench_surveys_bare:application"


def main() -> int:
    """Start the database and the servers, let respondents answer, look what is stored."""
    options = argparse.ArgumentParser(description="Pomiar wypełniania ankiet.")
    options.add_argument("--answers", type=int, default=ANSWERS)
    options.add_argument("--workers", default="2")
    options.add_argument("--worker-class", default="", help="zamiast tej z deploy/gunicorn.conf.py")
    given = options.parse_args()
    with ThrowawayPostgres() as postgres, tempfile.TemporaryDirectory(prefix="hdr-bench-") as folder:
        environment = prepared(postgres.url, Path(folder)) | {"WEB_WORKERS": given.workers}
        other = ("--worker-class", given.worker_class) if given.worker_class else ()
        with gunicorn(WSGI, environment, *other) as port:
            quick = lesson(port, environment)
            whole, pace = storm(port, environment, given.answers)
        with gunicorn(BARE, environment, *other) as port:
            bare = limit(port)
    print(f"(b) granica: sam zapis wiersza {bare:.0f} żądań/s; ankieta ma z tego {pace / bare:.0%} (cel: połowa)")
    return 0 if quick and whole else 1


def prepared(database_url: str, folder: Path) -> dict[str, str]:
    """A database with the tables and the units; the environment of all processes."""
    environment = suite_environment(database_url=database_url, redis_url="redis://127.0.0.1:1/0", data=folder)
    environment["DJANGO_SETTINGS_MODULE"] = "hdr_portal.settings"
    for line in ("migrate -v0", "createcachetable", "collectstatic --noinput -v0"):
        subprocess.run(
            [sys.executable, "manage.py", *line.split()],
            cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
    return environment


@contextmanager
def gunicorn(application: str, environment: Mapping[str, str], *options: str) -> Iterator[int]:
    """A server in production's manner on a free port."""
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "--config",
        str(ROOT / "deploy" / "gunicorn.conf.py"),
        "--chdir",
        str(ROOT),
    ]
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123 - no file of ours
        server = subprocess.Popen(
            [*command, *options, "--bind", f"127.0.0.1:{port}", application],
            cwd=ROOT,
            env=dict(environment),
            stdout=nowhere,
            stderr=nowhere,
        )
    try:
        deadline = time.monotonic() + START_SECONDS
        while not serves(port):
            if server.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError("gunicorn did not start.")
            time.sleep(0.1)
        yield port
    finally:
        server.terminate()
        server.wait(30)


def serves(port: int) -> bool:
    """Whether a worker answers, with whatever."""
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status < HTTPStatus.INTERNAL_SERVER_ERROR
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def new_codes(environment: Mapping[str, str], size: int) -> list[str]:
    """A new campaign with so many codes."""
    command = [sys.executable, "-m", "tools.surveyload_data", str(size)]
    done = subprocess.run(command, cwd=ROOT, env=dict(environment), check=True, capture_output=True, text=True)
    return done.stdout.split()


def stored(environment: Mapping[str, str]) -> Counter[str]:
    """How often each code's answer is there: respondents write their code into the short text."""
    with psycopg.connect(environment["DATABASE_URL"]) as connection:
        return Counter(row[0] for row in connection.execute("SELECT answers->>'mark' FROM surveys_response"))


# --- (a) ------------------------------------------------------------------------------------------------------------
def lesson(port: int, environment: Mapping[str, str]) -> bool:
    """330 pupils come in within ten seconds and stay four to ten seconds on each page."""
    codes = new_codes(environment, PUPILS)
    tally = asyncio.run(answer_all(port, codes, at_once=PUPILS, pace=LESSON))
    there = stored(environment)
    lost, doubled = whole_and_once(codes, there)
    late = tally.share(0.95) * 1000
    print(
        f"(a) {PUPILS} uczniów naraz, wejście w {LESSON.start:.0f} s, strona {LESSON.page[0]:.0f}–{LESSON.page[1]:.0f} s: "
        f"{words(tally)}; zgubione {lost}, podwójne {doubled}, błędy {len(tally.errors)} {dict(Counter(tally.errors)) or ''}"
    )
    return lost == doubled == 0 and late < LIMIT_MS and not tally.errors


def whole_and_once(codes: list[str], there: Counter[str]) -> tuple[int, int]:
    """Codes whose answer is not there, and those whose answer is there more than once."""
    return sum(not there[code] for code in codes), sum(there[code] > 1 for code in codes)


def words(tally: Tally) -> str:
    """The times of a load in words."""
    p50, p95, p99 = (tally.share(part) * 1000 for part in (0.5, 0.95, 0.99))
    return (
        f"{len(tally.confirmed)} odpowiedzi, {len(tally.seconds)} żądań w {tally.took:.1f} s, "
        f"mediana {p50:.0f} ms, p95 {p95:.0f} ms, p99 {p99:.0f} ms"
    )


# --- (b) ------------------------------------------------------------------------------------------------------------
def storm(port: int, environment: Mapping[str, str], size: int) -> tuple[bool, float]:
    """So many answers one after another on 32 connections, without a pause; whether all are there, requests a second."""
    codes = new_codes(environment, size)
    tally = asyncio.run(answer_all(port, codes, at_once=CONNECTIONS, pace=Pace()))
    lost, doubled = whole_and_once(codes, stored(environment))
    pace = len(tally.seconds) / tally.took
    print(
        f"(b) {size} odpowiedzi na {CONNECTIONS} połączeniach: {words(tally)}; {pace:.0f} żądań/s, "
        f"{size / tally.took:.1f} odpowiedzi/s; zgubione {lost}, podwójne {doubled}, błędy {len(tally.errors)}",
        flush=True,
    )
    return lost == doubled == 0 and not tally.errors, pace


def limit(port: int) -> float:
    """Requests a second of the bare view under the same number of connections."""
    tally = Tally()

    async def ask(times: int) -> None:
        browser = Browser(port, tally)
        for _ in range(times):
            page = await browser.post("/", [("a", "1")])
            if page.status != 204:
                raise RuntimeError(f"The bare view answered {page.status}.")
        browser.close()

    async def all_of_them() -> None:
        await asyncio.gather(*(ask(BARE_REQUESTS // CONNECTIONS) for _ in range(CONNECTIONS)))

    start = time.perf_counter()
    asyncio.run(all_of_them())
    return len(tally.seconds) / (time.perf_counter() - start)


if __name__ == "__main__":
    sys.exit(main())
