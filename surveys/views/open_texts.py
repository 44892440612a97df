"""Written answers: the department reads them before anybody else does."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from schools.http import SignedInRequest
from surveys.forms.results import ReviewForm
from surveys.models import Campaign, OpenText, OpenTextState, Tally
from surveys.queries.results import newest_tally
from surveys.questionnaire import POLISH, say
from surveys.questionnaires import questionnaire_of
from surveys.services.accesses import VIEW_TEXTS, note_view
from surveys.services.texts import release_text, withhold_text

PERMISSION = "surveys.review_texts"
PER_PAGE = 25
STATE = "stan"
WITHHOLD = "wstrzymaj"


@permission_required(PERMISSION, raise_exception=True)
@require_safe
def open_texts(request: SignedInRequest, pk: int) -> HttpResponse:
    """Written answers of a campaign, those that wait first."""
    campaign = get_object_or_404(Campaign, pk=pk)
    tally = newest_tally(campaign)
    state = request.GET.get(STATE, "")
    state = state if state in OpenTextState.values else OpenTextState.WAITING
    rows = OpenText.objects.filter(tally=tally) if tally else OpenText.objects.none()
    page = Paginator(
        rows.filter(state=state).select_related("part__instrument").order_by("part", "code", "text"), PER_PAGE
    )
    shown = page.get_page(request.GET.get("page"))
    if tally:
        note_view(campaign, by=request.user, what=VIEW_TEXTS)
    context = {"campaign": campaign, "page": shown, "rows": _rows(shown.object_list), **_states(tally, state)}
    return render(request, "surveys/open_texts.html", context)


def _rows(texts: Any) -> list[tuple[OpenText, str, ReviewForm]]:
    """Each with its question and a form that holds the text."""
    return [
        (one, _question(one), ReviewForm(initial={"shown": one.shown or one.text}, auto_id=f"id_{one.pk}_%s"))
        for one in texts
    ]


def _question(text: OpenText) -> str:
    item = questionnaire_of(text.part.instrument).item.get(text.code)
    return say(item.text, POLISH) if item else text.code


def _states(tally: Tally | None, state: str) -> dict[str, Any]:
    counts = {one: OpenText.objects.filter(tally=tally, state=one).count() for one in OpenTextState.values}
    return {"state": state, "states": [(one.value, str(one.label), counts[one.value]) for one in OpenTextState]}


@permission_required(PERMISSION, raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def open_text(request: SignedInRequest, pk: int) -> HttpResponse:
    """One written answer: let it pass in these words, or withhold it."""
    text = get_object_or_404(OpenText.objects.select_related("part__instrument", "tally__campaign"), pk=pk)
    form = ReviewForm(request.POST or None, initial={"shown": text.shown or text.text})
    if request.method == "POST" and _decided(request, text, form):
        return redirect(
            f"{reverse('surveys:open_texts', args=[text.tally.campaign_id])}?{STATE}={OpenTextState.WAITING}"
        )
    context = {"text": text, "campaign": text.tally.campaign, "question": _question(text), "form": form}
    return render(request, "surveys/open_text.html", context)


def _decided(request: SignedInRequest, text: OpenText, form: ReviewForm) -> bool:
    if request.POST.get("decyzja") == WITHHOLD:
        withhold_text(text, by=request.user)
        messages.success(request, "Odpowiedź wstrzymana.")
        return True
    if not form.is_valid():
        return False
    release_text(text, by=request.user, shown=form.cleaned_data["shown"])
    messages.success(request, "Odpowiedź będzie pokazana.")
    return True
