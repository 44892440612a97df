"""Geometry of a profile: areas one under another, in each a lane for every group, all on one scale.

Groups differ by shape as well as by colour; a band in a group's lane shows what is usual, a stroke its middle.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from hdr_portal.lib import tokens
from hdr_portal.lib.charts import rounded, shortened, text_width

SHAPES = ("square", "circle", "triangle")
TONES = ("amber", "blue", "green")
TOP, NAME, LANE, GAP = 46.0, 21.0, 15.0, 7.0  # the scale; an area's name; a group's lane; what parts two areas
SIZE, BAND = 5.5, 10.0
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
class Lane:
    """A group's lane in an area: its height on the page, its mark, the band of what is usual and the stroke of its middle.

    A width or a stroke of 0 stands for none.
    """

    y: float
    mark: Mark | None
    band_x: float
    band_y: float
    band_width: float
    band_height: float
    fill: str
    middle: float


@dataclass(frozen=True)
class Row:
    """An area as drawn: its name, and the lanes of the groups that have something in it."""

    text_y: float
    label: str
    flagged: bool
    lanes: tuple[Lane, ...]


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


def area_profile(
    areas: Sequence[Area], series: Sequence[Series], *, lowest: int = 1, highest: int = 5, width: float = 440
) -> Profile:
    """Values of at most three series between `lowest` and `highest`."""
    if len(series) > len(SHAPES):
        raise ValueError("A profile tells three groups apart at most.")
    first, last = 14.0, width - 14

    def at(value: float) -> float:
        return rounded(first + (value - lowest) / (highest - lowest) * (last - first))

    height = NAME + LANE * len(series) + GAP
    rows = tuple(_row(area, series, TOP + height * place, at, width) for place, area in enumerate(areas))
    ticks = tuple(Tick(at(value), str(value)) for value in range(lowest, highest + 1))
    return Profile(width, TOP + height * len(areas), first, last, TOP, ticks, _names(series), rows)


def _row(area: Area, series: Sequence[Series], top: float, at: At, width: float) -> Row:
    lanes = (
        _lane(area.values.get(one.key), (area.usual or {}).get(one.key), place, top + NAME + LANE * (place + 0.5), at)
        for place, one in enumerate(series)
    )
    return Row(
        text_y=rounded(top + 16),
        label=shortened(area.label, width, LETTER),
        flagged=area.flagged,
        lanes=tuple(lane for lane in lanes if lane.mark or lane.middle),
    )


def _lane(value: float | None, usual: Usual | None, place: int, y: float, at: At) -> Lane:
    low, high = (usual.low, usual.high) if usual else (None, None)
    x, width = (at(low), rounded(at(high) - at(low))) if low is not None and high is not None else (0.0, 0.0)
    return Lane(
        y=rounded(y),
        mark=None if value is None else _mark(place, at(value), y),
        band_x=x,
        band_y=rounded(y - BAND / 2),
        band_width=width,
        band_height=BAND,
        fill=tokens.TONES[TONES[place]],
        middle=at(usual.middle) if usual else 0.0,
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
