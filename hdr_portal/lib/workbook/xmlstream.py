"""Expat over parts of any size: no DTD, no endless token, elements without their prefix."""

from collections.abc import Callable, Iterable
from xml.parsers import expat  # the DTD, the only dangerous part of XML, is refused below

from . import sentences
from .sentences import Refused

MAX_TOKEN = 1_000_000
MAX_TEXT = 1_000_000
MAX_SMALL, MAX_DEPTH = 200_000, 100
Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]


def parser() -> expat.XMLParserType:
    """A parser that refuses a DOCTYPE and joins pieces of text."""
    made = expat.ParserCreate()
    made.buffer_text = True
    made.buffer_size = 1 << 16
    made.StartDoctypeDeclHandler = _refuse_doctype
    return made


def _refuse_doctype(*_: object) -> None:
    raise Refused(sentences.DTD)


def feed(made: expat.XMLParserType, chunks: Iterable[bytes]) -> None:
    """Parse a whole part; raises Refused for what is no XML, or has a tag of a megabyte."""
    fed = 0
    try:
        for chunk in chunks:
            made.Parse(chunk, False)
            fed += len(chunk)
            if fed - made.CurrentByteIndex > MAX_TOKEN:
                raise Refused(sentences.BROKEN)
        made.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise Refused(sentences.BROKEN) from error


def local(name: str) -> str:
    """An element's or attribute's name without the prefix."""
    return name.rpartition(":")[2]


def each_element(chunks: Iterable[bytes], start: Start) -> None:
    """Call `start` with the plain name and plain attributes of every element, outer before inner."""
    made = parser()

    def plain(name: str, attributes: dict[str, str]) -> None:
        start(local(name), {local(key): value for key, value in attributes.items()})

    made.StartElementHandler = plain
    feed(made, chunks)


def each_text(chunks: Iterable[bytes], found: Callable[[str, dict[str, str], str], None]) -> None:
    """Call `found` at the end of every element with its plain name, plain attributes and the text right inside it.

    For small parts: properties. Raises Refused for a large one.
    """
    made = parser()
    stack: list[tuple[str, dict[str, str], list[str]]] = []
    size = 0

    def grow(by: int) -> None:
        nonlocal size
        size += by
        if size > MAX_SMALL or len(stack) > MAX_DEPTH:
            raise Refused(sentences.BROKEN)

    def start(name: str, attributes: dict[str, str]) -> None:
        grow(1 + sum(map(len, attributes.values())))
        stack.append((local(name), {local(key): value for key, value in attributes.items()}, []))

    def text(piece: str) -> None:
        grow(len(piece))
        if stack:
            stack[-1][2].append(piece)

    def end(_: str) -> None:
        name, attributes, pieces = stack.pop()
        found(name, attributes, "".join(pieces))

    made.StartElementHandler, made.CharacterDataHandler, made.EndElementHandler = start, text, end
    feed(made, chunks)
