"""The register's list with 2,000 and with 250,000 devices: medians of the server's time, queries, and their ratio.

    python -m tools.bench_register [--devices N] [--runs N]

Both sizes are measured in one run against the same throw-away PostgreSQL, so they can be compared; NetBox's figures, measured
once with 10,000 and 100,000 devices on a machine with 2 cores, stand beside.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.services import ThrowawayPostgres
from tools.test import ROOT, suite_environment

FEW, MANY, RUNS = 2_000, 250_000, 15
CHILD = "--inside"
LIMIT_MS, LIMIT_RATIO = 80, 1.3
PEERS = (
    ("lista, pierwsza strona", 421, 438),
    ("lista jednej jednostki", 398, 475),
    ("szukanie, jedno trafienie", 209, 524),
    ("szukanie, co piąty wiersz", 517, 995),
    ("karta urządzenia", 96, 89),
)


@dataclass(frozen=True)
class Page:
    """A page that is measured. `promised`: lists, filters and searches, of which the limits are said."""

    name: str
    url: str
    promised: bool = True


def main() -> int:
    """Start the database and run the measuring process in it."""
    options = argparse.ArgumentParser(description="Pomiar listy urządzeń.")
    options.add_argument("--devices", type=int, default=MANY)
    options.add_argument("--runs", type=int, default=RUNS)
    options.add_argument(CHILD, action="store_true", help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.inside:
        return measure(given.devices, given.runs)
    with ThrowawayPostgres() as postgres, tempfile.TemporaryDirectory(prefix="hdr-bench-") as folder:
        environment = suite_environment(database_url=postgres.url, redis_url="redis://127.0.0.1:1/0", data=Path(folder))
        environment["DJANGO_SETTINGS_MODULE"] = "hdr_portal.settings"
        for line in ("migrate -v0", "createcachetable", "collectstatic --noinput -v0", "load_dictionaries"):
            command = [sys.executable, "manage.py", *line.split()]
            subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
        command = [sys.executable, "-m", "tools.bench_register", CHILD]
        command += ["--devices", str(given.devices), "--runs", str(given.runs)]
        return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def measure(devices: int, runs: int) -> int:
    """Measure both sizes in turn, print a table; fails when a figure that is promised is missed."""
    import django  # the settings are this process's own

    django.setup()
    from tools.bench_register_data import grow_register

    found: list[dict[str, tuple[float, int]]] = []
    for size in (FEW, devices):
        start = time.perf_counter()
        grow_register(size)
        print(f"{size} urządzeń wpisanych w {time.perf_counter() - start:.0f} s", flush=True)
        found.append({page.name: timed(client, page.url, runs) for client, page in pages()})
    return report(found[0], found[1], devices=devices, runs=runs)


def pages() -> list[tuple[Any, Page]]:
    """Each page with the client of the person who looks at it: the department, and one director."""
    from inventory.models import Category, Device, Manufacturer
    from schools.models import School
    from schools.scope import whole_municipality
    from tools.bench_register_data import NEEDLE

    with whole_municipality():
        school = School.objects.order_by("pk")[1]
        laptop, maker = Category.objects.get(name="Laptop").pk, Manufacturer.objects.get(name="Dell").pk
        device = Device.objects.filter(school=school).order_by("pk")[0].pk
    listed = (
        Page("lista, pierwsza strona", ""),
        Page("lista, strona 40", "?strona=40"),
        Page("filtr: jednostka", f"?jednostka={school.pk}"),
        Page("filtr: kategoria", f"?kategoria={laptop}"),
        Page("filtr: producent", f"?producent={maker}"),
        Page("filtr: status", "?status=repair"),
        Page("filtr: stan techniczny", "?stan=broken"),
        Page("filtr: stan, dla kogo, Windows 11", "?stan=broken&dla=teacher&windows11=no"),
        Page("filtr: miesiąc zakupu", "?zakup_od=1.01.2020&zakup_do=31.01.2020"),
        Page("filtr: koniec gwarancji", "?gwarancja_do=15.01.2020"),
        Page("filtr: wartość", "?wartosc_od=8990"),
        Page("filtr: bez numeru seryjnego", "?jakosc=no_serial"),
        Page("filtr: zmienione w 7 dni", "?zmienione=7"),
        Page("szukanie, jedno trafienie", f"?szukaj={NEEDLE}"),
        Page("szukanie, co piąty wiersz", "?szukaj=laptop"),
        Page("szukanie, dwa słowa", "?szukaj=thinkpad+biblioteka"),
        Page("szukanie, krótkie słowo", "?szukaj=hp"),
        Page("szukanie bez trafień", "?szukaj=nieistniejące"),
        Page("porządek: data zakupu malejąco", "?sortuj=-purchased_on"),
        Page("porządek: wartość malejąco", "?sortuj=-gross_value"),
        Page("porządek: model (bez indeksu)", "?sortuj=model", promised=False),
        Page("policzenie i suma wszystkich", "razem/", promised=False),
        Page("karta urządzenia", f"{device}/"),
    )
    department, director = client("department", None), client("director", school)
    own = (Page("dyrektor: lista", ""), Page("dyrektor: szukanie", "?szukaj=laptop"))
    return [(department, page) for page in listed] + [(director, page) for page in own]


def client(role: str, school: Any) -> Any:
    """A client signed in as a person of the role."""
    from django.test import Client

    from schools.models import Membership, User
    from schools.scope import whole_municipality

    with whole_municipality():
        person = User.objects.get_or_create(email=f"pomiar.{role}@test.example")[0]
        Membership.objects.get_or_create(user=person, role=role, school=school)
    made = Client(SERVER_NAME="testserver")
    made.force_login(person, backend="schools.backends.RoleBackend")
    return made


def timed(client: Any, path: str, runs: int) -> tuple[float, int]:
    """Median milliseconds of a page after one visit to warm up, and its queries."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    url = f"/ewidencja/{path}"
    with CaptureQueriesContext(connection) as captured:
        status, queries = client.get(url).status_code, len(captured)
    if status != 200:
        raise RuntimeError(f"{url} answered {status}.")
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        client.get(url)
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times), queries


def report(few: dict[str, tuple[float, int]], many: dict[str, tuple[float, int]], *, devices: int, runs: int) -> int:
    """Print the table; returns 1 when a promise is missed."""
    late = []
    promised = {page.name for _, page in pages() if page.promised}
    print(f"czas serwera, mediana z {runs} przebiegów; zapytania przy obu wielkościach")
    print(f"{'':36} {FEW:>8} {devices:>11} {'stosunek':>9} {'zapytań':>8}")
    for name, (large, queries) in many.items():
        small, queries_before = few[name]
        mark = "" if name in promised else "  (bez obietnicy)"
        print(f"{name:36} {small:>5.0f} ms {large:>8.0f} ms {large / small:>9.2f} {queries_before:>4}/{queries}{mark}")
        if name in promised and (large >= LIMIT_MS or large / small > LIMIT_RATIO or queries != queries_before):
            late.append(name)
    print(f"{'NetBox 4.6':36} {'10 000':>8} {'100 000':>11}")
    for name, small, large in PEERS:
        print(f"{'inni: ' + name:36} {small:>5} ms {large:>8} ms")
    print(f"ponad {LIMIT_MS} ms albo ponad {LIMIT_RATIO} × czasu małej ewidencji: {', '.join(late) or 'nic'}")
    return 1 if late else 0


if __name__ == "__main__":
    raise SystemExit(main())
