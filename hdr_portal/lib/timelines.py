"""Geometry of a plan on a timeline, to the month: a row a task, a bar from its first to its last month, marks of events.

Months are counted from the first one drawn (0). templates/charts/timeline.svg draws it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from hdr_portal.lib.charts import rounded, shortened

TOP, ROW, BAR = 44.0, 17.0, 9.0
LABEL_WIDTH = 92.0
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
NARROWEST_MONTH = 11.0  # narrower months get a tick a quarter


@dataclass(frozen=True)
class Task:
    """A row: months of start and end (None: the plan names none), months with events, of these those with evidence.

    `words` stand in the row instead of a bar; `parted`: a line above, where a new group begins.
    """

    label: str
    start: int | None
    end: int | None
    events: tuple[int, ...] = ()
    proved: frozenset[int] = frozenset()
    decision: int | None = None
    precise: bool = True
    words: str = ""
    parted: bool = False


@dataclass(frozen=True)
class Dot:
    """An event of a month."""

    x: float
    proved: bool


@dataclass(frozen=True)
class Row:
    """A row as drawn: `open_start` and `open_end` are drawn as points of arrows."""

    y: float
    label: str
    x: float
    width: float
    open_start: bool
    open_end: bool
    precise: bool
    dots: tuple[Dot, ...]
    decision_x: float | None
    words: str
    words_x: float
    parted: bool


@dataclass(frozen=True)
class Tick:
    """A month with its Roman number; of a January the year too."""

    x: float
    label: str
    year: str


@dataclass(frozen=True)
class TimelineChart:
    """The drawing; `day_x` is where the as-of day lies."""

    width: float
    height: float
    bars_x: float
    top: float
    rows: tuple[Row, ...]
    ticks: tuple[Tick, ...]
    day_x: float
    day_anchor: str


def timeline(
    tasks: Sequence[Task], *, first: tuple[int, int], months: int, day: float, width: float = 680
) -> TimelineChart:
    """`first`: year and month (1–12) of month 0; `day`: the as-of day in months from the beginning of month 0."""
    month_width = (width - LABEL_WIDTH - 8) / max(months, 1)
    day_x = rounded(LABEL_WIDTH + min(max(day, 0.0), float(months)) * month_width)
    return TimelineChart(
        width=width,
        height=TOP + ROW * len(tasks) + 4,
        bars_x=LABEL_WIDTH,
        top=TOP,
        rows=tuple(_row(task, TOP + place * ROW, months, month_width) for place, task in enumerate(tasks)),
        ticks=tuple(_ticks(first, months, month_width)),
        day_x=day_x,
        day_anchor="end" if day_x > width - 150 else "start",
    )


def _row(task: Task, y: float, months: int, month_width: float) -> Row:
    has_bar = task.start is not None or task.end is not None
    start = max(0, task.start if task.start is not None else 0)
    end = min(months - 1, task.end if task.end is not None else months - 1)
    x = LABEL_WIDTH + start * month_width
    return Row(
        y=y,
        label=shortened(task.label, LABEL_WIDTH - 4, 11),
        x=rounded(x + 1),
        width=rounded(max(end - start + 1, 1) * month_width - 2) if has_bar else 0,
        open_start=has_bar and task.start is None,
        open_end=has_bar and task.end is None,
        precise=task.precise,
        dots=tuple(
            Dot(rounded(LABEL_WIDTH + (month + 0.5) * month_width), month in task.proved) for month in task.events
        ),
        decision_x=None if task.decision is None else rounded(LABEL_WIDTH + (task.decision + 0.5) * month_width),
        words="" if has_bar else task.words,
        words_x=LABEL_WIDTH + 4,
        parted=task.parted,
    )


def _ticks(first: tuple[int, int], months: int, month_width: float) -> list[Tick]:
    ticks = []
    for place in range(months):
        year, month = divmod(first[0] * 12 + first[1] - 1 + place, 12)
        if month_width >= NARROWEST_MONTH or month % 3 == 0:
            label = ROMAN[month] if month % 3 == 0 or month_width >= NARROWEST_MONTH * 2 else ""
            ticks.append(
                Tick(rounded(LABEL_WIDTH + place * month_width), label, str(year) if month == 0 or not place else "")
            )
    return ticks
