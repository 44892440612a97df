"""What an XLSX says is what comes out: values with their types, errors as errors, marks beside them."""

from datetime import date, datetime, time

import pytest

from hdr_portal.lib.workbook import counting, sentences
from hdr_portal.lib.workbook.contents import CellError, Limits, SheetContents, Value
from tests.workbook.builders import (
    DATE,
    ELAPSED,
    MOMENT,
    POLISH_DATE,
    PREFIXED,
    ZEROS,
    cell,
    one_cell,
    row,
    sheet,
    xlsx,
    xlsx_parts,
    zipped,
)
from tests.workbook.reading import read_here, refusal_here, rows

# A sheet knows no time zones.
NOON, MORNING = (datetime.fromisoformat(f"2024-11-05T{at}") for at in ("12:00", "08:30"))


def value(written: str) -> Value:
    """The value of A2, None when the row is blank."""
    found = rows(one_cell(written))
    return found[1][0] if len(found) > 1 else None


def first_sheet(written: str) -> SheetContents:
    return read_here(one_cell(written)).sheets[0]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("123", 123),
        ("123.0", 123),
        ("-0.5", -0.5),
        ("1E3", 1000),
        ("849235.09", 849235.09),
        ("1.23457E+17", 123457000000000000),
        ("123456789012345678", 123456789012345678),
        (" 7 ", 7),
        ("1E+200", 1e200),
    ],
)
def test_a_number_is_whole_when_the_file_says_so(raw: str, expected: float) -> None:
    found = value(cell("A2", raw, "n"))
    assert (found, type(found)) == (expected, type(expected))


@pytest.mark.parametrize("raw", ["NaN", "INF", "-inf", "1e400", "abc", "1_000", "0x10", "1 234", "1,5", "٣"])
def test_what_is_no_number_is_an_error(raw: str) -> None:
    assert value(cell("A2", raw, "n")) == CellError("not-a-number")


def test_text_in_a_cell_of_no_kind_is_an_error() -> None:
    assert value('<c r="A2"><v>INW/1</v></c>') == CellError("not-a-number")


@pytest.mark.parametrize(
    ("serial", "style", "expected"),
    [
        ("45601", DATE, date(2024, 11, 5)),
        ("45601", POLISH_DATE, date(2024, 11, 5)),
        ("45601.5", MOMENT, NOON),
        ("45601", MOMENT, date(2024, 11, 5)),
        ("0.25", MOMENT, time(6)),
        ("1", DATE, date(1900, 1, 1)),
        ("59", DATE, date(1900, 2, 28)),
        ("60", DATE, CellError("date")),
        ("61", DATE, date(1900, 3, 1)),
        ("0", DATE, CellError("date")),
        ("-5", DATE, CellError("date")),
        ("2958465", DATE, date(9999, 12, 31)),
        ("99999999", DATE, CellError("date")),
        ("NaN", DATE, CellError("not-a-number")),
        ("1.5", ELAPSED, 1.5),
    ],
)
def test_a_serial_number_is_the_day_that_the_sheet_shows(serial: str, style: int, expected: Value) -> None:
    assert value(cell("A2", serial, "n", style)) == expected


def test_a_workbook_from_1904_counts_its_days_from_there() -> None:
    data = xlsx(
        sheet(row(1, cell("A1", 0, "n", DATE), cell("B1", 44139, "n", DATE))), workbook='<workbookPr date1904="1"/>'
    )
    assert rows(data) == [[date(1904, 1, 1), date(2024, 11, 5)]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-11-05", date(2024, 11, 5)),
        ("2024-11-05T08:30:00Z", MORNING),
        ("listopad", CellError("date")),
    ],
)
def test_a_date_written_out_is_read(text: str, expected: Value) -> None:
    assert value(cell("A2", text, "d")) == expected


@pytest.mark.parametrize("code", ["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"])
def test_an_error_cell_is_an_error_and_is_counted(code: str) -> None:
    contents = read_here(one_cell(cell("A2", code, "e")))
    assert contents.sheets[0].rows == [["Nr"], [CellError(code)]]
    assert contents.cells == 2


@pytest.mark.parametrize("code", ["#SPILL!", "#CALC!", "#GETTING_DATA", "#BLOCKED!"])
def test_an_error_newer_than_the_counting_reader_is_counted_by_another(code: str) -> None:
    assert value(cell("A2", code, "e")) == CellError(code)


def test_formulas_give_what_they_left_and_are_noted() -> None:
    found = read_here(xlsx(sheet(row(
        1, cell("A1", 5, formula="2+3"), cell("B1", "tekst", "str", formula="A1"), cell("C1", "", "str", formula="A9"),
        cell("D1", 1, "b", formula="TRUE()"), cell("E1", 45601, "n", DATE, formula="TODAY()"), cell("F1", "#REF!", "e", formula="X"),
    )))).sheets[0]  # fmt: skip
    assert found.rows == [[5, "tekst", None, True, date(2024, 11, 5), CellError("#REF!")]]
    assert found.formulas == {(1, 1), (1, 2), (1, 4), (1, 5)}


@pytest.mark.parametrize(
    "written", ['<c r="A2"><f>1+1</f></c>', '<c r="A2"><f>1+1</f><v></v></c>', '<c r="A2"><f>1+1</f><v/></c>']
)
def test_a_formula_that_nobody_calculated_is_an_error(written: str) -> None:
    found = first_sheet(written)
    assert found.rows[1] == [CellError("formula")]
    assert found.formulas == frozenset()


@pytest.mark.parametrize(
    ("number", "style", "shown"), [("123", ZEROS, "00123"), ("7", PREFIXED, "INW/0007"), ("123456", ZEROS, "123456")]
)
def test_a_number_shown_with_zeros_or_words_keeps_what_is_shown(number: str, style: int, shown: str) -> None:
    found = first_sheet(cell("A2", number, "n", style))
    assert (found.rows[1], found.padded) == ([int(number)], {(2, 1): shown})


def test_text_that_looks_like_something_else_stays_text() -> None:
    data = xlsx(
        sheet(
            row(
                1,
                *(
                    cell(f"{at}1", text)
                    for at, text in zip("ABCDEF", ["00123", "123.0", "05.11.2024", "TRUE", "=1+1", "#N/A"], strict=True)
                ),
            )
        )
    )
    assert rows(data) == [["00123", "123.0", "05.11.2024", "TRUE", "=1+1", "#N/A"]]


@pytest.mark.parametrize(
    "text", ["=cmd|' /C calc'!A0", "+48 44 724", "-", "@SUM(A1)", "\tx", "&lt;script&gt;", "{{7*7}}", "%s"]
)
def test_text_is_taken_as_it_stands(text: str) -> None:
    assert value(cell("A2", text)) == text.replace("&lt;", "<").replace("&gt;", ">")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a_x0000_b", CellError("control-character")),
        ("a_x0007_b", CellError("control-character")),
        ("_xD83D_", CellError("control-character")),
        ("a_xFFFE_b", CellError("control-character")),
        ("_xD83D__xDE00_", "😀"),
        ("😀", "😀"),
        ("a_x000D_\nb", "a\nb"),
        ("a_x000B_b", "a\nb"),
        ("_x005F_x0041_", "_x0041_"),
        ("\u202eabc", "abc"),
        ("\u202e", CellError("control-character")),
        ("\u200bx\u200b", "\u200bx\u200b"),
        ("   ", None),
        ("\u00a0", None),
        ("x" * 32_767, "x" * 32_767),
        ("x" * 32_768, CellError("too-long")),
        ("x" * 10_000_000, CellError("too-long")),
    ],
)
def test_strange_text_is_cleaned_or_an_error_and_never_hurts_a_database(text: str, expected: Value) -> None:
    assert value(cell("A2", text)) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('<c r="A2" t="s"><v>0</v></c>', "wspólny"),
        ('<c r="A2" t="s"><v>1</v></c>', "tekst bogaty"),
        ('<c r="A2" t="s"><v>2</v></c>', None),
        ('<c r="A2" t="b"><v>1</v></c>', True),
        ('<c r="A2" t="b"><v>0</v></c>', False),
        ('<c r="A2" t="b"><v>tak</v></c>', CellError("unreadable")),
    ],
)
def test_shared_texts_and_truth_values(written: str, expected: Value) -> None:
    strings = (
        "<si><t>wspólny</t></si><si><r><t>tekst </t></r><r><rPr><b/></rPr><t>bogaty</t></r>"
        '<rPh sb="0" eb="1"><t>かな</t></rPh></si><si><t> </t></si>'
    )
    found = rows(xlsx(sheet(row(1, cell("A1", "Nr")), row(2, written)), strings=strings))
    assert found[1:] == ([] if expected is None else [[expected]])


@pytest.mark.parametrize("number", ["9", "-1", "x", "99999999999"])
def test_a_shared_text_that_is_not_there_is_an_error(number: str) -> None:
    data = xlsx(sheet(row(1, cell("A1", "Nr")), row(2, cell("A2", number, "s"))), strings="<si><t>a</t></si>")
    assert rows(data) == [["Nr"], [CellError("unreadable")]]


@pytest.mark.parametrize("dimension", ["A1:A1", "A1:XFD1048576", "", "bzdura"])
def test_a_dimension_that_lies_hides_nothing(dimension: str) -> None:
    cells = [row(at, *(cell(f"{name}{at}", f"{name}{at}") for name in "ABC")) for at in range(1, 51)]
    contents = read_here(xlsx(sheet(*cells, before=f'<dimension ref="{dimension}"/>')))
    assert contents.sheets[0].rows == [[f"{name}{at}" for name in "ABC"] for at in range(1, 51)]
    assert contents.cells == 150


def test_blank_rows_keep_their_numbers_and_ends_are_cut() -> None:
    data = xlsx(
        sheet(
            row(2, cell("B2", "x"), cell("C2"), '<c r="D2" s="1"/>'), row(5, cell("A5", 1)), row(7, '<c r="A7" s="1"/>')
        )
    )
    assert rows(data) == [[], [None, "x"], [], [], [1]]


def test_the_empty_last_row_of_libreoffice_is_no_data() -> None:
    assert rows(xlsx(sheet(row(1, cell("A1", 1)), '<row r="1048576" ht="12.8"/>'))) == [[1]]


def test_cells_without_places_follow_one_another() -> None:
    data = xlsx(sheet("<row><c><v>1</v></c><c><v>2</v></c></row><row><c/><c><v>3</v></c></row>"))
    assert rows(data) == [[1, 2], [None, 3]]


def test_merged_cells_cover_all_but_their_first() -> None:
    merges = '<mergeCells><mergeCell ref="A1:B2"/><mergeCell ref="D2:D2"/></mergeCells>'
    found = read_here(xlsx(sheet(row(1, cell("A1", "tytuł")), row(2, cell("B2", "zakryte")), after=merges))).sheets[0]
    assert found.covered == {(1, 2), (2, 1), (2, 2)}
    assert found.rows == [["tytuł"], [None, "zakryte"]]


def test_hidden_rows_columns_and_sheets_are_read_and_named() -> None:
    hidden = sheet(
        row(1, cell("A1", 1), cell("B1", 2)), row(2, cell("A2", 3), more=' hidden="1"'), row(3, more=' hidden="1"'),
        before='<cols><col min="2" max="16384" hidden="1"/></cols>',
    )  # fmt: skip
    contents = read_here(xlsx(hidden, sheet(row(1, cell("A1", "x"))), states=("", ' state="veryHidden"')))
    first, second = contents.sheets
    assert (set(first.hidden_rows), set(first.hidden_columns)) == ({2}, {2})
    assert (first.hidden, second.hidden, second.rows) == (False, True, [["x"]])


def with_relation(kind: str) -> bytes:
    """A workbook whose second sheet is of another kind."""
    parts = xlsx_parts(sheet(row(1, cell("A1", 1))), sheet(row(1, cell("A1", 2))))
    before, second, after = str(parts["xl/_rels/workbook.xml.rels"]).partition('Id="rId2"')
    parts["xl/_rels/workbook.xml.rels"] = before + second + after.replace("/worksheet", kind, 1)
    return zipped(parts)


def test_a_sheet_that_is_a_chart_is_named() -> None:
    contents = read_here(with_relation("/chartsheet"))
    assert [one.name for one in contents.sheets] == ["Arkusz1"]
    assert contents.notes == (
        "Pominięto arkusze bez komórek (wykresy): Arkusz2. Sprawdź, czy danych z nich nie trzeba wpisać do tabeli.",
    )


def test_a_sheet_of_a_kind_that_nobody_knows_refuses_the_file() -> None:
    assert refusal_here(with_relation("/x")) == sentences.BROKEN


def test_custom_properties_are_read() -> None:
    custom = '<Properties xmlns:vt="x"><property name="hdr-export" pid="2"><vt:lpwstr>szkoła-7</vt:lpwstr></property></Properties>'
    data = zipped(xlsx_parts(sheet(row(1, cell("A1", 1)))) | {"docProps/custom.xml": custom})
    assert read_here(data).properties == {"hdr-export": "szkoła-7"}


def test_a_file_over_the_limit_of_rows_says_which_sheet() -> None:
    data = xlsx(sheet(row(11, cell("A11", 1))))
    assert refusal_here(data, limits=Limits(rows=10)) == (
        "Arkusz „Arkusz1” ma dane dalej niż w wierszu 10. Podziel go na części i wgraj każdą osobno."
    )


def test_values_and_count_that_differ_refuse_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "by_calamine", lambda source, names: dict.fromkeys(names, 3))
    assert refusal_here(one_cell(cell("A2", 1))) == (
        "Dwa niezależne odczyty pliku dały różną liczbę komórek (2 i 3), więc nic nie wczytano. "
        "Otwórz go w Excelu albo LibreOffice, zapisz jako XLSX i wgraj ponownie."
    )


@pytest.mark.parametrize(
    "written",
    [
        '<c r="A1"><c r="B1"/><v>1</v></c>',
        '<c r="A1"><v>1</v><v>2</v></c>',
        '<c r="A1"><v>1<t>2</t></v></c>',
        '<v>1</v><c r="A1"><v>1</v></c>',
        '<f>1</f><c r="A1"><v>1</v></c>',
        '<row r="2"><c r="A2"><v>1</v></c></row>',
        '<y:c xmlns:y="y" r="B1"><y:v>2</y:v></y:c>',
    ],
)
def test_a_value_that_could_be_another_cells_refuses_the_file(written: str) -> None:
    assert refusal_here(xlsx(sheet(row(1, written)))) == sentences.BROKEN


@pytest.mark.parametrize("text", [" " * 32_000, "x" * 40_000])
def test_blanks_and_texts_cut_off_weigh_as_often_as_they_are_shown(text: str) -> None:
    """A reader that copies them would take gigabytes."""
    rows_ = "".join(row(at, cell(f"A{at}", 0, "s")) for at in range(2, 1000))
    data = xlsx(sheet(row(1, cell("A1", "Nr")), rows_), strings=f"<si><t>{text}</t></si>")
    assert refusal_here(data) == sentences.TOO_MUCH_TEXT
