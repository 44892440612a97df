"""What people do on the pages, in the words of the pages."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import APIResponse, BrowserContext, Locator, Page, expect

from tests.stack.prepared import PASSWORD

DAY = "15.10.2024"
DIRECTOR, OTHER_DIRECTOR, OFFICE = "dyrektor2@demo.example", "dyrektor1@demo.example", "wydzial@demo.example"
Numbers = tuple[str, str, str]


class Person:
    """Somebody at a browser; `look` is called with every page they come to."""

    def __init__(self, context: BrowserContext, look: Callable[[Page], None] = lambda page: None) -> None:
        self.page = context.new_page()
        self._look = look

    def go(self, address: str) -> None:
        """Open an address."""
        self.page.goto(address)
        self.page.wait_for_load_state()  # a slow machine shows the page piece by piece
        self._look(self.page)

    def press(self, button: str, then: str) -> None:
        """Press a button and read the sentence that follows."""
        self.page.get_by_role("button", name=button, exact=True).click()
        expect(self.page.get_by_text(then)).to_be_visible()
        self.page.wait_for_load_state()  # a slow machine shows the page piece by piece
        self._look(self.page)

    def follow(self, link: "str | re.Pattern[str]") -> None:
        """Follow a link."""
        self.page.get_by_role("link", name=link, exact=True).first.click()
        self.page.wait_for_load_state()  # a slow machine shows the page piece by piece
        self._look(self.page)

    def sign_in(self, email: str) -> None:
        """Fill the sign-in page in, wherever it came from."""
        self.page.get_by_label("Adres e-mail").fill(email)
        self.page.get_by_label("Hasło", exact=True).fill(PASSWORD)
        self.page.get_by_role("button", name="Zaloguj się", exact=True).click()
        expect(self.page.get_by_role("heading", name="Logowanie")).to_have_count(0)
        self.page.wait_for_load_state()  # a slow machine shows the page piece by piece
        self._look(self.page)

    def fill_audit(self, title: str) -> None:
        """From the start page to the filled form of an audit, not sent yet."""
        self.go("/")
        self.follow("Zapisz zdarzenie")
        self.follow(re.compile("^Audyt cyberbezpieczeństwa"))
        self.page.get_by_label("Tytuł").fill(title)
        self.page.get_by_label("Data zdarzenia").fill(DAY)
        step = self.page.get_by_label("Krok planu")
        first = next(text for text in step.locator("option").all_inner_texts() if text.startswith("1.1 "))
        step.select_option(label=first)

    def save_draft(self) -> None:
        """Send the form of a new record."""
        self.press("Zapisz szkic i dołącz dowód", "Szkic zapisany.")

    def attach(self, file: Path) -> None:
        """Add a file to the record that is open."""
        self.page.get_by_label("Data dokumentu").fill(DAY)
        self.page.get_by_label("Plik", exact=True).set_input_files(file)
        self.press("Dołącz plik", f"Dołączono plik {file.name}.")

    def submit(self) -> None:
        """Send the open record to the department."""
        self.press("Wyślij do zatwierdzenia", "Wysłano do zatwierdzenia.")

    def approve(self) -> None:
        """Approve the open record."""
        self.press("Zatwierdź", "Zatwierdzono. Zapis liczy się już we wskaźnikach.")

    def void(self, reason: str) -> None:
        """Void the open record."""
        self.follow("Unieważnij zapis")
        self.page.get_by_label("Powód unieważnienia").fill(reason)
        self.press("Unieważnij zapis", "Unieważniono.")

    def board(self) -> dict[str, Numbers]:
        """Declared, evidenced and target of every indicator, as the board writes them; it stays open."""
        self.go("/wskazniki/")
        rows = self.page.locator("table.board tbody tr").all()
        return {row.locator("th a").first.inner_text(): _numbers(row) for row in rows}

    def file_behind(self, link: str) -> APIResponse:
        """What the link with this name leads to."""
        href = self.page.get_by_role("link", name=link, exact=True).get_attribute("href")
        assert href
        return self.page.request.get(href)


def _numbers(row: Locator) -> Numbers:
    declared, evidenced, target = (
        row.locator(f"td[data-label='{label}']").inner_text().strip()
        for label in ("Zgłoszone", "Udokumentowane", "Cel")
    )
    return declared, evidenced, target
