"""The quick reader of rows gives what the XML parser gives, or leaves the row to it."""

import random
from collections.abc import Callable

import pytest

from tests.workbook.builders import (
    DATE,
    PREFIXED,
    ZEROS,
    cell,
    ods,
    ods_number,
    ods_row,
    ods_text,
    row,
    sheet,
    table,
    xlsx,
)
from tests.workbook.reading import read_here, refusal_here

STRINGS = "<si><t>wspólny</t></si><si><t/></si><si><r><t>b</t></r></si>"
COMMENT = "<!-- after a comment every row goes to the parser -->"
CELLS: list[Callable[[str], str]] = [
    lambda at: cell(at, "tekst żółty"),
    lambda at: cell(at, "a &amp; b &#380; &lt;"),
    lambda at: cell(at, "  "),
    lambda at: cell(at, 0, "s"),
    lambda at: cell(at, 1, "s"),
    lambda at: cell(at, 2, "s"),
    lambda at: cell(at, 9, "s"),
    lambda at: cell(at, "12", "n"),
    lambda at: cell(at, "1.50", "n"),
    lambda at: cell(at, "NaN", "n"),
    lambda at: cell(at, "45601", "n", DATE),
    lambda at: cell(at, "-3", "n", DATE),
    lambda at: cell(at, "7", "n", ZEROS),
    lambda at: cell(at, "7", "", PREFIXED),
    lambda at: cell(at, 1, "b"),
    lambda at: cell(at, "#N/A", "e"),
    lambda at: cell(at, 5, "", formula="A1+1"),
    lambda at: cell(at, "x", "str", formula="A1 &amp; 1"),
    lambda at: cell(at, "", "str", formula="A1"),
    lambda at: f'<c r="{at}"><f>1</f></c>',
    lambda at: f'<c r="{at}" s="1"/>',
    lambda at: f'<c r="{at}"></c>',
    lambda at: f'<c t="n" r="{at}"><v>4</v></c>',
    lambda at: f"<c r='{at}'><v>4</v></c>",
    lambda at: f'<c r="{at}" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>',
    lambda at: f'<c r="{at}" t="d"><v>2024-11-05</v></c>',
    lambda at: cell(at, "a_x000D_b_x0000_"),
]
ROWS = ["", ' hidden="1"', ' hidden="false" ht="12.8"', ' spans="1:9" x14ac:dyDescent="0.25"', " s='1'"]


def worksheet(seed: int) -> str:
    chosen = random.Random(seed)
    rows = [
        row(
            at,
            *(chosen.choice(CELLS)(f"{letter}{at}") for letter in chosen.sample("ABCDEFGHIJ", 6)),
            more=chosen.choice(ROWS),
        )
        for at in sorted(chosen.sample(range(1, 60), 25))
    ]
    return sheet(*rows, before='<dimension ref="A1:J60" xmlns:x14ac="y"/>').replace(
        "<worksheet ", '<worksheet xmlns:x14ac="y" '
    )


@pytest.mark.parametrize("seed", range(20))
def test_a_worksheet_reads_the_same_by_both_readers(seed: int) -> None:
    quick = worksheet(seed)
    slow = quick.replace("<sheetData>", f"{COMMENT}<sheetData>")
    assert read_here(xlsx(quick, strings=STRINGS)) == read_here(xlsx(slow, strings=STRINGS))


def test_rows_in_a_comment_are_no_rows() -> None:
    data = xlsx(
        sheet(row(1, cell("A1", 1)), f"<!-- {row(2, cell('A2', 2))} {row(3, cell('A3', 3))} -->", row(4, cell("A4", 4)))
    )
    assert read_here(data).sheets[0].rows == [[1], [], [], [4]]


def test_rows_in_a_cdata_section_are_no_rows() -> None:
    data = xlsx(sheet(row(1, cell("A1", 1)), f"<![CDATA[{row(2, cell('A2', 2))}]]>", row(4, cell("A4", 4))))
    assert read_here(data).sheets[0].rows == [[1], [], [], [4]]


def test_rows_outside_the_table_of_cells_refuse_the_file() -> None:
    data = xlsx(sheet(row(1, cell("A1", 1)), after=f"<extLst>{row(2, cell('A2', 2))}</extLst>"))
    assert refusal_here(data).startswith("Plik jest uszkodzony")


@pytest.mark.parametrize("wrong", ["a & b", "&nbsp;", "&#0;", "&#xD800;", "\x01"])
def test_what_is_no_xml_is_refused_whoever_reads_it(wrong: str) -> None:
    assert refusal_here(xlsx(sheet(row(1, cell("A1", wrong))))).startswith("Plik jest uszkodzony")


def test_bytes_that_are_no_text_are_refused() -> None:
    whole = sheet(row(1, cell("A1", "QQQ"))).encode().replace(b"QQQ", b"\xff\xfe")
    assert refusal_here(xlsx(whole)).startswith("Plik jest uszkodzony")  # type: ignore[arg-type]


ODS_CELLS: list[Callable[[], str]] = [
    lambda: ods_text("tekst żółty"),
    lambda: ods_text("a &amp; b  c"),
    lambda: ods_text("x", ' table:number-columns-repeated="2"'),
    lambda: ods_text("12", ' table:formula="of:=1"'),
    lambda: ods_number("7"),
    lambda: ods_number("7", "007"),
    lambda: ods_number("1.5", more=' calcext:value-type="float"'),
    lambda: "<table:table-cell/>",
    lambda: '<table:table-cell table:number-columns-repeated="3"/>',
    lambda: (
        '<table:table-cell office:value-type="date" office:date-value="2024-11-05"><text:p>5.11</text:p></table:table-cell>'
    ),
    lambda: (
        '<table:table-cell office:value-type="string"><text:p>a</text:p><text:p>b<text:s text:c="2"/>c</text:p></table:table-cell>'
    ),
    lambda: '<table:covered-table-cell table:number-columns-repeated="2"/>',
]


@pytest.mark.parametrize("seed", range(10))
def test_an_ods_table_reads_the_same_by_both_readers(seed: int) -> None:
    chosen = random.Random(seed)
    rows = [ods_row(*(chosen.choice(ODS_CELLS)() for _ in range(8))) for _ in range(20)]
    assert read_here(ods(table(*rows))) == read_here(ods(COMMENT + table(*rows)))
