"""A reader of small XML lists: names and attributes only, no DTD, no entities."""

from dataclasses import dataclass
from xml.parsers import expat  # the DTD, the only dangerous part of XML, is refused below

from .verdicts import BROKEN, Refused

MAX_PARTS = 100_000


@dataclass(frozen=True)
class Part:
    """An element: its name without the namespace, its attributes without theirs."""

    name: str
    attributes: dict[str, str]


def read_xml(source: bytes) -> list[Part]:
    """All elements, outer before inner; raises Refused for what is no XML or carries a DTD."""
    parts: list[Part] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if len(parts) >= MAX_PARTS:
            raise Refused(BROKEN)
        parts.append(Part(_local(name), {_local(key): value for key, value in attributes.items()}))

    def doctype(*_: object) -> None:
        raise Refused(BROKEN)

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(source, True)
    except expat.ExpatError as error:
        raise Refused(BROKEN) from error
    return parts


def _local(name: str) -> str:
    return name.rpartition(":")[2]
