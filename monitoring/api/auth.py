"""Who asks: a token in the header, as Bearer or as the password of Basic (Excel and Power Query know no other field)."""

import base64
import binascii
from abc import ABC, abstractmethod
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, ParamSpec, TypeVar

from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone
from ninja.security.http import HttpAuthBase
from ninja.throttling import SimpleRateThrottle

from monitoring.api.problems import Problem
from monitoring.models import ApiToken
from monitoring.tokens import TokenRefused, scope_of, use_token
from schools.scope import open_scope

LONGEST_HEADER = 400
RATE = "120/min"
Given = ParamSpec("Given")
Returned = TypeVar("Returned")


class TokenRequest(HttpRequest):
    """A request that passed the token's check."""

    auth: ApiToken


class _TokenAuth(HttpAuthBase, ABC):
    """Reads the header itself: nothing of it ever reaches a log."""

    openapi_scheme: str

    def __call__(self, request: HttpRequest) -> ApiToken | None:
        scheme, _, given = request.headers.get("Authorization", "")[:LONGEST_HEADER].partition(" ")
        if scheme.lower() != self.openapi_scheme:
            return None
        try:
            return use_token(self.secret_in(given.strip()), timezone.localdate())
        except TokenRefused as refused:
            raise Problem(HTTPStatus.UNAUTHORIZED, refused.sentence) from None

    @abstractmethod
    def secret_in(self, given: str) -> str:
        """The token in what follows the scheme; empty when there is none."""


class BearerToken(_TokenAuth):
    """`Authorization: Bearer hdr_…`."""

    openapi_scheme = "bearer"

    def secret_in(self, given: str) -> str:
        """The text itself."""
        return given


class BasicToken(_TokenAuth):
    """`Authorization: Basic …` with any user name and the token as the password."""

    openapi_scheme = "basic"

    def secret_in(self, given: str) -> str:
        """The password."""
        try:
            return base64.b64decode(given, validate=True).decode().partition(":")[2]
        except (binascii.Error, UnicodeDecodeError):
            return ""


class PerToken(SimpleRateThrottle):
    """So many questions a minute for each token; the count lies in the portal's cache."""

    cache = cache

    def get_cache_key(self, request: HttpRequest) -> str:
        """One count a token."""
        token: ApiToken = request.auth  # type: ignore[attr-defined]  # set by ninja after the check
        return f"api-token-{token.pk}"


def reads(permission: str) -> Callable[[Callable[Given, Returned]], Callable[Given, Returned]]:
    """Decorator of an operation: whoever made the token must hold the permission; rows are those of the token's scope."""

    def decorate(operation: Callable[Given, Returned]) -> Callable[Given, Returned]:
        @wraps(operation)
        def guarded(*args: Given.args, **kwargs: Given.kwargs) -> Returned:
            request: Any = args[0]
            token: ApiToken = request.auth
            if not token.created_by.has_perm(permission):
                raise Problem(
                    HTTPStatus.FORBIDDEN,
                    "Osoba, która utworzyła ten token, nie ma dziś prawa do tych danych. "
                    "Token do nich może utworzyć Wydział Edukacji.",
                )
            with open_scope(scope_of(token)):
                return operation(*args, **kwargs)

        return guarded

    return decorate
