"""Ends process groups whose owner has died, however it died.

An owner (a supervisor, a test run) holds a Leash and tells it which process groups and folders are its own. A tiny
watcher process reads the other end of a pipe; when the owner is gone, even by `kill -9`, the pipe ends and the
watcher ends the groups and removes the folders that are still on its list.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import IO, cast

GRACE_SECONDS = 3.0


class Leash:
    """A watcher process that outlives its owner by a few seconds and tidies up what the owner left."""

    def __init__(self) -> None:
        self._watcher = subprocess.Popen(
            [sys.executable, "-I", "-S", __file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
            text=True,
        )

    def watch(self, pid: int) -> None:
        """Put the process group led by `pid` on the list."""
        self._say(f"watch {pid}")

    def forget(self, pid: int) -> None:
        """Take the group off the list: it has ended."""
        self._say(f"forget {pid}")

    def own_folder(self, folder: Path) -> None:
        """Have the folder removed, when the owner dies before it could."""
        self._say(f"folder {folder}")

    def release(self) -> None:
        """End the watcher; what is still on its list is ended and removed."""
        self._pipe.close()
        self._watcher.wait(timeout=GRACE_SECONDS + 5)

    @property
    def _pipe(self) -> IO[str]:
        return cast("IO[str]", self._watcher.stdin)

    def _say(self, line: str) -> None:
        with contextlib.suppress(BrokenPipeError):
            self._pipe.write(line + "\n")
            self._pipe.flush()


def signal_group(pid: int, number: int) -> bool:
    """Send a signal to the group led by `pid`; False when the group is empty."""
    try:
        os.killpg(pid, number)
    except ProcessLookupError:
        return False
    return True


def end_groups(pids: Iterable[int], *, grace: float = GRACE_SECONDS) -> None:
    """SIGTERM (and SIGCONT, a frozen process cannot die) to each group, then SIGKILL to what is left."""
    left = set(pids)
    for pid in left:
        signal_group(pid, signal.SIGTERM)
        signal_group(pid, signal.SIGCONT)
    deadline = time.monotonic() + grace
    while left and time.monotonic() < deadline:
        left = {pid for pid in left if signal_group(pid, 0)}
        time.sleep(0.05)
    for pid in left:
        signal_group(pid, signal.SIGKILL)


def main() -> None:
    groups: set[int] = set()
    folders: set[str] = set()
    for line in sys.stdin:
        verb, _, value = line.strip().partition(" ")
        if verb == "watch":
            groups.add(int(value))
        elif verb == "forget":
            groups.discard(int(value))
        elif verb == "folder":
            folders.add(value)
    end_groups(groups)
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
