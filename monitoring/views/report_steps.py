"""What can be done with a finished report: check it, correct it."""

import uuid

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from monitoring.models import Report
from monitoring.report_checks import NothingToCheck, request_check
from monitoring.report_editions import NothingToCorrect, Overtaken, StillBeingMade, correct_report, editions_of
from monitoring.report_forms.orders import MAKE
from monitoring.report_forms.writing import EditionForm
from monitoring.tasks import check_report, make_report
from monitoring.views.report_frame import VIEW, fetched, finished
from schools.http import SignedInRequest
from schools.keptforms import take_kept_form

WAIT = "Najnowsze wydanie jeszcze powstaje. Poczekaj na nie i dopiero wtedy koryguj."


@permission_required(VIEW, raise_exception=True)
@require_POST
def report_check(request: SignedInRequest, pk: int) -> HttpResponse:
    """Check a report: its file, a second rendering, the records. Two clicks make one check."""
    found = fetched(request, pk)
    try:
        request_check(found, request_key=_key(request), by=request.user, wake=check_report.delay)
    except NothingToCheck:
        messages.warning(request, "Tego raportu nie ma jeszcze czego sprawdzać.")
    else:
        messages.success(request, "Sprawdzanie zlecone. Wynik pokaże się na tej stronie i na niej zostanie.")
    return redirect(found)


def _key(request: SignedInRequest) -> uuid.UUID:
    """The form's key; a form without one is a request of its own."""
    try:
        return forms.UUIDField().clean(request.POST.get("request_key")) or uuid.uuid4()
    except forms.ValidationError:
        return uuid.uuid4()


@permission_required(MAKE, raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def report_correct(request: SignedInRequest, pk: int) -> HttpResponse:
    """A new edition of the report, with the reason; earlier editions stay as they are."""
    found = finished(request, pk, MAKE)
    kept = None if request.method == "POST" else take_kept_form(request)
    newest = editions_of(found).last() or found
    form = EditionForm(request.POST if request.method == "POST" else kept, seen=newest.edition)
    if request.method == "POST" and form.is_valid():
        edition = _corrected(request, found, form)
        if edition:
            messages.success(request, "Nowe wydanie zlecone. Poprzednie zostaje w archiwum bez zmian.")
            return redirect(edition)
    status = 422 if request.method == "POST" else 200
    context = {"report": found, "newest": newest, "form": form, "kept": kept}
    return render(request, "monitoring/report_correct.html", context, status=status)


def _corrected(request: SignedInRequest, report: Report, form: EditionForm) -> Report | None:
    given = form.cleaned_data
    try:
        return correct_report(
            report, reason=given["reason"], seen=given["seen"], request_key=given["request_key"],
            by=request.user, wake=make_report.delay,
        )  # fmt: skip
    except StillBeingMade:
        form.add_error(None, WAIT)
    except NothingToCorrect:
        form.add_error(None, "Pierwsze wydanie nie powstało. Zleć raport od nowa.")
    except Overtaken as overtaken:
        form.overtaken_by(overtaken.newest)
    return None
