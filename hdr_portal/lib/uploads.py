"""Uploaded files: received within a limit, inspected by content in a child process.

A file that cannot be taken still reaches the form, with the sentence that says why; the connection is never cut.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import IO, Any, cast

from django.conf import settings
from django.core.files import File
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from hdr_portal.lib.filenames import clean_name, name_with_ending
from hdr_portal.lib.inspection.verdicts import BROKEN, Accepted, Refused
from hdr_portal.lib.polish import NBSP

__all__ = ["Accepted", "LimitedUploadHandler", "Refused", "clean_name", "inspect_upload", "name_with_ending"]

MAX_FILES = 10
TOO_MANY = f"Wysłano naraz ponad {MAX_FILES}{NBSP}plików. Dodaj je w kilku częściach."
NO_ROOM = "Na serwerze zabrakło miejsca i plik nie został zapisany. Zawiadom administratora i spróbuj później."
EMPTY = "Plik jest pusty (0 bajtów). Sprawdź go na swoim komputerze i wyślij ponownie."
SECONDS = 30
KIT = Path(__file__).parent
# Not `-m hdr_portal.lib…`: the portal's package loads Celery, which the child has no use for.
CHILD = "import sys; sys.path.insert(0, sys.argv[1]); from inspection.child import main; main()"


class ReceivedFile(UploadedFile[Any]):
    """A file as it came in, kept in a nameless temporary file that vanishes with the process.

    `refusal` is the Polish sentence for a file whose bytes were not kept; empty when they were.
    """

    file: IO[Any]
    refusal = ""

    def refuse(self, sentence: str) -> None:
        """Let go of the bytes; the first sentence stands."""
        self.refusal = self.refusal or sentence
        self.file.seek(0)
        self.file.truncate()


class LimitedUploadHandler(FileUploadHandler):
    """Receives files up to the limit; what goes beyond is read from the connection and dropped."""

    file: ReceivedFile

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.received: list[ReceivedFile] = []

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """See FileUploadHandler."""
        super().new_file(*args, **kwargs)
        # Unbuffered: a buffer that a full disk does not take would fail again on every later call.
        kept = tempfile.TemporaryFile(buffering=0, dir=settings.FILE_UPLOAD_TEMP_DIR)  # noqa: SIM115 - closed with the request
        self.file = ReceivedFile(kept, self.file_name, self.content_type, 0, self.charset, self.content_type_extra)
        self.received.append(self.file)
        if len(self.received) > MAX_FILES:
            for file in self.received:
                file.refuse(TOO_MANY)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """See FileUploadHandler."""
        if self.file.refusal:
            return
        if start + len(raw_data) > limit_in_bytes():
            self.file.refuse(too_large())
            return
        try:
            whole = self.file.write(raw_data) == len(raw_data)
        except OSError:
            whole = False
        if not whole:
            self.file.refuse(NO_ROOM)

    def file_complete(self, file_size: int) -> ReceivedFile:
        """The received file, rewound; its size is what was sent, kept or not."""
        self.file.size = file_size
        self.file.seek(0)
        return self.file

    def upload_interrupted(self) -> None:
        """The connection ended in the middle of the file."""
        self.file.close()


def limit_in_bytes() -> int:
    """The most that one file may have."""
    return int(settings.UPLOAD_LIMIT_MB) * 1024 * 1024


def too_large() -> str:
    """What the form says about a file over the limit."""
    return f"Plik ma ponad {settings.UPLOAD_LIMIT_MB}{NBSP}MB. Zmniejsz go albo podziel na części."


def inspect_upload(file: File[Any]) -> Accepted:
    """What the file is by its content, not its name; raises Refused with a Polish sentence.

    The answer is remembered on the file, so that a form and the service behind it inspect once. Leaves the file rewound.
    """
    known = getattr(file, "inspected", None)
    if isinstance(known, Accepted):
        return known
    if refusal := getattr(file, "refusal", ""):
        raise Refused(refusal)
    if not file.size:
        raise Refused(EMPTY)
    if file.size > limit_in_bytes():
        raise Refused(too_large())
    accepted = _inspected_by_child(file)
    file.inspected = accepted  # type: ignore[attr-defined]
    return accepted


def _inspected_by_child(file: File[Any]) -> Accepted:
    """Decoders written in C read hostile bytes in a process of their own, with a memory and time limit."""
    with tempfile.TemporaryFile() as copy:
        try:
            answer = subprocess.run(  # noqa: S603 - our own program, no argument from outside
                [sys.executable, "-I", "-c", CHILD, str(KIT)],
                stdin=_descriptor(file, copy),
                capture_output=True,
                timeout=SECONDS,
                env={},
                check=True,
            )
        except subprocess.SubprocessError as error:
            raise Refused(BROKEN) from error
        finally:
            file.seek(0)
    verdict = json.loads(answer.stdout)
    if "refused" in verdict:
        raise Refused(verdict["refused"])
    return Accepted(**verdict["accepted"])


def _descriptor(file: File[Any], copy: IO[bytes]) -> int:
    """The file's own descriptor, or that of a copy when the bytes are in memory."""
    if isinstance(file, ReceivedFile):
        return cast("int", file.fileno())
    for chunk in file.chunks():
        copy.write(chunk)
    copy.flush()
    return copy.fileno()
