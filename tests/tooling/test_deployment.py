"""Every command of docker-compose.yml, run once against a real PostgreSQL and Redis with production's settings."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, LiteralString

import psycopg
import pytest
import yaml

from tools.services import ThrowawayPostgres, ThrowawayRedis, free_port, postgres_program
from tools.statics import provide_static_files
from tools.supervisor import Program, Supervisor

pytestmark = pytest.mark.stack
ROOT = Path(__file__).resolve().parents[2]
SERVICES: dict[str, dict[str, Any]] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
PATIENCE_SECONDS = 90


@dataclass(frozen=True)
class Deployment:
    """The settings of a deployment on this machine."""

    environment: dict[str, str]
    port: int
    folder: Path

    def command(self, name: str) -> tuple[str, ...]:
        """The service's command with the port of this run."""
        return tuple(part.replace("0.0.0.0:8000", f"127.0.0.1:{self.port}") for part in SERVICES[name]["command"])

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False, timeout=120
        )

    def illness(self, name: str) -> str:
        """What the service's health check still says at the end of its time; nothing when it has passed."""
        kind, *check = SERVICES[name]["healthcheck"]["test"]
        assert kind == "CMD"
        deadline = time.monotonic() + PATIENCE_SECONDS
        while (done := self.run(*check)).returncode:
            said = done.stdout + done.stderr
            if "Unknown command" in said or time.monotonic() > deadline:
                return said or "nothing"
            time.sleep(1)
        return ""


def secret(folder: Path, name: str, value: str) -> str:
    (folder / name).write_text(value)
    return str(folder / name)


@contextmanager
def production(tmp_path: Path) -> Iterator[tuple[Deployment, ThrowawayPostgres]]:
    """PostgreSQL, Redis and the settings of docker-compose.yml with secrets in files."""
    with ThrowawayPostgres() as postgres, ThrowawayRedis() as redis:
        port = free_port()
        environment = {
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "HOME": str(tmp_path),
            "DATA_DIR": str(tmp_path / "data"),
            "SITE_URL": "https://portal.example.org",
            "ALLOWED_HOSTS": "portal.example.org",
            "SECRET_KEY_FILE": secret(tmp_path, "secret_key", "x" * 64),
            "DATABASE_URL_FILE": secret(tmp_path, "database_url", postgres.url),
            "EMAIL_HOST_PASSWORD_FILE": secret(tmp_path, "email_password", ""),
            "EMAIL_HOST": "",
            "EMAIL_PORT": "587",
            "BROKER_URL": redis.url,
            "HEALTH_PORT": str(port),
        }
        (tmp_path / "data").mkdir()
        provide_static_files(tmp_path / "data", environment)
        yield Deployment(environment, port, tmp_path), postgres


@pytest.fixture
def deployment(tmp_path: Path) -> Iterator[Deployment]:
    with production(tmp_path) as (deployment, _):
        yield deployment


def test_every_service_starts_and_becomes_healthy(deployment: Deployment) -> None:
    migrated = deployment.run(*SERVICES["migrate"]["command"])
    assert migrated.returncode == 0, migrated.stderr
    programs = [Program(name, deployment.command(name)) for name in ("web", "worker", "beat")]
    told: list[str] = []
    supervisor = Supervisor(
        programs, environment=deployment.environment, logs=deployment.folder / "log", tell=told.append
    )
    supervisor.start()
    try:
        illnesses = {name: deployment.illness(name) for name in ("web", "worker", "beat")}
        supervisor.tick()
    finally:
        supervisor.stop()
    assert illnesses == {"web": "", "worker": "", "beat": ""}
    assert told == []


def test_a_second_migration_finds_nothing_to_do(deployment: Deployment) -> None:
    assert deployment.run(*SERVICES["migrate"]["command"]).returncode == 0
    again = deployment.run(*SERVICES["migrate"]["command"])
    assert again.returncode == 0
    assert "No migrations to apply." in again.stdout


COUNTS = """
SELECT table_name, (xpath('/row/c/text()', query_to_xml(format('SELECT count(*) AS c FROM %I', table_name), false, true, '')))
    [1]::text FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1
"""


def test_a_backup_made_and_restored_as_the_readme_says_holds_every_row(tmp_path: Path) -> None:
    with production(tmp_path) as (deployment, postgres):
        assert deployment.run(*SERVICES["migrate"]["command"]).returncode == 0
        assert deployment.run("python", "manage.py", "load_units").returncode == 0
        before = rows(postgres, COUNTS)
        host = ("--host=127.0.0.1", f"--port={postgres.port}", "--username=postgres")
        dump = tmp_path / "portal.dump"
        for words in (
            ("pg_dump", *host, "--format=custom", f"--file={dump}", "portal"),
            ("dropdb", *host, "--if-exists", "--force", "portal"),
            ("createdb", *host, "--owner=portal", "portal"),
            ("pg_restore", *host, "--dbname=portal", "--exit-on-error", str(dump)),
        ):
            done = deployment.run(str(postgres_program(words[0])), *words[1:])
            assert done.returncode == 0, done.stderr
        assert rows(postgres, COUNTS) == before
        assert ("schools_school", "12") in before
        assert deployment.run(*SERVICES["migrate"]["command"]).returncode == 0


def rows(postgres: ThrowawayPostgres, query: LiteralString) -> list[Any]:
    with psycopg.connect(postgres.url) as connection:
        return connection.execute(query).fetchall()


def test_the_portal_owns_its_database_without_being_superuser() -> None:
    statements = (ROOT / "deploy" / "create-database.sh").read_text()
    sql = statements.split("<<'SQL'\n")[1].removesuffix("SQL\n").replace(":'password'", "'one''s own'")
    with ThrowawayPostgres() as postgres:
        postgres.execute("DROP DATABASE portal", "DROP ROLE portal")
        postgres.execute(*filter(str.strip, sql.split(";")))
        with psycopg.connect(postgres.url) as connection:
            role = connection.execute("SELECT rolsuper, rolcreatedb FROM pg_roles WHERE rolname = current_user")
            assert role.fetchone() == (False, False)
            connection.execute("CREATE TABLE mine ()")


def test_secrets_are_made_once_and_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "deploy").mkdir()
    script = tmp_path / "deploy" / "make-secrets.sh"
    script.write_text((ROOT / "deploy" / "make-secrets.sh").read_text())
    subprocess.run(["sh", script], check=True, capture_output=True)
    first = {path.name: path.read_text() for path in (tmp_path / "secrets").iterdir()}
    subprocess.run(["sh", script], check=True, capture_output=True)
    assert {path.name: path.read_text() for path in (tmp_path / "secrets").iterdir()} == first
    assert [len(first[name]) for name in ("secret_key", "postgres_password", "database_password")] == [64, 64, 64]
    assert first["database_url"] == f"postgresql://portal:{first['database_password']}@postgres:5432/portal"
    assert (tmp_path / "secrets").stat().st_mode & 0o777 == 0o700


def test_the_broker_accepts_its_configuration(tmp_path: Path) -> None:
    """The same file with this machine's folder and port."""
    port = free_port()
    own = tmp_path / "redis.conf"
    text = (ROOT / "deploy" / "redis.conf").read_text()
    own.write_text(
        text.replace("dir /data", f"dir {tmp_path}").replace("port 6379", f"port {port}").replace("* -::*", "127.0.0.1")
    )
    with subprocess.Popen(["redis-server", own], stdout=subprocess.DEVNULL) as server:
        redis = ThrowawayRedis()
        redis.port = port
        deadline = time.monotonic() + 10
        while not redis.answers() and time.monotonic() < deadline:
            time.sleep(0.05)
        answer = redis.ask("PING")
        server.terminate()
    assert answer == "+PONG"
