"""`make check` and, with --fix, `make fmt`: every rule that a machine can hold, in one list."""

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
PRODUCTION = {
    "SECRET_KEY": "only-for-checking-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJ",
    "DATABASE_URL": "postgresql://portal@127.0.0.1:5432/portal",
    "BROKER_URL": "redis://127.0.0.1:6379/0",
    "SITE_URL": "https://portal.example.org",
    "ALLOWED_HOSTS": "portal.example.org",
}
DEMO = {"HDR_DEMO": "true"}


@dataclass(frozen=True)
class Step:
    name: str
    command: tuple[str, ...]
    environment: dict[str, str]


def python(*arguments: str) -> tuple[str, ...]:
    """A command run by the interpreter of .venv."""
    return (str(BIN / "python"), *arguments)


def tool(name: str, *arguments: str) -> tuple[str, ...]:
    """A command-line tool of .venv."""
    return (str(BIN / name), *arguments)


CHECKS = [
    Step("ruff", tool("ruff", "check", "--quiet", "."), {}),
    Step("format", tool("ruff", "format", "--check", "--quiet", "."), {}),
    Step("layers", tool("lint-imports", "--no-logo"), {}),
    Step("templates", tool("djlint", "templates", "--lint", "--quiet"), {}),
    Step("migrations", python("manage.py", "makemigrations", "--check", "--dry-run"), DEMO),
    Step("deploy", python("manage.py", "check", "--deploy", "--fail-level", "WARNING"), PRODUCTION),
    Step("mypy", tool("mypy", "--no-error-summary"), DEMO),
]
FIXES = [
    Step("ruff", tool("ruff", "check", "--fix", "--quiet", "."), {}),
    Step("format", tool("ruff", "format", "--quiet", "."), {}),
]


def clean_environment(data: Path, **extra: str) -> dict[str, str]:
    """The environment without what a developer's shell may set for the portal."""
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG", "TERM", "TMPDIR"}}
    return kept | {"DATA_DIR": str(data), "PYTHONWARNINGS": "default", **extra}


def run(step: Step, data: Path) -> bool:
    """Run one step; print its output only when it fails."""
    started = time.monotonic()
    done = subprocess.run(
        step.command,
        cwd=ROOT,
        env=clean_environment(data, **step.environment),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    passed = done.returncode == 0
    print(f"{'ok ' if passed else 'ŹLE'}  {step.name:<11} {time.monotonic() - started:5.1f} s", flush=True)
    if not passed:
        print((done.stdout + done.stderr).strip(), end="\n\n", flush=True)
    return passed


def main() -> int:
    """All steps run, so that one call shows everything; names after the command choose some of them."""
    wanted = [argument for argument in sys.argv[1:] if argument != "--fix"]
    steps = FIXES if "--fix" in sys.argv else CHECKS
    with tempfile.TemporaryDirectory(prefix="hdr-check-") as data:
        results = [run(step, Path(data)) for step in steps if not wanted or step.name in wanted]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
