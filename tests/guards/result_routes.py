"""The rules of the results' routes: a counted campaign of both schools, its files and its written answers."""

import uuid
from typing import Any

from schools.models import JobState
from surveys.models import CampaignState, OpenText, ResultFile
from surveys.services.tallies import produce_tally, request_tally
from tests import surveyrows
from tests.guards.actors import Actor
from tests.guards.rules import (
    BUTTON,
    CITY,
    ELSEWHERE,
    EVERYONE,
    FORM,
    NOBODY,
    WRITTEN,
    Case,
    Outcome,
    Rule,
    World,
)

NOWHERE = 999_999_999
SEEN = Outcome("a page or a file, and that it was seen is noted", 200, writes=True)
NOTED = {"GET": SEEN, "HEAD": SEEN}
SCHOOL_ROLES = ("director_a", "coordinator_a", "director_b")


def add_results(world: World) -> None:
    """A closed campaign that both schools answered, counted; a file and a written answer of each and of the city."""
    campaign = surveyrows.campaign("Policzona", state=CampaignState.ANNOUNCED)
    for school in world.school.values():
        target = surveyrows.target(school, of=campaign)
        for _ in range(6):
            surveyrows.response(target, q1="4", q2="5", q3="3")
    campaign.state = CampaignState.CLOSED
    campaign.save()
    tally = request_tally(campaign, by=None)
    produce_tally(tally.pk)
    world.counted, world.tally = campaign, tally
    part = campaign.parts.get()
    places = {**world.school, "city": None}
    world.open_text = {
        name: OpenText.objects.create(tally=tally, part=part, school=school, code="q9", text="Wi-Fi")
        for name, school in places.items()
    }
    world.result_file = {name: _file(world, school) for name, school in places.items()}
    world.waiting_file = ResultFile.objects.create(tally=tally, school=world.schools.a, kind="pdf")


def _file(world: World, school: Any) -> ResultFile:
    made: ResultFile = ResultFile.objects.create(
        tally=world.tally, school=school, kind="xlsx", state=JobState.DONE, progress=100,
        path=f"results/{school.pk if school else 'gmina'}.xlsx", sha256="0" * 64, size=3,
    )  # fmt: skip
    made.file.parent.mkdir(parents=True, exist_ok=True)
    made.file.write_bytes(b"PK.")
    return made


# --- Objects and forms ----------------------------------------------------------------------------------------------
def counted_campaign(world: World) -> list[Case]:
    """The campaign with results, and one that is not there."""
    return [Case("counted", EVERYONE, {"pk": world.counted.pk}), Case("missing", NOBODY, {"pk": NOWHERE})]


def places(world: World) -> list[Case]:
    """The campaign's results of each school."""
    found = [
        Case(name, name, {"pk": world.counted.pk, "school_pk": school.pk}) for name, school in world.school.items()
    ]
    return [*found, Case("missing", NOBODY, {"pk": world.counted.pk, "school_pk": NOWHERE})]


def files(world: World) -> list[Case]:
    """Files of each school and of the city."""
    found = [Case(name, CITY if name == "city" else name, {"pk": one.pk}) for name, one in world.result_file.items()]
    return [*found, Case("missing", NOBODY, {"pk": NOWHERE})]


def finished_files(world: World) -> list[Case]:
    """The same, and a file that a worker has not made yet."""
    return [*files(world), Case("waiting", NOBODY, {"pk": world.waiting_file.pk})]


def texts(world: World) -> list[Case]:
    """Written answers of each school and of the city."""
    found = [Case(name, CITY if name == "city" else name, {"pk": one.pk}) for name, one in world.open_text.items()]
    return [*found, Case("missing", NOBODY, {"pk": NOWHERE})]


def file_order(world: World, actor: Actor, _case: Case) -> dict[str, Any]:
    """A workbook of the own school, of the city for those who see all."""
    school = world.school[actor.school].pk if actor.school else ""
    return {"form_key": str(uuid.uuid4()), "kind": "xlsx", "school": school}


def reason(*_: Any) -> dict[str, Any]:
    """Why the answers are counted anew."""
    return {"reason": "Poprawiono liczebność"}


def decision(*_: Any) -> dict[str, Any]:
    """The text may be shown."""
    return {"shown": "Wi-Fi", "decyzja": "pokaz"}


VIEW = "surveys.view_results"
RESULT_ROUTES = {
    "surveys:results": Rule(permission=VIEW),
    "surveys:campaign_results": Rule(
        permission=VIEW,
        cases=counted_campaign,
        answers=NOTED,
        # a school's people are led to their school
        but={(actor, "counted", method): ELSEWHERE for actor in SCHOOL_ROLES for method in NOTED},
    ),
    "surveys:school_results": Rule(permission=VIEW, cases=places, answers=NOTED),
    "surveys:result_file_add": Rule(
        BUTTON, permission=VIEW, cases=counted_campaign, data=file_order, answers={"POST": WRITTEN}
    ),
    "surveys:result_file": Rule(permission=VIEW, cases=files),
    "surveys:result_file_download": Rule(permission=VIEW, cases=finished_files, answers=NOTED),
    "surveys:recount": Rule(
        FORM, permission="surveys.manage_campaigns", cases=counted_campaign, data=reason, answers={"POST": WRITTEN}
    ),
    "surveys:open_texts": Rule(permission="surveys.review_texts", cases=counted_campaign, answers=NOTED),
    "surveys:open_text": Rule(
        FORM, permission="surveys.review_texts", cases=texts, data=decision, answers={"POST": WRITTEN}
    ),
}
