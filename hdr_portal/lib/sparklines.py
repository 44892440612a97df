"""Geometry of a sparkline: one number a month, zero-based, with the target as a line to compare with."""

from collections.abc import Sequence
from dataclasses import dataclass

from hdr_portal.lib.charts import rounded

EDGE = 3.0


@dataclass(frozen=True)
class Sparkline:
    """A stepped path from left to right, the last point, and the height of the target."""

    width: float
    height: float
    path: str
    x: float
    y: float
    target: float


def sparkline(values: Sequence[float], *, target: float, width: float = 96, height: float = 28) -> Sparkline:
    """What is counted jumps on a day, so the line steps. Nothing to draw (no values) is a line on the ground."""
    points = list(values) or [0.0]
    top = max(*points, target, 1.0)
    step = (width - 2 * EDGE) / max(len(points) - 1, 1)

    def height_of(value: float) -> float:
        return rounded(height - EDGE - value / top * (height - 2 * EDGE))

    path = f"M{EDGE:g} {height_of(points[0]):g}"
    for place, value in enumerate(points[1:], start=1):
        path += f"H{rounded(EDGE + place * step):g}V{height_of(value):g}"
    x = rounded(EDGE + (len(points) - 1) * step)
    return Sparkline(width, height, path, x, height_of(points[-1]), height_of(target))
