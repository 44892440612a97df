"""A sheet asked for, signed, accepted by a real worker and taken back; the indicator follows each time."""

import hashlib
import re

import pytest
from playwright.sync_api import Page, expect

from tests.stack.conftest import OpenContext
from tests.stack.people import OFFICE, OTHER_DIRECTOR, Person
from tests.stack.portal import Portal
from tests.stack.test_journey import axe_finds_nothing

pytestmark = [pytest.mark.stack, pytest.mark.browser]

EDITION = "Arkusze zimowe"
INDICATOR = "SELECT id FROM monitoring_indicator WHERE number = '10.2'"
SHEET = """SELECT s.id FROM inventory_sheet s JOIN inventory_edition e ON e.id = s.edition_id
    JOIN schools_membership m ON m.school_id = s.school_id JOIN schools_user u ON u.id = m.user_id
    WHERE u.email = %s AND m.role = 'director' AND e.name = %s"""
DIGESTS = (
    "SELECT sha256, path FROM schools_evidence WHERE id IN (SELECT evidence_id FROM inventory_sheet WHERE id = %s)"
)
MINUTES = 180_000  # the machine of the tests is shared


def test_an_accepted_sheet_counts_and_one_taken_back_does_not(production: Portal, visit: OpenContext) -> None:
    office, director = Person(visit(production), axe_finds_nothing), Person(visit(production), axe_finds_nothing)
    open_edition(office)
    sheet = production.rows(SHEET, OTHER_DIRECTOR, EDITION)[0][0]
    indicator = f"/wskazniki/{production.rows(INDICATOR)[0][0]}/"

    director.go("/")
    director.sign_in(OTHER_DIRECTOR)
    director.page.get_by_role("link", name=re.compile("^Arkusz do złożenia")).first.wait_for()
    director.go(f"/arkusze/{sheet}/")
    director.page.get_by_label(re.compile("^Potwierdzam zgodność")).check()
    director.press("Złóż arkusz", "Arkusz złożony.")
    office.go(indicator)
    assert not is_counted(office.page)

    office.go(f"/arkusze/{sheet}/")
    office.page.get_by_role("button", name="Przyjmij arkusz").click()
    expect(office.page.get_by_role("link", name="Cofnij przyjęcie")).to_be_visible(timeout=MINUTES)
    digest = production.rows(DIGESTS, sheet)[0][0]
    file = office.page.request.get(str(office.page.locator("#pliki a").first.get_attribute("href")))
    assert hashlib.sha256(file.body()).hexdigest() == digest
    office.go(indicator)
    assert is_counted(office.page)

    office.go(f"/arkusze/{sheet}/cofnij/")
    office.page.get_by_label("Co poprawić").fill("Brakuje tabletów.")
    office.press("Cofnij przyjęcie", "Cofnięto przyjęcie.")
    office.go(indicator)
    assert not is_counted(office.page)
    director.go(f"/arkusze/{sheet}/")
    expect(director.page.get_by_text("Brakuje tabletów.").first).to_be_visible()


def open_edition(office: Person) -> None:
    """The department asks every school."""
    office.go("/arkusze/edycje/nowa/")
    office.sign_in(OFFICE)
    office.page.get_by_label("Nazwa").fill(EDITION)
    office.press("Otwórz edycję", "Edycja otwarta.")


def is_counted(page: Page) -> bool:
    """Whether the indicator's page counts a sheet of the edition."""
    return page.locator("#zapisy").get_by_role("link", name=re.compile(f"^{EDITION}:")).count() > 0
