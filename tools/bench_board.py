"""Board page and progress report with 12 and with 200 units, medians of several runs, and memory.

    python -m tools.bench_board [--runs N]

Everything runs against a throw-away PostgreSQL in one go, so the two sizes can be compared with each other; absolute
figures drift between machines and hours.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from tools.services import ThrowawayPostgres
from tools.test import ROOT, suite_environment

SIZES = (12, 200)
DAY = "2026-06-30"
MEGABYTE = 1024
CHILD = "--inside"


def main() -> int:
    """Start the database and run the measuring process in it."""
    options = argparse.ArgumentParser(description="Pomiar czasu i pamięci.")
    options.add_argument("--runs", type=int, default=7)
    options.add_argument(CHILD, action="store_true", help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.inside:
        return measure_all(given.runs)
    with ThrowawayPostgres() as postgres, tempfile.TemporaryDirectory(prefix="hdr-bench-") as folder:
        environment = suite_environment(database_url=postgres.url, redis_url="redis://127.0.0.1:1/0", data=Path(folder))
        environment["DJANGO_SETTINGS_MODULE"] = "hdr_portal.settings"
        prepare(environment)
        command = [sys.executable, "-m", "tools.bench_board", CHILD, "--runs", str(given.runs)]
        return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def prepare(environment: Mapping[str, str]) -> None:
    """An empty portal with the real plan, its units and static files."""
    for line in (
        "migrate -v0",
        "createcachetable",
        "collectstatic --noinput -v0",
        "load_units",
        "load_plan data/tomaszow/plan.yaml",
        "load_dictionaries",
    ):
        command = [sys.executable, "manage.py", *line.split()]
        subprocess.run(command, cwd=ROOT, env=dict(environment), check=True, stdout=subprocess.DEVNULL)


def measure_all(runs: int) -> int:
    """Measure each size in turn and print a table."""
    import django  # the settings are this process's own

    django.setup()
    from tools.bench_data import board_client, fill, grow_to  # models load after the set-up

    fill()
    print(f"mediana z {runs} przebiegów; raport: cały proces manage.py make_report, mediana z 3")
    print(
        f"{'jednostek':>10} {'pulpit wskaźników':>20} {'strona planu':>14} {'raport':>10} {'pamięć':>10} {'stron':>6}"
    )
    for size in SIZES:
        grow_to(size)
        client = board_client()
        board = median_ms(lambda: client.get("/wskazniki/"), runs)  # noqa: B023 - called at once
        plan = median_ms(lambda: client.get("/plan/", follow=True), runs)  # noqa: B023 - called at once
        seconds, megabytes, pages = report()
        print(f"{size:>10} {board:>17.0f} ms {plan:>11.0f} ms {seconds:>8.1f} s {megabytes:>7.0f} MB {pages:>6}")
    return 0


def median_ms(work: Callable[[], object], runs: int) -> float:
    """Median of several runs in milliseconds, after one to warm up."""
    work()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def report() -> tuple[float, float, str]:
    """Seconds (median of three), peak memory in MB and pages of a report made by a process of its own."""
    times, pages = [], ""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "manage.py", "make_report", "--as-of", DAY, "--out", f"{folder}/r.pdf"]
        for _ in range(3):
            start = time.perf_counter()
            done = subprocess.run(command, cwd=ROOT, env=dict(os.environ), check=True, capture_output=True, text=True)
            times.append(time.perf_counter() - start)
            pages = done.stdout.partition(": ")[2].partition(" ")[0]
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / MEGABYTE
    return statistics.median(times), peak, pages


if __name__ == "__main__":
    raise SystemExit(main())
