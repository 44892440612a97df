"""Pages of activities: list, record, change, files."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from schedule import rules, services
from schedule.filters import ActivityFilter
from schedule.forms import ActivityForm, KeeperForm
from schedule.models import Activity, ActivityKind, ActivityState, Plan
from schedule.queries import counts_by_state, current_plan, is_documented, usual_step
from schools.evidence import NotStored
from schools.forms.evidence import EvidenceForm
from schools.history import history_of
from schools.http import SignedInRequest
from schools.keptforms import take_kept_form
from schools.models import Evidence, EvidenceKind, School

PER_PAGE = 50


@permission_required("schedule.view_activity", raise_exception=True)
@require_safe
def activities(request: SignedInRequest) -> HttpResponse:
    """All activities in scope, newest first, searchable."""
    rows = Activity.objects.select_related("keeper", "step").prefetch_related("participations__school")
    found = ActivityFilter(
        request.GET, queryset=rows.annotate(file_count=Count("proofs", distinct=True)).order_by("-day", "-pk")
    )
    page = Paginator(found.qs.distinct(), PER_PAGE).get_page(request.GET.get("page"))
    context = {"filter": found, "page": page, "states": _state_links(), "chips": _chips(request, found)}
    return render(request, "schedule/activities.html", context)


def _state_links() -> list[tuple[str, str, int]]:
    counts = counts_by_state()
    return [(value, label, counts.get(value, 0)) for value, label in ActivityState.choices]


def _chips(request: SignedInRequest, found: ActivityFilter) -> list[dict[str, str]]:
    """The filters in force, each with the address of the list without it."""
    chips = []
    for name, field in found.form.fields.items():
        value = found.form.cleaned_data.get(name) if found.form.is_valid() else None
        if value:
            rest = request.GET.copy()
            rest.pop(name, None)
            rest.pop("page", None)
            shown = dict(getattr(field, "choices", ())).get(value, value) if isinstance(value, str) else value
            chips.append({"label": str(field.label), "value": str(shown), "url": f"?{rest.urlencode()}"})
    return chips


@permission_required("schedule.record_activity", raise_exception=True)
@require_safe
def new(request: SignedInRequest) -> HttpResponse:
    """First question: what was it?"""
    open_kinds = rules.kinds_open_to(request.user)
    kinds = [(value, label, _evidence_words(value)) for value, label in ActivityKind.choices if value in open_kinds]
    return render(request, "schedule/activity_new.html", {"kinds": kinds, "step": request.GET.get("krok", "")})


@permission_required("schedule.record_activity", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: SignedInRequest, kind: str) -> HttpResponse:
    """Record a new activity of a kind as a draft."""
    if kind not in rules.kinds_open_to(request.user):
        raise Http404
    plan = _plan()
    typed = request.POST if request.method == "POST" else take_kept_form(request)
    form = ActivityForm(
        typed,
        plan=plan,
        kind=kind,
        user=request.user,
        initial={
            "step": request.GET.get("krok") or usual_step(plan, kind),
            "schools": request.GET.getlist("jednostka"),
        },
    )
    keepers = _keeper_form(request, typed)
    if request.method == "POST" and form.is_valid() and (keepers is None or keepers.is_valid()):
        keeper = keepers.cleaned_data["keeper"] if keepers else _only_school(request)
        activity = services.record_activity(
            form.as_input(keeper), keeper=keeper, form_key=form.cleaned_data["form_key"], by=request.user
        )
        messages.success(request, "Szkic zapisany. Teraz dołącz dowód i wyślij zapis do zatwierdzenia.")
        return redirect(activity)
    context = _form_context(form, kind, kept=request.method != "POST" and typed is not None)
    return render(request, "schedule/activity_form.html", {**context, "keepers": keepers})


@permission_required("schedule.record_activity", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change a draft or a returned record."""
    found = _activity(pk)
    if not rules.may_edit(found, request.user):
        raise PermissionDenied
    typed = request.POST if request.method == "POST" else take_kept_form(request)
    form = ActivityForm(typed, plan=found.step.action.plan, kind=found.kind, user=request.user, activity=found)
    if request.method == "POST" and form.is_valid():
        services.change_activity(found, form.as_input(found.keeper), by=request.user)
        messages.success(request, "Zmiany zapisane.")
        return redirect(found)
    context = _form_context(form, found.kind, kept=request.method != "POST" and typed is not None)
    return render(request, "schedule/activity_form.html", {**context, "activity": found})


@permission_required("schedule.view_activity", raise_exception=True)
@require_safe
def activity(request: SignedInRequest, pk: int) -> HttpResponse:
    """One activity: what, when, who took part, its files, what may be done with it, its history."""
    return _activity_page(request, _activity(pk), None)


@permission_required("schedule.record_activity", raise_exception=True)
@require_POST
def add_evidence(request: SignedInRequest, pk: int) -> HttpResponse:
    """Attach a file to an open record."""
    found = _activity(pk)
    if not rules.may_edit(found, request.user):
        raise PermissionDenied
    form = EvidenceForm(request.POST, request.FILES, user=request.user)
    if not form.is_valid():
        return _activity_page(request, found, form, status=422)
    try:
        with transaction.atomic():  # file and link together, or neither
            evidence = form.save(school=found.keeper)
            services.attach_evidence(found, evidence, by=request.user)
    except NotStored as error:
        form.add_error("file", error.sentence)
        return _activity_page(request, found, form, status=503)
    messages.success(request, f"Dołączono plik {evidence.name}.")
    return redirect(found)


@permission_required("schedule.record_activity", raise_exception=True)
@require_POST
def remove_evidence(request: SignedInRequest, pk: int, evidence_pk: int) -> HttpResponse:
    """Take a file off an open record."""
    found, evidence = _activity(pk), get_object_or_404(Evidence.objects, pk=evidence_pk, proofs__activity_id=pk)
    try:
        services.detach_evidence(found, evidence, by=request.user)
    except services.NotAllowed as error:
        raise PermissionDenied from error
    messages.success(request, f"Odłączono plik {evidence.name}. Pozostał w archiwum dowodów.")
    return redirect(found)


def _activity(pk: int) -> Activity:
    found: Activity = get_object_or_404(Activity.objects.select_related("step__action__plan", "keeper"), pk=pk)
    return found


def _plan() -> Plan:
    plan = current_plan(timezone.localdate())
    if plan is None:
        raise Http404("Nie wczytano jeszcze żadnego planu.")
    return plan


def _keeper_form(request: SignedInRequest, typed: Any) -> KeeperForm | None:
    """Asked only of a person of several schools."""
    user = request.user
    return KeeperForm(typed, user=user) if user.scope.school_ids is not None and len(user.school_ids) > 1 else None


def _only_school(request: SignedInRequest) -> School | None:
    user = request.user
    return None if user.scope.school_ids is None else get_object_or_404(School.objects, pk=user.school_ids[0])


def _form_context(form: ActivityForm, kind: str, *, kept: bool) -> dict[str, Any]:
    return {
        "form": form,
        "kind": kind,
        "kind_label": ActivityKind(kind).label,
        "evidence_words": _evidence_words(kind),
        "kept": kept,
    }


def _evidence_words(kind: str) -> str:
    labels = [label for value, label in EvidenceKind.choices if value in rules.EVIDENCE_FOR[kind]]
    return " lub ".join(part for part in (", ".join(labels[:-1]), labels[-1]) if part)


def _activity_page(
    request: SignedInRequest, found: Activity, form: EvidenceForm | None, status: int = 200
) -> HttpResponse:
    user = request.user
    files = Evidence.objects.filter(proofs__activity=found)
    editable = rules.may_edit(found, user)
    wanted = rules.EVIDENCE_FOR[found.kind]
    documented = is_documented(found)
    context = {
        "activity": found,
        "files": files if user.has_perm("schools.view_evidence") else [],
        "participations": found.participations.select_related("school"),
        "evidence_form": form
        or (EvidenceForm(user=user, initial={"kind": min(wanted), "day": found.day}) if editable else None),
        "evidence_words": _evidence_words(found.kind),
        "documented": documented,
        "may_reopen": rules.may_reopen(found, user, documented=documented),
        "may_drop": rules.may_drop(found, user),
        "may_edit": editable,
        "may_submit": rules.may_submit(found, user),
        "may_withdraw": rules.may_withdraw(found, user),
        "may_decide": rules.may_decide(found, user),
        "may_void": rules.may_void(found, user),
        "history": history_of(found, state_field="state"),
    }
    return render(request, "schedule/activity.html", context, status=status)
