"""Changing a few places of an XML part and leaving every other byte as it was."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from . import sentences
from .sentences import Refused
from .xmlstream import feed, local, parser

TAG = re.compile(rb"""<[^\s/>]+(?:\s+[^\s=/>]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*/?>""")
CLOSING = re.compile(rb"</[^>]*>")
DECLARED = re.compile(rb"""<\?xml[^>]*encoding\s*=\s*["']([^"']+)""")
UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
CHUNK = 1 << 20


@dataclass(frozen=True)
class Element:
    """An element of a part: where its opening tag begins and ends, where its closing tag begins, where all of it ends."""

    name: str
    has: dict[str, str]
    start: int
    inside: int
    close: int
    end: int

    def holds(self, other: "Element") -> bool:
        """Whether the other element is inside this one."""
        return self.start < other.start and other.end <= self.close


class Part:
    """The bytes of a part, and the changes to be made to them."""

    def __init__(self, source: bytes) -> None:
        declared = DECLARED.match(source)
        if source[:2] in {b"\xff\xfe", b"\xfe\xff"} or (
            declared and declared[1].lower() not in {b"utf-8", b"us-ascii"}
        ):
            raise Refused(sentences.BROKEN)
        self.source = source
        self.changes: list[tuple[int, int, bytes]] = []

    def chunks(self) -> Iterable[bytes]:
        """The bytes in pieces, for a parser."""
        return (self.source[at : at + CHUNK] for at in range(0, len(self.source), CHUNK))

    def elements(self, *wanted: str) -> list[Element]:
        """The elements with these plain names, inner before outer."""
        found: list[Element] = []
        begun: list[tuple[dict[str, str], int, int]] = []
        made = parser()

        def start(name: str, has: dict[str, str]) -> None:
            if local(name) in wanted:
                at = made.CurrentByteIndex
                begun.append((has, at, self.tag_end(at)))

        def end(name: str) -> None:
            if local(name) in wanted:
                has, at, inside = begun.pop()
                close, last = (inside, inside) if self.is_empty(inside) else self._closing(made.CurrentByteIndex)
                found.append(Element(name, has, at, inside, close, last))

        made.StartElementHandler, made.EndElementHandler = start, end
        feed(made, self.chunks())
        return found

    def one(self, name: str) -> Element:
        """The last outermost element with this plain name; raises Refused when there is none."""
        found = self.elements(name)
        if not found:
            raise Refused(sentences.BROKEN)
        return found[-1]

    def tag_end(self, at: int) -> int:
        """Where the tag that begins here ends; raises Refused."""
        found = TAG.match(self.source, at)
        if not found:
            raise Refused(sentences.BROKEN)
        return found.end()

    def _closing(self, at: int) -> tuple[int, int]:
        found = CLOSING.match(self.source, at)
        if not found:
            raise Refused(sentences.BROKEN)
        return at, found.end()

    def is_empty(self, inside: int) -> bool:
        """Whether the tag that ends here has no content and no closing tag."""
        return self.source[inside - 2 : inside] == b"/>"

    def insert(self, at: int, what: bytes) -> None:
        """Put bytes in front of a place; of two at one place the earlier call comes first."""
        self.changes.append((at, at, what))

    def replace(self, start: int, end: int, what: bytes) -> None:
        """Put bytes in the place of others."""
        self.changes.append((start, end, what))

    def append_inside(self, name: str, start: int, inside: int, close: int, what: bytes) -> None:
        """Put bytes at the end of an element, also of one written as a single tag."""
        if self.is_empty(inside):
            opened = self.source[start:inside].removesuffix(b"/>").rstrip() + b">"
            self.replace(start, inside, opened + what + f"</{name}>".encode())
        else:
            self.insert(close, what)

    def grow(self, element: Element, what: bytes, *, count: int | None = None) -> None:
        """Put bytes at the end of an element and set its count."""
        if self.is_empty(element.inside):
            raise Refused(sentences.BROKEN)
        if count is not None:
            tag = self.source[element.start : element.inside]
            self.replace(element.start, element.inside, with_attribute(tag, "count", str(count)))
        self.insert(element.close, what)

    def changed(self) -> bytes:
        """The bytes with all changes."""
        pieces, at = [], 0
        for start, end, what in sorted(self.changes, key=lambda change: change[:2]):
            if start < at:
                raise Refused(sentences.BROKEN)
            pieces += [self.source[at:start], what]
            at = end
        return b"".join([*pieces, self.source[at:]])


def with_attribute(tag: bytes, name: str, value: str | None) -> bytes:
    """The tag with the attribute set, or without it."""
    written = b"" if value is None else f' {name}="{attribute(value)}"'.encode()
    found = re.search(rb"\s" + name.encode() + rb"""\s*=\s*(?:"[^"]*"|'[^']*')""", tag)
    if found:
        return tag[: found.start()] + written + tag[found.end() :]
    end = re.match(rb"<[^\s/>]+", tag)
    at = end.end() if end else len(tag)
    return tag[:at] + written + tag[at:]


def text(written: str) -> str:
    """Text for XML; characters that XML cannot hold are left out."""
    return escape(UNWRITABLE.sub("", written), quote=False)


def attribute(written: str) -> str:
    """Text for an attribute in double quotes."""
    return escape(UNWRITABLE.sub("", written)).replace("\n", "&#10;")
