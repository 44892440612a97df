"""Photos and films without what they say about place, people and cameras. Pixels stay as they are, byte for byte.

Photos in a school show children; where and when they stood is nobody's business. Orientation and colour profile stay,
because without them a photo looks wrong. Second pictures and clips that phones append are cut off: they repeat the place.
"""

import contextlib
import io
import re
import shutil
import struct
import tempfile
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO, cast

from hdr_portal.lib.inspection.films import Box, boxes
from hdr_portal.lib.inspection.verdicts import BROKEN, Accepted, Refused

UPRIGHT = 1
ORIENTATION_TAG = 0x0112
EXIF = b"Exif\x00\x00"
SCAN, END = 0xDA, 0xD9
AFTER_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
COMMENT, APPLICATION = 0xFE, range(0xE0, 0xF0)
KEPT_APPLICATION = {0xE0: b"JFIF\x00", 0xE2: b"ICC_PROFILE\x00", 0xEE: b"Adobe"}
KEPT_PNG = frozenset(
    {b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"bKGD", b"hIST", b"pHYs", b"sPLT", b"cICP", b"mDCV", b"cLLI",
     b"acTL", b"fcTL", b"fdAT"}
)  # fmt: skip
WEBP_SAYS_EXIF, WEBP_SAYS_XMP = 0x08, 0x04
PRIVATE_BOXES = frozenset({b"udta", b"meta", b"uuid"})
DEEPEST = 2  # the file, moov, trak


@contextlib.contextmanager
def without_metadata(file: BinaryIO, accepted: Accepted) -> Iterator[BinaryIO]:
    """The bytes to store, rewound: those of the given file, or of a cleaned copy that is closed afterwards.

    Raises Refused when a photo or a film cannot be taken apart.
    """
    file.seek(0)
    clean = CLEANERS.get(accepted.extension)
    if clean is None:
        yield file
        return
    try:
        copy = clean(file)
    except (struct.error, IndexError) as error:
        raise Refused(BROKEN) from error
    with copy:
        copy.seek(0)
        yield copy


def clean_jpeg(data: bytes) -> bytes:
    """A JPEG with orientation as its only metadata."""
    kept, at = [data[:2]], 2
    while at < len(data):
        marker, at = _marker(data, at)
        if marker == END:
            kept.append(b"\xff\xd9")
            break
        length = struct.unpack_from(">H", data, at)[0]
        segment = b"\xff" + bytes([marker]) + data[at : at + length]
        at += length
        kept.append(_kept_segment(marker, segment))
        if marker == SCAN:
            found = AFTER_SCAN.search(data, at)
            stop = found.start() if found else len(data)
            kept.append(data[at:stop])
            at = stop
    return b"".join(kept)


def _marker(data: bytes, at: int) -> tuple[int, int]:
    """The marker at a place and the place behind it; any number of 0xFF may precede it."""
    if data[at] != 0xFF:
        raise Refused(BROKEN)
    while data[at] == 0xFF:
        at += 1
    return data[at], at + 1


def _kept_segment(marker: int, segment: bytes) -> bytes:
    content = segment[4:]
    if content.startswith(EXIF):
        exif = _turned(content[len(EXIF) :])
        return b"\xff\xe1" + struct.pack(">H", 2 + len(EXIF) + len(exif)) + EXIF + exif if exif else b""
    if marker in KEPT_APPLICATION:
        return segment if content.startswith(KEPT_APPLICATION[marker]) else b""
    return b"" if marker == COMMENT or marker in APPLICATION else segment


def _turned(tiff: bytes) -> bytes:
    """A block of Exif that says nothing but how the photo is turned; empty for an upright one."""
    orientation = _orientation(tiff)
    if orientation == UPRIGHT:
        return b""
    return b"II*\x00" + struct.pack("<IHHHIHHI", 8, 1, ORIENTATION_TAG, 3, 1, orientation, 0, 0)


def _orientation(tiff: bytes) -> int:
    """1 (upright) to 8; what cannot be read counts as upright."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    try:
        if order is None:
            return UPRIGHT
        at = struct.unpack_from(f"{order}I", tiff, 4)[0]
        for entry in range(struct.unpack_from(f"{order}H", tiff, at)[0]):
            tag, _, _, value = struct.unpack_from(f"{order}HHIH", tiff, at + 2 + 12 * entry)
            if tag == ORIENTATION_TAG:
                return value if value in range(1, 9) else UPRIGHT
    except struct.error:
        pass
    return UPRIGHT


def clean_png(data: bytes) -> bytes:
    """A PNG with what is needed to draw it."""
    kept, at = [data[:8]], 8
    while at < len(data):
        length, name = struct.unpack_from(">I4s", data, at)
        chunk = data[at : at + 12 + length]
        at += 12 + length
        if name == b"eXIf" and (exif := _turned(chunk[8:-4])):
            kept.append(struct.pack(">I", len(exif)) + name + exif + struct.pack(">I", zlib.crc32(name + exif)))
        elif name[:1].isupper() or name in KEPT_PNG:
            kept.append(chunk)
        if name == b"IEND":
            break
    return b"".join(kept)


def clean_webp(data: bytes) -> bytes:
    """A WebP with orientation as its only metadata."""
    kept: list[bytes] = []
    turned = False
    for name, content in _webp_chunks(data):
        body = _turned(content.removeprefix(EXIF)) if name == b"EXIF" else content
        if name == b"XMP " or not body:
            continue
        turned = turned or name == b"EXIF"
        kept.append(name + struct.pack("<I", len(body)) + body + b"\x00" * (len(body) % 2))
    if kept[0].startswith(b"VP8X"):
        flags = kept[0][8] & ~WEBP_SAYS_XMP & ~(0 if turned else WEBP_SAYS_EXIF)
        kept[0] = kept[0][:8] + bytes([flags]) + kept[0][9:]
    whole = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(whole)) + whole


def _webp_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at, end = 12, min(len(data), 8 + struct.unpack_from("<I", data, 4)[0])
    while at + 8 <= end:
        name, length = struct.unpack_from("<4sI", data, at)
        yield name, data[at + 8 : at + 8 + length]
        at += 8 + length + length % 2


def clean_film(file: BinaryIO) -> BinaryIO:
    """An MP4 with its notes (place, phone, titles) blanked where they stand, so that no offset in it moves."""
    private = list(_private_boxes(file, 0, file.seek(0, io.SEEK_END)))
    file.seek(0)
    copy = cast("BinaryIO", tempfile.TemporaryFile())  # noqa: SIM115 - returned
    shutil.copyfileobj(file, copy)
    for box in private:
        copy.seek(box.start + 4)
        copy.write(b"free")
        _blank(copy, box)
    return copy


def _private_boxes(file: BinaryIO, start: int, end: int, depth: int = 0) -> Iterator[Box]:
    for box in boxes(file, start, end):
        if box.name in PRIVATE_BOXES:
            yield box
        elif box.name in {b"moov", b"trak"} and depth < DEEPEST:
            yield from _private_boxes(file, box.content, box.end, depth + 1)


def _blank(copy: BinaryIO, box: Box) -> None:
    copy.seek(box.content)
    left = box.end - box.content
    while left:
        left -= copy.write(bytes(min(left, 65536)))


def _of_bytes(clean: Callable[[bytes], bytes]) -> Callable[[BinaryIO], BinaryIO]:
    return lambda file: io.BytesIO(clean(file.read()))


CLEANERS = {
    "jpg": _of_bytes(clean_jpeg),
    "png": _of_bytes(clean_png),
    "webp": _of_bytes(clean_webp),
    "mp4": clean_film,
}
