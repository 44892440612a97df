"""The watch after the plan: what must be kept until when."""

from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hdr_portal.lib.polish import counted
from monitoring.durability import Watch, watch
from schedule.queries import current_plan
from schools.http import SignedInRequest

PER_PAGE = 50


@permission_required("inventory.view_register", raise_exception=True)
@require_safe
def durability(request: SignedInRequest) -> HttpResponse:
    """Today's watch: projects, devices, files, results; a school sees its own."""
    today = timezone.localdate()
    plan = current_plan(today)
    if plan is None:
        return render(request, "monitoring/no_plan.html")
    whole = request.user.scope.school_ids is None
    found = watch(plan, today, whole=whole)
    context = {
        "plan": plan,
        "watch": found,
        "devices": Paginator(found.devices, PER_PAGE).get_page(request.GET.get("page")),
        "title": _title(found),
        "whole": whole,
        "today": today,
        "is_after": today > plan.end,
        "running": sorted(
            (one for one in found.projects if not one.is_over(today)), key=lambda one: (not one.at_risk, one.until)
        ),
        "over": [one for one in found.projects if one.is_over(today)],
    }
    return render(request, "monitoring/durability.html", context)


def _title(found: Watch) -> str:
    parts = []
    if found.lost:
        parts.append(counted(len(found.lost), "rezultat utracony,rezultaty utracone,rezultatów utraconych"))
    if found.devices:
        parts.append(counted(len(found.devices), "urządzenie zagrożone,urządzenia zagrożone,urządzeń zagrożonych"))
    if found.files:
        parts.append(
            counted(
                len(found.files),
                "dowód z kończącym się terminem,dowody z kończącym się terminem,dowodów z kończącym się terminem",
            )
        )
    return ", ".join(parts) if parts else "Nic nie zagraża trwałości"
