"""Pages of dictionaries: what is in them, proposals of schools, the department's decisions."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.db import IntegrityError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inventory.dictionaries import DICTIONARIES, Dictionary
from inventory.forms.dictionaries import JoinForm, ProposalForm
from inventory.models import EntryState
from inventory.services import dictionaries as services
from schools.http import SignedInRequest
from schools.keptforms import take_kept_form
from schools.models import School

PER_PAGE = 100
DECIDED = "Tę propozycję ktoś już rozpatrzył."


@permission_required("inventory.propose_entry", raise_exception=True)
@require_safe
def dictionaries(request: SignedInRequest) -> HttpResponse:
    """All dictionaries with the number of their entries and of proposals that wait."""
    rows = []
    for one in DICTIONARIES.values():
        model: Any = one.model
        accepted = model.objects.filter(state=EntryState.ACCEPTED).count()
        rows.append({"dictionary": one, "accepted": accepted, "proposed": model.objects.proposed().count()})
    return render(request, "inventory/dictionaries.html", {"rows": rows})


@permission_required("inventory.propose_entry", raise_exception=True)
@require_safe
def dictionary(request: SignedInRequest, slug: str) -> HttpResponse:
    """The entries of a dictionary; proposals first."""
    found = _dictionary(slug)
    model: Any = found.model
    words = request.GET.get("szukaj", "").strip()
    entries = model.objects.usable().filter(state=EntryState.ACCEPTED)
    entries = entries.filter(name__icontains=words) if words else entries
    context = {
        "dictionary": found,
        "page": Paginator(entries, PER_PAGE).get_page(request.GET.get("page")),
        "proposals": model.objects.proposed().select_related("proposed_by_school"),
        "join_form": JoinForm(dictionary=found),
        "may_decide": _may_decide(request),
        "words": words,
    }
    return render(request, "inventory/dictionary.html", context)


@permission_required("inventory.propose_entry", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: SignedInRequest, slug: str) -> HttpResponse:
    """Propose an entry; what the department enters is accepted at once."""
    found = _dictionary(slug)
    schools = [] if _may_decide(request) else _own_schools(request)
    kept = take_kept_form(request) if request.method != "POST" else None
    typed = request.POST if request.method == "POST" else kept
    form = ProposalForm(typed, dictionary=found, schools=schools)
    if request.method == "POST" and form.is_valid():
        school = form.cleaned_data.get("school") or (schools[0] if schools else None)
        if _proposed(request, found, form, school):
            return redirect("inventory:dictionary", slug)
    return render(
        request, "inventory/entry_form.html", {"dictionary": found, "form": form, "kept": kept, "schools": schools}
    )


def _proposed(request: SignedInRequest, found: Dictionary, form: ProposalForm, school: School | None) -> bool:
    told = form.cleaned_data
    try:
        entry = services.propose_entry(
            found, name=told["name"], source=told["source"], code=told.get("code", ""), school=school, by=request.user
        )
    except services.AlreadyThere as there:
        shown = (
            f"Wpis „{there.entry}” już jest: wybierz go z listy."
            if there.entry
            else "Ten wpis czeka już na decyzję wydziału albo został odrzucony."
        )
        form.add_error("name", shown)
        return False
    except IntegrityError:
        form.add_error(None, "Wpis o tym symbolu już jest w słowniku.")
        return False
    waits = (
        "Czeka na decyzję wydziału, ale możesz już z niego korzystać."
        if school
        else "Mogą z niego korzystać wszystkie szkoły."
    )
    messages.success(request, f"Dodano „{entry}”. {waits}")
    return True


@permission_required("inventory.manage_dictionaries", raise_exception=True)
@require_POST
def accept(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Accept a proposal."""
    try:
        entry = services.accept_entry(_proposal(slug, pk), by=request.user)
    except services.NotWaiting:
        messages.warning(request, DECIDED)
    else:
        messages.success(request, f"Przyjęto „{entry}”. Mogą z niego korzystać wszystkie szkoły.")
    return redirect("inventory:dictionary", slug)


@permission_required("inventory.manage_dictionaries", raise_exception=True)
@require_POST
def decline(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Turn a proposal down."""
    entry = _proposal(slug, pk)
    try:
        services.decline_entry(entry, by=request.user)
    except services.NotWaiting:
        messages.warning(request, DECIDED)
    except services.StillUsed:
        messages.error(
            request, f"Z wpisu „{entry}” korzystają urządzenia lub licencje. Zastąp go innym wpisem albo go przyjmij."
        )
    else:
        messages.success(request, f"Odrzucono „{entry}”.")
    return redirect("inventory:dictionary", slug)


@permission_required("inventory.manage_dictionaries", raise_exception=True)
@require_POST
def join(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Put an accepted entry in a proposal's place."""
    entry, form = _proposal(slug, pk), JoinForm(request.POST, dictionary=_dictionary(slug))
    if not form.is_valid():
        messages.error(request, "Wybierz wpis, który zastąpi propozycję.")
        return redirect("inventory:dictionary", slug)
    try:
        changed = services.join_entry(entry, form.cleaned_data["into"], by=request.user)
    except services.NotWaiting:
        messages.warning(request, DECIDED)
    else:
        into = form.cleaned_data["into"]
        messages.success(request, f"„{entry}” zastąpiono wpisem „{into}”. Zmienionych pozycji: {changed}.")
    return redirect("inventory:dictionary", slug)


def _dictionary(slug: str) -> Dictionary:
    if slug not in DICTIONARIES:
        raise Http404
    return DICTIONARIES[slug]


def _proposal(slug: str, pk: int) -> Any:
    """A proposal that may have been decided meanwhile; the service says so."""
    model: Any = _dictionary(slug).model
    return get_object_or_404(model.objects.exclude(proposed_by_school=None), pk=pk)


def _may_decide(request: SignedInRequest) -> bool:
    return request.user.has_perm("inventory.manage_dictionaries")


def _own_schools(request: SignedInRequest) -> list[School]:
    return [
        one for one in School.objects.filter(closed_on=None) if request.user.has_perm("inventory.propose_entry", one)
    ]
