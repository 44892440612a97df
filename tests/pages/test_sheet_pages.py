"""The pages of sheets and data quality, wide and on a phone: nothing for axe, nothing that sticks out, all by keyboard."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.pages.test_every_page import addresses, faults
from tests.stack import reporting
from tests.stack.browser import HEIGHT, PHONE, WIDE, chromium
from tests.stack.people import OFFICE, OTHER_DIRECTOR
from tests.stack.portal import Portal, embedded_portal

pytestmark = pytest.mark.browser
pytest_runtest_makereport = reporting.pytest_runtest_makereport
OWN = (
    "SELECT min(s.id) FROM inventory_sheet s JOIN schools_membership m USING (school_id) "
    "JOIN schools_user u ON u.id = m.user_id WHERE u.email LIKE 'dyrektor1%%' AND s.state = '{}'"
)
ANY = "SELECT min(id) FROM inventory_sheet WHERE state = '{}'"
DIRECTOR_PAGES = {
    "/arkusze/{}/": OWN.format("open"),
    "/arkusze/{}/z-pliku/": OWN.format("open"),
}
OFFICE_PAGES = {
    "/arkusze/{}/": ANY.format("submitted"),
    "/arkusze/{}/zwroc/": ANY.format("submitted"),
    "/arkusze/{}/cofnij/": ANY.format("accepted"),
    "/arkusze/edycje/{}/": "SELECT max(id) FROM inventory_edition",
    "/arkusze/edycje/{}/zmien/": "SELECT max(id) FROM inventory_edition",
    "/jakosc/{}/": "SELECT max(id) FROM schools_school",
}


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


def test_the_directors_pages_are_for_everybody(context: BrowserContext, portal: Portal) -> None:
    paths = ["/arkusze/", "/jakosc/", *addresses(portal, DIRECTOR_PAGES)]
    assert faults(context, OTHER_DIRECTOR, paths) == {}


def test_the_departments_pages_are_for_everybody(context: BrowserContext, portal: Portal) -> None:
    paths = ["/arkusze/", "/arkusze/edycje/nowa/", "/jakosc/", *addresses(portal, OFFICE_PAGES)]
    assert faults(context, OFFICE, paths) == {}
