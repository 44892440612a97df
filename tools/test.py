"""`make test`: the whole suite on a throw-away PostgreSQL and Redis.

    python -m tools.test [pytest arguments]

Two rounds, each in two processes: first everything that shares a machine politely, half of the files in a row each, so that what a
file shares is made once; then the tests that start a whole portal or break services on purpose, each folder in one process, because
its tests share a portal. Choosing with `-m`, `-n` or `-p` makes it one plain round.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import FrameType

from tools.services import ServiceFailed, ThrowawayPostgres, ThrowawayRedis
from tools.statics import provide_static_files

ROOT = Path(__file__).resolve().parent.parent
KEPT = {"PATH", "HOME", "LANG", "LC_ALL", "TERM", "TMPDIR", "CI", "COLUMNS", "PYTEST_ADDOPTS", "SOURCE_DATE_EPOCH"}
ALONE = "stack or faults"
NOTHING_COLLECTED = 5
INTERRUPTED = 130


def suite_environment(*, database_url: str, redis_url: str, data: Path) -> dict[str, str]:
    """Settings of a test run, in production's manner; nothing from the developer's shell."""
    kept = {name: value for name, value in os.environ.items() if name in KEPT}
    return kept | {
        "SECRET_KEY": "only-for-tests-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLM",
        "DATABASE_URL": database_url,
        "BROKER_URL": redis_url,
        "REDIS_URL": redis_url,
        "DATA_DIR": str(data),
        "SITE_URL": "http://testserver",
        "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
        "CHROMIUM": shutil.which("chromium") or "/usr/bin/chromium",
        "PYTHONUNBUFFERED": "1",
    }


def rounds(arguments: list[str]) -> list[list[str]]:
    """The pytest command lines to run, in order."""
    if any(argument.startswith(("-m", "-n", "-p")) for argument in arguments):
        return [arguments]
    return [
        ["-n", "2", "--dist", "worksteal", "-m", f"not ({ALONE})", *arguments],
        ["-n", "2", "--dist", "loadgroup", "-m", ALONE, *arguments],
    ]


def run_pytest(arguments: list[str], environment: Mapping[str, str]) -> int:
    """Run pytest and return its exit code; on Ctrl-C wait until it has tidied up."""
    process = subprocess.Popen(
        [sys.executable, "-m", "pytest", *arguments], cwd=ROOT, env=dict(environment), stdin=subprocess.DEVNULL
    )
    try:
        return process.wait()
    except KeyboardInterrupt:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        raise


def worst(codes: list[int]) -> int:
    """One exit code for all rounds: a round without tests counts only when every round was one."""
    counted = [code for code in codes if code != NOTHING_COLLECTED]
    return max(counted, default=NOTHING_COLLECTED)


def run(arguments: list[str]) -> int:
    """Start the services, run all rounds, stop the services."""
    with (
        ThrowawayPostgres() as postgres,
        ThrowawayRedis() as redis,
        tempfile.TemporaryDirectory(prefix="hdr-test-") as folder,
        tempfile.TemporaryDirectory(prefix="hdr-prepared-") as prepared,
    ):
        environment = suite_environment(database_url=postgres.url, redis_url=redis.url, data=Path(folder))
        environment["HDR_PREPARED"] = (
            prepared  # portals of all processes and rounds are copies of what is loaded here once
        )
        provide_static_files(Path(folder), environment)
        return worst([run_pytest(line, environment) for line in rounds(arguments)])


def interrupt(number: int, frame: FrameType | None) -> None:
    """SIGTERM and a closed terminal stop the run as Ctrl-C does, services included."""
    del number, frame
    raise KeyboardInterrupt


def main() -> int:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, interrupt)
    try:
        return run(sys.argv[1:])
    except subprocess.CalledProcessError:
        print("Nie udało się zebrać plików statycznych; powód powyżej.", file=sys.stderr)
        return 1
    except ServiceFailed as problem:
        print(f"Nie udało się uruchomić usługi do testów.\n{problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nPrzerwano testy.", file=sys.stderr)
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
