"""Readers of environment variables that refuse nonsense with a sentence saying what to set."""

import os
from pathlib import Path


class WrongSetting(Exception):
    """An environment variable is missing or cannot be read; the text says what to set."""


def text(name: str, default: str | None = None) -> str:
    """The variable, or the content of the file named in `<name>_FILE` (for secrets), or the default.

    Raises WrongSetting when there is none of the three.
    """
    if path := os.environ.get(f"{name}_FILE"):
        return _read_secret(name, Path(path))
    value = os.environ.get(name, default)
    if value is None:
        raise WrongSetting(f"Brak ustawienia {name}. Ustaw zmienną {name} albo {name}_FILE (ścieżkę do pliku).")
    return value


def _read_secret(name: str, path: Path) -> str:
    try:
        return path.read_text().strip()
    except OSError as error:
        raise WrongSetting(
            f"{name}_FILE wskazuje plik {path}, którego nie można odczytać: {error.strerror}."
        ) from error


def boolean(name: str, *, default: bool) -> bool:
    """True or False; anything but `true`/`false`/`1`/`0` raises WrongSetting."""
    value = os.environ.get(name, "").strip().lower()
    if value == "":
        return default
    if value in {"true", "1"}:
        return True
    if value in {"false", "0"}:
        return False
    raise WrongSetting(f"{name} ma wartość „{value}”. Ustaw {name}=true albo {name}=false.")


def integer(name: str, *, default: int) -> int:
    """A whole number; anything else raises WrongSetting."""
    value = os.environ.get(name, "").strip()
    if value == "":
        return default
    try:
        return int(value)
    except ValueError as error:
        raise WrongSetting(f"{name} ma wartość „{value}”. Ustaw liczbę całkowitą.") from error


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated list; empty parts are dropped."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def secret_kept_in(path: Path, make: "str") -> str:
    """The secret kept in a file, made from `make` on first use (demo only: production names its own)."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(make)
    return path.read_text().strip()
