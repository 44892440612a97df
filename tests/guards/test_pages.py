"""Every page of the walk: its headers, its markup, its template variables; forms with errors and refusals as well."""

from collections.abc import Iterator

import pytest
from django.http import HttpResponse
from django.template import engines
from django.template.loader import render_to_string

from tests.guards.actors import ACTOR, ACTORS, Actor
from tests.guards.admin_routes import ADMIN_ROUTES
from tests.guards.page_checks import header_faults, is_page, markup_faults
from tests.guards.routes import ROUTES
from tests.guards.rules import Case
from tests.guards.strict_templates import RaisingMark, UndefinedVariable
from tests.guards.walk import Answer, Route, Walker, all_routes, url_of

# django_celery_beat's page has a script in its markup that shows a crontab in words. The policy stops it; the form works.
STOPPED = {
    "admin:django_celery_beat_periodictask_add": "<script> without src",
    "admin:django_celery_beat_periodictask_change": "<script> without src",
}
PAGES = [route for route in all_routes() if route.key in ROUTES and {"GET", "POST"} & set(ROUTES[route.key].methods)]


@pytest.fixture(autouse=True)
def strict_templates(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", RaisingMark("undefined"))  # type: ignore[attr-defined]


def visits(walker: Walker, route: Route) -> Iterator[tuple[str, Answer]]:
    """The pages of a route for everybody who gets one, and its form sent empty."""
    rule = ROUTES[route.key]
    for case in rule.cases(walker.world):
        url = url_of(route, case)
        for actor in _visitors(route, case):
            yield f"GET {url} as {actor.name}", walker.send(actor, "GET", url, {})
            if "POST" in rule.methods:
                yield f"POST {url} as {actor.name}", walker.send(actor, "POST", url, {})


def _visitors(route: Route, case: Case) -> list[Actor]:
    rule = ROUTES[route.key]
    methods = [method for method in ("GET", "POST") if method in rule.methods]
    welcome = [one for one in ACTORS if any(rule.expected(one, method, case).status == 200 for method in methods)]
    return welcome[:1] if route.key in ADMIN_ROUTES or not rule.permission else welcome


@pytest.mark.parametrize("route", PAGES, ids=lambda route: route.key)
def test_a_page_is_clean(walker: Walker, route: Route) -> None:
    faults = []
    for visit, answer in visits(walker, route):
        faults += [f"{visit}: {answer}"] if answer.response.status_code >= 500 else []
        if is_page(answer.response) and answer.response.status_code != 405:
            faults += [f"{visit}: {fault}" for fault in header_faults(answer.response)]
            assert isinstance(answer.response, HttpResponse)
            found = markup_faults(answer.response.content.decode())
            faults += [f"{visit}: {fault}" for fault in found if fault != STOPPED.get(route.key)]
    assert faults == []


@pytest.mark.parametrize("actor", [one for one in ACTORS if one.signed_in], ids=lambda actor: actor.name)
@pytest.mark.parametrize("address", ["/admin/login/", "/zdarzenia/999999999/", "/nie-ma-takiej-strony/", "/raporty/"])
def test_a_refusal_is_a_clean_page_for_everybody(walker: Walker, actor: Actor, address: str) -> None:
    answer = walker.send(actor, "GET", address, {})
    assert answer.response.status_code in {200, 302, 403, 404}
    if is_page(answer.response) and isinstance(answer.response, HttpResponse) and answer.response.content:
        assert list(header_faults(answer.response)) == []
        assert markup_faults(answer.response.content.decode()) == []


def test_a_refused_forgery_is_a_clean_page(walker: Walker) -> None:
    answer = walker.send_without_token(ACTOR["director_a"], "POST", "/zdarzenia/nowe/audit/", {"title": "a"})
    assert isinstance(answer.response, HttpResponse)
    assert answer.response.status_code == 403
    assert list(header_faults(answer.response)) == []
    assert markup_faults(answer.response.content.decode()) == []


# --- The checks themselves ------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "html",
    [
        '<p style="color:red">', "<style>p{}</style>", "<script>1</script>", '<a onclick="x()">', '<a href=" JavaScript:x">',
        '<script src="https://cdn.example/x.js"></script>', '<img src="//cdn.example/x.png">', "{{ zmienna }}", "{% if %}",
    ],
)  # fmt: skip
def test_code_in_the_markup_is_found(html: str) -> None:
    assert len(markup_faults(html)) == 1


def test_clean_markup_is_clean() -> None:
    html = '<a href="https://szkola.example">x</a><script src="/static/x.js"></script><script type="application/json">{}</script>'
    assert markup_faults(html) == []


def test_missing_and_loose_headers_are_found() -> None:
    bare = HttpResponse()
    assert len(list(header_faults(bare))) == 9
    bare["Content-Security-Policy"] = "default-src 'self' 'unsafe-inline' *; script-src https:"
    assert "Content-Security-Policy, script-src: ['https:']" in list(header_faults(bare))


def test_an_undefined_variable_of_ours_is_found() -> None:
    with pytest.raises(UndefinedVariable, match=r"^\S+ in \S+\.html$"):
        render_to_string("schedule/remark.html", {})
