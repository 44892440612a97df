"""What the pages of instruments share: finding one, refusing what is no draft, leading from a fault to where it is mended."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from schools.http import SignedInRequest
from surveys.models import Instrument, InstrumentState
from surveys.questionnaires import questionnaire_of
from surveys.soundness import Fault

INVALID, CONFLICT = 422, 409
NOT_DRAFT = "Ta wersja jest już gotowa, więc jej treści nie można zmieniać. Utwórz nową wersję."
GONE = "Tego już nie ma w szkicu: ktoś usunął to w międzyczasie."


@dataclass(frozen=True)
class LinkedFault:
    """A fault and the page where it can be mended."""

    fault: Fault
    url: str


def instrument_of(pk: int) -> Instrument:
    """The version; 404 when there is none."""
    return get_object_or_404(Instrument, pk=pk)


def to_ready_one(request: SignedInRequest, found: Instrument) -> HttpResponse | None:
    """Where to send those who want to change what is no draft; None for a draft."""
    if found.state == InstrumentState.DRAFT:
        return None
    messages.warning(request, NOT_DRAFT)
    return redirect(found)


def to_outline(found: Instrument, mark: str = "") -> HttpResponse:
    """Back to the outline, at a question or a section."""
    address = reverse("surveys:instrument_edit", args=[found.pk])
    return redirect(f"{address}#{mark}" if mark else address)


def linked(found: Instrument, faults: list[Fault]) -> list[LinkedFault]:
    """Each fault with the page where it is mended."""
    content = questionnaire_of(found)
    users = {item.scale.code: item.code for item in content.items() if item.scale}
    result = []
    for fault in faults:
        place = fault.place
        if place.scale and place.scale in users:
            url = reverse("surveys:item_edit", args=[found.pk, users[place.scale]])
        elif place.item >= 0:
            code = content.sections[place.section].items[place.item].code
            url = reverse("surveys:item_edit", args=[found.pk, code])
        elif place.section >= 0 and place.field == "items":
            url = reverse("surveys:item_kind", args=[found.pk, content.sections[place.section].code])
        elif place.section >= 0:
            url = reverse("surveys:section_edit", args=[found.pk, content.sections[place.section].code])
        elif place.field == "sections":
            url = reverse("surveys:section_add", args=[found.pk])
        else:
            url = reverse("surveys:instrument_settings", args=[found.pk])
        result.append(LinkedFault(fault, url))
    return result
