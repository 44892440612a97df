"""Statistics of survey results: means, spread, intervals, quartiles, and the words for a change. Pure."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

RISE, FALL, UNCLEAR = "wzrost", "spadek", "bez wyraźnej zmiany"
NORMAL_975 = 1.959964
AGREEMENT_RANGE = (1, 5)


@dataclass
class Moments:
    """Running count, sum and sum of squares."""

    n: int = 0
    total: float = 0.0
    squares: float = 0.0

    def add(self, value: float, times: int = 1) -> None:
        """Count a value."""
        self.n += times
        self.total += value * times
        self.squares += value * value * times

    def merge(self, other: "Moments") -> None:
        """Count what another has counted."""
        self.n += other.n
        self.total += other.total
        self.squares += other.squares

    @property
    def mean(self) -> float | None:
        """The mean; none of nothing."""
        return self.total / self.n if self.n else None

    @property
    def variance(self) -> float | None:
        """The variance of the sample; none for fewer than two."""
        if self.n < 2:
            return None
        return max(0.0, (self.squares - self.total * self.total / self.n) / (self.n - 1))

    @property
    def sd(self) -> float | None:
        """The standard deviation of the sample."""
        variance = self.variance
        return None if variance is None else math.sqrt(variance)


def moments_of(values: Mapping[float, int]) -> Moments:
    """Moments of values with how often each was given."""
    found = Moments()
    for value, times in values.items():
        found.add(value, times)
    return found


def alpha(items: Sequence[Moments], sums: Moments) -> float | None:
    """Cronbach's alpha from the items and the sums of those who answered all; none where it says nothing."""
    variances = [one.variance for one in items]
    whole = sums.variance
    known = [one for one in variances if one is not None]
    if len(items) < 2 or len(known) < len(items) or not whole:
        return None
    return len(items) / (len(items) - 1) * (1 - sum(known) / whole)


# --- Differences ----------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Sample:
    """What a difference needs of each side."""

    n: int
    mean: float
    sd: float


@dataclass(frozen=True)
class Change:
    """Later minus earlier, with the 95% interval."""

    difference: float
    low: float
    high: float

    @property
    def words(self) -> str:
        """Wzrost and spadek only where the whole interval lies on one side of nought."""
        if self.low > 0:
            return RISE
        return FALL if self.high < 0 else UNCLEAR


def change(earlier: Sample, later: Sample) -> Change | None:
    """The difference of two independent means (Welch); none where one side is a single answer."""
    if min(earlier.n, later.n) < 2:
        return None
    parts = [one.sd * one.sd / one.n for one in (earlier, later)]
    error = math.sqrt(sum(parts))
    difference = later.mean - earlier.mean
    if not error:
        return Change(difference, difference, difference)
    freedom = sum(parts) ** 2 / sum(part**2 / (one.n - 1) for part, one in zip(parts, (earlier, later), strict=True))
    reach = student_975(freedom) * error
    return Change(difference, difference - reach, difference + reach)


def student_975(freedom: float) -> float:
    """Quantile 0.975 of Student's distribution (expansion of Cornish and Fisher; three decimals right from 5 degrees up)."""
    z, v = NORMAL_975, max(freedom, 1.0)
    return (
        z
        + (z**3 + z) / (4 * v)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * v**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * v**3)
    )


# --- Many schools ---------------------------------------------------------------------------------------------------
def quartiles(values: Iterable[float]) -> tuple[float, float, float]:
    """Lower quartile, median, upper quartile, between neighbours in proportion. Raises ValueError for no values."""
    ordered = sorted(values)
    if not ordered:
        raise ValueError("Quartiles of nothing.")
    return _at(ordered, 0.25), _at(ordered, 0.5), _at(ordered, 0.75)


def _at(ordered: Sequence[float], share: float) -> float:
    place = share * (len(ordered) - 1)
    low = math.floor(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def rescaled(value: float, low: float, high: float) -> float:
    """A mean of a scale from `low` to `high` as one of the scale 1–5."""
    first, last = AGREEMENT_RANGE
    return first + (value - low) * (last - first) / (high - low)
