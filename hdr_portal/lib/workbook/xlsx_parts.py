"""The parts of an XLSX around its sheets: relations, list of sheets, styles, properties."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from . import sentences
from .numbers import BUILT_IN_DATES, NumberFormat, number_format
from .sentences import Refused
from .xmlstream import each_element, each_text
from .zipped import resolved

MAX_STYLES = 66_000  # Excel itself stops at 65 490
MAX_FORMAT = 1_000
WITHOUT_CELLS = frozenset({"chartsheet", "dialogsheet"})
STYLED = frozenset({"xf", "font", "fill", "border", "dxf", "numFmt", "cellStyle"})


class Parts(Protocol):
    """Where parts are read from: an archive, or a package that is being changed."""

    def __contains__(self, name: str) -> bool:
        """Whether there is such a part."""

    def chunks(self, name: str) -> Iterable[bytes]:
        """Its bytes."""


@dataclass(frozen=True)
class Relation:
    """Where a part leads: the last word of the relation's kind ("worksheet"), the name of the part."""

    kind: str
    part: str


@dataclass(frozen=True)
class SheetPlace:
    """A sheet's name, whether a person sees its tab, its part."""

    name: str
    hidden: bool
    part: str


@dataclass(frozen=True)
class Book:
    """The list of worksheets, from which day their serial dates count, and the names of sheets that are charts."""

    part: str
    sheets: list[SheetPlace]
    since_1904: bool
    styles: str = ""
    strings: str = ""
    charts: tuple[str, ...] = ()


def relations(archive: Parts, part: str) -> dict[str, Relation]:
    """What a part leads to, by the relation's id; links out of the file are left out."""
    folder, _, name = part.rpartition("/")
    path = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
    found: dict[str, Relation] = {}

    def start(name: str, has: dict[str, str]) -> None:
        if name == "Relationship" and has.get("TargetMode") != "External":
            kind = has.get("Type", "").rpartition("/")[2]
            found[has.get("Id", "")] = Relation(kind, resolved(part, has.get("Target", "")))

    if path in archive:
        each_element(archive.chunks(path), start)
    return found


def main_part(archive: Parts) -> str:
    """The part that lists the sheets."""
    for relation in relations(archive, "").values():
        if relation.kind == "officeDocument" and relation.part in archive:
            return relation.part
    raise Refused(sentences.BROKEN)


def read_book(archive: Parts) -> Book:
    """The sheets of the workbook in their order; charts and dialogs are none."""
    part = main_part(archive)
    leads = relations(archive, part)
    listed: list[tuple[str, bool, str]] = []
    flags: set[str] = set()

    def start(name: str, has: dict[str, str]) -> None:
        if name == "sheet":
            listed.append((has.get("name", ""), has.get("state", "visible") != "visible", has.get("id", "")))
        elif name == "workbookPr" and has.get("date1904") in {"1", "true", "on"}:
            flags.add("1904")

    each_element(archive.chunks(part), start)
    places, charts = [], []
    for name, hidden, key in listed:
        relation = leads.get(key)
        if relation and relation.kind == "worksheet":
            places.append(SheetPlace(name, hidden, relation.part))
        elif relation and relation.kind in WITHOUT_CELLS:
            charts.append(name)
        else:
            raise Refused(sentences.BROKEN)  # who knows what cells would be left out
    styles, strings = _one(archive, leads, "styles"), _one(archive, leads, "sharedStrings")
    return Book(part, places, "1904" in flags, styles, strings, tuple(charts))


def _one(archive: Parts, leads: dict[str, Relation], kind: str) -> str:
    return next(
        (relation.part for relation in leads.values() if relation.kind == kind and relation.part in archive), ""
    )


def read_styles(archive: Parts, part: str) -> dict[str, NumberFormat]:
    """What each cell style that matters does to numbers, by its index as a cell writes it."""
    codes: dict[str, str] = {}
    used: list[str] = []
    state = {"cells": False, "count": 0}

    def start(name: str, has: dict[str, str]) -> None:
        state["count"] += name in STYLED
        if state["count"] > MAX_STYLES:
            raise Refused(sentences.STYLES)
        if name == "numFmt":
            codes[has.get("numFmtId", "")] = has.get("formatCode", "")[:MAX_FORMAT]
        elif name in {"cellXfs", "cellStyleXfs", "dxfs", "cellStyles"}:
            state["cells"] = name == "cellXfs"
        elif name == "xf" and state["cells"]:
            used.append(has.get("numFmtId", "0"))

    if part:
        each_element(archive.chunks(part), start)
    formats = {key: _format(key, codes) for key in set(used)}
    return {str(at): formats[key] for at, key in enumerate(used) if formats[key] != NumberFormat()}


def _format(key: str, codes: dict[str, str]) -> NumberFormat:
    if key in codes:
        return number_format(codes[key])
    return NumberFormat(date=key.isascii() and key.isdigit() and int(key) in BUILT_IN_DATES)


def read_properties(chunks: Iterable[bytes]) -> dict[str, str]:
    """Custom document properties, as text."""
    found: dict[str, str] = {}
    last = ""

    def ended(name: str, has: dict[str, str], text: str) -> None:
        nonlocal last
        if name == "property":
            found[has.get("name", "")] = last
            last = ""
        elif name != "Properties":
            last = text

    each_text(chunks, ended)
    return found
