"""Answers that a browser would otherwise show as an empty page."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

Respond = Callable[[HttpRequest], HttpResponse]


def page_for_wrong_method(get_response: Respond) -> Respond:
    """An address that only takes a button, opened from the address bar or a restored tab, says so and leads back."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code != HTTP_NOT_ALLOWED or request.method != "GET":
            return response
        page = render(request, "405.html", status=HTTP_NOT_ALLOWED)
        page["Allow"] = response["Allow"]
        return page

    return respond


HTTP_NOT_ALLOWED = 405
