"""The real child on one file, with what it took: seconds and megabytes."""

import json
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass

from hdr_portal.lib.workbook.contents import LIMITS
from hdr_portal.lib.workbook.door import CHILD, FOLDER

MEGABYTES = 256
# A small process between: the system counts to a new process the memory of the one that it was born from, and the suite is
# large. The time is the processor's when that is less: a busy machine is not the file's fault.
WATCHER = """
import json, os, subprocess, sys, time
start = time.monotonic()
child = subprocess.Popen(sys.argv[1:])
_, status, usage = os.wait4(child.pid, 0)
seconds = min(time.monotonic() - start, usage.ru_utime + usage.ru_stime)
print(json.dumps([os.waitstatus_to_exitcode(status), seconds, usage.ru_maxrss]), file=sys.stderr)
"""


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
        watched = [sys.executable, "-I", "-S", "-c", WATCHER, *command]
        watcher = subprocess.run(watched, stdin=source, stdout=out, stderr=subprocess.PIPE, env={}, check=True)
        code, seconds, kilobytes = json.loads(watcher.stderr.splitlines()[-1])
        assert code == 0, (code, seconds, kilobytes)
        out.seek(0)
        return Taken(out.readlines(), seconds, kilobytes / 1024)
