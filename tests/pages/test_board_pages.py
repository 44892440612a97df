"""The board and what belongs to it, in a browser: a correction moves the status, a reminder goes out, every page is for all."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.pages.test_every_page import faults_of
from tests.stack import reporting
from tests.stack.browser import HEIGHT, PHONE, WIDE, chromium
from tests.stack.people import OFFICE, Person
from tests.stack.portal import Portal, embedded_portal
from tests.stack.waiting import eventually

pytestmark = pytest.mark.browser
pytest_runtest_makereport = reporting.pytest_runtest_makereport
INDICATOR = "SELECT id FROM monitoring_indicator WHERE number = %s"
LETTERS = "SELECT address, state FROM monitoring_reminderletter ORDER BY address"


@pytest.fixture(scope="module")
def portal() -> Iterator[Portal]:
    with embedded_portal("web", "worker", "beat") as portal:
        yield portal


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


def signed_in(browser: Browser, portal: Portal, width: int) -> Person:
    context = browser.new_context(
        base_url=portal.url,
        viewport={"width": width, "height": HEIGHT},
        locale="pl-PL",
        bypass_csp=True,
        reduced_motion="reduce",
    )
    context.set_default_timeout(60_000)
    office = Person(context)
    office.go("/")
    office.sign_in(OFFICE)
    return office


def test_a_new_token_is_copied_with_a_button(portal: Portal, browser: Browser) -> None:
    office = signed_in(browser, portal, WIDE)
    office.page.context.grant_permissions(["clipboard-read", "clipboard-write"])

    office.go("/dane/token/")
    office.page.get_by_label("Do czego służy").fill("Power BI Wydziału")
    office.press("Utwórz token", "Skopiuj token teraz")
    office.page.get_by_role("button", name="Kopiuj token").click()
    expect(office.page.get_by_role("button", name="Skopiowano")).to_be_visible()

    assert office.page.evaluate("navigator.clipboard.readText()") == office.page.locator("#token").inner_text()


def test_a_correction_moves_the_status_and_a_reminder_goes_to_the_units_that_owe(
    portal: Portal, browser: Browser
) -> None:
    meetings, updates = (portal.rows(INDICATOR, number)[0][0] for number in ("1.4", "10.1"))
    office = signed_in(browser, portal, WIDE)

    office.go(f"/wskazniki/{meetings}/korekta/")
    office.page.get_by_label("O ile").fill("1")
    office.page.get_by_label("Powód").fill("Spotkanie bez notatki.")
    office.press("Podpisz korektę", "Korekta podpisana.")
    office.go("/wskazniki/")
    row = office.page.locator(f"#wskaznik-{meetings}")
    expect(row).to_contain_text("z korektą: 4")
    expect(row).to_contain_text("osiągnięty po terminie")
    assert office.board()["1.4"] == ("3", "3", "4")

    office.go(f"/wskazniki/{updates}/przypomnij/")
    expect(office.page.get_by_role("row", name="ZSP nr 4")).to_contain_text("wysłane, czeka na Wydział")
    office.press("Wyślij przypomnienie", "Wysyłamy")
    eventually(
        lambda: portal.rows(LETTERS) == [("dyrektor1@demo.example", "sent")],
        within=120,
        what="the letter is sent to the one that owes, not to the one that waits",
    )

    pages = [
        "/wskazniki/?braki=on&stan=missed",
        "/wskazniki/macierz/",
        "/wskazniki/zmiany/?od=1.01.2025",
        "/wskazniki/przypomnienia/",
        f"/wskazniki/{meetings}/",
        f"/wskazniki/{meetings}/korekta/",
        f"/wskazniki/{updates}/przypomnij/",
        "/trwalosc/",
    ]
    phone = signed_in(browser, portal, PHONE)
    found = {}
    for person in (office, phone):
        for path in pages:
            person.go(path)
            found[path, person is phone] = faults_of(person.page)
    assert {path: what for path, what in found.items() if what} == {}
