"""Tables in a living workbook: a frozen dark header, columns of a width, rows as tall as their text, A4 across."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from hdr_portal.lib.livingbook import LivingBook, Result, put_text

INK, ON_INK, SURFACE, LINE, MUTED, LINK = "0B4F53", "FFFFFF", "EEECE7", "E2DFD8", "5D574E", "0B4F53"
DAY, WHOLE, FRACTION = "dd.mm.yyyy", "#,##0", "#,##0.00"
LINE_HEIGHT = 15.0
PAGE_WIDTH = 108  # characters across A4 at full size
HEAD_LINES = 3
TALLEST = 400.0  # Excel takes 409 points
MOST_LINKS = 60_000  # Excel opens no sheet with more than 65 530


@dataclass(frozen=True)
class Column:
    """A column: its heading and its width in characters; `right` for numbers."""

    label: str
    width: int
    right: bool = False


@dataclass(frozen=True)
class Formula:
    """A living formula, „=” in front, with what it comes to now."""

    text: str
    result: Result


@dataclass(frozen=True)
class Link:
    """An address of the web, shown as itself."""

    url: str


Value = str | int | float | datetime.date | Formula | Link | None


def add_styles(book: LivingBook) -> None:
    """The named styles of all tables; once a workbook."""
    top, line = Alignment(vertical="top", wrap_text=True), Border(bottom=Side("thin", color=LINE))
    right = Alignment(vertical="top", horizontal="right", indent=1)
    fill, grey = PatternFill("solid", fgColor=INK), PatternFill("solid", fgColor=SURFACE)
    for style in (
        NamedStyle("tytuł", font=_font(bold=True, size=16, color=INK), alignment=Alignment(vertical="top")),
        NamedStyle("nazwa", font=_font(color=MUTED), alignment=top),
        NamedStyle(
            "nagłówek",
            font=_font(bold=True, color=ON_INK),
            fill=fill,
            alignment=Alignment(vertical="center", wrap_text=True),
        ),
        NamedStyle("treść", font=_font(), alignment=top, border=line),
        NamedStyle("liczba", font=_font(), alignment=right, border=line),
        NamedStyle("adres", font=_font(color=LINK, underline="single"), alignment=top, border=line),
        NamedStyle("razem", font=_font(bold=True), fill=grey, alignment=Alignment(vertical="top", horizontal="left")),
        NamedStyle("suma", font=_font(bold=True), fill=grey, alignment=right),
    ):
        book.file.add_named_style(style)


def _font(**look: Any) -> Font:
    """A named style without a font's name is drawn in whatever the program likes."""
    known: dict[str, Any] = {"name": "Calibri", "size": 11}
    return Font(**known | look)


def add_table(
    book: LivingBook,
    title: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Value]],
    *,
    frozen: str = "B2",
    break_after: int = 0,
) -> Worksheet:
    """A sheet that is one table, with a filter; the heads repeat on every printed page.

    `break_after`: the number of the last column on the first page across; the first column repeats on the second.
    """
    page = book.sheet(title)
    lay_out(page, [column.width for column in columns], break_after=break_after)
    put_head(page, 1, columns)
    last = 1
    for last, row in enumerate(rows, start=2):
        put_row(book, page, last, row, columns)
    page.freeze_panes = frozen
    page.print_title_rows = "1:1"
    page.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{last}"
    return page


def put_totals(book: LivingBook, page: Worksheet, row: int, values: Sequence[Value], columns: Sequence[Column]) -> None:
    """A row of totals, on grey."""
    put_row(book, page, row, values, columns, styles=("razem", "suma"))


def lay_out(page: Worksheet, widths: Sequence[int], *, break_after: int = 0) -> None:
    """Widths of columns; A4 across, numbered, as small as it takes to be one page wide (two with a break)."""
    for place, width in enumerate(widths, start=1):
        page.column_dimensions[get_column_letter(place)].width = width
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.75, header=0.3, footer=0.35)
    footer = HeaderFooterItem()
    footer.left.text = "&A"  # the sheet's name
    footer.right.text = "strona &P z &N"
    page.oddFooter = footer
    if break_after:
        widest = max(sum(widths[:break_after]), widths[0] + sum(widths[break_after:]))
        page.page_setup.scale = min(100, 100 * PAGE_WIDTH // widest)
        page.col_breaks.append(Break(break_after))
        page.print_title_cols = "A:A"
    else:
        page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
        page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def put_head(page: Worksheet, row: int, columns: Sequence[Column]) -> None:
    """The headings, white on the accent."""
    for place, column in enumerate(columns, start=1):
        cell = page.cell(row, place)
        cell.style = "nagłówek"
        put_text(cell, column.label)
        if column.right:
            cell.alignment = Alignment(vertical="center", wrap_text=True, horizontal="right", indent=1)
    page.row_dimensions[row].height = HEAD_LINES * LINE_HEIGHT + 4


def put_row(
    book: LivingBook,
    page: Worksheet,
    row: int,
    values: Sequence[Value],
    columns: Sequence[Column],
    styles: tuple[str, str] = ("treść", "liczba"),
) -> None:
    """One row of values, as tall as its longest text."""
    for place, (value, column) in enumerate(zip(values, columns, strict=True), start=1):
        cell = page.cell(row, place)
        cell.style = styles[1] if column.right else styles[0]
        put_value(book, cell, value)
    lines = max((_lines(value, column.width) for value, column in zip(values, columns, strict=True)), default=1)
    page.row_dimensions[row].height = min(TALLEST, lines * LINE_HEIGHT + 2)


def put_value(book: LivingBook, cell: Any, value: Value) -> None:
    """A value in the way of its type; None leaves the cell empty."""
    if isinstance(value, str):
        if value:
            put_text(cell, value)
    elif isinstance(value, Formula):
        book.formula(cell, value.text, value.result)
        if not isinstance(value.result, str):
            cell.number_format = number_format(value.result)
    elif isinstance(value, Link):
        _put_link(cell, value.url)
    elif isinstance(value, datetime.date):
        cell.value, cell.number_format = value, DAY
        cell.alignment = Alignment(vertical="top", horizontal="left")
    elif value is not None:
        cell.value, cell.number_format = value, number_format(value)


def number_format(value: float) -> str:
    """A whole number stays whole; a level shows two places."""
    return WHOLE if float(value).is_integer() else FRACTION


def _put_link(cell: Any, url: str) -> None:
    put_text(cell, url)
    if url.startswith(("https://", "http://")) and cell.row < MOST_LINKS:
        cell.hyperlink = url
        cell.style = "adres"


def _lines(value: Value, width: int) -> int:
    """How many lines a text takes, by the common width of letters: programs measure rows only when they are typed in."""
    text = value.url if isinstance(value, Link) else value if isinstance(value, str) else ""
    return sum(-(-len(line) // max(1, width - 1)) or 1 for line in text.split("\n"))
