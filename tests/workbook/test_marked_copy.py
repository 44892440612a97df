"""The same workbook given back: wrong cells coloured and commented, everything else as it was."""

import io
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.base import ContentFile
from openpyxl.comments import Comment

from hdr_portal.lib.inspection.verdicts import Refused
from hdr_portal.lib.workbook.contents import CellError, Kind, Mark
from hdr_portal.lib.workbook.door import marked_copy, read_workbook
from hdr_portal.lib.workbook.mark_list import TITLE, is_remarks
from tests.workbook.builders import (
    DATE,
    ZEROS,
    cell,
    ods,
    ods_row,
    ods_text,
    row,
    sheet,
    table,
    xls,
    xls_error,
    xls_number,
    xls_text,
    xlsx,
    xlsx_parts,
    zipped,
)
from tests.workbook.reading import read_here

pytestmark = pytest.mark.filterwarnings("ignore:Unknown extension is not supported")
RED, YELLOW = "FFFFC7CF", "FFFFEB9D"
BOOK = xlsx(
    sheet(
        row(1, cell("A1", "Nr"), cell("B1", "Data"), cell("C1", "Razem")),
        row(
            2,
            cell("A2", 12, "n", ZEROS),
            cell("B2", 45601, "n", DATE),
            cell("C2", 30, "", formula="SUM(A2:A9)"),
            more=' spans="1:3"',
        ),
        '<row r="4" ht="30"/>',
        row(6, cell("A6", "=1+1")),
        before='<sheetViews><sheetView tabSelected="1" workbookViewId="0"/></sheetViews>',
        after='<mergeCells><mergeCell ref="A8:B8"/></mergeCells><extLst><ext uri="x"/></extLst>',
    ),
    sheet(row(1, cell("A1", "drugi"))),
    workbook='<bookViews><workbookView activeTab="0"/></bookViews>',
)


def marked(data: bytes, *marks: Mark, kind: Kind = "xlsx") -> Any:
    return openpyxl.load_workbook(io.BytesIO(marked_copy(data, marks, kind=kind)))


def look(book: Any, place: str, name: str = "Arkusz1") -> tuple[str, str]:
    """A cell's colour and comment."""
    found = book[name][place]
    return found.fill.fgColor.rgb if found.fill.patternType else "", found.comment.text if found.comment else ""


def test_wrong_cells_are_coloured_and_commented() -> None:
    book = marked(BOOK, Mark("Arkusz1", 2, 1, "Zły numer."), Mark("Arkusz1", 2, 2, "Dziwna data.", "warning"))
    assert look(book, "A2") == (RED, "Błąd: Zły numer.")
    assert look(book, "B2") == (YELLOW, "Ostrzeżenie: Dziwna data.")
    assert look(book, "C2") == ("", "")


def test_cells_and_rows_that_were_not_there_are_put_in_at_their_places() -> None:
    places = {(2, 5): "E2", (3, 1): "A3", (4, 2): "B4", (6, 2): "B6", (9, 1): "A9"}
    book = marked(BOOK, *(Mark("Arkusz1", number, column, "Brak.") for number, column in places))
    assert [look(book, place) for place in places.values()] == [(RED, "Błąd: Brak.")] * 5
    source = zipfile.ZipFile(io.BytesIO(marked_copy(BOOK, [Mark("Arkusz1", 3, 1, "x")], kind="xlsx")))
    assert read_here(source.fp.getvalue()).sheets[1].rows == read_here(BOOK).sheets[0].rows  # type: ignore[union-attr]


def test_two_remarks_on_a_cell_stand_in_one_comment_and_the_error_colours_it() -> None:
    book = marked(BOOK, Mark("Arkusz1", 2, 1, "Pierwsza.", "warning"), Mark("Arkusz1", 2, 1, "Druga."))
    assert look(book, "A2") == (RED, "Ostrzeżenie: Pierwsza.\n\nBłąd: Druga.")


def test_all_else_stays_as_it_was() -> None:
    data = marked_copy(BOOK, [Mark("Arkusz1", 2, 1, "Zły numer.")], kind="xlsx")
    before, after = read_here(BOOK), read_here(data)
    assert after.sheets[1:] == before.sheets
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book["Arkusz1"]["C2"].value == "=SUM(A2:A9)"
    assert (book["Arkusz1"]["A2"].number_format, book["Arkusz1"].row_dimensions[4].height) == ("00000", 30)
    assert b'<ext uri="x"/>' in zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")


def test_a_list_of_all_remarks_stands_in_front() -> None:
    marks = (
        Mark("Arkusz1", 2, 1, "Zły <numer> & „cudzysłów”."),
        Mark("Arkusz1", 6, None, "Cały wiersz.", "warning"),
        Mark("Arkusz2", None, None, "Cały arkusz."),
        Mark("Nie ma", 1, 1, "Arkusz, którego nie ma."),
    )
    book = marked(BOOK, *marks)
    assert book.sheetnames == ["Uwagi", "Arkusz1", "Arkusz2"]
    listed = [list(row_) for row_ in book["Uwagi"].iter_rows(min_row=6, values_only=True)]
    assert listed == [
        ["1", "Błąd", "Arkusz1", "A2", "Zły <numer> & „cudzysłów”."],
        ["2", "Ostrzeżenie", "Arkusz1", "wiersz 6", "Cały wiersz."],
        ["3", "Błąd", "Arkusz2", None, "Cały arkusz."],
        ["4", "Błąd", "Nie ma", "A1", "Arkusz, którego nie ma."],
    ]
    assert book["Uwagi"]["D6"].hyperlink.location == "'Arkusz1'!A2"
    assert look(book, "A6") == (YELLOW, "Ostrzeżenie: Cały wiersz.")


def test_the_sheet_that_was_open_is_still_the_open_one_and_print_areas_stay_with_their_sheets() -> None:
    parts = xlsx_parts(
        sheet(row(1, cell("A1", 1))),
        sheet(row(1, cell("A1", 2))),
        workbook='<bookViews><workbookView activeTab="1"/></bookViews>',
    )
    areas = '</sheets><definedNames><definedName name="_xlnm.Print_Area" localSheetId="1">Arkusz2!$A$1</definedName></definedNames>'
    parts["xl/workbook.xml"] = str(parts["xl/workbook.xml"]).replace("</sheets>", areas)
    book = marked(zipped(parts), Mark("Arkusz1", 1, 1, "x"))
    assert book.active.title == "Arkusz2"
    assert (book["Arkusz2"].print_area, book["Uwagi"].print_area) == ("'Arkusz2'!$A$1", "")


def test_a_second_copy_replaces_the_marks_of_the_first() -> None:
    first = marked_copy(BOOK, [Mark("Arkusz1", 2, 1, "Pierwszy."), Mark("Arkusz1", 2, 2, "Data.")], kind="xlsx")
    book = marked(first, Mark("Arkusz1", 2, 2, "Druga."))
    assert book.sheetnames == ["Uwagi", "Arkusz1", "Arkusz2"]
    assert look(book, "A2") == ("", "")
    assert look(book, "B2") == (RED, "Błąd: Druga.")
    assert [row_[4] for row_ in book["Uwagi"].iter_rows(min_row=6, values_only=True)] == ["Druga."]


def test_a_sheet_of_the_school_that_is_called_the_same_stays() -> None:
    parts = xlsx_parts(sheet(row(1, cell("A1", "nasze uwagi"))))
    parts["xl/workbook.xml"] = str(parts["xl/workbook.xml"]).replace("Arkusz1", "Uwagi")
    book = marked(zipped(parts), Mark("Uwagi", 1, 1, "x"))
    assert book.sheetnames == ["Uwagi (2)", "Uwagi"]
    assert (book["Uwagi"]["A1"].value, book["Uwagi (2)"]["A1"].value) == ("nasze uwagi", TITLE)


def test_our_list_is_told_from_data() -> None:
    contents = read_here(marked_copy(BOOK, [Mark("Arkusz1", 2, 1, "x")], kind="xlsx"))
    assert [is_remarks(one) for one in contents.sheets] == [True, False, False]


def test_a_comment_of_the_school_keeps_its_words() -> None:
    book = openpyxl.load_workbook(io.BytesIO(BOOK))
    book["Arkusz1"]["A2"].comment = Comment("Sprawdzić!", "Sekretariat")
    book["Arkusz1"]["A1"].comment = Comment("Nagłówek", "Sekretariat")
    kept = io.BytesIO()
    book.save(kept)
    result = marked(kept.getvalue(), Mark("Arkusz1", 2, 1, "Zły numer."), Mark("Arkusz1", 2, 2, "Data."))
    assert look(result, "A2")[1] == "Sprawdzić!\n\nBłąd: Zły numer."
    assert look(result, "A1")[1] == "Nagłówek"
    assert look(result, "B2")[1] == "Błąd: Data."


def test_a_workbook_without_styles_gets_them() -> None:
    parts = {
        name: content for name, content in xlsx_parts(sheet(row(1, cell("A1", 1)))).items() if name != "xl/styles.xml"
    }
    assert look(marked(zipped(parts), Mark("Arkusz1", 1, 1, "x")), "A1") == (RED, "Błąd: x")


def test_a_package_too_odd_to_change_comes_back_as_a_plain_copy() -> None:
    odd = sheet(row(1, cell("A1", "Nr"), cell("B1", 45601, "n", DATE))).replace(
        "spreadsheetml/2006", "purl.oclc.org/2006"
    )
    book = marked(xlsx(odd), Mark("Arkusz1", 1, 1, "x"))
    assert look(book, "A1") == (RED, "Błąd: x")
    assert book["Arkusz1"]["B1"].value.date() == date(2024, 11, 5)


CSV = "Nr;Kwota\n00123;=1+1\n+48;-5\n@x;\t=2\n".encode("cp1250")


def test_a_csv_comes_back_as_xlsx_with_the_same_texts() -> None:
    data = marked_copy(CSV, [Mark("CSV", 2, 1, "x")], kind="csv")
    assert read_here(data).sheets[1].rows == read_here(CSV).sheets[0].rows
    book = openpyxl.load_workbook(io.BytesIO(data))
    values = [one for row_ in book["CSV"].iter_rows() for one in row_ if one.value]
    assert {one.data_type for one in values} == {"s"}
    assert [one.value for one in values if one.quotePrefix] == ["=1+1", "+48", "-5", "@x", "\t=2"]
    assert look(book, "A2", "CSV") == (RED, "Błąd: x")


def test_an_xls_comes_back_as_xlsx_with_the_same_values() -> None:
    data = xls(
        xls_text(0, 0, "=Nr")
        + xls_number(0, 1, 1.5)
        + xls_number(1, 0, 45601, 1)
        + xls_error(1, 1, 42)
        + xls_error(2, 0, 15)
    )
    copy = marked_copy(data, [Mark("Arkusz1", 2, 2, "x")], kind="xls")
    assert read_here(copy).sheets[1].rows == [
        ["=Nr", 1.5],
        [date(2024, 11, 5), CellError("#N/A")],
        [CellError("#VALUE!")],
    ]


def test_an_ods_comes_back_as_xlsx_with_the_same_values() -> None:
    shown = '<table:table-cell office:value-type="float" office:value="7"><text:p>INW/007</text:p></table:table-cell>'
    old = '<table:table-cell office:value-type="date" office:date-value="1850-01-02"><text:p>x</text:p></table:table-cell>'
    hidden = ods_row(ods_text("a"), more=' table:visibility="collapse"')
    copy = read_here(
        marked_copy(ods(table(ods_row(shown, old), hidden)), [Mark("Arkusz1", 1, 1, "x")], kind="ods")
    ).sheets[1]
    assert (copy.rows, copy.padded) == ([[7, "1850-01-02"], ["a"]], {(1, 1): "INW/007"})
    assert copy.hidden_rows == {2}


def test_names_of_sheets_that_xlsx_forbids_are_changed_and_the_marks_follow() -> None:
    named = ods(table(ods_row(ods_text("a"))).replace("Arkusz1", "Sala 1/2: [nowa]"))
    book = marked(named, Mark("Sala 1/2: [nowa]", 1, 1, "x"), kind="ods")
    assert book.sheetnames == ["Uwagi", "Sala 1_2_ _nowa_"]
    assert look(book, "A1", "Sala 1_2_ _nowa_") == (RED, "Błąd: x")


def test_very_many_remarks_are_all_listed_and_coloured_and_some_commented() -> None:
    rows = [row(at, cell(f"A{at}", at, "n")) for at in range(1, 3001)]
    book = marked(xlsx(sheet(*rows)), *(Mark("Arkusz1", at, 1, f"Uwaga {at}") for at in range(1, 3001)))
    assert look(book, "A2000") == (RED, "Błąd: Uwaga 2000")
    assert look(book, "A2001") == (RED, "")
    assert book["Uwagi"].max_row == 3005


def test_a_file_from_disk_is_marked_too(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(BOOK)
    assert read_workbook(ContentFile(marked_copy(path, [], kind="xlsx"), "a.xlsx")).sheets[0].rows[0] == [TITLE]


def test_what_cannot_be_read_cannot_be_marked() -> None:
    with pytest.raises(Refused) as caught:
        marked_copy(b"%PDF-1.7", [], kind="xlsx")
    assert caught.value.sentence == "To jest PDF, a nie arkusz. Wgraj arkusz XLSX, XLS, ODS albo CSV."
