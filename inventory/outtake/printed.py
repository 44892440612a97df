"""A list on paper: the sheets of a tagged PDF, with the totals of what is printed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from hdr_portal.lib import polish
from hdr_portal.lib.pdf import Progress, render_pdf
from inventory.columns import Column, Kind
from inventory.outtake.about import About
from inventory.outtake.rows import Extract

MAX_ROWS = 500  # with 12 columns: 15 s and 290 MB in the worker, and both grow faster than the list
MAX_COLUMNS = 12


@dataclass(frozen=True)
class Head:
    """The head of a printed column: its words, its share of the sheet in percent, whether it holds numbers."""

    label: str
    share: int
    is_number: bool


def write_pdf(target: Path, extract: Extract, about: About, on_progress: Progress) -> int:
    """Write the PDF; returns how many rows it holds. The caller keeps to MAX_ROWS and MAX_COLUMNS: paper is not a register."""
    batches = list(extract.batches())
    content = render_to_string("print/register.html", _context(extract.columns, batches, about))
    pdf = render_pdf(content, shipped=settings.BASE_DIR / "static", epoch=about.made_at, on_progress=on_progress)
    target.write_bytes(pdf.content)
    return _count(batches)


def _context(columns: Sequence[Column], batches: Sequence[list[Sequence[Any]]], about: About) -> dict[str, Any]:
    count = _count(batches)
    return {
        "for_pdf": True,
        "is_demo": settings.DEMO,
        "about": about,
        "facts": list(about.lines(lambda: count)),
        "heads": heads(columns),
        "numbers": {place for place, head in enumerate(heads(columns), 1) if head.is_number},
        "rows": [row for batch in batches for row in _printed(columns, batch)],
        "count": count,
        "value": _value(columns, batches),
    }


def heads(columns: Sequence[Column]) -> list[Head]:
    """The columns of the table; their shares follow their widths in a workbook."""
    whole = sum(column.width for column in columns)
    numbers = {Kind.MONEY, Kind.COUNT}
    return [Head(one.label, max(3, round(100 * one.width / whole)), one.kind in numbers) for one in columns]


def _printed(columns: Sequence[Column], batch: Sequence[Sequence[Any]]) -> Iterable[tuple[str, ...]]:
    told = [_told(column.kind, values) for column, values in zip(columns, batch, strict=True)]
    return zip(*told, strict=True)


def _told(kind: Kind, values: Sequence[Any]) -> Sequence[str]:
    if kind is Kind.DATE:
        return [f"{value:%d.%m.%Y}" if value else "" for value in values]
    if kind is Kind.MONEY:
        return ["" if value is None else polish.number(value, 2) for value in values]
    if kind is Kind.COUNT:
        return ["" if value is None else polish.number(value) for value in values]
    return [value or "" for value in values]


def _value(columns: Sequence[Column], batches: Sequence[list[Sequence[Any]]]) -> Decimal | None:
    """The sum of values printed; None when the list does not show them."""
    place = next((at for at, column in enumerate(columns) if column.key == "gross_value"), None)
    if place is None:
        return None
    return sum((value for batch in batches for value in batch[place] if value is not None), Decimal(0))


def _count(batches: Sequence[list[Sequence[Any]]]) -> int:
    return sum(len(batch[0]) for batch in batches)
