"""XLS of Excel 97 to 2003."""

import struct
from datetime import date

from hdr_portal.lib.workbook.contents import CellError
from tests.workbook.builders import record, xls, xls_error, xls_formula, xls_number, xls_text
from tests.workbook.reading import read_here, refusal_here

DATED = 1


def test_texts_numbers_dates_and_errors_keep_their_kinds() -> None:
    cells = (
        xls_text(0, 0, "Nr żółty") + xls_text(0, 1, "00123") + xls_number(1, 0, 123.0) + xls_number(1, 1, 1.5)
        + xls_number(1, 2, 45601, DATED) + xls_error(2, 0, 42) + xls_error(2, 1, 23) + xls_number(2, 2, -1, DATED)
    )  # fmt: skip
    contents = read_here(xls(cells))
    assert contents.kind == "xls"
    assert contents.sheets[0].rows == [
        ["Nr żółty", "00123"],
        [123, 1.5, date(2024, 11, 5)],
        [CellError("#N/A"), CellError("#REF!"), CellError("date")],
    ]
    assert contents.cells == 8


def test_formulas_are_noted() -> None:
    found = read_here(xls(xls_number(0, 0, 1) + xls_formula(3, 1, 7))).sheets[0]
    assert found.rows == [[1], [], [], [None, 7]]
    assert found.formulas == {(4, 2)}


def test_infinity_is_an_error() -> None:
    assert read_here(xls(xls_text(0, 0, "Nr") + xls_number(0, 1, float("inf")))).sheets[0].rows == [
        ["Nr", CellError("not-a-number")]
    ]


def test_merged_cells_cover_all_but_their_first() -> None:
    merged = record(0x00E5, struct.pack("<HHHHH", 1, 0, 1, 0, 1))
    assert read_here(xls(xls_text(0, 0, "a") + xls_text(1, 0, "b") + merged)).sheets[0].covered == {
        (1, 2),
        (2, 1),
        (2, 2),
    }


def test_a_record_cut_off_at_the_end_refuses_the_file() -> None:
    assert refusal_here(xls(xls_text(0, 0, "a") + struct.pack("<HH", 0x0203, 60_000))).startswith(
        "Plik jest uszkodzony"
    )


def test_nothing_but_blank_cells_is_no_data() -> None:
    blank = record(0x0201, struct.pack("<HHH", 5, 5, 0))
    assert refusal_here(xls(blank)).startswith("W pliku nie ma ani jednej wypełnionej komórki.")
