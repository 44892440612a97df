"""The page on which columns are matched."""

import io
from types import SimpleNamespace

from openpyxl import Workbook

from inventory.models import ColumnMapping, Import
from tests.import_pages.conftest import Wizard, good_row, url
from tests.import_pages.workbooks import HOSTILE, messy, saved, sheet


def uploaded(wizard: Wizard, content: bytes) -> Import:
    wizard.upload(content)
    found: Import = Import.objects.latest("pk")
    return found


def two_sheets() -> bytes:
    """An instruction, the table below a title, a hidden sheet."""
    book = Workbook()
    active = book.active
    assert active is not None
    active.title = "Instrukcja"
    active.append(["Wypełnij drugi arkusz"])
    data = book.create_sheet("Sprzęt")
    data.append(["Wykaz"])
    data.append(["Nr inw.", "Nazwa", "Kod wewnętrzny"])
    data.append(["A/1", "Laptop Dell", "x"])
    hidden = book.create_sheet("Stare")
    hidden.append(["Nr inw.", "Nazwa"])
    hidden.append(["S/1", "Laptop stary"])
    hidden.sheet_state = "hidden"
    return saved(book)


def test_headers_below_a_title_are_found_and_suggested(wizard: Wizard) -> None:
    found = uploaded(wizard, messy())
    page = wizard.client.get(url("import_columns", found))

    assert page.context["question"].header_row == 4
    suggested = {column.letters: field.value() for column, field in page.context["columns"]}
    assert suggested == {
        "A": "ordinal",
        "B": "inventory_number",
        "C": "name",
        "D": "category",
        "E": "room",
        "F": "purchased_on",
        "G": "gross_value",
        "H": "serial",
        "I": "note",
    }
    html = page.content.decode()
    assert "Wykaz sprzętu komputerowego" in html
    assert '<span class="muted small">nazwy kolumn</span>' in html


def test_known_columns_need_no_scrolling_and_an_unknown_one_does(wizard: Wizard) -> None:
    for content, known in ((messy(), True), (two_sheets(), False)):
        page = wizard.client.get(url("import_columns", uploaded(wizard, content))).content.decode()
        assert ("Rozpoznaliśmy wszystkie kolumny" in page) is known
        assert ("Dalej do podglądu zmian" in page) is known
        assert page.count("Pokaż, co się zmieni") == 1


def test_sheets_are_offered_with_their_rows_and_hidden_ones_named(wizard: Wizard) -> None:
    found = uploaded(wizard, two_sheets())
    page = wizard.client.get(url("import_columns", found))

    assert page.context["place"].fields["sheet"].choices == [
        ("Instrukcja", "Instrukcja (1\xa0wiersz)"),
        ("Sprzęt", "Sprzęt (3\xa0wiersze)"),
        ("Stare", "Stare (2\xa0wiersze, ukryty)"),
    ]
    assert page.context["question"].sheet == "Sprzęt"


def test_another_sheet_brings_new_suggestions_without_a_script(wizard: Wizard) -> None:
    found = uploaded(wizard, two_sheets())
    form = wizard.columns_form(found)
    answer = wizard.client.post(
        url("import_columns", found), form | {"sheet": "Stare", "header_row": 1, "do": "reload"}
    )

    assert answer.status_code == 302
    page = wizard.client.get(answer["Location"])
    assert (page.context["question"].sheet, page.context["question"].header_row) == ("Stare", 1)
    assert [field.value() for _, field in page.context["columns"]] == ["inventory_number", "name"]


def test_another_row_without_asking_anew_compares_nothing_by_old_columns(wizard: Wizard) -> None:
    found = uploaded(wizard, two_sheets())
    answer = wizard.client.post(url("import_columns", found), wizard.columns_form(found) | {"header_row": "3"})

    assert answer["Location"].endswith("/kolumny/?arkusz=Sprz%C4%99t&wiersz=3")
    found.refresh_from_db()
    assert found.stage == "mapping"


def test_a_row_beyond_the_sheet_is_refused_in_words(wizard: Wizard) -> None:
    found = uploaded(wizard, two_sheets())
    for row, words in (("99", "Ten arkusz ma tylko 3\xa0wiersze."), ("trzy", "Wpisz numer wiersza, na przykład 3.")):
        answer = wizard.client.post(url("import_columns", found), wizard.columns_form(found) | {"header_row": row})
        assert answer.status_code == 422
        assert answer.context["place"].errors["header_row"] == [words]


def test_an_address_that_names_no_place_shows_the_likely_one(wizard: Wizard) -> None:
    found = uploaded(wizard, two_sheets())
    for query in ("?arkusz=Nie+ma&wiersz=7", "?wiersz=9999999", "?wiersz=-1", "?arkusz=%00"):
        answer = wizard.client.get(url("import_columns", found) + query)
        assert (answer.status_code, answer.context["question"].sheet) == (200, "Sprzęt")


def test_a_missing_number_column_and_a_column_chosen_twice_are_told(wizard: Wizard) -> None:
    found = uploaded(wizard, sheet([good_row("A/1")]))
    form = wizard.columns_form(found) | {"column-2": "", "column-9": "name"}
    answer = wizard.client.post(url("import_columns", found), form)

    assert answer.status_code == 422
    assert answer.context["form"].non_field_errors() == [
        "Wskaż kolumnę: Numer inwentarzowy. Bez niej nie da się rozpoznać urządzeń.",
        "Dwie kolumny nie mogą znaczyć tego samego: Nazwa. Zmień jedną z nich.",
    ]
    assert answer.context["columns"][8][1].value() == "name"  # what was chosen stays chosen


def test_the_choice_is_remembered_for_the_school(wizard: Wizard, schools: SimpleNamespace) -> None:
    headers = ("Symbol dziwny", "Nazwa", "Rodzaj")
    first = uploaded(wizard, sheet([("A/1", "Laptop Dell", "Laptop")], headers=headers))
    wizard.client.post(url("import_columns", first), wizard.columns_form(first) | {"column-1": "inventory_number"})

    assert ColumnMapping.objects.get(school=schools.a).headers["symbol dziwny"] == "inventory_number"
    second = uploaded(wizard, sheet([("A/2", "Laptop Dell", "Laptop")], headers=headers))
    assert wizard.columns_form(second)["column-1"] == "inventory_number"


def test_a_default_category_serves_rows_without_one(wizard: Wizard, dictionaries: SimpleNamespace) -> None:
    rows = [("A/1", "Coś bez rodzaju")]
    found = wizard.compared(sheet(rows, headers=("Nr inw.", "Nazwa")), default_category=dictionaries.switch.pk)

    assert found.counts["new"] == 1
    html = wizard.page(found).content.decode()
    assert "Przyjęto domyślną kategorię: Przełącznik sieciowy." in html


def test_columns_chosen_before_the_session_ended_are_there_after_signing_in(wizard: Wizard) -> None:
    found = uploaded(wizard, sheet([good_row("A/1")]))
    form = wizard.columns_form(found) | {"column-9": "invoice", "form_owner": wizard.owner}
    wizard.client.logout()
    wizard.client.post(url("import_columns", found), form)
    wizard.client.force_login(wizard.user)
    page = wizard.client.get(url("import_columns", found))

    assert "Twoje wpisy są zachowane" in page.content.decode()
    assert page.context["columns"][8][1].value() == "invoice"


def test_hostile_headers_and_samples_are_shown_as_text(wizard: Wizard) -> None:
    found = uploaded(wizard, sheet([HOSTILE], headers=HOSTILE))
    html = wizard.client.get(url("import_columns", found)).content.decode()

    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "{{7*7}}" in html


def test_an_import_that_was_written_cannot_be_matched_anew(wizard: Wizard, two_laptops: bytes) -> None:
    found = wizard.written(two_laptops)
    for answer in (
        wizard.client.get(url("import_columns", found)),
        wizard.client.post(url("import_columns", found), {"sheet": "x"}),
    ):
        assert (answer.status_code, answer["Location"]) == (302, f"/importy/{found.pk}/")


def test_a_file_with_an_empty_sheet_says_that_there_is_no_table(wizard: Wizard) -> None:
    book = Workbook()
    content = io.BytesIO()
    book.create_sheet("Dane").append(["Nr inw.", "Nazwa"])
    book.save(content)
    found = uploaded(wizard, content.getvalue())

    page = wizard.client.get(url("import_columns", found) + "?arkusz=Sheet")
    assert page.status_code == 200
    assert "W tym miejscu nie ma tabeli." in page.content.decode()
