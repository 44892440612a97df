"""The rules of the board, the matrix, corrections, reminders, comparisons and the watch after the plan."""

import datetime
import uuid
from typing import Any

from monitoring.models import Correction, Reminder, ReminderLetter
from tests import factories
from tests.guards.actors import Actor
from tests.guards.rules import CITY, EVERYONE, FORM, NOBODY, WRITTEN, Case, Rule, World

NOWHERE, BEYOND_NUMBERS = 999_999_999, 10**30


def add_board(world: World) -> None:
    """A correction of A, of B and of the municipality; a reminder with a letter to each school."""
    world.owed = factories.IndicatorFactory(action=world.action, measure="presentations", target=1)
    places = {**world.school, "city": None}
    world.correction = {name: _correction(world, school) for name, school in places.items()}
    world.reminder = Reminder.objects.create(indicator=world.indicator, requested_by=world.cast.department)
    letters = (("a", world.cast.director_a), ("b", world.cast.director_b))
    world.letter = {
        name: ReminderLetter.objects.create(
            reminder=world.reminder, school=world.school[name], address=person.email, state="refused"
        )
        for name, person in letters
    }


def _correction(world: World, school: Any) -> Correction:
    made: Correction = Correction.objects.create(
        indicator=world.indicator, day=datetime.date(2025, 1, 1), amount=1, school=school, reason="Próba.",
        signed_by=world.cast.department, form_key=uuid.uuid4(),
    )  # fmt: skip
    return made


def _missing() -> list[Case]:
    return [Case("missing", NOBODY, {"pk": NOWHERE}), Case("beyond numbers", NOBODY, {"pk": BEYOND_NUMBERS})]


def indicators(world: World) -> list[Case]:
    """The indicator is everybody's."""
    return [Case("indicator", EVERYONE, {"pk": world.indicator.pk}), *_missing()]


def owed(world: World) -> list[Case]:
    """An indicator of which nobody has a record."""
    return [Case("owed", EVERYONE, {"pk": world.owed.pk}), *_missing()]


def corrections(world: World) -> list[Case]:
    """Corrections of schools and of the city."""
    owners = {"a": "a", "b": "b", "city": CITY}
    return [Case(name, owners[name], {"pk": one.pk}) for name, one in world.correction.items()] + _missing()


def reminders(world: World) -> list[Case]:
    """A sending is the department's."""
    return [Case("reminder", EVERYONE, {"pk": world.reminder.pk}), *_missing()]


def reports(world: World) -> list[Case]:
    """A finished report, and one that is not made yet."""
    waiting = Case("waiting", NOBODY, {"pk": world.waiting_report.pk})
    return [Case("finished", EVERYONE, {"pk": world.report.pk}), waiting, *_missing()]


def correction_data(world: World, _actor: Actor, _case: Case) -> dict[str, Any]:
    """One more in school A."""
    return {
        "form_key": str(uuid.uuid4()),
        "day": "30.06.2025",
        "amount": "1",
        "school": world.schools.a.pk,
        "reason": "Audyt bez wpisu.",
    }


def remind_data(*_: Any) -> dict[str, Any]:
    """To those who were not reminded lately."""
    return {"request_key": str(uuid.uuid4())}


CORRECT, REMIND, SEE = "monitoring.correct_indicator", "monitoring.remind_schools", "monitoring.view_indicator"
BOARD_ROUTES = {
    "monitoring:board": Rule(permission=SEE),
    "monitoring:matrix": Rule(permission=SEE),
    "monitoring:indicator": Rule(permission=SEE, cases=indicators),
    "monitoring:changes": Rule(permission="monitoring.view_board"),
    "monitoring:changes_since": Rule(permission="monitoring.view_report", cases=reports),
    "monitoring:durability": Rule(permission="inventory.view_register"),
    "monitoring:correction_add": Rule(
        FORM, permission=CORRECT, cases=indicators, data=correction_data, answers={"POST": WRITTEN}
    ),
    "monitoring:correction_withdraw": Rule(FORM, permission=CORRECT, cases=corrections, answers={"POST": WRITTEN}),
    "monitoring:remind": Rule(FORM, permission=REMIND, cases=owed, data=remind_data, answers={"POST": WRITTEN}),
    "monitoring:reminders": Rule(permission=REMIND),
    "monitoring:reminder": Rule(permission=REMIND, cases=reminders),
}
