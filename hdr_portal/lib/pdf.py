"""HTML to a tagged PDF. The only importer of WeasyPrint.

The renderer opens nothing but files shipped under one folder, and those only by the address of SHIPPED; pictures come from
the caller's hand, by the name under which they were handed over; whatever else a document asks for stops the render. Equal
input gives equal bytes: the clock is the caller's epoch, identifiers come from content.
"""

import gc
import io
import logging
import os
import re
import threading
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import unquote

from hdr_portal.lib.pdf_archive import Attached, archived
from hdr_portal.lib.pdf_source import source
from hdr_portal.lib.pdf_tags import finished
from hdr_portal.lib.rendered import RenderedFile

SHIPPED = "https://shipped.invalid/"  # .invalid never resolves (RFC 6761); relative addresses in our CSS join onto it
HANDED = "https://handed.invalid/"
PICTURES = {".png": "image/png", ".jpg": "image/jpeg"}
FONT = ".woff2"
TYPES = {".css": "text/css; charset=utf-8", FONT: "font/woff2", ".svg": "image/svg+xml", ".png": "image/png"}

NO_PICTURES: Mapping[str, bytes] = MappingProxyType({})
Progress = Callable[[int, str], None]

_one_at_a_time = threading.Lock()  # the epoch is an environment variable, the progress a logger: both of the process


class PdfFile(RenderedFile):
    """A finished PDF."""


class PdfRefused(Exception):
    """The document asks for something that is not shipped with the project."""


def render_pdf(
    html: str,
    *,
    shipped: Path,
    epoch: datetime,
    on_progress: Progress,
    pictures: Mapping[str, bytes] = NO_PICTURES,
    archive: Sequence[Attached] | None = None,
) -> PdfFile:
    """Renders `html` as PDF/UA-1. Its addresses begin with SHIPPED and mean files under `shipped`, or with HANDED and mean
    one of the `pictures` (PNG or JPEG) by its name. With `archive` it becomes PDF/A-3a as well and carries those files.

    `on_progress` gets a percentage that never falls and a Polish phrase; an exception it raises stops the render.
    Raises PdfRefused.
    """
    # Loaded before progress is told: it parses style sheets while it loads, tells of that too, and an exception from
    # `on_progress` in that moment would leave the process with half a library for ever.
    import weasyprint  # noqa: F401 - slow to load

    with _one_at_a_time, _clock(epoch), _few_collections(), _profile_left_open(), _progress_told(on_progress):
        raw, pages = _rendered(html, shipped, pictures, "pdf/ua-1" if archive is None else "pdf/a-3a")
        on_progress(94, "Opisuję tabele dla czytników ekranu")
        content = finished(raw) if archive is None else archived(finished(raw), archive, epoch)
    return PdfFile(content, pages, sha256(content).hexdigest())


def _rendered(html: str, shipped: Path, pictures: Mapping[str, bytes], variant: str) -> tuple[bytes, int]:
    from weasyprint.urls import FatalURLFetchingError  # slow to load

    fetcher = _fetcher(shipped, pictures)
    try:
        document = source(html, SHIPPED, fetcher).render(pdf_variant=variant)
        content: bytes = document.write_pdf(pdf_variant=variant)
    except FatalURLFetchingError as refused:
        raise PdfRefused(str(refused)) from refused
    if fetcher.refused:  # inside an inline drawing the renderer swallows every exception
        raise PdfRefused(fetcher.refused[0])
    return content, len(document.pages)


def _fetcher(shipped: Path, pictures: Mapping[str, bytes]) -> Any:
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # slow to load

    class ShippedFilesOnly(URLFetcher):
        """Knows no protocol at all: a file is read from the folder or the render stops."""

        def __init__(self) -> None:
            super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)
            self.refused: list[str] = []

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            try:
                content, kind = found(url, shipped, pictures)
            except PdfRefused as refused:
                self.refused.append(str(refused))
                raise
            return URLFetcherResponse(url, content, {"Content-Type": kind})

        def open(self, url: Any, data: Any = None, timeout: Any = None) -> Any:
            return self.fetch(url if isinstance(url, str) else url.full_url)

    return ShippedFilesOnly()


def found(url: str, folder: Path, pictures: Mapping[str, bytes]) -> tuple[bytes, str]:
    """What an address of a document means, with its type. Raises PdfRefused."""
    if not url.startswith(HANDED):
        path = shipped_file(url, folder)
        return _unpacked(path) if path.suffix == FONT else path.read_bytes(), TYPES[path.suffix]
    name = url.removeprefix(HANDED)
    kind = PICTURES.get(Path(name).suffix)
    if kind is None or name not in pictures:
        raise PdfRefused(f"Not handed over with the document: {url[:200]}")
    return pictures[name], kind


@cache
def _unpacked(path: Path) -> bytes:
    """A font without its compression, which the renderer would undo for every document: a sixteenth of a report's time."""
    from fontTools.ttLib import woff2  # slow to load

    font = io.BytesIO()
    woff2.decompress(io.BytesIO(path.read_bytes()), font)
    return font.getvalue()


def shipped_file(url: str, folder: Path) -> Path:
    """The file under `folder` that an address means. Raises PdfRefused for any other address."""
    path = (folder / unquote(url.removeprefix(SHIPPED))).resolve()
    if not url.startswith(SHIPPED) or not path.is_relative_to(folder.resolve()) or path.suffix not in TYPES:
        raise PdfRefused(f"Not shipped with the project: {url[:200]}")
    return path


@contextmanager
def _profile_left_open() -> Iterator[None]:
    """The renderer opens the colour profile of PDF/A and leaves it to be closed by itself; Python grumbles at that."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        yield


@contextmanager
def _clock(epoch: datetime) -> Iterator[None]:
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = str(int(epoch.timestamp()))
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before


@contextmanager
def _few_collections() -> Iterator[None]:
    """A render makes boxes by the million and drops few of them: looking for garbage that often takes a sixth of the time."""
    before = gc.get_threshold()
    gc.set_threshold(50_000, 20, 50)
    try:
        yield
    finally:
        gc.set_threshold(*before)


# --- Progress: WeasyPrint tells its steps to a logger -----------------------------------------------------------------
STEPS = {
    "1": (8, "Czytam dane raportu"),
    "2": (9, "Czytam arkusze stylów"),
    "3": (10, "Dobieram kroje i kolory"),
    "4": (14, "Buduję rozdziały i tabele"),
    "6": (82, "Zapisuję strony"),
    "7": (90, "Osadzam kroje pisma i spis treści"),
}
STEP = re.compile(r"Step (\d)(?:.* - Page (\d+))?")


class _Steps(logging.Handler):
    """Turns the renderer's steps into percentages that never fall."""

    def __init__(self, tell: Progress) -> None:
        super().__init__(logging.INFO)
        self.tell, self.reached = tell, 0

    def emit(self, record: logging.LogRecord) -> None:
        percent, phrase = step_told(record.getMessage())
        if percent > self.reached:
            self.reached = percent
            self.tell(percent, phrase)


def step_told(message: str) -> tuple[int, str]:
    """Percentage and phrase for a line of the renderer's progress; 0 for a line that says nothing new."""
    match = STEP.match(message)
    if not match:
        return 0, ""
    if match[1] == "5" and match[2]:
        page = int(match[2])
        return 20 + 60 * page // (page + 15), f"Składam stronę {page}"
    return STEPS.get(match[1], (0, ""))


@contextmanager
def _progress_told(on_progress: Progress) -> Iterator[None]:
    logger = logging.getLogger("weasyprint.progress")
    handler, level, propagate = _Steps(on_progress), logger.level, logger.propagate
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
        logger.propagate = propagate
