"""From sums to figures: the suppression engine decides for each subject, hidden ones lose their numbers."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from surveys.counting.cells import CellSum, ItemSum, SectionPlan, item_moments, top_share
from surveys.counting.reading import NOWHERE, PartSum
from surveys.models import Audience, Campaign, Figure, Subject, Tally
from surveys.questionnaire import Item
from surveys.suppression import ALL, Counts, Earlier, Key, Pattern, Table, protect

Subjects = tuple[str, str]  # what the figure is about, its code
NO_SUBJECT: Subjects = ("", "")
PLACES = 6  # of a stored mean: more than anybody reads, fewer than would tell machines apart
FEWEST_FOR_ALPHA = 30


@dataclass(frozen=True)
class Before:
    """What was shown of the same group earlier, by subject. `binding`: it is the same counting, so what was hidden stays so."""

    subjects: Mapping[Subjects, Earlier] = field(default_factory=dict)
    binding: bool = False


@dataclass(frozen=True)
class Release:
    """Figures of a group; `texts` says for each item with written answers which schools' may be kept."""

    figures: tuple[Figure, ...]
    texts: Mapping[str, Pattern]


def release(tally: Tally, found: PartSum, before: Before) -> Release:
    """Figures of everything that was added up of a group."""
    return _Releaser(tally, found, before).all()


class _Releaser:
    def __init__(self, tally: Tally, found: PartSum, before: Before) -> None:
        self.tally, self.found, self.before = tally, found, before
        campaign: Campaign = tally.campaign
        self.minimum, self.open_minimum = campaign.minimum, campaign.open_minimum
        self.city_only = found.part.audience == Audience.LEADERS
        self.table = Table(tuple(sorted(found.cells, key=str)))
        self.sums = {key: found.merged(cells) for key, cells in self.table.sums.items()} if found.cells else {}
        self.known: dict[Any, Pattern] = {}

    def all(self) -> Release:
        """Responses first: where they are hidden, everything is."""
        if not self.sums:
            return Release((), {})
        base = self._pattern(lambda cell: cell.base, (Subject.BASE, ""), hidden=self._never())
        figures = [self._figure(key, (Subject.BASE, ""), base, {"n": one.base}) for key, one in self.sums.items()]
        shown: dict[str, Pattern] = {}
        texts: dict[str, Pattern] = {}
        for code, item in self.found.plan.items.items():
            pattern = self._item_pattern(item, base)
            shown[code] = pattern
            if item.is_text:
                texts[code] = pattern
            figures += [
                self._figure(key, (Subject.ITEM, code), pattern, _item_values(item, one.items[code]))
                for key, one in self.sums.items()
                if key[1] == ALL or not item.is_text
            ]
        for section in self.found.plan.sections:
            figures += self._section_figures(section, base, shown)
        return Release(tuple(one for one in figures if one is not None), texts)

    # --- Patterns -----------------------------------------------------------------------------------------------
    def _never(self) -> frozenset[Key]:
        """What has no name: answers without a school, and answers without a stage beside stages."""
        nameless = {key for key in self.sums if key[0] == NOWHERE}
        if len(self.table.columns) > 1:
            nameless |= {key for key in self.sums if key[1] == ""}
        return frozenset(nameless)

    def _pattern(
        self,
        count: Callable[[CellSum], int],
        subject: Subjects,
        *,
        hidden: frozenset[Key],
        minimum: int = 0,
    ) -> Pattern:
        """The engine's answer; counts that many items share are worked out once."""
        counts: Counts = {cell: count(one) for cell, one in self.found.cells.items()}
        earlier = self.before.subjects.get(subject)
        if earlier and self.before.binding:
            hidden |= earlier.hidden & frozenset(self.sums)
        key = (tuple(counts.items()), hidden, minimum, earlier)
        if key not in self.known:
            self.known[key] = protect(
                counts, minimum=minimum or self.minimum, hidden=hidden, earlier=earlier, city_only=self.city_only
            )
        return self.known[key]

    def _item_pattern(self, item: Item, base: Pattern) -> Pattern:
        """Written answers are kept by school alone, and need more people."""
        hidden = frozenset(base.hidden)
        if item.is_text:
            hidden |= {key for key in self.sums if key[1] != ALL}
        return self._pattern(
            lambda cell: cell.items[item.code].n,
            (Subject.ITEM, item.code),
            hidden=hidden,
            minimum=self.open_minimum if item.is_text else self.minimum,
        )

    def _section_figures(
        self, section: SectionPlan, base: Pattern, items: Mapping[str, Pattern]
    ) -> Iterator[Figure | None]:
        """Scores of persons; where their mean beside the items' would tell of a few, the mean of the items' shown means."""
        subject = (Subject.SECTION, section.code)
        pattern = self._pattern(
            lambda cell: cell.sections[section.code].scores.n, subject, hidden=frozenset(base.hidden)
        )
        exact = self._of_persons(section, frozenset(pattern.hidden))
        for key, one in self.sums.items():
            found = one.sections[section.code]
            mean = found.scores.mean if exact.shows(key) else self._of_items(key, one, section, items)
            values: dict[str, Any] = {"n": found.scores.n, "mean": mean, "sd": found.scores.sd}
            if section.scale:
                values["top"] = top_share(found.points, section.scale)
                values["distribution"] = {point.code: found.points[point.code] for point in section.scale.points}
            yield self._figure(key, subject, pattern, values)

    def _of_persons(self, section: SectionPlan, hidden: frozenset[Key]) -> Pattern:
        """Where the mean of persons' scores may be shown beside the means of the items, whatever of these is shown.

        Score sums less item sums, each item with a weight of its own in every place, leave somebody at each place whose
        scores are in it: who answered everything is left out only by the weight 1/k for all items, and that leaves everybody
        who answered a part. So at least the fewer of the two are told of, and over all places they have to be many.
        """
        return self._pattern(lambda cell: cell.sections[section.code].left_over(section), NO_SUBJECT, hidden=hidden)

    def _of_items(
        self, key: Key, found: CellSum, section: SectionPlan, patterns: Mapping[str, Pattern]
    ) -> float | None:
        shown = [code for code in section.items if patterns[code].shows(key)]
        means = [item_moments(self.found.plan.items[code], found.items[code]).mean for code in shown]
        known = [mean for mean in means if mean is not None]
        return sum(known) / len(known) if known else None

    # --- Figures ------------------------------------------------------------------------------------------------
    def _figure(self, key: Key, subject: Subjects, pattern: Pattern, values: Mapping[str, Any]) -> Figure | None:
        if key in self._never() or (self.city_only and key != (ALL, ALL) and subject[0] != Subject.BASE):
            return None
        made = Figure(
            tally=self.tally, part=self.found.part, school_id=None if key[0] == ALL else key[0],
            stage="" if key[1] == ALL else key[1], subject=subject[0], code=subject[1], hidden=pattern.hidden.get(key, ""),
        )  # fmt: skip
        if subject[0] == Subject.BASE and key[1] == ALL:
            invited = self.found.invited
            made.invited = sum(invited.values()) if key[0] == ALL else invited[int(key[0])]
        if not made.hidden:
            for name, value in values.items():
                setattr(made, name, round(value, PLACES) if isinstance(value, float) else value)
        return made


def _item_values(item: Item, found: ItemSum) -> dict[str, Any]:
    moments = item_moments(item, found)
    values: dict[str, Any] = {"n": found.n, "na": found.na, "mean": moments.mean, "sd": moments.sd}
    if item.scale:
        values["distribution"] = {point.code: found.points[point.code] for point in item.scale.points}
        if item.measures:
            values["top"] = top_share(found.points, item.scale, reverse=item.reverse)
    return values


def earlier_of(figures: Any) -> dict[Subjects, Earlier]:
    """What was shown by figures of one group: rows of (school, stage, subject, code, hidden)."""
    keys: dict[Subjects, set[Key]] = {}
    hidden: dict[Subjects, set[Key]] = {}
    for school, stage, subject, code, why in figures:
        key: Key = (school or ALL, stage or ALL)
        keys.setdefault((subject, code), set()).add(key)
        if why:
            hidden.setdefault((subject, code), set()).add(key)
    return {subject: Earlier(frozenset(found), frozenset(hidden.get(subject, ()))) for subject, found in keys.items()}


def schools_shown(pattern: Pattern) -> frozenset[int]:
    """Schools whose written answers may be kept with their name."""
    shown = (key[0] for key in pattern.keys if pattern.shows(key) and key[1] == ALL)
    return frozenset(school for school in shown if isinstance(school, int) and school != NOWHERE)
