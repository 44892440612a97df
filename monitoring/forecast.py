"""„W tym tempie: marzec 2026”: when the target would be reached at the pace of the last months. Pure.

The rule, on purpose so simple that anyone can check it by hand: what was added in the last six months before the as-of day
(or since the term began, when that is later) goes on month by month until the target is there; a month begun counts whole.
Where that rule has nothing to go by there is no forecast, and the reason is said.
"""

import datetime
import math
from dataclasses import dataclass

from hdr_portal.lib.periods import months_later
from hdr_portal.lib.polish import counted, month_year
from monitoring.standing import Question, Rule, Standing, Status
from monitoring.trend import Trend, whole_months

WINDOW_MONTHS = 6
HORIZON_MONTHS = 120
RULE_WORDS = (
    f"Prognoza: ile przybyło w ostatnich {WINDOW_MONTHS} miesiącach (albo od początku terminu, jeśli jest późniejszy), "
    "tyle samo co miesiąc przybywa dalej, aż do celu."
)
GROWING = frozenset({Rule.RECORDS, Rule.SCHOOLS, Rule.MIN_PER_SCHOOL})
REACHED = frozenset({Status.REACHED, Status.REACHED_LATE})
SINCE_MONTHS = "miesiąca,miesięcy,miesięcy"


@dataclass(frozen=True)
class Forecast:
    """The month in which the target would be reached (its last day is not promised), or why there is none. `late`: after the term."""

    words: str
    month: datetime.date | None = None
    late: bool = False


def forecast(question: Question, standing: Standing, trend: Trend) -> Forecast:
    """The forecast on the trend's as-of day."""
    silent = _why_none(question, standing, trend)
    if silent:
        return Forecast(silent)
    since = _looked_back_to(question, trend)
    months = max(whole_months(since, trend.as_of), 1)
    growth = trend.now - trend.at(since)
    if growth <= 0:
        return Forecast(f"bez prognozy: od {counted(months, SINCE_MONTHS)} nic nie przybyło")
    wait = math.ceil(_lacking(question, standing) * months / growth)
    if wait > HORIZON_MONTHS:
        return Forecast("w tym tempie: za ponad 10 lat")
    month = months_later(trend.as_of, wait)
    late = question.term.end is not None and month.replace(day=1) > question.term.end
    return Forecast(f"w tym tempie: {month_year(month)}", month, late=late)


def _why_none(question: Question, standing: Standing, trend: Trend) -> str:
    if standing.status in REACHED:
        return "cel osiągnięty"
    if standing.status == Status.NO_DATA or not standing.comparisons:
        return "bez prognozy: brak danych"
    if question.rule not in GROWING:
        return (
            "bez prognozy: o wyniku decyduje ankieta"
            if question.rule == Rule.LATEST
            else "bez prognozy: o wyniku decyduje jedno wydarzenie"
        )
    if question.term.start and trend.as_of < question.term.start:
        return "bez prognozy: przed terminem"
    return "" if trend.now else "bez prognozy: nic jeszcze nie udokumentowano"


def _looked_back_to(question: Question, trend: Trend) -> datetime.date:
    """The day whose number is compared with that of today: six months ago, or the eve of a term that began later."""
    eve = (question.term.start or trend.start) - datetime.timedelta(days=1)
    return max(months_later(trend.as_of, -WINDOW_MONTHS), eve)


def _lacking(question: Question, standing: Standing) -> int:
    """How much is missing to the target; of a minimum over units, how many units."""
    if question.rule == Rule.MIN_PER_SCHOOL:
        return max(len(standing.missing), 1)
    return max(math.ceil(max(one.target - one.judged for one in standing.comparisons)), 1)
