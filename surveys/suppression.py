"""The one suppression engine: which numbers of a table school × stage may be shown so that no small group can be read.

Pure. A table holds the number of answers of each cell (school, stage); shown may be the cells, the total of a school, the
total of a stage and the total of all. Too small is what has fewer answers than the minimum; it is hidden. Then more is hidden
until nothing can be worked out of what is left, by adding and taking away, that tells of fewer people than the minimum:
no hidden cell, no several hidden cells together, no difference between two of them. Whatever is counted of the same people
(means × n, distributions) adds up in the same way, so a table that is safe for the counts is safe for these too.

The check is exact linear algebra. Of what is hidden, the shown sums give away the combinations f(r, c) = row[r] + column[c],
where row[r] is 0 unless the school's total is shown, and column[c] is the same for all stages whose total is hidden (0 if
the total of all is hidden too). A combination tells of the people in the cells where f is not 0. Only which columns are
equal, and which are 0, matters: a handful of stages has few such arrangements, and within one each school is best left out
as far as it can be. So the fewest people that anything tells of are found without search. tests/surveys_results hold
it against rational elimination.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

ALL = "*"  # all schools, or all stages
FEW, LINKED, LEADERS = "few", "linked", "leaders"

Mark = str | int
Cell = tuple[Mark, Mark]  # (school, stage)
Key = tuple[Mark, Mark]  # a cell or a total: (school, ALL), (ALL, stage), (ALL, ALL)
Counts = Mapping[Cell, int]


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
class Combination:
    """What can be worked out: f, and the hidden cells of whose people it tells."""

    row: Mapping[Mark, int]
    column: Mapping[Mark, int]
    whole: int
    cells: frozenset[Cell]

    def weight(self, cell: Cell) -> int:
        """The value of f at a cell, also at one that is shown."""
        return self.row.get(cell[0], 0) + self.column.get(cell[1], self.whole)

    def totals(self) -> list[Key]:
        """The totals that it is worked out with."""
        used: list[Key] = [(name, ALL) for name, part in self.row.items() if part]
        used += [(ALL, name) for name, part in self.column.items() if part != self.whole]
        return used + ([(ALL, ALL)] if self.whole else [])


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

    def combinations(self, hidden: Collection[Key], people: Counts) -> Iterator[Combination]:
        """What follows from the sums that are not hidden about the cells of `people`; among them what tells of the fewest."""
        covered = [cell for cell in people if self.key(cell) in hidden]
        rows = _grouped(covered, 0)
        for column, whole in self._arrangements(hidden, list(_grouped(covered, 1))):
            yield from _best(rows, column, whole, hidden, people)

    def _arrangements(self, hidden: Collection[Key], names: list[Mark]) -> Iterator[tuple[dict[Mark, int], int]]:
        """Values of column[c] for the stages with hidden cells: one number a class of equal ones, 0 for a class or none."""
        silent = frozenset(name for name in names if (ALL, name) not in self.sums or (ALL, name) in hidden)
        for classes in _partitions(names):
            where = next((number for number, one in enumerate(classes) if silent & set(one)), None)
            if where is not None and not silent <= set(classes[where]):
                continue
            for zero in range(-1, len(classes)):
                column = {name: 0 if n == zero else n + 1 for n, one in enumerate(classes) for name in one}
                whole = 0 if where is None else column[classes[where][0]]
                if whole == 0 or (ALL, ALL) not in hidden:
                    yield column, whole


def _grouped(cells: Collection[Cell], place: int) -> dict[Mark, list[Cell]]:
    found: dict[Mark, list[Cell]] = {}
    for cell in cells:
        found.setdefault(cell[place], []).append(cell)
    return found


def _partitions(names: list[Mark]) -> Iterator[list[list[Mark]]]:
    """All ways to put names into classes."""
    if not names:
        yield []
        return
    for classes in _partitions(names[1:]):
        yield [[names[0]], *classes]
        for number, one in enumerate(classes):
            yield [*classes[:number], [names[0], *one], *classes[number + 1 :]]


def _best(
    rows: Mapping[Mark, list[Cell]], column: Mapping[Mark, int], whole: int, hidden: Collection[Key], people: Counts
) -> Iterator[Combination]:
    """Each school is left out as far as possible; where all are left out wholly, each in turn is not."""
    choices = {name: _choices(cells, column, people, is_told=(name, ALL) not in hidden) for name, cells in rows.items()}
    best = {name: found[0] for name, found in choices.items()}
    if any(cells for _, cells in best.values()):
        yield _combination(best, column, whole)
        return
    for name, found in choices.items():
        for choice in found:
            if choice[1]:
                yield _combination(best | {name: choice}, column, whole)
                break


Choice = tuple[int, frozenset[Cell]]  # the value of row[r], the cells that f then touches


def _choices(cells: list[Cell], column: Mapping[Mark, int], people: Counts, *, is_told: bool) -> list[Choice]:
    """What row[r] can be, what touches the fewest people first."""
    values = {-column[cell[1]] for cell in cells} | {max(column.values()) + 1} if is_told else {0}
    found = [(value, frozenset(cell for cell in cells if column[cell[1]] + value)) for value in sorted(values)]
    return sorted(found, key=lambda one: (sum(people[cell] for cell in one[1]), len(one[1])))


def _combination(chosen: Mapping[Mark, Choice], column: Mapping[Mark, int], whole: int) -> Combination:
    cells = frozenset().union(*(cells for _, cells in chosen.values()))
    return Combination({name: value for name, (value, _) in chosen.items()}, column, whole, cells)


def protect(
    counts: Counts,
    *,
    minimum: int,
    hidden: Collection[Key] = (),
    earlier: Earlier | None = None,
    city_only: bool = False,
) -> Pattern:
    """What to hide of a table with these counts.

    `hidden`: sums that stay hidden in any case. `earlier`: what was shown of the same frame before; both together then give
    away no group that was too small both times, and what was hidden is hidden again rather than something else.
    `city_only`: nothing but the total of all is ever shown.
    """
    table = Table(tuple(sorted(counts, key=str)))
    counts = {cell: counts[cell] for cell in table.cells}  # the same counts hide the same, in whatever order they come
    found = {key: FEW for key, cells in table.sums.items() if sum(counts[cell] for cell in cells) < minimum}
    for key in table.sums:
        if key in hidden:
            found.setdefault(key, LINKED)
    if city_only:
        return Pattern(tuple(table.sums), found | {key: LEADERS for key in table.sums if key != (ALL, ALL)})
    guard = _Guard(table, counts, minimum, earlier)
    must = frozenset(found)
    return Pattern(tuple(table.sums), found | dict.fromkeys(guard.completed(must) - must, LINKED))


@dataclass(frozen=True)
class _Guard:
    """Hides more, the least valuable first, until the table is safe; then shows again what need not be hidden."""

    table: Table
    counts: Counts
    minimum: int
    earlier: Earlier | None

    def completed(self, must: frozenset[Key]) -> frozenset[Key]:
        """The hidden sums, those that must be included."""
        hidden = set(must)
        while weakness := self.weakness(frozenset(hidden)):
            hidden.add(self._next(*weakness))
        for key in sorted(hidden - must, key=self._worth, reverse=True):
            if not self.weakness(frozenset(hidden - {key})):
                hidden.discard(key)
        return frozenset(hidden)

    @cached_property
    def _peoples(self) -> list[Counts]:
        """Without the cells of nobody, where f may be anything; and with them, as nobody is a secret too."""
        return [{cell: n for cell, n in self.counts.items() if n}, self.counts]

    def _small(self, hidden: frozenset[Key]) -> Iterator[tuple[Combination, Counts]]:
        for people in self._peoples:
            for found in self.table.combinations(hidden, people):
                if sum(people[cell] for cell in found.cells) < self.minimum:
                    yield found, people

    def weakness(self, hidden: frozenset[Key]) -> tuple[Combination, frozenset[Key]] | None:
        """Something that tells of too few, and the sums of which one has to be hidden against it."""
        found = next(self._small(hidden), None)
        if found:
            return found[0], frozenset(self.table.sums) - hidden
        return self._weakness_with_earlier(hidden)

    def _weakness_with_earlier(self, hidden: frozenset[Key]) -> tuple[Combination, frozenset[Key]] | None:
        """Both times together show whatever was shown in either. What the earlier time showed alone was not too small then."""
        if self.earlier is None or self.earlier.keys != frozenset(self.table.sums) or self.earlier.hidden <= hidden:
            return None
        for found, people in self._small(self.earlier.hidden & hidden):
            if not self._was_shown(found.cells, people):
                return found, self.earlier.hidden - hidden
        return None

    def _was_shown(self, cells: frozenset[Cell], people: Counts) -> bool:
        """Whether the earlier sums alone told of people within these cells: then those were enough."""
        elsewhere = {cell: int(cell not in cells) for cell in people}
        shown = self.table.combinations(self.earlier.hidden, elsewhere) if self.earlier else ()
        return any(one.cells <= cells for one in shown)

    def _next(self, found: Combination, pool: frozenset[Key]) -> Key:
        """The sum to hide against a combination: the least valuable one that it is worked out with."""
        cells = [self.table.key(cell) for cell in self.table.cells if found.weight(cell)]
        used = pool.intersection(cells) or pool.intersection(found.totals()) or pool
        return min(used, key=self._worth)

    def _worth(self, key: Key) -> tuple[bool, int, int, str]:
        """How much is lost by hiding it: what an earlier table hid is no loss, a cell less than a total, few less than many."""
        kind = (key[0] == ALL) * 2 + (key[1] == ALL)
        people = sum(self.counts[cell] for cell in self.table.sums[key])
        return not (self.earlier and key in self.earlier.hidden), kind, people, str(key)
