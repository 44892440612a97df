"""Pages of deliveries: every single sending, what the server said, and what a person may decide."""

import logging
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from monitoring.deliveries import planning
from monitoring.deliveries.alarms import alarm_for, unsettled
from monitoring.deliveries.doing import hurry_after_commit
from monitoring.deliveries.errors import NotAllowed
from monitoring.deliveries.forms import DeliveryFilter
from monitoring.deliveries.windows import window_label
from monitoring.models import TROUBLED, Delivery
from monitoring.tasks import deliver_report
from schools.http import SignedInRequest

logger = logging.getLogger(__name__)

PER_PAGE = 40
VIEW, MANAGE = "monitoring.view_delivery", "monitoring.manage_subscription"
UNSETTLED = "do-decyzji"


@permission_required(VIEW, raise_exception=True)
@require_safe
def deliveries(request: SignedInRequest) -> HttpResponse:
    """Every delivery, newest first, by state and subscription."""
    form = DeliveryFilter(request.GET, label_suffix="")
    rows = _filtered(form).select_related("subscription").order_by("-due_at", "-pk")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    listed = [(one, window_label(one.window)) for one in page.object_list]
    context = {"page": page, "rows": listed, "form": form, "alarm": alarm_for(request.user), "now": timezone.now()}
    return render(request, "monitoring/deliveries.html", context)


def _filtered(form: DeliveryFilter) -> QuerySet[Delivery]:
    """All of them when the filter cannot be read: it then shows its errors."""
    wanted: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    rows = unsettled() if wanted.get("stan") == UNSETTLED else Delivery.objects.all()
    if wanted.get("stan") and wanted["stan"] != UNSETTLED:
        rows = rows.filter(state=wanted["stan"])
    return rows.filter(subscription=wanted["subskrypcja"]) if wanted.get("subskrypcja") else rows


@permission_required(VIEW, raise_exception=True)
@require_safe
def delivery(request: SignedInRequest, pk: int) -> HttpResponse:
    """One delivery: what happened, in order."""
    related = ("subscription", "report", "ordered_by", "closed_by", "resend_of")
    found = get_object_or_404(Delivery.objects.select_related(*related), pk=pk)
    again = found.resends.first()
    context = {
        "delivery": found,
        "label": window_label(found.window),
        "again": again,
        "openings": list(found.link_openings.all()[:20]),
        "is_troubled": found.state in TROUBLED,
        "may_send_again": found.state in TROUBLED and again is None,
    }
    return render(request, "monitoring/delivery.html", context)


@permission_required(VIEW, raise_exception=True)
@require_safe
def delivery_message(_: SignedInRequest, pk: int) -> HttpResponseBase:
    """The archived message as it went to the server."""
    found = get_object_or_404(Delivery, pk=pk)
    if not found.path:
        raise Http404("Ta wysyłka nie ma jeszcze wiadomości.")
    try:
        content = found.message_file.open("rb")
    except FileNotFoundError:
        logger.exception("The archived message of delivery %s is missing.", pk)
        raise Http404("Wiadomości nie ma w archiwum. Zawiadom administratora.") from None
    name = f"wiadomosc-{found.pk}.eml"
    response = FileResponse(content, content_type="message/rfc822", filename=name, as_attachment=True)
    response["Cache-Control"] = "private, no-store"
    return response


@permission_required(MANAGE, raise_exception=True)
@require_POST
def delivery_again(request: SignedInRequest, pk: int) -> HttpResponse:
    """Send once more what may not have arrived: a person decides."""
    found = get_object_or_404(Delivery, pk=pk)
    try:
        made = planning.send_again(found, by=request.user)
    except NotAllowed as refused:
        messages.warning(request, str(refused))
        return redirect(found)
    hurry_after_commit([made.pk], deliver_report.delay)
    messages.success(request, "Raport idzie ponownie. Ta strona pokazuje nową wysyłkę.")
    return redirect(made)


@permission_required(MANAGE, raise_exception=True)
@require_POST
def delivery_close(request: SignedInRequest, pk: int) -> HttpResponse:
    """Let it rest: the banner goes, the row stays."""
    found = get_object_or_404(Delivery, pk=pk)
    try:
        planning.close(found, by=request.user)
    except NotAllowed as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, "Zamknięto bez ponownej wysyłki.")
    return redirect(found)
