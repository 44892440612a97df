"""Reports of the demonstration city: the progress report beside WeasyPrint alone, and twelve school reports on two cores.

    python -m tools.bench_reports [--runs N]

(a) the progress report, from the records to the bytes, in a worker that has made one before: median under 4 s and under
    400 MB; beside it WeasyPrint's own time for the very same HTML, and the time that reading the records takes;
(b) twelve school reports by two processes: at least 1.7 times the rate of one process.
Everything in one run, in turns, so that the machine's drift meets both sides.
"""

import argparse
import datetime
import multiprocessing
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from tools.services import ThrowawayPostgres
from tools.test import ROOT, suite_environment

SECONDS, MEGABYTES, RATE = 4.0, 400, 1.7
SCHOOL_REPORTS, CORES = 12, 2
DAY = datetime.date(2026, 6, 30)
PROGRESS, SCHOOLS = "--progress", "--schools"


def main() -> int:
    """Start the database, load the demonstration, measure each part in a process of its own."""
    options = argparse.ArgumentParser(description="Pomiar raportów.")
    options.add_argument("--runs", type=int, default=5)
    for name in (PROGRESS, SCHOOLS):
        options.add_argument(name, action="store_true", help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.progress:
        return progress(given.runs)
    if given.schools:
        return schools(given.runs)
    with ThrowawayPostgres() as postgres, tempfile.TemporaryDirectory(prefix="hdr-bench-") as folder:
        environment = suite_environment(database_url=postgres.url, redis_url="redis://127.0.0.1:1/0", data=Path(folder))
        environment |= {"DJANGO_SETTINGS_MODULE": "hdr_portal.settings", "HDR_DEMO": "1"}
        prepare(environment)
        return max(inside(part, given.runs, environment) for part in (PROGRESS, SCHOOLS))


def prepare(environment: Mapping[str, str]) -> None:
    """The portal with the whole demonstration."""
    lines = ("migrate -v0", "createcachetable", "collectstatic --noinput -v0", "load_units",
             "load_plan data/tomaszow/plan.yaml", "load_dictionaries", "load_instruments", "load_demo")  # fmt: skip
    for line in lines:
        command = [sys.executable, "manage.py", *line.split()]
        subprocess.run(command, cwd=ROOT, env=dict(environment), check=True, stdout=subprocess.DEVNULL)


def inside(part: str, runs: int, environment: Mapping[str, str]) -> int:
    """One part in a fresh process."""
    command = [sys.executable, "-m", "tools.bench_reports", part, "--runs", str(runs)]
    return subprocess.run(command, cwd=ROOT, env=dict(environment), check=False).returncode


# --- (a) ----------------------------------------------------------------------------------------------------------------
def progress(runs: int) -> int:
    """The progress report and WeasyPrint alone, in turns; fails when it is too slow or too large."""
    report = asked("progress", None)
    made(report)  # libraries are loaded, templates compiled
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    reading, whole, alone, pages = [], [], [], 0
    for _ in range(runs):
        start = time.perf_counter()
        inputs = gathered(report)
        reading.append(time.perf_counter() - start)
        file = rendered(report, inputs)
        whole.append(time.perf_counter() - start)
        alone.append(weasyprint_alone(inputs))
        pages = file.pages
    seconds, bare = statistics.median(whole), statistics.median(alone)
    print(
        f"(a) raport z postępu, {pages} stron: {seconds:.2f} s (granica {SECONDS:.0f} s), w tym zebranie danych "
        f"{statistics.median(reading):.2f} s; sam WeasyPrint z tego samego HTML {bare:.2f} s (×{seconds / bare:.2f}); "
        f"pamięć {peak:.0f} MB (granica {MEGABYTES} MB)",
        flush=True,
    )
    return 0 if seconds < SECONDS and peak < MEGABYTES else 1


def weasyprint_alone(inputs: dict[str, Any]) -> float:
    """Seconds of a plain HTML.write_pdf of the same document, with the same files at hand."""
    import weasyprint  # slow to load
    from django.conf import settings

    from hdr_portal.lib import pdf
    from monitoring.report_drawings import pictures
    from monitoring.report_rendering import render_report_html

    html = render_report_html(inputs, for_pdf=True)
    fetcher = pdf._fetcher(settings.BASE_DIR / "static", pictures(inputs))  # noqa: SLF001 - the same files, no other work
    start = time.perf_counter()
    weasyprint.HTML(string=html, base_url=pdf.SHIPPED, url_fetcher=fetcher).write_pdf(pdf_variant="pdf/ua-1")
    return time.perf_counter() - start


# --- (b) ----------------------------------------------------------------------------------------------------------------
def schools(runs: int) -> int:
    """Twelve school reports by one process and by two, in turns; fails when two are not enough faster."""
    keys = school_keys()
    context = multiprocessing.get_context("spawn")
    with (
        ProcessPoolExecutor(1, mp_context=context, initializer=warm, initargs=(keys[0],)) as one,
        ProcessPoolExecutor(CORES, mp_context=context, initializer=warm, initargs=(keys[0],)) as two,
    ):
        for pool, workers in ((one, 1), (two, CORES)):
            list(pool.map(time.sleep, [1.0] * workers))  # every process is there and warm
        seconds: dict[int, list[float]] = {1: [], CORES: []}
        for _ in range(runs):
            for pool, workers in ((one, 1), (two, CORES)):
                start = time.perf_counter()
                pages = list(pool.map(school_report, keys))
                seconds[workers].append(time.perf_counter() - start)
    alone, together = (statistics.median(seconds[workers]) for workers in (1, CORES))
    print(
        f"(b) {len(keys)} raportów jednostek po {min(pages)}–{max(pages)} stron: jeden proces {alone:.1f} s, "
        f"{CORES} procesy {together:.1f} s, czyli ×{alone / together:.2f} (granica ×{RATE})"
    )
    return 0 if alone / together >= RATE else 1


def school_keys() -> list[int]:
    """The units that reports are made of."""
    import django

    django.setup()
    from schools.models import School
    from schools.scope import whole_municipality

    with whole_municipality():
        return list(School.objects.order_by("pk").values_list("pk", flat=True)[:SCHOOL_REPORTS])


def warm(key: int) -> None:
    """A worker that has made one report."""
    school_report(key)


def school_report(key: int) -> int:
    """One report of a unit, from the records to the bytes; its pages."""
    return int(made(asked("school", key)).pages)


# --- Both -----------------------------------------------------------------------------------------------------------------
def asked(kind: str, school: int | None) -> Any:
    """A report as it would be ordered now, not stored."""
    import django

    django.setup()
    from django.utils import timezone

    from monitoring.models import Report
    from schedule.models import Plan

    return Report(
        plan=Plan.objects.get(), as_of=DAY, known_at=timezone.now(), kind=kind, format="pdf", school_id=school
    )


def made(report: Any) -> Any:
    """The file."""
    return rendered(report, gathered(report))


def gathered(report: Any) -> dict[str, Any]:
    """The inputs."""
    from monitoring.services import gather_inputs
    from schools.scope import whole_municipality

    with whole_municipality():
        return gather_inputs(report)


def rendered(report: Any, inputs: dict[str, Any]) -> Any:
    """The file from the inputs."""
    from monitoring.services import render_inputs

    return render_inputs(report, inputs, lambda _percent, _step: None)


if __name__ == "__main__":
    sys.exit(main())
