"""Two versions of a questionnaire side by side: which questions go on, and where a line over time breaks. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from surveys.questionnaire import Item, Questionnaire, Scale, Texts

NEW, GONE, CHANGED, SAME = "new", "gone", "changed", "same"


@dataclass(frozen=True)
class ItemChange:
    """One question in two versions. `reasons`: why results are not compared, in Polish; none where they are."""

    code: str
    outcome: str
    before: Item | None
    after: Item | None
    reasons: tuple[str, ...] = ()

    @property
    def item(self) -> Item:
        """The question as it stands, or as it last stood."""
        found = self.after or self.before
        assert found is not None  # noqa: S101 - a change is of something
        return found


def changes_between(before: Questionnaire, after: Questionnaire) -> list[ItemChange]:
    """All questions of both, those of the later one first, in their order."""
    found = [_change(before.item.get(item.code), item) for item in after.items()]
    gone = (item for item in before.items() if item.code not in after.item)
    return found + [ItemChange(item.code, GONE, item, None) for item in gone]


def _change(before: Item | None, after: Item) -> ItemChange:
    if before is None:
        return ItemChange(after.code, NEW, None, after)
    reasons = tuple(breaks_of(before, after))
    return ItemChange(after.code, CHANGED if reasons else SAME, before, after, reasons)


def breaks_of(before: Item, after: Item) -> Iterator[str]:
    """Why results of two versions of a question cannot stand on one line; nothing when they can.

    A language that was added asks nobody anew; a wording that was changed in any language does.
    """
    if before.kind != after.kind:
        yield "inny rodzaj pytania"
    if _reworded(before.text, after.text):
        yield "inne brzmienie"
    if _reworded(before.easy, after.easy):
        yield "inne brzmienie proste"
    if _points(before.scale) != _points(after.scale) or _relabelled(before.scale, after.scale):
        yield "inne odpowiedzi do wyboru"
    if before.reverse != after.reverse:
        yield "zmiana odwrócenia"
    if before.limit != after.limit:
        yield "inna dozwolona liczba odpowiedzi"
    if _condition(before) != _condition(after):
        yield "inny warunek pokazania"


def _reworded(before: Texts, after: Texts) -> bool:
    if not before or not after:
        return bool(before) != bool(after)
    return any(before[code] != after[code] for code in before if code in after)


def _points(scale: Scale | None) -> list[tuple[str, int | None]]:
    return [(point.code, point.value) for point in scale.points] if scale else []


def _relabelled(before: Scale | None, after: Scale | None) -> bool:
    if before is None or after is None:
        return False
    return any(_reworded(one.label, other.label) for one, other in zip(before.points, after.points, strict=False))


def _condition(item: Item) -> object:
    return item.show_if.condition if item.show_if else None
