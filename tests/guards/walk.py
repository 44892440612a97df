"""Walks the URLconf and compares what comes back with the rules. Every check returns its faults as sentences."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from http.cookies import SimpleCookie
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, resolve, reverse

from tests.conftest import ScopelessClient
from tests.guards.actors import ACTORS, Actor
from tests.guards.rules import METHODS, Case, Outcome, Rule, World

OF_EACH_KIND = {"anonymous", "deactivated", "director_a", "viewer", "department", "administrator"}
OUR_APPS = ("schools", "schedule", "inventory", "surveys", "monitoring")
DOORS = ("account_login", "admin:login")
WRITES = ("INSERT ", "UPDATE ", "DELETE ")


@dataclass(frozen=True)
class Route:
    """A pattern of the URLconf: its full name (or, without one, its whole path) and where it stands."""

    key: str
    name: str
    pattern: URLPattern


@dataclass(frozen=True)
class Answer:
    """What a request brought: the response, and whether a row of our apps was written."""

    response: HttpResponseBase
    writes: bool

    def fits(self, expected: Outcome) -> bool:
        """Whether this is the expected outcome."""
        same = self.response.status_code == expected.status and self.writes == expected.writes
        return same and self.door == expected.door

    @property
    def door(self) -> str:
        """The door that the answer leads to, if any."""
        to = self.response.get("Location", "")
        return next((name for name in DOORS if to.startswith(reverse(name))), "")

    def __str__(self) -> str:
        where = f" → {self.response['Location']}" if "Location" in self.response else ""
        error = f" {self.error!r}" if self.error else ""
        return f"{self.response.status_code}{where}{', rows written' if self.writes else ''}{error}"

    @property
    def error(self) -> BaseException | None:
        """What was raised behind a 500."""
        raised = getattr(self.response, "exc_info", None)
        return raised[1] if raised else None


# --- The URLconf ----------------------------------------------------------------------------------------------------
def all_routes(urlconf: str | None = None) -> list[Route]:
    """Every pattern, named or not."""
    return list(_routes(get_resolver(urlconf), "", ()))


def _routes(resolver: URLResolver, prefix: str, spaces: tuple[str, ...]) -> Iterator[Route]:
    for one in resolver.url_patterns:
        path = prefix + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _routes(one, path, (*spaces, one.namespace) if one.namespace else spaces)
        else:
            name = ":".join((*spaces, one.name)) if one.name else ""
            yield Route(name or path, name, one)


def unruled(routes: Iterable[Route], rules: Mapping[str, Rule]) -> list[str]:
    """Routes without a declared rule."""
    return [route.key for route in routes if route.key not in rules]


def stale(routes: Iterable[Route], rules: Mapping[str, Rule], *, demo: bool) -> list[str]:
    """Rules whose route is gone."""
    known = {route.key for route in routes}
    return [key for key, rule in rules.items() if key not in known and (demo or not rule.demo_only)]


def with_two_patterns(routes: Iterable[Route]) -> list[str]:
    """Names given twice: `reverse` reaches only one of the patterns, so the walk would miss the other."""
    keys = [route.key for route in routes]
    return sorted({key for key in keys if keys.count(key) > 1})


# --- Requests -------------------------------------------------------------------------------------------------------
class Walker:
    """Sends requests as any actor; whatever a request writes is undone."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.client = ScopelessClient(raise_request_exception=False)
        self.strict_client = ScopelessClient(raise_request_exception=False, enforce_csrf_checks=True)

    def send(self, actor: Actor, method: str, url: str, data: Mapping[str, Any]) -> Answer:
        """One request with the session of the actor."""
        return self._send(self.client, actor, method, url, data)

    def send_without_token(self, actor: Actor, method: str, url: str, data: Mapping[str, Any]) -> Answer:
        """The same, as a foreign page would make the browser send it."""
        return self._send(self.strict_client, actor, method, url, data)

    def _send(self, client: Client, actor: Actor, method: str, url: str, data: Mapping[str, Any]) -> Answer:
        session = self.world.sessions[actor.name]
        client.cookies = SimpleCookie({settings.SESSION_COOKIE_NAME: session} if session else {})
        written: list[str] = []
        with transaction.atomic(), ExitStack() as undo:
            undo.callback(transaction.set_rollback, True)
            undo.enter_context(connection.execute_wrapper(_noting_writes(written)))
            payload = {"data": dict(data)} if method == "POST" else {}
            response = getattr(client, method.lower())(url, **payload)
            if response.streaming:
                list(response)  # the test client closes what has been read to the end
        return Answer(response, bool(written))


@cache
def _our_tables() -> frozenset[str]:
    models = [model for app in OUR_APPS for model in apps.get_app_config(app).get_models(include_auto_created=True)]
    return frozenset(model._meta.db_table for model in models)


def _noting_writes(written: list[str]) -> Callable[..., Any]:
    """An execute wrapper that notes statements which write a table of our apps."""
    tables = _our_tables()

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith(WRITES) and sql.split('"')[1] in tables:
            written.append(sql)
        return execute(sql, params, many, context)

    return note


# --- Checks ---------------------------------------------------------------------------------------------------------
def route_faults(
    walker: Walker,
    route: Route,
    rule: Rule,
    actors: Iterable[Actor] = ACTORS,
    methods: Iterable[str] = METHODS,
    objects: int | None = None,
) -> Iterator[str]:
    """Every request whose answer differs from what the rule says: method × actor × object (the first `objects` of them)."""
    for number, case in enumerate(rule.cases(walker.world)[:objects]):
        url = url_of(route, case)
        for actor in actors:
            for method in [one for one in methods if _is_tried(one, actor, number)]:
                answer = walker.send(actor, method, url, rule.data(walker.world, actor, case))
                expected = rule.expected(actor, method, case)
                if not answer.fits(expected):
                    yield f"{method} {route.key} [{case.name}] as {actor.name}: {answer}, expected {expected.words}"


def _is_tried(method: str, actor: Actor, number: int) -> bool:
    """GET and POST meet every object; the others the first, as our views refuse them before they look: HEAD, which is a GET,
    by everybody, the rest by one of each kind of actor.
    """
    return method in {"GET", "POST"} or (number == 0 and (method == "HEAD" or actor.name in OF_EACH_KIND))


def forgery_faults(walker: Walker, route: Route, rule: Rule, actors: Iterable[Actor]) -> Iterator[str]:
    """Requests from a foreign page that were not refused: without a token nobody may change anything.

    A route that takes no POST at all may say so (the API, which knows no sessions, does).
    """
    case = rule.cases(walker.world)[0]
    for actor in actors:
        answer = walker.send_without_token(actor, "POST", url_of(route, case), rule.data(walker.world, actor, case))
        refused = {403} if "POST" in rule.methods else {403, 405}
        if answer.response.status_code not in refused or answer.writes:
            yield f"POST {route.key} without a token as {actor.name}: {answer}"


def url_of(route: Route, case: Case) -> str:
    """The address of an object, proved to lead to the route in question."""
    try:
        named = {"args": case.args} if case.args else {"kwargs": dict(case.kwargs)}
        url = reverse(route.name, **named) if route.name else case.kwargs["path"]
    except NoReverseMatch as error:
        raise AssertionError(f"{route.key}: the rule's objects do not fit the URL: {error}") from error
    found = resolve(url)
    assert found.func is route.pattern.callback, f"{url} does not lead to {route.key}"
    return str(url)
