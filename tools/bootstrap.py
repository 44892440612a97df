"""Prepares this machine for a command: system packages, .venv, Python libraries. Standard library only.

    tools/python.sh -m tools.bootstrap run|test|dev

What is there already costs nothing: the second call ends in a tenth of a second.
"""

import ctypes
import fcntl
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / "bin" / "python"
STAMP = VENV / "hdr-installed.json"
LOCK = ROOT / "var" / "bootstrap.lock"
POLICY = Path("/usr/sbin/policy-rc.d")
REQUIREMENTS = {"run": "requirements.txt", "test": "requirements-dev.txt", "dev": "requirements-dev.txt"}


class CannotPrepare(Exception):
    """The machine lacks something; the text, in Polish, says what to do."""


def has_library(name: str) -> bool:
    """Whether the dynamic linker finds the library."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def has_program(*names: str) -> bool:
    """Whether one of the programs is installed."""
    return any(shutil.which(name) or Path("/usr/bin", name).exists() for name in names)


def has_postgres() -> bool:
    """Whether a PostgreSQL server is installed; Debian keeps its programs off PATH."""
    return has_program("initdb") or any(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


def has_venv() -> bool:
    """Whether .venv exists or this Python can make one; Debian's own cannot without python3-venv."""
    return VENV_PYTHON.exists() or importlib.util.find_spec("ensurepip") is not None


# What the PDF library loads when it starts to draw.
PDF_PACKAGES: dict[str, Callable[[], bool]] = {
    "libpango-1.0-0": lambda: has_library("libpango-1.0.so.0"),
    "libpangoft2-1.0-0": lambda: has_library("libpangoft2-1.0.so.0"),
    "libharfbuzz-subset0": lambda: has_library("libharfbuzz-subset.so.0"),
    "libfontconfig1": lambda: has_library("libfontconfig.so.1"),
}
TEST_PACKAGES: dict[str, Callable[[], bool]] = {
    "postgresql": has_postgres,
    "redis-server": lambda: has_program("redis-server"),
    "chromium": lambda: has_program("chromium"),
    "poppler-utils": lambda: has_program("pdftotext"),
}
VENV_PACKAGES: dict[str, Callable[[], bool]] = {
    f"python{sys.version_info.major}.{sys.version_info.minor}-venv": has_venv
}
PACKAGES = {
    "run": VENV_PACKAGES | PDF_PACKAGES,
    "test": VENV_PACKAGES | PDF_PACKAGES | TEST_PACKAGES,
    "dev": VENV_PACKAGES,
}


def install_system_packages(purpose: str) -> None:
    """Install what is missing with apt, or raise CannotPrepare naming it."""
    missing = [package for package, is_there in PACKAGES[purpose].items() if not is_there()]
    if not missing:
        return
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise CannotPrepare(_please_install(missing))
    print(f"Instaluję pakiety systemowe: {', '.join(missing)}…", flush=True)
    with services_stay_off():
        _apt("update")
        for package in missing:
            _apt("install", "--yes", "--no-install-recommends", package)


def _please_install(missing: list[str]) -> str:
    what = "pakietu systemowego" if len(missing) == 1 else "pakietów systemowych"
    return f"Brakuje {what}: {', '.join(missing)}. Zainstaluj poleceniem:\n  sudo apt install {' '.join(missing)}"


def _apt(*arguments: str) -> None:
    command = ["apt-get", "-qq", "-o", "Dpkg::Use-Pty=0", "-o", "DPkg::Lock::Timeout=120", *arguments]
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if done.returncode:
        output = (done.stdout + done.stderr).strip()
        raise CannotPrepare(f"Nie udało się polecenie: {' '.join(command)}\n{output[-2000:]}")


@contextmanager
def services_stay_off() -> Iterator[None]:
    """Debian starts a server when it is installed; ours are started by the tests, on ports of their own."""
    if POLICY.exists():
        yield
        return
    POLICY.write_text("#!/bin/sh\nexit 101\n")
    POLICY.chmod(0o755)
    try:
        yield
    finally:
        POLICY.unlink(missing_ok=True)


def digest(name: str) -> str:
    """Fingerprint of a requirements file."""
    return hashlib.sha256((ROOT / name).read_bytes()).hexdigest()


def installed() -> dict[str, str]:
    """Requirements file → fingerprint at its last installation into .venv."""
    with suppress(FileNotFoundError, ValueError):
        stamp: dict[str, str] = json.loads(STAMP.read_text())
        return stamp
    return {}


def works(python: Path) -> bool:
    """Whether the interpreter of .venv still runs: a moved clone or a removed Python breaks it."""
    if not python.exists():
        return False
    question = [str(python), "-c", "import pip"]
    return subprocess.run(question, capture_output=True, check=False).returncode == 0


def install_python_packages(purpose: str) -> None:
    """Bring .venv to the pinned versions when the requirements changed since the last time."""
    wanted = REQUIREMENTS[purpose]
    if installed().get(wanted) == digest(wanted) and VENV_PYTHON.exists():
        return
    if not works(VENV_PYTHON):
        _make_venv()
    print("Instaluję biblioteki Pythona; za pierwszym razem trwa to około minuty…", flush=True)
    _pip(wanted)
    # The development set contains the other one, pin for pin.
    covered = {wanted, "requirements.txt"}
    STAMP.write_text(json.dumps(installed() | {name: digest(name) for name in covered}))


def _make_venv() -> None:
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(VENV)], capture_output=True, text=True, check=False
    )
    if made.returncode:
        raise CannotPrepare(f"Nie udało się utworzyć środowiska .venv:\n{(made.stdout + made.stderr)[-2000:]}")


def _pip(requirements: str) -> None:
    command = [str(VENV_PYTHON), "-m", "pip", "install", "--require-hashes", "--only-binary=:all:", "--no-deps"]
    quietly = ["--quiet", "--quiet", "--no-input", "--disable-pip-version-check", "--no-warn-script-location"]
    done = subprocess.run(
        [*command, *quietly, "-r", str(ROOT / requirements)], stdin=subprocess.DEVNULL, cwd=ROOT, check=False
    )
    if done.returncode:
        raise CannotPrepare(
            f"Nie udało się zainstalować bibliotek z pliku {requirements}. "
            "Sprawdź połączenie z rejestrem pakietów i uruchom polecenie ponownie."
        )


@contextmanager
def alone() -> Iterator[None]:
    """Two commands at once prepare one after the other."""
    LOCK.parent.mkdir(exist_ok=True)
    with LOCK.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def main() -> int:
    purpose = sys.argv[1] if len(sys.argv) > 1 else "run"
    try:
        with alone():
            install_system_packages(purpose)
            install_python_packages(purpose)
    except CannotPrepare as problem:
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nPrzerwano przygotowanie.", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
