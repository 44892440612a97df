"""What every page of respondents has around it: no sign-in, its own refusal of forged forms, a database that may go away."""

import functools
import logging
from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.decorators import decorator_from_middleware
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from schools.scope import whole_municipality
from surveys.http import language_of, page
from surveys.views.carrying import keeping_page

logger = logging.getLogger(__name__)
View = Callable[..., HttpResponse]
FORBIDDEN, UNAVAILABLE = 403, 503
GONE_AWAY = (OperationalError, InterfaceError)


class _Csrf(CsrfViewMiddleware):
    """Django's check; a form that it refuses (the browser lost its cookies) keeps what was typed."""

    def _reject(self, request: HttpRequest, reason: str) -> HttpResponse:
        return keeping_page(request, language_of(request), go_on=False, status=FORBIDDEN)


def respondents(view: View) -> View:
    """A page for anybody with a code or a link: no sign-in, nothing kept by the browser after it was left."""

    @functools.wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with whole_municipality():  # a respondent has no school; the code or the link names the one target
            return _answered(view, request, *args, **kwargs)

    checked: Callable[..., Any] = decorator_from_middleware(_Csrf)(wrapped)
    public: View = csrf_exempt(
        login_not_required(never_cache(checked))
    )  # exempt from the general check: it has its own
    return public


def _answered(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """The view's answer; after a lost connection to the database asked once more: whatever a respondent sends may come twice.

    So Django need not ask the database before each request whether it is there, which took a fifth of the request's time.
    """
    connection.health_check_done = True  # type: ignore[attr-defined]  # Django sets it once it has asked
    try:
        return view(request, *args, **kwargs)
    except GONE_AWAY:
        connection.close()
    try:
        return view(request, *args, **kwargs)
    except GONE_AWAY:
        connection.close()
        logger.exception("The database does not answer respondents.")
        return _try_again(request)


def _try_again(request: HttpRequest) -> HttpResponse:
    """The same form once more under one button: nothing that was typed is lost while the database is away."""
    fields = [
        (name, value) for name, values in request.POST.lists() for value in values if name != "csrfmiddlewaretoken"
    ]
    response = page(request, "again", {"fields": fields}, language=language_of(request), status=UNAVAILABLE)
    response["Retry-After"] = "5"
    return response
