"""The page of the letterhead, and its pictures."""

from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from hdr_portal.lib.uploads import Refused
from monitoring.letterheads import PICTURES, NotStored, Stale, letterhead_of, save_letterhead
from monitoring.report_forms.letterhead import LetterheadForm
from schedule.models import Plan
from schedule.queries import current_plan
from schools.http import SignedInRequest
from schools.keptforms import take_kept_form

MANAGE = "monitoring.manage_letterhead"
CONTENT_TYPES = {"png": "image/png", "jpg": "image/jpeg"}
NO_PLAN = "Najpierw trzeba wczytać plan gminy."


@permission_required(MANAGE, raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def letterhead(request: SignedInRequest) -> HttpResponse:
    """Names, pictures, who signs: what the documents of the plan wear."""
    plan = _plan()
    standing = letterhead_of(plan)
    kept = None if request.method == "POST" else take_kept_form(request)
    typed = request.POST if request.method == "POST" else kept
    form = LetterheadForm(typed, request.FILES or None, letterhead=standing)
    if request.method == "POST" and form.is_valid() and _saved(request, plan, form):
        messages.success(request, "Szata dokumentów zapisana. Noszą ją raporty robione od teraz.")
        return redirect("monitoring:letterhead")
    context = {
        "form": form,
        "letterhead": standing,
        "kept": kept,
        "files_lost": bool(request.FILES) and bool(form.errors),
        "pictures": [(name, form[name], form[f"{name}_text"], _off(form, name)) for name in PICTURES],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "monitoring/letterhead.html", context, status=status)


def _off(form: LetterheadForm, name: str) -> object:
    return form[f"{name}_off"] if f"{name}_off" in form.fields else None


def _saved(request: SignedInRequest, plan: Plan, form: LetterheadForm) -> bool:
    """Whether it was saved; if not, the form says why."""
    try:
        save_letterhead(plan, form.as_input(), version=form.cleaned_data["version"], by=request.user)
    except Stale as stale:
        form.overtaken_by(stale.standing)
    except (Refused, NotStored) as refused:
        form.add_error(None, refused.sentence)
    else:
        return True
    return False


@permission_required(MANAGE, raise_exception=True)
@require_safe
def letterhead_picture(_: SignedInRequest, name: str) -> HttpResponseBase:
    """The coat of arms or the strip that the documents wear now."""
    path = getattr(letterhead_of(_plan()), name) if name in PICTURES else ""
    if not path:
        raise Http404("Nie ma takiego obrazu.")
    try:
        content = (Path(settings.MEDIA_ROOT) / path).open("rb")
    except FileNotFoundError:
        raise Http404("Tego obrazu nie ma na dysku. Dodaj go ponownie.") from None
    response = FileResponse(content, content_type=CONTENT_TYPES[path.rpartition(".")[2]])
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def _plan() -> Plan:
    plan = current_plan()
    if plan is None:
        raise Http404(NO_PLAN)
    return plan
