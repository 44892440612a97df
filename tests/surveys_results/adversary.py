"""Somebody who takes everything that was shown and solves it: rational elimination, and every group of cells tried."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import chain, combinations

from surveys.suppression import Cell, Key, Table

Vector = Sequence[Fraction]


def null_space(rows: Iterable[Sequence[int]], width: int) -> list[list[Fraction]]:
    """A basis of the vectors that all rows send to nought."""
    reduced, pivots = _reduced([[Fraction(one) for one in row] for row in rows], width)
    basis = []
    for free in (place for place in range(width) if place not in pivots):
        vector = [Fraction(0)] * width
        vector[free] = Fraction(1)
        for row, pivot in zip(reduced, pivots, strict=True):
            vector[pivot] = -row[free]
        basis.append(vector)
    return basis


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


def is_known(vector: Sequence[int], unknown: list[list[Fraction]]) -> bool:
    """Whether a sum with these weights follows: nothing that stays open changes it."""
    return all(sum(weight * one for weight, one in zip(vector, free, strict=True)) == 0 for free in unknown)


def unknown_of(shown: Iterable[Sequence[Cell]], cells: Sequence[Cell]) -> list[list[Fraction]]:
    """What stays open when the sums over these cells are known."""
    return null_space(([int(cell in one) for cell in cells] for one in shown), len(cells))


def groups_worked_out(
    counts: Mapping[Cell, int], shown: Iterable[Key], minimum: int, *, least: int = 0
) -> list[tuple[Cell, ...]]:
    """Groups of cells with `least` to minimum - 1 people whose sum follows from what is shown."""
    table = Table(tuple(sorted(counts, key=str)))
    unknown = unknown_of([table.sums[key] for key in shown], table.cells)
    small = [cell for cell in table.cells if counts[cell] < minimum]
    found = []
    for group in chain.from_iterable(combinations(small, size) for size in range(1, len(small) + 1)):
        if least <= sum(counts[cell] for cell in group) < minimum:
            vector = [int(cell in group) for cell in table.cells]
            if is_known(vector, unknown):
                found.append(group)
    return found
