"""What the presentation tells, as JSON: the report's own inputs, the timeline, the inventory and SELFIE as known on the day."""

import datetime
from collections import defaultdict
from typing import Any

from django.conf import settings

from inventory.runningtotals import YEAR
from monitoring.models import Letterhead
from monitoring.report_data import as_inputs
from monitoring.reports import assemble
from schedule.models import Action, Plan, Step
from schools.knowledge import known
from surveys.models import Area, CardState, SelfieCard, SelfieCount, SelfieGroup, SelfieMean
from surveys.queries.selfie import quartiles
from surveys.selfie.values import AREAS, FEWEST, OTHERS_SEE

Plain = dict[str, Any]


def gather_slides(plan: Plan, as_of: datetime.date, *, made_on: datetime.date) -> Plain:
    """The presentation's inputs. Runs inside `as_known_at`."""
    report = as_inputs(assemble(plan, as_of, made_on=made_on, site_url=settings.SITE_URL, is_demo=settings.DEMO))
    letterhead = known(Letterhead).filter(plan_id=plan.pk).first()
    return {
        "made_on": report["made_on"],
        "report": report,
        "timeline": _timeline(plan),
        "inventory": _inventory(report["inventory"]),
        "selfie": _selfie(as_of),
        "office": (letterhead.office if letterhead else "") or "Wydział Edukacji",
    }


# --- Timeline -------------------------------------------------------------------------------------------------------
def _timeline(plan: Plan) -> Plain:
    """Steps with their months; an open end lasts to the end of the drawing."""
    actions = list(plan.actions.prefetch_related("steps"))
    steps = [(action, step) for action in actions for step in action.steps.all()]
    days = [day for _, step in steps for day in (step.start, step.end) if day is not None]
    first, last = min([plan.start, *days]), max([plan.end, *days])
    return {
        "start": first.isoformat(),
        "end": last.isoformat(),
        "plan_end": plan.end.isoformat(),
        "steps": [_bar(action, step, first, last) for action, step in steps if step.start or step.end],
        "undated": [step.label for _, step in steps if not (step.start or step.end)],
    }


def _bar(action: Action, step: Step, first: datetime.date, last: datetime.date) -> Plain:
    start, end = step.start or first, step.end or last
    return {
        "action": action.number,
        "label": step.label,
        "text": step.text,
        "start": _months(first, start),
        "length": _months(start, end) + 1,
        "open": step.end is None,
        "term": step.term_text or "",
    }


def _months(first: datetime.date, day: datetime.date) -> int:
    return (day.year - first.year) * YEAR + day.month - first.month


# --- Inventory ------------------------------------------------------------------------------------------------------
def _inventory(told: Plain) -> Plain | None:
    """Devices by age as the report's own chapter has them; None where nothing is known of the day."""
    if not told["devices"]:
        return None
    return {
        "devices": told["devices"],
        "schools": told["by_register"] + told["by_sheet"],
        "undated": told["undated"],
        "ages": [{"label": one["name"], "devices": one["count"]} for one in told["ages"]],
    }


# --- SELFIE ---------------------------------------------------------------------------------------------------------
def _selfie(as_of: datetime.date) -> Plain | None:
    """Medians of the schools' newest confirmed sessions, teachers and pupils; None where too few schools have them.

    The rules of the city's own page: heads who consent, groups of five answers, five schools behind a median.
    """
    newest = _newest_cards(as_of)
    counts = known(SelfieCount).filter(card__in=newest, group__in=OTHERS_SEE, answered__gte=FEWEST)
    shown = set(counts.order_by().values_list("card", "group"))
    values: dict[tuple[str, str], list[Any]] = defaultdict(list)  # area and group → the schools' means
    means = known(SelfieMean).filter(card__in=newest, group__in=OTHERS_SEE).order_by("card", "area", "group")
    for card, area, group, mean in means.values_list("card", "area", "group", "mean"):
        if (card, group) in shown:
            values[area, group].append(mean)
    medians = {key: float(quartiles(found)[1]) for key, found in values.items() if len(found) >= FEWEST}
    if not medians:
        return None
    return {
        "schools": max(len(found) for found in values.values()),
        "groups": [{"key": group, "label": SelfieGroup(group).label} for group in OTHERS_SEE],
        "areas": [
            {"code": area, "label": Area(area).label, "medians": [medians.get((area, group)) for group in OTHERS_SEE]}
            for area in AREAS
        ],
    }


def _newest_cards(as_of: datetime.date) -> list[int]:
    cards = known(SelfieCard).filter(state=CardState.CONFIRMED, consent=True, finished_on__lte=as_of)
    rows = cards.order_by("finished_on", "id").values_list("school", "id")
    return sorted(dict(rows).values())
