"""Campaigns: the list, one campaign, and what the department does with it."""

import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hdr_portal.lib import polish
from schools.http import SignedInRequest
from schools.keptforms import take_kept_form
from surveys.forms.campaigns import ProlongForm
from surveys.models import Campaign, CampaignState
from surveys.queries.campaign_history import campaign_history
from surveys.queries.campaigns import campaigns_seen_by, standing_of, standings
from surveys.queries.readiness import missing_languages, obstacles
from surveys.services import campaigns as services
from surveys.services.reminders import recipients, remind_schools, reminded_today
from surveys.views.campaign_steps import way

PER_PAGE = 30


@permission_required("surveys.view_campaigns", raise_exception=True)
@require_safe
def campaigns(request: SignedInRequest) -> HttpResponse:
    """All campaigns, the newest first, with how many have answered."""
    page = Paginator(campaigns_seen_by(request.user), PER_PAGE).get_page(request.GET.get("page"))
    known = standings(page.object_list)
    rows = [(campaign, known[campaign.pk]) for campaign in page.object_list]
    return render(request, "surveys/campaigns.html", {"page": page, "rows": rows, "today": timezone.localdate()})


@permission_required("surveys.view_campaigns", raise_exception=True)
@require_safe
def campaign(request: SignedInRequest, pk: int) -> HttpResponse:
    """One campaign: a draft with what it lacks, any other with its counts."""
    found = get_object_or_404(campaigns_seen_by(request.user).select_related("created_by"), pk=pk)
    if found.state == CampaignState.DRAFT:
        return render(request, "surveys/campaign_draft.html", _draft_context(found))
    return render(request, "surveys/campaign.html", _context(request, found))


def _draft_context(found: Campaign) -> dict[str, Any]:
    parts = standing_of(found)
    spoken = {one.part.pk: missing_languages(one.part.instrument) for one in parts}
    return {
        "campaign": found,
        "parts": [(one, spoken[one.part.pk]) for one in parts],
        "missing": obstacles(found, timezone.localdate()),
        "way": way(found, "campaign"),
        "dated": polish.long_date(found.keep_until) in found.notice.get("pl", ""),
    }


def _context(request: SignedInRequest, found: Campaign) -> dict[str, Any]:
    today = timezone.localdate()
    municipal = request.user.scope.school_ids is None
    parts = standing_of(found)
    return {
        "campaign": found,
        "parts": parts,
        "today": today,
        "is_running": found.takes_answers_on(today),
        "is_coming": found.state == CampaignState.ANNOUNCED and today < found.opens_on,
        "days_words": _days_words(found, today),
        "under": sum(one.under for one in parts),
        "is_municipal": municipal,
        "history": campaign_history(found) if municipal else [],
    }


def _days_words(found: Campaign, today: datetime.date) -> str:
    days = f"Od {polish.long_date(found.opens_on)} do {polish.long_date(found.closes_on)}"
    return (
        f"{days} (koniec {polish.days_left(found.closes_on, today)})." if found.takes_answers_on(today) else f"{days}."
    )


@permission_required("surveys.manage_campaigns", raise_exception=True)
@require_POST
def campaign_announce(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show it to schools."""
    found = get_object_or_404(Campaign, pk=pk)
    try:
        services.announce_campaign(found, by=request.user)
    except services.NotAllowed as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, "Kampania ogłoszona. Szkoły widzą ją na stronie Ankiety i mogą przygotować kody.")
    return redirect(found)


@permission_required("surveys.manage_campaigns", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def campaign_prolong(request: SignedInRequest, pk: int) -> HttpResponse:
    """A later last day."""
    found = get_object_or_404(Campaign, pk=pk)
    if found.state != CampaignState.ANNOUNCED:
        return _not_now(
            request, found, "Przedłużyć można tylko ogłoszoną kampanię. Zamkniętej nie otwiera się ponownie."
        )
    form = ProlongForm(request.POST if request.method == "POST" else take_kept_form(request), campaign=found)
    if request.method == "POST" and form.is_valid():
        return _do(
            request, found, lambda: services.prolong_campaign(found, form.cleaned_data["closes_on"], by=request.user),
            "Kampania przedłużona. Szkoły widzą nowy ostatni dzień.",
        )  # fmt: skip
    return render(request, "surveys/campaign_prolong.html", {"form": form, "campaign": found})


@permission_required("surveys.manage_campaigns", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def campaign_close(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask once more, then close for good."""
    found = get_object_or_404(Campaign, pk=pk)
    if request.method == "POST":
        done = "Kampania zamknięta. Portal liczy wyniki; pojawią się za chwilę na stronie Wyniki."
        return _do(request, found, lambda: services.close_campaign(found, by=request.user), done)
    if found.state != CampaignState.ANNOUNCED:
        return redirect(found)
    return render(request, "surveys/campaign_close.html", {"campaign": found, "parts": standing_of(found)})


@permission_required("surveys.manage_campaigns", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def campaign_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Delete a draft after asking once more."""
    found = get_object_or_404(Campaign, pk=pk)
    if request.method == "POST":
        try:
            services.delete_draft(found, by=request.user)
        except services.NotAllowed as refused:
            return _not_now(request, found, str(refused))
        messages.success(request, f"Usunięto szkic kampanii „{found}”.")
        return redirect("surveys:campaigns")
    if found.state != CampaignState.DRAFT:
        return redirect(found)
    return render(request, "surveys/campaign_delete.html", {"campaign": found})


@permission_required("surveys.manage_campaigns", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def campaign_remind(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write to coordinators and directors of schools under the goal, once a day at most."""
    found = get_object_or_404(Campaign, pk=pk)
    if request.method == "POST":
        try:
            told = remind_schools(found, by=request.user)
        except services.NotAllowed as refused:
            return _not_now(request, found, str(refused))
        if told.failed:
            messages.warning(request, f"Poczta nie przyjęła wiadomości do: {', '.join(told.failed)}.")
        if told.sent:
            messages.success(request, f"Wysłano {polish.counted(told.sent, 'wiadomość,wiadomości,wiadomości')}.")
        return redirect(found)
    context = {"campaign": found, "letters": recipients(found), "already": reminded_today(found)}
    return render(request, "surveys/campaign_remind.html", context)


def _do(request: SignedInRequest, found: Campaign, verb: Any, done: str) -> HttpResponse:
    try:
        verb()
    except services.NotAllowed as refused:
        return _not_now(request, found, str(refused))
    messages.success(request, done)
    return redirect(found)


def _not_now(request: SignedInRequest, found: Campaign, sentence: str) -> HttpResponse:
    messages.warning(request, sentence)
    return redirect(found)
