"""Whole workbooks of every kind, to be spoilt."""

from pathlib import Path

from tests.workbook import builders as b

FILES = Path(__file__).parent / "files"
STRINGS = (
    "<si><t>Nr inw.</t></si><si><r><t>Nazwa </t></r><r><t>sprzętu</t></r></si><si><t xml:space='preserve'> a </t></si>"
)


def all_seeds() -> list[tuple[str, bytes]]:
    """Kind and bytes of each."""
    saved = [(path.suffix.lstrip("."), path.read_bytes()) for path in sorted(FILES.glob("wykaz.*"))]
    return [
        *saved,
        *[(kind, data) for kind, data in saved if kind != "csv"],  # the usual kinds twice as often
        *[("xlsx", shared()), ("xlsx", in_cells())] * 3,
        ("xlsx", prefixed()),
        ("ods", tables()),
        ("xls", records()),
        ("csv", 'Nr;Nazwa;Sala\nINW/1;Łącznik;"a;b"\n\n00123;Źródło;12\n'.encode("cp1250")),
        ("csv", "Nr,Nazwa\n1,Ąę\n".encode("utf-16")),
    ]


def shared() -> bytes:
    rows = [
        b.row(
            at,
            b.cell(f"A{at}", at % 3, "s"),
            b.cell(f"B{at}", at * 1.5, "n"),
            b.cell(f"C{at}", 45_000 + at, "n", b.DATE),
        )
        for at in range(1, 30)
    ]
    more = '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'
    columns = '<dimension ref="A1:C29"/><cols><col min="2" max="2" hidden="1"/></cols>'
    return b.xlsx(b.sheet(*rows, before=columns, after=more), b.sheet(b.row(3, b.cell("B3", "x"))), strings=STRINGS)


def in_cells() -> bytes:
    rows = [
        b.row(
            at,
            b.cell(f"A{at}", f"INW/{at:04}"),
            b.cell(f"B{at}", at, "n", b.ZEROS),
            b.cell(f"C{at}", at % 2, "b"),
            b.cell(f"D{at}", "#N/A", "e") if at % 5 == 0 else b.cell(f"D{at}", at * 2, "", formula=f"B{at}*2"),
            more=' hidden="1"' if at == 7 else "",
        )
        for at in range(1, 30)
    ]
    return b.xlsx(b.sheet(*rows))


def prefixed() -> bytes:
    """As some libraries write it: every element with a prefix."""
    rows = "".join(
        f'<x:row r="{at}"><x:c r="A{at}"><x:v>{at}</x:v></x:c><x:c><x:v>5</x:v></x:c></x:row>' for at in range(1, 9)
    )
    return b.xlsx(f'<x:worksheet xmlns:x="{b.MAIN}"><x:sheetData>{rows}</x:sheetData></x:worksheet>')


def tables() -> bytes:
    spanned = b.ods_text("tytuł", ' table:number-columns-spanned="2" table:number-rows-spanned="1"')
    rows = [
        b.ods_row(
            b.ods_text(f"INW/{at}"),
            b.ods_number(str(at)),
            b.ods_number("7", "007"),
            b.ods_text("x<text:s text:c='2'/>y"),
        )
        for at in range(20)
    ]
    blank = '<table:table-cell table:number-columns-repeated="16384"/>'
    return b.ods(
        b.table(
            b.ods_row(spanned, "<table:covered-table-cell/>"),
            b.ods_row(blank, more=' table:number-rows-repeated="3"'),
            *rows,
            b.ods_row(blank, more=' table:number-rows-repeated="1048500"'),
        )
    )


def records() -> bytes:
    cells = b"".join(
        b.xls_text(at, 0, f"INW/{at}") + b.xls_number(at, 1, at) + b.xls_formula(at, 2, at * 2) + b.xls_error(at, 3, 42)
        for at in range(20)
    )
    return b.xls(cells)
