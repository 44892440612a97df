"""What happens to a SELFIE card: sent, confirmed, returned, withdrawn; its report; the workbook of many."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from hdr_portal.lib.polish import counted
from schools.evidence import NotStored, store_evidence
from schools.http import SignedInRequest
from schools.keptforms import take_kept_form
from schools.models import EvidenceKind
from surveys.forms.selfie import RemarkForm, ReportForm
from surveys.models import SelfieCard
from surveys.queries.selfie import cards
from surveys.selfie import rules
from surveys.services import selfie as services
from surveys.views.selfie_cards import card_response

MOVED_ON = "Ta karta zmieniła w międzyczasie stan, więc nic nie zrobiono. Sprawdź, co z nią teraz."
NO_SCHOOL_RIGHT = "surveys.view_selfie"


@permission_required("surveys.record_selfie", raise_exception=True)
@require_POST
def selfie_submit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Send a complete draft to be confirmed."""
    card = _card(pk)
    _refuse_foreign(request, card, "surveys.record_selfie")
    try:
        services.submit_card(card, by=request.user)
    except services.NotPossible as error:
        messages.warning(request, f"Karty nie złożono. {error}")
    except services.NotAllowed:
        messages.warning(request, MOVED_ON)
    else:
        messages.success(request, "Karta złożona. Czeka, aż potwierdzi ją druga osoba: dyrektor albo Wydział Edukacji.")
    return redirect(card)


@permission_required("surveys.confirm_selfie", raise_exception=True)
@require_POST
def selfie_confirm(request: SignedInRequest, pk: int) -> HttpResponse:
    """Confirm as the second person."""
    card = _card(pk)
    _refuse_foreign(request, card, "surveys.confirm_selfie")
    try:
        services.confirm_card(card, by=request.user)
    except services.NotAllowed:
        messages.warning(request, MOVED_ON)
    else:
        messages.success(request, "Karta potwierdzona. Od teraz liczy się we wskaźniku 1.6/1.7.")
    return redirect(card)


@permission_required("surveys.confirm_selfie", raise_exception=True)
@require_POST
def selfie_confirm_many(request: SignedInRequest) -> HttpResponse:
    """Confirm the ticked cards; those that the person may not confirm stay, and that is told."""
    ticked = [int(pk) for pk in request.POST.getlist("karta") if pk.isdecimal() and len(pk) < 19]
    confirmed, left = services.confirm_cards(ticked, by=request.user)
    if not ticked:
        messages.warning(request, "Nie zaznaczono żadnej karty. Zaznacz te, które potwierdzasz.")
    if confirmed:
        said = counted(len(confirmed), "kartę,karty,kart")
        messages.success(request, f"Potwierdzono {said}. Liczą się od teraz we wskaźniku 1.6/1.7.")
    if left:
        names = ", ".join(str(card.school) for card in left)
        messages.warning(
            request, f"Bez potwierdzenia zostały: {names}. Karty nie potwierdza ten, kto ją wpisał lub złożył."
        )
    return redirect("surveys:selfie_cards")


@permission_required("surveys.record_selfie", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def selfie_return(request: SignedInRequest, pk: int) -> HttpResponse:
    """Back to draft, with a remark."""
    words = {"title": "Zwróć kartę do poprawy", "button": "Zwróć do poprawy", "danger": False}
    return _with_remark(request, _card(pk), services.return_card, rules.may_return, words, "Karta wróciła do poprawy.")


@permission_required("surveys.record_selfie", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def selfie_withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a card back for good."""
    words = {"title": "Wycofaj kartę", "button": "Wycofaj kartę", "danger": True}
    done = "Karta wycofana. Nie liczy się już we wskaźniku; zostaje do wglądu."
    return _with_remark(request, _card(pk), services.withdraw_card, rules.may_withdraw, words, done)


def _with_remark(
    request: SignedInRequest,
    card: SelfieCard,
    verb: Callable[..., SelfieCard],
    may: Callable[..., bool],
    words: dict[str, Any],
    done: str,
) -> HttpResponse:
    if not may(card, request.user):
        raise PermissionDenied
    typed = request.POST if request.method == "POST" else take_kept_form(request)
    form = RemarkForm(typed)
    if request.method == "POST" and form.is_valid():
        try:
            verb(card, remark=form.cleaned_data["remark"], by=request.user)
        except services.NotAllowed:
            messages.warning(request, MOVED_ON)
        else:
            messages.success(request, done)
        return redirect(card)
    return render(request, "surveys/selfie_remark.html", {"card": card, "form": form, **words})


@permission_required("surveys.record_selfie", raise_exception=True)
@require_POST
def selfie_report(request: SignedInRequest, pk: int) -> HttpResponse:
    """Attach the report of the session."""
    card = _card(pk)
    if not rules.may_attach(card, request.user):
        raise PermissionDenied
    form = ReportForm(request.POST, request.FILES)
    if not form.is_valid():
        return card_response(request, card, form, status=422)
    try:
        with transaction.atomic():  # file and link together, or neither
            evidence = store_evidence(
                school=card.school,
                kind=EvidenceKind.REPORT,
                day=min(card.finished_on, timezone.localdate()),
                upload=form.cleaned_data["file"],
                by=request.user,
            )
            services.attach_report(card, evidence, by=request.user)
    except NotStored as error:
        form.add_error("file", error.sentence)
        return card_response(request, card, form, status=503)
    messages.success(request, f"Dołączono raport {evidence.name}.")
    return redirect(card)


@permission_required("surveys.record_selfie", raise_exception=True)
@require_POST
def selfie_report_remove(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take the report off a draft."""
    card = _card(pk)
    try:
        services.detach_report(card, by=request.user)
    except services.NotAllowed as error:
        raise PermissionDenied from error
    messages.success(request, "Odłączono raport. Plik pozostał w archiwum dowodów.")
    return redirect(card)


def _card(pk: int) -> SelfieCard:
    found: SelfieCard = get_object_or_404(cards(), pk=pk)
    return found


def _refuse_foreign(request: SignedInRequest, card: SelfieCard, permission: str) -> None:
    """A role held elsewhere does not reach this school."""
    if not request.user.has_perm(permission, card):
        raise PermissionDenied
