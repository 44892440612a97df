"""The respondent's side of HTTP: a cookie names the draft, another the language; a mark in every form says whose page it is.

Nobody is signed in here (hdr_portal/lib/respondents.py takes the session away): the code or the token alone decides which
draft is read.
"""

import time
from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import escape

from hdr_portal.lib.respondents import PREFIX
from surveys.models import Language
from surveys.slots import Skeleton, skeleton_of, slot

COOKIE = "ankieta"
LANGUAGE_COOKIE = "ankieta_jezyk"
SLOTS = ("csrf_token", "here", "mark")
LANGUAGES = [(str(code), str(name)) for code, name in Language.choices]


@dataclass(frozen=True)
class Ticket:
    """What the cookie says: which draft, and the key of its target."""

    digest: str
    key: str


@dataclass(frozen=True)
class Mark:
    """What a form says: whose page it is and when it was shown (seconds since 1970)."""

    draft_pk: int
    shown_at: int

    @property
    def seconds(self) -> int:
        """How long ago the page was shown."""
        return int(time.time()) - self.shown_at


def page(
    request: HttpRequest, template: str, context: dict[str, Any], *, language: str, status: int = 200
) -> HttpResponse:
    """A page in the respondent's language, without the portal's frame: no context processor asks who this is.

    What two respondents see alike is rendered once: a page without faults whose context can be compared is remembered, but for
    the values that belong to one respondent alone (SLOTS).
    """
    own = {"csrf_token": get_token(request), "here": escape(request.path), "mark": context.pop("mark", "")}
    if status != HTTPStatus.OK:
        return as_page(html_of(template, own | context, language=language), language=language, status=status)
    skeleton = _remembered(template, tuple(sorted(context.items())), language, settings.MUNICIPALITY)
    return as_page(skeleton.filled(own), language=language)


@lru_cache(maxsize=1024)
def _remembered(template: str, context: tuple[tuple[str, Any], ...], language: str, municipality: str) -> Skeleton:
    del municipality  # only a part of the key: html_of reads the setting
    slots = {name: slot(name) for name in SLOTS}
    return skeleton_of(html_of(template, slots | dict(context), language=language))


def html_of(template: str, context: dict[str, Any], *, language: str) -> str:
    """The markup of a page in the language. `offered`: the languages to choose from, all where it is not given."""
    frame = {"municipality": settings.MUNICIPALITY, "language": language, "languages": LANGUAGES, "offered": ""}
    with translation.override(language):
        return render_to_string(f"surveys/answering/{template}.html", frame | context)


def as_page(html: str, *, language: str, status: int = 200) -> HttpResponse:
    """The answer that brings the markup."""
    return HttpResponse(html, status=status, headers={"Content-Language": str(language)})


# --- Which draft ----------------------------------------------------------------------------------------------------
def ticket_of(request: HttpRequest) -> Ticket | None:
    """What this browser's cookie says; None without one, or with one that is not ours."""
    try:
        digest, _, key = _signer("ticket").unsign(request.COOKIES.get(COOKIE, "")).partition(".")
    except BadSignature:
        return None
    return Ticket(digest, key)


def give_ticket(response: HttpResponse, *, digest: str, key: str) -> None:
    """Let this browser go on with a draft until it is closed."""
    _set(response, COOKIE, _signer("ticket").sign(f"{digest}.{key}"))


def take_ticket(response: HttpResponse) -> None:
    """Let this browser forget the draft."""
    response.delete_cookie(COOKIE, path=PREFIX, samesite="Lax")


def mark_of(draft_pk: int) -> str:
    """The mark of a page that is shown now."""
    return _signer("mark").sign(f"{draft_pk}.{int(time.time())}")


def read_mark(text: str) -> Mark | None:
    """The mark that a form sent; None where it is missing or not ours."""
    try:
        draft, _, shown = _signer("mark").unsign(text).partition(".")
    except BadSignature:
        return None
    return Mark(int(draft), int(shown))


def _signer(what: str) -> Signer:
    return Signer(key=settings.SURVEY_KEY, salt=f"surveys.http.{what}")


# --- Language -------------------------------------------------------------------------------------------------------
def language_of(request: HttpRequest) -> str:
    """The language chosen before; else Ukrainian for a browser that asks for it first, else Polish.

    English is not guessed: many a school computer speaks it without its pupils.
    """
    chosen = request.COOKIES.get(LANGUAGE_COOKIE, "")
    if chosen in Language.values:
        return chosen
    asks_for_ukrainian = request.headers.get("Accept-Language", "").lower().startswith("uk")
    return str(Language.UKRAINIAN if asks_for_ukrainian else Language.POLISH)


def keep_language(response: HttpResponse, language: str) -> None:
    """Remember the language until the browser is closed."""
    _set(response, LANGUAGE_COOKIE, language)


def _set(response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(name, value, path=PREFIX, httponly=True, samesite="Lax", secure=settings.HTTPS)
