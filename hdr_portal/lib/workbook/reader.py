"""From bytes to lines of an answer: the kind found, the sheets read, their cells counted a second time."""

from collections.abc import Iterator
from typing import BinaryIO

from . import sentences
from .contents import Limits
from .counting import Counting, by_openpyxl
from .csvfile import read_csv
from .drafts import Draft
from .kinds import first_look
from .ods import MIMETYPE, read_ods
from .sentences import Refused
from .transport import end_line, head_line, sheet_lines
from .xlsx import TYPES, read_xlsx
from .zipped import Archive

FALLBACKS = {"xlsx": by_openpyxl}
Read = tuple[str, list[Draft], list[str], dict[str, str]]


def lines_of(file: BinaryIO, ending: str, limits: Limits) -> Iterator[bytes]:
    """The answer; raises Refused, also after some lines: then they are void."""
    kind, drafts, notes, properties = read_any(file, ending, limits)
    if not any(draft.filled() for draft in drafts):
        raise Refused(sentences.NO_CELLS)
    counting = None if kind == "csv" else Counting(whole(file), [draft.name for draft in drafts], FALLBACKS.get(kind))
    yield head_line(kind, notes, properties)
    for draft in drafts:
        yield from sheet_lines(draft)
    yield end_line(checked_count(drafts, counting.result() if counting else None))


def read_any(file: BinaryIO, ending: str, limits: Limits) -> Read:
    """Kind, sheets, notes and properties; raises Refused."""
    look = first_look(file, ending)
    if look == "zip":
        return read_package(Archive(file), limits)
    if look == "ole2":
        return "xls", read_old(whole(file), limits), [], {}
    draft, notes = read_csv(whole(file), limits)
    return "csv", [draft], notes, {}


def read_old(source: bytes, limits: Limits) -> list[Draft]:
    """An OLE2 container that should be an XLS."""
    from .xls import read_xls  # slow to load, rarely needed

    return read_xls(source, limits)


def read_package(archive: Archive, limits: Limits) -> Read:
    """A zip that should be an XLSX or an ODS."""
    if TYPES in archive:
        drafts, properties = read_xlsx(archive, limits)
        return "xlsx", drafts, [], properties
    if MIMETYPE in archive:
        drafts, properties = read_ods(archive, limits)
        return "ods", drafts, [], properties
    raise Refused(sentences.ARCHIVE)


def whole(file: BinaryIO) -> bytes:
    """All bytes; their number is limited by now."""
    file.seek(0)
    return file.read()


def checked_count(drafts: list[Draft], counts: dict[str, int] | None) -> int:
    """All cells that are not blank; raises Refused when the counting reader has another number for any sheet."""
    filled = [draft.filled() for draft in drafts]
    if counts is not None:
        counted = [counts[draft.name] + draft.unseen for draft in drafts]
        if counted != filled:
            raise Refused(sentences.DISAGREE.format(one=sum(filled), other=sum(counted)))
    return sum(filled)
