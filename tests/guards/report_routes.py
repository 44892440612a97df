"""The rules of the reports' routes: reports of each school and of the city, their checks, commentaries, the letterhead."""

import datetime
import uuid
from typing import Any

from monitoring.models import Commentary, Letterhead, Report, ReportCheck
from schools.models import JobState
from tests import factories
from tests.guards.actors import Actor
from tests.guards.rules import BUTTON, CITY, EVERYONE, FORM, NOBODY, WRITTEN, Case, Outcome, Rule, World

NOWHERE = 999_999_999
BEYOND_NUMBERS = 10**30
DAY = datetime.date(2026, 6, 30)
VIEW, MAKE = "monitoring.view_school_report", "monitoring.make_school_report"
UNFIT = Outcome("the form once more, with what is wrong", 422)


def add_reports(world: World) -> None:
    """A finished report of each school beside the city's, one that waits; a letterhead with a coat of arms."""
    world.reports = {"city": world.report}
    for place, school in world.school.items():
        made = Report.objects.create(
            plan=world.plan, as_of=DAY, kind="school", school=school, inputs={"school": place}, state=JobState.DONE,
            progress=100, path=f"reports/{place}.pdf", sha256="0" * 64, pages=1,
        )  # fmt: skip
        made.file.write_bytes(factories.PDF)
        world.reports[place] = made
    world.report_check = ReportCheck.objects.create(report=world.reports["a"], state=JobState.DONE)
    world.commentary = Commentary.objects.create(
        action=world.action, day=DAY, text="Zrobione.", written_by=world.cast.department, form_key=uuid.uuid4()
    )
    world.letterhead = Letterhead.objects.create(plan=world.plan, arms="reports/probny.png", arms_text="Herb")
    (world.report.file.parent / "probny.png").write_bytes(b"\x89PNG")


# --- Objects and forms ----------------------------------------------------------------------------------------------
def missing() -> list[Case]:
    """Keys of reports that do not exist."""
    return [Case("missing", NOBODY, {"pk": NOWHERE}), Case("beyond numbers", NOBODY, {"pk": BEYOND_NUMBERS})]


def reports(world: World) -> list[Case]:
    """Reports of each school and of the city."""
    found = [Case(name, CITY if name == "city" else name, {"pk": one.pk}) for name, one in world.reports.items()]
    return [*found, *missing()]


def finished(world: World) -> list[Case]:
    """The same, and one that a worker has not made yet."""
    return [*reports(world), Case("waiting", NOBODY, {"pk": world.waiting_report.pk})]


def readable(world: World) -> list[Case]:
    """Reports that have a web page."""
    return [Case("city", CITY, {"pk": world.report.pk}), Case("waiting", NOBODY, {"pk": world.waiting_report.pk})]


def actions(world: World) -> list[Case]:
    """An action of the plan, and one that is not there."""
    return [Case("action", EVERYONE, {"pk": world.action.pk}), *missing()]


def pictures(_: World) -> list[Case]:
    """The coat of arms is there, the strip is not."""
    return [Case("arms", EVERYONE, {"name": "arms"}), Case("strip", NOBODY, {"name": "strip"})]


def order_data(world: World, _actor: Actor, _case: Case) -> dict[str, Any]:
    """A report of the plan."""
    form = {"request_key": str(uuid.uuid4()), "plan": world.plan.pk, "as_of": "2026-06-30"}
    return {**form, "document": "progress.pdf"}


def key(*_: Any) -> dict[str, Any]:
    """A form with nothing but its key."""
    return {"request_key": str(uuid.uuid4())}


def reason(*_: Any) -> dict[str, Any]:
    """Why a report is corrected."""
    return {"request_key": str(uuid.uuid4()), "seen": "1", "reason": "Dołączono dowody."}


def commentary_data(*_: Any) -> dict[str, Any]:
    """Words on an action."""
    return {"form_key": str(uuid.uuid4()), "day": "2026-06-30", "text": "Zrobione."}


def letterhead_data(*_: Any) -> dict[str, Any]:
    """A new name over the version that is there."""
    return {"version": "1", "name": "Gmina Próbna", "arms_text": "Herb"}


REPORT_ROUTES = {
    "monitoring:reports": Rule(permission=VIEW),
    "monitoring:report_order": Rule(
        BUTTON,
        permission=MAKE,
        data=order_data,
        answers={"POST": WRITTEN},
        # the city's report is offered to the department alone
        but={(actor, "", "POST"): UNFIT for actor in ("director_a", "director_b")},
    ),
    "monitoring:report": Rule(permission=VIEW, cases=reports),
    "monitoring:report_file": Rule(permission=VIEW, cases=finished),
    "monitoring:report_preview": Rule(permission=VIEW, cases=readable),
    "monitoring:report_inputs": Rule(permission="monitoring.make_report", cases=finished),
    "monitoring:report_check": Rule(BUTTON, permission=VIEW, cases=reports, data=key, answers={"POST": WRITTEN}),
    "monitoring:report_correct": Rule(FORM, permission=MAKE, cases=finished, data=reason, answers={"POST": WRITTEN}),
    "monitoring:commentaries": Rule(permission="monitoring.write_commentary"),
    "monitoring:commentary": Rule(
        FORM, permission="monitoring.write_commentary", cases=actions, data=commentary_data, answers={"POST": WRITTEN}
    ),
    "monitoring:letterhead": Rule(
        FORM, permission="monitoring.manage_letterhead", data=letterhead_data, answers={"POST": WRITTEN}
    ),
    "monitoring:letterhead_picture": Rule(permission="monitoring.manage_letterhead", cases=pictures),
}
