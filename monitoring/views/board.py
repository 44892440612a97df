"""The board: all indicators on a day, narrowed by what is asked in the address."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from monitoring.board_forms import BoardForm
from monitoring.forecast import RULE_WORDS
from monitoring.lines import Wish, lines_of, narrowed, owner_key, owners_by_step
from monitoring.queries import BoardRow, count_statuses, waiting_indicators
from monitoring.queries import board as board_of
from monitoring.reports import headline, highlights
from monitoring.standing import Status
from monitoring.views.asof import AsOf, asked_as_of
from schedule.models import Plan
from schedule.queries import current_plan
from schools.http import SignedInRequest
from schools.knowledge import as_known_at


@permission_required("monitoring.view_indicator", raise_exception=True)
@require_safe
def board(request: SignedInRequest) -> HttpResponse:
    """All indicators on a day: the city's numbers, or for a school what it has and what it owes."""
    plan = current_plan(timezone.localdate())
    if plan is None:
        return render(request, "monitoring/no_plan.html")
    if request.user.scope.school_ids is not None:
        return _of_a_school(request, plan)
    owners = owners_by_step(plan)
    form = _form(request, plan, owners)
    asked = asked_as_of(request, form)
    with as_known_at(asked.known_at):
        rows = board_of(plan, asked.day)
    found = lines_of(plan, rows, asked.day, owners)
    shown = narrowed(found, _wish(form))
    context = {**_base(plan, asked, rows), **_summary(rows), "lines": shown, "chips": _chips(request, form)}
    return render(request, "monitoring/board.html", {**context, "form": form, "rule_words": RULE_WORDS})


def _of_a_school(request: SignedInRequest, plan: Plan) -> HttpResponse:
    asked = asked_as_of(request)
    with as_known_at(asked.known_at):
        rows = board_of(plan, asked.day)
    return render(request, "monitoring/school_board.html", {**_base(plan, asked, rows), **_school_parts(rows)})


def _base(plan: Plan, asked: AsOf, rows: Sequence[BoardRow]) -> dict[str, Any]:
    return {"plan": plan, "form": asked.form, "asof": asked, "day": asked.day, "rows": rows, "query": asked.query}


def _form(request: SignedInRequest, plan: Plan, owners: dict[int, str]) -> BoardForm:
    """Bound as soon as anything is asked; the day of today stands in the field until then."""
    named = sorted({text for text in owners.values() if text})
    data = request.GET.copy()
    if not data.get("dzien"):
        data["dzien"] = f"{timezone.localdate():%d.%m.%Y}"
    return BoardForm(data, plan=plan, owners=[(owner_key(text), text) for text in named])


def _wish(form: BoardForm) -> Wish:
    """What can be read; a field that cannot asks nothing, and says so above it."""
    form.is_valid()
    given = form.cleaned_data
    return Wish(given.get("stan", ""), given.get("dzialanie"), given.get("odpowiada", ""), bool(given.get("braki")))


def _chips(request: SignedInRequest, form: BoardForm) -> list[dict[str, str]]:
    """The filters in force, each with the address of the board without it."""
    chips = []
    for name in ("wiedza", "stan", "dzialanie", "odpowiada", "braki"):
        if not form.cleaned_data.get(name):
            continue
        rest = request.GET.copy()
        rest.pop(name)
        field = form.fields[name]
        shown = dict(getattr(field, "choices", ())).get(request.GET[name], request.GET[name])
        chips.append(
            {"label": str(field.label), "value": "tak" if name == "braki" else shown, "url": f"?{rest.urlencode()}"}
        )
    return chips


def _summary(rows: list[BoardRow]) -> dict[str, Any]:
    counts = count_statuses(rows)
    return {
        "headline": headline(rows),
        "highlights": list(highlights(rows)),
        "counts": [(status, counts[status]) for status in Status if status in counts],
    }


def _school_parts(rows: list[BoardRow]) -> dict[str, Any]:
    """What is asked of each school, apart from what the city does."""
    asked = [row for row in rows if row.by_school and row.standing.members]
    return {
        "asked": asked,
        "owed": [row for row in asked if row.standing.missing],
        "other": [row for row in rows if row not in asked],
        "waiting": waiting_indicators(asked),
    }
