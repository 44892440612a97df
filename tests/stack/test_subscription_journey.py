"""A report by mail: the department subscribes somebody, looks before anybody gets it, sends; the one who got it leaves with a click."""

import re
import uuid

import pytest
from playwright.sync_api import Page, expect

from tests.mailhost import MailHost, Received
from tests.stack.browser import violations
from tests.stack.conftest import OpenContext
from tests.stack.people import OFFICE, Person
from tests.stack.portal import Portal
from tests.stack.waiting import eventually

pytestmark = [pytest.mark.stack, pytest.mark.browser]
READER = "wglad@demo.example"
OUTSIDER = "biuro@obca.example"


def axe_finds_nothing(page: Page) -> None:
    assert violations(page) == [], page.url


def test_what_was_looked_at_is_what_comes_by_mail_and_leaving_is_one_click(
    production: Portal, mailhost: MailHost, visit: OpenContext
) -> None:
    name = f"Raport próbny {uuid.uuid4().hex[:8]}"
    office = Person(visit(production), axe_finds_nothing)
    office.go("/")
    office.sign_in(OFFICE)
    a_council_summary_is_subscribed(office, name)
    an_outsider_is_refused(office)
    add_recipient(office, READER)
    expect(office.page.get_by_role("row", name=READER)).to_contain_text("tak")

    subject = the_mail_as_it_will_be(office)
    assert letters(mailhost, name) == []
    office.press("Wyślij ten raport: 1 odbiorca", "Raport idzie do 1 odbiorcy")
    eventually(lambda: letters(mailhost, name), within=60, what="the mail came", every=0.2)
    (letter,) = letters(mailhost, name)
    assert (letter.recipient, letter.message["Subject"].strip()) == (READER, subject)
    assert [one.get_content_type() for one in letter.message.iter_attachments()] == ["application/pdf"]

    the_delivery_is_told(office, production, letter)
    the_reader_leaves(Person(visit(production), axe_finds_nothing), letter)
    office.go("/raporty/subskrypcje/")
    office.follow(name)
    expect(office.page.get_by_role("row", name=f"{READER} nie wypisał(a) się")).to_be_visible()


def a_council_summary_is_subscribed(office: Person, name: str) -> None:
    office.go("/raporty/subskrypcje/nowa/")
    office.page.get_by_label("Nazwa").fill(name)
    office.page.get_by_label("Raport i plik").select_option(value="council-pdf")
    office.press("Zapisz i dodaj odbiorców", "Nikt jeszcze nie dostaje tego raportu.")


def add_recipient(office: Person, address: str) -> None:
    office.page.get_by_label("Adres e-mail odbiorcy").fill(address)
    office.page.get_by_role("button", name="Dodaj odbiorcę", exact=True).click()


def an_outsider_is_refused(office: Person) -> None:
    add_recipient(office, OUTSIDER)
    refusal = "poproś administratora o dopisanie domeny"
    expect(office.page.locator("form").get_by_text(refusal).first).to_be_visible()
    expect(office.page.get_by_label("Adres e-mail odbiorcy")).to_have_value(OUTSIDER)
    axe_finds_nothing(office.page)


def the_mail_as_it_will_be(office: Person) -> str:
    """Order the preview and wait: it shows by itself. Gives the subject."""
    office.press("Przygotuj podgląd", "Odśwież")
    expect(office.page.get_by_role("heading", name="Wiadomość", exact=True)).to_be_visible(timeout=60_000)
    axe_finds_nothing(office.page)
    return office.page.locator("dt", has_text="Temat").locator("xpath=following-sibling::dd[1]").inner_text().strip()


def letters(mailhost: MailHost, name: str) -> list[Received]:
    return [one for one in mailhost.to(READER) if name in one.message.get_body(("plain",)).get_content()]  # type: ignore[union-attr]


def the_delivery_is_told(office: Person, portal: Portal, letter: Received) -> None:
    office.go("/raporty/wysylki/")
    sent = "SELECT id FROM monitoring_delivery WHERE message_id = %s AND state = 'sent'"
    eventually(lambda: portal.rows(sent, letter.message_id), within=30, what="the delivery is sent", every=0.2)
    ((number,),) = portal.rows(sent, letter.message_id)
    office.go(f"/raporty/wysylki/{number}/")
    assert office.file_behind("Pobierz z archiwum (EML)").body() == letter.content


def the_reader_leaves(reader: Person, letter: Received) -> None:
    """By the link of the mail, signed in nowhere."""
    assert letter.message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = re.search(r"<(http[^>]+)>", letter.message["List-Unsubscribe"])
    assert address
    reader.go(address[1])
    reader.press("Wypisz ten adres", "nie dostanie już raportu")
