"""Pages of results: the list, a campaign's results for the city and for a school. While it runs: counts alone."""

from typing import Any

from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from schools.http import SignedInRequest
from schools.models import School
from surveys.forms.results import FileForm
from surveys.models import Campaign, CampaignState, Part, Tally
from surveys.queries.campaigns import campaigns_seen_by, standing_of
from surveys.queries.results import newest_tally, schools_with_results, sees_city, waiting_texts, with_tallies
from surveys.resultbooks.book import group_books, parts_at, views_at, waves_at
from surveys.resultbooks.words import HIDDEN
from surveys.services.accesses import VIEW_CITY, VIEW_SCHOOL, note_view

PERMISSION = "surveys.view_results"
PER_PAGE = 30
GROUP, VIEWS, CHANGES = "grupa", "porownanie", "zmiany"


@permission_required(PERMISSION, raise_exception=True)
@require_safe
def results(request: SignedInRequest) -> HttpResponse:
    """Campaigns with results, and those that will have some."""
    campaigns = with_tallies(campaigns_seen_by(request.user).exclude(state=CampaignState.DRAFT))
    page = Paginator(campaigns, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "surveys/results.html", {"page": page, "today": timezone.localdate()})


@permission_required(PERMISSION, raise_exception=True)
@require_safe
def campaign_results(request: SignedInRequest, pk: int) -> HttpResponse:
    """The city's results for those who see all; a school's people are led to their school."""
    campaign = _campaign(request, pk)
    if sees_city(request.user):
        return _page(request, campaign, None)
    schools = schools_with_results(campaign, request.user)
    if len(schools) == 1:
        return redirect("surveys:school_results", campaign.pk, schools[0].pk)
    return render(request, "surveys/result_schools.html", {"campaign": campaign, "schools": schools})


@permission_required(PERMISSION, raise_exception=True)
@require_safe
def school_results(request: SignedInRequest, pk: int, school_pk: int) -> HttpResponse:
    """A school's results, with what it may be compared with."""
    campaign = _campaign(request, pk)
    school = get_object_or_404(School, pk=school_pk)
    if not request.user.has_perm(PERMISSION, school):
        raise PermissionDenied
    return _page(request, campaign, school)


def _campaign(request: SignedInRequest, pk: int) -> Campaign:
    return get_object_or_404(campaigns_seen_by(request.user).exclude(state=CampaignState.DRAFT), pk=pk)


def _page(request: SignedInRequest, campaign: Campaign, school: School | None) -> HttpResponse:
    tally = newest_tally(campaign)
    base: dict[str, Any] = {"campaign": campaign, "school": school, "today": timezone.localdate(), "hidden": HIDDEN}
    if tally is None:
        counting = Tally.objects.filter(campaign=campaign).order_by("-revision").first()
        counts = standing_of(campaign) if campaign.state == CampaignState.ANNOUNCED else []
        return render(request, "surveys/results_waiting.html", {**base, "counting": counting, "parts": counts})
    parts = parts_at(tally, school)
    if school and not parts:
        raise Http404("Tej szkoły nie pytano w tej kampanii.")
    note_view(campaign, by=request.user, school=school, what=VIEW_SCHOOL if school else VIEW_CITY)
    context = {**base, "tally": tally, **_frame(request, campaign, school, parts)}
    return render(request, "surveys/campaign_results.html", context | _content(request, tally, school, parts))


def _frame(request: SignedInRequest, campaign: Campaign, school: School | None, parts: list[Part]) -> dict[str, Any]:
    """Tabs, the way to schools, files."""
    asked = request.GET.get(GROUP, "")
    tabs = [(part.audience, str(part.get_audience_display())) for part in parts]
    tabs += [(VIEWS, "Porównanie grup"), (CHANGES, "Zmiany w czasie")]
    return {
        "tabs": tabs,
        "tab": asked if asked in dict(tabs) else tabs[0][0],
        "schools": schools_with_results(campaign, request.user),
        "sees_city": sees_city(request.user),
        "form": FileForm(school=school),
    }


def _content(request: SignedInRequest, tally: Tally, school: School | None, parts: list[Part]) -> dict[str, Any]:
    asked = request.GET.get(GROUP, "")
    if asked == VIEWS:
        return {"views": views_at(tally.campaign, by=request.user, school=school)}
    if asked == CHANGES:
        books = [(part, waves_at(part, by=request.user, school=school)) for part in parts]
        return {"waves": [book for _, book in books if book], "once": [part for part, book in books if not book]}
    chosen = [part for part in parts if part.audience == asked] or parts[:1]
    books_of = group_books(tally, chosen, by=request.user, school=school, with_texts=True)
    waiting = waiting_texts(tally) if request.user.has_perm("surveys.review_texts") else 0
    return {"book": next(iter(books_of), None), "waiting": waiting}
