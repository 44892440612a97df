"""Respondents of surveys are nobody: their requests carry no session and leave no line in a log.

Their pages stand under PREFIX. The web server's access log (deploy/gunicorn.conf.py) and the proxy's (deploy/Caddyfile) leave
them out too: an address and a moment beside a path would lead from an answer to a person.
"""

import logging
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

PREFIX = "/a/"
SERVER_ERROR = 500


def nobody_answers(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware, before the session's: whoever is signed in at this browser is not looked up on respondents' pages."""

    def respond(request: HttpRequest) -> HttpResponse:
        if request.path.startswith(PREFIX):
            request.COOKIES.pop(settings.SESSION_COOKIE_NAME, None)
        return get_response(request)

    return respond


class NotOfRespondents(logging.Filter):
    """Drops what Django logs about a respondent's request, unless the portal itself failed."""

    def filter(self, record: logging.LogRecord) -> bool:
        """See logging.Filter."""
        request = getattr(record, "request", None)
        status = getattr(record, "status_code", SERVER_ERROR)
        return not (isinstance(request, HttpRequest) and request.path.startswith(PREFIX) and status < SERVER_ERROR)
