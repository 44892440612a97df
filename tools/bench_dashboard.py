"""The inventory's dashboards with 12 and with 1,000 schools of 250 devices each: medians of the server's time, queries.

    python -m tools.bench_dashboard [--schools N] [--runs N]

Both sizes are measured in one run against the same throw-away PostgreSQL. The raw limit stands beside: one grouped query over
all devices, which is what a dashboard without kept summaries would have to ask several times for each visit.
"""

import argparse
import datetime
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tools.services import ThrowawayPostgres
from tools.test import ROOT, suite_environment

FEW, MANY, RUNS = 12, 1_000, 15
CHILD = "--inside"
LIMIT_MS = 150
CITY, SCHOOL = "/inwentarz/", "/inwentarz/jednostki/{}/"
LICENCES, PUPILS = 8, 320
Measured = dict[str, tuple[float, int]]


def main() -> int:
    """Start the database and run the measuring process in it."""
    options = argparse.ArgumentParser(description="Pomiar pulpitów inwentarza.")
    options.add_argument("--schools", type=int, default=MANY)
    options.add_argument("--runs", type=int, default=RUNS)
    options.add_argument(CHILD, action="store_true", help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.inside:
        return measure(given.schools, given.runs)
    with ThrowawayPostgres() as postgres, tempfile.TemporaryDirectory(prefix="hdr-bench-") as folder:
        environment = suite_environment(database_url=postgres.url, redis_url="redis://127.0.0.1:1/0", data=Path(folder))
        environment["DJANGO_SETTINGS_MODULE"] = "hdr_portal.settings"
        for line in ("migrate -v0", "createcachetable", "collectstatic --noinput -v0", "load_dictionaries"):
            command = [sys.executable, "manage.py", *line.split()]
            subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
        command = [sys.executable, "-m", "tools.bench_dashboard", CHILD]
        command += ["--schools", str(given.schools), "--runs", str(given.runs)]
        return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def measure(schools: int, runs: int) -> int:
    """Measure both sizes in turn, print a table; fails when a figure that is promised is missed."""
    import django  # the settings are this process's own

    django.setup()
    from tools.bench_register_data import PER_SCHOOL, grow_register

    found: list[Measured] = []
    for size in (FEW, schools):
        start = time.perf_counter()
        grow_register(size * PER_SCHOOL)
        furnish()
        print(
            f"{size} jednostek, {size * PER_SCHOOL} urządzeń wpisanych w {time.perf_counter() - start:.0f} s",
            flush=True,
        )
        found.append(measured(runs))
    return report(found[0], found[1], schools=schools, runs=runs)


def furnish() -> None:
    """Give every school that has none pupils, licences and an accepted sheet."""
    from inventory.models import Edition, Licence, Product, Sheet
    from schools.models import Establishment, EstablishmentKind, School, Statistic
    from schools.scope import whole_municipality

    autumn = datetime.date(2026, 9, 30)
    with whole_municipality():
        bare = list(School.objects.filter(establishments=None))
        places = Establishment.objects.bulk_create(
            [Establishment(school=one, kind=EstablishmentKind.PRIMARY, name=f"SP w {one}") for one in bare]
        )
        Statistic.objects.bulk_create(
            [Statistic(establishment=one, day=autumn, pupils=PUPILS, source="pomiar") for one in places]
        )
        products = list(Product.objects.order_by("pk")[:LICENCES])
        Licence.objects.bulk_create(
            [
                Licence(school=one, product=product, kind="edu", seats=40, in_use=30 + number,
                        expires_on=autumn + datetime.timedelta(days=60 * number))
                for one in bare
                for number, product in enumerate(products)
            ]
        )  # fmt: skip
        asked = Edition.objects.get_or_create(name="Pomiar", defaults={"kind": "current", "opened_on": autumn})[0]
        Sheet.objects.bulk_create(
            [Sheet(school=one, edition=asked, state="accepted", accepted_on=autumn) for one in bare]
        )


def measured(runs: int) -> Measured:
    """Each page and each recount: median milliseconds and queries."""
    from django.db import connection

    from inventory.changes import mark_stale
    from inventory.dashboards import figures
    from schools.models import School
    from schools.scope import whole_municipality
    from tools.bench_register import client

    with whole_municipality():
        schools = list(School.objects.order_by("pk").values_list("pk", flat=True))
    department, director = client("department", None), client("director", School(pk=schools[1]))

    def get(url: str, who: Any = department) -> Callable[[], None]:
        return lambda: answered(who, url)

    def get_afresh() -> None:
        figures._last.clear()  # noqa: SLF001 - as in a process that has just started
        answered(department, CITY)

    def get_stale(stale: list[int]) -> Callable[[], None]:
        def work() -> None:
            with whole_municipality():
                mark_stale(stale)
            answered(department, CITY)

        return work

    def group_all() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT school_id, category_id, count(*) FROM inventory_device GROUP BY 1, 2")
            cursor.fetchall()

    few = max(3, runs // 5)
    return {
        "policzenie wszystkich po raz pierwszy": timed(get(CITY), 0),
        "pulpit gminy": timed(get(CITY), runs),
        "pulpit gminy, według wartości": timed(get(f"{CITY}?sortuj=-wartosc"), runs),
        "pulpit gminy, jednostki i kategorie": timed(get(f"{CITY}?tabela=kategorie"), runs),
        "pulpit jednostki, dyrektor": timed(get(CITY, director), runs),
        "pulpit gminy w nowym procesie": timed(get_afresh, runs),
        "pulpit gminy, jedna jednostka zmieniona": timed(get_stale(schools[:1]), runs),
        "pulpit gminy, wszystkie zmienione": timed(get_stale(schools), few),
        "granica: jedno zapytanie grupujące": timed(group_all, runs),
    }


def answered(who: Any, url: str) -> None:
    """One visit."""
    status = who.get(url).status_code
    if status != 200:
        raise RuntimeError(f"{url} answered {status}.")


def timed(work: Callable[[], None], runs: int) -> tuple[float, int]:
    """Median milliseconds after one run to warm up (no further runs: that one), and its queries."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    start = time.perf_counter()
    with CaptureQueriesContext(connection) as captured:
        work()
    queries = len(captured)
    times = [] if runs else [(time.perf_counter() - start) * 1000]
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times), queries


PROMISED = (
    "pulpit gminy",
    "pulpit gminy, według wartości",
    "pulpit gminy, jednostki i kategorie",
    "pulpit jednostki, dyrektor",
)


def report(few: Measured, many: Measured, *, schools: int, runs: int) -> int:
    """Print the table; returns 1 when a promise is missed."""
    late = []
    print(f"czas serwera, mediana z {runs} przebiegów; zapytania przy obu wielkościach")
    print(f"{'jednostek':42} {FEW:>8} {schools:>11} {'zapytań':>11}")
    for name, (large, queries) in many.items():
        small, queries_before = few[name]
        mark = "" if name in PROMISED else "  (bez obietnicy)"
        print(f"{name:42} {small:>5.0f} ms {large:>8.0f} ms {queries_before:>7}/{queries}{mark}")
        if name in PROMISED and (large >= LIMIT_MS or queries != queries_before):
            late.append(name)
    print(f"ponad {LIMIT_MS} ms albo więcej zapytań niż przy {FEW} jednostkach: {', '.join(late) or 'nic'}")
    return 1 if late else 0


if __name__ == "__main__":
    raise SystemExit(main())
