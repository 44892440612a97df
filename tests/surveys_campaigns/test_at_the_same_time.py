"""Two clicks in the same moment, and a closing while something is entered. SQLite lets one writer in at a time."""

import datetime
import uuid
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.core import mail
from django.db import connection  # noqa: F401 - the condition of the mark below reads it
from django.utils import timezone

from schools.roles import Role
from schools.scope import whole_municipality
from surveys.models import AccessCode, Campaign, CampaignEvent, CodeBatch, PaperFile, Response, Tally
from surveys.questionnaires import _remembered
from surveys.services.batches import ClassCodes, make_batches
from surveys.services.campaigns import NotAllowed, close_campaign
from surveys.services.paper import enter_paper
from surveys.services.reminders import remind_schools
from surveys.services.retention import delete_codes
from tests import surveyrows
from tests.factories import SchoolFactory, person
from tests.people.test_at_the_same_time import at_once

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="needs writers that run side by side"),
]


def told(verb: Callable[[], object]) -> object:
    """What the verb gives back, or its refusal."""
    try:
        return verb()
    except NotAllowed as refused:
        return refused


def running() -> SimpleNamespace:
    """A running campaign at one school, its coordinator, a clerk."""
    _remembered.cache_clear()
    school = SchoolFactory(short_name="ZSP nr 101")
    today = timezone.localdate()
    made = surveyrows.campaign(opens_on=today, closes_on=today, keep_until=today + datetime.timedelta(days=9))
    target = surveyrows.target(school, of=made)
    people = {"coordinator": person("ankiety", Role.COORDINATOR, school), "clerk": person("wydzial", Role.DEPARTMENT)}
    return SimpleNamespace(campaign=made, target=target, **people)


def waiting(one: SimpleNamespace) -> PaperFile:
    """A file of twenty answers."""
    rows = [{"stage": "", "language": "pl", "answers": {"q1": "4"}} for _ in range(20)]
    return surveyrows.paper_file(one.target, rows=rows)


def test_two_clicks_make_codes_once() -> None:
    with whole_municipality():
        one, key = running(), uuid.uuid4()
        lines = [ClassCodes("Rada", "", 30)]

        answers = at_once(
            *(lambda: make_batches(one.target, lines, form_key=key, by=one.coordinator) for _ in range(2))
        )

        assert answers[0] == answers[1]
        assert (CodeBatch.objects.count(), AccessCode.objects.count()) == (1, 30)


def test_two_clicks_enter_a_file_once() -> None:
    with whole_municipality():
        one = running()
        paper = waiting(one)

        at_once(*(lambda: enter_paper(PaperFile.objects.get(pk=paper.pk), by=one.coordinator) for _ in range(2)))

        assert Response.objects.count() == 20
        assert CampaignEvent.objects.filter(kind="paper").count() == 1


def test_what_is_entered_while_the_campaign_closes_is_there_whole_or_not_at_all() -> None:
    with whole_municipality():
        one = running()
        paper = waiting(one)

        answers = at_once(
            lambda: close_campaign(one.campaign, by=one.clerk),
            lambda: told(lambda: enter_paper(PaperFile.objects.get(pk=paper.pk), by=one.coordinator)),
        )

        refused = isinstance(answers[1], NotAllowed)
        assert Response.objects.count() == (0 if refused else 20)
        assert (Campaign.objects.get().state, Tally.objects.count()) == ("closed", 1)


def test_two_clicks_close_once() -> None:
    with whole_municipality():
        one = running()

        at_once(*(lambda: close_campaign(one.campaign, by=one.clerk) for _ in range(2)))

        assert Tally.objects.count() == 1
        assert one.campaign.history.filter(state="closed").count() == 1


def test_two_clicks_send_one_reminder_to_each() -> None:
    with whole_municipality():
        one = running()

        answers = at_once(*(lambda: told(lambda: remind_schools(one.campaign, by=one.clerk)) for _ in range(2)))

        assert [isinstance(answer, NotAllowed) for answer in answers].count(True) == 1
        assert [letter.to for letter in mail.outbox] == [["ankiety@test.example"]]


def test_two_schedulers_delete_codes_once() -> None:
    with whole_municipality():
        one = running()
        make_batches(one.target, [ClassCodes("Rada", "", 30)], form_key=uuid.uuid4(), by=one.coordinator)
        close_campaign(one.campaign, by=one.clerk)

        answers = at_once(*(lambda: delete_codes(one.campaign) for _ in range(2)))

        assert sorted(answers) == [0, 30]
        assert CampaignEvent.objects.filter(kind="codes_deleted").count() == 1
