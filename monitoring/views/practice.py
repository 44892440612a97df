"""Pages of the good-practice description: what it says today, a section's words beside its draft, the files."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from monitoring import services
from monitoring.models import PracticeText, ReportFormat, ReportKind
from monitoring.practice import Described, sections_now
from monitoring.practice_drafts import BY_SLUG, blocks
from monitoring.practice_forms import PracticeForm
from monitoring.practice_texts import ChangedMeanwhile, save_practice_text
from monitoring.tasks import make_report
from schedule.models import Plan
from schedule.queries import current_plan
from schools.http import SignedInRequest
from schools.keptforms import take_kept_form

FORMATS = (ReportFormat.DOCX, ReportFormat.PDF)
CHANGED = (
    "Ktoś zapisał tę część, gdy ją pisano. Twój tekst jest w polu, tamten obok. "
    "Przenieś, co trzeba, i zapisz jeszcze raz: wtedy zostanie Twój."
)


@permission_required("monitoring.view_report", raise_exception=True)
@require_safe
def practice(request: SignedInRequest) -> HttpResponse:
    """The whole description as it stands today."""
    plan = current_plan(timezone.localdate())
    if plan is None:
        return render(request, "monitoring/no_plan.html")
    sections = [(one, blocks(one.used)) for one in sections_now(plan)]
    context = {"plan": plan, "sections": sections, "request_key": uuid.uuid4(), "today": timezone.localdate()}
    return render(request, "monitoring/practice.html", context)


@permission_required("monitoring.make_report", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def practice_section(request: SignedInRequest, slug: str) -> HttpResponse:
    """Write a section, or go back to its draft."""
    plan, described = _section(slug)
    kept = take_kept_form(request) if request.method != "POST" else None
    typed: Any = request.POST if request.method == "POST" else kept
    form = PracticeForm(typed, described=described)
    if request.method == "POST" and form.is_valid() and _saved(request, form, plan, described):
        return redirect("monitoring:practice")
    context = {
        "form": form,
        "kept": kept,
        "described": described,
        "draft": blocks(described.draft),
        "now": described.used,
    }
    return render(request, "monitoring/practice_section.html", context)


@permission_required("monitoring.make_report", raise_exception=True)
@require_POST
def practice_order(request: SignedInRequest) -> HttpResponse:
    """Make the file of the description as of today; sent twice it is made once."""
    plan = current_plan(timezone.localdate())
    asked = _order(request)
    if plan is None or asked is None:
        messages.error(request, "Nie wiadomo, jaki plik zrobić. Wybierz Word albo PDF.")
        return redirect("monitoring:practice")
    key, file_format = asked
    order = services.ReportOrder(plan, timezone.localdate(), ReportKind.PRACTICE, file_format)
    report = services.request_report(order, request_key=key, by=request.user, wake=make_report.delay)
    messages.success(request, "Opis zlecony. Ta strona sama pokaże, gdy będzie gotowy; możesz ją też zamknąć.")
    return redirect(report)


def _order(request: SignedInRequest) -> tuple[uuid.UUID, ReportFormat] | None:
    """The form's key and the file wanted; None for an empty or a foreign form."""
    wanted = {one.value: one for one in FORMATS}.get(request.POST.get("format", ""))
    try:
        key = uuid.UUID(request.POST.get("request_key", ""))
    except ValueError:
        return None
    return (key, wanted) if wanted else None


def _section(slug: str) -> tuple[Plan, Described]:
    plan = current_plan(timezone.localdate())
    if plan is None or slug not in BY_SLUG:
        raise Http404("Opis nie ma takiej części.")
    return plan, next(one for one in sections_now(plan) if one.section.slug == slug)


def _saved(request: SignedInRequest, form: PracticeForm, plan: Plan, described: Described) -> bool:
    """Whether it was saved; if somebody was quicker the form says so and keeps what was typed."""
    section, version = described.section, form.cleaned_data["version"]
    text = "" if "draft" in request.POST else form.cleaned_data["text"]
    if text == described.draft:
        text = ""  # the same words: the section goes on following the data
    try:
        save_practice_text(plan, section, text, version=version, by=request.user)
    except ChangedMeanwhile:
        newest = PracticeText.objects.values_list("version", flat=True).get(plan=plan, section=section.slug)
        form.data = MultiValueDict({**dict(request.POST.lists()), "version": [str(newest)]})
        form.add_error(None, CHANGED)
        return False
    messages.success(request, f"Część „{section.title}” {'zapisana' if text else 'idzie znów za danymi'}.")
    return True
