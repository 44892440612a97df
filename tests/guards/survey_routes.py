"""The rules of the surveys' routes: a dictionary a topic."""

from tests.guards.answering_routes import ANSWERING_ROUTES
from tests.guards.campaign_routes import CAMPAIGN_ROUTES
from tests.guards.instrument_routes import INSTRUMENT_ROUTES
from tests.guards.result_routes import RESULT_ROUTES
from tests.guards.selfie_routes import SELFIE_ROUTES

SURVEY_ROUTES = {**ANSWERING_ROUTES, **INSTRUMENT_ROUTES, **CAMPAIGN_ROUTES, **RESULT_ROUTES, **SELFIE_ROUTES}
