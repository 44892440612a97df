"""Pages of licences: list, one licence, record, change."""

import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.views.decorators.http import require_http_methods, require_safe

from inventory import rules
from inventory.forms.licences import LicenceForm
from inventory.licence_filters import LicenceFilter, chips_of
from inventory.models import Licence
from inventory.services.licences import ChangedMeanwhile, NotAllowed, save_licence
from schools.history import history_of
from schools.http import SignedInRequest
from schools.keptforms import take_kept_form
from schools.models import School

PER_PAGE = 50
ENDS_SOON = datetime.timedelta(days=90)
CHANGED = (
    "Ktoś inny zapisał tę licencję, odkąd otworzono formularz. Twoje zmiany są w formularzu: porównaj je z kartą licencji "
    "i zapisz jeszcze raz."
)


@permission_required("inventory.view_register", raise_exception=True)
@require_safe
def licences(request: SignedInRequest) -> HttpResponse:
    """Licences in scope, those that end first on top."""
    rows = Licence.objects.select_related("school", "product", "funding")
    found = LicenceFilter(request.GET, queryset=rows, today=timezone.localdate())
    page = Paginator(found.qs, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "filter": found,
        "page": page,
        "chips": chips_of(found, request.GET),
        "query": _filters(request),
        "today": timezone.localdate(),
        "soon": timezone.localdate() + ENDS_SOON,
        "many_schools": request.user.scope.school_ids is None or len(request.user.school_ids) > 1,
    }
    return render(request, "inventory/licences.html", context)


def _filters(request: SignedInRequest) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    return query.urlencode()


@permission_required("inventory.view_register", raise_exception=True)
@require_safe
def licence(request: SignedInRequest, pk: int) -> HttpResponse:
    """One licence: what, how many, till when, its history."""
    found = _licence(pk)
    context = {
        "licence": found,
        "may_edit": rules.may_edit(found, request.user),
        "history": history_of(found),
        "today": timezone.localdate(),
        "soon": timezone.localdate() + ENDS_SOON,
    }
    return render(request, "inventory/licence.html", context)


@permission_required("inventory.edit_register", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def licence_add(request: SignedInRequest) -> HttpResponse:
    """Record a licence."""
    return _form_page(request, Licence())


@permission_required("inventory.edit_register", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def licence_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change a licence."""
    found = _licence(pk)
    if not rules.may_edit(found, request.user):
        raise PermissionDenied
    return _form_page(request, found)


def _form_page(request: SignedInRequest, licence: Licence) -> HttpResponse:
    kept = take_kept_form(request) if request.method != "POST" else None
    typed = request.POST if request.method == "POST" else kept
    form = LicenceForm(typed, instance=licence, schools=_schools(request))
    if request.method == "POST" and form.is_valid():
        answer = _saved(request, form)
        if answer is not None:
            return answer
    title = "Zmień licencję" if licence.pk else "Dodaj licencję"
    context: dict[str, Any] = {"form": form, "kept": kept, "title": title, "licence": licence if licence.pk else None}
    return render(request, "inventory/licence_form.html", context)


def _saved(request: SignedInRequest, form: LicenceForm) -> HttpResponse | None:
    """The licence's page, or None when somebody else was quicker; then the form says so."""
    try:
        saved = save_licence(form.instance, by=request.user, version=form.cleaned_data["version"])
    except NotAllowed as error:
        raise PermissionDenied from error
    except ChangedMeanwhile:
        newest = Licence.objects.values_list("version", flat=True).get(pk=form.instance.pk)
        form.data = MultiValueDict({**dict(request.POST.lists()), "version": [str(newest)]})
        form.add_error(None, CHANGED)
        return None
    messages.success(request, "Licencja zapisana.")
    return redirect(saved)


def _licence(pk: int) -> Licence:
    found: Licence = get_object_or_404(Licence.objects.select_related("school", "product", "funding"), pk=pk)
    return found


def _schools(request: SignedInRequest) -> list[School]:
    """The schools for which the person may record licences."""
    return [
        one for one in School.objects.filter(closed_on=None) if request.user.has_perm("inventory.edit_register", one)
    ]
