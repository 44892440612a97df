"""Pages of bindings: results of questionnaires that the indicators may count."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from schools.history import history_of
from schools.http import SignedInRequest
from schools.keptforms import take_kept_form
from surveys.forms.bindings import BindingForm, BindingWordsForm, InstrumentForm
from surveys.measures import value_words
from surveys.models import Binding
from surveys.queries.bindings import bindables, bindings_with_values, instruments_to_bind, subject_words
from surveys.questionnaires import questionnaire_of
from surveys.services.bindings import write_binding


@permission_required("surveys.manage_bindings", raise_exception=True)
@require_safe
def bindings(request: SignedInRequest) -> HttpResponse:
    """All bindings with their newest values."""
    rows = [(one, _value_row(next(iter(one.values.all()), None))) for one in bindings_with_values()]
    return render(request, "surveys/bindings.html", {"rows": rows})


def _value_row(value: Any) -> dict[str, Any] | None:
    return {"value": value, "words": value_words(value)} if value else None


@permission_required("surveys.manage_bindings", raise_exception=True)
@require_safe
def binding(request: SignedInRequest, pk: int) -> HttpResponse:
    """One binding: what it counts, its frozen values, its history."""
    found = get_object_or_404(bindings_with_values(), pk=pk)
    context = {
        "binding": found,
        "subject": subject_words(found),
        "values": [_value_row(value) for value in found.values.all()],
        "history": history_of(found),
    }
    return render(request, "surveys/binding.html", context)


@permission_required("surveys.manage_bindings", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def binding_add(request: SignedInRequest) -> HttpResponse:
    """First the questionnaire, then what of it."""
    instruments = {one.code: one for one in instruments_to_bind()}
    chosen = instruments.get(request.GET.get("kwestionariusz", ""))
    if chosen is None:
        first = InstrumentForm(instruments=list(instruments.values()))
        return render(request, "surveys/binding_new.html", {"form": first, "any": bool(instruments)})
    typed = request.POST if request.method == "POST" else take_kept_form(request)
    form = BindingForm(typed, instrument=chosen, offered=bindables(questionnaire_of(chosen)))
    if request.method == "POST" and form.is_valid():
        made = form.sent_before() or write_binding(Binding(), form.as_fields(), by=request.user)
        messages.success(
            request, "Powiązanie zapisane. Wartość zamrozimy przy zliczaniu najbliższej zamkniętej kampanii."
        )
        return redirect("surveys:binding", made.pk)
    kept = request.method != "POST" and typed is not None
    return render(request, "surveys/binding_form.html", {"form": form, "instrument": chosen, "kept": kept})


@permission_required("surveys.manage_bindings", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def binding_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Another name or direction; what is counted stays, so that values can be compared."""
    found = get_object_or_404(Binding, pk=pk)
    typed = request.POST if request.method == "POST" else take_kept_form(request)
    form = BindingWordsForm(typed, binding=found)
    if request.method == "POST" and form.is_valid():
        write_binding(found, form.cleaned_data, by=request.user)
        messages.success(request, "Zmiany zapisane.")
        return redirect("surveys:binding", found.pk)
    kept = request.method != "POST" and typed is not None
    return render(request, "surveys/binding_form.html", {"form": form, "binding": found, "kept": kept})
