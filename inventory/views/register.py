"""The list of devices: found, filtered, ordered, counted."""

from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from inventory.listing import chosen_columns, filter_of
from inventory.listing.chips import PAGE, VIEW, address, chips_of
from inventory.listing.found import ORDER
from inventory.listing.offer import offer_all, offer_quick, sees_many_schools
from inventory.listing.page import SIZE, SIZES, Listing
from inventory.listing.shown import LISTED
from inventory.queries.register import short_words, totals
from inventory.queries.views import Views, address_of, views_of
from inventory.services.bulk import MOST
from schools.http import SignedInRequest


@permission_required("inventory.view_register", raise_exception=True)
@require_safe
def devices(request: SignedInRequest) -> HttpResponse:
    """The register's devices in scope. Coming without a word opens the view that the person chose to open first."""
    views = views_of(request.user)
    if views.first and not request.GET:
        return redirect(request.path + address_of(views.first))
    listing = Listing(request.GET, columns_of(request, views))
    invalid = not listing.filter.form.is_valid()
    context = {
        "listing": listing,
        "rows": listing.rows(_marks({row["status"] for row in listing.values})),
        "may_edit": request.user.has_perm("inventory.edit_register"),
        "sizes": [(size, address(request.GET, **{SIZE: str(size)})) for size in SIZES],
        "most": MOST,
        "query": request.GET.urlencode(),
        **_views_context(request, views),
        **(_all_fields(listing) if invalid else _quick_fields(request, listing)),
    }
    return render(request, "inventory/devices.html", context, status=200)


@permission_required("inventory.view_register", raise_exception=True)
@require_safe
def device_filters(request: SignedInRequest) -> HttpResponse:
    """All filters at once; htmx takes the form alone."""
    found = filter_of(request.GET)
    found.form.is_valid()
    context = {"parts": _fields_by_part(found), "order": _order_choices(request)}
    context |= {"view_key": request.GET.get(VIEW, ""), "size": request.GET.get(SIZE, "")}
    return _fragment_or_page(request, "inventory/_device_filters.html", "inventory/devices_filters.html", context)


@permission_required("inventory.view_register", raise_exception=True)
@require_safe
def device_totals(request: SignedInRequest) -> HttpResponse:
    """How many devices were found and what they are worth, counted to the last; htmx takes the sentence alone."""
    found = filter_of(request.GET)
    context = {
        "totals": totals(found.qs),
        "chips": chips_of(found, request.GET),
        "query": request.GET.urlencode(),
    }
    return _fragment_or_page(request, "inventory/_device_totals.html", "inventory/devices_totals.html", context)


def columns_of(request: SignedInRequest, views: Views) -> list[Any]:
    """The columns of the view that the address names, or those that the person chose last."""
    view = views.called(request.GET.get(VIEW, ""))
    return chosen_columns(view.columns if view else views.columns, many_schools=sees_many_schools())


def _fragment_or_page(request: SignedInRequest, fragment: str, page: str, context: dict[str, Any]) -> HttpResponse:
    answer = render(request, fragment if request.headers.get("HX-Request") else page, context)
    answer["Vary"] = "HX-Request, Cookie"
    return answer


def _marks(statuses: set[str]) -> dict[str, SafeString]:
    """Each state drawn once, however many rows show it."""
    return {status: render_to_string("inventory/_device_status.html", {"status": status}) for status in statuses}


def _quick_fields(request: SignedInRequest, listing: Listing) -> dict[str, Any]:
    names = offer_quick(listing.filter)
    return {
        "fields": [listing.filter.form[name] for name in names],
        "carried": [
            (name, value)
            for name, values in request.GET.lists()
            for value in values
            if value and name not in {*names, PAGE}
        ],
        "short_words": short_words(request.GET.get("szukaj", "")) if listing.filter.whole_city else [],
    }


def _all_fields(listing: Listing) -> dict[str, Any]:
    return {"parts": _fields_by_part(listing.filter), "order": [], "view_key": "", "size": ""}


def _fields_by_part(found: Any) -> list[tuple[str, list[Any]]]:
    return [(title, [found.form[name] for name in names]) for title, names in offer_all(found)]


def _order_choices(request: SignedInRequest) -> list[tuple[str, str, bool]]:
    chosen = request.GET.get(ORDER, "")
    choices = [("", "Numer inwentarzowy, po kolei")]
    for key, column in LISTED.items():
        choices += [(key, f"{column.label}: rosnąco"), (f"-{key}", f"{column.label}: malejąco")]
    return [(key, label, key == chosen) for key, label in choices]


def _views_context(request: SignedInRequest, views: Views) -> dict[str, Any]:
    current = views.called(request.GET.get(VIEW, ""))
    links = [(view.name, address_of(view), view == current) for view in views.named]
    return {"views": links, "current_view": current}
