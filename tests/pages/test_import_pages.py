"""The pages of an import, wide and on a phone: nothing for axe to find, nothing that sticks out, all of it by keyboard."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.import_pages.workbooks import messy
from tests.pages.test_every_page import faults_of
from tests.stack import reporting
from tests.stack.browser import HEIGHT, PHONE, WIDE, chromium
from tests.stack.people import OTHER_DIRECTOR, Person
from tests.stack.portal import Portal, embedded_portal

pytestmark = pytest.mark.browser
pytest_runtest_makereport = reporting.pytest_runtest_makereport
PARTS = ("pytania", "bledy", "czekaja", "nowe", "wszystkie")


@pytest.fixture(scope="module")
def portal() -> Iterator[Portal]:
    with embedded_portal("web") as portal:
        yield portal


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(params=[WIDE, PHONE])
def context(portal: Portal, browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    context = browser.new_context(
        base_url=portal.url,
        viewport={"width": request.param, "height": HEIGHT},
        locale="pl-PL",
        bypass_csp=True,
        reduced_motion="reduce",
    )
    yield context
    context.close()


def test_the_pages_of_an_import_are_for_everybody(context: BrowserContext, tmp_path: Path) -> None:
    file = tmp_path / "ewidencja.xlsx"
    file.write_bytes(messy())
    found: dict[str, list[object]] = {}
    director = Person(context, lambda page: found.update({page.url: faults_of(page)}))

    director.go("/importy/nowy/")
    director.sign_in(OTHER_DIRECTOR)
    director.page.get_by_label("Plik z arkuszem").set_input_files(file)
    director.press("Wgraj i sprawdź", "Sprawdź, czy dobrze rozpoznaliśmy kolumny.")
    director.press("Pokaż, co się zmieni", "Jeszcze nic się nie zapisało w ewidencji.")
    preview = director.page.url
    for part in PARTS:
        director.go(f"{preview}?pokaz={part}")
    director.page.get_by_role("button", name="Zapisz 2 wiersze w ewidencji").click()
    expect(director.page.locator("#error-summary")).to_be_focused()
    found["refused"] = faults_of(director.page)
    director.press("Porzuć ten import", "Import porzucony. W ewidencji nic się nie zmieniło.")
    director.go(preview.removesuffix("podglad/"))

    assert len(found) > len(PARTS) + 5
    assert {where: what for where, what in found.items() if what} == {}
