"""Geometry of a small line of one number over months, with its target: it stands in a row of a table beside the numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

from hdr_portal.lib.charts import rounded


@dataclass(frozen=True)
class TrendLine:
    """The line as data of a path (a step where the number jumps), its last point, where the target lies."""

    width: float
    height: float
    path: str
    last_x: float
    last_y: float
    has_last: bool
    target_y: float


def trend_line(values: Sequence[float | None], target: float, *, width: float = 120, height: float = 26) -> TrendLine:
    """Values month by month; None breaks the line. The scale begins at 0 and reaches the target or what is above it."""
    highest = max([target, *(value for value in values if value is not None)], default=0) or 1
    step = (width - 8) / max(len(values) - 1, 1)

    def at(place: int, value: float) -> tuple[float, float]:
        return rounded(4 + place * step), rounded(height - 4 - min(value / highest, 1.0) * (height - 8))

    path, before = "", None
    for place, value in enumerate(values):
        if value is not None:
            x, y = at(place, value)
            follows = values[place + 1] if place + 1 < len(values) else None
            if before is None:
                path += f"M{x} {y}"
            elif value != before:
                path += f"H{x}V{y}"
            elif follows is None:  # a level stretch is one line, drawn where it ends
                path += f"H{x}"
        before = value
    last = values[-1] if values else None
    x, y = at(len(values) - 1, last) if last is not None else (0.0, 0.0)
    return TrendLine(width, height, path, x, y, last is not None, at(0, target)[1])
