"""A sheet as an XLSX: facts and totals, every column of every device, the licences. Equal contents give equal bytes.

Text is written as text, so that a cell beginning with „=” is calculated by no spreadsheet.
"""

import datetime
import io
from decimal import Decimal
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.writer.excel import ExcelWriter

from inventory.columns import Kind
from inventory.sheetbooks.book import Book, Table
from inventory.sheetbooks.words import facts

INK, ON_INK, SURFACE, LINE = "0B4F53", "FFFFFF", "EEECE7", "E2DFD8"
FORMATS = {Kind.DATE: "dd.mm.yyyy", Kind.MONEY: '#,##0.00 "zł"', Kind.COUNT: "0"}
A4 = 9
NO_DAY = (1980, 1, 1, 0, 0, 0)  # the first that a ZIP knows


def sheet_workbook(frozen: dict[str, Any]) -> bytes:
    """The workbook of a sheet frozen from the register."""
    book, file = Book(frozen), Workbook()
    for style in _styles():
        file.add_named_style(style)
    _write_summary(file.active, book)
    _write_table(file.create_sheet("Urządzenia"), book.devices)
    _write_table(file.create_sheet("Licencje"), book.licences)
    file.properties.title = f"Arkusz inwentaryzacyjny: {frozen['school']}"
    file.properties.subject = frozen["edition"]
    file.properties.creator = "Portal HDR"
    file.properties.created = file.properties.modified = datetime.datetime.combine(book.day, datetime.time())
    return _packed(file)


def _styles() -> list[NamedStyle]:
    top, line = Alignment(vertical="top", wrap_text=True), Border(bottom=Side("thin", color=LINE))
    head = Alignment(vertical="center", wrap_text=True)
    fill, grey = PatternFill("solid", fgColor=INK), PatternFill("solid", fgColor=SURFACE)
    return [
        NamedStyle("tytuł", font=_font(bold=True, size=16, color=INK)),
        NamedStyle("nazwa", font=_font(color="5D574E"), alignment=Alignment(vertical="top")),
        NamedStyle("nagłówek", font=_font(bold=True, color=ON_INK), fill=fill, alignment=head),
        NamedStyle("treść", font=_font(), alignment=top, border=line),
        NamedStyle("razem", font=_font(bold=True), fill=grey),
    ]


def _font(**look: Any) -> Font:
    """A named style without a font's name is drawn in whatever the program likes."""
    known: dict[str, Any] = {"name": "Calibri", "size": 11}
    return Font(**known | look)


def _write_summary(page: Any, book: Book) -> None:
    page.title = "Podsumowanie"
    _to_print(page, landscape=False)
    for letter, width in (("A", 34), ("B", 62), ("C", 20)):
        page.column_dimensions[letter].width = width
    _write(page, 1, 1, Kind.TEXT, "Arkusz inwentaryzacyjny", "tytuł")
    for row, (name, value) in enumerate(facts(book), start=2):
        _write(page, row, 1, Kind.TEXT, name, "nazwa")
        _write(page, row, 2, Kind.TEXT, value, "treść")
    totals = book.frozen["totals"]
    for title, key in (("Według kategorii", "categories"), ("Według statusu", "statuses")):
        _write_groups(page, title, totals[key], totals)


def _write_groups(page: Any, title: str, groups: list[Any], totals: dict[str, Any]) -> None:
    """A table of name, number and value with its sum, under what is there."""
    row = page.max_row + 2
    for column, text in enumerate((title, "Urządzenia", "Wartość brutto"), start=1):
        _write(page, row, column, Kind.TEXT, text, "nagłówek")
    lines = [(*group, "treść") for group in groups] + [("Razem", totals["devices"], totals["value"], "razem")]
    for place, (name, number, value, style) in enumerate(lines, start=row + 1):
        _write(page, place, 1, Kind.TEXT, name, style)
        _write(page, place, 2, Kind.COUNT, str(number), style)
        _write(page, place, 3, Kind.MONEY, value, style)
        page.cell(place, 2).alignment = Alignment(horizontal="left")


def _write_table(page: Any, table: Table) -> None:
    _to_print(page, landscape=True)
    page.freeze_panes = "C2"
    page.print_title_rows = "1:1"
    page.row_dimensions[1].height = 32
    for number, column in enumerate(table.columns, start=2):
        page.column_dimensions[get_column_letter(number)].width = column.width
        _write(page, 1, number, Kind.TEXT, column.label, "nagłówek")
    page.column_dimensions["A"].width = 6
    _write(page, 1, 1, Kind.TEXT, "Lp.", "nagłówek")
    for place, row in enumerate(table.rows, start=1):
        _write(page, place + 1, 1, Kind.COUNT, str(place), "treść")
        for number, (column, text) in enumerate(zip(table.columns, row, strict=True), start=2):
            _write(page, place + 1, number, column.kind, text, "treść")
    page.auto_filter.ref = page.dimensions


def _to_print(page: Any, *, landscape: bool) -> None:
    page.page_setup.paperSize = A4
    page.page_setup.orientation = "landscape" if landscape else "portrait"
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.page_setup.fitToHeight = 0


def _write(page: Any, row: int, column: int, kind: Kind, text: str, style: str) -> None:
    cell = page.cell(row, column)
    cell.style = style
    cell.number_format = FORMATS.get(kind, "@")
    if not text:
        return
    if kind is Kind.DATE:
        cell.value = datetime.date.fromisoformat(text)
    elif kind is Kind.MONEY:
        cell.value = Decimal(text)
    elif kind is Kind.COUNT:
        cell.value = int(text)
    else:
        cell.value = text
        cell.data_type = "s"  # openpyxl takes „=” for a formula and „#N/A” for an error


def _packed(file: Workbook) -> bytes:
    """The bytes, without the moment of their making in the ZIP."""
    dated, out = io.BytesIO(), io.BytesIO()
    with ZipFile(dated, "w") as archive:
        ExcelWriter(file, archive).save()
    with ZipFile(dated) as archive, ZipFile(out, "w") as packed:
        for name in archive.namelist():
            packed.writestr(ZipInfo(name, NO_DAY), archive.read(name), compress_type=ZIP_DEFLATED)
    return out.getvalue()
