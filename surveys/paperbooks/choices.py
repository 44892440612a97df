"""The answers of an item as they are numbered on paper and in the workbook. Pure.

The number is the point's place on the scale, whatever its code: it stands beside the box, so one types what one sees.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from surveys.questionnaire import NA_LABEL, Item, say

NA_NUMBER = "0"


@dataclass(frozen=True)
class Choice:
    """One answer: the number on paper, its code (None for „not applicable”), its words."""

    number: str
    code: str | None
    label: str

    @property
    def listed(self) -> str:
        """As a drop-down shows it: „4 – raczej tak”."""
        return f"{self.number} – {self.label}"


def choices_of(item: Item, language: str, *, with_na: bool) -> Iterator[Choice]:
    """The answers in order, „not applicable” last."""
    for number, point in enumerate(item.scale.points if item.scale else (), 1):
        yield Choice(str(number), point.code, say(point.label, language))
    if with_na and item.scale:
        yield Choice(NA_NUMBER, None, say(NA_LABEL, language))
