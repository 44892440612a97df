"""Accepting a sheet moves 1.5, 8.1, 8.2 and 10.2 on the board by itself; returning it takes it back."""

import datetime
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone

from inventory.models import EditionKind, Sheet, SheetAcceptance
from inventory.services.acceptances import accept_sheet, produce_acceptance
from inventory.services.editions import EditionInput, open_edition
from inventory.services.sheets import submit_sheet, take_back_sheet
from inventory.sheetbooks.freezing import mark_of, register_contents
from monitoring.models import Indicator
from monitoring.queries import board_row
from schools.models import User
from schools.roles import Role
from tests import factories, registerrows

NUMBERS = ("1.5", "8.1", "8.2", "10.2")
Find = Callable[[str], Indicator]


def told(indicator: Find) -> dict[str, tuple[int, int]]:
    """How many schools have it evidenced, how many lack it, by indicator."""
    rows = {number: board_row(indicator(number), timezone.localdate()) for number in NUMBERS}
    return {number: (row.standing.done_count, len(row.standing.missing)) for number, row in rows.items()}


@pytest.fixture
def clerk(tomaszow: SimpleNamespace) -> User:
    return factories.person("wydzial", Role.DEPARTMENT)


@pytest.fixture
def director(tomaszow: SimpleNamespace) -> User:
    """The director of the first primary school, whose register nobody has touched since 2020."""
    registerrows.device(tomaszow.primary[0], confirmed_on=datetime.date(2020, 1, 1))
    return factories.person("dyrektor", Role.DIRECTOR, tomaszow.primary[0])


def accepted(tomaszow: SimpleNamespace, kind: EditionKind, clerk: User, director: User) -> Sheet:
    """A sheet of the first primary school, all the way."""
    school = tomaszow.primary[0]
    edition = open_edition(EditionInput(f"Edycja {kind}", kind, None, "", [school]), by=clerk)
    sheet = Sheet.objects.get(edition=edition)
    submit_sheet(sheet, seen=mark_of(register_contents(school)), version=1, by=director)
    accept_sheet(sheet, version=2, by=clerk, wake=None)
    produce_acceptance(SheetAcceptance.objects.get(sheet=sheet).pk)
    found: Sheet = Sheet.objects.get(pk=sheet.pk)
    assert found.state == "accepted"
    return found


def test_a_submitted_sheet_moves_nothing(
    tomaszow: SimpleNamespace, indicator: Find, clerk: User, director: User
) -> None:
    school = tomaszow.primary[0]
    before = told(indicator)
    edition = open_edition(EditionInput("Diagnoza", EditionKind.DIAGNOSIS, None, "", [school]), by=clerk)

    submit_sheet(Sheet.objects.get(edition=edition), seen=mark_of(register_contents(school)), version=1, by=director)

    assert told(indicator) == before


def test_an_accepted_diagnosis_counts_in_1_5_8_1_and_8_2_and_taken_back_in_none(
    tomaszow: SimpleNamespace, indicator: Find, clerk: User, director: User
) -> None:
    before = told(indicator)
    assert {number: done for number, (done, _) in before.items()} == {"1.5": 0, "8.1": 0, "8.2": 0, "10.2": 0}

    sheet = accepted(tomaszow, EditionKind.DIAGNOSIS, clerk, director)

    assert {number: done for number, (done, _) in told(indicator).items()} == {"1.5": 1, "8.1": 1, "8.2": 1, "10.2": 0}

    take_back_sheet(sheet, remark="Pomyłka.", version=sheet.version, by=clerk)
    assert told(indicator) == before


def test_an_accepted_update_counts_in_8_1_8_2_and_10_2_and_taken_back_in_none(
    tomaszow: SimpleNamespace, indicator: Find, clerk: User, director: User
) -> None:
    before = told(indicator)

    sheet = accepted(tomaszow, EditionKind.CURRENT, clerk, director)

    assert {number: done for number, (done, _) in told(indicator).items()} == {"1.5": 0, "8.1": 1, "8.2": 1, "10.2": 1}
    take_back_sheet(sheet, remark="Pomyłka.", version=sheet.version, by=clerk)
    assert told(indicator) == before


def test_8_2_stays_with_a_school_whose_register_lives_when_its_sheet_is_taken_back(
    tomaszow: SimpleNamespace, indicator: Find, clerk: User, director: User
) -> None:
    registerrows.device(tomaszow.primary[0], confirmed_on=timezone.localdate())
    sheet = accepted(tomaszow, EditionKind.CURRENT, clerk, director)

    take_back_sheet(sheet, remark="Pomyłka.", version=sheet.version, by=clerk)

    assert told(indicator)["8.2"][0] == 1


def test_a_sheet_of_a_school_without_devices_is_no_live_register(tomaszow: SimpleNamespace, indicator: Find) -> None:
    registerrows.accepted_sheet(tomaszow.primary[0], timezone.localdate())

    assert told(indicator)["8.2"][0] == 0


def test_the_proof_is_one_click_away(tomaszow: SimpleNamespace, indicator: Find, clerk: User, director: User) -> None:
    sheet = accepted(tomaszow, EditionKind.DIAGNOSIS, clerk, director)

    (one,) = board_row(indicator("1.5"), timezone.localdate()).contributions

    assert (one.url, one.day, one.documented) == (
        reverse("inventory:sheet", args=[sheet.pk]),
        timezone.localdate(),
        True,
    )
    assert sheet.evidence is not None
    assert sheet.workbook is not None
    assert [file.pk for file in one.evidence] == [sheet.evidence.pk, sheet.workbook.pk]
    (register,) = board_row(indicator("8.2"), timezone.localdate()).contributions
    assert register.url == reverse("inventory:school_overview", args=[tomaszow.primary[0].pk])
