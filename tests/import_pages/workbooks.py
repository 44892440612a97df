"""Workbooks for tests, as schools keep them: made with openpyxl, in memory."""

import datetime
import io
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook

HEADERS = ("Lp.", "Nr inw.", "Nazwa sprzętu", "Rodzaj", "Sala", "Data zak.", "Wartość brutto", "Nr seryjny", "Uwagi")
HOSTILE = ("<script>alert(1)</script>", "{{7*7}}", "%s%n", '"><img src=x onerror=alert(1)>')


def sheet(rows: Sequence[Sequence[Any]], *, headers: Sequence[str] = HEADERS) -> bytes:
    """A plain workbook: headers in the first row, rows below."""
    book = Workbook()
    active = book.active
    assert active is not None
    active.title = "Ewidencja szkoły"
    for row in (headers, *rows):
        active.append(list(row))
    return saved(book)


def messy(more: Sequence[Sequence[Any]] = ()) -> bytes:
    """What a school keeps: a title over merged cells, an empty row, days and amounts in many spellings, twins, a total."""
    book = Workbook()
    active = book.active
    assert active is not None
    active.title = "Sprzęt 2024"
    active["A1"] = "Wykaz sprzętu komputerowego"
    active.merge_cells("A1:I1")
    active["A2"] = "stan na 31.12.2024 r."
    active.merge_cells("A2:I2")
    active.append([])
    active.append(list(HEADERS))
    for row in (*MESSY_ROWS, *more):
        active.append(list(row))
    active.append(["", "Razem", "", "", "", "", "=SUM(G5:G20)", "", ""])
    active.merge_cells("C11:D11")
    hidden = book.create_sheet("Stare")
    hidden.append(["notatki"])
    hidden.sheet_state = "hidden"
    return saved(book)


MESSY_ROWS = (
    (1, "IMP/001", "Laptop Dell Latitude", "Laptop", "s. 14", "15 marca 2023 r.", "3 499,00 zł", "SN-0001", ""),
    (2, "IMP/002", "Laptop Dell Latitude", "laptop", "s. 14", datetime.date(2023, 3, 15), 3499.5, "SN-0002", "po naprawie"),
    (3, "IMP/003", "Projektor Epson", "Projektor", "14", "2022-09-01", "2.150,50", "to be filled by o.e.m.", ""),
    (4, "IMP/004", "Drukarka HP", "Drukarka", "", "31.02.2023", "899,99", "", ""),
    (5, "IMP/005", "Monitor", "Laptop", "14", "9.2021", "1 000", "SN-0005", ""),
    (6, "IMP/005", "Monitor", "Laptop", "14", "9.2021", "1 000", "SN-0006", ""),
    (7, "IMP/007", "Switch", None, "14", "01.09.2020", "dużo", "", ""),
    (8, "IMP/008", "<script>alert(1)</script>", "Laptop", "14", "", "", "", "{{7*7}} %s"),
)  # fmt: skip


def saved(book: Workbook) -> bytes:
    """The bytes of a workbook."""
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
