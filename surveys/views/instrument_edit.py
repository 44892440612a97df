"""The editor: the outline of a draft, its settings, its sections. Every step is a form of its own and works without a script."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from schools.http import SignedInRequest
from schools.keptforms import take_kept_form
from surveys.editing import (
    Gone,
    digest_of,
    free_code,
    section_of,
    with_section,
    with_section_at,
    without_section,
)
from surveys.forms.instruments import SectionForm, SettingsForm
from surveys.models import Section as SectionRow
from surveys.questionnaire import Questionnaire, Section
from surveys.questionnaires import questionnaire_of
from surveys.services import instruments as services
from surveys.soundness import faults_of
from surveys.views.instrument_frame import GONE, INVALID, instrument_of, linked, to_outline, to_ready_one
from surveys.views.instruments import outline

CHANGED = "Ktoś zmienił to w międzyczasie. Poniżej stoi to, co wpisano teraz: zapisz jeszcze raz, jeśli ma zastąpić tamtą zmianę."


class ChangedMeanwhile(Exception):
    """What the form showed is not what stands there now."""


@permission_required("surveys.manage_instruments", raise_exception=True)
@require_safe
def instrument_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """The outline: parts and questions in their order, what is still to be mended."""
    found = instrument_of(pk)
    if elsewhere := to_ready_one(request, found):
        return elsewhere
    content = questionnaire_of(found)
    context = {
        "instrument": found,
        "content": content,
        "outline": outline(content),
        "faults": linked(found, faults_of(content)),
        "item_count": len(content.item),
    }
    return render(request, "surveys/instrument_edit.html", context)


@permission_required("surveys.manage_instruments", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def instrument_settings(request: SignedInRequest, pk: int) -> HttpResponse:
    """Title, whom it asks, how long it takes."""
    found = instrument_of(pk)
    if elsewhere := to_ready_one(request, found):
        return elsewhere
    content = questionnaire_of(found)
    typed = request.POST if request.method == "POST" else take_kept_form(request)
    form = SettingsForm(typed, content=content)
    form.initial["seen"] = digest_of(settings_of(content))
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"]

        def change(now: Questionnaire) -> Questionnaire:
            changed = form.applied_to(now)
            refuse_unseen(seen, settings_of(now), settings_of(changed))
            return changed

        if saved(form, lambda: services.change_draft(found, change)):
            messages.success(request, "Ustawienia zapisane.")
            return to_outline(found)
    context = {"instrument": found, "form": form, "kept": request.method != "POST" and typed is not None}
    return render(request, "surveys/instrument_settings.html", context, status=status_of(request))


def settings_of(content: Questionnaire) -> tuple[object, ...]:
    """What the form of settings shows."""
    return (
        content.title, content.intro, content.audience, content.minutes, content.easy, content.framework,
        content.source_note,
    )  # fmt: skip


# --- Sections -------------------------------------------------------------------------------------------------------
@permission_required("surveys.manage_instruments", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def section_add(request: SignedInRequest, pk: int) -> HttpResponse:
    """A new part at the end. Sent twice it is one: the second finds the same part there."""
    found = instrument_of(pk)
    if elsewhere := to_ready_one(request, found):
        return elsewhere
    typed = request.POST if request.method == "POST" else take_kept_form(request)
    content = questionnaire_of(found)
    form = SectionForm(typed, taken={one.code for one in content.sections})
    if request.method == "POST" and form.is_valid():
        wanted, was_typed = form.value(), bool(request.POST.get("code", "").strip())
        code, refusal = _code_of_new(content, wanted, typed=was_typed)
        if refusal:
            form.add_error("code", refusal)
        elif saved(form, lambda: services.change_draft(found, _adding(wanted, code))):
            messages.success(request, "Dodano część. Teraz dodaj do niej pytania.")
            return to_outline(found, f"czesc-{code}")
    return _section_page(request, {"instrument": found, "form": form, "kept": _kept(request, typed)})


def _code_of_new(content: Questionnaire, wanted: Section, *, typed: bool) -> tuple[str, str]:
    there = {one.code: one for one in content.sections}.get(wanted.code)
    if there is None or _alike(there, wanted):
        return wanted.code, ""
    if typed:
        return "", f"Kod „{wanted.code}” ma już inna część. Wpisz inny kod albo zostaw pole puste."
    return free_code(wanted.code, {one.code for one in content.sections}), ""


def _alike(one: Section, other: Section) -> bool:
    return (one.title, one.intro, one.construct) == (other.title, other.intro, other.construct)


def _adding(wanted: Section, code: str) -> Callable[[Questionnaire], Questionnaire]:
    return lambda now: with_section(now, Section(code, wanted.title, (), wanted.construct, wanted.intro))


@permission_required("surveys.manage_instruments", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def section_edit(request: SignedInRequest, pk: int, code: str) -> HttpResponse:
    """Title, introduction and construct of a part."""
    found = instrument_of(pk)
    if elsewhere := to_ready_one(request, found):
        return elsewhere
    section = section_or_404(questionnaire_of(found), code)
    typed = request.POST if request.method == "POST" else take_kept_form(request)
    form = SectionForm(typed, section=section, taken=set())
    form.initial["seen"] = digest_of(_heading(section))
    if request.method == "POST" and form.is_valid():
        wanted = form.value()

        def change(now: Questionnaire) -> Questionnaire:
            refuse_unseen(form.cleaned_data["seen"], _heading(section_of(now, code)), _heading(wanted))
            return with_section(now, wanted)

        if saved(form, lambda: services.change_draft(found, change)):
            messages.success(request, "Część zapisana.")
            return to_outline(found, f"czesc-{code}")
    context = {"instrument": found, "form": form, "section": section, "kept": _kept(request, typed)}
    return _section_page(request, context)


def _heading(section: Section) -> tuple[object, ...]:
    return section.title, section.intro, section.construct


def _section_page(request: SignedInRequest, context: dict[str, Any]) -> HttpResponse:
    known = SectionRow.objects.exclude(construct="").order_by("construct").values_list("construct", flat=True)
    context["constructs"] = list(known.distinct())
    return render(request, "surveys/section_form.html", context, status=status_of(request))


@permission_required("surveys.manage_instruments", raise_exception=True)
@require_POST
def section_move(request: SignedInRequest, pk: int, code: str) -> HttpResponse:
    """To a place counted from 0, so that a double click moves it once."""
    place = position_in(request)
    return do(request, pk, lambda now: with_section_at(now, code, place), mark=f"czesc-{code}")


@permission_required("surveys.manage_instruments", raise_exception=True)
@require_POST
def section_delete(request: SignedInRequest, pk: int, code: str) -> HttpResponse:
    """Take an empty part away; its questions have to be taken away or moved first."""

    def change(now: Questionnaire) -> Questionnaire:
        if section_of(now, code).items:
            raise services.NotAllowed("W tej części są pytania. Najpierw je usuń albo przenieś do innej części.")
        return without_section(now, code)

    return do(request, pk, change, done="Część usunięta.")


# --- What the steps share -------------------------------------------------------------------------------------------
def do(
    request: SignedInRequest,
    pk: int,
    change: Callable[[Questionnaire], Questionnaire],
    *,
    done: str = "",
    mark: str = "",
) -> HttpResponse:
    """Change the draft by a button; what cannot be done is said in a sentence."""
    found = instrument_of(pk)
    try:
        services.change_draft(found, change)
    except Gone:
        messages.info(request, GONE)
        mark = ""
    except services.NotAllowed as refusal:
        messages.warning(request, str(refusal))
    else:
        if done:
            messages.success(request, done)
    return to_ready_one(request, instrument_of(pk)) or to_outline(found, mark)


def saved(form: Any, save: Callable[[], object]) -> bool:
    """Whether the change was stored; otherwise the form says why, with what was typed in it."""
    try:
        save()
    except ChangedMeanwhile as meanwhile:
        form.add_error(None, CHANGED)
        form.data = form.data.copy()
        form.data["seen"] = str(meanwhile)
    except Gone:
        form.add_error(None, GONE)
    except services.NotAllowed as refusal:
        form.add_error(None, str(refusal))
    else:
        return True
    return False


def refuse_unseen(seen: str, now: object, wanted: object) -> None:
    """Refuse to write over a change that the form did not show; what says the same already is no change."""
    if seen != digest_of(now) and digest_of(now) != digest_of(wanted):
        raise ChangedMeanwhile(digest_of(now))


def section_or_404(content: Questionnaire, code: str) -> Section:
    """The section of the address."""
    try:
        return section_of(content, code)
    except Gone as gone:
        raise Http404(GONE) from gone


def position_in(request: SignedInRequest) -> int:
    """The place that a button names."""
    typed = request.POST.get("miejsce", "")
    if not (typed.isascii() and typed.isdecimal() and len(typed) < 4):
        raise Http404("Brak miejsca, w które przenieść.")
    return int(typed)


def status_of(request: SignedInRequest) -> int:
    """A form that is shown again after it was sent was not taken."""
    return INVALID if request.method == "POST" else 200


def _kept(request: SignedInRequest, typed: object) -> bool:
    return request.method != "POST" and typed is not None
