"""From bytes to lines of an answer: the kind found, the sheets read, their cells counted a second time."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import BinaryIO
from zipfile import BadZipFile

from . import sentences
from .contents import Kind, Limits
from .counting import LARGE, Counting, Counts, EarlyCount, by_bytes
from .csvfile import read_csv
from .drafts import Draft
from .kinds import PACKAGE, first_look
from .ods import MIMETYPE, read_ods
from .sentences import Refused
from .transport import end_line, head_line, sheet_lines
from .xlsx import TYPES, read_xlsx
from .zipped import Archive


@dataclass(frozen=True)
class Reading:
    """What was read, and how its cells can be counted when calamine gives up."""

    kind: Kind
    drafts: list[Draft]
    notes: list[str] = field(default_factory=list)
    properties: dict[str, str] = field(default_factory=dict)
    recount: Callable[[bytes], Counts] | None = None


def lines_of(file: BinaryIO, ending: str, limits: Limits) -> Iterator[bytes]:
    """The answer; raises Refused, also after some lines: then they are void."""
    source = whole(file)
    with counted_early(source) as early:
        file.seek(0)
        reading = read_any(file, ending, limits)
        if not any(draft.filled() for draft in reading.drafts):
            raise Refused(sentences.NO_CELLS)
        yield head_line(reading.kind, reading.notes, reading.properties)
        for draft in reading.drafts:
            yield from sheet_lines(draft)
        yield end_line(checked_count(reading, early, source))


@contextmanager
def counted_early(source: bytes) -> Iterator[EarlyCount | None]:
    """The count of a large package, made beside the reading of it; None for what is counted afterwards."""
    if len(source) < LARGE or not source.startswith(PACKAGE):
        yield None
        return
    early = EarlyCount(source)
    try:
        yield early
    finally:
        early.end()


def read_any(file: BinaryIO, ending: str, limits: Limits) -> Reading:
    """The file, whatever kind it is; raises Refused."""
    look = first_look(file, ending)
    if look == "zip":
        return read_package(Archive(file), limits)
    if look == "ole2":
        return Reading("xls", read_old(whole(file), limits))
    draft, notes = read_csv(whole(file), limits)
    return Reading("csv", [draft], notes)


def read_old(source: bytes, limits: Limits) -> list[Draft]:
    """An OLE2 container that should be an XLS."""
    from .xls import read_xls  # slow to load, rarely needed

    return read_xls(source, limits)


def read_package(archive: Archive, limits: Limits) -> Reading:
    """A zip that should be an XLSX or an ODS."""
    if TYPES in archive:
        drafts, properties, book = read_xlsx(archive, limits)
        parts = {place.name: place.part for place in book.sheets}
        recount = partial(by_bytes, parts=parts, strings=book.strings)
        notes = [sentences.CHARTS.format(names=", ".join(book.charts))] if book.charts else []
        return Reading("xlsx", drafts, notes, properties, recount)
    if MIMETYPE in archive:
        drafts, properties = read_ods(archive, limits)
        return Reading("ods", drafts, properties=properties)
    raise Refused(sentences.ARCHIVE)


def whole(file: BinaryIO) -> bytes:
    """All bytes; their number is limited by now."""
    file.seek(0)
    return file.read()


def checked_count(reading: Reading, early: EarlyCount | None, source: bytes) -> int:
    """All cells that are not blank; raises Refused when another reader has another number for any sheet.

    CSV has been counted while it was read.
    """
    filled = {draft.name: draft.filled() for draft in reading.drafts}
    if reading.kind != "csv":
        counted = _counted(reading, early, source)
        if counted != filled:
            one, other = sum(filled.values()), sum(counted.values())
            raise Refused(sentences.DISAGREE.format(one=one, other=other))
    return sum(filled.values())


def _counted(reading: Reading, early: EarlyCount | None, source: bytes) -> Counts:
    names = [draft.name for draft in reading.drafts]
    counts = early.result(names) if early else None
    if counts is None:  # also when it needed more than a file within the limits may: that is known only now
        counts = Counting(source, names).result()
    if counts is not None:
        return {draft.name: counts[draft.name] + draft.unseen for draft in reading.drafts}
    try:
        if reading.recount:
            return reading.recount(source)
    except (KeyError, ValueError, NotImplementedError, BadZipFile) as error:
        raise Refused(sentences.UNCOUNTED) from error
    raise Refused(sentences.UNCOUNTED)
