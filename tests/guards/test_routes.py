"""Every route × method × actor × object, as tests/guards/routes.py declares it."""

from typing import Any

import pytest
from django.conf import settings

from schools import roles
from tests.guards.actors import ACTOR, ACTORS, MAY
from tests.guards.admin_routes import ADMIN_ROUTES
from tests.guards.delivery_routes import ONE_CLICK
from tests.guards.library_routes import LIBRARY_ROUTES
from tests.guards.routes import ROUTES
from tests.guards.walk import (
    Route,
    Walker,
    all_routes,
    forgery_faults,
    route_faults,
    stale,
    unruled,
    url_of,
    with_two_patterns,
)

FORGED = [ACTOR[name] for name in ("anonymous", "director_a", "department", "administrator")]
EVERY_ROUTE = [route for route in all_routes() if route.key in ROUTES]
IN_ADMIN = [route for route in EVERY_ROUTE if route.key in ADMIN_ROUTES]
OF_LIBRARY = [route for route in EVERY_ROUTE if route.key in LIBRARY_ROUTES]
OF_OURS = [route for route in EVERY_ROUTE if route.key not in {*ADMIN_ROUTES, *LIBRARY_ROUTES}]
pytestmark = pytest.mark.usefixtures("bare_errors")


def each(routes: list[Route]) -> Any:
    """Run a test once a route."""
    return pytest.mark.parametrize("route", routes, ids=lambda route: route.key)


def test_every_route_has_a_rule() -> None:
    assert unruled(all_routes(), ROUTES) == []


def test_no_rule_outlives_its_route() -> None:
    assert stale(all_routes(), ROUTES, demo=settings.DEMO) == []


def test_no_name_hides_a_second_route() -> None:
    assert with_two_patterns(all_routes()) == []


def test_roles_hold_the_permissions_written_down_here() -> None:
    held: Any = {permission: frozenset(map(str, held_by)) for permission, held_by in roles.PERMISSIONS.items()}
    assert held == MAY


@each(OF_OURS)
def test_a_route_answers_as_its_rule_says(walker: Walker, route: Route) -> None:
    assert list(route_faults(walker, route, ROUTES[route.key])) == []


@each(OF_LIBRARY)
def test_the_own_account_answers_as_its_rule_says(walker: Walker, route: Route) -> None:
    """These routes ask nobody for a role, so odd methods are tried by a few."""
    rule = ROUTES[route.key]
    few = [ACTOR[name] for name in ("anonymous", "viewer", "deactivated")]
    others = [actor for actor in ACTORS if actor not in few]
    faults = [*route_faults(walker, route, rule, few), *route_faults(walker, route, rule, others, ("GET", "POST"))]
    assert faults == []


@each(IN_ADMIN)
def test_the_admin_is_for_administrators_alone(walker: Walker, route: Route) -> None:
    """One gate stands before all of it, so objects are tried by administrators only."""
    rule = ROUTES[route.key]
    administrator = ACTOR["administrator"]
    others = [actor for actor in ACTORS if actor != administrator]
    faults = [
        *route_faults(walker, route, rule, [administrator], ("GET", "POST")),
        *route_faults(walker, route, rule, [administrator], ("HEAD", "DELETE"), objects=1),
        *route_faults(walker, route, rule, others, ("GET",), objects=1),
        *route_faults(walker, route, rule, FORGED[:3], ("POST", "DELETE"), objects=1),
    ]
    assert faults == []


@each([route for route in EVERY_ROUTE if route.key not in ONE_CLICK])
def test_a_foreign_page_changes_nothing(walker: Walker, route: Route) -> None:
    assert list(forgery_faults(walker, route, ROUTES[route.key], FORGED)) == []


@each([route for route in EVERY_ROUTE if route.key in ONE_CLICK])
def test_a_mail_programme_needs_no_token(walker: Walker, route: Route) -> None:
    """The key in the address is the right; a page that does not know it changes nothing."""
    there, missing = ROUTES[route.key].cases(walker.world)
    for actor in FORGED:
        taken = walker.send_without_token(actor, "POST", url_of(route, there), {"List-Unsubscribe": "One-Click"})
        refused = walker.send_without_token(actor, "POST", url_of(route, missing), {"List-Unsubscribe": "One-Click"})
        assert (taken.response.status_code, taken.writes, refused.response.status_code, refused.writes) == (
            200, True, 404, False,
        )  # fmt: skip
