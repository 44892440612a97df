"""Databases with the plan and the demonstration in them: loaded once in a test run, copied for every portal."""

import functools
import itertools
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from tools.leash import Leash
from tools.run import BROKER_FOLDERS, ROOT, STEPS, demo_environment
from tools.services import postgres_program
from tools.test import suite_environment

PASSWORD = "demo-portal-hdr"
LOAD = """
import sys, django
django.setup()
from django.core.management import call_command
for line in sys.stdin.read().splitlines():
    call_command(*line.split("\\t"))
"""
_numbers = itertools.count(1)
_first_postgres: list[Path] = []


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


@functools.cache
def _loaded_sqlite() -> Path:
    data = _folder()
    _load(demo_environment(data, 1))
    return data


@functools.cache
def _loaded_postgres(server: str) -> tuple[str, Path]:
    """The name of a filled database on the server, and its files. The first one is loaded, further servers get a copy."""
    name = f"loaded_{os.getpid()}"
    database = _database(server, name)
    _on(server, f'CREATE DATABASE "{name}"')
    if not _first_postgres:
        data = _folder()
        _load(_production_environment(database, "memory://", data, 1) | {"HDR_DEMO": "true"})
        _run("pg_dump", database, "--no-owner", "--file", data / "dump.sql")
        _first_postgres.append(data)
    else:
        _run("psql", database, "-X", "-q", "-o", os.devnull, "-f", _first_postgres[0] / "dump.sql")
    return name, _first_postgres[0]


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


def _folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="hdr-loaded-"))
    _leash().own_folder(folder)
    return folder


def _on(server: str, *statements: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


def _database(server: str, name: str) -> str:
    return urlsplit(server)._replace(path=f"/{name}").geturl()
