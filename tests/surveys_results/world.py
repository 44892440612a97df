"""Campaigns with answers, for tests of counting and showing: small questionnaires, answers by pattern, closed and counted."""

import datetime
import random
import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from schools.models import School
from surveys import questionnaire as q
from surveys.models import (
    Audience,
    Campaign,
    CampaignState,
    Figure,
    Instrument,
    InstrumentState,
    Part,
    Response,
    Subject,
    Tally,
    Target,
)
from surveys.questionnaires import store_questionnaire
from surveys.services.tallies import produce_tally, request_tally
from tests import factories, surveyrows

LEVELS = q.Scale(
    "levels6",
    tuple(q.Point(code, {"pl": code}, value) for value, code in enumerate(("A1", "A2", "B1", "B2", "C1", "C2"), 1)),
)
NEEDS = q.Scale(
    "needs",
    tuple(
        q.Point(code, {"pl": label})
        for code, label in (("wifi", "Wi-Fi"), ("laptops", "laptopy"), ("board", "tablica"))
    ),
)


def item(code: str, kind: str = "agreement", **fields: Any) -> q.Item:
    """An item with its usual scale; its text is in Polish alone."""
    scale = {
        "agreement": q.AGREEMENT,
        "frequency": q.FREQUENCY,
        "faces": q.FACES,
        "levels": LEVELS,
        "multi": NEEDS,
    }.get(kind)
    fields.setdefault("text", {"pl": f"Pytanie {code}"})
    return q.Item(code, kind, scale=scale, **fields)


def section(code: str, *items: q.Item, construct: str = "") -> q.Section:
    return q.Section(code, {"pl": f"Część {code}"}, items, construct=construct)


def instrument(code: str, *sections: q.Section, audience: str = Audience.TEACHERS, version: int = 1) -> Instrument:
    """A ready instrument with these sections."""
    made = Instrument.objects.create(code=code, version=version, audience=audience, title={"pl": code})
    store_questionnaire(made, q.Questionnaire(code, version, {"pl": f"Ankieta {code}"}, audience, sections))
    made.state = InstrumentState.READY
    made.save()
    return made


def simple(code: str = "prosta", **fields: Any) -> Instrument:
    """Three items of one section."""
    return instrument(code, section("s1", item("q1"), item("q2"), item("q3"), construct="equipment"), **fields)


def add_part(
    campaign: Campaign, asked: Instrument, schools: Iterable[School | None], population: int = 60
) -> list[Target]:
    """A group of the campaign at schools."""
    part = Part.objects.create(campaign=campaign, audience=asked.audience, instrument=asked)
    return [
        Target.objects.create(part=part, school=school, population=population, key=uuid.uuid4().hex[:12])
        for school in schools
    ]


def answer(target: Target, count: int, *, stage: str = "", **answers: Any) -> None:
    """So many people who gave the same answers."""
    Response.objects.bulk_create(
        [Response(target=target, stage=stage, language="pl", answers=answers) for _ in range(count)]
    )


def answer_at_random(target: Target, count: int, codes: Sequence[str], *, seed: int = 1, **fields: Any) -> None:
    """People who answer all items with points 1–5, by a seed."""
    chance = random.Random(seed)
    rows = [
        Response(target=target, language="pl", answers={code: str(chance.randint(1, 5)) for code in codes}, **fields)
        for _ in range(count)
    ]
    Response.objects.bulk_create(rows)


def campaign(name: str = "Ankieta jesienna", **fields: Any) -> Campaign:
    """A campaign open in September 2026."""
    return surveyrows.campaign(name, **fields)


def counted(of: Campaign, *, reason: str = "") -> Tally:
    """The campaign closed and counted."""
    Campaign.objects.filter(pk=of.pk).update(state=CampaignState.CLOSED)
    tally = request_tally(of, by=None, reason=reason)
    produce_tally(tally.pk)
    tally.refresh_from_db()
    return tally


def figure(tally: Tally, school: School | None = None, code: str = "", *, stage: str = "") -> Figure:
    """A figure of the tally's only group: of responses, of an item, of a section."""
    subject = Subject.BASE if not code else Subject.SECTION if code.startswith("s") else Subject.ITEM
    found: Figure = Figure.objects.get(tally=tally, school=school, stage=stage, subject=subject, code=code)
    return found


def schools(count: int) -> list[School]:
    return [factories.SchoolFactory() for _ in range(count)]


DAY = datetime.date(2026, 9, 1)
