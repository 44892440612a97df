"""A finished file of a document, of any format."""

from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True)
class RenderedFile:
    """The bytes, the number of pages (0 where the format has none), SHA-256 in hexadecimal."""

    content: bytes
    pages: int
    sha256: str


def rendered(content: bytes) -> RenderedFile:
    """A file of a format without pages."""
    return RenderedFile(content, 0, sha256(content).hexdigest())
