"""What made a report: versions and fonts kept beside its inputs, so that it can be made again."""

import re
import zlib
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from django.conf import settings

from hdr_portal.version import VERSION

LIBRARIES = ("django", "weasyprint", "pikepdf", "fonttools", "openpyxl", "python-docx", "python-pptx")
FONT = re.compile(r'url\("([^"]+\.woff2)"\)')
STYLESHEETS = ("fonts.css", "print/*.css")  # those of documents; the first one is theirs and the pages'


def versions() -> dict[str, str]:
    """Version of the portal and of the libraries that shape the bytes."""
    return {"hdr-portal": VERSION, "zlib": zlib.ZLIB_RUNTIME_VERSION} | {name: version(name) for name in LIBRARIES}


@cache
def fonts() -> dict[str, str]:
    """Name of every font file that the style sheets of documents ask for → SHA-256 of its bytes."""
    files = {file.name: file for sheet in _stylesheets() for file in _asked_for(sheet)}
    return {name: sha256(file.read_bytes()).hexdigest() for name, file in sorted(files.items())}


def _stylesheets() -> list[Path]:
    folder = settings.BASE_DIR / "static" / "css"
    return [sheet for pattern in STYLESHEETS for sheet in sorted(folder.glob(pattern))]


def _asked_for(sheet: Path) -> list[Path]:
    return [(sheet.parent / address).resolve() for address in FONT.findall(sheet.read_text())]
