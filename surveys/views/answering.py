"""A respondent answers: one part of the questionnaire a page, the summary, the end. No JavaScript is needed."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from surveys.answers import Fault, PageSent, missing, pages, read_page, shown_items
from surveys.forms.pages import FILLED_FIELD, SHOWN_FIELD, languages_of, page_view, said, with_missing
from surveys.forms.skeletons import quick_page
from surveys.http import Mark, as_page, keep_language, language_of, mark_of, page, take_ticket, ticket_of
from surveys.queries.sittings import Sitting, sitting_of
from surveys.questionnaire import Item, Questionnaire, say
from surveys.services.sittings import (
    AlreadySent,
    AnswersMissing,
    NotOpen,
    drop_draft,
    finish,
    save_answers,
)
from surveys.views.carrying import foreign_page, mark_in
from surveys.views.doorway import respondents
from surveys.views.entering import FORM, INVALID, already_sent, gone, not_open
from surveys.views.ways import page_after, page_before


@dataclass(frozen=True)
class Posted:
    """A page that was sent: what it said, and the draft with it."""

    number: int
    sent: PageSent
    sitting: Sitting

    @property
    def questionnaire(self) -> Questionnaire:
        """What is asked."""
        return self.sitting.entrance.questionnaire


@respondents
@require_http_methods(FORM)
def answers(request: HttpRequest, number: int) -> HttpResponse:
    """One part of the questionnaire; sending it saves it."""
    sitting = _sitting(request)
    if isinstance(sitting, HttpResponse):
        return sitting
    if not 1 <= number <= len(sitting.entrance.questionnaire.sections):
        return HttpResponseRedirect(reverse("surveys:begin"))
    if request.method != "POST":
        return _show(request, sitting, number)
    mark = mark_in(request)
    if mark is None or mark.draft_pk != sitting.pk:
        return foreign_page(request, sitting, mark)
    return _save(request, sitting, number, mark)


def _sitting(request: HttpRequest) -> Sitting | HttpResponse:
    """The draft of this browser, or the page that says why there is none."""
    ticket = ticket_of(request)
    if ticket is None:
        if request.method == "POST":
            return foreign_page(request, None, mark_in(request))
        return HttpResponseRedirect(reverse("surveys:enter"))
    sitting = sitting_of(ticket.digest, ticket.key)
    if sitting is None:
        return gone(request, ticket.key)
    return sitting if sitting.entrance.is_open else not_open(request, sitting.entrance)


# --- One page -------------------------------------------------------------------------------------------------------
def _show(
    request: HttpRequest, sitting: Sitting, number: int, faults: dict[str, Fault] | None = None, status: int = 200
) -> HttpResponse:
    """The page; after faults with what was typed. A part that is hidden by now leads to the next one that is not."""
    if not faults:
        return _show_quickly(request, sitting, number)
    view = page_view(
        sitting.entrance.questionnaire,
        number,
        sitting.answers,
        language=sitting.language,
        sent=request.POST,
        faults=faults,
    )
    if view is None:
        return HttpResponseRedirect(page_after(sitting, number))
    return page(request, "page", _frame(sitting) | {"view": view}, language=sitting.language, status=status)


def _show_quickly(request: HttpRequest, sitting: Sitting, number: int) -> HttpResponse:
    hidden = {"csrf_token": get_token(request), "mark": mark_of(sitting.pk), "notice_url": _notice_url(sitting)}
    html = quick_page(sitting.entrance.questionnaire, number, sitting.answers, language=sitting.language, hidden=hidden)
    if html is None:
        return HttpResponseRedirect(page_after(sitting, number))
    return as_page(html, language=sitting.language)


def _notice_url(sitting: Sitting) -> str:
    return reverse("surveys:notice", args=[sitting.entrance.place.key])


def _frame(sitting: Sitting) -> dict[str, Any]:
    """What the pages of one draft share."""
    asked = sitting.entrance.questionnaire
    return {
        "title": say(asked.title, sitting.language),
        "mark": mark_of(sitting.pk),
        "notice_url": _notice_url(sitting),
        "offered": languages_of(asked),
        "asks_for_code": sitting.entrance.asks_for_code,
    }


def _save(request: HttpRequest, sitting: Sitting, number: int, mark: Mark) -> HttpResponse:
    asked = sitting.entrance.questionnaire
    sent = read_page(asked.sections[number - 1], request.POST, filled=_codes(request, FILLED_FIELD))
    language = _language_asked(request, asked)
    try:
        saved = save_answers(
            sitting,
            lambda earlier: sent.merged_into(asked, earlier),
            seconds=mark.seconds,
            language=language,
        )
    except AlreadySent:
        return already_sent(request, sitting.language)
    except NotOpen as closed:
        return not_open(request, closed.entrance)
    response = _next(request, Posted(number, sent, saved))
    if language:
        keep_language(response, language)
    return response


def _codes(request: HttpRequest, name: str) -> list[str]:
    return str(request.POST.get(name, "")).split()


def _language_asked(request: HttpRequest, asked: Questionnaire) -> str:
    language = request.POST.get("jezyk", "")
    return language if language in languages_of(asked) else ""


def _next(request: HttpRequest, posted: Posted) -> HttpResponse:
    """Where the button leads, once the page is saved."""
    if posted.sent.faults:
        return _show(request, posted.sitting, posted.number, dict(posted.sent.faults), INVALID)
    if "jezyk" in request.POST:
        return HttpResponseRedirect(reverse("surveys:answers", args=[posted.number]))
    action = request.POST.get("akcja", "")
    if action == "przerwij":
        return HttpResponseRedirect(reverse("surveys:leave"))
    if action == "wstecz":
        return HttpResponseRedirect(page_before(posted.sitting, posted.number))
    return _onward(request, posted)


def _onward(request: HttpRequest, posted: Posted) -> HttpResponse:
    """The next part, when this one lacks nothing; what its own answers have opened is asked first."""
    seen = set(_codes(request, SHOWN_FIELD))
    lacking = [
        item
        for item in missing(posted.questionnaire, posted.sitting.answers).get(posted.number, [])
        if item.code in seen
    ]
    if lacking:
        return _show(request, posted.sitting, posted.number, with_missing(posted.sent, lacking), INVALID)
    opened = _opened(posted, seen)
    if opened:
        here = reverse("surveys:answers", args=[posted.number])
        return HttpResponseRedirect(f"{here}#o.{opened[0].code}")
    return HttpResponseRedirect(page_after(posted.sitting, posted.number))


def _opened(posted: Posted, seen: set[str]) -> list[Item]:
    shown = shown_items(posted.questionnaire, posted.sitting.answers)
    items = posted.questionnaire.sections[posted.number - 1].items
    return [item for item in items if item.code in shown and item.code not in seen]


# --- The end --------------------------------------------------------------------------------------------------------
@respondents
@require_safe
def review(request: HttpRequest) -> HttpResponse:
    """What was answered and what is missing, before it is sent."""
    sitting = _sitting(request)
    if isinstance(sitting, HttpResponse):
        return sitting
    asked = sitting.entrance.questionnaire
    shown, lacking = shown_items(asked, sitting.answers), missing(asked, sitting.answers)
    parts = tuple(_part(sitting, number, shown, lacking.get(number, [])) for number in pages(asked, shown))
    context = _frame(sitting) | {"parts": parts, "lacking": bool(lacking), "last": parts[-1].number if parts else 1}
    return page(request, "review", context, language=sitting.language)


@dataclass(frozen=True)
class Part:
    """One part in the summary: how many of its questions were answered, and the required ones that were not."""

    number: int
    title: str
    asked: int
    answered: int
    missing: tuple[str, ...]


def _part(sitting: Sitting, number: int, shown: frozenset[str], lacking: list[Item]) -> Part:
    section = sitting.entrance.questionnaire.sections[number - 1]
    return Part(
        number=number,
        title=said(section.title, sitting.language),
        asked=sum(item.code in shown for item in section.items),
        answered=sum(item.code in sitting.answers for item in section.items),
        missing=tuple(said(item.text, sitting.language) for item in lacking),
    )


@respondents
@require_http_methods(FORM)
def send(request: HttpRequest) -> HttpResponse:
    """Make the draft an answer. Sent twice, it is there once, and both times the end is the same page."""
    sitting = _sitting(request)
    mark = mark_in(request)
    if isinstance(sitting, HttpResponse):
        return sitting
    if request.method != "POST":
        return HttpResponseRedirect(reverse("surveys:review"))
    if mark is None or mark.draft_pk != sitting.pk:
        return foreign_page(request, sitting, mark)
    return _send(request, sitting)


def _send(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    try:
        finish(sitting)
    except AnswersMissing:
        return HttpResponseRedirect(reverse("surveys:review"))
    except AlreadySent:
        return already_sent(request, sitting.language)
    except NotOpen as closed:
        return not_open(request, closed.entrance)
    response = HttpResponseRedirect(f"{reverse('surveys:done')}{'?kody=1' if sitting.code_id else ''}")
    take_ticket(response)
    keep_language(response, sitting.language)
    return response


@respondents
@require_http_methods(FORM)
def leave(request: HttpRequest) -> HttpResponse:
    """Close the answers at this computer. With a code one comes back; without one they would stay here unreached."""
    sitting = _sitting(request)
    if isinstance(sitting, HttpResponse):
        return sitting
    if request.method != "POST":
        return page(request, "leave", _frame(sitting), language=sitting.language)
    mark = mark_in(request)
    if mark is None or mark.draft_pk != sitting.pk:
        return foreign_page(request, sitting, mark)
    response = HttpResponseRedirect(reverse("surveys:left"))
    if not sitting.entrance.asks_for_code:
        drop_draft(sitting)
        response = HttpResponseRedirect(f"{reverse('surveys:left')}?usuniete=1")
    take_ticket(response)
    return response


@respondents
@require_safe
def left(request: HttpRequest) -> HttpResponse:
    """The answers were closed at this computer."""
    return page(request, "left", {"dropped": "usuniete" in request.GET}, language=language_of(request))
