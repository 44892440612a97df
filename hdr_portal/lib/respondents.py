"""Respondents of surveys are nobody: their requests meet no session, no account, no message, and leave no line in a log.

Their pages stand under PREFIX. A short way leads to them, past the middleware that looks after signed-in people: who is signed in
at the browser cannot be known there, and a lesson that starts at once is served twice as fast. The web server's access log
(deploy/gunicorn.conf.py) and the proxy's (deploy/Caddyfile) leave these pages out as well: an address and a moment beside a path
would lead from an answer to a person.
"""

import logging
from collections.abc import Callable
from functools import cache
from typing import Any

from csp.constants import HEADER
from csp.utils import build_policy
from django.conf import settings
from django.core.handlers.exception import convert_exception_to_response
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import Resolver404, is_valid_path, resolve

PREFIX = "/a/"
SERVER_ERROR = 500
Respond = Callable[[HttpRequest], HttpResponse]


def short_way(get_response: Respond) -> Respond:
    """Middleware, right after the one for security: what lies under PREFIX goes straight to its view."""
    straight: Callable[[HttpRequest], Any] = convert_exception_to_response(_straight)

    def respond(request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(PREFIX):
            return get_response(request)
        request.COOKIES.pop(settings.SESSION_COOKIE_NAME, None)
        response: HttpResponse = straight(request)
        response.headers.setdefault("X-Frame-Options", settings.X_FRAME_OPTIONS)
        response.headers.setdefault(HEADER, _policy())
        response.headers.setdefault("Content-Length", str(len(response.content)))
        return response

    return respond


def _straight(request: HttpRequest) -> HttpResponse:
    try:
        found = resolve(request.path_info)
    except Resolver404:
        if request.method == "GET" and is_valid_path(f"{request.path_info}/"):
            return HttpResponsePermanentRedirect(f"{request.path}/")
        raise
    request.resolver_match = found
    response: HttpResponse = found.func(request, *found.args, **found.kwargs)
    return response


@cache
def _policy() -> str:
    return str(build_policy())


class NotOfRespondents(logging.Filter):
    """Drops what Django logs about a respondent's request, unless the portal itself failed."""

    def filter(self, record: logging.LogRecord) -> bool:
        """See logging.Filter."""
        request = getattr(record, "request", None)
        status = getattr(record, "status_code", SERVER_ERROR)
        return not (isinstance(request, HttpRequest) and request.path.startswith(PREFIX) and status < SERVER_ERROR)
