"""A school's messy workbook, from the director's disk into the register and back, with a real worker."""

import io
import re
import warnings
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.import_pages.workbooks import messy
from tests.stack.conftest import OpenContext
from tests.stack.people import OTHER_DIRECTOR, Person
from tests.stack.portal import Portal
from tests.stack.test_journey import axe_finds_nothing, scripts_run

pytestmark = [pytest.mark.stack, pytest.mark.browser]

SCHOOL = """SELECT m.school_id FROM schools_membership m JOIN schools_user u ON u.id = m.user_id WHERE u.email = %s"""
DEVICES = """SELECT d.inventory_number, d.name, r.name, d.purchased_on, d.gross_value, d.serial, d.status, d.note
    FROM inventory_device d LEFT JOIN inventory_room r ON r.id = d.room_id WHERE d.school_id = %s ORDER BY d.id"""
ROOMS = "SELECT name FROM inventory_room WHERE school_id = %s ORDER BY id"
KNOWN = (
    "SELECT inventory_number, name FROM inventory_device WHERE school_id = %s AND status = 'in_use' ORDER BY id LIMIT 1"
)


class Register:
    """What the database holds of one school."""

    def __init__(self, portal: Portal) -> None:
        self._portal = portal
        self.school = portal.rows(SCHOOL, OTHER_DIRECTOR)[0][0]

    def devices(self) -> dict[str, tuple[str, ...]]:
        """Number → the rest, as text: both databases then say the same."""
        return {row[0]: tuple(map(in_words, row[1:])) for row in self._portal.rows(DEVICES, self.school)}

    def rooms(self) -> list[str]:
        """Names of rooms."""
        return [row[0] for row in self._portal.rows(ROOMS, self.school)]

    def a_device(self) -> str:
        """The number of a device in use."""
        return str(self._portal.rows(KNOWN, self.school)[0][0])


def in_words(value: Any) -> str:
    """A value of either database; SQLite keeps amounts as numbers of any kind."""
    return f"{value:.2f}" if isinstance(value, int | float | Decimal) else str(value)


def test_a_messy_workbook_is_told_truly_fixed_written_and_taken_back(
    production: Portal, visit: OpenContext, tmp_path: Path
) -> None:
    director = Person(visit(production), axe_finds_nothing)
    the_import(director, Register(production), tmp_path)


def test_the_same_is_done_without_scripts(embedded: Portal, visit: OpenContext, tmp_path: Path) -> None:
    director = Person(visit(embedded, java_script_enabled=False))
    the_import(director, Register(embedded), tmp_path)


def the_import(director: Person, register: Register, folder: Path) -> None:
    known = register.a_device()
    before, rooms = register.devices(), register.rooms()
    director.go("/importy/nowy/")
    director.sign_in(OTHER_DIRECTOR)

    first = folder / "ewidencja.xlsx"
    first.write_bytes(messy([(9, known, "Nazwa z arkusza", "", "", "", "", "", "")]))
    upload(director, first)
    the_columns_are_recognised(director.page)
    director.press("Pokaż, co się zmieni", "Jeszcze nic się nie zapisało w ewidencji.")
    the_preview_tells_the_truth(director, known, before[known][0])
    fixed = fixed_offline(director, folder)
    director.press("Porzuć ten import", "Import porzucony. W ewidencji nic się nie zmieniło.")

    director.go("/importy/nowy/")
    upload(director, fixed)
    director.press("Pokaż, co się zmieni", "Jeszcze nic się nie zapisało w ewidencji.")
    the_question_is_answered(director)
    the_good_rows_are_confirmed(director)
    until_written(director.page)
    assert (register.devices(), register.rooms()) == ({**before, **expected(known, before)}, [*rooms, "s. 14"])

    director.follow("Cofnij import")
    director.press("Cofnij import", "Import cofnięty. Ewidencja jest taka jak przed nim.")
    assert (register.devices(), register.rooms()) == (before, rooms)


def upload(director: Person, file: Path) -> None:
    director.page.get_by_label("Plik z arkuszem").set_input_files(file)
    director.press("Wgraj i sprawdź", "Sprawdź, czy dobrze rozpoznaliśmy kolumny.")


def the_columns_are_recognised(page: Page) -> None:
    expect(page.get_by_label("Wiersz z nazwami kolumn")).to_have_value("4")
    for header, meaning in (("Nr inw.", "Numer inwentarzowy"), ("Data zak.", "Data zakupu"), ("Sala", "Pomieszczenie")):
        chosen = page.get_by_label(re.compile(re.escape(header))).locator("option:checked")
        assert chosen.inner_text() == meaning


def the_preview_tells_the_truth(director: Person, known: str, name: str) -> None:
    assert parts(director.page) == {
        "Pytania": 1, "Błędy": 4, "Czekają na odpowiedź": 2, "Nowe": 2, "Zmienione": 1, "Wszystkie wiersze": 9,
    }  # fmt: skip
    open_part(director, "Wszystkie wiersze")
    assert verdicts(director.page) == {
        5: "czeka na odpowiedź", 6: "czeka na odpowiedź", 7: "nowe", 8: "błąd", 9: "błąd", 10: "błąd", 11: "błąd",
        12: "nowe", 13: "zmienione",
    }  # fmt: skip
    for sentence in (
        "Nie ma takiego dnia: „31.02.2023”. Popraw datę.",
        "Ten sam numer inwentarzowy jest w wierszu 10. Popraw jeden z nich.",
        "Komórka jest scalona z sąsiednią i nie ma własnej wartości.",
        "Nie udało się odczytać kwoty „dużo”.",
        "<script>alert(1)</script>",
        "{{7*7}} %s",
    ):
        expect(director.page.get_by_text(sentence).first).to_be_visible()
    changed = director.page.locator("tr", has_text=known).locator(".import-changes")
    assert " ".join(changed.inner_text().split()) == f"Nazwa {name} Nazwa z arkusza"


def fixed_offline(director: Person, folder: Path) -> Path:
    """The marked workbook opened in a spreadsheet, three of its four errors corrected, saved."""
    answer = director.file_behind("Pobierz arkusz z zaznaczonymi błędami")
    assert answer.status == 200
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl drops the remark on the covered half of a merged cell
        book = load_workbook(io.BytesIO(answer.body()))
    sheet: Any = book["Sprzęt 2024"]
    assert "Nie ma takiego dnia" in sheet["F8"].comment.text
    sheet.unmerge_cells("C11:D11")
    sheet["F8"], sheet["B10"], sheet["D11"] = "28.02.2023", "IMP/006", "Przełącznik sieciowy"
    fixed = folder / "poprawiony.xlsx"
    book.save(fixed)
    return fixed


def the_question_is_answered(director: Person) -> None:
    question = director.page.get_by_role("group", name=re.compile("Nie znamy pomieszczenia „s. 14”, w 2"))
    question.get_by_label("dodaj nowe pomieszczenie").check()
    director.press("Zapisz odpowiedzi i odśwież podgląd", "Odpowiedzi zapisane, podgląd policzony na nowo.")
    assert parts(director.page)["Błędy"] == 1


def the_good_rows_are_confirmed(director: Person) -> None:
    director.page.get_by_label(re.compile("Tylko poprawne wiersze: zapisz 8.wierszy, pomiń 1.wiersz")).check()
    director.page.get_by_role("button", name=re.compile("Zapisz 8.wierszy w ewidencji")).click()
    expect(director.page.get_by_role("heading", name="Import", exact=True)).to_be_visible()


def until_written(page: Page) -> None:
    """The page shows by itself when the rows are there; without scripts a link asks again."""
    for _ in range(60):
        if page.get_by_text("Zapisano w ewidencji").count():
            return
        page.wait_for_timeout(1000)
        if not scripts_run(page):
            page.get_by_role("link", name="Odśwież").click()
    raise AssertionError(page.locator("#import-state").inner_text())


def expected(known: str, before: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """What exactly the good rows come to."""
    used = "in_use"
    return {
        known: ("Nazwa z arkusza", *before[known][1:]),
        "IMP/001": ("Laptop Dell Latitude", "s. 14", "2023-03-15", "3499.00", "SN-0001", used, ""),
        "IMP/002": ("Laptop Dell Latitude", "s. 14", "2023-03-15", "3499.50", "SN-0002", used, "po naprawie"),
        "IMP/003": ("Projektor Epson", "14", "2022-09-01", "2150.50", "to be filled by o.e.m.", used, ""),
        "IMP/004": ("Drukarka HP", "None", "2023-02-28", "899.99", "", used, ""),
        "IMP/005": ("Monitor", "14", "2021-09-01", "1000.00", "SN-0005", used, ""),
        "IMP/006": ("Monitor", "14", "2021-09-01", "1000.00", "SN-0006", used, ""),
        "IMP/008": ("<script>alert(1)</script>", "14", "None", "None", "", used, "{{7*7}} %s"),
    }


def parts(page: Page) -> dict[str, int]:
    """The parts of the preview and how many rows each holds."""
    found = [item.inner_text().rsplit(maxsplit=1) for item in page.locator(".import-parts li").all()]
    return {label: int(count) for label, count in found}


def open_part(director: Person, label: str) -> None:
    director.page.locator(".import-parts").get_by_role("button", name=re.compile(label)).click()
    expect(director.page.locator(".import-parts [aria-current]")).to_contain_text(label)
    axe_finds_nothing(director.page) if scripts_run(director.page) else None


def verdicts(page: Page) -> dict[int, str]:
    """Row of the sheet → what is said to happen to it."""
    rows = page.locator(".import-rows tbody tr").all()
    return {
        int(row.locator("td[data-label='Wiersz']").inner_text()): row.locator("td .status").first.inner_text()
        for row in rows
    }
