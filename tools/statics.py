"""Collected static files for test runs: made once (a dozen seconds of compressing), copied afterwards."""

import hashlib
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / "var" / "collected"


def fingerprint() -> str:
    """Changes whenever a static file, the libraries or their storage change."""
    files = sorted(path for path in (ROOT / "static").rglob("*") if path.is_file())
    seen = hashlib.sha256()
    for path in [*files, ROOT / "requirements.txt", ROOT / "hdr_portal" / "settings.py"]:
        seen.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return seen.hexdigest()[:20]


def provide_static_files(data: Path, environment: Mapping[str, str]) -> None:
    """Put what `collectstatic` makes, as in production with hashed names, into `data`/static."""
    kept = CACHE / fingerprint()
    if not kept.exists():
        _collect(kept, environment)
    shutil.copytree(kept, data / "static", copy_function=_link, dirs_exist_ok=True)


def _collect(target: Path, environment: Mapping[str, str]) -> None:
    CACHE.mkdir(parents=True, exist_ok=True)
    _forget_old()
    with tempfile.TemporaryDirectory(prefix="new-", dir=CACHE) as folder:
        subprocess.run(
            [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"],
            cwd=ROOT,
            env={**environment, "DATA_DIR": folder},
            stdin=subprocess.DEVNULL,
            check=True,
        )
        if not target.exists():
            (Path(folder) / "static").rename(target)


def _forget_old() -> None:
    """Remove what no run has made for a day; a younger one may be in use by a run beside this one."""
    for folder in CACHE.iterdir():
        if time.time() - folder.stat().st_mtime > 86_400:
            shutil.rmtree(folder, ignore_errors=True)


def _link(source: str, target: str) -> None:
    """A hard link where the file system allows one."""
    try:
        Path(target).hardlink_to(source)
    except OSError:
        shutil.copy2(source, target)
