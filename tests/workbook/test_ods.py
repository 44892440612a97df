"""OpenDocument: repeated cells and rows unrolled within limits, errors told, what is not a cell's text left out."""

from datetime import date, datetime, time

import pytest

from hdr_portal.lib.workbook import sentences
from hdr_portal.lib.workbook.contents import CellError, Value
from tests.workbook.builders import ODS_TYPE, ods, ods_number, ods_parts, ods_row, ods_text, table, zipped
from tests.workbook.reading import read_here, refusal_here, rows


def one(written: str) -> Value:
    found = rows(ods(table(ods_row(ods_text("Nr"), written))))
    return found[0][1] if len(found[0]) > 1 else None


def typed(kind: str, value: str, text: str = "x") -> str:
    name = {"date": "date-value", "time": "time-value", "boolean": "boolean-value"}.get(kind, "value")
    return f'<table:table-cell office:value-type="{kind}" office:{name}="{value}"><text:p>{text}</text:p></table:table-cell>'


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (ods_number("123"), 123),
        (ods_number("2499.99", "2 499,99"), 2499.99),
        (typed("currency", "849235.09", "849 235,09 zł"), 849235.09),
        (typed("percentage", "0.5", "50%"), 0.5),
        (typed("boolean", "true", "PRAWDA"), True),
        (typed("date", "2024-11-05"), date(2024, 11, 5)),
        (typed("date", "2024-11-05T08:30:00.000000000"), datetime.fromisoformat("2024-11-05T08:30")),
        (typed("date", "20241-11-05"), CellError("date")),
        (typed("time", "PT08H30M00S"), time(8, 30)),
        (typed("time", "PT36H00M00S"), 1.5),
        (typed("time", "kwadrans"), CellError("date")),
        (typed("zmyślony", "1"), CellError("unreadable")),
        (ods_text("a<text:s text:c='3'/>b<text:tab/>c<text:line-break/>d"), "a   b\tc\nd"),
        (ods_text("a <text:span>b</text:span>  c"), "a b c"),
        (ods_text("x<office:annotation><text:p>uwaga</text:p></office:annotation>"), "x"),
        (ods_text(""), None),
        (ods_text("x<text:s text:c='40000'/>"), CellError("too-long")),
        ('<table:table-cell table:formula="of:=1+1"/>', CellError("formula")),
        ('<table:table-cell table:formula="of:=A1" office:value-type="string"/>', None),
    ],
)
def test_a_cell_says_what_its_type_says(written: str, expected: Value) -> None:
    assert one(written) == expected


@pytest.mark.parametrize("code", ["#N/A", "#REF!", "#DIV/0!", "Err:502", "#ADR!"])
def test_an_error_cell_is_an_error_and_is_counted(code: str) -> None:
    written = (
        '<table:table-cell table:formula="of:=NA()" office:value-type="string" office:string-value="" '
        f'calcext:value-type="error"><text:p>{code}</text:p></table:table-cell>'
    )
    contents = read_here(ods(table(ods_row(ods_text("Nr"), written))))
    assert (contents.sheets[0].rows, contents.cells) == ([["Nr", CellError(code)]], 2)


def test_an_error_shown_by_an_older_program_is_an_error() -> None:
    assert one(ods_number("0", "#DIV/0!", ' table:formula="of:=1/0"')) == CellError("#DIV/0!")


def test_formulas_are_noted() -> None:
    found = read_here(ods(table(ods_row(ods_number("3", more=' table:formula="of:=1+2"'), ods_number("3"))))).sheets[0]
    assert found.rows == [[3, 3]]
    assert found.formulas == {(1, 1)}


def test_repeated_cells_and_rows_are_unrolled() -> None:
    data = ods(table(
        ods_row(ods_text("a", ' table:number-columns-repeated="3"'), more=' table:number-rows-repeated="2"'),
        ods_row('<table:table-cell table:number-columns-repeated="16384"/>', more=' table:number-rows-repeated="5"'),
        ods_row('<table:table-cell table:number-columns-repeated="2"/>', ods_number("1")),
        ods_row('<table:table-cell table:number-columns-repeated="16384"/>', more=' table:number-rows-repeated="1048568"'),
    ))  # fmt: skip
    contents = read_here(data)
    assert contents.sheets[0].rows == [["a"] * 3, ["a"] * 3, [], [], [], [], [], [None, None, 1]]
    assert contents.cells == 7


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        (
            ods_row(ods_text("a"), more=' table:number-rows-repeated="1000000"'),
            sentences.ROWS.format(most="20\u00a0100"),
        ),
        (ods_row(ods_text("a", ' table:number-columns-repeated="16384"')), sentences.COLUMNS.format(most="200")),
        (ods_row(ods_text(" ", ' table:number-columns-repeated="16384"')), sentences.COLUMNS.format(most="200")),
        (
            ods_row(ods_text("a", ' table:number-columns-repeated="200"'), more=' table:number-rows-repeated="20000"'),
            sentences.CELLS.format(most="600\u00a0000"),
        ),
    ],
)
def test_a_small_file_that_unrolls_to_very_much_is_refused(written: str, sentence: str) -> None:
    assert refusal_here(ods(table(written))) == f"Arkusz „Arkusz1” {sentence}"


@pytest.mark.parametrize(
    "written",
    [
        ods_row(ods_text("x<text:s text:c='999999999'/>")),
        ods_row(ods_text("<text:s text:c='30000'/>")) * 1000,
        ods_row(ods_text("<text:s text:c='30000'/>", ' table:number-columns-repeated="200"')) * 4,
        ods_row(ods_text("<text:s text:c='2000'/>"), more=' table:number-rows-repeated="100000"'),
    ],
)
def test_blanks_that_unroll_to_very_much_text_are_refused(written: str) -> None:
    assert refusal_here(ods(table(ods_row(ods_text("a")), written))) == sentences.TOO_MUCH_TEXT


def test_merged_and_hidden_cells_are_named() -> None:
    spanned = ods_text("tytuł", ' table:number-columns-spanned="2" table:number-rows-spanned="2"')
    covered = '<table:covered-table-cell table:number-columns-repeated="2"/>'
    data = ods(
        table(
            '<table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>',
            ods_row(spanned, "<table:covered-table-cell/>", ods_text("x")),
            ods_row(covered, ods_text("y"), more=' table:visibility="filter"'),
            more=' table:style-name="ta9"',
        ),
        styles='<style:style style:name="ta9"><style:table-properties table:display="false"/></style:style>',
    )
    found = read_here(data).sheets[0]
    assert found.covered == {(1, 2), (2, 1), (2, 2)}
    assert (found.hidden, set(found.hidden_rows), set(found.hidden_columns)) == (True, {2}, {3})


def test_numbers_shown_with_zeros_or_words_keep_what_is_shown() -> None:
    found = read_here(
        ods(table(ods_row(ods_number("123", "00123"), ods_number("7", "INW/7"), ods_number("5", "5 zł"))))
    ).sheets[0]
    assert (found.rows, found.padded) == ([[123, 7, 5]], {(1, 1): "00123", (1, 2): "INW/7"})


def test_deleted_cells_that_the_file_remembers_are_no_cells() -> None:
    tracked = f"<table:tracked-changes>{ods_row(ods_text('skasowane'))}</table:tracked-changes>"
    assert rows(ods(tracked + table(ods_row(ods_text("jest"))))) == [["jest"]]


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"META-INF/manifest.xml": '<m:manifest xmlns:m="m"><m:encryption-data/></m:manifest>'}, sentences.PASSWORD),
        ({"Basic/Standard/Modul1.xml": "<x/>"}, sentences.MACROS),
        ({"mimetype": ODS_TYPE.replace("spreadsheet", "text")}, sentences.DOCUMENT),
        ({"content.xml": "<a>"}, sentences.BROKEN),
        ({"content.xml": "<a/>"}, sentences.NO_SHEET),
        ({"content.xml": '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'}, sentences.DTD),
    ],
)
def test_a_package_that_cannot_be_taken_is_refused_in_words(more: dict[str, str], sentence: str) -> None:
    assert refusal_here(zipped(ods_parts(table(ods_row(ods_text("a")))) | more)) == sentence


def test_empty_libraries_of_macros_are_no_macros() -> None:
    parts = ods_parts(table(ods_row(ods_text("a")))) | {"Basic/Standard/script-lb.xml": "<x/>"}
    assert rows(zipped(parts)) == [["a"]]
