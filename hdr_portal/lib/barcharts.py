"""Geometry of plain bars: how many of each, from a common zero, with the number behind every bar."""

from collections.abc import Sequence
from dataclasses import dataclass

from hdr_portal.lib.charts import hatch, paint, rounded, shortened, text_width


@dataclass(frozen=True)
class Row:
    """A row of plain bars: name, how many, the words behind the bar, its tone (tokens.TONES) and pattern (PATTERNS)."""

    label: str
    value: float
    text: str
    tone: str = "blue"
    pattern: str = "solid"


@dataclass(frozen=True)
class PlainBar:
    """A row as drawn, from its own top: name, bar and lines on it, words behind it."""

    y: float
    label: str
    width: float
    fill: str
    edge: str
    lines: str
    text: str
    text_x: float


@dataclass(frozen=True)
class PlainBars:
    """Rows of one unit from a common zero; a mark at a value, with its word, where there is one."""

    width: float
    height: float
    bars_x: float
    bar_height: float
    mark_x: float
    mark: str
    bars: tuple[PlainBar, ...]


def plain_bars(
    rows: Sequence[Row], *, mark_at: float = 0, mark: str = "", width: float = 400, label_width: float = 182
) -> PlainBars:
    """Bars from zero, the longest as wide as leaves room for the words behind it; `mark_at` is a value worth comparing."""
    top, row_height, bar_height = (22.0 if mark else 2.0), 26.0, 18.0
    words = max((text_width(row.text, 13) for row in rows), default=0.0)
    room = width - label_width - words - 12
    most = max([mark_at, *(row.value for row in rows)], default=0.0) or 1.0
    bars = tuple(
        _plain_bar(row, top + place * row_height, label_width, room / most, bar_height)
        for place, row in enumerate(rows)
    )
    return PlainBars(
        width=width,
        height=top + row_height * len(rows),
        bars_x=label_width,
        bar_height=bar_height,
        mark_x=rounded(label_width + mark_at * room / most),
        mark=mark,
        bars=bars,
    )


def _plain_bar(row: Row, y: float, x: float, scale: float, height: float) -> PlainBar:
    fill, edge = paint(row.tone, row.pattern)
    width = row.value * scale
    return PlainBar(
        y=y,
        label=shortened(row.label, x - 8, 13),
        width=rounded(width),
        fill=fill,
        edge=edge,
        lines=hatch(row.pattern, x, 0, width, height),
        text=row.text,
        text_x=rounded(x + width + 6),
    )
