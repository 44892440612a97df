"""What a report shows beyond its plain inputs: counts for the summary, rows of the board, blocks of the matrix, caps.

Everything is derived from the stored JSON alone, so a stored report is made again to the byte.
"""

import datetime
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from hdr_portal.lib import polish
from hdr_portal.lib.charts import Measured, Part

Plain = dict[str, Any]

MATRIX_COLUMNS = 12  # that many fit beside a school's name
ANNEX_ROWS = 3000  # a table's time in the renderer grows with its rows
ACTIVITY_ROWS = 250
MISSING_NAMES = 24
REACHED = {"reached", "reached_late"}
PATTERNS = {
    "reached": "solid",
    "reached_late": "upright",
    "in_progress": "rising",
    "at_risk": "falling",
    "missed": "cross",
    "not_started": "hollow",
    "no_term": "level",
    "no_data": "dashed",
}
UNPRINTABLE = {"Cc", "Cf", "Cs", "Co", "Cn"}
KEPT = {"\n", "\t", "\u00ad", "\u200d"}
LONG_WORD = re.compile(r"\S{81,}")
LONGEST_WORD = 400
WORD_PIECE = 40
AS_WRITTEN = {"url", "content"}  # addresses, pictures in Base64
BREAK_HERE = "\u200b"


@dataclass(frozen=True)
class Capped:
    """What is shown of a long list, and how many are left to the portal."""

    shown: tuple[Any, ...]
    left: int


@dataclass(frozen=True)
class StatusRow:
    """A status with the numbers of the indicators that have it."""

    status: Plain
    count: int
    indicators: tuple[str, ...]


@dataclass(frozen=True)
class Summary:
    """The numbers of the first page."""

    total: int
    reached: int
    targets: int
    targets_reached: int
    files: int
    statuses: tuple[StatusRow, ...]
    parts: tuple[Part, ...]
    title: str
    targets_title: str


@dataclass(frozen=True)
class BoardRow:
    """A line of the board: an indicator, or one group of it (`comparison` is None when groups follow)."""

    anchor: str
    indicator: Plain
    comparison: Plain | None
    is_group: bool

    @property
    def reached(self) -> bool:
        """Whether the line's target is reached."""
        return self.comparison is not None and is_reached(self.comparison)


@dataclass(frozen=True)
class IndicatorBlock:
    """An indicator under its action, with the names of those still owing."""

    anchor: str
    indicator: Plain
    missing: Capped


@dataclass(frozen=True)
class ActionBlock:
    """An action with its steps (each with its activities capped) and its indicators."""

    action: Plain
    steps: tuple[tuple[Plain, Capped], ...]
    indicators: tuple[IndicatorBlock, ...]


@dataclass(frozen=True)
class MatrixBlock:
    """At most MATRIX_COLUMNS columns: heads, „k z n” under each head, rows of a school's name and its marks."""

    columns: tuple[str, ...]
    totals: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


def printable(value: Any, *, address: bool = False) -> Any:
    """The same JSON with texts that paper can bear: control and direction characters are dropped."""
    if isinstance(value, dict):
        return {key: printable(inner, address=key in AS_WRITTEN) for key, inner in value.items()}
    if isinstance(value, list):
        return [printable(inner) for inner in value]
    if isinstance(value, str):
        written = "".join(_printable_letter(letter) for letter in value)
        return written if address else LONG_WORD.sub(_broken_word, written)
    return value


def _printable_letter(letter: str) -> str:
    if letter in KEPT or (category := unicodedata.category(letter)) not in UNPRINTABLE:
        return letter
    return "" if category in {"Cc", "Cf"} else "\ufffd"


def _broken_word(match: re.Match[str]) -> str:
    """A word that fits no line gets places to break, and an end: the renderer's time grows with the square of its length."""
    word = match[0] if len(match[0]) <= LONGEST_WORD else match[0][:LONGEST_WORD] + "…"
    return BREAK_HERE.join(word[start : start + WORD_PIECE] for start in range(0, len(word), WORD_PIECE))


def summary(report: Plain) -> Summary:
    """Counts of the first page, from the board's own numbers."""
    comparisons = [one for indicator in report["indicators"] for one in indicator["comparisons"]]
    statuses = tuple(
        StatusRow(one["status"], one["count"], _numbers_with(report, one["status"]["key"]))
        for one in report["status_counts"]
        if one["count"]
    )
    total, targets = len(report["indicators"]), len(comparisons)
    targets_reached = sum(is_reached(one) for one in comparisons)
    reached = sum(row.count for row in statuses if row.status["key"] in REACHED)
    return Summary(
        total=total,
        reached=reached,
        targets=targets,
        targets_reached=targets_reached,
        files=len(report["annex"]),
        statuses=statuses,
        parts=tuple(_part(row) for row in statuses),
        title=_finding(statuses, total),
        targets_title=f"Udokumentowano {targets_reached} z {targets} {polish.plural(targets, 'wartości docelowej,wartości docelowych,wartości docelowych')}",
    )


def corrected_words(comparison: Plain) -> str:
    """„9 z 11”, and where a correction was signed what it makes of it."""
    told = f"{polish.number(comparison['evidenced'])} z {polish.number(comparison['target'])}"
    corrected = comparison.get("corrected")
    return told if corrected is None else f"{told}, z korektą {polish.number(corrected)}"


def is_reached(comparison: Plain) -> bool:
    """Whether what is evidenced reaches the target; of some levels less is better."""
    evidenced, target = comparison["evidenced"], comparison["target"]
    if (corrected := comparison.get("corrected")) is not None:
        evidenced = corrected
    return bool(evidenced <= target if comparison.get("downward") else evidenced >= target)


def _finding(statuses: tuple[StatusRow, ...], total: int) -> str:
    """What the chart of statuses shows: how many indicators need attention, and why."""
    counts = {row.status["key"]: row.count for row in statuses}
    missed, at_risk = counts.get("missed", 0), counts.get("at_risk", 0)
    if not missed + at_risk:
        return "Żaden wskaźnik nie jest zagrożony ani nie minął terminu bez osiągnięcia celu"
    whole = polish.plural(total, "wskaźnika,wskaźników,wskaźników")
    return f"Uwagi wymaga {missed + at_risk} z {total} {whole}: po terminie {missed}, zagrożone {at_risk}"


def _numbers_with(report: Plain, key: str) -> tuple[str, ...]:
    return tuple(one["number"] for one in report["indicators"] if one["status"]["key"] == key)


def status_parts(counts: list[Plain]) -> tuple[Part, ...]:
    """Parts of the chart of statuses, those that there are."""
    return tuple(
        Part(one["status"]["label"], one["count"], one["status"]["tone"], PATTERNS.get(one["status"]["key"], "level"))
        for one in counts
        if one["count"]
    )


def _part(row: StatusRow) -> Part:
    return Part(row.status["label"], row.count, row.status["tone"], PATTERNS.get(row.status["key"], "level"))


def anchors(report: Plain) -> dict[str, str]:
    """An address inside the document for the number of every indicator that stands under an action."""
    placed = {number for action in report["actions"] for number in action["indicators"]}
    numbers = [one["number"] for one in report["indicators"]]
    return {number: f"wskaznik-{place}" for place, number in enumerate(numbers, 1) if number in placed}


def board(report: Plain) -> tuple[BoardRow, ...]:
    """Rows of the board; a target per group has a line of its own for each group and is never added up."""
    known = anchors(report)
    return tuple(row for indicator in report["indicators"] for row in _board_rows(indicator, known))


def _board_rows(indicator: Plain, known: dict[str, str]) -> Iterator[BoardRow]:
    comparisons, anchor = indicator["comparisons"], known.get(indicator["number"], "")
    grouped = any(one["group"] for one in comparisons)
    yield BoardRow(anchor, indicator, None if grouped or not comparisons else comparisons[0], is_group=False)
    for one in comparisons if grouped else comparisons[1:]:
        yield BoardRow(anchor, indicator, one, is_group=True)


def bars(report: Plain) -> tuple[Measured, ...]:
    """Every comparison against its target, in the order of the board."""
    return tuple(
        Measured(
            label=f"{indicator['number']}  {one['group'] or indicator['text']}",
            value=one["evidenced"],
            claimed=one["declared"],
            target=one["target"],
            text=f"{polish.number(one['evidenced'])} z {polish.number(one['target'])}",
        )
        for indicator in report["indicators"]
        for one in indicator["comparisons"]
        if not one.get("downward")  # a bar up to a mark would say the opposite
    )


def actions(report: Plain) -> tuple[ActionBlock, ...]:
    """Actions with their steps and the indicators that they name."""
    known, by_number = anchors(report), {one["number"]: one for one in report["indicators"]}
    return tuple(
        ActionBlock(
            action=action,
            steps=tuple((step, capped(step["activities"], ACTIVITY_ROWS)) for step in action["steps"]),
            indicators=tuple(
                IndicatorBlock(known[number], by_number[number], capped(by_number[number]["missing"], MISSING_NAMES))
                for number in action["indicators"]
                if number in by_number
            ),
        )
        for action in report["actions"]
    )


def matrix(report: Plain) -> tuple[MatrixBlock, ...]:
    """The matrix cut into blocks of columns that fit a page."""
    columns, rows = report["matrix"]["columns"], report["matrix"]["rows"]
    return tuple(
        MatrixBlock(
            columns=tuple(columns[start : start + MATRIX_COLUMNS]),
            totals=tuple(_total(rows, place) for place in range(len(columns))[start : start + MATRIX_COLUMNS]),
            rows=tuple((row["school"], tuple(row["marks"][start : start + MATRIX_COLUMNS])) for row in rows),
        )
        for start in range(0, len(columns), MATRIX_COLUMNS)
    )


def _total(rows: list[Plain], place: int) -> str:
    marks = [row["marks"][place] for row in rows]
    return f"{marks.count('done')}/{len(marks) - marks.count('none')}"


def edition_sentence(inputs: Plain) -> str:
    """What a correction says of itself: which edition it is, what it cites and why; empty for a first edition."""
    edition = inputs.get("edition")
    if not edition:
        return ""
    day = polish.long_date(datetime.date.fromisoformat(edition["made_on"]))
    return f"Wydanie {edition['number']}, koryguje raport nr {edition['corrects']} z {day}. Powód: {edition['reason']}"


def capped(items: list[Any], most: int) -> Capped:
    """The first `most`, and how many more there are."""
    return Capped(tuple(items[:most]), max(0, len(items) - most))
