"""The rules of campaigns, of groups at schools, of codes and of paper."""

import datetime
import uuid
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from schools.models import JobState
from surveys.models import Campaign, CodeBatch, CodeSheets, PaperFile, Target
from surveys.notices import proposed_notice
from tests import surveyrows
from tests.guards.actors import Actor
from tests.guards.rules import (
    BUTTON,
    CITY,
    EVERYONE,
    FORM,
    NOBODY,
    WRITTEN,
    Case,
    Cases,
    Outcome,
    Rule,
    World,
)

NOWHERE, BEYOND_NUMBERS = 999_999_999, 10**30
NO_FILE = Outcome("the form once more, with what is wrong", 422)
PLACES = ("a", "b", "city")


def add_campaigns(world: World) -> None:
    """A draft and a running campaign at A, at B and in the municipality; in the second codes, sheets and a paper file."""
    today, days = timezone.localdate(), datetime.timedelta(days=5)
    given: dict[str, Any] = {"opens_on": today - days, "closes_on": today + days, "keep_until": today + 100 * days}
    given |= {"notice": proposed_notice("Gmina Próbna", today), "dpo_agreed_on": today}
    world.draft_campaign = surveyrows.campaign("W przygotowaniu", state="draft", **given)
    world.running_campaign = surveyrows.campaign("W toku", **given)
    _targets(world, world.draft_campaign)
    world.group = _targets(world, world.running_campaign)
    world.code_batch = {place: _batch(one) for place, one in world.group.items()}
    world.code_order = {place: _order(one) for place, one in world.group.items()}
    world.paper = {place: _paper(one) for place, one in world.group.items()}


def _targets(world: World, campaign: Campaign) -> dict[str, Target]:
    """Teachers of both schools, staff of the municipality."""
    found = {place: surveyrows.target(school, of=campaign) for place, school in world.school.items()}
    return {**found, "city": surveyrows.target(None, of=campaign, audience="staff")}


def _batch(target: Target) -> CodeBatch:
    batch = surveyrows.batch(target, "Rada", size=2)
    for _ in range(2):
        surveyrows.access_code(batch)
    return batch


def _order(target: Target) -> CodeSheets:
    made = surveyrows.code_sheets(target, state=JobState.DONE, path=f"code-sheets/{target.pk}.pdf", codes=2, size=4)
    made.file.parent.mkdir(parents=True, exist_ok=True)
    made.file.write_bytes(b"%PDF")
    return made


def _paper(target: Target) -> PaperFile:
    return surveyrows.paper_file(target, rows=[{"stage": "", "language": "pl", "answers": {"q1": "4"}}])


# --- Objects --------------------------------------------------------------------------------------------------------
def _missing() -> list[Case]:
    return [Case("missing", NOBODY, {"pk": NOWHERE}), Case("beyond numbers", NOBODY, {"pk": BEYOND_NUMBERS})]


def of_places(family: str) -> Cases:
    """One object at A, at B, at the municipality."""
    return lambda world: [
        *(Case(place, place, {"pk": getattr(world, family)[place].pk}) for place in PLACES),
        *_missing(),
    ]


def campaigns(world: World) -> list[Case]:
    """The running one is everybody's, the draft the municipality's."""
    return [
        Case("running", EVERYONE, {"pk": world.running_campaign.pk}),
        Case("draft", CITY, {"pk": world.draft_campaign.pk}),
        *_missing(),
    ]


def running(world: World) -> list[Case]:
    """The running campaign."""
    return [Case("running", EVERYONE, {"pk": world.running_campaign.pk}), *_missing()]


def drafts(world: World) -> list[Case]:
    """The draft."""
    return [Case("draft", EVERYONE, {"pk": world.draft_campaign.pk}), *_missing()]


# --- Forms ----------------------------------------------------------------------------------------------------------
def basics(*_: Any) -> dict[str, Any]:
    """A name that is free, days to come."""
    today = timezone.localdate()
    days = {"opens_on": 3, "closes_on": 30, "keep_until": 300}
    written = {name: f"{today + datetime.timedelta(days=number):%d.%m.%Y}" for name, number in days.items()}
    return {"name": "Nowa kampania", "wave": "wiosna 2027", "anonymity": "codes", **written}


def groups(world: World, *_: Any) -> dict[str, Any]:
    """Teachers alone: the staff go."""
    return {"teachers": surveyrows.instrument().pk}


def one_school(world: World, *_: Any) -> dict[str, Any]:
    """A alone: B goes."""
    return {"schools": [world.schools.a.pk]}


def sizes(world: World, *_: Any) -> dict[str, Any]:
    """Another number everywhere."""
    places = [f"teachers-{school.pk}" for school in world.school.values()]
    numbers = {f"{place}-number": "31" for place in [*places, "staff-gmina"]}
    return {**numbers, **{f"{place}-asked": "on" for place in places}, "teachers-goal": "70", "staff-goal": "70"}


def notice(*_: Any) -> dict[str, Any]:
    """Other words."""
    return {"pl": "Treść", "uk": "Текст", "en": "Text", "dpo_agreed_on": f"{timezone.localdate():%d.%m.%Y}"}


def later(*_: Any) -> dict[str, Any]:
    """Ten days from now."""
    return {"closes_on": f"{timezone.localdate() + datetime.timedelta(days=10):%d.%m.%Y}"}


def classes(_world: World, _actor: Actor, _case: Case) -> dict[str, Any]:
    """One line."""
    lines = {"klasa-TOTAL_FORMS": "1", "klasa-INITIAL_FORMS": "0", "klasa-0-label": "Rada", "klasa-0-size": "2"}
    return {"form_key": str(uuid.uuid4()), **lines}


def order(*_: Any) -> dict[str, Any]:
    """A new order."""
    return {"form_key": str(uuid.uuid4())}


# --- The table ------------------------------------------------------------------------------------------------------
VIEW, MANAGE = "surveys.view_campaigns", "surveys.manage_campaigns"
CODES, PAPER = "surveys.manage_codes", "surveys.enter_paper"
Data = Callable[..., dict[str, Any]]


def department_form(cases: Cases, data: Data | None = None) -> Rule:
    """A form of the department that writes when it is sent."""
    more: dict[str, Any] = {"data": data} if data else {}
    return Rule(FORM, permission=MANAGE, cases=cases, answers={"POST": WRITTEN}, **more)


CAMPAIGN_ROUTES = {
    "surveys:overview": Rule(permission=VIEW),
    "surveys:campaigns": Rule(permission=VIEW),
    "surveys:campaign_add": Rule(FORM, permission=MANAGE, data=basics, answers={"POST": WRITTEN}),
    "surveys:campaign": Rule(permission=VIEW, cases=campaigns),
    "surveys:campaign_edit": department_form(drafts, basics),
    "surveys:campaign_groups": department_form(drafts, groups),
    "surveys:campaign_schools": department_form(drafts, one_school),
    "surveys:campaign_populations": department_form(running, sizes),
    "surveys:campaign_notice": department_form(drafts, notice),
    "surveys:campaign_announce": Rule(BUTTON, permission=MANAGE, cases=drafts, answers={"POST": WRITTEN}),
    "surveys:campaign_prolong": department_form(running, later),
    "surveys:campaign_close": department_form(running),
    "surveys:campaign_delete": department_form(drafts),
    "surveys:campaign_remind": department_form(running),
    "surveys:accesses": Rule(permission="surveys.view_accesses", cases=running),
    "surveys:target": Rule(permission=VIEW, cases=of_places("group")),
    "surveys:target_poster": Rule(permission=VIEW, cases=of_places("group")),
    "surveys:codes": Rule(permission=CODES),
    "surveys:target_codes": Rule(
        FORM, permission=CODES, cases=of_places("group"), data=classes, answers={"POST": WRITTEN}
    ),
    "surveys:target_cards": Rule(permission=CODES, cases=of_places("group")),
    "surveys:target_code_book": Rule(permission=CODES, cases=of_places("group")),
    "surveys:code_sheets_order": Rule(
        BUTTON, permission=CODES, cases=of_places("group"), data=order, answers={"POST": WRITTEN}
    ),
    "surveys:batch_cards": Rule(permission=CODES, cases=of_places("code_batch")),
    "surveys:batch_code_book": Rule(permission=CODES, cases=of_places("code_batch")),
    "surveys:batch_cancel": Rule(FORM, permission=CODES, cases=of_places("code_batch"), answers={"POST": WRITTEN}),
    "surveys:code_sheets": Rule(permission=CODES, cases=of_places("code_order")),
    "surveys:code_sheets_file": Rule(permission=CODES, cases=of_places("code_order")),
    "surveys:paper": Rule(FORM, permission=PAPER, cases=of_places("group"), answers={"POST": NO_FILE}),
    "surveys:paper_questionnaire": Rule(permission=PAPER, cases=of_places("group")),
    "surveys:paper_template": Rule(permission=PAPER, cases=of_places("group")),
    "surveys:paper_preview": Rule(FORM, permission=PAPER, cases=of_places("paper"), answers={"POST": WRITTEN}),
    "surveys:paper_drop": Rule(BUTTON, permission=PAPER, cases=of_places("paper"), answers={"POST": WRITTEN}),
}
