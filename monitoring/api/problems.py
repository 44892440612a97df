"""Errors of the API as problem JSON (RFC 9457), in Polish sentences that say what to do."""

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse, JsonResponse

CONTENT_TYPE = "application/problem+json"
CHALLENGE = 'Bearer realm="Portal HDR", Basic realm="Portal HDR", charset="UTF-8"'
TITLES = {
    HTTPStatus.UNAUTHORIZED: "Potrzebny jest ważny token",
    HTTPStatus.FORBIDDEN: "Ten token nie daje do tego prawa",
    HTTPStatus.NOT_FOUND: "Nie ma takiego zasobu",
    HTTPStatus.METHOD_NOT_ALLOWED: "To API służy tylko do odczytu",
    HTTPStatus.UNPROCESSABLE_ENTITY: "Nie rozumiemy parametru zapytania",
    HTTPStatus.TOO_MANY_REQUESTS: "Zbyt wiele zapytań",
}


class Problem(Exception):
    """Stops an operation with an answer of its own."""

    def __init__(self, status: HTTPStatus, detail: str, errors: Iterable[dict[str, str]] = ()) -> None:
        super().__init__(detail)
        self.status, self.detail, self.errors = status, detail, list(errors)


def problem_response(status: HTTPStatus, detail: str, errors: Iterable[dict[str, str]] = ()) -> HttpResponse:
    """The answer. 401 names both ways to send a token."""
    body: dict[str, Any] = {"type": "about:blank", "title": TITLES[status], "status": int(status), "detail": detail}
    told = list(errors)
    response = JsonResponse(
        body | ({"errors": told} if told else {}),
        status=status,
        content_type=CONTENT_TYPE,
        json_dumps_params={"ensure_ascii": False},
    )
    response["Cache-Control"] = "no-store"
    if status == HTTPStatus.UNAUTHORIZED:
        response["WWW-Authenticate"] = CHALLENGE
    return response


def wrong_parameter(name: str, sentence: str) -> Problem:
    """A parameter that no record answers to."""
    return Problem(HTTPStatus.UNPROCESSABLE_ENTITY, sentence, [{"parameter": name, "message": sentence}])
