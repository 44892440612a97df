"""What was typed on a page that no longer belongs to this browser's draft: carried to the door, saved when its code is typed.

It happens on a shared computer: somebody else's code was typed in another tab, or the answers were closed there. Saving into
the draft of the moment would mix two children; throwing away would lose what one of them typed.
"""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from surveys.answers import read_page
from surveys.forms.pages import FILLED_FIELD
from surveys.http import Mark, language_of, page, read_mark
from surveys.queries.sittings import Sitting, is_draft, sitting_of
from surveys.services.sittings import Entered, save_answers

MARK_FIELD, PAGE_FIELD = "znak", "strona"
CONFLICT = 409
MOST_FIELDS = 300


@dataclass(frozen=True)
class Carried:
    """The fields of a page, and whose page it was."""

    mark: Mark
    number: int
    fields: tuple[tuple[str, str], ...]
    request: HttpRequest


def mark_in(request: HttpRequest) -> Mark | None:
    """Whose page a form belongs to."""
    return read_mark(request.POST.get(MARK_FIELD, ""))


def carried_by(request: HttpRequest) -> Carried | None:
    """The page that came with a form; None where none did, or it is not one of ours."""
    mark, number = mark_in(request), request.POST.get(PAGE_FIELD, "")
    if mark is None or not (number.isascii() and number.isdigit()):
        return None
    kept = {MARK_FIELD, PAGE_FIELD, FILLED_FIELD}
    fields = [(name, str(value)) for name, values in request.POST.lists() for value in values]
    chosen = [(name, value) for name, value in fields if name in kept or name.startswith("o.")]
    return Carried(mark, int(number), tuple(chosen[:MOST_FIELDS]), request)


def save_carried(entered: Entered, carried: Carried | None) -> str:
    """Save a carried page into its own draft; returns the address of the page, empty where nothing was saved."""
    if carried is None:
        return ""
    sitting = sitting_of(entered.digest, entered.key)
    if sitting is None or carried.mark.draft_pk != sitting.pk:
        return ""
    questionnaire = sitting.entrance.questionnaire
    if not 1 <= carried.number <= len(questionnaire.sections):
        return ""
    form = carried.request.POST
    sent = read_page(questionnaire.sections[carried.number - 1], form, filled=form.get(FILLED_FIELD, "").split())
    save_answers(sitting, lambda earlier: sent.merged_into(questionnaire, earlier))
    return reverse("surveys:answers", args=[carried.number])


def foreign_page(request: HttpRequest, sitting: Sitting | None, mark: Mark | None) -> HttpResponse:
    """The form belongs to another draft than the browser's: say so, keep what was typed, ask for the code."""
    language = sitting.language if sitting else language_of(request)
    if mark is not None and not is_draft(mark.draft_pk):
        return page(request, "already", {"go_on": sitting is not None}, language=language, status=CONFLICT)
    return keeping_page(request, language, go_on=sitting is not None, status=CONFLICT)


def keeping_page(request: HttpRequest, language: str, *, go_on: bool, status: int) -> HttpResponse:
    """The page that asks for the code of a form and carries it. `go_on`: this browser has a draft of its own."""
    context = {"carried": carried_by(request), "go_on": go_on}
    return page(request, "foreign", context, language=language, status=status)
