"""`make lock`: compiles requirements*.txt from pyproject.toml, pinned, with hashes and without any registry address.

`make lock ARGS=--upgrade` takes the newest versions that pyproject.toml allows; without it, pins move only when they must.
"""

import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEADER = """\
# {purpose}
# Compiled from pyproject.toml by `make lock`; do not edit by hand. Installed with --require-hashes.
"""
OPTIONS = [
    *("--generate-hashes", "--no-emit-index-url", "--no-header", "--quiet"),
    *("--python-version", "3.11", "--python-platform", "linux"),
]
FILES = {
    "requirements.txt": ("What the portal needs to run.", []),
    "requirements-dev.txt": (
        "The same, pin for pin, and what tests and checks need.",
        ["--extra", "dev", "--constraint", "requirements.txt"],
    ),
}


def compiler() -> str:
    """The path of uv; put into var/ when the machine has none."""
    own = ROOT / "var" / "lock-venv"
    found = shutil.which("uv", path=f"{own / 'bin'}") or shutil.which("uv")
    if found:
        return found
    venv.create(own, with_pip=True)
    subprocess.run([own / "bin" / "pip", "install", "--quiet", "uv"], check=True)
    return str(own / "bin" / "uv")


def without_header(text: str) -> str:
    """The pins alone: a header that is already there must not become part of the next one."""
    lines = text.splitlines(keepends=True)
    while lines and lines[0].startswith("#"):
        lines.pop(0)
    return "".join(lines)


def compile_file(name: str, extra: list[str]) -> None:
    """Compile one file and put our header above it."""
    purpose, options = FILES[name]
    target = ROOT / name
    command = [compiler(), "pip", "compile", "pyproject.toml", *OPTIONS, *options, *extra, "--output-file", name]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    target.write_text(HEADER.format(purpose=purpose) + without_header(target.read_text()))


def main() -> int:
    for name in FILES:
        compile_file(name, sys.argv[1:])
        print(f"{name}: gotowe")
    return 0


if __name__ == "__main__":
    sys.exit(main())
