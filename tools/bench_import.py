"""Import of 10,000 rows into a school's register, measured beside the limits of its parts.

    python -m tools.bench_import [--runs N]

Everything from the uploaded bytes to the committed rows counts: reading in the child, checks, preview, check again in the
worker, rows, history. Raw reading (calamine) and raw COPY of the same rows are measured in the same run.
"""

import argparse
import datetime
import io
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tools.services import ThrowawayPostgres
from tools.test import ROOT, suite_environment

ROWS = 10_000
CHILD = "--inside"
PEERS = (
    "NetBox, import CSV przez jego stronę:           17 wierszy/s",
    "django-import-export, nowe / istniejące:        102 / 62 wiersze/s, 160 / 211 MB",
    "django-import-export po dostrojeniu:            736 / 110 wierszy/s",
    "granica (calamine + sprawdzenia + COPY):        10 500 / 10 100 wierszy/s, 85 MB",
)
HEADER = (
    "Numer inwentarzowy", "Nazwa", "Kategoria", "Producent", "Model", "Numer seryjny", "Pomieszczenie", "Status",
    "Stan techniczny", "Dla kogo", "Data zakupu", "Wartość brutto", "Numer faktury", "Dostawca", "Źródło finansowania",
    "Koniec gwarancji", "Konto", "Procesor", "RAM w GB", "Uwagi",
)  # fmt: skip


@dataclass
class Figures:
    """Seconds of each step, of all runs."""

    steps: dict[str, list[float]] = field(default_factory=dict)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time a step."""
        start = time.perf_counter()
        yield
        self.steps.setdefault(name, []).append(time.perf_counter() - start)

    def median(self, name: str) -> float:
        """The median of a step in seconds."""
        return statistics.median(self.steps[name])


def main() -> int:
    """Start a throw-away PostgreSQL and measure in a process of its own."""
    options = argparse.ArgumentParser(description="Pomiar importu.")
    options.add_argument("--runs", type=int, default=3)
    options.add_argument(CHILD, action="store_true", help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.inside:
        import django  # the settings are this process's own

        django.setup()
        measure_imports(given.runs)
        return 0
    with ThrowawayPostgres() as postgres, tempfile.TemporaryDirectory(prefix="hdr-bench-") as folder:
        environment = suite_environment(database_url=postgres.url, redis_url="redis://127.0.0.1:1/0", data=Path(folder))
        environment["DJANGO_SETTINGS_MODULE"] = "hdr_portal.settings"
        for line in ("migrate -v0", "load_dictionaries"):
            command = [sys.executable, "manage.py", *line.split()]
            subprocess.run(command, cwd=ROOT, env=dict(environment), check=True, stdout=subprocess.DEVNULL)
        command = [sys.executable, "-m", "tools.bench_import", CHILD, "--runs", str(given.runs)]
        return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def measure_imports(runs: int) -> None:
    """Import new rows, then the same rows changed, into a fresh school each time; print rows a second.

    Needs Django set up, a migrated PostgreSQL, the dictionaries; leaves its schools behind.
    """
    from schools.scope import whole_municipality  # models load after the set-up

    figures = Figures()
    with whole_municipality():
        for number in range(runs):
            _one_run(figures, number)
    _print(figures, runs)


def _one_run(figures: Figures, number: int) -> None:
    from schools.models import Membership, School, User
    from schools.roles import Role

    school = School.objects.create(kind="sp", name=f"Szkoła pomiarowa {number}", short_name=f"pomiar importu {number}")
    director = User.objects.create_user(f"pomiar{number}@bench.example", str(uuid.uuid4()))
    Membership.objects.create(user=director, role=Role.DIRECTOR, school=school)
    _rooms(school)
    new, changed = sheet_bytes(number, changed=False), sheet_bytes(number, changed=True)
    _import(figures, "nowe", new, school, User.objects.get(pk=director.pk))
    _import(figures, "zmienione", changed, school, User.objects.get(pk=director.pk))
    _limits(figures, new, school)


def _rooms(school: Any) -> None:
    from inventory.models import Room

    for number in range(40):
        Room.objects.create(school=school, name=str(100 + number))


def sheet_bytes(number: int, *, changed: bool) -> bytes:
    """A workbook of 10,000 rows and 20 columns; `changed`: another room, state and note in every row."""
    from rustpy_xlsxwriter import write_worksheet

    out = io.BytesIO()
    path = Path(tempfile.mkdtemp(prefix="hdr-bench-")) / "ewidencja.xlsx"
    write_worksheet([dict(zip(HEADER, row, strict=True)) for row in _rows(number, changed=changed)], str(path))
    out.write(path.read_bytes())
    path.unlink()
    path.parent.rmdir()
    return out.getvalue()


def _rows(number: int, *, changed: bool) -> Iterator[tuple[Any, ...]]:
    makers = ("Dell", "HP", "Lenovo", "Acer", "ASUS")
    kinds = ("Laptop", "Komputer stacjonarny", "Tablet", "Projektor", "Monitor komputerowy")
    start = datetime.date(2015, 9, 1)
    for at in range(ROWS):
        room = 100 + (at + changed) % 40
        yield (
            f"SP{number}/KOM/{at:05d}", f"{kinds[at % 5]} {makers[at % 5]} {at % 97}", kinds[at % 5], makers[at % 5],
            f"Model {at % 211}", f"SN{number}X{at:07d}", str(room), "w użyciu", "dobre" if changed else "nowe",
            ("uczniowie", "nauczyciele", "administracja")[at % 3], start + datetime.timedelta(days=at % 3600),
            round(1000 + at * 0.37, 2), f"FV/{at % 400}/2024", f"Dostawca {at % 30} sp. z o.o.", "Aktywna Tablica 2020–2024",
            start + datetime.timedelta(days=at % 3600 + 1095), "013", f"Intel Core i5-{8000 + at % 4000}", (4, 8, 16)[at % 3],
            f"Uwaga do urządzenia {at}{' po przeglądzie' if changed else ''}",
        )  # fmt: skip


def _import(figures: Figures, name: str, content: bytes, school: Any, director: Any) -> None:
    from django.core.files.base import ContentFile

    from inventory.services import import_runs, imports

    with figures.step(name):
        with figures.step(f"{name}: odczyt pliku"):
            upload = ContentFile(content, name="ewidencja.xlsx")
            imp = imports.start_import(school, upload, request_key=uuid.uuid4(), by=director)
        with figures.step(f"{name}: dopasowanie i podgląd"):
            question = imports.mapping_question(imp)
            imp = imports.choose_columns(
                imp, sheet=question.sheet, header_row=question.header_row, mapping=question.mapping,
                default_category=None, by=director,
            )  # fmt: skip
        imp = _answered(imp, director)
        with figures.step(f"{name}: zapis"):
            imports.confirm(imp, mode="all", choices_version=imp.choices_version, by=director, wake=int)
            imports.run_import(imp.pk)
    with figures.step(f"po zapisie ({name}): porządek w indeksie szukania"):
        import_runs.settle_search()
    imp.refresh_from_db()
    wanted = "new" if name == "nowe" else "changed"
    if imp.stage != "done" or imp.counts.get(wanted) != ROWS:
        raise SystemExit(f"Import {name}: {imp.stage}, {imp.error}, {imp.counts}")


def _answered(imp: Any, director: Any) -> Any:
    from inventory.services import imports

    questions = imports.load_diff(imp).questions
    if not questions:
        return imp
    answers = {one.id: "propose" for one in questions}
    return imports.answer(imp, answers=answers, choices_version=imp.choices_version, by=director)


def _limits(figures: Figures, content: bytes, school: Any) -> None:
    """Raw reading of the file, and raw COPY of the same rows into a table with the same indexes."""
    from django.db import connection
    from python_calamine import CalamineWorkbook

    with figures.step("sam odczyt (calamine)"):
        CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_copy (LIKE inventory_device INCLUDING ALL)")
        with cursor.copy(f"COPY (SELECT * FROM inventory_device WHERE school_id = {int(school.pk)}) TO STDOUT") as out:  # noqa: S608 - a number
            rows = b"".join(bytes(block) for block in out)
        with figures.step("sam COPY"), cursor.copy("COPY bench_copy FROM STDIN") as copy:
            copy.write(rows)
        cursor.execute("DROP TABLE bench_copy")


def _print(figures: Figures, runs: int) -> None:
    print(f"import {ROWS} wierszy × {len(HEADER)} kolumn, PostgreSQL, mediana z {runs}")
    for name in figures.steps:
        seconds = figures.median(name)
        print(f"  {name:<48} {seconds:>6.2f} s {ROWS / seconds:>10,.0f} wierszy/s".replace(",", " "))
    peak, child = (resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(f"  pamięć: proces {peak:.0f} MB, proces czytający plik {child:.0f} MB")
    for peer in PEERS:
        print(f"  {peer}")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hdr_portal.settings")
    raise SystemExit(main())
