"""The same construct as pupils, teachers, leaders and parents see it, and where they see it differently."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hdr_portal.lib import polish
from surveys.models import Audience, Subject
from surveys.queries.results import PartResults, Shown
from surveys.questionnaire import POLISH, Section, say
from surveys.questionnaires import questionnaire_of
from surveys.resultbooks.words import Measure, measure
from surveys.statistics import rescaled

DIVERGENCE = 0.5  # points of the scale 1–5
ORDER = (
    Audience.PUPILS_1_3,
    Audience.PUPILS_4_8,
    Audience.TEACHERS,
    Audience.LEADERS,
    Audience.PARENTS,
    Audience.STAFF,
)
NAMED = {audience: str(audience.label) for audience in ORDER}


@dataclass(frozen=True)
class View:
    """One group's score on the scale 1–5, and from where it comes."""

    audience: str
    label: str
    figure: Measure
    source: str
    rescaled: bool


@dataclass(frozen=True)
class ConstructRow:
    """A construct with the view of each group (None: not asked) and the sentences on what differs."""

    code: str
    title: str
    views: tuple[View | None, ...]
    divergences: tuple[str, ...]
    heads: tuple[str, ...] = ()

    @property
    def gap(self) -> str:
        """How far the groups lie apart at most."""
        means = [round(view.figure.mean, 2) for view in self.views if view and view.figure.mean is not None]
        return polish.number(round(max(means) - min(means), 2), 2) if len(means) > 1 else ""

    @property
    def cells(self) -> list[tuple[str, View | None]]:
        """Views with the heads of their columns."""
        return list(zip(self.heads, self.views, strict=True))


@dataclass(frozen=True)
class Views:
    """Constructs that at least two groups were asked about."""

    heads: tuple[str, ...]
    rows: tuple[ConstructRow, ...]

    @property
    def divergent(self) -> int:
        """Constructs on which groups differ."""
        return sum(bool(row.divergences) for row in self.rows)

    @property
    def has_rescaled(self) -> bool:
        """Whether some score was brought to the scale 1–5."""
        return any(view.rescaled for row in self.rows for view in row.views if view)


def views_of(found: Sequence[PartResults]) -> Views:
    """Side by side. `found`: groups of the campaign first, then those of others of the same wave; the first that asks counts."""
    asked: dict[str, dict[str, View]] = {}
    titles: dict[str, str] = {}
    for results in found:
        for section in questionnaire_of(results.part.instrument).sections:
            shown = results.of(Subject.SECTION, section.code)
            if not section.construct or shown is None:
                continue
            titles.setdefault(section.construct, say(section.title, POLISH))
            asked.setdefault(section.construct, {}).setdefault(results.part.audience, _view(results, section, shown))
    compared = {code: views for code, views in asked.items() if len(views) > 1}
    heads = [audience for audience in ORDER if any(audience in views for views in compared.values())]
    named = tuple(NAMED[one] for one in heads)
    rows = tuple(
        ConstructRow(code, titles[code], tuple(map(views.get, heads)), tuple(_divergences(views.values())), named)
        for code, views in compared.items()
    )
    return Views(named, rows)


def _view(results: PartResults, section: Section, shown: Shown) -> View:
    """A section whose items do not share a range has no score on 1–5: then it says nothing here."""
    ranges = {item.scale.range for item in section.items if item.measures and item.scale}
    figure = measure(shown)
    low, high = min(ranges, default=(1, 5)) if len(ranges) == 1 else (1, 5)
    if figure.shown and figure.mean is not None and (low, high) != (1, 5):
        figure = Measure(True, "", figure.n, rescaled(figure.mean, low, high), figure.top)
    elif figure.shown and len(ranges) > 1:
        figure = Measure(True, "", figure.n, None, None)
    part = results.part
    return View(part.audience, NAMED[Audience(part.audience)], figure, part.campaign.name, (low, high) != (1, 5))


def _divergences(views: Iterable[View]) -> list[str]:
    """A sentence for each group that stands above others, the widest gap first."""
    known = [(view, round(view.figure.mean, 2)) for view in views if view.figure.mean is not None]
    gaps = [(round(mean - theirs, 2), view.label, other.label) for view, mean in known for other, theirs in known]
    below: dict[str, list[str]] = {}
    for gap, label, other in sorted(gaps, reverse=True):
        if gap >= DIVERGENCE:
            below.setdefault(label, []).append(f"{other} (o {polish.number(gap, 2)} pkt)")
    return [f"{label} oceniają wyżej niż {', '.join(others)}" for label, others in below.items()]
