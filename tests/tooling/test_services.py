"""Throw-away PostgreSQL and Redis: real, disturbed on purpose, gone without a trace."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from tools.services import ThrowawayPostgres, ThrowawayRedis, ThrowawayService, accepts_connections


def wait_until_gone(port: int, folder: Path) -> None:
    deadline = time.monotonic() + 15
    while time.monotonic() < deadline and (accepts_connections(port) or folder.exists()):
        time.sleep(0.1)


@pytest.mark.parametrize("kind", [ThrowawayPostgres, ThrowawayRedis])
def test_a_service_leaves_neither_port_nor_process_nor_folder(kind: type[ThrowawayService]) -> None:
    with kind() as service:
        pid, port, folder = service.pid, service.port, service.folder
        assert service.answers()
    assert not accepts_connections(port)
    assert not folder.exists()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_service_is_removed_when_the_block_fails() -> None:
    redis = ThrowawayRedis()
    with contextlib.suppress(ZeroDivisionError), redis:
        folder = redis.folder
        raise ZeroDivisionError
    assert not accepts_connections(redis.port)
    assert not folder.exists()


def test_a_frozen_service_is_removed_too() -> None:
    with ThrowawayRedis() as redis:
        redis.freeze()
        folder = redis.folder
    assert not folder.exists()


def test_postgres_keeps_data_over_a_restart() -> None:
    with ThrowawayPostgres() as postgres:
        with psycopg.connect(postgres.url, autocommit=True) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 1 AS one")
        postgres.restart()
        with psycopg.connect(postgres.url) as connection:
            assert connection.execute("SELECT one FROM kept").fetchone() == (1,)


def is_superuser(connection: psycopg.Connection) -> bool:
    row = connection.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone()
    return bool(row and row[0])


def test_the_owner_of_the_database_is_no_superuser_and_sorts_in_polish() -> None:
    with ThrowawayPostgres() as postgres, psycopg.connect(postgres.url) as connection:
        assert not is_superuser(connection)
        sorted_letters = "SELECT string_agg(x, '' ORDER BY x) FROM unnest(ARRAY['ż', 'z', 'a', 'ć', 'c', 'ą']) AS x"
        assert connection.execute(sorted_letters).fetchone() == ("aącćzż",)


def test_a_frozen_postgres_answers_nothing_until_it_thaws() -> None:
    with ThrowawayPostgres() as postgres:
        postgres.freeze()
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(postgres.url, connect_timeout=2)
        postgres.thaw()
        with psycopg.connect(postgres.url, connect_timeout=5) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)


def test_redis_keeps_its_queue_over_a_crash_and_loses_it_when_flushed() -> None:
    with ThrowawayRedis() as redis:
        redis.ask("SET task 1")
        time.sleep(1.1)  # the append-only file is synced every second
        redis.kill()
        assert not redis.is_running
        redis.start()
        assert redis.ask("EXISTS task") == ":1"
        redis.flush()
        assert redis.ask("EXISTS task") == ":0"


def test_a_frozen_redis_answers_nothing_until_it_thaws() -> None:
    with ThrowawayRedis() as redis:
        redis.freeze()
        assert redis.ask("PING") == ""
        redis.thaw()
        assert redis.ask("PING") == "+PONG"


OWNER = """
import time
from tools.services import ThrowawayRedis
with ThrowawayRedis() as redis:
    print(redis.port, redis.folder, flush=True)
    time.sleep(60)
"""


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_a_service_dies_with_its_owner(number: signal.Signals) -> None:
    with subprocess.Popen([sys.executable, "-c", OWNER], stdout=subprocess.PIPE, text=True) as owner:
        assert owner.stdout
        port, folder = owner.stdout.readline().split()
        assert accepts_connections(int(port))
        owner.send_signal(number)
    wait_until_gone(int(port), Path(folder))
    assert not accepts_connections(int(port))
    assert not Path(folder).exists()
