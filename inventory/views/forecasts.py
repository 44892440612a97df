"""Pages of the forecasts of needs: schools and years, one forecast's form, taking it back."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from hdr_portal.lib.uploads import Refused
from inventory import rules
from inventory.forms.forecasts import FIRST_DAY, ForecastForm, SeenForm
from inventory.models import Forecast
from inventory.queries.forecasts import forecast_of, forecast_table, mark_of
from inventory.services import forecasts as services
from schools.evidence import NotStored
from schools.http import SignedInRequest
from schools.keptforms import take_kept_form
from schools.models import School

YEARS_AHEAD = 5
MOVED = (
    "Prognozę zmienił w międzyczasie ktoś inny: obok formularza widać, co zapisał. To, co wpisałeś lub wpisałaś, nadal tu jest. "
    "Zapisz jeszcze raz, jeśli ma to zastąpić; plik wybierz ponownie."
)
MOVED_AWAY = "Prognozę zmienił w międzyczasie ktoś inny, więc jej nie wycofano. Sprawdź ją i zdecyduj jeszcze raz."


@permission_required("inventory.view_register", raise_exception=True)
@require_safe
def forecasts(request: SignedInRequest) -> HttpResponse:
    """Which school has a forecast for which year."""
    table = forecast_table(timezone.localdate())
    recordable = {row.school.pk for row in table.rows if rules.may_record_forecast(row.school, request.user)}
    return render(request, "inventory/forecasts.html", {"table": table, "recordable": recordable})


@permission_required("inventory.record_forecast", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def forecast_record(request: SignedInRequest, pk: int, year: int) -> HttpResponse:
    """Record a school's forecast of a year, or change the one that is there."""
    school: School = get_object_or_404(School.objects, pk=pk)
    if not rules.may_record_forecast(school, request.user):
        raise PermissionDenied
    if not FIRST_DAY.year <= year <= timezone.localdate().year + YEARS_AHEAD:
        raise Http404
    found = forecast_of(school, year)
    if request.method != "POST":
        kept = take_kept_form(request)
        return _form_page(request, school, year, ForecastForm(kept, forecast=found), kept=kept is not None)
    form = ForecastForm(request.POST, request.FILES, forecast=found)
    return _record(request, school, year, form) if form.is_valid() else _form_page(request, school, year, form)


def _record(request: SignedInRequest, school: School, year: int, form: ForecastForm) -> HttpResponse:
    try:
        services.record_forecast(school, year, form.as_input(), seen=form.cleaned_data["seen"], by=request.user)
    except (Refused, NotStored) as refusal:
        form.add_error("upload", refusal.sentence)
        return _form_page(request, school, year, form, status=503 if isinstance(refusal, NotStored) else 422)
    except services.Moved:
        form.add_error(None, MOVED)
        form.shown_again(mark_of(forecast_of(school, year)))
        return _form_page(request, school, year, form, status=409)
    messages.success(request, f"Zapisano prognozę zapotrzebowania na rok {year}: {school}.")
    return redirect("inventory:forecasts")


def _form_page(
    request: SignedInRequest, school: School, year: int, form: ForecastForm, *, kept: bool = False, status: int = 200
) -> HttpResponse:
    now = timezone.localdate().year
    context = {
        "school": school,
        "year": year,
        "years": [one for one in (now, now + 1) if one != year],
        "form": form,
        "forecast": forecast_of(school, year),
        "kept": kept,
    }
    return render(request, "inventory/forecast_form.html", context, status=status)


@permission_required("inventory.record_forecast", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def forecast_withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a forecast back, after a question."""
    found: Forecast = get_object_or_404(Forecast.objects.select_related("school", "evidence"), pk=pk)
    if not rules.may_record_forecast(found.school, request.user):
        raise PermissionDenied
    form = SeenForm(request.POST if request.method == "POST" else None, initial={"seen": mark_of(found)})
    if not form.is_bound:
        return render(request, "inventory/forecast_withdraw.html", {"form": form, "forecast": found})
    try:
        if not form.is_valid():
            raise services.Moved
        services.withdraw_forecast(found, seen=form.cleaned_data["seen"], by=request.user)
    except services.Moved:
        messages.warning(request, MOVED_AWAY)
    else:
        messages.success(request, f"Wycofano prognozę na rok {found.year}: {found.school}. Jej plik zostaje.")
    return redirect("inventory:forecasts")
