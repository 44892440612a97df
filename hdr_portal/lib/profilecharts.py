"""Geometry of a profile: areas one under another, in each the averages of a few groups on one scale.

Groups differ by shape as well as by colour; a band behind them shows what is usual, its middle a stroke.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from hdr_portal.lib import tokens
from hdr_portal.lib.charts import rounded, shortened, text_width

SHAPES = ("square", "circle", "triangle")
TONES = ("amber", "blue", "green")
ROW, TOP, SIZE = 48.0, 46.0, 6.5
LINE_AT, BAND_HEIGHT = 33.0, 24.0  # under the name of the area
LETTER = 13.0
At = Callable[[float], float]


@dataclass(frozen=True)
class Series:
    """One group: its key and its name."""

    key: str
    label: str


@dataclass(frozen=True)
class Usual:
    """What is usual: the middle, and the ends of the band where there is one."""

    middle: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Area:
    """A row: name, values by series, what is usual by series; `flagged` when the values lie far apart."""

    label: str
    values: Mapping[str, float]
    flagged: bool = False
    usual: Mapping[str, Usual] | None = None


@dataclass(frozen=True)
class Mark:
    """A value as drawn: the outline of its shape, its ground."""

    path: str
    fill: str


@dataclass(frozen=True)
class Strip:
    """What is usual, as drawn: a band (no width where there is none) and the stroke of the middle."""

    x: float
    y: float
    width: float
    height: float
    middle: float
    fill: str


@dataclass(frozen=True)
class Row:
    """An area as drawn: its name, the line from the lowest to the highest value, the marks, what is usual."""

    y: float
    text_y: float
    label: str
    flagged: bool
    left: float
    right: float
    marks: tuple[Mark, ...]
    strips: tuple[Strip, ...]


@dataclass(frozen=True)
class Tick:
    """A line of the scale with its number."""

    x: float
    text: str


@dataclass(frozen=True)
class Name:
    """An entry over the chart: the shape and the name of a series."""

    mark: Mark
    x: float
    text: str


@dataclass(frozen=True)
class Profile:
    """The whole chart."""

    width: float
    height: float
    first_x: float
    last_x: float
    top: float
    ticks: tuple[Tick, ...]
    names: tuple[Name, ...]
    rows: tuple[Row, ...]
    has_usual: bool


def area_profile(
    areas: Sequence[Area], series: Sequence[Series], *, lowest: int = 1, highest: int = 5, width: float = 440
) -> Profile:
    """Values of at most three series between `lowest` and `highest`."""
    if len(series) > len(SHAPES):
        raise ValueError("A profile tells three groups apart at most.")
    first, last = 14.0, width - 14

    def at(value: float) -> float:
        return rounded(first + (value - lowest) / (highest - lowest) * (last - first))

    rows = tuple(_row(area, series, TOP + ROW * place, at, width) for place, area in enumerate(areas))
    ticks = tuple(Tick(at(value), str(value)) for value in range(lowest, highest + 1))
    has_usual = any(row.strips for row in rows)
    return Profile(width, TOP + ROW * len(areas) + 4, first, last, TOP, ticks, _names(series), rows, has_usual)


def _row(area: Area, series: Sequence[Series], top: float, at: At, width: float) -> Row:
    y = top + LINE_AT
    known = [(place, one, area.values[one.key]) for place, one in enumerate(series) if one.key in area.values]
    drawn = [at(value) for _, _, value in known]
    return Row(
        y=rounded(y),
        text_y=rounded(top + 15),
        label=shortened(area.label, width, LETTER),
        flagged=area.flagged,
        left=min(drawn, default=0),
        right=max(drawn, default=0),
        marks=tuple(_mark(place, at(value), y) for place, _, value in known),
        strips=tuple(
            _strip(area.usual[one.key], place, len(series), top, at)
            for place, one in enumerate(series)
            if area.usual and one.key in area.usual
        ),
    )


def _strip(usual: Usual, place: int, of: int, top: float, at: At) -> Strip:
    height = BAND_HEIGHT / of
    low, high = usual.low, usual.high
    x, width = (at(low), rounded(at(high) - at(low))) if low is not None and high is not None else (0.0, 0.0)
    return Strip(
        x,
        rounded(top + LINE_AT - BAND_HEIGHT / 2 + place * height),
        width,
        rounded(height),
        at(usual.middle),
        tokens.TONES[TONES[place]],
    )


def _mark(place: int, x: float, y: float) -> Mark:
    return Mark(_outline(SHAPES[place], x, y), tokens.TONES[TONES[place]])


def _outline(shape: str, x: float, y: float) -> str:
    s = SIZE
    left, top = rounded(x - s), rounded(y - s)
    if shape == "square":
        return f"M{left} {top}h{2 * s}v{2 * s}h{-2 * s}z"
    if shape == "triangle":
        return f"M{rounded(x)} {rounded(y - s - 1)}l{s + 1} {2 * s + 1}h{-2 * s - 2}z"
    return f"M{left} {rounded(y)}a{s} {s} 0 1 0 {2 * s} 0a{s} {s} 0 1 0 {-2 * s} 0z"


def _names(series: Sequence[Series]) -> tuple[Name, ...]:
    names, x = [], 10.0
    for place, one in enumerate(series):
        names.append(Name(_mark(place, x, 12), rounded(x + 14), one.label))
        x += 34 + text_width(one.label, LETTER)
    return tuple(names)
