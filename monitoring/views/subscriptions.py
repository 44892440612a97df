"""Pages of subscriptions: what is sent to whom and when, preview, „wyślij teraz”."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hdr_portal.lib.polish import counted
from monitoring import services
from monitoring.deliveries import planning, recipients, subscriptions, windows
from monitoring.deliveries.alarms import alarm_for
from monitoring.deliveries.doing import hurry_after_commit
from monitoring.deliveries.errors import NotAllowed
from monitoring.deliveries.forms import KeyForm, PauseForm, RecipientForm, SubscriptionForm, new_subscription_form
from monitoring.deliveries.message import Link, fits, mail_context, mail_of
from monitoring.models import AllowedDomain, Recipient, Report, ReportFormat, ReportKind, Subscription
from monitoring.tasks import deliver_report, make_report
from monitoring.views.report_frame import fresh
from schools.http import SignedInRequest
from schools.keptforms import take_kept_form
from schools.models import JobState

VIEW, MANAGE = "monitoring.view_delivery", "monitoring.manage_subscription"
PEOPLE = "odbiorcy,odbiorców,odbiorców"


@permission_required(VIEW, raise_exception=True)
@require_safe
def subscriptions_list(request: SignedInRequest) -> HttpResponse:
    """All subscriptions with their next moment."""
    now = timezone.now()
    active = Count("recipients", filter=Q(recipients__unsubscribed_at=None))
    found = Subscription.objects.select_related("owner", "school").annotate(people=active)
    rows = [(one, windows.frequency_words(one), windows.next_windows(one, now, 1)) for one in found]
    return render(
        request, "monitoring/subscriptions.html",
        {"rows": rows, "alarm": alarm_for(request.user), "domains": AllowedDomain.objects.all()},
    )  # fmt: skip


@permission_required(MANAGE, raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def subscription_add(request: SignedInRequest) -> HttpResponse:
    """A new subscription; recipients come next."""
    kept = request.POST if request.method == "POST" else take_kept_form(request)
    form = SubscriptionForm(kept) if kept is not None else new_subscription_form(request.user)
    if request.method == "POST" and form.is_valid():
        made = subscriptions.save_subscription(form.save(commit=False), by=request.user)
        messages.success(request, "Subskrypcja zapisana. Dodaj teraz odbiorców.")
        return redirect(made)
    return render(request, "monitoring/subscription_form.html", {"form": form, "subscription": None})


@permission_required(MANAGE, raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def subscription_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change what, when and who looks after it."""
    found = get_object_or_404(Subscription, pk=pk)
    form = SubscriptionForm(request.POST if request.method == "POST" else take_kept_form(request), instance=found)
    if request.method == "POST" and form.is_valid():
        subscriptions.save_subscription(form.save(commit=False), by=request.user)
        messages.success(request, "Zmiany zapisane. Poniżej są najbliższe terminy.")
        return redirect(found)
    return render(
        request, "monitoring/subscription_form.html", {"form": form, "subscription": Subscription.objects.get(pk=pk)}
    )


@permission_required(VIEW, raise_exception=True)
@require_safe
def subscription(request: SignedInRequest, pk: int) -> HttpResponse:
    """One subscription: schedule, next moments, recipients, the last deliveries."""
    return _page(request, _found(pk), RecipientForm())


def _found(pk: int) -> Subscription:
    return get_object_or_404(Subscription.objects.select_related("owner", "plan", "school"), pk=pk)


def _page(request: SignedInRequest, found: Subscription, form: RecipientForm, status: int = 200) -> HttpResponse:
    now, people = timezone.now(), recipients.standings(found.recipients.all())
    context: dict[str, Any] = {
        "subscription": found,
        "what": f"{ReportKind(found.kind).label}, {ReportFormat(found.format).label}",
        "frequency_words": windows.frequency_words(found),
        "next": [(one, windows.window_label(one.name)) for one in windows.next_windows(found, now)],
        "people": people,
        "receiving": sum(one.gets_reports for one in people),
        "domains": AllowedDomain.objects.all(),
        "form": form,
        "pause_form": PauseForm(),
        "key_form": KeyForm(initial={"form_key": uuid.uuid4()}, auto_id="wyslij_%s"),
        "preview_form": KeyForm(initial={"form_key": uuid.uuid4()}, auto_id="podglad_%s"),
        "last": [(one, windows.window_label(one.window)) for one in found.deliveries.order_by("-due_at", "-pk")[:8]],
    }
    return render(request, "monitoring/subscription.html", context, status=status)


@permission_required(MANAGE, raise_exception=True)
@require_POST
def subscription_pause(request: SignedInRequest, pk: int) -> HttpResponse:
    """Nothing is sent until it is resumed."""
    found, form = _found(pk), PauseForm(request.POST)
    if form.is_valid():
        subscriptions.pause(found, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, "Subskrypcja wstrzymana. Nikt nie dostanie raportu, dopóki jej nie wznowisz.")
    else:
        messages.warning(request, "Powód może mieć najwyżej 200 znaków. Skróć go i wstrzymaj jeszcze raz.")
    return redirect(found)


@permission_required(MANAGE, raise_exception=True)
@require_POST
def subscription_resume(request: SignedInRequest, pk: int) -> HttpResponse:
    """Send again from now on."""
    found = _found(pk)
    try:
        subscriptions.resume(found, by=request.user)
    except NotAllowed as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, "Subskrypcja wznowiona. Terminy z czasu przerwy nie zostaną wysłane.")
    return redirect(found)


# --- Recipients -------------------------------------------------------------------------------------------------------
@permission_required(MANAGE, raise_exception=True)
@require_POST
def recipient_add(request: SignedInRequest, pk: int) -> HttpResponse:
    """One more address; a refused one stays in the form with the reason."""
    found, form = _found(pk), RecipientForm(request.POST)
    if form.is_valid():
        try:
            added = subscriptions.add_recipient(found, form.cleaned_data["email"], by=request.user)
        except NotAllowed as refused:
            form.add_error("email", str(refused))
        else:
            messages.success(request, f"{added} dostanie następny raport.")
            return redirect(found)
    return _page(request, found, form, status=422)


@permission_required(MANAGE, raise_exception=True)
@require_POST
def recipient_remove(request: SignedInRequest, pk: int, recipient_pk: int) -> HttpResponse:
    """Take an address off the list."""
    found = get_object_or_404(Recipient.objects.select_related("subscription"), pk=recipient_pk, subscription_id=pk)
    subscriptions.remove_recipient(found, by=request.user)
    messages.success(request, f"{found.email} nie dostanie już tego raportu.")
    return redirect(found.subscription)


# --- Preview and „wyślij teraz” ---------------------------------------------------------------------------------------
@permission_required(MANAGE, raise_exception=True)
@require_POST
def preview_order(request: SignedInRequest, pk: int) -> HttpResponse:
    """Have the report of today made, as it would be sent."""
    found, form = _found(pk), KeyForm(request.POST)
    if not form.is_valid():
        messages.warning(request, "Formularz był niepełny. Spróbuj jeszcze raz.")
        return redirect(found)
    kind, file_format = ReportKind(found.kind), ReportFormat(found.format)
    order = services.ReportOrder(found.plan, timezone.localdate(), kind, file_format, found.school)
    made = services.request_report(
        order, request_key=form.cleaned_data["form_key"], by=request.user, wake=make_report.delay
    )
    return redirect("monitoring:subscription_preview", found.pk, made.pk)


@permission_required(MANAGE, raise_exception=True)
@require_safe
def preview(request: SignedInRequest, pk: int, report_pk: int) -> HttpResponse:
    """The mail and the report before anybody gets them; while the report is made, the fragment alone answers htmx."""
    found = _found(pk)
    same = {"plan": found.plan, "kind": found.kind, "format": found.format, "school": found.school}
    report = get_object_or_404(Report.objects.select_related("plan"), pk=report_pk, **same)
    context: dict[str, Any] = {"subscription": found, "report": report, "ready": report.state == JobState.DONE}
    if context["ready"]:
        context |= _mail(request, found, report)
    fragment = request.headers.get("HX-Request") == "true"
    template = "monitoring/_subscription_preview.html" if fragment else "monitoring/subscription_preview.html"
    return fresh(render(request, template, context))


def _mail(request: SignedInRequest, found: Subscription, report: Report) -> dict[str, Any]:
    address = request.build_absolute_uri(found.get_absolute_url())
    link = None if fits(report) else Link(request.build_absolute_uri(report.get_absolute_url()), None)
    people = [one for one in recipients.standings(found.recipients.all()) if one.gets_reports]
    return {
        "mail": mail_of(found, report, link=link, leave_url=address),
        "body": mail_context(found, report, link=link, leave_url=address),
        "people": people,
        "key_form": KeyForm(initial={"form_key": uuid.uuid4(), "report": report.pk}),
    }


@permission_required(MANAGE, raise_exception=True)
@require_POST
def send_now(request: SignedInRequest, pk: int) -> HttpResponse:
    """Send to everybody on the list; pressed twice it is sent once."""
    found, form = _found(pk), KeyForm(request.POST)
    if not form.is_valid():
        messages.warning(request, "Formularz był niepełny. Spróbuj jeszcze raz.")
        return redirect(found)
    number = form.cleaned_data["report"]
    report = Report.objects.filter(pk=number).first() if number else None
    if number and report is None:
        raise Http404("Tego raportu nie ma w archiwum.")
    try:
        planned = planning.send_now(found, key=form.cleaned_data["form_key"], report=report, by=request.user)
    except NotAllowed as refused:
        messages.warning(request, str(refused))
        return redirect(found)
    hurry_after_commit(planned, deliver_report.delay)
    messages.success(request, f"Raport idzie do {counted(len(planned), PEOPLE)}. Poniżej widać, co się z nim dzieje.")
    return redirect(f"{redirect('monitoring:deliveries').url}?subskrypcja={found.pk}")
