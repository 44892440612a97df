"""Preparing a machine: what is missing is named; what is there costs nothing."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tools import bootstrap


@pytest.fixture
def plain_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)


def lacking(*names: str) -> dict[str, dict[str, Callable[[], bool]]]:
    return {"run": {name: lambda: False for name in names} | {"libpresent1": lambda: True}}


@pytest.mark.usefixtures("plain_user")
@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        (["libpango-1.0-0"], "Brakuje pakietu systemowego: libpango-1.0-0."),
        (["chromium", "redis-server"], "Brakuje pakietów systemowych: chromium, redis-server."),
    ],
)
def test_without_root_a_missing_package_is_named_with_its_command(
    monkeypatch: pytest.MonkeyPatch, missing: list[str], sentence: str
) -> None:
    monkeypatch.setattr(bootstrap, "PACKAGES", lacking(*missing))
    with pytest.raises(bootstrap.CannotPrepare) as problem:
        bootstrap.install_system_packages("run")
    assert str(problem.value) == f"{sentence} Zainstaluj poleceniem:\n  sudo apt install {' '.join(missing)}"


@pytest.mark.usefixtures("plain_user")
def test_without_root_nothing_is_asked_for_when_nothing_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "PACKAGES", lacking())
    bootstrap.install_system_packages("run")


def test_root_installs_exactly_what_is_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    calls: list[tuple[str, ...]] = []
    policy = tmp_path / "policy-rc.d"
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(bootstrap, "PACKAGES", lacking("libmissing1"))
    monkeypatch.setattr(bootstrap, "POLICY", policy)
    monkeypatch.setattr(bootstrap, "_apt", lambda *words: calls.append((*words, str(policy.exists()))))
    bootstrap.install_system_packages("run")
    assert calls == [("update", "True"), ("install", "--yes", "--no-install-recommends", "libmissing1", "True")]
    assert not policy.exists()


def test_a_policy_of_the_machine_is_left_as_it_was(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    policy = tmp_path / "policy-rc.d"
    policy.write_text("its own")
    monkeypatch.setattr(bootstrap, "POLICY", policy)
    with bootstrap.services_stay_off():
        pass
    assert policy.read_text() == "its own"


def test_a_library_that_is_not_there_is_noticed() -> None:
    assert bootstrap.has_library("libc.so.6")
    assert not bootstrap.has_library("libnosuchthing.so.1")


@pytest.fixture
def project(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """A project folder whose pip only notes what it was asked for."""
    installed: list[str] = []
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.touch()
    for name in ("requirements.txt", "requirements-dev.txt"):
        (tmp_path / name).write_text("one")
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "VENV_PYTHON", python)
    monkeypatch.setattr(bootstrap, "STAMP", tmp_path / ".venv" / "stamp.json")
    monkeypatch.setattr(bootstrap, "works", lambda python: python.exists())
    monkeypatch.setattr(bootstrap, "_pip", installed.append)
    return installed


def test_libraries_are_installed_once(project: list[str]) -> None:
    bootstrap.install_python_packages("run")
    bootstrap.install_python_packages("run")
    assert project == ["requirements.txt"]


def test_libraries_are_installed_again_when_the_requirements_changed(project: list[str]) -> None:
    bootstrap.install_python_packages("run")
    (bootstrap.ROOT / "requirements.txt").write_text("two")
    bootstrap.install_python_packages("run")
    assert project == ["requirements.txt", "requirements.txt"]


def test_the_development_set_covers_the_other_one_but_not_the_other_way(project: list[str]) -> None:
    bootstrap.install_python_packages("test")
    bootstrap.install_python_packages("run")
    assert project == ["requirements-dev.txt"]
    bootstrap.STAMP.write_text(json.dumps({"requirements.txt": bootstrap.digest("requirements.txt")}))
    bootstrap.install_python_packages("dev")
    assert project == ["requirements-dev.txt", "requirements-dev.txt"]


def test_a_damaged_stamp_means_installing_again(project: list[str]) -> None:
    bootstrap.STAMP.write_text("{")
    bootstrap.install_python_packages("run")
    assert project == ["requirements.txt"]


def script(*arguments: str, python: str, path: str, system: str = "/nowhere") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(Path(bootstrap.__file__).parent / "python.sh"), *arguments],
        env={"PYTHON": python, "SYSTEM_PYTHON": system, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )


def fake_python(folder: Path, name: str, body: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{body}\n")
    (folder / name).chmod(0o755)


def test_a_shim_without_a_version_behind_it_is_passed_by(tmp_path: Path) -> None:
    fake_python(tmp_path, "python3.11", "echo 'version not installed' >&2; exit 127")
    fake_python(tmp_path, "python3.12", '[ "$1" = -c ] || echo "chosen: $*"')
    done = script("-m", "thing", python="", path=f"{tmp_path}:/usr/bin:/bin")
    assert (done.stdout, done.returncode) == ("chosen: -m thing\n", 0)


def test_the_python_that_a_person_names_comes_first(tmp_path: Path) -> None:
    fake_python(tmp_path, "python3.11", '[ "$1" = -c ] || echo "from PATH"')
    fake_python(tmp_path, "mine", '[ "$1" = -c ] || echo "named"')
    done = script("-m", "thing", python=str(tmp_path / "mine"), path=f"{tmp_path}:/usr/bin:/bin")
    assert done.stdout == "named\n"


def test_the_systems_own_python_comes_before_another_on_the_path(tmp_path: Path) -> None:
    fake_python(tmp_path, "python3.11", '[ "$1" = -c ] || echo "from PATH"')
    fake_python(tmp_path, "system", '[ "$1" = -c ] || echo "the system\'s"')
    done = script("-m", "thing", python="", path=f"{tmp_path}:/usr/bin:/bin", system=str(tmp_path / "system"))
    assert done.stdout == "the system's\n"
