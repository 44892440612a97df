"""The workbook of one school's register that is edited offline and comes back: marks, drop-downs, protected heads, a legend."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from inventory.columns import COLUMNS, Column, Kind
from inventory.intake.marks import BOOK_PROPERTY, ID_HEADER, SHEET, book_mark, row_mark
from inventory.models import GONE, Device
from inventory.outtake import book_sheets, book_styles
from inventory.outtake.drop_downs import drop_downs
from inventory.outtake.rows import Extract
from schools.models import School

BLANK_ROWS = 200
FIRST_ROW = 2
Styles = list[tuple[Kind, Any]]
FIRST_COLUMN = 2  # the first is hidden: it holds the marks


@dataclass(frozen=True)
class Asked:
    """Whose register goes into the workbook. `with_gone`: also what was disposed of; `blank`: no devices at all."""

    school: School
    with_gone: bool = False
    blank: bool = False

    def devices(self) -> Any:
        """The devices of the workbook, by number."""
        found = Device.objects.filter(school=self.school).order_by("sort_key", "pk")
        if self.blank:
            return found.none()
        return found if self.with_gone else found.exclude(status__in=GONE)


def write_round_trip(target: Path, asked: Asked, *, told: Callable[[int], object] = lambda _count: None) -> int:
    """Write the workbook; returns how many devices it holds. The school is of the open scope."""
    book: Any = Workbook()  # its stubs know nothing of custom properties
    sheet: Worksheet = book.active
    sheet.title = SHEET
    lists = drop_downs(asked.school)
    _write_head(sheet)
    styles = book_styles.styles_of(book)
    count = _write_rows(sheet, asked, styles, told)
    last = FIRST_ROW + count + BLANK_ROWS - 1
    _write_blank_rows(sheet, FIRST_ROW + count, last, styles)
    book_sheets.add_legend(book, lists, school=asked.school, count=count)
    book_sheets.add_lists(book, lists)
    book_sheets.validate(sheet, lists, first_row=FIRST_ROW, last_row=last, first_column=FIRST_COLUMN)
    book_styles.arrange(sheet, last_row=last)
    book.custom_doc_props.append(StringProperty(name=BOOK_PROPERTY, value=book_mark(asked.school.pk)))
    book.properties.creator = "Portal HDR"
    book.properties.title = f"Ewidencja sprzętu: {asked.school}"
    book.save(target)
    return count


def heading(column: Column) -> str:
    """The header of a column: its label, with a star where a value is required."""
    return f"{column.label} *" if column.required else column.label


def _write_head(sheet: Worksheet) -> None:
    for place, text in enumerate([ID_HEADER, *(heading(column) for column in COLUMNS)], 1):
        required = place >= FIRST_COLUMN and COLUMNS[place - FIRST_COLUMN].required
        book_styles.dress_head(sheet.cell(1, place, text), required=required)
        column = COLUMNS[place - FIRST_COLUMN] if place >= FIRST_COLUMN else None
        book_styles.dress_column(sheet.column_dimensions[get_column_letter(place)], column)


def _write_rows(sheet: Worksheet, asked: Asked, styles: Styles, told: Callable[[int], object]) -> int:
    count = 0
    for values in _rows(asked, told):
        row = FIRST_ROW + count
        for place, (value, (kind, style)) in enumerate(zip(values, styles, strict=True), 1):
            _fill(sheet.cell(row, place), kind, value, style)
        count += 1
    return count


def _rows(asked: Asked, told: Callable[[int], object]) -> Iterator[tuple[Any, ...]]:
    """The mark of each device, then its values in the order of the columns."""
    extract = Extract(asked.devices(), COLUMNS, told, bare=("pk", "version"))
    for pks, versions, *values in extract.batches():
        marks = [row_mark(pk, version, asked.school.pk) for pk, version in zip(pks, versions, strict=True)]
        yield from zip(marks, *values, strict=True)


def _fill(cell: Any, kind: Kind, value: Any, style: Any) -> None:
    """Text stays text whatever it begins with; a cell without a value still has its format and may be edited."""
    cell._style = style  # noqa: SLF001 - one style a column, shared; openpyxl makes one anew for every cell
    if value is None or value == "":
        return
    if kind in {Kind.DATE, Kind.MONEY, Kind.COUNT}:
        cell.value = value
    else:
        book_styles.put_text(cell, value)


def _write_blank_rows(sheet: Worksheet, first: int, last: int, styles: Styles) -> None:
    for row in range(first, last + 1):
        for place, (kind, style) in enumerate(styles, 1):
            _fill(sheet.cell(row, place), kind, None, style)
