"""What WeasyPrint leaves out of a tagged PDF: the scope of header cells, identifiers that are unique, their index.

A table that breaks over pages becomes several tables with the same header identifiers; here each gets its own.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String


def finished(raw: bytes) -> bytes:
    """The same document with its table headers mended; equal bytes in, equal bytes out."""
    out = BytesIO()
    with pikepdf.open(BytesIO(raw)) as pdf:
        _mend_tables(pdf)
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def elements(root: Any) -> Iterator[Any]:
    """Every structure element under `root`, in reading order."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if Name.S in element:
            yield element
        waiting.extend(reversed(children(element)))


def children(element: Any) -> list[Any]:
    """The structure elements right under an element (no marked content, no references to annotations)."""
    kids = element.get(Name.K, [])
    listed = list(kids) if isinstance(kids, Array) else [kids]
    return [kid for kid in listed if isinstance(kid, Dictionary) and kid.get(Name.Type) == Name.StructElem]


def _mend_tables(pdf: pikepdf.Pdf) -> None:
    root = pdf.Root.StructTreeRoot
    index: list[Any] = []
    tables = [element for element in elements(root) if Name.Table == element.S]
    for number, table in enumerate(tables):
        index += _mend_table(table, f"{number:05d}")
    if index:
        root.IDTree = pdf.make_indirect(Dictionary(Names=Array(index)))


def _mend_table(table: Any, prefix: str) -> list[Any]:
    """Gives header cells scope and a new identifier, data cells the new ones; returns the identifiers with their cells."""
    renamed: dict[bytes, str] = {}
    index: list[Any] = []
    cells = list(_cells(table))
    for cell, in_head in cells:
        if cell.S == Name.TH:
            cell.A.Scope = Name.Column if in_head else Name.Row
            renamed[bytes(cell.ID)] = f"{prefix}-{len(renamed):06d}"
            cell.ID = String(renamed[bytes(cell.ID)])
            index += [cell.ID, cell]
    for cell, _ in cells:
        if Name.Headers in cell.get(Name.A, {}):
            cell.A.Headers = Array([String(renamed[bytes(one)]) for one in cell.A.Headers])
    return index


def _cells(table: Any) -> Iterator[tuple[Any, bool]]:
    for part in children(table):
        for row in children(part):
            for cell in children(row):
                if cell.S in {Name.TH, Name.TD}:
                    yield cell, Name.THead == part.S
