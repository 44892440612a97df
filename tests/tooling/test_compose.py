"""The essential promises of docker-compose.yml, read from the file: no engine is needed."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
LONG_RUNNING = sorted(set(SERVICES) - {"migrate"})
OURS = ["beat", "migrate", "web", "worker"]


def test_these_services_and_no_others() -> None:
    assert sorted(SERVICES) == ["beat", "migrate", "postgres", "proxy", "redis", "web", "worker"]


@pytest.mark.parametrize("name", LONG_RUNNING)
def test_every_long_running_service_is_watched_and_started_again(name: str) -> None:
    assert SERVICES[name]["restart"] == "unless-stopped"
    assert SERVICES[name]["healthcheck"]["test"][0] == "CMD"


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_every_service_has_a_read_only_root_gains_no_privileges_and_limits_its_log(name: str) -> None:
    assert SERVICES[name]["read_only"] is True
    assert SERVICES[name]["security_opt"] == ["no-new-privileges:true"]
    assert SERVICES[name]["logging"]["options"] == {"max-size": "10m", "max-file": "5"}


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_every_image_is_pinned_to_a_version(name: str) -> None:
    assert re.fullmatch(r"hdr-portal:\$\{PORTAL_VERSION:-local\}|[a-z]+:\d+(\.\d+)*-[a-z]+", SERVICES[name]["image"])


def test_only_the_proxy_is_reached_from_outside() -> None:
    assert [name for name in SERVICES if "ports" in SERVICES[name]] == ["proxy"]
    assert SERVICES["proxy"]["networks"] == ["front"]
    assert COMPOSE["networks"]["inside"] == {"internal": True}
    for name in ("postgres", "redis", "beat", "migrate"):
        assert SERVICES[name]["networks"] == ["inside"]


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_no_secret_stands_in_the_file(name: str) -> None:
    for variable, value in SERVICES[name].get("environment", {}).items():
        if re.search(r"SECRET|PASSWORD|DATABASE_URL", variable):
            assert variable.endswith("_FILE")
            secret = re.fullmatch(r"/run/secrets/(\w+)", value)
            assert secret
            assert secret[1] in SERVICES[name]["secrets"]
        assert "@" not in str(value).replace(":-portal@localhost}", "")


def test_every_secret_is_a_file_that_the_script_makes_and_git_ignores() -> None:
    script = (ROOT / "deploy" / "make-secrets.sh").read_text()
    assert "/secrets/" in (ROOT / ".gitignore").read_text().splitlines()
    for name, secret in COMPOSE["secrets"].items():
        assert secret == {"file": f"./secrets/{name}"}
        assert f"keep {name}\n" in script


def test_the_portal_starts_after_its_database_is_ready_and_migrated() -> None:
    for name in ("web", "worker", "beat"):
        assert SERVICES[name]["depends_on"]["postgres"] == {"condition": "service_healthy"}
        assert SERVICES[name]["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}


def test_pages_do_not_wait_for_redis() -> None:
    assert "redis" not in SERVICES["web"]["depends_on"]


@pytest.mark.parametrize("name", OURS)
def test_our_services_run_one_image_without_capabilities(name: str) -> None:
    assert SERVICES[name]["image"] == SERVICES["web"]["image"]
    assert SERVICES[name]["cap_drop"] == ["ALL"]
    assert SERVICES[name]["volumes"] == ["data:/data"]


def test_redis_keeps_its_queue_on_disk_and_evicts_nothing() -> None:
    settings = (ROOT / "deploy" / "redis.conf").read_text().splitlines()
    assert "appendonly yes" in settings
    assert "maxmemory-policy noeviction" in settings
    assert SERVICES["redis"]["command"] == ["redis-server", "/etc/redis/redis.conf"]
    assert "./deploy/redis.conf:/etc/redis/redis.conf:ro" in SERVICES["redis"]["volumes"]


def test_the_proxy_turns_away_bodies_above_40_megabytes() -> None:
    assert re.search(r"request_body \{\s+max_size 40MB\s+\}", (ROOT / "deploy" / "Caddyfile").read_text())


def test_every_mounted_file_exists_and_every_volume_is_declared() -> None:
    for service in SERVICES.values():
        for volume in service.get("volumes", []):
            source = volume.split(":")[0]
            assert (ROOT / source).exists() if source.startswith("./") else source in COMPOSE["volumes"]


def test_the_image_installs_with_hashes_and_runs_as_a_plain_user() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text()
    assert "--require-hashes" in dockerfile
    assert "\nUSER portal\n" in dockerfile
    assert "\nHEALTHCHECK " in dockerfile


def test_the_image_holds_only_what_is_listed() -> None:
    ignored = (ROOT / ".dockerignore").read_text().splitlines()
    assert next(line for line in ignored if line and not line.startswith("#")) == "*"
    assert not {"!secrets", "!var", "!.git", "!tests"} & set(ignored)
