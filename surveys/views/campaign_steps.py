"""Making a campaign, a page a step: basics, groups, schools, numbers of people, notice; then the campaign's own page."""

import datetime
from collections.abc import Callable
from itertools import pairwise
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from hdr_portal.lib.periods import months_later
from schools.http import SignedInRequest
from schools.keptforms import take_kept_form
from surveys.forms.campaigns import BasicsForm, GroupsForm, NoticeForm, SchoolsForm
from surveys.forms.populations import PopulationsForm
from surveys.models import Campaign, CampaignState
from surveys.queries.readiness import obstacles
from surveys.services import campaigns as services
from surveys.services.campaign_groups import asked_schools, choose_instruments, choose_schools, set_populations

STEPS = (
    ("campaign_edit", "Podstawy"),
    ("campaign_groups", "Grupy"),
    ("campaign_schools", "Szkoły"),
    ("campaign_populations", "Liczebności"),
    ("campaign_notice", "Informacja o danych"),
    ("campaign", "Ogłoszenie"),
)
USUAL_DAYS = 30
USUAL_KEEPING_MONTHS = 24


def way(campaign: Campaign | None, current: str) -> list[dict[str, str]]:
    """The steps of a campaign: those that lack nothing are done, each leads to its page."""
    lacking = {one.step for one in obstacles(campaign, timezone.localdate())} if campaign else set()
    for before, after in pairwise(("campaign_groups", "campaign_schools", "campaign_populations")):
        lacking |= {after} if before in lacking else set()  # what hangs on a step that is not done is not done
    return [_stop(campaign, name, label, current, lacking) for name, label in STEPS]


def _stop(campaign: Campaign | None, name: str, label: str, current: str, lacking: set[str]) -> dict[str, str]:
    done = campaign is not None and name not in lacking and name != "campaign"
    state = "current" if name == current else "done" if done else "todo"
    return {"label": label, "state": state, "url": reverse(f"surveys:{name}", args=[campaign.pk]) if campaign else ""}


@permission_required("surveys.manage_campaigns", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def campaign_add(request: SignedInRequest) -> HttpResponse:
    """Start a campaign: the first step makes the draft, so nothing typed later is lost."""
    typed = request.POST if request.method == "POST" else take_kept_form(request)
    form = BasicsForm(typed, initial=_usual_days())
    if request.method == "POST" and form.is_valid():
        try:
            made = services.create_campaign(form.as_input(), anonymity=form.cleaned_data["anonymity"], by=request.user)
        except services.NotAllowed as refused:
            form.add_error("name", str(refused))
        else:
            return redirect("surveys:campaign_groups", made.pk)
    return render(request, "surveys/campaign_basics.html", {"form": form, "way": way(None, "campaign_edit")})


def _usual_days() -> dict[str, Any]:
    today = timezone.localdate()
    opens = today + datetime.timedelta(days=7)
    closes = opens + datetime.timedelta(days=USUAL_DAYS)
    return {"opens_on": opens, "closes_on": closes, "keep_until": months_later(closes, USUAL_KEEPING_MONTHS)}


@permission_required("surveys.manage_campaigns", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def campaign_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Step one again."""
    found = get_object_or_404(Campaign, pk=pk)
    form = BasicsForm(_typed(request), campaign=found)
    return _step(
        request, found, form, "campaign_edit", "surveys/campaign_basics.html",
        lambda: services.change_basics(found, form.as_input(), by=request.user),
    )  # fmt: skip


@permission_required("surveys.manage_campaigns", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def campaign_groups(request: SignedInRequest, pk: int) -> HttpResponse:
    """Step two: who is asked with what."""
    found = get_object_or_404(Campaign, pk=pk)
    form = GroupsForm(_typed(request), campaign=found)
    return _step(
        request, found, form, "campaign_groups", "surveys/campaign_groups.html",
        lambda: choose_instruments(found, form.chosen()),
    )  # fmt: skip


@permission_required("surveys.manage_campaigns", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def campaign_schools(request: SignedInRequest, pk: int) -> HttpResponse:
    """Step three: where."""
    found = get_object_or_404(Campaign, pk=pk)
    form = SchoolsForm(_typed(request), asked=asked_schools(found))
    return _step(
        request, found, form, "campaign_schools", "surveys/campaign_schools.html",
        lambda: choose_schools(found, form.cleaned_data["schools"]),
    )  # fmt: skip


@permission_required("surveys.manage_campaigns", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def campaign_populations(request: SignedInRequest, pk: int) -> HttpResponse:
    """Step four: how many people; after the announcement, corrections."""
    found = get_object_or_404(Campaign, pk=pk)
    form = PopulationsForm(_typed(request), campaign=found)
    return _step(
        request, found, form, "campaign_populations", "surveys/campaign_populations.html",
        lambda: set_populations(found, form.sizes(), form.goals(), by=request.user),
        states=(CampaignState.DRAFT, CampaignState.ANNOUNCED),
    )  # fmt: skip


@permission_required("surveys.manage_campaigns", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def campaign_notice(request: SignedInRequest, pk: int) -> HttpResponse:
    """Step five: what respondents are told of their data."""
    found = get_object_or_404(Campaign, pk=pk)
    form = NoticeForm(_typed(request), campaign=found)
    return _step(
        request, found, form, "campaign_notice", "surveys/campaign_notice.html",
        lambda: services.set_notice(found, form.as_input(), by=request.user),
    )  # fmt: skip


# --- What the steps share -------------------------------------------------------------------------------------------
def _typed(request: SignedInRequest) -> Any:
    return request.POST if request.method == "POST" else take_kept_form(request)


def _step(  # noqa: PLR0913 - each is a part of a step
    request: SignedInRequest,
    found: Campaign,
    form: forms.Form,
    name: str,
    template: str,
    write: Callable[[], Campaign],
    *,
    states: tuple[str, ...] = (CampaignState.DRAFT,),
) -> HttpResponse:
    """Show the step or write it and go on; a campaign that may not be changed any more is shown instead."""
    if found.state not in states:
        messages.warning(request, "Kampania jest już ogłoszona. Zmienić można tylko dzień zamknięcia i liczebności.")
        return redirect(found)
    if request.method == "POST" and form.is_valid():
        try:
            write()
        except services.NotAllowed as refused:
            messages.warning(request, str(refused))
            return redirect(found)
        return redirect(_next(found, name))
    context = {"form": form, "campaign": found, "is_draft": found.state == CampaignState.DRAFT, "way": way(found, name)}
    return render(request, template, context)


def _next(found: Campaign, name: str) -> str:
    names = [one for one, _ in STEPS]
    following = names[names.index(name) + 1] if found.state == CampaignState.DRAFT else "campaign"
    return reverse(f"surveys:{following}", args=[found.pk])
