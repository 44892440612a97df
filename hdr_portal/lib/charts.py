"""Geometry of the charts: plain numbers in, coordinates of one SVG view box out. templates/charts/*.svg draw them.

Lengths are CSS pixels of the view box. Nothing here knows of schools or indicators. Colour never stands alone: a kind has
its pattern too, drawn as one path of lines, so that a chart needs no ids and reads the same in grey print.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from hdr_portal.lib import tokens

LETTER_WIDTH = 0.53  # of the type size: the mean of Inter over Polish text, a little generous


@dataclass(frozen=True)
class Part:
    """A share of a whole: what it is called, how many, its tone (tokens.TONES) and its pattern (PATTERNS)."""

    label: str
    count: int
    tone: str
    pattern: str = "solid"


@dataclass(frozen=True)
class Segment:
    """A part as drawn: its box, ground and lines, where its number stands, and its word where it fits (else empty)."""

    x: float
    width: float
    fill: str
    edge: str
    lines: str
    middle: float
    tag_x: float
    tag_width: float
    count: int
    label: str


@dataclass(frozen=True)
class Key:
    """A part too narrow for its word, named under the bar beside a sample of its ground."""

    x: float
    y: float
    fill: str
    edge: str
    lines: str
    text: str


@dataclass(frozen=True)
class StackedBar:
    """One bar of parts side by side."""

    width: float
    height: float
    bar_height: float
    segments: tuple[Segment, ...]
    keys: tuple[Key, ...]


@dataclass(frozen=True)
class Measured:
    """A row: name, what is proved, what is claimed (never less is drawn), what is aimed at, the words on the bar."""

    label: str
    value: int
    claimed: int
    target: int
    text: str


@dataclass(frozen=True)
class Bar:
    """A row as drawn, from its own top: proved part, claimed part with its lines, the words and on what they stand."""

    y: float
    label: str
    value_width: float
    claimed_x: float
    claimed_width: float
    lines: str
    over: bool
    text: str
    text_x: float
    text_inside: bool


@dataclass(frozen=True)
class TargetBars:
    """Rows against one common mark: every target lies at the same place, so rows of different units compare."""

    width: float
    height: float
    bars_x: float
    target_x: float
    over_x: float
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Progress:
    """How much of a whole is done."""

    width: float
    height: float
    done_width: float


def stacked_bar(parts: Sequence[Part], *, width: float = 680, bar_height: float = 44) -> StackedBar:
    """Parts with a count above zero, in the given order; each is wide enough for its number."""
    shown = [part for part in parts if part.count > 0]
    widths = _shares([part.count for part in shown], width, least=30)
    starts = [sum(widths[:place]) for place in range(len(widths))]
    segments = tuple(
        _segment(part, start, wide, bar_height) for part, start, wide in zip(shown, starts, widths, strict=True)
    )
    unnamed = [part for part, segment in zip(shown, segments, strict=True) if not segment.label]
    keys = _keys(unnamed, bar_height + 30, width)
    height = keys[-1].y + 16 if keys else bar_height + 20
    return StackedBar(width, height, bar_height, segments, keys)


def _shares(counts: list[int], width: float, least: float) -> list[float]:
    """Widths in proportion, but none under `least`; the wide ones give what the narrow ones need."""
    total = sum(counts)
    raw = [width * count / total for count in counts]
    lack = sum(max(0.0, least - one) for one in raw)
    spare = sum(max(0.0, one - least) for one in raw)
    if lack >= spare:
        return [width / len(raw) for _ in raw]
    return [least if one < least else one - (one - least) * lack / spare for one in raw]


def _segment(part: Part, x: float, width: float, height: float) -> Segment:
    fill, edge = paint(part.tone, part.pattern)
    tag = text_width(str(part.count), 15) + 14
    middle = x + width / 2
    return Segment(
        x=rounded(x + 1),
        width=rounded(width - 2),
        fill=fill,
        edge=edge,
        lines=hatch(part.pattern, x + 1, 0, width - 2, height),
        middle=rounded(middle),
        tag_x=rounded(middle - tag / 2),
        tag_width=rounded(tag),
        count=part.count,
        label=part.label if text_width(part.label, 12) <= width - 4 else "",
    )


def _keys(parts: Sequence[Part], y: float, width: float) -> tuple[Key, ...]:
    """Samples with words, one after another, on as many lines as they need."""
    keys: list[Key] = []
    x = 0.0
    for part in parts:
        text = f"{part.count} {part.label}"
        needed = text_width(text, 12) + 52
        if x and x + needed > width:
            x, y = 0.0, y + 20
        fill, edge = paint(part.tone, part.pattern)
        keys.append(Key(rounded(x), y, fill, edge, hatch(part.pattern, x, y, 26, 13), text))
        x += needed
    return tuple(keys)


def paint(tone: str, pattern: str) -> tuple[str, str]:
    """Ground and edge of a kind."""
    colour = tokens.TONES[tone]
    return PAINTS.get(pattern, (colour, colour))


def target_bars(rows: Sequence[Measured], *, width: float = 680, label_width: float = 330) -> TargetBars:
    """Each row as a share of its own target; what goes beyond a quarter over the target is cut and marked."""
    top, row_height, bar_height = 25.0, 18.5, 13.0
    room = width - label_width
    target_at = room / 1.25
    bars = tuple(
        _bar(row, top + place * row_height, label_width, target_at, bar_height) for place, row in enumerate(rows)
    )
    return TargetBars(
        width=width,
        height=top + row_height * len(rows) + 2,
        bars_x=label_width,
        target_x=rounded(label_width + target_at),
        over_x=width - 9,
        bars=bars,
    )


def _bar(row: Measured, y: float, x: float, target_at: float, height: float) -> Bar:
    value, claimed = (_reach(amount, row.target, target_at) for amount in (row.value, max(row.claimed, row.value)))
    written = text_width(row.text, 10.5) + 10
    inside = value >= written
    at = value if inside else claimed
    left, right = (at - written, at) if inside else (at, at + written)
    if left < target_at < right:  # the words would lie on the mark of the target
        at = target_at
    over = row.target > 0 and row.value > row.target * 1.25
    if over:  # an arrow stands at the end of the cut bar
        at -= 12
    return Bar(
        y=y,
        label=shortened(row.label, x - 12, 11),
        value_width=rounded(value),
        claimed_x=rounded(x + value),
        claimed_width=rounded(claimed - value),
        lines=hatch("rising", x + value, 0, claimed - value, height),
        over=over,
        text=row.text,
        text_x=rounded(x + at - 5 if inside else x + at + 5),
        text_inside=inside,
    )


def _reach(amount: int, target: int, target_at: float) -> float:
    share = amount / target if target else float(bool(amount))
    return min(share, 1.25) * target_at


def progress(done: int, total: int, *, width: float = 200, height: float = 8) -> Progress:
    """A bar of `width`; nothing is done of nothing."""
    return Progress(width, height, rounded(width * min(1.0, done / total)) if total else 0.0)


def text_width(text: str, size: float) -> float:
    """How wide a text will be, near enough for placing it."""
    return len(text) * size * LETTER_WIDTH


def shortened(text: str, width: float, size: float) -> str:
    """The text, cut at a letter with … when it would be wider."""
    fitting = int(width / (size * LETTER_WIDTH))
    return text if len(text) <= fitting else text[: max(1, fitting - 1)].rstrip(" ,.;–-") + "…"


# --- Patterns: what lines lie on the ground of a kind ------------------------------------------------------------------
PATTERNS = ("solid", "rising", "falling", "upright", "level", "cross", "hollow", "dashed")
PAINTS = {"hollow": (tokens.GROUND, tokens.GREY_MARK), "dashed": (tokens.SURFACE_STRONG, tokens.GREY_MARK)}


def hatch(pattern: str, x: float, y: float, width: float, height: float, *, step: float = 7) -> str:
    """The lines of a pattern inside a box, as data of one SVG path; a solid or an empty box has none."""
    if width <= 0 or height <= 0:
        return ""
    drawn: list[tuple[float, float, float, float]] = []
    if pattern in {"rising", "cross"}:
        drawn += _slanted(width, height, step)
    if pattern in {"falling", "cross"}:
        drawn += [(x1, height - y1, x2, height - y2) for x1, y1, x2, y2 in _slanted(width, height, step)]
    if pattern == "upright":
        drawn += [(at, 0.0, at, height) for at in _steps(width, step)]
    if pattern in {"level", "dashed"}:
        drawn += [(0.0, at, width, at) for at in _steps(height, step)]
    return "".join(
        f"M{rounded(x + x1)} {rounded(y + y1)}L{rounded(x + x2)} {rounded(y + y2)}" for x1, y1, x2, y2 in drawn
    )


def _slanted(width: float, height: float, step: float) -> list[tuple[float, float, float, float]]:
    """Lines rising at 45 degrees, cut at the box: x + y is constant along each (y grows downwards)."""
    lines = []
    for at in _steps(width + height, step):
        left, right = max(0.0, at - height), min(at, width)
        lines.append((left, at - left, right, at - right))
    return lines


def _steps(length: float, step: float) -> list[float]:
    return [step / 2 + step * place for place in range(int(length / step + 0.5))]


def rounded(number: float) -> float:
    """A coordinate: hundredths of a pixel are enough."""
    return round(number, 2)
