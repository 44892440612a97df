"""A person's own views of the list: which columns, which filters, under which name, which opens first."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inventory.forms.views import ViewForm, column_choices, columns_in_order
from inventory.listing.chips import VIEW, address, chips_of
from inventory.listing.found import filter_of
from inventory.listing.offer import sees_many_schools
from inventory.models import SavedView
from inventory.queries.views import CURRENT, address_of, views_of
from inventory.services import views as services
from inventory.views.register import columns_of
from schools.http import SignedInRequest

NAME_TAKEN = "Masz już widok o tej nazwie. Wybierz inną."
TOO_MANY = "Masz już 40 widoków. Usuń któryś, żeby zapisać następny."


@permission_required("inventory.view_register", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: SignedInRequest) -> HttpResponse:
    """Choose the columns of the list and their order."""
    if request.method == "POST":
        services.keep_columns(columns_in_order(request.POST), by=request.user)
        return redirect(_list(QueryDict(request.POST.get("zapytanie", "")), **{VIEW: ""}))
    shown = columns_of(request, views_of(request.user))
    choices = column_choices(shown, many_schools=sees_many_schools())
    context = {"choices": choices, "query": request.GET.urlencode(), "back": _list(request.GET)}
    return render(request, "inventory/devices_columns.html", context)


@permission_required("inventory.view_register", raise_exception=True)
@require_safe
def views(request: SignedInRequest) -> HttpResponse:
    """The person's views."""
    mine = views_of(request.user)
    rows = [(view, address_of(view), _in_words(view), view == mine.first) for view in mine.named]
    return render(request, "inventory/devices_views.html", {"rows": rows})


@permission_required("inventory.view_register", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def view_save(request: SignedInRequest) -> HttpResponse:
    """Keep the filters, the order and the columns of the list under a name."""
    mine = views_of(request.user)
    if request.method != "POST":
        current = mine.called(request.GET.get(VIEW, ""))
        start = {"zapytanie": request.GET.urlencode(), "nazwa": current.name if current else ""}
        return _save_page(request, ViewForm(initial=start), request.GET)
    form = ViewForm(request.POST)
    query = QueryDict(request.POST.get("zapytanie", ""))
    if form.is_valid():
        named = mine.called(query.get(VIEW, ""))
        kept = named.columns if named else mine.columns
        try:
            saved = services.save_view(
                form.cleaned_data["nazwa"], query=query.urlencode(), columns=kept, by=request.user
            )
        except services.TooManyViews:
            form.add_error(None, TOO_MANY)
        else:
            messages.success(request, f"Widok „{saved.name}” zapisany.")
            return redirect(reverse("inventory:devices") + address_of(saved))
    return _save_page(request, form, query)


@permission_required("inventory.view_register", raise_exception=True)
@require_POST
def view_rename(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give a view another name."""
    view = _own(request, pk)
    form = ViewForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return redirect("inventory:views")
    try:
        services.rename_view(view, name=form.cleaned_data["nazwa"])
    except services.NameTaken:
        messages.error(request, NAME_TAKEN)
    else:
        messages.success(request, f"Widok nazywa się teraz „{view.name}”.")
    return redirect("inventory:views")


@permission_required("inventory.view_register", raise_exception=True)
@require_POST
def view_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Forget a view."""
    view = _own(request, pk)
    services.delete_view(view)
    messages.success(request, f"Widok „{view.name}” usunięty. Urządzeń to nie zmienia.")
    return redirect("inventory:views")


@permission_required("inventory.view_register", raise_exception=True)
@require_POST
def view_first(request: SignedInRequest, pk: int) -> HttpResponse:
    """Let a view open first, or stop it."""
    view = _own(request, pk)
    stop = views_of(request.user).first == view
    services.open_first(None if stop else view, by=request.user)
    words = "Ewidencja otworzy się znów w całości." if stop else f"Ewidencja otworzy się teraz na widoku „{view.name}”."
    messages.success(request, words)
    return redirect("inventory:views")


def _own(request: SignedInRequest, pk: int) -> SavedView:
    found: SavedView = get_object_or_404(SavedView.objects.exclude(name=CURRENT), pk=pk, user=request.user)
    return found


def _list(query: QueryDict, **changes: str) -> str:
    return reverse("inventory:devices") + address(query, **changes)


def _save_page(request: SignedInRequest, form: ViewForm, query: QueryDict) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "chips": chips_of(filter_of(query), query), "back": _list(query)}
    return render(request, "inventory/devices_view_save.html", context)


def _in_words(view: SavedView) -> str:
    query = QueryDict(view.query)
    return "; ".join(f"{chip.label}: {chip.value}" for chip in chips_of(filter_of(query), query))
