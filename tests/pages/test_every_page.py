"""Every page a person comes to: nothing for axe to find, nothing that scrolls sideways, all of it by keyboard."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.stack import reporting
from tests.stack.browser import HEIGHT, PHONE, WIDE, chromium, keyboard_faults, overflow, violations
from tests.stack.people import OFFICE, OTHER_DIRECTOR, Person
from tests.stack.portal import Portal, embedded_portal

pytestmark = pytest.mark.browser
pytest_runtest_makereport = reporting.pytest_runtest_makereport
ANYBODY = [
    "/",
    "/plan/",
    "/zdarzenia/",
    "/zdarzenia/?q=nic-takiego-nie-ma",
    "/zdarzenia/nowe/",
    "/wskazniki/",
    "/raporty/",
]
ACCOUNT = ["/konto/password/change/", "/konto/email/", "/konto/2fa/", "/dostepnosc/", "/tej-strony-nie-ma/"]
REPORTING = [
    "/raporty/subskrypcje/",
    "/raporty/subskrypcje/nowa/",
    "/raporty/wysylki/",
    "/raporty/dobra-praktyka/",
    "/dane/",
    "/dane/token/",
    "/potrzeby/",
]
SURVEYS = ["/ankiety/", "/ankiety/kampanie/", "/ankiety/wyniki/", "/ankiety/selfie/", "/ankiety/selfie/dodaj/"]
SURVEY_OFFICE = ["/ankiety/kampanie/nowa/", "/ankiety/powiazania/", "/ankiety/kwestionariusze/"]
FORMS = [f"/zdarzenia/nowe/{kind}/" for kind in ("audit", "training", "grant_application", "debate")]
ONE_OF_EACH = {
    "/plan/{}/": "SELECT min(id) FROM schedule_plan",
    "/dzialania/{}/": "SELECT min(id) FROM schedule_action",
    "/kroki/{}/": "SELECT min(id) FROM schedule_step",
    "/wskazniki/{}/": "SELECT min(id) FROM monitoring_indicator",
    "/placowki/{}/": "SELECT min(school_id) FROM schools_membership WHERE role = 'director'",
}
OFFICE_PAGES = {
    "/zdarzenia/{}/": "SELECT min(id) FROM schedule_activity WHERE state = 'approved'",
    "/zdarzenia/{}/uniewaznij/": "SELECT min(id) FROM schedule_activity WHERE state = 'approved'",
    "/zdarzenia/{}/zwroc/": "SELECT min(id) FROM schedule_activity WHERE state = 'submitted'",
    "/osoby/{}/": "SELECT min(id) FROM schools_user WHERE email LIKE 'dyrektor2%%'",
    "/placowki/{}/zmien/": "SELECT min(id) FROM schools_school",
    "/raporty/komentarze/": "SELECT 1",
    "/raporty/komentarze/{}/": "SELECT min(id) FROM schedule_action",
    "/raporty/szata/": "SELECT 1",
}
DIRECTOR_PAGES = {
    "/zdarzenia/{}/": "SELECT min(id) FROM schedule_activity WHERE state = 'returned'",
    "/zdarzenia/{}/zmien/": "SELECT min(id) FROM schedule_activity WHERE state = 'returned'",
}

_OWN = "JOIN schools_membership m USING (school_id) JOIN schools_user u ON u.id = m.user_id WHERE u.email LIKE 'dyrektor2%%'"
REGISTER = ["/inwentarz/", "/ewidencja/", "/pomieszczenia/", "/pomieszczenia/nowe/", "/ewidencja/nowe/", "/prognozy/"]
REGISTER_PAGES = {
    "/ewidencja/{}/": f"SELECT min(d.id) FROM inventory_device d {_OWN}",
    "/ewidencja/{}/zmien/": f"SELECT min(d.id) FROM inventory_device d {_OWN}",
    "/ewidencja/{}/wypisz/": f"SELECT min(d.id) FROM inventory_device d {_OWN} AND status = 'in_use'",
    "/ewidencja/nowe/?kategoria=laptop&jednostka={}": f"SELECT min(d.school_id) FROM inventory_device d {_OWN}",
    "/prognozy/jednostki/{}/2026/": f"SELECT min(d.school_id) FROM inventory_device d {_OWN}",
    "/pomieszczenia/{}/": f"SELECT min(r.id) FROM inventory_room r {_OWN}",
    "/pomieszczenia/{}/zmien/": f"SELECT min(r.id) FROM inventory_room r {_OWN}",
}


@pytest.fixture(scope="module")
def portal() -> Iterator[Portal]:
    with embedded_portal("web") as portal:
        yield portal


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


def addresses(portal: Portal, wanted: dict[str, str]) -> list[str]:
    return [address.format(portal.rows(query)[0][0]) for address, query in wanted.items()]


def faults(context: BrowserContext, person: str, paths: list[str]) -> dict[str, list[object]]:
    """What is wrong, by page; the sign-in page is looked at first."""
    visitor = Person(context)
    visitor.go("/")
    found = {"/konto/login/": faults_of(visitor.page)}
    visitor.sign_in(person)
    for path in paths:
        visitor.go(path)
        found[path] = faults_of(visitor.page)
    return {path: what for path, what in found.items() if what}


def faults_of(page: Page) -> list[object]:
    """What axe finds, pixels that stick out, controls that the keyboard misses."""
    wide = [f"{overflow(page)} px too wide"] if overflow(page) else []
    return [*violations(page), *wide, *keyboard_faults(page)]


@pytest.fixture(params=[OFFICE, OTHER_DIRECTOR], ids=["office", "director"])
def person(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def paths(portal: Portal, person: str) -> list[str]:
    own = OFFICE_PAGES if person == OFFICE else DIRECTOR_PAGES
    more = ["/placowki/", "/placowki/rspo/", "/osoby/", "/osoby/nowa-rola/"] if person == OFFICE else []
    more += [*REPORTING, *SURVEY_OFFICE] if person == OFFICE else SURVEYS
    register = [*REGISTER, *addresses(portal, REGISTER_PAGES)]
    return [*ANYBODY, *FORMS, *more, *register, *ACCOUNT, *addresses(portal, ONE_OF_EACH), *addresses(portal, own)]


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


def test_every_page_is_for_everybody(context: BrowserContext, person: str, paths: list[str]) -> None:
    assert faults(context, person, paths) == {}
