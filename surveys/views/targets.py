"""One group at one school: its link with QR, texts ready to be sent, a poster; codes and paper have pages beside it."""

from typing import Any

from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from schools.http import SignedInRequest
from surveys.addresses import entrance_url, qr_drawing, typed_url
from surveys.models import Anonymity, Campaign, CampaignState, ResultAccess, Target
from surveys.printing.posters import invitation_of, poster_pdf
from surveys.queries.campaigns import standing_at
from surveys.ready_texts import diary_texts, door_texts
from surveys.services.paper import takes_paper

PER_PAGE = 100
PDF_HEADERS = {"Cache-Control": "private, no-store"}


@permission_required("surveys.view_campaigns", raise_exception=True)
@require_safe
def target(request: SignedInRequest, pk: int) -> HttpResponse:
    """The group's page."""
    found = reached_target(request, pk, "surveys.view_campaigns")
    invitation = invitation_of(found)
    context = {
        "address": entrance_url(found),
        "typed": typed_url(),
        "qr": qr_drawing(entrance_url(found), "Kod QR ankiety"),
        "diary": diary_texts(invitation),
        "door": door_texts(invitation),
    }
    return render(request, "surveys/target.html", {**target_context(request, found, "target"), **context})


@permission_required("surveys.view_campaigns", raise_exception=True)
@require_safe
def target_poster(request: SignedInRequest, pk: int) -> HttpResponse:
    """The poster for the door."""
    found = reached_target(request, pk, "surveys.view_campaigns")
    return pdf_answer(poster_pdf(found).content, f"plakat-ankiety-{found.pk}.pdf")


@permission_required("surveys.view_accesses", raise_exception=True)
@require_safe
def accesses(request: SignedInRequest, pk: int) -> HttpResponse:
    """Who saw or took the results of a campaign."""
    campaign = get_object_or_404(Campaign, pk=pk)
    rows = ResultAccess.objects.filter(campaign=campaign).select_related("user", "school")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "surveys/accesses.html", {"campaign": campaign, "page": page})


# --- What the group's pages share -----------------------------------------------------------------------------------
def reached_target(request: SignedInRequest, pk: int, permission: str) -> Target:
    """A group in scope where a role of the person allows the verb; a school does not know of drafts (404)."""
    rows = Target.objects.select_related("part__campaign", "part__instrument", "school")
    found: Target = get_object_or_404(rows, pk=pk)
    if not request.user.has_perm(permission, found):
        raise PermissionDenied
    if found.part.campaign.state == CampaignState.DRAFT and request.user.scope.school_ids is not None:
        raise Http404
    return found


def target_context(request: SignedInRequest, found: Target, here: str) -> dict[str, Any]:
    """What each page of the group shows on top."""
    campaign = found.part.campaign
    tabs = [("target", "Link i teksty", True)]
    tabs.append(
        (
            "target_codes",
            "Kody",
            campaign.anonymity == Anonymity.CODES and request.user.has_perm("surveys.manage_codes", found),
        )
    )
    tabs.append(("paper", "Papier", request.user.has_perm("surveys.enter_paper", found)))
    return {
        "target": found,
        "campaign": campaign,
        "standing": standing_at(found),
        "today": timezone.localdate(),
        "here": here,
        "tabs": [(name, label) for name, label, shown in tabs if shown],
        "takes_paper": takes_paper(campaign),
    }


def pdf_answer(content: bytes, name: str) -> HttpResponse:
    """A PDF to keep, not stored by caches."""
    headers = {**PDF_HEADERS, "Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
