"""The profile A–H of a session: averages side by side, divergences of groups and changes since the session before, in words.

SELFIE's own advice is to look where leaders, teachers and pupils differ; half a point is the size worth talking about.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from hdr_portal.lib.polish import number
from surveys.models import Area, SelfieGroup
from surveys.selfie.values import AREAS, Key, Session

DIVERGENCE = Decimal("0.5")
SPREAD_OF_ANSWERS = 1.0  # standard deviation taken for one answer on SELFIE's scale: its report gives none
NO_CLEAR_CHANGE = "bez wyraźnej zmiany"
SURE = 1.96  # of a normal distribution: 95%


@dataclass(frozen=True)
class Cell:
    """A group's average in an area, if there is one; what it was in the session before, and the change in words."""

    group: str
    mean: Decimal | None
    before: Decimal | None = None
    change: str = ""


@dataclass(frozen=True)
class AreaRow:
    """An area: its averages by group; `divergence` says in words which groups differ by half a point or more."""

    area: str
    label: str
    cells: tuple[Cell, ...]
    spread: Decimal | None = None
    divergence: str = ""

    @property
    def name(self) -> str:
        """„A Przywództwo”."""
        return f"{self.area} {self.label}"

    @property
    def clear_changes(self) -> str:
        """Groups whose view has clearly changed, in words."""
        told = [
            f"{SelfieGroup(cell.group).label}: {cell.change}"
            for cell in self.cells
            if cell.change and cell.change != NO_CLEAR_CHANGE
        ]
        return ", ".join(told)


def profile(session: Session, groups: Sequence[str], *, before: Session | None = None) -> tuple[AreaRow, ...]:
    """The eight areas as these groups see them."""
    return tuple(_row(session, area, groups, before) for area in AREAS)


def _row(session: Session, area: str, groups: Sequence[str], before: Session | None) -> AreaRow:
    means = {group: session.means[area, group] for group in groups if (area, group) in session.means}
    cells = tuple(
        Cell(
            group,
            means.get(group),
            before.means.get((area, group)) if before else None,
            _change(session, before, (area, group)) if before else "",
        )
        for group in groups
    )
    spread = max(means.values()) - min(means.values()) if len(means) > 1 else None
    return AreaRow(area, str(Area(area).label), cells, spread, divergence_words(means))


def divergence_words(means: Mapping[str, Decimal]) -> str:
    """Which groups see an area differently; empty under half a point."""
    if not means:
        return ""
    high, low = max(means, key=lambda one: means[one]), min(means, key=lambda one: means[one])
    spread = means[high] - means[low]
    if spread < DIVERGENCE:
        return ""
    return (
        f"rozbieżność {number(spread, 2)}: najwyżej {SelfieGroup(high).label} ({number(means[high], 2)}), "
        f"najniżej {SelfieGroup(low).label} ({number(means[low], 2)})"
    )


def _change(now: Session, before: Session, key: Key) -> str:
    """Growth, fall or no clear change since the session before; empty where one of them has no average."""
    if key not in now.means or key not in before.means:
        return ""
    difference = now.means[key] - before.means[key]
    return change_words(difference, now.count(key[1]).answered, before.count(key[1]).answered)


def change_words(difference: Decimal, now: int | None, before: int | None) -> str:
    """„wzrost o 0,40”, „spadek o 0,40”, „bez wyraźnej zmiany”: clear is what goes beyond the chance of so few answers."""
    if not now or not before:
        return ""
    margin = SURE * SPREAD_OF_ANSWERS * math.sqrt(1 / now + 1 / before)
    if abs(float(difference)) <= margin:
        return NO_CLEAR_CHANGE
    return f"{'wzrost' if difference > 0 else 'spadek'} o {number(abs(difference), 2)}"


def headline(rows: Sequence[AreaRow]) -> str:
    """What the profile says, in one sentence: where groups differ, or that they do not."""
    diverging = [row.area for row in rows if row.divergence]
    if not any(cell.mean is not None for row in rows for cell in row.cells):
        return "Nie ma średnich do pokazania"
    if not diverging:
        return "Grupy oceniają wszystkie obszary podobnie"
    return f"Grupy różnią się o pół punktu lub więcej w obszarach: {', '.join(diverging)}"
