"""How numbers of results are written, and the drawing of distributions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hdr_portal.lib import polish
from hdr_portal.lib.barcharts import Row
from hdr_portal.lib.charts import Part as Slice
from surveys.counting.cells import highest
from surveys.models import Stage
from surveys.queries.results import Band, Shown
from surveys.questionnaire import POLISH, Item, Scale, say

HIDDEN = "za mało odpowiedzi"
CITY_ONLY = "tylko razem dla gminy"
NOT_ASKED = "nie pytano"
PEOPLE = "osoba,osoby,osób"
LOW_RATE = 30  # per cent: below, a caution stands beside every number
# From the lowest to the highest answer: a colour and a pattern, so that grey print tells them apart.
PAINTS: dict[int, tuple[tuple[str, str], ...]] = {
    1: (("blue", "solid"),),
    2: (("red", "solid"), ("blue", "solid")),
    3: (("red", "solid"), ("grey", "level"), ("blue", "solid")),
    4: (("red", "solid"), ("amber", "rising"), ("green", "falling"), ("blue", "solid")),
    5: (("red", "solid"), ("amber", "rising"), ("grey", "level"), ("green", "falling"), ("blue", "solid")),
    6: (
        ("red", "solid"), ("amber", "rising"), ("grey", "level"), ("green", "falling"), ("blue", "cross"), ("blue", "solid"),
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Measure:
    """A figure as people read it: mean with people and share of the highest answers, or the word for a hidden one."""

    shown: bool
    word: str
    n: int | None = None
    mean: float | None = None
    top: float | None = None

    @property
    def mean_words(self) -> str:
        """„3,90”."""
        return mean_words(self.mean) if self.shown else self.word

    @property
    def top_words(self) -> str:
        """„70%”."""
        return share_words(self.top)

    @property
    def people(self) -> str:
        """„310 osób”."""
        return "" if self.n is None else polish.counted(self.n, PEOPLE)


def measure(shown: Shown | None, *, missing: str = NOT_ASKED) -> Measure:
    """A figure in words; without one nobody was asked, unless `missing` says otherwise."""
    if shown is None:
        return Measure(shown=False, word=missing)
    if shown.hidden:
        return Measure(shown=False, word=CITY_ONLY if shown.hidden == "leaders" else HIDDEN)
    return Measure(True, "", shown.n, shown.mean, shown.top)


@dataclass(frozen=True)
class Line:
    """One answer of a distribution: how many gave it, as a share of those who answered."""

    label: str
    count: int
    share: float

    @property
    def share_words(self) -> str:
        """„70%”."""
        return share_words(self.share)


def mean_words(mean: float | None) -> str:
    """A mean with two places."""
    return "–" if mean is None else polish.number(mean, 2)


def share_words(share: float | None) -> str:
    """A share (0–1) in whole per cent."""
    return "–" if share is None else polish.percent(100 * share)


def signed(difference: float) -> str:
    """A difference with its sign."""
    return ("+" if difference > 0 else "") + polish.number(difference, 2)


def band_words(band: Band | None) -> str:
    """Median and quartiles of the schools."""
    if band is None:
        return ""
    return f"{mean_words(band.median)} ({mean_words(band.low)}–{mean_words(band.high)})"


def stage_words(stage: str) -> str:
    """„klasy 4–6”."""
    return str(Stage(stage).label)


# --- Distributions --------------------------------------------------------------------------------------------------
def lines_of(scale: Scale, shown: Shown) -> tuple[Line, ...]:
    """The answers of a scale in order."""
    n = shown.n or 0
    counts = shown.distribution
    return tuple(
        Line(
            say(point.label, POLISH) or point.code,
            counts.get(point.code, 0),
            counts.get(point.code, 0) / n if n else 0.0,
        )
        for point in scale.points
    )


def slices(lines: Sequence[Line]) -> tuple[Slice, ...]:
    """A stacked bar of answers from the lowest to the highest; more than six are drawn as bars instead."""
    paints = PAINTS.get(len(lines), ())
    return tuple(
        Slice(line.label, line.count, tone, pattern) for line, (tone, pattern) in zip(lines, paints, strict=False)
    )


def bars(lines: Sequence[Line]) -> tuple[Row, ...]:
    """Plain bars of choices, the most frequent first."""
    ordered = sorted(lines, key=lambda line: -line.count)
    return tuple(Row(line.label, line.count, f"{polish.number(line.count)} ({line.share_words})") for line in ordered)


def finding(item: Item, shown: Shown, lines: Sequence[Line]) -> str:
    """What a distribution says, in a sentence."""
    if item.measures and item.scale:
        return f"{highest_words(item.scale, reverse=item.reverse)}: {share_words(shown.top)}"
    most = max(lines, key=lambda line: line.count, default=None)
    return (
        f"Najczęściej: {most.label} ({most.share_words})"
        if most and most.count
        else "Nikt nie wskazał żadnej odpowiedzi"
    )


def highest_words(scale: Scale, *, reverse: bool = False) -> str:
    """The highest answers in quotation marks."""
    codes = highest(scale, reverse=reverse)
    named = [f"„{say(point.label, POLISH) or point.code}”" for point in scale.points if point.code in codes]
    return " lub ".join(named)


def distribution_of(counts: Mapping[str, int], scale: Scale) -> dict[str, int]:
    """Counts by the Polish label."""
    return {say(point.label, POLISH) or point.code: counts.get(point.code, 0) for point in scale.points}
