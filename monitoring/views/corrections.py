"""Corrections of an indicator: sign one, withdraw one."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from monitoring import signing
from monitoring.board_forms import CorrectionForm
from monitoring.models import Correction, Indicator
from monitoring.queries import board_row
from schools.evidence import NotStored, store_evidence
from schools.http import SignedInRequest
from schools.keptforms import take_kept_form
from schools.models import User


@permission_required("monitoring.correct_indicator", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def correction_add(request: SignedInRequest, pk: int) -> HttpResponse:
    """Sign a correction."""
    indicator = get_object_or_404(Indicator.objects.select_related("plan", "action"), pk=pk)
    row = board_row(indicator, timezone.localdate())
    typed = request.POST if request.method == "POST" else take_kept_form(request)
    form = CorrectionForm(typed, request.FILES or None, indicator=indicator, rule=row.question.rule, user=request.user)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            signing.sign_correction(
                indicator,
                _input(form.cleaned_data, request.user),
                form_key=form.cleaned_data["form_key"],
                by=request.user,
            )
        except NotStored as error:
            form.add_error("file", error.sentence)
            status = 503
        else:
            messages.success(request, "Korekta podpisana. Stoi obok liczb z zapisów, a stan oceniamy po jej dodaniu.")
            return redirect(f"{indicator.get_absolute_url()}#korekty")
    context = {"form": form, "indicator": indicator, "row": row, "kept": request.method != "POST" and typed is not None}
    return render(request, "monitoring/correction_form.html", context, status=status)


def _input(cleaned: dict[str, Any], by: User) -> signing.CorrectionInput:
    """The file is stored first, outside the transaction; the same one sent twice is kept once."""
    school, file, evidence = cleaned.get("school"), cleaned.get("file"), None
    if file:
        evidence = store_evidence(school=school, kind=cleaned["kind"], day=cleaned["day"], upload=file, by=by)
    return signing.CorrectionInput(
        day=cleaned["day"],
        amount=cleaned["amount"],
        reason=cleaned["reason"],
        group=cleaned.get("group", ""),
        school=school,
        evidence=evidence,
    )


@permission_required("monitoring.correct_indicator", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def correction_withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask once more, then take the correction back."""
    found = get_object_or_404(Correction.objects.select_related("indicator", "school"), pk=pk)
    back = f"{found.indicator.get_absolute_url()}#korekty"
    if request.method == "POST":
        signing.withdraw_correction(found, by=request.user)
        messages.success(request, "Korekta wycofana. Została na liście jako wycofana.")
        return redirect(back)
    if found.withdrawn_at:
        return redirect(back)
    return render(request, "monitoring/correction_withdraw.html", {"correction": found})
