"""Around every operation: reading methods alone, an ETag on what was read, no page of the portal in an answer."""

import hashlib
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.views.decorators.csrf import csrf_exempt

from monitoring.api.problems import problem_response

READING = ("GET", "HEAD")
View = Callable[..., Any]


def published(view: View) -> View:
    """The view as the API shows it. No session is asked: a token is the only key, so there is nothing to forge."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in READING:
            return not_reading()
        request.method = "GET"  # the server leaves the body out of the answer to HEAD
        response: HttpResponse = view(request, *args, **kwargs)
        return _dated(request, response) if response.status_code == HTTPStatus.OK else response

    return login_not_required(csrf_exempt(answer))


def not_reading() -> HttpResponse:
    """The answer to a method that would change something."""
    response = problem_response(HTTPStatus.METHOD_NOT_ALLOWED, "Użyj metody GET.")
    response["Allow"] = ", ".join(READING)
    return response


def _dated(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"  # kept by the asker, asked about each time
    patch_vary_headers(response, ("Authorization",))
    return get_conditional_response(request, etag=etag, response=response) or response
