"""A row of the board as the page shows it: with its trend, its forecast and who answers for it; and the board's filters."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.text import slugify

from monitoring.forecast import Forecast, forecast
from monitoring.queries import BoardRow
from monitoring.standing import Rule
from monitoring.trend import Trend, trend_of
from schedule.models import Plan, Step

WHAT_GROWS = {Rule.MIN_PER_SCHOOL: "jednostki", Rule.BEST_BY_GROUP: "najsłabsza grupa"}
NOBODY = "nie wskazano"


@dataclass(frozen=True)
class Line:
    """A row with what the board adds to it. `owner`: the responsible people as the plan writes them."""

    row: BoardRow
    trend: Trend
    forecast: Forecast
    owner: str

    @property
    def owner_key(self) -> str:
        """The owner in the page's address."""
        return owner_key(self.owner)

    @property
    def what_grows(self) -> str:
        """What the small chart shows where it is not the number of the board itself."""
        return WHAT_GROWS.get(self.row.question.rule, "")

    @property
    def monthly(self) -> list[float]:
        """The number month by month."""
        return [float(value) for _, value in self.trend.months]

    @property
    def aim(self) -> float:
        """The height of the target in the small chart."""
        if self.row.question.rule == Rule.MIN_PER_SCHOOL:
            return len(self.row.standing.members)
        return float(min((one.target for one in self.row.standing.comparisons), default=0))

    @property
    def has_gap(self) -> bool:
        """Whether something is still owed: the target, a unit's record, or the proof of what was declared."""
        standing = self.row.standing
        unproved = any(one.declared > one.evidenced for one in standing.comparisons)
        return unproved or not all(one.reached for one in standing.comparisons) or not standing.comparisons


@dataclass(frozen=True)
class Wish:
    """Which lines are wanted; an empty field asks nothing."""

    status: str = ""
    action: int | None = None
    owner: str = ""
    gaps: bool = False


def lines_of(
    plan: Plan, rows: Sequence[BoardRow], as_of: datetime.date, owners: dict[int, str] | None = None
) -> list[Line]:
    """The rows as lines, in their order: one query for who is responsible, where the caller has not asked yet."""
    owners = owners_by_step(plan) if owners is None else owners
    return [_line(row, plan, owners, as_of) for row in rows]


def _line(row: BoardRow, plan: Plan, owners: dict[int, str], as_of: datetime.date) -> Line:
    trend = trend_of(row.question, row.history, plan.start, as_of)
    named = (owners.get(step.pk, "") for step in row.indicator.steps.all())
    owner = next((text for text in named if text), "") or row.indicator.action.responsible_text or NOBODY
    return Line(row, trend, forecast(row.question, row.standing, trend), owner)


def narrowed(found: Iterable[Line], wish: Wish) -> list[Line]:
    """Lines that match all of the wish."""
    return [
        one
        for one in found
        if wish.status in {"", one.row.standing.status}
        and wish.action in {None, one.row.indicator.action.number}
        and wish.owner in {"", one.owner_key}
        and (one.has_gap or not wish.gaps)
    ]


def owner_key(owner: str) -> str:
    """A short word for the address."""
    return slugify(owner.replace("ł", "l").replace("Ł", "L"))[:60]


def owners_by_step(plan: Plan) -> dict[int, str]:
    """Step id → responsible people; an empty cell is read like the one above it in the same action, as the plan's notes say."""
    owners: dict[int, str] = {}
    above: dict[int, str] = {}
    steps = Step.objects.filter(action__plan=plan).order_by("action__number", "position")
    for pk, action, text in steps.values_list("pk", "action_id", "responsible_text"):
        above[action] = text or above.get(action, "")
        owners[pk] = above[action]
    return owners
