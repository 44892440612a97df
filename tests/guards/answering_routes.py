"""The rules of the respondents' routes: a code or a link opens them, whoever is signed in at the browser."""

import datetime

from django.utils import timezone

from surveys.models import Anonymity
from tests import surveyrows
from tests.guards.actors import ACTORS
from tests.guards.rules import CONFLICT, ELSEWHERE, EVERYONE, FORM, NOBODY, WRITTEN, Case, Outcome, Rule, World

WRONG_CODE = Outcome("the form once more, with what is wrong", 422)
PUBLIC = "respondents have no account; the code or the link is what opens an answer"


def add_surveys(world: World) -> None:
    """A running campaign whose link is enough at school A, one with codes at school B, one that is over."""
    today, days = timezone.localdate(), datetime.timedelta(days=5)
    running = {"opens_on": today - days, "closes_on": today + days}
    link = surveyrows.campaign("Otwarta linkiem", anonymity=Anonymity.LINK, **running)
    coded = surveyrows.campaign("Otwarta kodami", **running)
    over = surveyrows.campaign("Dawna", opens_on=today - 3 * days, closes_on=today - days)
    world.survey_target = {
        "link": surveyrows.target(world.schools.a, of=link),
        "codes": surveyrows.target(world.schools.b, of=coded),
        "over": surveyrows.target(world.schools.b, of=over),
    }


def entrances(world: World) -> list[Case]:
    """The links of targets, and one that leads nowhere."""
    found = [Case(name, EVERYONE, {"key": one.key}) for name, one in world.survey_target.items()]
    return [*found, Case("missing", NOBODY, {"key": "nie-ma-takiego"})]


def _for_all(case: str, outcome: Outcome) -> dict[tuple[str, str, str], Outcome]:
    return {(actor.name, case, "POST"): outcome for actor in ACTORS}


def pages(_: World) -> list[Case]:
    """Parts of a questionnaire, for a browser without a draft."""
    return [Case("first", EVERYONE, {"number": 1}), Case("beyond", EVERYONE, {"number": 999})]


NO_DRAFT = {"GET": ELSEWHERE, "HEAD": ELSEWHERE, "POST": CONFLICT}
ANSWERING_ROUTES = {
    "surveys:enter": Rule(FORM, public=True, answers={"POST": WRONG_CODE}, reason=PUBLIC),
    "surveys:entrance": Rule(
        FORM,
        public=True,
        cases=entrances,
        answers={"POST": WRITTEN},
        but={**_for_all("codes", WRONG_CODE), **_for_all("over", CONFLICT)},
        reason=PUBLIC,
    ),
    "surveys:begin": Rule(public=True, answers=NO_DRAFT, reason=PUBLIC),
    "surveys:answers": Rule(FORM, public=True, cases=pages, answers=NO_DRAFT, reason=PUBLIC),
    "surveys:review": Rule(public=True, answers=NO_DRAFT, reason=PUBLIC),
    "surveys:send": Rule(FORM, public=True, answers=NO_DRAFT, reason=PUBLIC),
    "surveys:leave": Rule(FORM, public=True, answers=NO_DRAFT, reason=PUBLIC),
    "surveys:done": Rule(public=True, reason=PUBLIC),
    "surveys:left": Rule(public=True, reason=PUBLIC),
    "surveys:notice": Rule(public=True, cases=entrances, reason=PUBLIC),
    "surveys:language": Rule(FORM, public=True, answers=dict.fromkeys(FORM, ELSEWHERE), reason=PUBLIC),
}
