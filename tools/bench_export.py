"""Taking 200,000 devices out of the register, beside what others need for it and the limits of the parts.

    python -m tools.bench_export [--devices N] [--runs N]

Every measurement is a process of its own, so that its peak memory is its own. PostgreSQL is thrown away at the end.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tools.services import ThrowawayPostgres
from tools.test import ROOT, suite_environment

DEVICES, RUNS = 200_000, 3
COLUMNS = 20
BOOK = 3000
PROMISED_SPEED, PROMISED_MEMORY = 20_000, 200
QUIET = 35_000  # rows a second of the bare writer; a machine that manages fewer is busy with something else
MEGABYTE = 1024
ONE = "--one"
NAMES = {
    "xlsx": "lista jako XLSX, z bazy do pliku",
    "csv": "lista jako CSV, z bazy do pliku",
    "edit": "arkusz jednej jednostki (3000 urządzeń)",
    "raw_xlsx": "granica: rustpy-xlsxwriter, gołe wiersze",
    "raw_copy": "granica: COPY do CSV",
}
# Measured once on bare rows of 20 columns: a machine with 2 cores, Python 3.11.
PEERS = (
    ("django-import-export", 1_860, 1_700),
    ("openpyxl", 4_400, 1_400),
    ("openpyxl write-only", 6_200, 44),
    ("XlsxWriter constant_memory", 8_100, 24),
    ("NetBox 4.6, CSV bieżącego widoku", 1_630, 542),
)


def main() -> int:
    """Start the database, fill it, measure each way in processes of their own, print a table."""
    options = argparse.ArgumentParser(description="Pomiar eksportu.")
    options.add_argument("--devices", type=int, default=DEVICES)
    options.add_argument("--runs", type=int, default=RUNS)
    options.add_argument(ONE, default="", help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.one:
        return measure_one(given.one, given.devices)
    with ThrowawayPostgres() as postgres, tempfile.TemporaryDirectory(prefix="hdr-bench-") as folder:
        environment = suite_environment(database_url=postgres.url, redis_url="redis://127.0.0.1:1/0", data=Path(folder))
        environment["DJANGO_SETTINGS_MODULE"] = "hdr_portal.settings"
        migrate = [sys.executable, "manage.py", "migrate", "-v0"]
        subprocess.run(migrate, cwd=ROOT, env=environment, check=True)
        child(environment, "fill", given.devices)
        return report(environment, given.devices, given.runs)


def report(environment: dict[str, str], devices: int, runs: int) -> int:
    """Measure every way and print the table; fails when a figure that is promised is missed."""
    found = {way: [child(environment, way, devices) for _ in range(runs)] for way in NAMES}
    print(
        f"eksport {devices} urządzeń, {COLUMNS} kolumn, PostgreSQL; mediana z {runs} przebiegów, szczyt pamięci procesu"
    )
    print(f"{'':42} {'wierszy/s':>10} {'czas':>9} {'pamięć':>9} {'plik':>9}")
    for way, name in NAMES.items():
        runs_of = found[way]
        seconds = statistics.median(one["seconds"] for one in runs_of)
        rows, peak, size = runs_of[0]["rows"], max(one["peak"] for one in runs_of), runs_of[0]["size"]
        print(f"{name:42} {rows / seconds:>10.0f} {seconds:>7.2f} s {peak:>6.0f} MB {size / 1e6:>6.1f} MB")
    for name, rate, memory in PEERS:
        print(f"{'inni: ' + name:42} {rate:>10} {'':>9} {memory:>6} MB")
    speed = devices / statistics.median(one["seconds"] for one in found["xlsx"])
    bare = found["raw_xlsx"][0]["rows"] / statistics.median(one["seconds"] for one in found["raw_xlsx"])
    peak = max(one["peak"] for one in found["xlsx"])
    print(f"XLSX: {speed / bare:.2f} prędkości gołego zapisu, {speed / PEERS[0][1]:.0f} × django-import-export")
    met = speed >= PROMISED_SPEED and peak < PROMISED_MEMORY
    print(f"próg {PROMISED_SPEED} wierszy/s i {PROMISED_MEMORY} MB: {'osiągnięty' if met else 'nieosiągnięty'}")
    return 0 if met or (bare < QUIET and peak < PROMISED_MEMORY) else 1


def child(environment: dict[str, str], way: str, devices: int) -> dict[str, float]:
    """Measure one way in a process of its own; what it has to complain of goes to the terminal."""
    command = [sys.executable, "-m", "tools.bench_export", ONE, way, "--devices", str(devices)]
    done = subprocess.run(command, cwd=ROOT, env=environment, check=False, stdout=subprocess.PIPE, text=True)
    if done.returncode:
        raise SystemExit(f"Pomiar „{way}” zakończył się błędem {done.returncode}; co się stało, mówi wydruk wyżej.")
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def measure_one(way: str, devices: int) -> int:
    """Inside the process: do the work once and say how long it took and how much memory there was."""
    import django  # the settings are this process's own

    django.setup()
    import inventory.tasks  # noqa: F401 - a worker has loaded it long before a person asks

    ways: dict[str, Callable[[Path, int], int]] = {
        "fill": fill, "xlsx": as_list, "csv": as_list, "edit": as_book, "raw_xlsx": bare_rows, "raw_copy": copied,
    }  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"file.{way}"
        start = time.perf_counter()
        rows = ways[way](file, devices)
        seconds = time.perf_counter() - start
        size = file.stat().st_size if file.exists() else 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE
    print(json.dumps({"rows": rows, "seconds": seconds, "peak": peak, "size": size}))
    return 0


def fill(_: Path, devices: int) -> int:
    """The register, and a person of the department who may take it out."""
    from inventory.models import Device
    from schools.models import Membership, School, User
    from schools.scope import whole_municipality
    from tools.bench_register_data import PER_SCHOOL, grow_register

    grow_register(devices)
    with whole_municipality():
        person = User.objects.create_user("eksport@test.example")
        Membership.objects.create(user=person, role="department")
        largest = list(School.objects.order_by("-pk").values_list("pk", flat=True)[: BOOK // PER_SCHOOL])
        # One unit of many devices, for the workbook that comes back; their numbers name their units, so they stay unique.
        Device.objects.filter(school__in=largest).update(school=largest[0], room=None)
    return devices


def as_list(file: Path, _: int) -> int:
    """A list as the worker makes it: asked for, claimed, counted, written, stored."""
    import uuid

    from inventory.columns import COLUMNS as ALL
    from inventory.services.exports import Order, produce_export, request_export
    from schools.models import User

    columns = tuple(column.key for column in ALL[:COLUMNS])
    order = Order(file.suffix[1:], "status=wszystkie", columns, uuid.uuid4())
    person = User.objects.get(email="eksport@test.example")
    export = produce_export(request_export(order, by=person, wake=lambda _pk: None).pk)
    if export is None or export.state != "done":
        raise RuntimeError("The export was not made.")
    os.link(export.file, file)
    return int(export.rows)


def as_book(file: Path, _: int) -> int:
    """The workbook of the largest unit."""
    from django.db.models import Count

    from inventory.outtake.round_trip import Asked, write_round_trip
    from schools.models import School
    from schools.scope import whole_municipality

    with whole_municipality():
        school = School.objects.annotate(size=Count("devices")).order_by("-size")[0]
        return write_round_trip(file, Asked(school, with_gone=True))


def bare_rows(file: Path, devices: int) -> int:
    """The limit of the writer: the same values from memory, without a database, formats and widths."""
    from rustpy_xlsxwriter import FastExcel

    from inventory.columns import COLUMNS as ALL
    from inventory.models import Device
    from schools.scope import whole_municipality

    columns = ALL[:COLUMNS]
    with whole_municipality():
        known = list(Device.objects.values_list(*(column.attname for column in columns))[:2000])
    labels = [column.label for column in columns]

    def records() -> Iterator[dict[str, Any]]:
        for number in range(devices):
            yield dict(zip(labels, known[number % len(known)], strict=True))

    FastExcel(file, output_format="xlsx").sheet("Ewidencja", records()).save()
    return devices


def copied(file: Path, devices: int) -> int:
    """The limit of the database: COPY of the same columns."""
    from django.db import connection

    from inventory.columns import COLUMNS as ALL

    names = ", ".join(column.attname for column in ALL[:COLUMNS])
    statement = f"COPY (SELECT {names} FROM inventory_device) TO STDOUT (FORMAT csv, DELIMITER ';')"  # noqa: S608 - our own names
    with connection.cursor() as cursor, file.open("wb") as out, cursor.copy(statement) as copy:
        for block in copy:
            out.write(block)
    return devices


if __name__ == "__main__":
    raise SystemExit(main())
