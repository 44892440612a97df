"""The one suppression engine: which numbers of a table school × stage may be shown so that no small group can be read.

Pure. A table holds the number of answers of each cell (school, stage); shown may be the cells, the total of a school, the
total of a stage and the total of all. Too small is what has fewer answers than the minimum; it is hidden. Then more is hidden
until nothing below the minimum follows from what is left by adding and taking away: no hidden cell, and no several hidden
cells together. Whatever is counted of the same people (means × n, distributions) adds up in the same way, so a table that
is safe for the counts is safe for these too.

The check is exact linear algebra. Sums of a two-way table span the functions f(r, c) = row[r] + column[c] + whole, where a
part is 0 when its total is hidden. A group of hidden cells can be worked out if and only if some such f is 1 on the group
and 0 on the other hidden cells. Whole numbers suffice for the parts (the incidence matrix of a bipartite graph), and with
at most a handful of stages all of them can be tried. tests/surveys_results hold it against rational elimination.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

ALL = "*"  # all schools, or all stages
FEW, LINKED, LEADERS = "few", "linked", "leaders"

Mark = str | int
Cell = tuple[Mark, Mark]  # (school, stage)
Key = tuple[Mark, Mark]  # a cell or a total: (school, ALL), (ALL, stage), (ALL, ALL)
Counts = Mapping[Cell, int]


@dataclass(frozen=True)
class Layer:
    """A group of people counted in every cell. `nobody_is_safe`: where there is nobody, there is nothing to hide."""

    counts: Counts
    nobody_is_safe: bool = False

    def is_small(self, cells: Collection[Cell], minimum: int) -> bool:
        """Whether the people of these cells are too few to be shown."""
        people = sum(self.counts.get(cell, 0) for cell in cells)
        return people < minimum and not (people == 0 and self.nobody_is_safe)


@dataclass(frozen=True)
class Earlier:
    """What was shown before of the same frame: its sums, and those of them that were hidden."""

    keys: frozenset[Key]
    hidden: frozenset[Key]


@dataclass(frozen=True)
class Pattern:
    """What is hidden of a table, and why; the rest may be shown."""

    keys: tuple[Key, ...]
    hidden: Mapping[Key, str]

    def shows(self, key: Key) -> bool:
        """Whether a sum may be shown."""
        return key in self.keys and key not in self.hidden


@dataclass(frozen=True)
class _Found:
    """A small group that can be worked out, and how: the parts of f."""

    row: Mapping[Mark, int]
    column: Mapping[Mark, int]
    whole: int

    def weight(self, cell: Cell) -> int:
        """The value of f at a cell."""
        return self.row.get(cell[0], 0) + self.column.get(cell[1], self.whole)


@dataclass(frozen=True)
class Table:
    """The cells of one frame with their sums. With one stage a school's total is its cell."""

    cells: tuple[Cell, ...]

    @cached_property
    def rows(self) -> dict[Mark, list[Cell]]:
        """Cells of each school."""
        return _grouped(self.cells, 0)

    @cached_property
    def columns(self) -> dict[Mark, list[Cell]]:
        """Cells of each stage."""
        return _grouped(self.cells, 1)

    @cached_property
    def sums(self) -> dict[Key, list[Cell]]:
        """Every sum that may be shown, with its cells."""
        found: dict[Key, list[Cell]] = {}
        if len(self.columns) > 1:
            found.update({cell: [cell] for cell in self.cells})
            found.update({(ALL, column): cells for column, cells in self.columns.items()})
        found.update({(row, ALL): cells for row, cells in self.rows.items()})
        found[ALL, ALL] = list(self.cells)
        return found

    def key(self, cell: Cell) -> Key:
        """Under which key a cell is shown."""
        return cell if len(self.columns) > 1 else (cell[0], ALL)

    def groups(self, hidden: Collection[Key]) -> Iterator[tuple[_Found, list[Cell]]]:
        """Groups of hidden cells that follow from the sums that are not hidden: every such group consists of these."""
        covered = [cell for cell in self.cells if self.key(cell) in hidden]
        if covered:
            rows = _grouped(covered, 0)
            for column, whole in self._parts(hidden, list(_grouped(covered, 1))):
                for row, group in _groups(rows, column, hidden):
                    yield _Found(row, column, whole), group

    def _parts(self, hidden: Collection[Key], names: list[Mark]) -> Iterator[tuple[dict[Mark, int], int]]:
        """Values of column[c] + whole for the columns that have hidden cells: all that can matter, the smallest first."""
        told = [name for name in names if (ALL, name) in self.sums and (ALL, name) not in hidden]
        span = range(1 - len(names), len(names) + 1)
        wholes = span if (ALL, ALL) not in hidden and len(told) < len(names) else (0,)
        tried = [(values, whole) for whole in wholes for values in product(span, repeat=len(told))]
        for values, whole in sorted(tried, key=lambda one: (sum(map(abs, one[0])) + abs(one[1]), one)):
            yield dict.fromkeys(names, whole) | dict(zip(told, values, strict=True)), whole


def _grouped(cells: Collection[Cell], place: int) -> dict[Mark, list[Cell]]:
    found: dict[Mark, list[Cell]] = {}
    for cell in cells:
        found.setdefault(cell[place], []).append(cell)
    return found


def _groups(
    rows: Mapping[Mark, list[Cell]], column: Mapping[Mark, int], hidden: Collection[Key]
) -> Iterator[tuple[dict[Mark, int], list[Cell]]]:
    """The groups on which f is 1, f being 0 on the other hidden cells: row[r] is chosen where the school's total is shown.

    A school whose hidden cells all get the same value joins or stays out at will: then it stays out, or makes a group alone.
    """
    row: dict[Mark, int] = {}
    group: list[Cell] = []
    free: list[Mark] = []
    for name, cells in rows.items():
        low, high = min(column[cell[1]] for cell in cells), max(column[cell[1]] for cell in cells)
        if (name, ALL) in hidden:
            if low < 0 or high > 1:
                return
            group += [cell for cell in cells if column[cell[1]] == 1]
            continue
        if high - low > 1:
            return
        row[name] = -low
        group += [cell for cell in cells if column[cell[1]] > low]
        free += [name] if high == low else []
    if group:
        yield row, group
        return
    for name in free:
        yield row | {name: row[name] + 1}, rows[name]


def protect(
    counts: Counts,
    *,
    minimum: int,
    also: Sequence[Layer] = (),
    hidden: Collection[Key] = (),
    earlier: Earlier | None = None,
    city_only: bool = False,
) -> Pattern:
    """What to hide of a table with these counts.

    `also`: further groups that must not be readable. `hidden`: sums that stay hidden in any case. `earlier`: what was shown of
    the same frame before; both together then give away no group that was too small both times, and what was hidden is
    hidden again rather than something else. `city_only`: nothing but the total of all is ever shown.
    """
    table = Table(tuple(sorted(counts, key=str)))
    layers = (Layer(counts), *also)
    found = {key: FEW for key, cells in table.sums.items() if layers[0].is_small(cells, minimum)}
    for key, cells in table.sums.items():
        if key in hidden or any(layer.is_small(cells, minimum) for layer in also):
            found.setdefault(key, LINKED)
    if city_only:
        return Pattern(tuple(table.sums), found | {key: LEADERS for key in table.sums if key != (ALL, ALL)})
    guard = _Guard(table, layers, minimum, earlier)
    must = frozenset(found)
    return Pattern(tuple(table.sums), found | dict.fromkeys(guard.completed(must) - must, LINKED))


@dataclass(frozen=True)
class _Guard:
    """Hides more, the least valuable first, until the table is safe; then shows again what need not be hidden."""

    table: Table
    layers: tuple[Layer, ...]
    minimum: int
    earlier: Earlier | None

    def completed(self, must: frozenset[Key]) -> frozenset[Key]:
        """The hidden sums, those that must be included."""
        hidden = set(must)
        while weakness := self._weakness(hidden):
            hidden.add(self._next(*weakness))
        for key in sorted(hidden - must, key=self._worth, reverse=True):
            if not self._weakness(hidden - {key}):
                hidden.discard(key)
        return frozenset(hidden)

    def _weakness(self, hidden: Collection[Key]) -> tuple[_Found, frozenset[Key]] | None:
        """A small group that can be worked out, and the sums of which one has to be hidden against it."""
        found = next((found for found, group in self.table.groups(hidden) if self._is_small(group)), None)
        if found:
            return found, frozenset(self.table.sums) - frozenset(hidden)
        return self._weakness_with_earlier(frozenset(hidden))

    def _weakness_with_earlier(self, hidden: frozenset[Key]) -> tuple[_Found, frozenset[Key]] | None:
        """Both times together show whatever was shown in either. What the earlier time showed alone was not too small then."""
        if self.earlier is None or self.earlier.keys != frozenset(self.table.sums) or self.earlier.hidden <= hidden:
            return None
        for found, group in self.table.groups(self.earlier.hidden & hidden):
            if self._is_small(group) and not self._was_shown(set(group)):
                return found, self.earlier.hidden - hidden
        return None

    def _was_shown(self, group: set[Cell]) -> bool:
        """Whether it holds a group that followed from the earlier sums alone: then it was large enough."""
        shown = self.table.groups(self.earlier.hidden) if self.earlier else ()
        return any(group.issuperset(one) for _, one in shown)

    def _is_small(self, group: Collection[Cell]) -> bool:
        return any(layer.is_small(group, self.minimum) for layer in self.layers)

    def _next(self, found: _Found, pool: frozenset[Key]) -> Key:
        """The sum to hide against a group: the least valuable one that it is worked out with."""
        cells = [self.table.key(cell) for cell in self.table.cells if found.weight(cell)]
        used = pool.intersection(cells) or pool.intersection(_totals(found)) or pool
        return min(used, key=self._worth)

    def _worth(self, key: Key) -> tuple[bool, int, int, str]:
        """How much is lost by hiding it: what an earlier table hid is no loss, a cell less than a total, few less than many."""
        kind = (key[0] == ALL) * 2 + (key[1] == ALL)
        people = sum(self.layers[0].counts[cell] for cell in self.table.sums[key])
        return not (self.earlier and key in self.earlier.hidden), kind, people, str(key)


def _totals(found: _Found) -> list[Key]:
    """The totals that a group is worked out with."""
    used: list[Key] = [(name, ALL) for name, part in found.row.items() if part]
    used += [(ALL, name) for name, part in found.column.items() if part != found.whole]
    return used + ([(ALL, ALL)] if found.whole else [])
