"""Office files (docx, pptx, xlsx) with the same bytes every time: fixed times in the zip, in the properties and in files inside."""

import io
import re
import zipfile
from datetime import datetime

STAMP = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can tell
CORE = "docProps/core.xml"
TIMES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:(?:created|modified)>)")


def stable(content: bytes, *, epoch: datetime) -> bytes:
    """The same file with every time in it set to `epoch` (in UTC)."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(written, "w") as new:
        for entry in old.infolist():
            fixed = zipfile.ZipInfo(entry.filename, STAMP)
            fixed.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(fixed, _fixed(entry.filename, old.read(entry), epoch))
    return written.getvalue()


def _fixed(name: str, content: bytes, epoch: datetime) -> bytes:
    if name == CORE:
        moment = f"{epoch:%Y-%m-%dT%H:%M:%SZ}".encode()
        return TIMES.sub(rb"\g<1>" + moment + rb"\g<2>", content)
    return stable(content, epoch=epoch) if name.endswith(".xlsx") else content
