"""The rules of the surveys' routes: a dictionary a topic."""

from tests.guards.rules import Rule

CAMPAIGN_ROUTES = {
    "surveys:overview": Rule(permission="surveys.view_campaigns"),
}
SURVEY_ROUTES = {**CAMPAIGN_ROUTES}
