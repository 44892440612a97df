"""Respondents at a phone: with and without scripts, in three languages, by keyboard alone; codes that are used twice."""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.stack.browser import PHONE, keyboard_faults, overflow, violations
from tests.stack.conftest import OpenContext
from tests.stack.portal import Portal
from tools.run import ROOT

pytestmark = [pytest.mark.stack, pytest.mark.browser]
WORDS = {
    "pl": {
        "open": "Otwórz ankietę", "begin": "Rozpocznij", "next": "Zapisz i dalej", "check": "Zapisz i sprawdź",
        "send": "Wyślij odpowiedzi", "done": "Dziękujemy!", "works": "Sprzęt działa.", "agree": "raczej tak",
        "fault": "Czy coś się zepsuło?", "yes": "tak", "days": "Ile dni trwała naprawa?", "own": "polski",
        "quick": "Naprawa była szybka.", "best": "Co działa najlepiej?", "part": "Część 2 z 3",
    },
    "uk": {
        "open": "Відкрити анкету", "begin": "Почати", "next": "Зберегти і далі", "check": "Зберегти і перевірити",
        "send": "Надіслати відповіді", "done": "Дякуємо!", "works": "Техніка працює.", "agree": "скоріше згоден(-на)",
        "fault": "Чи щось зламалося?", "yes": "так", "days": "Скільки днів тривав ремонт?", "own": "українська",
        "quick": "Ремонт був швидкий.", "best": "Що працює найкраще?", "part": "Частина 2 з 3",
    },
    "en": {
        "open": "Open the survey", "begin": "Begin", "next": "Save and continue", "check": "Save and check",
        "send": "Send the answers", "done": "Thank you!", "works": "The equipment works.", "agree": "rather agree",
        "fault": "Has anything broken?", "yes": "yes", "days": "Days to repair?", "own": "English",
        "quick": "It was quick.", "best": "What works best?", "part": "Part 2 of 3",
    },
}  # fmt: skip


def no_look(_: Page) -> None:
    """Where axe cannot run: it is a script."""


def looks_well(page: Page) -> None:
    """axe finds nothing, nothing scrolls sideways, every target can be hit with a thumb."""
    assert violations(page) == [], page.url
    assert overflow(page) == 0, page.url
    assert page.evaluate(SMALL_TARGETS) == [], page.url


SMALL_TARGETS = """() => [...document.querySelectorAll('button, label.option, a, summary, input[type=text], textarea')]
    .filter(one => one.checkVisibility() && !one.classList.contains('hidden') && !one.classList.contains('skip'))
    .filter(one => one.getBoundingClientRect().height < 40 || one.getBoundingClientRect().width < 40)
    .map(one => one.outerHTML.slice(0, 120))"""


@dataclass
class Respondent:
    """Somebody with a phone."""

    page: Page
    language: str = "pl"
    look: Callable[[Page], None] = no_look

    def word(self, name: str) -> str:
        return WORDS[self.language][name]

    def go(self, path: str) -> None:
        self.page.goto(path)
        self.look(self.page)

    def press(self, word: str) -> None:
        """A button, or a link that looks like one."""
        name = self.word(word)
        found = self.page.get_by_role("button", name=name, exact=True)
        with self.page.expect_navigation():
            (found.or_(self.page.get_by_role("link", name=name, exact=True))).last.click()
        self.look(self.page)

    def choose(self, question: str, answer: str) -> None:
        group = self.page.get_by_role("group", name=self.word(question))
        group.get_by_role("radio", name=self.word(answer), exact=True).check()

    def enter(self, code: str) -> None:
        self.go("/a/")
        if self.language != "pl":
            self.press("own")
        self.page.locator("#kod").fill(code.lower())
        self.press("open")
        expect(self.page.locator("html")).to_have_attribute("lang", self.language)

    def answer(self) -> None:
        """From the first part to the summary, over a question that opens on the way."""
        self.press("begin")
        self.choose("works", "agree")
        self.press("next")
        expect(self.page.get_by_text(self.word("part"), exact=True)).to_be_visible()
        self.choose("fault", "yes")
        self.press("next")
        self.page.get_by_label(self.word("days")).first.fill("3")
        self.press("next")
        self.choose("quick", "agree")
        self.press("next")
        self.page.get_by_label(self.word("best")).fill("Tablica")
        self.press("check")

    def send(self) -> None:
        self.press("send")
        expect(self.page.get_by_role("heading", name=self.word("done"))).to_be_visible()


class Campaigns:
    """Codes and links of a portal; each code is given out once."""

    def __init__(self, portal: Portal) -> None:
        self._portal = portal
        environment = {**portal.environment, "DJANGO_SETTINGS_MODULE": "hdr_portal.settings"}
        made = subprocess.run(
            [sys.executable, "-m", "tests.surveyseed", "30"],
            cwd=ROOT, env=environment, check=True, capture_output=True, text=True,
        )  # fmt: skip
        self.made: dict[str, Any] = json.loads(made.stdout)

    def code(self) -> str:
        return str(self.made["codes"].pop())

    def easy_code(self) -> str:
        return str(self.made["easy_codes"].pop())

    def answers(self) -> int:
        return int(self._portal.rows("SELECT count(*) FROM surveys_response")[0][0])


_campaigns: dict[str, Campaigns] = {}


def campaigns_of(portal: Portal) -> Campaigns:
    if portal.url not in _campaigns:
        _campaigns[portal.url] = Campaigns(portal)
    return _campaigns[portal.url]


@pytest.fixture
def campaigns(embedded: Portal) -> Campaigns:
    return campaigns_of(embedded)


@pytest.fixture
def phone(embedded: Portal, visit: OpenContext) -> Callable[..., BrowserContext]:
    return lambda **options: visit(embedded, width=PHONE, reduced_motion="reduce", **options)


Phone = Callable[..., BrowserContext]


# --- Languages and scripts ------------------------------------------------------------------------------------------
@pytest.mark.parametrize("language", ["pl", "uk", "en"])
def test_every_page_is_answered_in_each_language_and_axe_finds_nothing(
    phone: Phone, campaigns: Campaigns, language: str
) -> None:
    before = campaigns.answers()
    respondent = Respondent(phone().new_page(), language, looks_well)
    respondent.enter(campaigns.code())
    respondent.answer()
    respondent.send()
    assert campaigns.answers() == before + 1


@pytest.mark.parametrize("language", ["pl", "uk", "en"])
def test_no_script_is_needed(phone: Phone, campaigns: Campaigns, language: str) -> None:
    before = campaigns.answers()
    respondent = Respondent(phone(java_script_enabled=False).new_page(), language)
    respondent.enter(campaigns.code())
    respondent.answer()
    respondent.send()
    assert campaigns.answers() == before + 1


def test_production_takes_an_answer_as_well(production: Portal, visit: OpenContext) -> None:
    campaigns = campaigns_of(production)
    before = campaigns.answers()
    respondent = Respondent(visit(production, width=PHONE).new_page())
    respondent.enter(campaigns.code())
    respondent.answer()
    respondent.send()
    assert campaigns.answers() == before + 1
    log = production.log("web")
    assert "/zdrowie/" in log, "the log is there"
    assert "/a/" not in log
    assert "answering." not in log


def test_small_children_choose_faces(phone: Phone, campaigns: Campaigns) -> None:
    child = Respondent(phone().new_page(), look=looks_well)
    child.enter(campaigns.easy_code())
    child.press("begin")
    for question in ("Lubię komputer.", "Wiem, kogo poprosić o pomoc."):
        group = child.page.get_by_role("group", name=question)
        group.get_by_role("radio", name="tak", exact=True).check()
    child.press("check")
    child.send()


def test_what_goes_wrong_looks_well_too(phone: Phone, campaigns: Campaigns) -> None:
    respondent = Respondent(phone().new_page(), look=looks_well)
    respondent.go("/a/nie-ma-takiej/")
    respondent.go(f"/a/informacja/{campaigns.made['coded']}/")
    respondent.go("/a/")
    respondent.page.locator("#kod").fill("AAAA-AAAA")
    respondent.press("open")
    expect(respondent.page.locator("#kod")).to_be_focused()
    respondent.page.locator("#kod").fill(campaigns.code())
    respondent.press("open")
    respondent.press("begin")
    respondent.press("next")
    expect(respondent.page.locator(".summary")).to_be_focused()
    respondent.page.get_by_role("link", name="Sprzęt działa. Odpowiedz na to pytanie.").click()
    expect(respondent.page.get_by_role("radio").first).to_be_focused()
    respondent.go("/a/podsumowanie/")
    expect(respondent.page.locator(".summary")).to_be_focused()
    respondent.go("/a/przerwij/")


def test_the_link_that_is_enough_begins_at_once(phone: Phone, campaigns: Campaigns) -> None:
    respondent = Respondent(phone().new_page(), look=looks_well)
    respondent.go(f"/a/{campaigns.made['linked']}/")
    respondent.answer()
    respondent.send()


# --- Keyboard -------------------------------------------------------------------------------------------------------
def test_the_keyboard_alone_is_enough(phone: Phone, campaigns: Campaigns) -> None:
    page = phone().new_page()
    press = page.keyboard.press

    def tab_to(selector: str) -> None:
        for _ in range(80):
            if page.locator(selector).evaluate("one => one === document.activeElement"):
                return
            press("Tab")
        raise AssertionError(f"{selector} is not reached at {page.url}")

    def enter_with(key: str) -> None:
        with page.expect_navigation():
            press(key)
        assert keyboard_faults(page) == [], page.url
        page.evaluate("document.activeElement.blur()")

    page.goto("/a/")
    tab_to("#kod")
    page.keyboard.type(campaigns.code())
    enter_with("Enter")  # the button of the form, no language
    tab_to("a.button-main")
    enter_with("Enter")
    tab_to("#o\\.works\\.1")
    for key in ("Space", "ArrowDown", "ArrowDown", "ArrowDown"):
        press(key)
    tab_to("button.button-main")
    enter_with("Enter")
    tab_to("#o\\.needs\\.2")
    press("Space")
    tab_to("#o\\.fault\\.1")
    press("ArrowDown")
    tab_to("button.button-main")
    enter_with("Space")
    tab_to("#o\\.best\\.1")
    page.keyboard.type("Tablica")
    enter_with("Enter")
    assert page.url.endswith("/a/podsumowanie/")
    tab_to("button.button-main")
    enter_with("Enter")
    expect(page.get_by_role("heading", name="Dziękujemy!")).to_be_visible()


# --- Codes ----------------------------------------------------------------------------------------------------------
def test_a_code_is_used_once(phone: Phone, campaigns: Campaigns) -> None:
    code, before = campaigns.code(), campaigns.answers()
    first = Respondent(phone().new_page())
    first.enter(code)
    first.answer()
    first.send()
    second = Respondent(phone().new_page(), look=looks_well)
    second.enter(code)
    expect(second.page.get_by_role("heading", name="Odpowiedzi są już wysłane")).to_be_visible()
    assert campaigns.answers() == before + 1


def test_one_code_on_two_devices_makes_one_answer_of_both(phone: Phone, campaigns: Campaigns) -> None:
    code, before = campaigns.code(), campaigns.answers()
    phone_one, phone_two = (Respondent(phone().new_page()) for _ in range(2))
    for one in (phone_one, phone_two):
        one.enter(code)
    phone_one.answer()
    phone_two.go("/a/odpowiedzi/1/")
    expect(phone_two.page.get_by_role("group", name="Sprzęt działa.").get_by_label("raczej tak")).to_be_checked()
    phone_two.go("/a/podsumowanie/")
    phone_one.send()
    phone_two.press("send")
    expect(phone_two.page.get_by_role("heading", name="Odpowiedzi są już wysłane")).to_be_visible()
    assert campaigns.answers() == before + 1


def test_what_was_begun_at_a_shared_computer_is_finished_elsewhere(phone: Phone, campaigns: Campaigns) -> None:
    code = campaigns.code()
    computer = Respondent(phone().new_page())
    computer.enter(code)
    computer.press("begin")
    computer.choose("works", "agree")
    for _ in range(2):
        with computer.page.expect_navigation():
            computer.page.get_by_role("button", name="Zakończ").last.click()
    expect(computer.page.get_by_text("Aby je dokończyć i wysłać, wpisz ten sam kod.")).to_be_visible()
    computer.go("/a/odpowiedzi/1/")
    expect(computer.page.locator("#kod")).to_be_visible()
    elsewhere = Respondent(phone().new_page())
    elsewhere.enter(code)
    expect(elsewhere.page.get_by_text("Masz zapisane odpowiedzi.")).to_be_visible()
    elsewhere.go("/a/odpowiedzi/1/")
    expect(elsewhere.page.get_by_role("group", name="Sprzęt działa.").get_by_label("raczej tak")).to_be_checked()


def test_after_the_end_the_browsers_arrow_shows_nobodys_answers(phone: Phone, campaigns: Campaigns) -> None:
    respondent = Respondent(phone().new_page())
    respondent.enter(campaigns.code())
    respondent.answer()
    respondent.send()
    respondent.page.go_back()
    expect(respondent.page.locator("#kod")).to_be_visible()
    expect(respondent.page.locator("input:checked")).to_have_count(0)


# --- What scripts add -----------------------------------------------------------------------------------------------
def test_a_qr_code_may_carry_the_code_where_no_server_sees_it(phone: Phone, campaigns: Campaigns) -> None:
    code = campaigns.code()
    respondent = Respondent(phone().new_page())
    respondent.go(f"/a/{campaigns.made['coded']}/#{code}")
    expect(respondent.page.locator("#kod")).to_have_value(code)
    assert code not in respondent.page.url
    respondent.press("open")
    respondent.answer()
    respondent.send()


def test_without_a_connection_the_page_stays_and_says_so(phone: Phone, campaigns: Campaigns) -> None:
    context = phone()
    respondent = Respondent(context.new_page())
    respondent.enter(campaigns.code())
    respondent.press("begin")
    respondent.choose("works", "agree")
    context.set_offline(True)
    respondent.page.get_by_role("button", name="Zapisz i dalej", exact=True).click()
    expect(respondent.page.get_by_text("Nie ma połączenia z internetem.")).to_be_visible()
    context.set_offline(False)
    expect(respondent.page.get_by_text("Nie ma połączenia z internetem.")).to_be_hidden()
    respondent.press("next")
    expect(respondent.page.get_by_text("Część 2 z 3", exact=True)).to_be_visible()
