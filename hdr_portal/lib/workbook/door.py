"""Tables from outside: read and marked by a child process with a memory and time limit."""

import json
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import asdict, astuple
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from . import sentences
from .contents import LIMITS, Kind, Limits, Mark, WorkbookContents
from .sentences import Refused
from .transport import MARKED, read_lines

if TYPE_CHECKING:
    from django.core.files import File

WALL_SECONDS = 60
OUT_OF_TIME = {signal.SIGKILL, signal.SIGXCPU}
FOLDER = Path(__file__).parents[2]
# Appended, and as `lib`: the portal's own package would load Celery, which the child has no use for.
CHILD = "import sys; sys.path.append(sys.argv[1]); from lib.workbook.child import main; main()"


def read_workbook(file: "File[Any]", *, limits: Limits = LIMITS) -> WorkbookContents:
    """All sheets of an XLSX, XLS, ODS or CSV file; raises Refused with a Polish sentence that says what to do.

    The kind is told by the content, never by the name. Leaves the file rewound.
    """
    if refusal := getattr(file, "refusal", ""):
        raise Refused(refusal)
    if not file.size:
        raise Refused(sentences.EMPTY)
    if file.size > limits.size:
        raise Refused(sentences.too_large(limits.size))
    with tempfile.TemporaryFile() as source, tempfile.TemporaryFile() as out:
        file.seek(0)
        for chunk in file.chunks():
            source.write(chunk)
        file.seek(0)
        run_child(["read", Path(file.name or "").suffix.lower(), json.dumps(asdict(limits))], source, out)
        return read_lines(out)


def marked_copy(source: bytes | Path, marks: Iterable[Mark], *, kind: Kind) -> bytes:
    """The workbook as XLSX with the remarks: cells coloured and commented, and all of them listed on a sheet "Uwagi".

    An XLSX stays as it is but for that; of another kind the cells are copied. Raises Refused with a Polish sentence.
    A list and colours from an earlier copy are replaced. For reading such a file again: `mark_list.is_remarks`.
    """
    with tempfile.TemporaryFile() as file, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as given:
        file.write(source if isinstance(source, bytes) else source.read_bytes())
        given.write(json.dumps([astuple(mark) for mark in marks]).encode())
        given.flush()
        given.seek(0)
        run_child(["mark", kind, str(given.fileno())], file, out, also=(given.fileno(),))
        answer = out.read()
    if answer[:1] != MARKED:
        raise Refused(answer[1:].decode("utf-8", "replace") or sentences.BROKEN)
    return answer[1:]


def run_child(words: list[str], source: IO[bytes], out: IO[bytes], *, also: tuple[int, ...] = ()) -> None:
    """Run the child on a file; what it writes is in `out`, rewound. Raises Refused when it dies or takes too long."""
    source.flush()
    source.seek(0)
    try:
        done = subprocess.run(  # noqa: S603 - our own program; its arguments are an ending and numbers
            [sys.executable, "-I", "-c", CHILD, str(FOLDER), *words],
            stdin=source,
            stdout=out,
            stderr=subprocess.DEVNULL,
            timeout=WALL_SECONDS,
            env={},
            pass_fds=also,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Refused(sentences.TOO_SLOW) from error
    if done.returncode:
        raise Refused(sentences.TOO_SLOW if -done.returncode in OUT_OF_TIME else sentences.BROKEN)
    out.seek(0)
