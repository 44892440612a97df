"""Runs the child's own reading in a fork for each file: the same entry, the same limits, without starting Python anew.

    python -I -c HOST <folder with lib> < lines of JSON [source, answer, ending, limits] > lines of JSON [status, seconds, MB]

Loads nothing but the kit, so that the memory measured is the kit's.
"""

import json
import os
import resource
import select
import signal
import sys
import time
from typing import Any

PATIENCE = 20


def main() -> None:
    """Serve until standard input ends."""
    import python_calamine  # noqa: F401 - loaded once, as the child loads it for every file
    import xlrd  # noqa: F401 - likewise
    from lib.workbook import child, reader  # type: ignore[import-not-found]  # the kit as its child process knows it

    del reader
    for line in sys.stdin:
        sys.stdout.write(json.dumps(_one(child, *json.loads(line))) + "\n")
        sys.stdout.flush()


def _one(child: Any, source: str, answer: str, ending: str, limits: str) -> tuple[int, float, float]:
    """Exit status (negative: the signal), seconds, megabytes. A busy machine's seconds are not the file's: the fewer count."""
    start = time.monotonic()
    process = os.fork()
    if process == 0:
        _read(child, source, answer, ending, limits)
    watched = os.pidfd_open(process)
    if not select.select([watched], [], [], PATIENCE)[0]:
        os.kill(process, signal.SIGKILL)
    os.close(watched)
    _, status, usage = os.wait4(process, 0)
    seconds = min(time.monotonic() - start, usage.ru_utime + usage.ru_stime)
    return os.waitstatus_to_exitcode(status), seconds, usage.ru_maxrss / 1024


def _read(child: Any, source: str, answer: str, ending: str, limits: str) -> None:
    status = 1
    try:
        for descriptor, path, flags in ((0, source, os.O_RDONLY), (1, answer, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)):
            opened = os.open(path, flags, 0o600)
            os.dup2(opened, descriptor)
            os.close(opened)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        child.limit_resources(child.SECONDS["read"])
        child.read_command([ending, limits])
        status = 0
    finally:
        os._exit(status)
