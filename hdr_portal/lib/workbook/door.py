"""Tables from outside: read and marked by a child process with a memory and time limit."""

import json
import subprocess
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from . import sentences
from .contents import LIMITS, Limits, WorkbookContents
from .sentences import Refused
from .transport import read_lines

if TYPE_CHECKING:
    from django.core.files import File

WALL_SECONDS = 20
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


def run_child(words: list[str], source: IO[bytes], out: IO[bytes]) -> None:
    """Run the child on a file; what it writes is in `out`, rewound. Raises Refused when it dies or takes too long."""
    source.flush()
    source.seek(0)
    try:
        subprocess.run(  # noqa: S603 - our own program; its arguments are an ending and numbers
            [sys.executable, "-I", "-c", CHILD, str(FOLDER), *words],
            stdin=source,
            stdout=out,
            stderr=subprocess.DEVNULL,
            timeout=WALL_SECONDS,
            env={},
            check=True,
        )
    except subprocess.SubprocessError as error:
        raise Refused(sentences.TOO_SLOW) from error
    out.seek(0)
