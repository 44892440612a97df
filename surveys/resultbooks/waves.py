"""The same questions asked again: how the answers changed, in numbers and in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from hdr_portal.lib.linecharts import Line as Trend
from hdr_portal.lib.linecharts import Point
from surveys.models import Subject
from surveys.queries.results import About, PartResults, Shown
from surveys.questionnaire import POLISH, Item, Questionnaire, say
from surveys.questionnaires import questionnaire_of
from surveys.resultbooks.words import Measure, mean_words, measure, signed
from surveys.statistics import UNCLEAR, Change, Sample, change

LARGEST = 5
BROKEN = "zmienione pytanie"


@dataclass(frozen=True)
class ChangeRow:
    """An item or section in this wave and in the one before."""

    code: str
    title: str
    is_section: bool
    before: Measure
    now: Measure
    comparable: bool
    change: Change | None

    @property
    def words(self) -> str:
        """Wzrost, spadek, bez wyraźnej zmiany; or why nothing can be said."""
        if not self.comparable:
            return BROKEN
        return self.change.words if self.change else ""

    @property
    def difference(self) -> str:
        """„+0,32”."""
        return signed(self.change.difference) if self.change else ""

    @property
    def interval(self) -> str:
        """„od +0,10 do +0,54”."""
        return f"od {signed(self.change.low)} do {signed(self.change.high)}" if self.change else ""

    @property
    def is_clear(self) -> bool:
        """Whether the answers did change."""
        return self.change is not None and self.change.words != UNCLEAR

    @property
    def size(self) -> float:
        """How far the answers moved."""
        return abs(self.change.difference) if self.change else 0.0


@dataclass(frozen=True)
class TrendBook:
    """A section over all waves."""

    title: str
    line: Trend
    points: tuple[tuple[str, Measure, bool], ...]  # wave, figure, whether it continues the one before

    @property
    def words(self) -> str:
        """The line in words."""
        told = [f"{wave}: {figure.mean_words}" for wave, figure, _ in self.points]
        return f"{self.title}. " + "; ".join(told)


@dataclass(frozen=True)
class WaveBook:
    """The changes of a group between this wave and the one before, and its trends."""

    title: str
    before: str
    now: str
    rows: tuple[ChangeRow, ...]
    trends: tuple[TrendBook, ...]

    @property
    def sections(self) -> tuple[ChangeRow, ...]:
        """Rows of sections."""
        return tuple(row for row in self.rows if row.is_section)

    @property
    def items(self) -> tuple[ChangeRow, ...]:
        """Rows of items."""
        return tuple(row for row in self.rows if not row.is_section)

    @property
    def clear(self) -> tuple[ChangeRow, ...]:
        """The largest changes that are no chance."""
        return tuple(row for row in self.largest if row.is_clear)

    @property
    def largest(self) -> tuple[ChangeRow, ...]:
        """The items that changed most; a clear change goes before one that may be chance."""
        known = [row for row in self.items if row.change]
        return tuple(sorted(known, key=lambda row: (not row.is_clear, -row.size, row.code))[:LARGEST])


def wave_book(found: Sequence[PartResults]) -> WaveBook | None:
    """The waves of a group at one place, the oldest first; None when there is only one."""
    if len(found) < 2:
        return None
    contents = [questionnaire_of(one.part.instrument) for one in found]
    before, now = found[-2], found[-1]
    rows = [
        *_section_rows(before, now, contents[-2], contents[-1]),
        *_item_rows(before, now, contents[-2], contents[-1]),
    ]
    return WaveBook(
        title=str(now.part.get_audience_display()),
        before=before.part.campaign.wave,
        now=now.part.campaign.wave,
        rows=tuple(rows),
        trends=tuple(_trends(found, contents)),
    )


# --- Whether it is the same question --------------------------------------------------------------------------------
def wording(item: Item) -> tuple[object, ...]:
    """What makes two versions of an item the same question: surveys.models.Item.wording, and the answers offered."""
    return item.kind, item.scale, item.reverse, item.text, item.easy


def same_item(code: str, one: Questionnaire, other: Questionnaire) -> bool:
    """Whether both ask the item in the same words."""
    return code in one.item and code in other.item and wording(one.item[code]) == wording(other.item[code])


def same_section(code: str, one: Questionnaire, other: Questionnaire) -> bool:
    """Whether the measuring items of the section are the same in both."""
    return _measuring(code, one) == _measuring(code, other) != []


def _measuring(code: str, content: Questionnaire) -> list[tuple[str, tuple[object, ...]]]:
    found = [section for section in content.sections if section.code == code]
    return sorted(
        ((item.code, wording(item)) for section in found for item in section.items if item.measures),
        key=lambda one: one[0],
    )


# --- Rows -----------------------------------------------------------------------------------------------------------
def _section_rows(before: PartResults, now: PartResults, old: Questionnaire, new: Questionnaire) -> list[ChangeRow]:
    return [
        _row(
            before,
            now,
            (Subject.SECTION, section.code),
            say(section.title, POLISH),
            comparable=same_section(section.code, old, new),
        )
        for section in new.sections
        if now.of(Subject.SECTION, section.code) and before.of(Subject.SECTION, section.code)
    ]


def _item_rows(before: PartResults, now: PartResults, old: Questionnaire, new: Questionnaire) -> list[ChangeRow]:
    return [
        _row(before, now, (Subject.ITEM, item.code), say(item.text, POLISH), comparable=same_item(item.code, old, new))
        for item in new.items()
        if item.measures and item.code in old.item
    ]


def _row(before: PartResults, now: PartResults, about: About, title: str, *, comparable: bool) -> ChangeRow:
    was, is_now = before.of(*about), now.of(*about)
    found = change(*samples) if comparable and (samples := _samples(was, is_now)) else None
    return ChangeRow(about[1], title, about[0] == Subject.SECTION, measure(was), measure(is_now), comparable, found)


def _samples(*shown: Shown | None) -> tuple[Sample, Sample] | None:
    made = [
        Sample(one.n, one.mean, one.sd or 0.0)
        for one in shown
        if one and not one.hidden and one.n and one.mean is not None
    ]
    return (made[0], made[1]) if len(made) == 2 else None


# --- Trends ---------------------------------------------------------------------------------------------------------
def _trends(found: Sequence[PartResults], contents: Sequence[Questionnaire]) -> list[TrendBook]:
    books = []
    for section in contents[-1].sections:
        scales = [item.scale.range for item in section.items if item.measures and item.scale]
        if len(set(scales)) == 1:
            points = _points(found, contents, section.code)
            books.append(TrendBook(say(section.title, POLISH), _line(points, scales[0]), points))
    return books


def _points(
    found: Sequence[PartResults], contents: Sequence[Questionnaire], code: str
) -> tuple[tuple[str, Measure, bool], ...]:
    points = []
    for place, results in enumerate(found):
        continues = place > 0 and same_section(code, contents[place - 1], contents[place])
        points.append((results.part.campaign.wave, measure(results.of(Subject.SECTION, code)), continues))
    return tuple(points)


def _line(points: Sequence[tuple[str, Measure, bool]], scale: tuple[int, int]) -> Trend:
    drawn = tuple(
        Point(wave, figure.mean if figure.shown else None, mean_words(figure.mean) if figure.shown else "", continues)
        for wave, figure, continues in points
    )
    return Trend(drawn, scale[0], scale[1])
