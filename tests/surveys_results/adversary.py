"""Somebody who takes everything that was shown and solves it: rational elimination, and every group of cells tried."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import chain, combinations

from surveys.suppression import Cell, Key, Table


def _reduced(rows: list[list[Fraction]], width: int) -> tuple[list[list[Fraction]], list[int]]:
    pivots: list[int] = []
    for column in range(width):
        at = len(pivots)
        found = next((place for place in range(at, len(rows)) if rows[place][column]), None)
        if found is None:
            continue
        rows[at], rows[found] = rows[found], rows[at]
        rows[at] = [one / rows[at][column] for one in rows[at]]
        for place, row in enumerate(rows):
            if place != at and row[column]:
                rows[place] = [one - row[column] * top for one, top in zip(row, rows[at], strict=True)]
        pivots.append(column)
    return rows[: len(pivots)], pivots


def rank(rows: Sequence[Sequence[Fraction]]) -> int:
    """How many of the rows say something that the others do not."""
    return len(_reduced([list(row) for row in rows], len(rows[0]) if rows else 0)[0])


def groups_worked_out(counts: Mapping[Cell, int], shown: Iterable[Key], minimum: int) -> list[tuple[Cell, ...]]:
    """Groups of cells with fewer people than the minimum about whom alone something follows from what is shown.

    Tried twice: knowing which cells nobody is in, and without (then nobody is a group too).
    """
    cells = tuple(sorted(counts, key=str))
    sums = [Table(cells).sums[key] for key in shown]
    found = _worked_out(counts, sums, [cell for cell in cells if counts[cell]], minimum)
    return found + _worked_out(counts, sums, list(cells), minimum)


def _worked_out(
    counts: Mapping[Cell, int], sums: Sequence[Sequence[Cell]], cells: Sequence[Cell], minimum: int
) -> list[tuple[Cell, ...]]:
    rows = [[Fraction(cell in one) for cell in cells] for one in sums]
    whole = rank(rows)
    small = [cell for cell in cells if counts[cell] < minimum]
    found: list[tuple[Cell, ...]] = []
    for group in chain.from_iterable(combinations(small, size) for size in range(1, len(small) + 1)):
        if sum(counts[cell] for cell in group) < minimum and not any(set(one) < set(group) for one in found):
            others = [place for place, cell in enumerate(cells) if cell not in group]
            if rank([[row[place] for place in others] for row in rows]) < whole:
                found.append(group)
    return found
