"""The first look: by its first bytes, not its name, a file is a package, an old XLS, a text or none of our business."""

import re
from typing import BinaryIO

from . import sentences
from .sentences import Refused

PACKAGE = b"PK\x03\x04"
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")
WEB_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|meta|style|script)[\s>/]", re.IGNORECASE)
PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"8BPS")
ARCHIVES = (b"PK\x05\x06", b"PK\x07\x08", b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"MSCF")
PROGRAMS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe")
AMBIGUOUS = (b"BM", b"MZ")
NAMED = ((PICTURES, sentences.PICTURE), (ARCHIVES, sentences.OTHER_ARCHIVE), (PROGRAMS, sentences.PROGRAM))
WORKBOOK_ENDINGS = (".xlsx", ".xlsm", ".xltx", ".xlsb", ".xls", ".ods", ".numbers")
TEXT_ENDINGS = (".csv", ".tsv", ".txt", ".tab", "")


def first_look(file: BinaryIO, ending: str) -> str:
    """One of "zip", "ole2" and "text"; raises Refused that names what the file is instead."""
    head = file.read(4096)
    file.seek(0)
    if head.startswith(PACKAGE):
        return "zip"
    if head.startswith(OLE2):
        return "ole2"
    if head.startswith(BYTE_ORDER_MARKS[:2]):
        return _text(ending)
    _refuse_by_head(head)
    if b"\0" in head and ending not in TEXT_ENDINGS:
        raise Refused(sentences.UNKNOWN)
    return _text(ending)


def _text(ending: str) -> str:
    if ending in WORKBOOK_ENDINGS:
        raise Refused(sentences.TEXT_NAMED_WORKBOOK.format(ending=ending))
    return "text"


def _refuse_by_head(head: bytes) -> None:
    bare = head.removeprefix(BYTE_ORDER_MARKS[2]).lstrip()
    if head[:5] == b"%PDF-" or b"%PDF-" in head[:1024]:
        raise Refused(sentences.PDF)
    if WEB_PAGE.search(head):
        raise Refused(sentences.WEB_PAGE)
    if bare.startswith(b"<"):
        raise Refused(sentences.XML)
    if head[4:8] == b"ftyp" or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        raise Refused(sentences.PICTURE)
    for signatures, sentence in NAMED:
        # A text may begin with BM or MZ, but has no NUL.
        if head.startswith(signatures) and (b"\0" in head or not head.startswith(AMBIGUOUS)):
            raise Refused(sentence)
