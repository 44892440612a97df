"""CSV: encoding and separator found by themselves, all cells text."""

import pytest

from hdr_portal.lib.workbook import sentences
from hdr_portal.lib.workbook.contents import CellError, Limits
from tests.workbook.reading import read_here, refusal_here, rows

TEXT = "Nr inw.;Nazwa;Wartość\nINW/1;Łącznik gęsi;1 234,50\nINW/2;Źródło śniegu;\n"
ROWS = [["Nr inw.", "Nazwa", "Wartość"], ["INW/1", "Łącznik gęsi", "1 234,50"], ["INW/2", "Źródło śniegu"]]


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("cp1250", "Windows-1250"),
        ("iso8859-2", "ISO-8859-2"),
        ("utf-16", "UTF-16"),
    ],
)
@pytest.mark.parametrize(("separator", "name"), [(";", "średnik"), ("\t", "tabulator"), (",", "przecinek")])
def test_encoding_and_separator_are_found(encoding: str, said: str, separator: str, name: str) -> None:
    text = TEXT.replace("1 234,50", "1 234.50") if separator == "," else TEXT
    contents = read_here(text.replace(";", separator).encode(encoding), ".csv")
    expected = [[cell.replace(",", ".") if cell and separator == "," else cell for cell in row] for row in ROWS]
    assert contents.sheets[0].rows == expected
    assert contents.notes == (f"Rozdzielacz: {name}, kodowanie: {said}.",)
    assert contents.cells == 8


def test_big_endian_utf_16_is_read() -> None:
    assert rows(b"\xfe\xff" + TEXT.encode("utf-16-be")) == ROWS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wykaz sprzętu\n\na;b\n1;2\n", [["Wykaz sprzętu"], [], ["a", "b"], ["1", "2"]]),
        ("12,5;13,7\n1,5;2,5\n", [["12,5", "13,7"], ["1,5", "2,5"]]),
        ("a,b\n1,x;y\n2,z\n", [["a", "b"], ["1", "x;y"], ["2", "z"]]),
        ("Nr\n1\n2\n", [["Nr"], ["1"], ["2"]]),
        ('a;b\n"x;y";"z ""q"""\n', [["a", "b"], ["x;y", 'z "q"']]),
        ('a;b\n"dwie\nlinie";2\n3;4\n', [["a", "b"], ["dwie\nlinie", "2"], ["3", "4"]]),
        ('a;Monitor 24"\n', [["a", 'Monitor 24"']]),
        ("a;b\r\n1;2\r\n", [["a", "b"], ["1", "2"]]),
        ("a;b\r1;2\r", [["a", "b"], ["1", "2"]]),
        ("sep=|\na|b\n1|2\n", [["a", "b"], ["1", "2"]]),
        ("a;b;;\n;;;\n 1 ;\u00a0;x\n", [["a", "b"], [], [" 1 ", None, "x"]]),
        ("=1+1;+48;-1;@x\n", [["=1+1", "+48", "-1", "@x"]]),
        ("00123;123.0;TRUE;05.11.2024\n", [["00123", "123.0", "TRUE", "05.11.2024"]]),
        ("a;b\x07c\n", [["a", CellError("control-character")]]),
        (f"a;{'x' * 40_000}\n", [["a", CellError("too-long")]]),
    ],
)
def test_text_becomes_rows_as_a_spreadsheet_would_number_them(text: str, expected: list[list[object]]) -> None:
    assert rows(text.encode(), ".csv") == expected


@pytest.mark.parametrize("ending", [".csv", ".txt", ".tsv", ""])
def test_the_name_may_end_in_any_way_a_text_does(ending: str) -> None:
    assert rows(TEXT.encode(), ending) == ROWS


@pytest.mark.parametrize("ending", [".xlsx", ".xls", ".ods"])
def test_a_text_named_as_a_workbook_is_sent_back_with_advice(ending: str) -> None:
    assert refusal_here(TEXT.encode(), ending) == (
        f"Plik ma nazwę arkusza ({ending}), a w środku jest zwykły tekst. Zmień końcówkę nazwy na „.csv” i wgraj ponownie."
    )


def test_a_quote_that_is_not_closed_names_its_row() -> None:
    assert refusal_here(b'a;b\n1;2\n3;"x\n4;5\n', ".csv") == (
        "Wiersz 3: cudzysłów otwarty w tym wierszu nie jest domknięty albo po nim stoi dalszy tekst. "
        "Popraw go albo zapisz arkusz jako XLSX i wgraj ponownie."
    )


def test_white_space_alone_is_no_data() -> None:
    assert refusal_here(b" \n;\n", ".csv") == sentences.NO_CELLS


def test_too_many_rows_and_columns_are_refused() -> None:
    assert refusal_here(b"a\n" * 11, ".csv", Limits(rows=10)) == f"Arkusz „CSV” {sentences.ROWS.format(most=10)}"
    assert (
        refusal_here(b"a;" * 10 + b"b\n", ".csv", Limits(columns=10))
        == f"Arkusz „CSV” {sentences.COLUMNS.format(most=10)}"
    )
