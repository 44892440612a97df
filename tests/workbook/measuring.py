"""The real child on one file, with what it took: seconds and megabytes."""

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass

from hdr_portal.lib.workbook.contents import LIMITS
from hdr_portal.lib.workbook.door import CHILD, FOLDER

SECONDS, MEGABYTES = 5, 256


@dataclass(frozen=True)
class Taken:
    """The answer's lines, and what it cost."""

    lines: list[bytes]
    seconds: float
    megabytes: float

    def refusal(self) -> str:
        assert self.lines[-1][:1] == b"X", self.lines[-1][:200]
        return str(json.loads(self.lines[-1][1:]))


def measured(data: bytes, ending: str = ".xlsx") -> Taken:
    with tempfile.TemporaryFile() as source, tempfile.TemporaryFile() as out:
        source.write(data)
        source.seek(0)
        command = [sys.executable, "-I", "-c", CHILD, str(FOLDER), "read", ending, json.dumps(asdict(LIMITS))]
        start = time.monotonic()
        child = subprocess.Popen(command, stdin=source, stdout=out, env={})
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        seconds = min(
            time.monotonic() - start, usage.ru_utime + usage.ru_stime
        )  # a busy machine is not the file's fault
        assert child.returncode == 0, (child.returncode, seconds, usage.ru_maxrss)
        out.seek(0)
        return Taken(out.readlines(), seconds, usage.ru_maxrss / 1024)
