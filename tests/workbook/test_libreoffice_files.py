"""Workbooks that LibreOffice has saved: the same table in four formats reads as the same table."""

from datetime import date
from pathlib import Path

import pytest
from django.core.files import File

from hdr_portal.lib.workbook.contents import CellError, WorkbookContents
from hdr_portal.lib.workbook.door import read_workbook

FILES = Path(__file__).parent / "files"
ROWS = [
    ["Wykaz sprzętu — szkoła"],
    [],
    ["Nr inw.", "Nazwa", "Sala", "Data zak.", "Wartość", "Ilość"],
    ["INW/001", "Laptop Dell", "12", date(2021, 9, 1), 2499.99, 1, True],
    ["00123", 'Monitor 24"', None, date(2020, 1, 15), 799, 2],
    [123, "Drukarka", "sekretariat", date(2019, 5, 6), 650, 1],
    ["INW/004", "Projektor", 1, date(2020, 1, 16), 4999.98, 3],
    ["INW/005", "Serwer", CellError("#N/A"), date(2018, 1, 1), "1 234,56 zł", 1],
]


def saved(kind: str) -> WorkbookContents:
    with (FILES / f"wykaz.{kind}").open("rb") as file:
        return read_workbook(File(file))


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_the_same_workbook_reads_the_same_in_every_format(kind: str) -> None:
    contents = saved(kind)
    first, second, third = contents.sheets
    assert contents.kind == kind
    assert first.rows == ROWS
    assert (set(first.hidden_rows), set(first.hidden_columns), first.padded) == ({7}, {6}, {(6, 1): "00123"})
    assert first.covered == {(1, 2), (1, 3), (1, 4), (1, 5), (1, 6), (5, 3)}
    assert {(7, 3), (7, 4), (7, 5), (7, 6)} <= first.formulas
    assert (second.name, second.hidden, second.rows) == ("Stare", True, [["ukryte"]])
    assert (third.name, third.hidden, third.rows) == ("Pusty", False, [])
    assert contents.cells == 38  # as LibreOffice itself has counted in the ODS's meta.xml


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_property_of_our_exports_survives_libreoffice(kind: str) -> None:
    assert saved(kind).properties["hdr-export"] == "szkola-7"


def test_its_csv_reads_as_the_texts_that_it_shows() -> None:
    contents = saved("csv")
    assert contents.notes == ("Rozdzielacz: średnik, kodowanie: Windows-1250.",)
    assert contents.sheets[0].rows[2:5] == [
        ["Nr inw.", "Nazwa", "Sala", "Data zak.", "Wartość", "Ilość"],
        ["INW/001", "Laptop Dell", "12", "01.09.2021", "2499.99", "1", "TRUE"],
        ["00123", 'Monitor 24"', None, "15.01.2020", "799", "2"],
    ]
