"""Pages of SELFIE cards: the calendar, a card, its form, the city's picture."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from schools.http import SignedInRequest
from schools.keptforms import take_kept_form
from surveys.forms.selfie import ReportForm, SelfieForm, schools_to_record
from surveys.models import CardState, SelfieCard
from surveys.queries.selfie import bands_by_year, calendar, cards, school_years, waiting_cards
from surveys.queries.selfie_page import card_page, city_page
from surveys.selfie import rules
from surveys.services import selfie as services


@permission_required("surveys.view_selfie", raise_exception=True)
@require_safe
def selfie_cards(request: SignedInRequest) -> HttpResponse:
    """The calendar of schools and school years, what waits to be confirmed, who is missing."""
    today = timezone.localdate()
    rows = calendar(today)
    waiting = [(card, rules.may_confirm(card, request.user)) for card in waiting_cards()]
    context = {
        "rows": rows,
        "years": school_years(today),
        "missing": [row.school for row in rows if not row.years[0][1]],
        "waiting": waiting,
        "may_confirm_any": any(may for _, may in waiting),
        "whole": request.user.scope.school_ids is None,
        "withdrawn": SelfieCard.objects.filter(state=CardState.WITHDRAWN).select_related("school"),
    }
    return render(request, "surveys/selfie_cards.html", context)


@permission_required("surveys.record_selfie", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def selfie_add(request: SignedInRequest) -> HttpResponse:
    """A new card, as a draft."""
    typed = request.POST if request.method == "POST" else take_kept_form(request)
    form = SelfieForm(
        typed, user=request.user, schools=schools_to_record(request.user), initial={"school": request.GET.get("szkola")}
    )
    if request.method == "POST" and form.is_valid():
        try:
            card = services.record_card(
                form.as_input(),
                school=form.cleaned_data["school"],
                form_key=form.cleaned_data["form_key"],
                by=request.user,
            )
        except services.NotPossible as error:  # somebody was quicker by a moment
            form.add_error("finished_on", str(error))
        else:
            messages.success(request, "Szkic karty zapisany. Teraz dołącz raport i złóż kartę do potwierdzenia.")
            return redirect(card)
    return _form_page(request, form, None, kept=request.method != "POST" and typed is not None)


@permission_required("surveys.record_selfie", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def selfie_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change a draft."""
    card = _card(pk)
    if not rules.may_edit(card, request.user):
        raise PermissionDenied
    typed = request.POST if request.method == "POST" else take_kept_form(request)
    form = SelfieForm(typed, user=request.user, card=card)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_card(card, form.as_input(), version=form.cleaned_data["version"], by=request.user)
        except (services.NotPossible, services.Stale) as error:  # somebody was quicker by a moment
            form.add_error(None, str(error) or "Ktoś zapisał tę kartę przed chwilą. Zapisz jeszcze raz.")
        else:
            messages.success(request, "Zmiany zapisane.")
            return redirect(card)
    return _form_page(request, form, card, kept=request.method != "POST" and typed is not None)


def _form_page(request: SignedInRequest, form: SelfieForm, card: SelfieCard | None, *, kept: bool) -> HttpResponse:
    return render(request, "surveys/selfie_form.html", {"form": form, "card": card, "kept": kept})


@permission_required("surveys.view_selfie", raise_exception=True)
@require_safe
def selfie_card(request: SignedInRequest, pk: int) -> HttpResponse:
    """One card: its profile, numbers, proof, what may be done with it, its history."""
    return card_response(request, _card(pk), ReportForm())


def card_response(request: SignedInRequest, card: SelfieCard, form: ReportForm, status: int = 200) -> HttpResponse:
    """The card's page, also with a form of the report that was not taken."""
    user = request.user
    context: dict[str, Any] = {
        "card": card,
        "page": card_page(card, own=rules.is_own(card, user)),
        "own": rules.is_own(card, user),
        "missing": services.what_is_missing(card) if rules.may_edit(card, user) else [],
        "report_form": form if rules.may_attach(card, user) else None,
        "may": {
            name: getattr(rules, f"may_{name}")(card, user)
            for name in ("edit", "confirm", "return", "withdraw", "attach")
        },
        "second_person": card.state == CardState.SUBMITTED
        and user.has_perm("surveys.confirm_selfie", card)
        and not rules.may_confirm(card, user),
    }
    return render(request, "surveys/selfie_card.html", context, status=status)


@permission_required("surveys.view_selfie", raise_exception=True)
@require_safe
def selfie_city(request: SignedInRequest) -> HttpResponse:
    """The city's medians and middle halves in a school year, without names."""
    years = school_years(timezone.localdate())
    asked = request.GET.get("rok", "")
    found = {str(year.year): year for year in years}
    if asked and asked not in found:
        raise Http404("Nie ma takiego roku szkolnego.")
    bands = bands_by_year(years)
    year = found[asked] if asked else next((one for one in years if bands[one]), years[0])
    context = {"years": years, "year": year, "page": city_page(bands[year])}
    return render(request, "surveys/selfie_city.html", context)


def _card(pk: int) -> SelfieCard:
    found: SelfieCard = get_object_or_404(cards(), pk=pk)
    return found
