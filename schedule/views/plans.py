"""Pages of the plan: the plan, an action, a step."""

import datetime
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from schedule.models import Action, Activity, Plan, Step
from schedule.queries import activity_counts, current_plan, notes_by_row, step_term, steps_with_activities
from schools.http import SignedInRequest


@permission_required("schedule.view_plan", raise_exception=True)
@require_safe
def plans(_: SignedInRequest) -> HttpResponse:
    """The current plan."""
    plan = current_plan(timezone.localdate())
    if plan is None:
        raise Http404("Nie wczytano jeszcze żadnego planu.")
    return redirect(plan)


@permission_required("schedule.view_plan", raise_exception=True)
@require_safe
def plan(request: SignedInRequest, pk: int) -> HttpResponse:
    """The whole plan: actions, steps with terms as written, how many activities each has."""
    found = get_object_or_404(Plan, pk=pk)
    counts = activity_counts(found)
    context = {"plan": found, **_actions(found, found.actions.prefetch_related("steps"), counts)}
    return render(request, "schedule/plan.html", context)


@permission_required("schedule.view_plan", raise_exception=True)
@require_safe
def action(request: SignedInRequest, pk: int) -> HttpResponse:
    """One action with its steps and their activities."""
    found = get_object_or_404(Action.objects.select_related("plan"), pk=pk)
    shown = _actions(found.plan, steps_with_activities(found.plan).filter(pk=pk))
    return render(request, "schedule/action.html", {"plan": found.plan, "action": shown["actions"][0]})


@permission_required("schedule.view_plan", raise_exception=True)
@require_safe
def step(request: SignedInRequest, pk: int) -> HttpResponse:
    """One step: its cells as written and the activities that carry it out."""
    found = get_object_or_404(Step.objects.select_related("action__plan"), pk=pk)
    shown = _actions(found.action.plan, steps_with_activities(found.action.plan).filter(pk=found.action_id))
    context = next(one for one in shown["actions"][0]["steps"] if one["step"].pk == pk)
    return render(request, "schedule/step.html", {"plan": found.action.plan, "action": found.action, **context})


def _actions(plan: Plan, actions: Any, counts: dict[int, int] | None = None) -> dict[str, Any]:
    """What the templates show of actions; with `counts` the activities are only counted, not read."""
    notes, today = notes_by_row(plan), timezone.localdate()
    return {"actions": [_action(one, notes, today, counts) for one in actions]}


def _action(
    action: Action, notes: dict[str, list[str]], today: datetime.date, counts: dict[int, int] | None
) -> dict[str, Any]:
    """An action with its steps; an empty responsible cell takes over the row above (the plan's own habit)."""
    steps: list[dict[str, Any]] = []
    responsible = ""
    for one in action.steps.all():
        activities: list[Activity] = getattr(one, "shown", [])  # prefetched to_attr where they are listed
        inherited = one.responsible_text is None and not action.responsible_text
        responsible = one.responsible_text or responsible
        steps.append(
            {
                "step": one,
                "term": step_term(one, today),
                "activities": activities,
                "count": counts.get(one.pk, 0) if counts is not None else len(activities),
                "responsible": action.responsible_text or responsible,
                "responsible_inherited": inherited and bool(responsible),
                "notes": notes.get(f"krok {one.number}", []),
            }
        )
    return {"action": action, "steps": steps, "notes": notes.get(f"działanie {action.number}", [])}
