"""What a report draws beside its tables, from the stored JSON alone: the timeline of steps, trends, letterhead pictures."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from hdr_portal.lib import polish
from hdr_portal.lib.timelines import Task, TimelineChart, timeline

Plain = dict[str, Any]

TIMELINE_ROWS = 46  # that many fit a page under their heading
QUARTERS = 8  # columns of the table of trends


@dataclass(frozen=True)
class TimelinePart:
    """A drawing of a page's height with the finding that is its title."""

    chart: TimelineChart
    title: str
    day_words: str


@dataclass(frozen=True)
class TrendRow:
    """A line of the table of trends: the drawing's values and words, and the numbers at the ends of chosen months."""

    number: str
    group: str
    target: float
    values: tuple[float | None, ...]
    told: tuple[float | None, ...]
    title: str


@dataclass(frozen=True)
class Trends:
    """Months of the columns in words („VI 2024”) and the lines."""

    heads: tuple[str, ...]
    rows: tuple[TrendRow, ...]


def timelines(report: Plain) -> tuple[TimelinePart, ...]:
    """The timeline cut into parts that fit a page; none for a report without one."""
    data = report.get("timeline")
    if not data:
        return ()
    first, last = _month(data["first"]), _month(data["last"])
    rows, as_of = data["rows"], date.fromisoformat(report["as_of"])
    parts = [rows[start : start + TIMELINE_ROWS] for start in range(0, len(rows), TIMELINE_ROWS)]
    day = _index((as_of.year, as_of.month), first) + as_of.day / 31
    words = f"stan na {polish.long_date(as_of)}"
    return tuple(
        TimelinePart(
            timeline(_tasks(part, first), first=first, months=_index(last, first) + 1, day=day),
            _title(part, place, len(parts), words),
            words,
        )
        for place, part in enumerate(parts)
    )


def _title(rows: list[Plain], place: int, count: int, day: str) -> str:
    proved = sum(bool(row["proved"]) for row in rows)
    steps = polish.plural(len(rows), "kroku,kroków,kroków")
    part = f", część {place + 1} z {count}" if count > 1 else ""
    return f"Terminy kroków i zdarzenia{part}, {day}: zdarzenia z dowodem w {proved} z {len(rows)} {steps}"


def _tasks(rows: list[Plain], first: tuple[int, int]) -> list[Task]:
    tasks = []
    before = rows[0]["action"] if rows else None
    for row in rows:
        events = tuple(_index(_month(one), first) for one in row["recorded"])
        tasks.append(
            Task(
                label=row["label"],
                start=_place(row["start"], first),
                end=_place(row["end"], first),
                events=events,
                proved=frozenset(_index(_month(one), first) for one in row["proved"]),
                decision=_place(row["decision"], first),
                precise=row["precise"],
                words=row["words"],
                parted=row["action"] != before,
            )
        )
        before = row["action"]
    return tasks


def _place(month: str | None, first: tuple[int, int]) -> int | None:
    return _index(_month(month), first) if month else None


def _month(text: str) -> tuple[int, int]:
    return int(text[:4]), int(text[5:7])


def _index(month: tuple[int, int], first: tuple[int, int]) -> int:
    return (month[0] - first[0]) * 12 + month[1] - first[1]


def month_words(text: str) -> str:
    """„2024-06” as „czerwiec 2024”."""
    return polish.month_year(date(*_month(text), 1))


def trends(report: Plain) -> Trends:
    """The table of trends; nothing where the report has none."""
    data = report.get("trends") or {"months": [], "rows": []}
    months = data["months"]
    chosen = _chosen(len(months))
    return Trends(
        heads=tuple(f"{months[place][5:7]}.{months[place][:4]}" for place in chosen),
        rows=tuple(_trend(row, months, chosen) for row in data["rows"]),
    )


def _chosen(count: int) -> list[int]:
    """Places of the columns: the last month, and before it evenly so many that at most QUARTERS stand there."""
    if not count:
        return []
    step = max(1, -(-(count - 1) // (QUARTERS - 1)))
    return sorted(range(count - 1, -1, -step))


def _trend(row: Plain, months: list[str], chosen: list[int]) -> TrendRow:
    values = row["values"]
    return TrendRow(
        number=row["number"],
        group=row["group"],
        target=row["target"],
        values=tuple(values),
        told=tuple(values[place] for place in chosen),
        title=_trend_title(row, months),
    )


def _trend_title(row: Plain, months: list[str]) -> str:
    known = [(month, value) for month, value in zip(months, row["values"], strict=True) if value is not None]
    name = f"{row['number']} {row['group']}".strip()
    if not known:
        return f"{name}: brak danych"
    (first, start), (last, end) = known[0], known[-1]
    return (
        f"{name}: {polish.number(start)} w miesiącu {month_words(first)}, {polish.number(end)} w miesiącu "
        f"{month_words(last)}, cel {polish.number(row['target'])}"
    )


def pictures(report: Plain) -> Mapping[str, bytes]:
    """The pictures of the letterhead by name."""
    letterhead = report.get("letterhead") or {}
    images = [letterhead.get("arms"), letterhead.get("strip")]
    return {one["name"]: base64.b64decode(one["content"]) for one in images if one}
