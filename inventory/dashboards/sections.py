"""Sections of a dashboard: a finding as a sentence, its chart and its table, made of the same lines."""

import datetime
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from hdr_portal.lib import polish
from hdr_portal.lib.barcharts import Row

DEVICES_OF = "urządzenia,urządzeń,urządzeń"  # „z 40 urządzeń”
COMPUTERS_OF = "komputera,komputerów,komputerów"


@dataclass(frozen=True)
class Line:
    """One value of a section: what, how many, where the list of them is; `more` is a second count, `text` its words."""

    label: str
    count: int | Decimal
    url: str = ""
    more: int | None = None
    tone: str = "blue"
    pattern: str = "solid"
    text: str = ""

    @property
    def written(self) -> str:
        """The number as people read it."""
        return self.text or polish.number(self.count)


@dataclass(frozen=True)
class Section:
    """A finding (`title`), its lines, what the columns of the table hold, what must be known to read it (`note`).

    `whole`: what the lines are shares of; 0 when shares say nothing. `mark_at` with `mark`: a value to compare with.
    """

    name: str
    title: str
    lines: tuple[Line, ...]
    heads: tuple[str, str]
    more: str = ""
    whole: int = 0
    note: str = ""
    mark_at: float = 0
    mark: str = ""

    @property
    def rows(self) -> list[Row]:
        """The chart's rows."""
        return [Row(one.label, float(one.count), one.written, one.tone, one.pattern) for one in self.lines]

    @property
    def table(self) -> list[tuple[Line, str]]:
        """The table's lines with their shares of the whole."""
        return [(one, polish.percent(100 * one.count / self.whole) if self.whole else "") for one in self.lines]


@dataclass(frozen=True)
class Tile:
    """One number on top of a dashboard; a tone comes with its icon and with words."""

    label: str
    value: str
    note: str = ""
    tone: str = ""
    url: str = ""


def of_all(count: int, whole: int, forms: str) -> str:
    """„11 z 40 urządzeń”."""
    return f"{polish.number(count)} z {polish.counted(whole, forms)}"


def days_ago(day: datetime.date, today: datetime.date) -> str:
    """„dzisiaj”, „wczoraj”, „73 dni temu”."""
    days = (today - day).days
    if days <= 0:
        return "dzisiaj"
    return "wczoraj" if days == 1 else f"{polish.counted(days, 'dzień,dni,dni')} temu"


def short_money(amount: Decimal) -> str:
    """„214 tys. zł”, „2,6 mln zł”: fits a tile; the exact amount stands beside."""
    for size, word, places in ((1_000_000, "mln", 1), (1_000, "tys.", 0)):
        if amount >= size:
            return f"{polish.number(amount / size, places)}{polish.NBSP}{word}{polish.NBSP}zł"
    return polish.money(amount)


def pupils_words(ratio: Decimal) -> str:
    """„8,4 ucznia”, „6 uczniów”: one place is enough, and it is rounded up, so that a norm missed stays missed."""
    shown = ratio.quantize(Decimal("0.1"), ROUND_CEILING)
    return polish.counted(shown, "uczeń,uczniów,uczniów,ucznia")


def lacking(pupils: int, computers: int, norm: int) -> int:
    """Computers that lack to the norm."""
    return max(0, -(-pupils // norm) - computers)
