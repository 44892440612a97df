"""Commentaries of the department: which actions have one, and a page to write one."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from monitoring.commentaries import write_commentary
from monitoring.models import Commentary
from monitoring.report_forms.writing import CommentaryForm
from schedule.models import Action
from schools.http import SignedInRequest
from schools.keptforms import take_kept_form

WRITE = "monitoring.write_commentary"


@permission_required(WRITE, raise_exception=True)
@require_safe
def commentaries(request: SignedInRequest) -> HttpResponse:
    """Every action with its newest commentary."""
    newest = Prefetch("commentaries", Commentary.objects.select_related("written_by"), to_attr="written")
    actions = Action.objects.select_related("plan").prefetch_related(newest).order_by("plan", "number")
    return render(request, "monitoring/commentaries.html", {"actions": actions})


@permission_required(WRITE, raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def commentary(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write the commentary of an action; earlier ones stand below. What was refused stays typed."""
    action = get_object_or_404(Action.objects.select_related("plan"), pk=pk)
    kept = None if request.method == "POST" else take_kept_form(request)
    form = CommentaryForm(request.POST if request.method == "POST" else kept)
    if request.method == "POST" and form.is_valid():
        write_commentary(action, by=request.user, **_given(form))
        messages.success(request, "Komentarz zapisany. Stanie w raportach na ten dzień i późniejsze.")
        return redirect("monitoring:commentary", action.pk)
    earlier = action.commentaries.select_related("written_by")
    context = {"action": action, "form": form, "kept": kept, "earlier": earlier}
    return render(request, "monitoring/commentary.html", context, status=422 if form.errors and not kept else 200)


def _given(form: CommentaryForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in ("day", "text", "form_key")}
