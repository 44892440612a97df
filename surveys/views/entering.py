"""How respondents come in and go: a code or a link, the notice on data, the language, the end."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_safe

from hdr_portal.lib.respondents import PREFIX
from surveys.forms.pages import languages_of
from surveys.http import give_ticket, keep_language, language_of, page, take_ticket, ticket_of
from surveys.models import Language
from surveys.queries.sittings import Entrance, entrance_by_key, notice_of, sitting_of
from surveys.questionnaire import say
from surveys.services.misses import COMMON_DOOR
from surveys.services.sittings import (
    AlreadySent,
    Entered,
    NotOpen,
    TooManyWrongCodes,
    WrongCode,
    begin_without_code,
    enter_with_code,
    save_answers,
)
from surveys.views.carrying import Carried, carried_by, save_carried
from surveys.views.doorway import respondents
from surveys.views.ways import page_to_go_on

FORM = ["GET", "HEAD", "POST"]
INVALID, CONFLICT, TOO_MANY_REQUESTS = 422, 409, 429


@respondents
@require_http_methods(FORM)
def enter(request: HttpRequest) -> HttpResponse:
    """Type a code."""
    return _with_code(request, None)


@respondents
@require_http_methods(FORM)
def entrance(request: HttpRequest, key: str) -> HttpResponse:
    """Where a group's link leads: type a code, or begin at once."""
    found = entrance_by_key(key)
    if found is None:
        return page(request, "nowhere", {}, language=language_of(request), status=404)
    if not found.is_open:
        return not_open(request, found)
    return _with_code(request, found) if found.asks_for_code else _without_code(request, found)


# --- With a code ----------------------------------------------------------------------------------------------------
def _with_code(request: HttpRequest, found: Entrance | None) -> HttpResponse:
    language = _chosen_language(request)
    carried = carried_by(request)
    if request.method != "POST" or "jezyk" in request.POST:
        return _code_page(request, found, language, carried)
    door = found.place.key if found else COMMON_DOOR
    try:
        entered = enter_with_code(request.POST.get("kod", ""), door=door, language=language)
    except WrongCode:
        return _code_page(request, found, language, carried, refusal="wrong", status=INVALID)
    except TooManyWrongCodes:
        return _code_page(request, found, language, carried, refusal="many", status=TOO_MANY_REQUESTS)
    except AlreadySent:
        return already_sent(request, language)
    except NotOpen as closed:
        return not_open(request, closed.entrance)
    return _entered(entered, save_carried(entered, carried))


def _entered(entered: Entered, next_page: str) -> HttpResponse:
    response = HttpResponseRedirect(next_page or reverse("surveys:begin"))
    give_ticket(response, digest=entered.digest, key=entered.key)
    keep_language(response, entered.language)
    return response


def _code_page(
    request: HttpRequest,
    found: Entrance | None,
    language: str,
    carried: Carried | None,
    *,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "refusal": refusal,
        "typed": request.POST.get("kod", "")[:40],
        "carried": carried,
        "title": say(found.questionnaire.title, language) if found else "",
        "notice_key": found.place.key if found else "",
    }
    response = page(request, "enter", context, language=language, status=status)
    if refusal == "many":
        response["Retry-After"] = "600"
    if "jezyk" in request.POST:
        keep_language(response, language)
    return response


# --- Without a code -------------------------------------------------------------------------------------------------
def _without_code(request: HttpRequest, found: Entrance) -> HttpResponse:
    """A link that is enough. A draft begun at this browser can be gone on with, or left for a new one."""
    language = _chosen_language(request, found)
    ticket = ticket_of(request)
    begun = sitting_of(ticket.digest, ticket.key) if ticket and ticket.key == found.place.key else None
    if request.method == "POST" and "jezyk" not in request.POST:
        if begun and "nowa" not in request.POST:
            return HttpResponseRedirect(reverse("surveys:begin"))
        return _entered(begin_without_code(found, language=language), reverse("surveys:answers", args=[1]))
    context = _about(found, language) | {"begun": begun is not None, "answered": False, "by_link": True, "go_on": ""}
    response = page(request, "begin", context, language=language)
    if "jezyk" in request.POST:
        keep_language(response, language)
    return response


# --- The first page -------------------------------------------------------------------------------------------------
@respondents
@require_safe
def begin(request: HttpRequest) -> HttpResponse:
    """What is asked, by whom, what becomes of the answers."""
    ticket = ticket_of(request)
    sitting = sitting_of(ticket.digest, ticket.key) if ticket else None
    if ticket is None:
        return HttpResponseRedirect(reverse("surveys:enter"))
    if sitting is None:
        return gone(request, ticket.key)
    if not sitting.entrance.is_open:
        return not_open(request, sitting.entrance)
    context = _about(sitting.entrance, sitting.language) | {
        "begun": True,
        "answered": bool(sitting.answers),
        "by_link": False,
        "go_on": page_to_go_on(sitting),
    }
    return page(request, "begin", context, language=sitting.language)


def _about(found: Entrance, language: str) -> dict[str, Any]:
    asked = found.questionnaire
    return {
        "title": say(asked.title, language),
        "intro": say(asked.intro, language),
        "minutes": asked.minutes,
        "parts": len(asked.sections),
        "asks_for_code": found.asks_for_code,
        "closes_on": found.closes_on,
        "notice": say(notice_of(found.place.target_id), language),
        "key": found.place.key,
        "offered": languages_of(asked),
    }


@respondents
@require_safe
def notice(request: HttpRequest, key: str) -> HttpResponse:
    """The campaign's notice on data."""
    language = language_of(request)
    found = entrance_by_key(key)
    if found is None:
        return page(request, "nowhere", {}, language=language, status=404)
    context = {
        "notice": say(notice_of(found.place.target_id), language),
        "title": say(found.questionnaire.title, language),
    }
    return page(request, "notice", context, language=language)


@respondents
@require_http_methods(FORM)
def change_language(request: HttpRequest) -> HttpResponse:
    """The language of pages without a form of their own; leads back to where it was asked for."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("surveys:enter"))
    back = request.POST.get("wroc", "")
    inside = back.startswith(PREFIX) and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    response = HttpResponseRedirect(back if inside else reverse("surveys:enter"))
    language = _chosen_language(request)
    ticket = ticket_of(request)
    sitting = sitting_of(ticket.digest, ticket.key) if ticket else None
    if sitting and sitting.entrance.is_open:
        save_answers(sitting, lambda earlier: earlier, language=language)
    keep_language(response, language)
    return response


# --- Where it ends --------------------------------------------------------------------------------------------------
@respondents
@require_safe
def done(request: HttpRequest) -> HttpResponse:
    """Thank you."""
    return page(request, "done", {"next_code": "kody" in request.GET}, language=language_of(request))


def already_sent(request: HttpRequest, language: str) -> HttpResponse:
    """The answer under this code or token is stored; this browser forgets it."""
    response = page(request, "already", {}, language=language, status=CONFLICT)
    take_ticket(response)
    return response


def gone(request: HttpRequest, key: str) -> HttpResponse:
    """The draft that the cookie names is no longer there: the campaign is over, or the answer was sent."""
    found = entrance_by_key(key)
    if found is None or not found.is_open:
        return not_open(request, found)
    return already_sent(request, language_of(request))


def not_open(request: HttpRequest, found: Entrance | None) -> HttpResponse:
    """The campaign takes no answers today: it is over, or has not begun."""
    over = found is None or found.is_over
    opens_on = found.opens_on if found and found.state != "draft" else None
    status = CONFLICT if request.method == "POST" else 200
    return page(request, "closed", {"over": over, "opens_on": opens_on}, language=language_of(request), status=status)


def _chosen_language(request: HttpRequest, found: Entrance | None = None) -> str:
    asked = request.POST.get("jezyk", "")
    language = asked if asked in Language.values else language_of(request)
    if found and language not in languages_of(found.questionnaire):
        return str(Language.POLISH)
    return language
