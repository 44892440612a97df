"""The editor's questions: choose a kind, write, move, take away."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from schools.http import SignedInRequest
from schools.keptforms import take_kept_form
from surveys.editing import Gone, digest_of, home_of, with_item, with_item_at, without_item
from surveys.forms.items import ItemForm
from surveys.models import ItemKind
from surveys.questionnaire import Item, Questionnaire, Section
from surveys.questionnaires import questionnaire_of
from surveys.services import instruments as services
from surveys.soundness import Fault, faults_of
from surveys.views.instrument_edit import do, position_in, refuse_unseen, saved, section_or_404, status_of
from surveys.views.instrument_frame import GONE, instrument_of, to_outline, to_ready_one

KINDS = (
    (ItemKind.AGREEMENT, "Zdanie, z którym ktoś się zgadza albo nie: od „zdecydowanie nie” do „zdecydowanie tak”."),
    (ItemKind.FREQUENCY, "Jak często coś się dzieje: od „nigdy” do „codziennie”."),
    (ItemKind.LEVELS, "Poziomy opisane słowami, od najniższego do najwyższego, na przykład A1–C2."),
    (ItemKind.SINGLE, "Jedna odpowiedź z Twojej listy."),
    (ItemKind.MULTI, "Kilka odpowiedzi z Twojej listy; można ograniczyć ich liczbę."),
    (ItemKind.NUMBER, "Liczba całkowita, w granicach, które podasz."),
    (ItemKind.SHORT_TEXT, "Kilka słów."),
    (ItemKind.LONG_TEXT, "Kilka zdań."),
    (ItemKind.FACES, "Trzy buźki: nie, trochę, tak. Dla klas 1–3."),
)


@permission_required("surveys.manage_instruments", raise_exception=True)
@require_safe
def item_kind(request: SignedInRequest, pk: int, section: str) -> HttpResponse:
    """First question: what kind is it?"""
    found = instrument_of(pk)
    if elsewhere := to_ready_one(request, found):
        return elsewhere
    home = section_or_404(questionnaire_of(found), section)
    kinds = [(kind.value, kind.label, words) for kind, words in KINDS]
    return render(request, "surveys/item_kind.html", {"instrument": found, "section": home, "kinds": kinds})


@permission_required("surveys.manage_instruments", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def item_add(request: SignedInRequest, pk: int, section: str, kind: str) -> HttpResponse:
    """A new question at the end of a part. Sent twice it is one: the second finds the same question there."""
    if kind not in ItemKind.values:
        raise Http404("Nie ma takiego rodzaju pytania.")
    found = instrument_of(pk)
    if elsewhere := to_ready_one(request, found):
        return elsewhere
    content = questionnaire_of(found)
    home = section_or_404(content, section)
    typed = request.POST if request.method == "POST" else take_kept_form(request)
    form = ItemForm(typed, kind=kind, content=content, section=home)
    if request.method == "POST" and not form.asks_for_rows and form.is_valid():
        wanted = form.value()
        if _fits(form, content, wanted) and saved(
            form, lambda: services.change_draft(found, _adding(wanted, home.code))
        ):
            messages.success(request, "Dodano pytanie.")
            if "next" in request.POST:
                return redirect("surveys:item_kind", pk, home.code)
            return to_outline(found, f"pytanie-{wanted.code}")
    return _item_page(request, form, found=found, kept=request.method != "POST" and typed is not None)


def _adding(wanted: Item, section_code: str) -> Callable[[Questionnaire], Questionnaire]:
    def change(now: Questionnaire) -> Questionnaire:
        there = now.item.get(wanted.code)
        if there is not None and there != wanted:
            raise services.NotAllowed(f"Kod „{wanted.code}” ma już inne pytanie. Wpisz inny kod.")
        return now if there is not None else with_item(now, wanted, section_code)

    return change


@permission_required("surveys.manage_instruments", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def item_edit(request: SignedInRequest, pk: int, item: str) -> HttpResponse:
    """Everything about one question."""
    found = instrument_of(pk)
    if elsewhere := to_ready_one(request, found):
        return elsewhere
    content = questionnaire_of(found)
    home = _home_or_404(content, item)
    current = content.item[item]
    typed = request.POST if request.method == "POST" else take_kept_form(request)
    form = ItemForm(typed, kind=current.kind, content=content, section=home, item=current)
    form.initial["seen"] = digest_of(current)
    if request.method == "POST" and not form.asks_for_rows and form.is_valid():
        wanted = form.value()
        if _fits(form, content, wanted) and saved(form, lambda: services.change_draft(found, _writing(form, wanted))):
            messages.success(request, "Pytanie zapisane.")
            return to_outline(found, f"pytanie-{item}")
    return _item_page(request, form, found=found, kept=request.method != "POST" and typed is not None)


def _writing(form: ItemForm, wanted: Item) -> Callable[[Questionnaire], Questionnaire]:
    def change(now: Questionnaire) -> Questionnaire:
        home_of(now, wanted.code)
        refuse_unseen(form.cleaned_data["seen"], now.item[wanted.code], wanted)
        return with_item(now, wanted, form.section_code)

    return change


def _fits(form: ItemForm, content: Questionnaire, wanted: Item) -> bool:
    """Whether the question is sound where it is to stand; translations that lack may still come."""
    there = content.item.get(wanted.code)
    if form.item is None and there is not None:  # sent twice, or a code that is taken: the service tells them apart
        return True
    changed = with_item(content, wanted, form.section_code)
    faults = [fault for fault in faults_of(changed, languages=("pl",)) if _is_about(fault, changed, wanted)]
    form.tell(faults)
    return not faults


def _is_about(fault: Fault, changed: Questionnaire, wanted: Item) -> bool:
    if fault.place.scale:
        return wanted.scale is not None and fault.place.scale == wanted.scale.code
    if fault.place.item < 0:
        return False
    return changed.sections[fault.place.section].items[fault.place.item].code == wanted.code


def _item_page(request: SignedInRequest, form: ItemForm, *, found: object, kept: bool) -> HttpResponse:
    context = {
        "instrument": found,
        "form": form,
        "section": form.section,
        "item": form.item,
        "kind": ItemKind(form.kind).label,
        "kept": kept,
    }
    status = 200 if form.asks_for_rows else status_of(request)
    return render(request, "surveys/item_form.html", context, status=status)


@permission_required("surveys.manage_instruments", raise_exception=True)
@require_POST
def item_move(request: SignedInRequest, pk: int, item: str) -> HttpResponse:
    """To a place of its part counted from 0, so that a double click moves it once."""
    place = position_in(request)
    return do(request, pk, lambda now: with_item_at(now, item, place), mark=f"pytanie-{item}")


@permission_required("surveys.manage_instruments", raise_exception=True)
@require_POST
def item_delete(request: SignedInRequest, pk: int, item: str) -> HttpResponse:
    """Take a question away from the draft."""
    return do(request, pk, lambda now: without_item(now, item), done=f"Usunięto pytanie „{item}”.")


def _home_or_404(content: Questionnaire, item_code: str) -> Section:
    try:
        return home_of(content, item_code)
    except Gone as gone:
        raise Http404(GONE) from gone
