"""Pages of instruments: the list, one version, its preview as respondents see it, its steps from a draft to retirement."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from schools.http import SignedInRequest
from schools.keptforms import take_kept_form
from surveys.forms.conditions import condition_words
from surveys.forms.instruments import NewInstrumentForm
from surveys.forms.pages import PageView, Question, languages_of, page_view
from surveys.http import as_page, html_of
from surveys.models import Audience, Instrument, InstrumentState, ItemKind, Language
from surveys.queries.instruments import difference_of, families, versions_of
from surveys.questionnaire import OWN_SCALES, Item, Questionnaire, say
from surveys.questionnaires import questionnaire_of
from surveys.services import instruments as services
from surveys.soundness import faults_of, languages_used
from surveys.views.instrument_frame import INVALID, instrument_of, linked

KIND_WORDS = dict(ItemKind.choices)


@permission_required("surveys.view_instruments", raise_exception=True)
@require_safe
def instruments(request: SignedInRequest) -> HttpResponse:
    """All questionnaires, one line each, with their versions."""
    audience = request.GET.get("grupa", "")
    chosen = audience if audience in Audience.values else ""
    context = {"families": families(chosen), "audiences": Audience.choices, "chosen": chosen}
    return render(request, "surveys/instruments.html", context)


@permission_required("surveys.manage_instruments", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def instrument_add(request: SignedInRequest) -> HttpResponse:
    """A new questionnaire begins with its settings; sent twice it is one."""
    typed = request.POST if request.method == "POST" else take_kept_form(request)
    form = NewInstrumentForm(typed)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.add_instrument(form.content(), by=request.user)
        except services.CodeTaken:
            form.add_error("code", f"Kod „{form.cleaned_data['code']}” ma już inny kwestionariusz. Wpisz inny kod.")
        else:
            messages.success(request, "Szkic zapisany. Teraz dodaj części i pytania.")
            return redirect("surveys:instrument_edit", made.pk)
    kept = request.method != "POST" and typed is not None
    status = INVALID if request.method == "POST" else 200
    return render(request, "surveys/instrument_new.html", {"form": form, "kept": kept}, status=status)


@permission_required("surveys.view_instruments", raise_exception=True)
@require_safe
def instrument(request: SignedInRequest, pk: int) -> HttpResponse:
    """One version: facts, questions, what it changed, its other versions, what can be done with it."""
    found = get_object_or_404(Instrument.objects.select_related("based_on", "created_by"), pk=pk)
    content = questionnaire_of(found)
    versions = versions_of(found)
    is_draft = found.state == InstrumentState.DRAFT
    context = {
        "instrument": found,
        "content": content,
        "outline": outline(content),
        "item_count": len(content.item),
        "languages": [(code, Language(code).label) for code in languages_of(content)],
        "versions": versions,
        "difference": difference_of(found),
        "faults": linked(found, faults_of(content)) if is_draft else [],
        "is_draft": is_draft,
        "may_manage": request.user.has_perm("surveys.manage_instruments"),
        "has_draft": next((one for one in versions if one.state == InstrumentState.DRAFT), None),
    }
    return render(request, "surveys/instrument.html", context)


def outline(content: Questionnaire) -> list[dict[str, Any]]:
    """The questions by section, each with its kind, its answers and its condition in words."""
    return [
        {"section": section, "items": [_outlined(content, item) for item in section.items]}
        for section in content.sections
    ]


def _outlined(content: Questionnaire, item: Item) -> dict[str, Any]:
    listed = item.scale and item.scale.code not in OWN_SCALES
    return {
        "item": item,
        "kind": KIND_WORDS[item.kind],
        "answers": [say(point.label, "pl") for point in item.scale.points] if item.scale and listed else [],
        "condition": condition_words(content, item.show_if.condition) if item.show_if else "",
    }


@permission_required("surveys.view_instruments", raise_exception=True)
@require_safe
def instrument_preview(request: SignedInRequest, pk: int) -> HttpResponse:
    """All pages one under another, as respondents see them, in a language; nothing can be sent."""
    found = instrument_of(pk)
    content = questionnaire_of(found)
    spoken = languages_used(content)
    asked = request.GET.get("jezyk", "")
    language = asked if asked in spoken else "pl"
    context = {
        "instrument": found,
        "title": say(content.title, language),
        "intro": say(content.intro, language),
        "parts": _preview_parts(content, language),
        "spoken": [(code, Language(code).label) for code in spoken],
        "easy": content.easy,
    }
    # A draft changes under the same key, so nothing of its preview is remembered, as respondents' pages are.
    own = {"csrf_token": get_token(request), "here": request.path}
    return as_page(html_of("preview", own | context, language=language), language=language)


def _preview_parts(content: Questionnaire, language: str) -> list[tuple[PageView, list[tuple[Question, str]]]]:
    """Every page with every question, hidden ones too, and the condition that shows it."""
    bare = replace(content, sections=tuple(replace(one, items=_bare(one.items)) for one in content.sections))
    found = []
    for number, section in enumerate(content.sections, 1):
        view = page_view(bare, number, {}, language=language)
        if view is not None:
            conditions = [
                condition_words(content, item.show_if.condition) if item.show_if else "" for item in section.items
            ]
            found.append((view, list(zip(view.questions, conditions, strict=True))))
    return found


def _bare(items: tuple[Item, ...]) -> tuple[Item, ...]:
    return tuple(replace(item, show_if=None) for item in items)


# --- Steps ----------------------------------------------------------------------------------------------------------
@permission_required("surveys.manage_instruments", raise_exception=True)
@require_POST
def instrument_ready(request: SignedInRequest, pk: int) -> HttpResponse:
    """From a draft to what can be asked."""
    found = instrument_of(pk)
    try:
        services.make_ready(found)
    except services.Unsound as unsound:
        count = len(unsound.faults)
        messages.error(request, f"Kwestionariusz nie może być jeszcze gotowy. Liczba rzeczy do poprawienia: {count}.")
        return redirect("surveys:instrument_edit", pk)
    except services.NotAllowed as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(
            request, "Kwestionariusz jest gotowy. Można wybrać go w kampanii; jego treść już się nie zmieni."
        )
    return redirect(found)


@permission_required("surveys.manage_instruments", raise_exception=True)
@require_POST
def instrument_retire(request: SignedInRequest, pk: int) -> HttpResponse:
    """No new campaign asks it."""
    found = instrument_of(pk)
    try:
        services.retire(found)
    except services.NotAllowed as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, "Wersja wycofana. Kampanie, które z niej korzystają, trwają bez zmian.")
    return redirect(found)


@permission_required("surveys.manage_instruments", raise_exception=True)
@require_POST
def instrument_version(request: SignedInRequest, pk: int) -> HttpResponse:
    """A draft that begins as a copy; the one that is there already when there is one."""
    draft, made = services.new_version(instrument_of(pk), by=request.user)
    if made:
        messages.success(request, f"Powstał szkic wersji {draft.version}. Wersja, z której powstał, zostaje bez zmian.")
    else:
        messages.info(request, f"Szkic wersji {draft.version} już jest. Oto on.")
    return redirect("surveys:instrument_edit", draft.pk)


@permission_required("surveys.manage_instruments", raise_exception=True)
@require_POST
def instrument_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a draft away; sent twice, the second finds nothing and says so."""
    found = Instrument.objects.filter(pk=pk).first()
    if found is None:
        messages.info(request, "Tego szkicu już nie ma.")
        return redirect("surveys:instruments")
    try:
        services.delete_draft(found)
    except services.NotAllowed as refusal:
        messages.warning(request, str(refusal))
        return redirect(found)
    messages.success(request, f"Usunięto szkic: {found}.")
    return redirect("surveys:instruments")
