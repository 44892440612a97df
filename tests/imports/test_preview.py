"""What the preview says of each row of a school's messy workbook."""

import datetime
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.base import ContentFile

from inventory.intake.verdicts import RowVerdict, Verdict
from inventory.models import Device, Status
from inventory.services import imports
from tests import registerrows
from tests.imports.conftest import HEADER, Desk, only, workbook

LAPTOP = ("SP/1", "Laptop Dell", "Laptop", "ABC123", "12", "5.11.24", "1 234,56 zł")


NO_NUMBER = "Brak numeru inwentarzowego. Wpisz go w arkuszu albo usuń wiersz, jeśli to nie jest urządzenie."
NO_NAME = "Brak nazwy urządzenia. Wpisz, co to jest, na przykład „Laptop Dell”."


def previewed(desk: Desk, *rows: Any, **more: Any) -> list[RowVerdict]:
    return list(imports.load_diff(desk.preview([HEADER, *rows], **more)).rows)


def told(row: RowVerdict) -> list[tuple[str, str, str]]:
    return [(problem.column, problem.level, problem.sentence) for problem in row.problems]


def test_a_new_row_shows_its_values(desk: Desk) -> None:
    [row] = previewed(desk, LAPTOP)

    assert (row.row, row.verdict, row.device_id, row.number, row.name) == (2, Verdict.NEW, None, "SP/1", "Laptop Dell")
    assert [(change.label, change.old, change.new) for change in row.changes] == [
        ("Numer inwentarzowy", "", "SP/1"),
        ("Nazwa", "", "Laptop Dell"),
        ("Kategoria", "", "Laptop"),
        ("Numer seryjny", "", "ABC123"),
        ("Pomieszczenie", "", "12"),
        ("Data zakupu", "", "05.11.2024"),
        ("Wartość brutto", "", "1\u00a0234,56\u00a0zł"),
    ]
    assert told(row) == []


def test_a_changed_row_shows_old_and_new_an_equal_one_nothing(desk: Desk) -> None:
    registerrows.device(desk.school, "SP/1", name="Laptop Dell", serial="ABC123", gross_value=Decimal("1234.56"))
    registerrows.device(desk.school, "SP/2", name="Laptop HP")

    first, second = previewed(
        desk, ("sp / 1", "Laptop Dell", "Laptop", "ABC123", "12", None, 1234.56), ("SP/2", "Laptop HP")
    )

    assert first.verdict is Verdict.CHANGED
    assert [(change.key, change.old, change.new, change.kind) for change in first.changes] == [
        ("inventory_number", "SP/1", "sp / 1", "change"),
        ("room", "", "12", "change"),
    ]
    assert (second.verdict, second.changes) == (Verdict.UNCHANGED, ())


def test_an_empty_cell_of_a_plain_file_wipes_nothing_and_is_counted(desk: Desk) -> None:
    registerrows.device(desk.school, "SP/1", name="Laptop Dell", serial="ABC123", note="ważne")

    diff = imports.load_diff(
        desk.preview([(*HEADER, "Uwagi"), ("SP/1", "Laptop Dell", None, None, None, None, None, "-")])
    )

    assert only(diff).verdict is Verdict.CHANGED  # a dash typed into the note is a text like any other
    assert diff.counts["kept_empty"] == 2  # category and serial


def test_title_rows_blank_rows_totals_and_repeated_headers_are_passed_over(desk: Desk) -> None:
    imp = desk.preview(
        [
            ("Ewidencja sprzętu",), (), HEADER, (1, 2, 3, 4, 5, 6, 7), LAPTOP, (), HEADER, ("SP/2", "Laptop HP"),
            ("Razem", None, None, None, None, None, 1234.56), (None, "Suma brutto", None, None, None, None, 1),
        ]
    )  # fmt: skip
    diff = imports.load_diff(imp)

    assert [(row.row, row.number) for row in diff.rows] == [(5, "SP/1"), (8, "SP/2")]
    assert (diff.header_row, diff.counts["blank"], diff.counts["totals"]) == (3, 1, 2)
    assert diff.notes == ("Pominięto podsumowania: wiersze 9, 10.", "Pominięto powtórzony nagłówek: wiersze 4, 7.")


def test_the_same_number_twice_is_an_error_on_both_that_names_the_other(desk: Desk) -> None:
    first, second, third = previewed(desk, LAPTOP, ("s p/1", "Laptop HP", "Laptop"), ("SP/2", "Tablet", "Laptop"))

    assert (first.verdict, second.verdict, third.verdict) == (Verdict.ERROR, Verdict.ERROR, Verdict.NEW)
    assert told(first) == [("A", "error", "Ten sam numer inwentarzowy jest w wierszu 3. Popraw jeden z nich.")]
    assert told(second) == [("A", "error", "Ten sam numer inwentarzowy jest w wierszu 2. Popraw jeden z nich.")]


def test_a_number_with_a_cyrillic_letter_is_the_same_number(desk: Desk) -> None:
    first, second = previewed(desk, ("A/1", "Laptop"), ("А/1\u200b", "Laptop"))  # the second А is Cyrillic

    assert (first.verdict, second.verdict) == (Verdict.ERROR, Verdict.ERROR)
    assert ("A", "warning", "Zamieniono litery innego alfabetu na podobne łacińskie.") in told(second)


def test_the_same_serial_twice_is_an_error_a_junk_serial_is_none(desk: Desk) -> None:
    rows = previewed(
        desk,
        ("SP/1", "Laptop", "Laptop", "ABC123"),
        ("SP/2", "Laptop", "Laptop", "abc 123"),
        ("SP/3", "Laptop", "Laptop", "To be filled by O.E.M."),
        ("SP/4", "Laptop", "Laptop", "To Be Filled By O.E.M."),
    )

    assert [row.verdict for row in rows] == [Verdict.ERROR, Verdict.ERROR, Verdict.NEW, Verdict.NEW]
    assert told(rows[0]) == [("D", "error", "Ten sam numer seryjny jest w wierszu 3. Popraw jeden z nich.")]


def test_a_serial_finds_the_device_whose_number_changed(desk: Desk) -> None:
    known = registerrows.device(desk.school, "STARY/1", name="Laptop", serial="ABC123")

    [row] = previewed(desk, ("NOWY/1", "Laptop", None, "abc123"))

    assert (row.verdict, row.device_id) == (Verdict.CHANGED, known.pk)
    assert [(change.key, change.old, change.new) for change in row.changes] == [
        ("inventory_number", "STARY/1", "NOWY/1"),
        ("serial", "ABC123", "abc123"),
    ]


def test_a_serial_that_two_devices_have_is_an_error(desk: Desk) -> None:
    registerrows.device(desk.school, "A/1", serial="ABC123")
    registerrows.device(desk.school, "A/2", serial="ABC123")

    [row] = previewed(desk, ("A/3", "Laptop", "Laptop", "ABC123"))

    assert told(row) == [
        ("D", "error", "Ten numer seryjny mają w ewidencji dwa urządzenia albo więcej. Wpisz numer inwentarzowy.")
    ]


def test_two_rows_that_mean_one_device_are_errors(desk: Desk) -> None:
    registerrows.device(desk.school, "A/1", serial="ABC123")

    first, second = previewed(desk, ("A/1", "Laptop"), ("A/2", "Laptop", None, "ABC123"))

    assert told(first) == [("", "error", "To samo urządzenie jest opisane także w wierszu 3. Zostaw jeden z wierszy.")]
    assert told(second) == [("", "error", "To samo urządzenie jest opisane także w wierszu 2. Zostaw jeden z wierszy.")]


def test_a_number_of_a_device_that_has_left_is_never_used_again(desk: Desk) -> None:
    registerrows.device(desk.school, "SP/1", name="Stary laptop", status=Status.DISPOSED)

    [row] = previewed(desk, LAPTOP)

    assert told(row) == [
        (
            "A",
            "error",
            "Numer „SP/1” był już użyty: ma go urządzenie, które opuściło jednostkę. Numerów nie używa się ponownie.",
        )
    ]


def test_a_list_that_still_holds_a_disposed_device_as_such_is_no_error(desk: Desk) -> None:
    registerrows.device(desk.school, "SP/1", name="Stary laptop", status=Status.DISPOSED)

    imp = desk.preview([("Nr inw.", "Nazwa", "Status"), ("SP/1", "Stary laptop", "zlikwidowany")])

    assert only(imports.load_diff(imp)).verdict is Verdict.UNCHANGED


def test_a_number_of_another_school_is_simply_new(desk: Desk) -> None:
    registerrows.device(desk.schools.b, "SP/1", name="Obcy laptop", serial="ABC123")

    [row] = previewed(desk, LAPTOP)

    assert (row.verdict, row.device_id, told(row)) == (Verdict.NEW, None, [])


def test_errors_name_the_cell_and_say_what_to_do(desk: Desk) -> None:
    def spoil(sheet: Any) -> None:
        sheet["G2"] = "#N/A"
        sheet["G2"].data_type = "e"

    [row] = previewed(desk, ("SP/1", "Laptop", "Laptop", 1.23457e17, "12", "30.02.2024", None), change=spoil)

    assert row.verdict is Verdict.ERROR
    assert told(row) == [
        ("D", "error", "Excel zgubił cyfry tego numeru. Ustaw kolumnie format tekstowy i wpisz numer ponownie."),
        ("F", "error", "Nie ma takiego dnia: „30.02.2024”. Popraw datę."),
        ("G", "error", "Komórka zawiera błąd #N/A. Popraw formułę albo wpisz wartość."),
    ]


def test_a_row_without_number_or_name_says_both(desk: Desk) -> None:
    [row] = previewed(desk, (None, None, "Laptop", "ABC123"))

    assert told(row) == [("", "error", NO_NUMBER), ("", "error", NO_NAME)]


def test_merged_cells_are_errors_where_they_cover(desk: Desk) -> None:
    first, second = previewed(
        desk, LAPTOP, ("SP/2", "Laptop HP", "Laptop"), change=lambda sheet: sheet.merge_cells("E2:E3")
    )

    assert first.verdict is Verdict.NEW
    assert told(second) == [
        ("E", "error", "Komórka jest scalona z sąsiednią i nie ma własnej wartości. Rozdziel ją i wpisz wartość.")
    ]


def test_a_formula_without_a_result_is_an_error(desk: Desk) -> None:
    [row] = previewed(desk, ("SP/1", "Laptop", "Laptop", None, None, None, "=1+1"))

    assert [problem.column for problem in row.problems if problem.level == "error"] == ["G"]
    assert "zapisanego wyniku" in row.problems[0].sentence


def test_a_number_shown_with_zeros_is_taken_as_shown_with_a_remark(desk: Desk) -> None:
    def padded(sheet: Any) -> None:
        sheet["A2"] = 123
        sheet["A2"].number_format = "00000"

    [row] = previewed(desk, (None, "Laptop"), change=padded)

    assert row.number == "00123"
    assert told(row)[0] == ("A", "warning", "Excel przechowuje liczbę, a pokazuje „00123”: przyjęto to, co widać.")


def test_numbers_in_text_columns_stay_whole(desk: Desk) -> None:
    [row] = previewed(desk, (123, "Laptop", "Laptop", 4567, 12))

    assert [(change.key, change.new) for change in row.changes] == [
        ("inventory_number", "123"),
        ("name", "Laptop"),
        ("category", "Laptop"),
        ("serial", "4567"),
        ("room", "12"),
    ]


def test_hidden_rows_are_read_and_counted(desk: Desk) -> None:
    def hide(sheet: Any) -> None:
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["B"].hidden = True

    diff = imports.load_diff(desk.preview([HEADER, LAPTOP, ("SP/2", "Laptop HP")], change=hide))

    assert len(diff.rows) == 2
    assert diff.notes == ("Wczytano też wiersze ukryte w arkuszu: 1.", "Wczytano też kolumny ukryte w arkuszu: 1.")


def test_dangerous_texts_are_kept_verbatim(desk: Desk) -> None:
    texts = ["=cmd|'/c calc'!A0", "+1+1", "-1", "@SUM(A1)", "<script>alert(1)</script>", "{{7*7}}", "%s%n"]

    def write(sheet: Any) -> None:
        for at, text in enumerate(texts, 2):
            sheet.cell(at, 2).value = text
            sheet.cell(at, 2).data_type = "s"

    rows = previewed(desk, *((f"SP/{at}", "x", "Laptop") for at in range(len(texts))), change=write)

    assert [row.name for row in rows] == texts


# --- categories -----------------------------------------------------------------------------------------------------
def test_a_missing_category_is_read_from_the_name_with_a_remark(desk: Desk) -> None:
    [row] = previewed(desk, ("SP/1", "Rzutnik Epson EB-S05"))

    assert (row.verdict, told(row)) == (Verdict.NEW, [("", "warning", "Kategorię odczytano z nazwy: Projektor.")])


def test_the_default_category_serves_where_the_name_says_nothing(desk: Desk) -> None:
    [row] = previewed(desk, ("SP/1", "Urządzenie X1"), default_category=registerrows.category("laptop").pk)

    assert told(row) == [("", "warning", "Przyjęto domyślną kategorię: Laptop.")]


def test_without_either_it_is_an_error(desk: Desk) -> None:
    [row] = previewed(desk, ("SP/1", "Urządzenie X1"))

    assert told(row) == [
        (
            "",
            "error",
            "Brak kategorii, a z nazwy nie da się jej odczytać. Wpisz kategorię albo wybierz domyślną dla całego pliku.",
        )
    ]


# --- columns --------------------------------------------------------------------------------------------------------
def test_the_mapping_is_suggested_with_samples_and_remembered(desk: Desk) -> None:
    rows = [
        ("Lp.", "Nr inw.", "Nazwa", "Gdzie to stoi"),
        (1, "SP/1", "Laptop", "12"),
        (2, "SP/2", "Rzutnik", "Biblioteka"),
    ]
    first = desk.start(workbook(rows))

    asked = imports.mapping_question(first)

    assert [(column.letters, column.header, column.key) for column in asked.columns] == [
        ("A", "Lp.", "ordinal"), ("B", "Nr inw.", "inventory_number"), ("C", "Nazwa", "name"), ("D", "Gdzie to stoi", "room"),
    ]  # fmt: skip
    assert asked.columns[2].samples == ("Laptop", "Rzutnik")
    assert asked.needs_category
    assert asked.missing == ()

    desk.mapped(first, D="note")
    again = imports.mapping_question(desk.start(workbook(rows)))

    assert again.columns[3].key == "note"


def test_missing_columns_are_listed_and_not_taken(desk: Desk) -> None:
    imp = desk.start(workbook([("Sala", "Wartość"), ("12", 5)]))

    assert imports.mapping_question(imp).missing == ("Numer inwentarzowy", "Nazwa")
    with pytest.raises(imports.WrongColumns) as refused:
        desk.mapped(imp)
    assert refused.value.sentence == ("Wskaż kolumny, bez których nie da się wczytać pliku: Numer inwentarzowy, Nazwa.")


def test_two_columns_for_one_thing_are_told_and_not_taken(desk: Desk) -> None:
    imp = desk.start(workbook([("Nr inw.", "Nazwa", "Sala", "Lokalizacja"), ("SP/1", "Laptop", "12", "12")]))

    assert imports.mapping_question(imp).twice == ("Pomieszczenie",)
    with pytest.raises(imports.WrongColumns) as refused:
        desk.mapped(imp)
    assert refused.value.sentence == "Dwie kolumny arkusza wskazują na to samo: Pomieszczenie. Pomiń jedną z nich."


def test_the_sheet_with_the_register_is_chosen_and_the_others_are_offered(desk: Desk) -> None:
    def more(sheet: Any) -> None:
        sheet.title = "Instrukcja"
        other = sheet.parent.create_sheet("Sprzęt")
        for row in (HEADER, LAPTOP):
            other.append(row)

    asked = imports.mapping_question(desk.start(workbook([("Jak wypełnić",), ("Krok 1",), ("Krok 2",)], change=more)))

    assert [(sheet.name, sheet.rows) for sheet in asked.sheets] == [("Instrukcja", 3), ("Sprzęt", 2)]
    assert (asked.sheet, asked.header_row) == ("Sprzęt", 1)


def test_a_sheet_that_is_not_there_is_refused_in_words(desk: Desk) -> None:
    imp = desk.start(workbook([HEADER, LAPTOP]))

    with pytest.raises(imports.WrongColumns):
        imports.mapping_question(imp, sheet="Inny")


def test_columns_left_out_are_named(desk: Desk) -> None:
    diff = imports.load_diff(desk.preview([(*HEADER, "Kolor"), (*LAPTOP, "szary")]))

    assert diff.notes == ("Kolumny pominięte: Kolor.",)


def test_rows_of_another_unit_are_errors(desk: Desk) -> None:
    own, other = imports.load_diff(
        desk.preview(
            [
                ("Nr inw.", "Nazwa", "Jednostka"),
                ("SP/1", "Laptop", desk.school.short_name),
                ("SP/2", "Laptop", "Inna szkoła"),
            ]
        )
    ).rows

    assert own.verdict is Verdict.NEW
    assert told(other)[0][:2] == ("C", "error")


# --- other kinds of files -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("encoding", ["cp1250", "iso-8859-2", "utf-8", "utf-8-sig", "utf-16"])
def test_a_csv_of_any_polish_encoding_is_the_same_register(desk: Desk, encoding: str) -> None:
    text = "Nr inw.;Nazwa;Rodzaj;Wartość brutto;Uwagi\r\n00123;Laptop żółty;Laptop;1 234,56 zł;'=1+1\r\n"

    imp = desk.run(desk.mapped(desk.start(ContentFile(text.encode(encoding), name="ewidencja.csv"))))

    device = Device.objects.get()
    assert (imp.kind, device.inventory_number, device.name, device.gross_value, device.note) == (
        "csv", "00123", "Laptop żółty", Decimal("1234.56"), "=1+1",
    )  # fmt: skip


# --- all of it at once ----------------------------------------------------------------------------------------------
def test_dates_amounts_and_choices_reach_the_register_as_values(desk: Desk) -> None:
    desk.run(
        desk.preview(
            [
                (*HEADER, "Stan", "Konto", "RAM"),
                (
                    " SP/1 ",
                    "Laptop  Dell",
                    "notebook",
                    "X1-00",
                    "sala 12",
                    "listopad 2024",
                    "1.234,56",
                    "Sprawny",
                    13,
                    "8 GB",
                ),
            ]
        )
    )

    device = Device.objects.get()
    assert (device.inventory_number, device.name, device.category.code, device.room.name) == (
        "SP/1", "Laptop Dell", "laptop", "12",
    )  # fmt: skip
    assert (device.purchased_on, device.gross_value) == (datetime.date(2024, 11, 1), Decimal("1234.56"))
    assert (device.condition, device.accounting_class, device.ram_gb, device.status) == ("good", "013", 8, "in_use")


def test_a_header_far_below_is_looked_at_in_the_whole_file(desk: Desk) -> None:
    rows = [["tytuł", str(at)] for at in range(150)] + [["Nr inwentarzowy", "Nazwa"], ["SP/1", "Laptop"]]
    imp = desk.start(workbook(rows))

    asked = imports.mapping_question(imp, header_row=151)

    assert [(one.header, one.samples, one.key) for one in asked.columns] == [
        ("Nr inwentarzowy", ("SP/1",), "inventory_number"),
        ("Nazwa", ("Laptop",), "name"),
    ]
    assert imports.mapping_question(imp).sheets[0].rows == 152
