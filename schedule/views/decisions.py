"""What happens to a record: sent, taken back, approved, returned, voided."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from schedule import services
from schedule.forms import RemarkForm
from schedule.models import Activity
from schools.http import SignedInRequest
from schools.keptforms import take_kept_form

Texts = dict[str, str | bool]


def _activity(pk: int) -> Activity:
    found: Activity = get_object_or_404(Activity.objects.select_related("keeper"), pk=pk)
    return found


def _do(request: SignedInRequest, pk: int, verb: Callable[..., Activity], done: str) -> HttpResponse:
    """Run a verb; a stale button (the record has moved on meanwhile) gets a sentence, not an error."""
    found = _activity(pk)
    try:
        verb(found, by=request.user)
    except services.NotAllowed:
        if not request.user.has_perm("schedule.record_activity", found):
            raise PermissionDenied from None
        messages.warning(
            request, "Ten zapis zmienił w międzyczasie stan, więc nic nie zrobiono. Sprawdź, co z nim teraz."
        )
    else:
        messages.success(request, done)
    return redirect(found)


@permission_required("schedule.submit_activity", raise_exception=True)
@require_POST
def submit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Send to the department."""
    return _do(
        request, pk, services.submit_activity, "Wysłano do zatwierdzenia. Wydział Edukacji zobaczy zapis od razu."
    )


@permission_required("schedule.submit_activity", raise_exception=True)
@require_POST
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take back before a decision."""
    return _do(request, pk, services.withdraw_activity, "Wycofano. Zapis jest znowu szkicem i można go zmieniać.")


@permission_required("schedule.submit_activity", raise_exception=True)
@require_POST
def reopen(request: SignedInRequest, pk: int) -> HttpResponse:
    """Open an approved record that lacks its evidence."""
    return _do(
        request, pk, services.reopen_activity, "Zapis otwarty. Dołącz dowód i wyślij go ponownie do zatwierdzenia."
    )


@permission_required("schedule.record_activity", raise_exception=True)
@require_POST
def drop(request: SignedInRequest, pk: int) -> HttpResponse:
    """Drop a draft."""
    return _do(request, pk, services.drop_activity, "Szkic porzucony. Znajdziesz go wśród unieważnionych.")


@permission_required("schedule.approve_activity", raise_exception=True)
@require_POST
def approve(request: SignedInRequest, pk: int) -> HttpResponse:
    """Approve: from now on it counts."""
    return _do(request, pk, services.approve_activity, "Zatwierdzono. Zapis liczy się już we wskaźnikach.")


@permission_required("schedule.approve_activity", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def send_back(request: SignedInRequest, pk: int) -> HttpResponse:
    """Return with a remark."""
    texts: Texts = {"title": "Zwróć do poprawy", "label": "Co poprawić", "button": "Zwróć do poprawy", "danger": False}
    return _with_remark(request, pk, services.return_activity, texts, "Zwrócono do poprawy razem z uwagą.")


@permission_required("schedule.approve_activity", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def void(request: SignedInRequest, pk: int) -> HttpResponse:
    """Void with a reason."""
    texts: Texts = {
        "title": "Unieważnij zapis",
        "label": "Powód unieważnienia",
        "button": "Unieważnij zapis",
        "danger": True,
    }
    return _with_remark(
        request, pk, services.void_activity, texts, "Unieważniono. Zapis nie liczy się już we wskaźnikach."
    )


def _with_remark(
    request: SignedInRequest, pk: int, verb: Callable[..., Activity], texts: Texts, done: str
) -> HttpResponse:
    found = _activity(pk)
    typed = request.POST if request.method == "POST" else take_kept_form(request)
    form = RemarkForm(typed)
    form.fields["remark"].label = str(texts["label"])
    if request.method == "POST" and form.is_valid():
        remark = form.cleaned_data["remark"]
        return _do(request, pk, lambda one, *, by: verb(one, remark=remark, by=by), done)
    return render(request, "schedule/remark.html", {"form": form, "activity": found, **texts})
