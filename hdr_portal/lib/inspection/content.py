"""The first look: the head of a file decides who looks further."""

import re
from typing import BinaryIO

from .films import check_film, is_film
from .office import check_office, check_old_office
from .pdf import check_pdf
from .pictures import check_picture
from .verdicts import WHAT_TO_SEND, Accepted, Refused

HEAD = 4096
MARKUP = re.compile(
    rb"<(?:script|html|head|body|svg|iframe|object|embed|img|style|meta|link)[\s>/]|<!doctype\s|<\?php", re.IGNORECASE
)
EXECUTABLES = (
    b"MZ",
    b"\x7fELF",
    b"#!",
    b"\xca\xfe\xba\xbe",
    b"\xfe\xed\xfa\xce",
    b"\xfe\xed\xfa\xcf",
    b"\xcf\xfa\xed\xfe",
    b"\xce\xfa\xed\xfe",
    b"L\x00\x00\x00\x01\x14\x02\x00",
    b"dex\n",
    b"\x00asm",
)
ARCHIVES = (b"PK\x05\x06", b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"MSCF")
OTHER_PICTURES = (b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"\x00\x00\x01\x00", b"8BPS")
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

EXECUTABLE = f"To jest program, a nie dokument. {WHAT_TO_SEND}"
ARCHIVE = "To jest archiwum. Rozpakuj je i wyślij pliki osobno."
OTHER_PICTURE = "Portal nie przyjmuje zdjęć w tym formacie. Zapisz zdjęcie jako JPEG albo PNG i wyślij ponownie."
WEB_PAGE = "To jest strona HTML, rysunek SVG albo plik XML. Zapisz go jako PDF i wyślij PDF."
TEXT = "To jest plik tekstowy albo skrypt. Zapisz jego treść jako PDF i wyślij PDF."
UNKNOWN = f"Portal nie przyjmuje plików tego rodzaju. {WHAT_TO_SEND}"
HIDDEN_PAGE = "W pliku ukryto kod strony internetowej. Wydrukuj dokument do nowego PDF i wyślij ten nowy plik."
LATE_PDF = "Plik ma obce dane przed początkiem dokumentu PDF. Wydrukuj go do nowego PDF i wyślij ten nowy plik."


def check_content(file: BinaryIO) -> Accepted:
    """What the file is; raises Refused. The file is seekable and stands anywhere."""
    file.seek(0)
    head = file.read(HEAD)
    file.seek(0)
    if head.startswith(b"PK\x03\x04"):
        return check_office(file)
    if head.startswith(OLE2):
        return check_old_office(file)
    refuse_by_head(head)
    if head.startswith(b"%PDF-"):
        return check_pdf(file)
    if is_film(head):
        return check_film(file, head)
    return check_picture(file, head)


def refuse_by_head(head: bytes) -> None:
    """Refuse what its first bytes give away, in words that name it."""
    accepted = head.startswith((b"%PDF-", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or is_film(head) or is_webp(head)
    if accepted:
        if MARKUP.search(head):
            raise Refused(HIDDEN_PAGE)
        return
    named = ((EXECUTABLES, EXECUTABLE), (ARCHIVES, ARCHIVE), (OTHER_PICTURES, OTHER_PICTURE))
    for signatures, sentence in named:
        if head.startswith(signatures):
            raise Refused(sentence)
    if head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<") or MARKUP.search(head):
        raise Refused(WEB_PAGE)
    if b"%PDF-" in head:
        raise Refused(LATE_PDF)
    raise Refused(TEXT if is_text(head) else UNKNOWN)


def is_webp(head: bytes) -> bool:
    """A RIFF container of the kind WEBP."""
    return head.startswith(b"RIFF") and head[8:12] == b"WEBP"


def is_text(head: bytes) -> bool:
    """Whether the bytes can be read as UTF-8; a character cut at the end does not matter."""
    if b"\x00" in head:
        return False
    try:
        head.decode()
    except UnicodeDecodeError as error:
        return error.start >= len(head) - 3 > 0
    return True
