"""The rules of the surveys' routes: a dictionary a topic."""

from tests.guards.answering_routes import ANSWERING_ROUTES
from tests.guards.instrument_routes import INSTRUMENT_ROUTES
from tests.guards.result_routes import RESULT_ROUTES
from tests.guards.rules import Rule

CAMPAIGN_ROUTES = {
    "surveys:overview": Rule(permission="surveys.view_campaigns"),
}
SURVEY_ROUTES = {**ANSWERING_ROUTES, **INSTRUMENT_ROUTES, **CAMPAIGN_ROUTES, **RESULT_ROUTES}
