"""A wrong setting stops the start with a sentence that says what to set."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
KEY = "k" * 50


def start(tmp_path: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    whole = {
        "PATH": os.environ["PATH"],
        "DATA_DIR": str(tmp_path),
        "SECRET_KEY": KEY,
        "SITE_URL": "https://hdr.example",
        "ALLOWED_HOSTS": "hdr.example",
        "BROKER_URL": "redis://127.0.0.1:6379/0",
        "DATABASE_URL": f"sqlite:///{tmp_path}/x.sqlite3",
    } | environment
    given = {name: value for name, value in whole.items() if value != "-"}
    return subprocess.run(
        [sys.executable, "manage.py", "check"], cwd=ROOT, env=given, capture_output=True, text=True, check=False
    )


def test_a_whole_set_of_settings_starts(tmp_path: Path) -> None:
    assert start(tmp_path).returncode == 0


def test_the_demo_starts_with_nothing_set(tmp_path: Path) -> None:
    nothing = dict.fromkeys(("SECRET_KEY", "SITE_URL", "ALLOWED_HOSTS", "BROKER_URL", "DATABASE_URL"), "-")

    assert start(tmp_path, HDR_DEMO="1", **nothing).returncode == 0
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("name", ["SECRET_KEY", "SITE_URL", "ALLOWED_HOSTS", "BROKER_URL", "DATABASE_URL"])
def test_a_missing_setting_is_named(tmp_path: Path, name: str) -> None:
    stopped = start(tmp_path, **{name: "-"})

    sentence = f"Brak ustawienia {name}. Ustaw zmienną {name} albo {name}_FILE (ścieżkę do pliku)."
    assert (stopped.returncode, stopped.stderr.strip()) == (1, f"Portal nie ruszył. {sentence}")


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("HDR_DEMO", "tak", "HDR_DEMO ma wartość „tak”. Ustaw HDR_DEMO=true albo HDR_DEMO=false."),
        ("DEBUG", "2", "DEBUG ma wartość „2”. Ustaw DEBUG=true albo DEBUG=false."),
        ("EMAIL_PORT", "smtp", "EMAIL_PORT ma wartość „smtp”. Ustaw liczbę całkowitą."),
        ("SECRET_KEY", "krotki", "SECRET_KEY jest za krótki. Ustaw co najmniej 50 losowych znaków."),
        ("SECRET_KEY_FILE", "/nie/ma", "SECRET_KEY_FILE wskazuje plik /nie/ma, którego nie można odczytać: "),
    ],
)
def test_nonsense_is_refused_with_a_sentence(tmp_path: Path, name: str, value: str, sentence: str) -> None:
    stopped = start(tmp_path, **{name: value})

    assert stopped.returncode == 1
    assert stopped.stderr.startswith(f"Portal nie ruszył. {sentence}")


def test_a_secret_is_read_from_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "key"
    secret.write_text(f"{KEY}\n")

    assert start(tmp_path, SECRET_KEY="-", SECRET_KEY_FILE=str(secret)).returncode == 0
