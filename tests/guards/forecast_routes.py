"""Rules of the routes of forecasts of needs."""

from typing import Any

from inventory.queries.forecasts import mark_of
from tests.guards.actors import Actor
from tests.guards.rules import FORM, NOBODY, WRITTEN, Case, Rule, World

NOWHERE = 999_999_999
BEYOND_NUMBERS = 10**30


def years_of_schools(world: World) -> list[Case]:
    """A year of each school that none has a forecast for, and one that no forecast is made for."""
    found = [Case(place, place, {"pk": one.pk, "year": 2025}) for place, one in world.school.items()]
    own = world.school["a"].pk
    return [
        *found,
        Case("missing", NOBODY, {"pk": NOWHERE, "year": 2025}),
        Case("long ago", NOBODY, {"pk": own, "year": 1999}),
        Case("far away", NOBODY, {"pk": own, "year": BEYOND_NUMBERS}),
    ]


def forecasts(world: World) -> list[Case]:
    """The forecast of each school, and one that is not there."""
    found = [Case(place, place, {"pk": one.pk}) for place, one in world.forecast.items()]
    return [*found, Case("missing", NOBODY, {"pk": NOWHERE})]


def approved(_world: World, _actor: Actor, _case: Case) -> dict[str, Any]:
    """A forecast that nobody recorded before."""
    return {"approved_on": "01.10.2025", "seen": 0}


def forecast_data(world: World, _actor: Actor, case: Case) -> dict[str, Any]:
    """The forecast as it was last saved."""
    return {"seen": mark_of(world.forecast[case.name])} if case.name in world.forecast else {"seen": 0}


FORECAST_ROUTES = {
    "inventory:forecasts": Rule(permission="inventory.view_register"),
    "inventory:forecast_record": Rule(
        FORM,
        permission="inventory.record_forecast",
        cases=years_of_schools,
        data=approved,
        answers={"POST": WRITTEN},
    ),
    "inventory:forecast_withdraw": Rule(
        FORM,
        permission="inventory.record_forecast",
        cases=forecasts,
        data=forecast_data,
        answers={"POST": WRITTEN},
    ),
}
