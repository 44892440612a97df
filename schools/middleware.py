"""Sign-in that keeps what was typed, and the scope of every request."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from schools.keptforms import keep_form
from schools.models import User
from schools.scope import open_scope


class KeepFormLoginMiddleware(LoginRequiredMiddleware):
    """Every view asks for sign-in unless marked public; a form sent after the session ended is kept, not lost."""

    def handle_no_permission(self, request: HttpRequest, view_func: Callable[..., Any]) -> HttpResponseRedirect:
        """Keep the typed form in the new session, then send to the sign-in page and back."""
        if request.method == "POST":
            keep_form(request)
        return super().handle_no_permission(request, view_func)


class ScopeMiddleware:
    """Opens the scope of the signed-in person; without one, school-owned rows cannot be queried at all."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if not isinstance(user, User):
            return self.get_response(request)
        with open_scope(user.scope):
            return self.get_response(request)
