"""The workbook that the portal gives out, edited as a person edits it in Excel."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from inventory.intake.marks import ID_HEADER, SHEET
from inventory.outtake.round_trip import Asked, write_round_trip
from schools.models import School

Edit = Callable[["Book"], None]


class Book:
    """The sheet of devices, addressed by inventory number and the words of a header."""

    def __init__(self, content: bytes) -> None:
        self._book = load_workbook(io.BytesIO(content))
        self._sheet: Any = self._book[SHEET]
        self._sheet.protection.sheet = False
        head = next(row for row in self._sheet.iter_rows() if any(cell.value == ID_HEADER for cell in row))
        self._columns = {str(cell.value).rstrip(" *"): cell.column for cell in head if cell.value}

    def row_of(self, number: str) -> int:
        """The row of a device."""
        column = self._columns["Numer inwentarzowy"]
        return next(int(row[0].row) for row in self._sheet.iter_rows() if row[column - 1].value == number)

    def write(self, number: str, header: str, value: Any) -> None:
        """Type a value into a cell."""
        self._sheet.cell(self.row_of(number), self._columns[header], value)

    def remove(self, number: str) -> None:
        """Delete the row of a device."""
        self._sheet.delete_rows(self.row_of(number))

    def saved(self) -> bytes:
        """The bytes."""
        content = io.BytesIO()
        self._book.save(content)
        return content.getvalue()


def exported(school: School, folder: Path) -> Book:
    """The school's register as it goes out."""
    target = folder / "ewidencja.xlsx"
    write_round_trip(target, Asked(school))
    return Book(target.read_bytes())
