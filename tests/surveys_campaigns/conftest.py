"""A campaign with codes: teachers and pupils of grades 4–8 at schools A and B, running today."""

import datetime
import uuid
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from django.utils import timezone

from schools.models import Statistic
from surveys import questionnaires
from surveys.models import Audience, Campaign, Target
from surveys.services.batches import ClassCodes, make_batches
from surveys.services.campaign_groups import choose_instruments, choose_schools
from surveys.services.campaigns import Basics, Notice, announce_campaign, create_campaign, set_notice
from tests import surveyrows

PUPILS, POPULATION = 80, 40


def basics(name: str = "Cyfrowa szkoła", **days: int) -> Basics:
    """From five days ago to twenty days ahead, kept for two years; `opens`, `closes`, `keep` are days from today."""
    today = timezone.localdate()
    when = {"opens": -5, "closes": 20, "keep": 700} | days
    opens, closes, keep = (today + datetime.timedelta(days=when[key]) for key in ("opens", "closes", "keep"))
    return Basics(name, "jesień 2026", opens, closes, keep)


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    """A key means another questionnaire in the next test."""
    questionnaires._remembered.cache_clear()
    yield
    questionnaires._remembered.cache_clear()


@pytest.fixture
def world(cast: SimpleNamespace, schools: SimpleNamespace) -> SimpleNamespace:
    """The cast, both schools with eighty pupils each, ready instruments for teachers and for grades 4–8."""
    for school in (schools.a, schools.b):
        Statistic.objects.create(
            establishment=school.establishments.get(), day="2026-09-30", pupils=PUPILS, source="próba"
        )
    teachers = surveyrows.instrument("nauczyciele", title={"pl": "Sprzęt", "uk": "Обладнання", "en": "Equipment"})
    pupils = surveyrows.instrument("uczniowie", audience=Audience.PUPILS_4_8, title={"pl": "Lekcje"})
    return SimpleNamespace(cast=cast, schools=schools, teachers=teachers, pupils=pupils)


@pytest.fixture
def draft(world: SimpleNamespace) -> Campaign:
    """A draft that lacks nothing."""
    by = world.cast.department
    made = create_campaign(basics(), anonymity="codes", by=by)
    choose_instruments(made, {"teachers": world.teachers, "pupils_4_8": world.pupils})
    choose_schools(made, [world.schools.a, world.schools.b])
    Target.objects.filter(part__campaign=made, population=0).update(population=POPULATION)
    return set_notice(made, Notice(made.notice, timezone.localdate()), by=by)


@pytest.fixture
def campaign(draft: Campaign, world: SimpleNamespace) -> Campaign:
    """The same, announced and running."""
    return announce_campaign(draft, by=world.cast.department)


@pytest.fixture
def target(campaign: Campaign, world: SimpleNamespace) -> Target:
    """Pupils of grades 4–8 at school A."""
    found: Target = Target.objects.select_related("part__campaign", "part__instrument", "school").get(
        part__campaign=campaign, part__audience="pupils_4_8", school=world.schools.a
    )
    return found


def class_codes(target: Target, world: SimpleNamespace, *sizes: int) -> list[object]:
    """A batch of each size: 4a, 4b …"""
    lines = [ClassCodes(f"4{'abcdefgh'[place]}", "4-6", size) for place, size in enumerate(sizes)]
    return list(make_batches(target, lines, form_key=uuid.uuid4(), by=world.cast.coordinator_a))
