"""The API as one object: its operations, its errors, its description."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, Throttled, ValidationError
from ninja.renderers import JSONRenderer

from monitoring.api.auth import RATE, BasicToken, BearerToken, PerToken
from monitoring.api.operations import router
from monitoring.api.problems import CONTENT_TYPE, Problem, problem_response

PREFIX = "/api/v1/"
VERSION = "1.0"
ABOUT = (
    "API tylko do odczytu: plan, wskaźniki z zapisami i dowodami, sumy ewidencji sprzętu, dopuszczone wyniki ankiet. "
    "Każde zapytanie niesie token w nagłówku „Authorization: Bearer hdr_…” albo jako hasło uwierzytelniania Basic "
    "(nazwa użytkownika dowolna). Token widzi jedną jednostkę albo całą gminę. Limit: 120 zapytań na minutę na token. "
    "Odpowiedzi mają ETag: zapytanie z nagłówkiem If-None-Match dostaje 304, gdy nic się nie zmieniło. "
    "Błędy to application/problem+json z polskim zdaniem. Pola przybywają, nie znikają i nie zmieniają nazw."
)


class PlainLetters(JSONRenderer):
    """Polish letters as they are: the answer is UTF-8."""

    json_dumps_params: Mapping[str, Any] = {"ensure_ascii": False}


class ReadApi(NinjaAPI):
    """Describes its errors as problem JSON."""

    def get_openapi_schema(self, *, path_prefix: str | None = None, path_params: Any = None) -> Any:
        """The description, with the content type that errors really have."""
        schema = super().get_openapi_schema(path_prefix=path_prefix or PREFIX, path_params=path_params)
        for operations in schema["paths"].values():
            for operation in operations.values():
                for status, answer in operation["responses"].items():
                    if int(status) >= HTTPStatus.BAD_REQUEST:
                        answer["content"] = {CONTENT_TYPE: next(iter(answer["content"].values()))}
        return schema


api = ReadApi(
    title="Portal HDR",
    version=VERSION,
    description=ABOUT,
    openapi_url=None,
    docs_url=None,
    urls_namespace="api",
    auth=[BearerToken(), BasicToken()],
    throttle=PerToken(RATE),
    renderer=PlainLetters(),
)
api.add_router("", router)


def _handler(kind: type[Exception]) -> Callable[[Any], Any]:
    return api.exception_handler(kind)


@_handler(Problem)
def _problem(_: HttpRequest, error: Problem) -> HttpResponse:
    return problem_response(error.status, error.detail, error.errors)


@_handler(AuthenticationError)
def _without_token(_: HttpRequest, __: AuthenticationError) -> HttpResponse:
    return problem_response(
        HTTPStatus.UNAUTHORIZED,
        "Wyślij token w nagłówku „Authorization: Bearer hdr_…” albo jako hasło uwierzytelniania podstawowego (Basic).",
    )


@_handler(Throttled)
def _too_often(_: HttpRequest, __: Throttled) -> HttpResponse:
    return problem_response(
        HTTPStatus.TOO_MANY_REQUESTS, "Ten token wysłał ponad 120 zapytań w minutę. Spróbuj ponownie za minutę."
    )  # ninja adds Retry-After


@_handler(ValidationError)
def _wrong_parameters(_: HttpRequest, error: ValidationError) -> HttpResponse:
    errors = [{"parameter": str(one["loc"][-1]), "message": sentence_of(one)} for one in error.errors]
    named = ", ".join(dict.fromkeys(one["parameter"] for one in errors))
    return problem_response(HTTPStatus.UNPROCESSABLE_ENTITY, f"Popraw: {named}. Opis parametrów: {PREFIX}docs.", errors)


@_handler(Http404)
def _missing(_: HttpRequest, __: Http404) -> HttpResponse:
    return problem_response(HTTPStatus.NOT_FOUND, f"Spis zasobów: {PREFIX}docs.")


SENTENCES = {
    "int_parsing": "To ma być liczba całkowita.",
    "int_parsing_size": "Ta liczba jest za duża.",
    "greater_than_equal": "Wartość ma być nie mniejsza niż {ge}.",
    "less_than_equal": "Wartość ma być nie większa niż {le}.",
    "timezone_aware": "Chwila ma być ze strefą czasową, na przykład 2026-06-30T12:00:00Z.",
    "literal_error": "Dozwolone: {expected}.",
    "string_too_long": "Tekst ma mieć najwyżej {max_length} znaków.",
}


def sentence_of(error: dict[str, Any]) -> str:
    """What is wrong with a parameter, in Polish."""
    kind = error["type"]
    if kind.startswith(("date_", "datetime_")):
        kind_of = "chwila, na przykład 2026-06-30T12:00:00Z" if kind.startswith("datetime") else "dzień RRRR-MM-DD"
        return f"To ma być {kind_of}."
    return SENTENCES.get(kind, "Wartość jest nieprawidłowa.").format(**error.get("ctx", {}))
