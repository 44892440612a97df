"""Felt need against counted stock: what the two together mean, for one category at one school. Pure.

„Rarely available”, „rarely used”: by fewer than these per cent of teachers. Much or little stock: beside the median of the schools.
"""

import statistics
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

ACCESS_ENOUGH = 50  # of teachers: available usually or always
USE_ENOUGH = 25  # of teachers: used every week or more often


class Verdict(StrEnum):
    """What felt need and stock say together, with the tone, the icon and what to do."""

    label: str
    tone: str
    icon: str
    advice: str

    def __new__(cls, value: str, label: str, tone: str, icon: str, advice: str) -> Self:
        """A verdict that knows how it is shown."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label, member.tone, member.icon, member.advice = label, tone, icon, advice
        return member

    UNMET = (
        "unmet", "niezaspokojona potrzeba", "red", "exclamation-circle",
        "Nauczycielom tego sprzętu brakuje, a szkoła ma go mało: warto ująć go w zapotrzebowaniu.",
    )  # fmt: skip
    BLOCKED = (
        "blocked", "sprzęt jest, dostępu brak", "amber", "lock",
        "Szkoła ma go niemało, a nauczyciele mówią, że trudno z niego skorzystać: sprawdźcie rezerwacje, stan i miejsce.",
    )  # fmt: skip
    IDLE = (
        "idle", "stoi nieużywane", "amber", "hourglass-split",
        "Sprzęt jest i można z niego korzystać, a na lekcjach bywa rzadko: szkolenie albo przekazanie innej szkole.",
    )  # fmt: skip
    ENOUGH = (
        "enough", "wystarcza", "green", "check-circle",
        "Dostęp i użycie odpowiadają temu, ile szkoła ma.",
    )  # fmt: skip
    SCARCE_UNWANTED = (
        "few", "mało, ale wystarcza", "grey", "dash-circle",
        "Szkoła ma go mało, a nauczyciele mają do niego dostęp, gdy potrzebują.",
    )  # fmt: skip
    UNKNOWN = (
        "unknown", "brak danych", "grey", "question-circle",
        "Za mało odpowiedzi albo szkoły nie pytano: nie wiadomo, czego brakuje.",
    )  # fmt: skip


@dataclass(frozen=True)
class Felt:
    """What teachers say of a category, in per cent of those who answered: who has access, uses it weekly, would buy it first.

    None: not asked, or too few answered to be shown; `n` answers to the question of access.
    """

    access: float | None = None
    use: float | None = None
    wanted: float | None = None
    n: int | None = None


@dataclass(frozen=True)
class Stock:
    """What the register holds of a category: all devices held, those in use, those that work, their mean age in years."""

    held: int = 0
    in_use: int = 0
    working: int = 0
    age: float | None = None

    @property
    def working_share(self) -> float | None:
        """How much of what is held works, in per cent."""
        return 100 * self.working / self.held if self.held else None


def is_plenty(density: float, median: float) -> bool:
    """Whether a school has at least what the middle one of the schools has."""
    return density > 0 and density >= median


def middle(densities: Iterable[float]) -> float:
    """The median of the schools; 0 of none."""
    values = list(densities)
    return statistics.median(values) if values else 0.0


def verdict(felt: Felt, *, plenty: bool) -> Verdict:
    """What access, use and stock mean together. What is not known is never taken for a low share."""
    if felt.access is None:
        return Verdict.UNKNOWN
    if felt.access < ACCESS_ENOUGH:
        return Verdict.BLOCKED if plenty else Verdict.UNMET
    if not plenty:
        return Verdict.SCARCE_UNWANTED
    return Verdict.IDLE if felt.use is not None and felt.use < USE_ENOUGH else Verdict.ENOUGH
