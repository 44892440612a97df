"""December 2024 of eleven schools moves indicator 1.6/1.7 to 11; taking one card back moves it to 10."""

import io
import uuid
from pathlib import Path
from types import SimpleNamespace

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from monitoring.bindings import read_bindings
from monitoring.models import Indicator
from monitoring.plan_loading import load_plan
from monitoring.queries import board_row
from schedule.planfile import read_plan
from schools.models import School, User
from schools.register import register_on
from schools.roles import Role
from schools.unit_loading import load_units, read_units
from surveys.models import SelfieCard
from surveys.selfie.columns import COLUMNS
from surveys.selfie.template import template_workbook
from surveys.services.selfie import confirm_cards, withdraw_card
from surveys.services.selfie_books import import_cards
from tests import factories

DATA = Path(__file__).resolve().parents[2] / "data" / "tomaszow"


@pytest.fixture
def tomaszow(city: None) -> SimpleNamespace:
    """The real plan, the eleven primary schools, two clerks."""
    load_units(read_units((DATA / "units.yaml").read_bytes()))
    plan = read_plan((DATA / "plan.yaml").read_bytes())
    load_plan(plan, read_bindings((DATA / "bindings.yaml").read_bytes(), plan))
    primary = [row.school for row in register_on(timezone.localdate()).primary_schools]
    return SimpleNamespace(
        schools=list(School.objects.filter(pk__in=primary)),
        clerk=factories.person("wydzial", Role.DEPARTMENT),
        second=factories.person("wydzial2", Role.DEPARTMENT),
        indicator=Indicator.objects.get(number="1.6/1.7"),
    )


def december_of(schools: list[School]) -> SimpleUploadedFile:
    """The template filled in for December 2024."""
    book = openpyxl.load_workbook(io.BytesIO(template_workbook(school.short_name for school in schools)))
    sheet = book.worksheets[0]
    for row in range(2, 2 + len(schools)):
        for place, column in enumerate(COLUMNS[1:], 2):
            given = {"started_on": "2.12.2024", "finished_on": "18.12.2024", "attested": "tak", "consent": "tak"}
            usual = 3.4 if column.key.startswith("mean_") else 20
            sheet.cell(row, place, given.get(column.key, usual))
    content = io.BytesIO()
    book.save(content)
    return SimpleUploadedFile("karty.xlsx", content.getvalue())


def evidenced(indicator: Indicator) -> int:
    """The number on the board."""
    (comparison,) = board_row(indicator, timezone.localdate()).standing.comparisons
    assert comparison.declared == comparison.evidenced
    return int(comparison.evidenced)


def test_eleven_cards_of_december_2024_make_eleven_and_one_taken_back_makes_ten(tomaszow: SimpleNamespace) -> None:
    assert len(tomaszow.schools) == 11
    cards = import_cards(december_of(tomaszow.schools), request_key=uuid.uuid4(), by=tomaszow.clerk)
    assert evidenced(tomaszow.indicator) == 0, "submitted cards do not count"

    confirmed, left = confirm_cards([card.pk for card in cards], by=tomaszow.second)

    assert (len(confirmed), left) == (11, [])
    assert evidenced(tomaszow.indicator) == 11
    withdraw_card(confirmed[3], remark="Raport dotyczył innej szkoły.", by=tomaszow.clerk)
    assert evidenced(tomaszow.indicator) == 10
    missing = board_row(tomaszow.indicator, timezone.localdate()).standing.missing
    assert [one.member.school for one in missing] == [confirmed[3].school_id]


def test_who_brought_the_workbook_confirms_none_of_its_cards(tomaszow: SimpleNamespace) -> None:
    cards = import_cards(december_of(tomaszow.schools), request_key=uuid.uuid4(), by=tomaszow.clerk)
    confirmed, left = confirm_cards([card.pk for card in cards], by=tomaszow.clerk)
    assert (confirmed, len(left)) == ([], 11)
    assert evidenced(tomaszow.indicator) == 0


def test_the_indicators_page_leads_to_each_card_those_who_may_open_it(
    tomaszow: SimpleNamespace, client: Client
) -> None:
    cards = import_cards(december_of(tomaszow.schools[:1]), request_key=uuid.uuid4(), by=tomaszow.clerk)
    confirm_cards([cards[0].pk], by=tomaszow.second)
    url = reverse("surveys:selfie_card", args=[SelfieCard.objects.get().pk])
    page = reverse("monitoring:indicator", args=[tomaszow.indicator.pk])

    def sees_link(person: User) -> bool:
        client.force_login(person)
        return f'href="{url}"' in client.get(page).content.decode()

    keeper = factories.person("opiekun", Role.IT_KEEPER, tomaszow.schools[0])
    assert sees_link(tomaszow.clerk)
    assert not sees_link(keeper)
