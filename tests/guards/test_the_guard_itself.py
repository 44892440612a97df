"""Taking away one scope filter, one permission, one rule or one declaration makes the guard fail."""

from collections.abc import Callable
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import models
from django.db.models.query import QuerySet
from django.http import HttpResponse
from django.test.utils import isolate_apps
from django.urls import path

from hdr_portal import urls
from schools import roles
from schools.backends import RoleBackend
from schools.models import Evidence
from schools.roles import Role
from schools.scope import SaveGuard, ScopedManager
from tests.guards.actors import ACTOR, ACTORS, MAY
from tests.guards.declared_models import OWNED
from tests.guards.routes import ROUTES
from tests.guards.rules import REFUSED
from tests.guards.scope_checks import our_models, pointing_at_schools, scope_faults, stale_declarations, undeclared
from tests.guards.walk import Route, Walker, all_routes, forgery_faults, route_faults, stale, unruled, with_two_patterns

BY_KEY = {route.key: route for route in all_routes()}
GUARDED = [key for key, rule in ROUTES.items() if rule.permission]
# Routes that reach a school's rows; people and reports are guarded by the permission alone.
SCOPED = [
    "schedule:activity",
    "schedule:activity_edit",
    "schedule:activity_submit",
    "schools:school",
    "schools:evidence",
]


def fails(route: Route, walker: Walker, **narrowed: Any) -> bool:
    """Whether the walk of a route finds a fault."""
    return next(route_faults(walker, route, ROUTES[route.key], **narrowed), None) is not None


# --- Scope ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("label", OWNED)
def test_a_manager_without_its_filter_is_found(
    label: str, schools: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    model: Any = apps.get_model(label)
    monkeypatch.setattr(model.objects, "get_queryset", lambda: QuerySet(model))
    assert list(scope_faults(model, OWNED[label], schools)) != []


@pytest.mark.parametrize("label", OWNED)
def test_a_model_without_its_save_guard_is_found(
    label: str, schools: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SaveGuard, "_refuse_foreign_owner", lambda *_: None)
    assert list(scope_faults(apps.get_model(label), OWNED[label], schools)) != []


@pytest.mark.usefixtures("bare_errors")
@pytest.mark.parametrize("key", SCOPED)
def test_a_page_that_reads_past_the_scope_is_found(key: str, walker: Walker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ScopedManager, "get_queryset", lambda manager: QuerySet(manager.model))
    assert fails(BY_KEY[key], walker, actors=[ACTOR["director_a"]], methods=["GET", "POST"])


@pytest.mark.usefixtures("bare_errors")
def test_one_model_read_past_the_scope_is_found(walker: Walker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Evidence.objects, "get_queryset", lambda: QuerySet(Evidence))
    assert fails(BY_KEY["schools:evidence"], walker, actors=[ACTOR["director_a"]])


# --- Permissions ----------------------------------------------------------------------------------------------------
@pytest.mark.usefixtures("bare_errors")
@pytest.mark.parametrize("key", GUARDED)
def test_a_view_without_its_permission_is_found(key: str, walker: Walker, monkeypatch: pytest.MonkeyPatch) -> None:
    route = BY_KEY[key]
    assert route.pattern.callback is not None
    monkeypatch.setattr(route.pattern, "callback", without_outermost_check(route.pattern.callback))
    may = MAY[ROUTES[key].permission]
    assert fails(route, walker, actors=[actor for actor in ACTORS if actor.signed_in and actor.role not in may])


def without_outermost_check(view: Callable[..., Any]) -> Callable[..., Any]:
    """The view inside `permission_required`."""
    inner: Callable[..., Any] = view.__wrapped__  # type: ignore[attr-defined]
    return inner


@pytest.mark.usefixtures("bare_errors")
@pytest.mark.parametrize("permission", sorted({rule.permission for rule in ROUTES.values() if rule.permission}))
def test_a_permission_given_to_nobody_is_found(
    permission: str, walker: Walker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(roles.PERMISSIONS, permission, frozenset())
    route = next(BY_KEY[key] for key in GUARDED if ROUTES[key].permission == permission)
    assert fails(route, walker, actors=[actor for actor in ACTORS if actor.role in MAY[permission]][:1])


@pytest.mark.usefixtures("bare_errors")
def test_a_coordinator_who_may_approve_is_found(walker: Walker, monkeypatch: pytest.MonkeyPatch) -> None:
    allowed = roles.PERMISSIONS["schedule.approve_activity"] | {Role.COORDINATOR}
    monkeypatch.setitem(roles.PERMISSIONS, "schedule.approve_activity", allowed)
    assert fails(BY_KEY["schedule:activity_approve"], walker, actors=[ACTOR["coordinator_a"]])


@pytest.mark.usefixtures("bare_errors")
def test_a_role_that_reaches_past_its_school_is_found(walker: Walker, monkeypatch: pytest.MonkeyPatch) -> None:
    """A took part in B's record, so it is in scope: only the role's own school keeps the director of A from sending it."""
    honest = RoleBackend.has_perm
    monkeypatch.setattr(RoleBackend, "has_perm", lambda self, user, perm, obj=None: honest(self, user, perm))
    monkeypatch.setattr("schedule.rules.may_edit", lambda activity, user: activity.state in {"draft", "returned"})
    assert fails(BY_KEY["schedule:activity_submit"], walker, actors=[ACTOR["director_a"]])


@pytest.mark.usefixtures("bare_errors")
def test_a_view_open_to_everybody_is_found(walker: Walker, monkeypatch: pytest.MonkeyPatch) -> None:
    route = BY_KEY["home"]
    monkeypatch.setattr(route.pattern, "callback", login_not_required(lambda _: HttpResponse()))
    assert fails(route, walker, actors=[ACTOR["anonymous"]], methods=["GET"])


@pytest.mark.usefixtures("bare_errors")
def test_a_view_without_protection_from_forgery_is_found(walker: Walker, monkeypatch: pytest.MonkeyPatch) -> None:
    route = BY_KEY["schedule:activity_approve"]
    monkeypatch.setattr(route.pattern.callback, "csrf_exempt", True, raising=False)
    assert list(forgery_faults(walker, route, ROUTES[route.key], [ACTOR["department"]])) != []


# --- Declarations ---------------------------------------------------------------------------------------------------
@pytest.fixture
def urlconf() -> Any:
    """The portal's addresses and one more."""
    module: Any = ModuleType("more_urls")
    module.urlpatterns = [*urls.urlpatterns, path("tajne/", lambda _: HttpResponse(), name="secret")]
    return module


def test_a_route_without_a_rule_is_found(urlconf: Any) -> None:
    assert unruled(all_routes(urlconf), ROUTES) == ["secret"]


def test_a_route_without_a_name_is_found(urlconf: Any) -> None:
    urlconf.urlpatterns.append(path("tajne/bez-nazwy/", lambda _: HttpResponse()))
    assert unruled(all_routes(urlconf), ROUTES) == ["secret", "tajne/bez-nazwy/"]


def test_a_second_route_under_a_known_name_is_found(urlconf: Any) -> None:
    urlconf.urlpatterns.append(path("drugie/", lambda _: HttpResponse(), name="home"))
    assert with_two_patterns(all_routes(urlconf)) == ["home"]


def test_a_rule_without_its_route_is_found() -> None:
    assert stale(all_routes(), {**ROUTES, "gone": ROUTES["home"]}, demo=settings.DEMO) == ["gone"]


def test_a_model_without_a_declaration_is_found() -> None:
    with isolate_apps("schools") as registry:
        assert registry is not None

        class Diary(models.Model):
            school = models.ForeignKey("schools.School", on_delete=models.CASCADE)

            class Meta:
                app_label = "schools"

            def __str__(self) -> str:
                return "dziennik"

    assert undeclared(our_models(registry)) == ["schools.Diary"]
    assert "schools.School" in stale_declarations(our_models(registry))


def test_a_key_to_a_school_in_a_model_not_owned_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(OWNED, "inventory.Device")
    assert pointing_at_schools(our_models(apps)) == ["inventory.Device"]


def test_a_refusal_is_not_taken_for_a_missing_object(walker: Walker) -> None:
    """403 and 404 are different answers: one says that the thing exists."""
    case = ROUTES["schools:evidence"].cases(walker.world)[1]
    expected = ROUTES["schools:evidence"].expected(ACTOR["director_a"], "GET", case)
    assert (case.owner, expected.status) == ("b", 404)
    assert expected != REFUSED
