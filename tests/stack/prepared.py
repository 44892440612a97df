"""Databases with the plan and the demonstration in them: loaded once in a test run, copied for every portal.

The run's folder (`HDR_PREPARED`, from tools.test) serves all its processes; without it a process loads its own.
"""

import fcntl
import functools
import itertools
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from tools.leash import Leash
from tools.run import BROKER_FOLDERS, ROOT, STEPS, demo_environment
from tools.services import postgres_program
from tools.test import suite_environment

PASSWORD = "demo-portal-hdr"
DUMP = "dump.sql"
LOAD = """
import sys, django
django.setup()
from django.core.management import call_command
for line in sys.stdin.read().splitlines():
    call_command(*line.split("\\t"))
"""
_numbers = itertools.count(1)


def embedded(data: Path, port: int) -> dict[str, str]:
    """Fill `data` with what `make run` would have made; returns the environment of its processes."""
    shutil.copytree(_loaded_sqlite(), data, dirs_exist_ok=True)
    for folder in BROKER_FOLDERS:
        (data / folder).mkdir(exist_ok=True)
    return demo_environment(data, port)


def production(data: Path, port: int, *, server: str, broker: str) -> dict[str, str]:
    """A new database on the PostgreSQL `server`, files in `data`; returns the environment, in production's manner."""
    template, files = _loaded_postgres(server)
    name = f"portal_{os.getpid()}_{next(_numbers)}"
    _on(server, f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    shutil.copytree(files, data, dirs_exist_ok=True)
    return _production_environment(_database(server, name), broker, data, port)


def _production_environment(database: str, broker: str, data: Path, port: int) -> dict[str, str]:
    return suite_environment(database_url=database, redis_url=broker, data=data) | {
        "SITE_URL": f"http://127.0.0.1:{port}",
        "MUNICIPALITY": "Gmina-Miasto Tomaszów Mazowiecki",
        "DJANGO_SETTINGS_MODULE": "hdr_portal.settings",
    }


def _loaded_sqlite() -> Path:
    return _once("embedded", lambda data: _load(demo_environment(data, 1)))


@functools.cache
def _loaded_postgres(server: str) -> tuple[str, Path]:
    """The name of a filled database on the server, and its files. Servers get copies of what the first one was filled with."""

    def fill(data: Path) -> None:
        first = f"first_{os.getpid()}"
        _on(server, f'CREATE DATABASE "{first}"')
        database = _database(server, first)
        _load(_production_environment(database, "memory://", data, 1) | {"HDR_DEMO": "true"})
        _run("pg_dump", database, "--no-owner", "--file", data / DUMP)
        _on(server, f'DROP DATABASE "{first}" WITH (FORCE)')

    files = _once("production", fill)
    name = f"loaded_{os.getpid()}"
    _on(server, f'CREATE DATABASE "{name}"')
    _run("psql", _database(server, name), "-X", "-q", "-o", os.devnull, "-f", files / DUMP)
    return name, files


def _once(name: str, fill: Callable[[Path], None]) -> Path:
    """The folder of the run with this name, filled by whichever process comes first; one that was not filled to its end is
    filled anew.
    """
    folder = _shared() / name
    with (_shared() / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            made = Path(tempfile.mkdtemp(dir=_shared()))
            fill(made)
            made.rename(folder)
    return folder


def _run(program: str, *arguments: str | Path) -> None:
    subprocess.run([postgres_program(program), *arguments], check=True)


def _load(environment: Mapping[str, str]) -> None:
    commands = [*(command for _, command in STEPS), ("load_demo",)]
    subprocess.run(
        [sys.executable, "-c", LOAD],
        cwd=ROOT,
        env={**environment, "DJANGO_SETTINGS_MODULE": "hdr_portal.settings"},
        input="\n".join("\t".join(command) for command in commands),
        stdout=subprocess.DEVNULL,
        text=True,
        check=True,
    )


@functools.cache
def _leash() -> Leash:
    """Removes the folders when this process ends, however it ends."""
    return Leash()


@functools.cache
def _shared() -> Path:
    """Where filled folders stand."""
    if given := os.environ.get("HDR_PREPARED"):
        return Path(given)
    folder = Path(tempfile.mkdtemp(prefix="hdr-loaded-"))
    _leash().own_folder(folder)
    return folder


def _on(server: str, *statements: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


def _database(server: str, name: str) -> str:
    return urlsplit(server)._replace(path=f"/{name}").geturl()
