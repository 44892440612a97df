"""MP4 and its relatives: the brand in the first box names them, the boxes have to be whole."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from .verdicts import BROKEN, Accepted, Refused

MP4_BRANDS = frozenset(
    {b"isom", b"iso2", b"iso3", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"M4VH", b"M4VP",
     b"MSNV", b"dash", b"mmp4", b"f4v "}
)  # fmt: skip
PHONE_PICTURES = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis"})
MAX_BOXES = 20_000
HEIC = "To jest zdjęcie w formacie HEIC albo AVIF, którego wiele programów nie otworzy. Zapisz je jako JPEG i wyślij ponownie."
OTHER_FILM = "Portal nie przyjmuje filmów w tym formacie. Zapisz film jako MP4 i wyślij ponownie."


@dataclass(frozen=True)
class Box:
    """A part of the file: its four-letter name and where it starts, where its content starts, where it ends."""

    name: bytes
    start: int
    content: int
    end: int


def is_film(head: bytes) -> bool:
    """Whether the file starts with the box that names a brand."""
    return head[4:8] == b"ftyp"


def check_film(file: BinaryIO, head: bytes) -> Accepted:
    """A whole MP4; raises Refused."""
    brand = head[8:12]
    if brand in PHONE_PICTURES:
        raise Refused(HEIC)
    if brand not in MP4_BRANDS:
        raise Refused(OTHER_FILM)
    names = {box.name for box in boxes(file, 0, file.seek(0, os.SEEK_END))}
    if not {b"moov", b"mdat"} <= names:
        raise Refused(BROKEN)
    return Accepted("film", "video/mp4", "mp4")


def boxes(file: BinaryIO, start: int, end: int) -> Iterator[Box]:
    """The boxes between two places of the file, without those inside them; raises Refused when they do not fit."""
    for _ in range(MAX_BOXES):
        if start == end:
            return
        box = _box_at(file, start, end)
        yield box
        start = box.end
    raise Refused(BROKEN)


def _box_at(file: BinaryIO, start: int, end: int) -> Box:
    file.seek(start)
    header = file.read(16)
    size, name, content = int.from_bytes(header[:4]), header[4:8], start + 8
    if size == 1:
        size, content = int.from_bytes(header[8:16]), start + 16
    elif size == 0:
        size = end - start
    if len(header) < 8 or not content <= start + size <= end:
        raise Refused(BROKEN)
    return Box(name, start, content, start + size)
