"""A zip archive that is what it says: its members do not overlap, lie about their size or unpack to too much."""

import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from . import sentences
from .sentences import Refused

MAX_MEMBERS = 5000
MAX_DIRECTORY = 2_000_000
MAX_TOTAL = 150_000_000
TAIL = 70_000
CHUNK = 1 << 18
LOCAL_HEADER = struct.Struct("<4s5H3I2H")
METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


class Archive:
    """The members of a zip by name, without regard to case; raises Refused for one that is not sound."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.left = MAX_TOTAL
        _check_directory(file)
        try:
            with zipfile.ZipFile(file) as archive:
                members, self.end = archive.infolist(), archive.start_dir
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error) as error:
            raise Refused(sentences.BROKEN) from error
        _check_list(members)
        self.members = {member.filename.lower(): member for member in members}
        if len(self.members) < len(members):
            raise Refused(sentences.TWICE)
        self.starts = self._checked_places(members)
        self.unread = set(self.members)

    def __contains__(self, name: str) -> bool:
        """Whether there is such a member."""
        return name.lower() in self.members

    def names(self) -> list[str]:
        """All names, as written."""
        return [member.filename for member in self.members.values()]

    def _checked_places(self, members: list[zipfile.ZipInfo]) -> dict[str, int]:
        """Where the content of each member starts."""
        starts, free = {}, 0
        for member in sorted(members, key=lambda one: one.header_offset):
            if member.header_offset < free:
                raise Refused(sentences.OVERLAP)
            start = self._content_start(member)
            free = start + member.compress_size
            starts[member.filename.lower()] = start
        if free > self.end:
            raise Refused(sentences.OVERLAP)
        return starts

    def _content_start(self, member: zipfile.ZipInfo) -> int:
        self.file.seek(member.header_offset)
        header = self.file.read(LOCAL_HEADER.size)
        if len(header) < LOCAL_HEADER.size:
            raise Refused(sentences.BROKEN)
        fields = LOCAL_HEADER.unpack(header)
        if fields[0] != b"PK\x03\x04" or fields[3] != member.compress_type or fields[2] & 1:
            raise Refused(sentences.BROKEN)
        name = self.file.read(fields[9])
        if name != member.orig_filename.encode("utf-8" if member.flag_bits & 0x800 else "cp437", "replace"):
            raise Refused(sentences.BROKEN)
        return member.header_offset + LOCAL_HEADER.size + int(fields[9]) + int(fields[10])

    def chunks(self, name: str) -> Iterator[bytes]:
        """The member's real bytes, its length and checksum compared at the end."""
        member = self.members.get(name.lower())
        if member is None:
            raise Refused(sentences.BROKEN)
        self.unread.discard(name.lower())
        length = checksum = 0
        for chunk in self._inflated(member):
            length += len(chunk)
            self.left -= len(chunk)
            if self.left < 0:
                raise Refused(sentences.BOMB)
            checksum = zlib.crc32(chunk, checksum)
            yield chunk
        if (length, checksum) != (member.file_size, member.CRC):
            raise Refused(sentences.BROKEN)

    def _inflated(self, member: zipfile.ZipInfo) -> Iterator[bytes]:
        packed = self._packed(member)
        if member.compress_type == zipfile.ZIP_STORED:
            yield from packed
            return
        unpacker = zlib.decompressobj(wbits=-15)
        try:
            for piece in packed:
                rest = piece
                while rest:
                    yield unpacker.decompress(rest, CHUNK)
                    rest = unpacker.unconsumed_tail
            yield unpacker.flush()
        except zlib.error as error:
            raise Refused(sentences.BROKEN) from error
        if not unpacker.eof or unpacker.unused_data:
            raise Refused(sentences.BROKEN)

    def _packed(self, member: zipfile.ZipInfo) -> Iterator[bytes]:
        place, left = self.starts[member.filename.lower()], member.compress_size
        while left:
            self.file.seek(place)
            piece = self.file.read(min(left, CHUNK))
            if not piece:
                raise Refused(sentences.BROKEN)
            yield piece
            place, left = place + len(piece), left - len(piece)

    def read(self, name: str) -> bytes:
        """A member whole."""
        return b"".join(self.chunks(name))

    def check_rest(self) -> None:
        """Unpack what nobody has read, and keep nothing: a damaged or swollen part anywhere refuses the file."""
        for name in sorted(self.unread):
            for _ in self.chunks(name):
                pass


def _check_directory(file: BinaryIO) -> None:
    """Refuse a list of members so long that making it would take seconds; in a large archive (zip64) it stands elsewhere."""
    size = file.seek(0, 2)
    file.seek(max(0, size - TAIL))
    tail = file.read(TAIL)
    at = tail.rfind(b"PK\x05\x06")
    lengths = [int.from_bytes(tail[at + 12 : at + 16], "little")] if at >= 0 else []
    if at >= 76 and tail[at - 76 : at - 72] == b"PK\x06\x06":
        lengths = [int.from_bytes(tail[at - 36 : at - 28], "little")]
    if any(length > MAX_DIRECTORY for length in lengths):
        raise Refused(sentences.BOMB)
    file.seek(0)


def _check_list(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MAX_MEMBERS:
        raise Refused(sentences.BOMB)
    if sum(member.file_size for member in members) > MAX_TOTAL:
        raise Refused(sentences.BOMB)
    for member in members:
        name = member.filename
        if member.flag_bits & 1:
            raise Refused(sentences.PASSWORD)
        if name.startswith("/") or "\\" in member.orig_filename or ":" in name or ".." in name.split("/"):
            raise Refused(sentences.BAD_NAMES)
        if member.compress_type not in METHODS:
            raise Refused(sentences.BROKEN)


def resolved(base: str, target: str) -> str:
    """A relation's target as a member's name; `base` is the part that has the relation."""
    if target.startswith("/"):
        return posixpath.normpath(target.lstrip("/"))
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), target))
