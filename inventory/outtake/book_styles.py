"""How the workbook that comes back looks and what may be changed in it."""

from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.dimensions import ColumnDimension
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from inventory.columns import COLUMNS, Column, Kind

GROUND, REQUIRED_GROUND, INK, LINE = "FF0B4F53", "FF7A3E00", "FFFFFFFF", "FFE2DFD8"
FORMATS = {Kind.DATE: "yyyy-mm-dd", Kind.MONEY: "#,##0.00", Kind.COUNT: "0"}
TEXT = "@"
FONT = "Calibri"
OPEN = Protection(locked=False)
HEAD_HEIGHT = 32
PAGES_WIDE = 3


def put_text(cell: Any, text: str) -> None:
    """Text that stays text, also when it begins like a formula."""
    cell.value = text
    cell.data_type = "s"


def dress_head(cell: Cell | MergedCell, *, required: bool) -> None:
    """A header: white on the accent, on brown where a value is required (and a star says so)."""
    cell.font = Font(name=FONT, bold=True, color=INK)
    cell.fill = PatternFill("solid", fgColor=REQUIRED_GROUND if required else GROUND)
    cell.alignment = Alignment(vertical="center", wrap_text=True)


def dress_column(dimension: ColumnDimension, column: Column | None) -> None:
    """Width and format of a whole column, so that rows beyond the prepared ones can be typed in too; no column: the marks."""
    dimension.protection = OPEN
    dimension.number_format = FORMATS.get(column.kind, TEXT) if column else TEXT
    if column:
        dimension.width = column.width + 2
    else:
        dimension.hidden = True


def styles_of(book: Workbook) -> list[tuple[Kind, Any]]:
    """Kind and style of each column's cells, the marks first. A mark is not locked: locked cells could not be sorted."""
    pattern: Any = book.create_sheet()
    styles = []
    for place, kind in enumerate([Kind.TEXT, *(column.kind for column in COLUMNS)], 1):
        cell = pattern.cell(1, place)
        cell.number_format = FORMATS.get(kind, TEXT)
        cell.protection = OPEN
        cell.border = Border(bottom=Side("thin", color=LINE))
        cell.alignment = Alignment(vertical="top")
        if kind not in FORMATS:
            cell.quotePrefix = True
        styles.append((kind, cell._style))  # noqa: SLF001 - see round_trip._fill
    book.remove(pattern)
    return styles


def arrange(sheet: Worksheet, *, last_row: int) -> None:
    """Frozen heads, a filter that carries the marks along, protection without a password, printing across."""
    last = get_column_letter(sheet.max_column)
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = f"A1:{last}{last_row}"
    sheet.row_dimensions[1].height = HEAD_HEIGHT
    print_across(sheet, pages=PAGES_WIDE)
    sheet.print_title_rows = "1:1"
    protect(sheet)
    for allowed in ("formatCells", "formatRows", "insertRows", "deleteRows", "sort", "autoFilter", "insertHyperlinks"):
        setattr(sheet.protection, allowed, False)  # in the format, False means: not forbidden


def print_across(sheet: Worksheet, *, pages: int) -> None:
    """A4 across, so many pages wide, as long as it takes."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth = pages
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def protect(sheet: Worksheet) -> None:
    """Protect locked cells, without a password: against a slip of the hand, not against a person."""
    sheet.protection.sheet = True
