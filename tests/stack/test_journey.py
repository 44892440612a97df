"""The main job, from the director's audit to the report on the deputy mayor's desk."""

import hashlib
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.stack import pdftext
from tests.stack.browser import violations
from tests.stack.conftest import OpenContext
from tests.stack.people import DIRECTOR, OFFICE, OTHER_DIRECTOR, Person
from tests.stack.portal import Portal

pytestmark = [pytest.mark.stack, pytest.mark.browser]


def test_an_audit_moves_its_indicator_and_the_report_says_what_the_board_says(
    portal: Portal, visit: OpenContext, report_file: Path
) -> None:
    director, office = (Person(visit(portal), axe_finds_nothing) for _ in range(2))
    director.go("/")
    director.sign_in(DIRECTOR)
    # The demonstration has an audit of this school without a file: it is declared already.
    the_main_job(director, office, report_file, moves=(0, 1))


def test_the_main_job_is_done_without_scripts(embedded: Portal, visit: OpenContext, report_file: Path) -> None:
    director, office = (Person(visit(embedded, java_script_enabled=False)) for _ in range(2))
    director.go("/")
    director.sign_in(OTHER_DIRECTOR)
    the_main_job(director, office, report_file, moves=(1, 1))


def axe_finds_nothing(page: Page) -> None:
    assert violations(page) == [], page.url


def the_main_job(director: Person, office: Person, file: Path, moves: tuple[int, int]) -> None:
    office.go("/")
    office.sign_in(OFFICE)
    before = office.board()["1.1"]

    director.fill_audit(f"Audyt: {file.stem}")
    director.save_draft()
    director.attach(file)
    director.submit()
    assert office.board()["1.1"] == before

    office.go(director.page.url)
    office.approve()
    after = office.board()
    assert after["1.1"] == (str(int(before[0]) + moves[0]), str(int(before[1]) + moves[1]), "11")
    assert len(after) == 22
    the_indicator_shows_the_file(office, file)

    report, pdf = a_report_is_made(office)
    assert pdftext.numbers(pdftext.text_of(pdf)) == after

    office.go(director.page.url)
    office.void("Audyt wpisano do niewłaściwego roku.")
    assert office.board()["1.1"] == before
    assert office.page.request.get(f"{report}plik/").body() == pdf


def the_indicator_shows_the_file(office: Person, file: Path) -> None:
    office.follow("1.1")
    answer = office.file_behind(file.name)
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
    assert hashlib.sha256(answer.body()).hexdigest() == hashlib.sha256(file.read_bytes()).hexdigest()


def a_report_is_made(office: Person) -> tuple[str, bytes]:
    """Order, watch, open; the address of the report and the bytes of its file."""
    office.go("/raporty/")
    office.press("Zrób raport", "Raport zlecony.")
    address = office.page.url
    expect(office.page.get_by_role("progressbar", name="Postęp raportu")).to_be_visible()
    until_made(office.page)
    answer = office.file_behind("Otwórz PDF")
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
    return address, answer.body()


def until_made(page: Page) -> None:
    """The page shows by itself when the file is there; without scripts a link asks again."""
    finished = page.get_by_role("link", name="Otwórz PDF")
    for _ in range(60):
        page.wait_for_timeout(1000)
        if finished.count():
            return
        if not scripts_run(page):
            page.get_by_role("link", name="Odśwież").click()
    raise AssertionError(page.locator("#report-state").inner_text())


def scripts_run(page: Page) -> bool:
    """Whether the person's browser runs scripts: the first of them sets the theme."""
    return bool(page.locator("html[data-bs-theme]").count())
