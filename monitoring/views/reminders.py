"""Reminding units: who gets what, send, the log of what was sent."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from hdr_portal.lib.polish import counted
from monitoring import reminding
from monitoring.board_forms import RemindForm
from monitoring.models import Indicator, LetterState, Reminder
from monitoring.tasks import send_reminder
from schools.http import SignedInRequest

PER_PAGE = 30
LETTERS = "wiadomość,wiadomości,wiadomości"


@permission_required("monitoring.remind_schools", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def remind(request: SignedInRequest, pk: int) -> HttpResponse:
    """Who would get a letter about the indicator, and the button that sends."""
    indicator = get_object_or_404(Indicator.objects.select_related("plan", "action"), pk=pk)
    form = RemindForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = reminding.remind_schools(
                indicator,
                again=form.cleaned_data["mimo_to"],
                request_key=form.cleaned_data["request_key"],
                by=request.user,
                wake=send_reminder.delay,
            )
        except reminding.NotAllowed as refused:
            messages.warning(request, str(refused))
            return redirect(indicator)
        messages.success(request, f"Wysyłamy {counted(made.letters.count(), LETTERS)}. Tu widać, które doszły.")
        return redirect(made)
    found = reminding.schools_with_gaps(indicator)
    return render(request, "monitoring/remind.html", {**_preview(found), "indicator": indicator, "form": form})


def _preview(found: list[reminding.SchoolWithGap]) -> dict[str, object]:
    written = [one for one in found if one.is_written_to]
    return {
        "gaps": found,
        "fresh": [one for one in written if not one.is_recent],
        "recent": [one for one in written if one.is_recent],
        "nobody": [one for one in found if not one.addresses],
        "quiet_days": reminding.QUIET_DAYS,
        "sender": settings.DEFAULT_FROM_EMAIL,
    }


@permission_required("monitoring.remind_schools", raise_exception=True)
@require_safe
def reminder(request: SignedInRequest, pk: int) -> HttpResponse:
    """One sending: whom it went to and what the mail server said."""
    found = get_object_or_404(Reminder.objects.select_related("indicator", "requested_by"), pk=pk)
    letters = found.letters.select_related("school")
    response = render(request, "monitoring/reminder.html", {"reminder": found, "letters": letters})
    response["Cache-Control"] = "no-store"
    return response


@permission_required("monitoring.remind_schools", raise_exception=True)
@require_safe
def reminders(request: SignedInRequest) -> HttpResponse:
    """The log of all sendings, newest first."""
    sent = Count("letters", filter=Q(letters__state=LetterState.SENT))
    found = Reminder.objects.select_related("indicator", "requested_by")
    rows = found.annotate(planned=Count("letters"), sent=sent).order_by("-created_at", "-pk")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "monitoring/reminders.html", {"page": page})
