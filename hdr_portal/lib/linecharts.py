"""Geometry of a line over time: a few points from left to right, joined only where one continues the other."""

from collections.abc import Sequence
from dataclasses import dataclass

from hdr_portal.lib.charts import rounded, shortened


@dataclass(frozen=True)
class Point:
    """A value at a time (none: nothing to show), its words, whether it may be compared with the one before."""

    label: str
    value: float | None
    text: str
    continues: bool = True


@dataclass(frozen=True)
class Line:
    """Points in the order of time, and the ends of the scale."""

    points: tuple[Point, ...]
    low: float
    high: float


@dataclass(frozen=True)
class Dot:
    """A point as drawn; without a value only its label stands there."""

    x: float
    y: float | None
    label: str
    text: str


@dataclass(frozen=True)
class LineChart:
    """Dots, the paths that join them, and where the line is broken."""

    width: float
    height: float
    dots: tuple[Dot, ...]
    paths: tuple[str, ...]
    breaks: tuple[float, ...]
    top: float
    bottom: float
    low: str
    high: str


def line_chart(line: Line, *, width: float = 400, height: float = 150) -> LineChart:
    """Evenly spaced points; the whole scale is always drawn, so that a small change looks small."""
    top, bottom, left, right = 22.0, height - 26.0, 44.0, width - 44.0
    step = (right - left) / max(len(line.points) - 1, 1)
    dots = tuple(_dot(point, left + place * step, line, (top, bottom), step) for place, point in enumerate(line.points))
    return LineChart(
        width=width,
        height=height,
        dots=dots,
        paths=tuple(_paths(line.points, dots)),
        breaks=tuple(
            rounded(dots[place].x - step / 2)
            for place, point in enumerate(line.points)
            if place and not point.continues
        ),
        top=top,
        bottom=bottom,
        low=f"{line.low:g}",
        high=f"{line.high:g}",
    )


def _dot(point: Point, x: float, line: Line, ends: tuple[float, float], step: float) -> Dot:
    y = None
    if point.value is not None:
        y = rounded(ends[1] - (point.value - line.low) / (line.high - line.low) * (ends[1] - ends[0]))
    return Dot(rounded(x), y, shortened(point.label, max(step, 90) - 6, 11), point.text)


def _paths(points: Sequence[Point], dots: Sequence[Dot]) -> list[str]:
    """A path a pair: where either is missing or the question changed there is none."""
    pairs = zip(points[1:], dots, dots[1:], strict=False)
    return [
        f"M{one.x} {one.y}L{other.x} {other.y}"
        for point, one, other in pairs
        if point.continues and one.y is not None and other.y is not None
    ]
