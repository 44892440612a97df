"""Rows written the way spreadsheet programs write them, kept from the XML parser: this is several times as fast.

A row is taken only when a regular expression tiles it from end to end (xlsx_rows.py, ods_rows.py). Whatever else it has
(comments, other attributes, rich text) goes to the parser, which is the complete reader and sees all the rest.
"""

import re
import sys
from collections.abc import Callable, Iterable, Iterator

from . import sentences
from .sentences import Refused

MAX_WAITING = 4_000_000
MAX_MEMO = 20_000
REFERENCE = re.compile(r"&(?:(amp|lt|gt|quot|apos)|#([0-9]{2,7})|#x([0-9A-Fa-f]{2,6}));")
NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
# What no XML may hold, written out or as a reference: the parser refuses it.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
ReadRow = Callable[[bytes, int, int], bool]


def without_quick_rows(
    chunks: Iterable[bytes], closing: bytes, read_row: ReadRow, ready: Callable[[], bool]
) -> Iterator[bytes]:
    """The part's bytes without the rows that `read_row` takes: it gets the bytes and where a row begins and closes.

    `ready` says whether the parser, fed with all that was given out, stands where a row may begin. Once a comment or
    CDATA section begins, in which a row would be none, all that follows is given out.
    """
    pieces = iter(chunks)
    waiting, at, first = b"", 0, True
    while chunk := next(pieces, b""):
        waiting, at = waiting[at:] + chunk, 0
        while (end := waiting.find(closing, at)) >= 0:
            after = end + len(closing)
            if not (ready() and read_row(waiting, at, end)):
                row = waiting[at:after]
                yield row
                if _hides(row, first=first):
                    yield waiting[after:]
                    yield from pieces
                    return
            at, first = after, False
        if len(waiting) - at > MAX_WAITING:
            break
    yield waiting[at:]
    yield from pieces


def _hides(source: bytes, *, first: bool) -> bool:
    """Whether a comment, an instruction or a CDATA section may begin here; the declaration at the start is none."""
    rest = source.removeprefix(b"\xef\xbb\xbf").removeprefix(b"<?xml") if first else source
    return b"<!" in rest or b"<?" in rest


def text_of(raw: bytes) -> str | None:
    """Text between tags with its references resolved; None when the parser should judge it."""
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        raise Refused(sentences.BROKEN) from error
    if "&" not in text:
        return text
    if "&" in REFERENCE.sub("", text):
        return None
    text = REFERENCE.sub(_referred, text)
    return None if UNWRITABLE.search(text) else text


def _referred(found: re.Match[str]) -> str:
    name, decimal, hexadecimal = found.groups()
    if name:
        return NAMED[name]
    code = int(decimal) if decimal else int(hexadecimal, 16)
    return chr(code) if code <= sys.maxunicode else "\0"
