"""The register's list with 2,000 and with 250,000 devices: medians of the server's time, queries, and their ratio.

    python -m tools.bench_register [--devices N] [--runs N]

Each size has a process and a database of its own, on the same throw-away PostgreSQL, and every page is asked for in turns
from both, so that whatever else the machine does meets both alike; NetBox's figures, measured once with 10,000 and 100,000
devices on a machine with 2 cores, stand beside.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

from tools.services import ThrowawayPostgres
from tools.test import ROOT, suite_environment

FEW, MANY, RUNS = 2_000, 250_000, 15
CHILD = "--inside"
LIMIT_MS, LIMIT_RATIO = 80, 1.3
FULL_PAGE, ONE_ROW = "", "?szukaj=zagubiony-7q2"
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
    """Start the database, fill one register of each size, ask both in turns, print a table."""
    options = argparse.ArgumentParser(description="Pomiar listy urządzeń.")
    options.add_argument("--devices", type=int, default=MANY)
    options.add_argument("--runs", type=int, default=RUNS)
    options.add_argument(CHILD, action="store_true", help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.inside:
        return serve(given.devices)
    with ThrowawayPostgres() as postgres, tempfile.TemporaryDirectory(prefix="hdr-bench-") as folder:
        few = Portal(postgres, FEW, Path(folder))
        many = Portal(postgres, given.devices, Path(folder))
        with few, many:
            found = [few.ask_with(many, page, given.runs) for page in few.pages]
        return report(found, devices=given.devices, runs=given.runs)


@dataclass(frozen=True)
class Measured:
    """A page at both sizes: the median milliseconds, the queries and the rows it shows."""

    page: Page
    few: tuple[float, int, int]
    many: tuple[float, int, int]


class Portal:
    """A process that answers from a register of one size; a line asks, a line answers."""

    def __init__(self, postgres: ThrowawayPostgres, devices: int, folder: Path) -> None:
        database = f"register_{devices}"
        postgres.execute(f"CREATE DATABASE {database} OWNER portal")
        self.devices, data = devices, folder / database
        data.mkdir()
        url = postgres.url.rpartition("/")[0] + "/" + database
        self.environment = suite_environment(database_url=url, redis_url="redis://127.0.0.1:1/0", data=data)
        self.environment["DJANGO_SETTINGS_MODULE"] = "hdr_portal.settings"

    def __enter__(self) -> Self:
        for line in ("migrate -v0", "createcachetable", "collectstatic --noinput -v0", "load_dictionaries"):
            command = [sys.executable, "manage.py", *line.split()]
            subprocess.run(command, cwd=ROOT, env=self.environment, check=True, stdout=subprocess.DEVNULL)
        start = time.perf_counter()
        command = [sys.executable, "-m", "tools.bench_register", CHILD, "--devices", str(self.devices)]
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=self.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.pages = [Page(**page) for page in self._answer()]
        print(f"{self.devices} urządzeń wpisanych w {time.perf_counter() - start:.0f} s", flush=True)
        return self

    def __exit__(self, *_: object) -> None:
        self.process.communicate()

    def _answer(self) -> Any:
        assert self.process.stdout is not None  # noqa: S101 - a pipe was asked for
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit("Proces mierzący skończył się błędem; co się stało, mówi wydruk wyżej.")
        return json.loads(line)

    def ask(self, what: str, name: str) -> float:
        """Milliseconds of one request for a page ("time"), its questions to the database ("queries") or its rows ("rows")."""
        assert self.process.stdin is not None  # noqa: S101 - a pipe was asked for
        number = next(at for at, page in enumerate(self.pages) if page.name == name)
        print(what, number, file=self.process.stdin, flush=True)
        return float(self._answer())

    def ask_with(self, other: "Portal", page: Page, runs: int) -> Measured:
        """The page from this register and from the other in turns, after a visit to each to warm up."""
        queries, rows = ([int(one.ask(what, page.name)) for one in (self, other)] for what in ("queries", "rows"))
        pairs = [[one.ask("time", page.name) for one in (self, other)] for _ in range(runs)]
        few, many = (statistics.median(times) for times in zip(*pairs, strict=True))
        return Measured(page, (few, queries[0], rows[0]), (many, queries[1], rows[1]))


def serve(devices: int) -> int:
    """Inside the process: fill the register, say which pages there are, then answer for each that is named."""
    import django  # the settings are this process's own

    django.setup()
    from tools.bench_register_data import grow_register

    grow_register(devices)
    known = pages()
    print(json.dumps([asdict(page) for _, page in known]), flush=True)
    for line in sys.stdin:
        what, number = line.split()
        one, page = known[int(number)]
        print(json.dumps({"time": timed, "queries": queries_of, "rows": rows_of}[what](one, page.url)), flush=True)
    return 0


def pages() -> list[tuple[Any, Page]]:
    """Each page with the client of the person who looks at it: the department, and one director."""
    from inventory.models import Category, Device, Manufacturer
    from schools.models import School
    from schools.scope import whole_municipality

    with whole_municipality():
        school = School.objects.order_by("pk")[1]
        laptop, maker = Category.objects.get(name="Laptop").pk, Manufacturer.objects.get(name="Dell").pk
        device = Device.objects.filter(school=school).order_by("pk")[0].pk
    listed = (
        Page("lista, pierwsza strona", FULL_PAGE),
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
        Page("szukanie, jedno trafienie", ONE_ROW),
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


def timed(client: Any, path: str) -> float:
    """Milliseconds of a page."""
    start = time.perf_counter()
    _get(client, path)
    return (time.perf_counter() - start) * 1000


def queries_of(client: Any, path: str) -> int:
    """How often a page asks the database."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        _get(client, path)
    return len(captured)


def rows_of(client: Any, path: str) -> int:
    """How many devices a page lists."""
    return int(_get(client, path).content.count(b'<th scope="row"'))


def _get(client: Any, path: str) -> Any:
    response = client.get(f"/ewidencja/{path}")
    if response.status_code != 200:
        raise RuntimeError(f"/ewidencja/{path} answered {response.status_code}.")
    return response


def report(found: list[Measured], *, devices: int, runs: int) -> int:
    """Print the table; returns 1 when a promise is missed."""
    late = []
    per_row = row_cost(found)
    print(f"czas serwera, mediana z {runs} przebiegów; zapytania i wiersze przy obu wielkościach")
    print(f"{'':36} {FEW:>8} {devices:>11} {'stosunek':>9} {'wiersze':>9} {'tyle samo':>10} {'zapytań':>8}")
    for one in found:
        (small, queries_before, rows_before), (large, queries, rows) = one.few, one.many
        alike = large / (small + max(rows - rows_before, 0) * per_row)
        name, mark = one.page.name, "" if one.page.promised else "  (bez obietnicy)"
        print(
            f"{name:36} {small:>5.0f} ms {large:>8.0f} ms {large / small:>9.2f} {f'{rows_before}/{rows}':>9} {alike:>10.2f} "
            f"{queries_before:>4}/{queries}{mark}"
        )
        if one.page.promised and (large >= LIMIT_MS or alike > LIMIT_RATIO or queries > queries_before):
            late.append(name)
    print(f"{'NetBox 4.6':36} {'10 000':>8} {'100 000':>11}")
    for name, small, large in PEERS:
        print(f"{'inni: ' + name:36} {small:>5} ms {large:>8} ms")
    print(
        f"tyle samo: czas małej ewidencji powiększony o wiersze, których na jej stronie brakuje ({per_row:.2f} ms każdy)\n"
        f"ponad {LIMIT_MS} ms albo ponad {LIMIT_RATIO} × czasu małej ewidencji: {', '.join(late) or 'nic'}"
    )
    return 1 if late else 0


def row_cost(found: list[Measured]) -> float:
    """Milliseconds that writing one row takes: a narrow filter finds a dozen in the small register and a full page in the large
    one, and that difference is no price of size. From the small register's full page and its page of one row.
    """
    full, single = (next(one.few for one in found if one.page.url == url) for url in (FULL_PAGE, ONE_ROW))
    return max(full[0] - single[0], 0) / (full[2] - single[2])


if __name__ == "__main__":
    raise SystemExit(main())
