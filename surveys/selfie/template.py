"""The empty workbook of SELFIE cards: a row a school, to be filled in from the reports."""

import io
from collections.abc import Iterable
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from surveys.models import Area
from surveys.selfie.columns import COLUMNS, NOT_ASKED, SHEET

HELP_SHEET = "Jak wypełnić"
INK, GROUND = "FFFFFFFF", "FF0B4F53"
HELP = (
    "Jeden wiersz to jedna sesja SELFIE jednej szkoły. Wiersze, w których jest tylko nazwa szkoły, pomijamy.",
    "Daty wpisz jak 18.12.2024. Liczy się dzień zakończenia sesji.",
    "Średnie wpisz z raportu SELFIE, od 1,0 do 5,0, z najwyżej dwiema cyframi po przecinku.",
    f"Gdy grupa nie odpowiadała na pytania obszaru, wpisz w jego kolumnie „{NOT_ASKED}”.",
    "Pustej komórki nie przyjmiemy, bo nie wiadomo, czy to przeoczenie.",
    "Gdy z całej grupy nikt nie odpowiedział, wpisz 0 w „odpowiedzieli”; średnich tej grupy nie wpisuj.",
    "„Poświadczenie dyrektora”: wpisz „tak”, gdy Wydział ma pismo dyrektora, że badanie się odbyło.",
    "Raport PDF można dołączyć później na stronie karty.",
    "„Zgoda na udostępnienie”: „tak” albo „nie”. Bez zgody gmina nie zobaczy średnich szkoły.",
    "Błędny plik odrzucamy w całości i mówimy, w którym wierszu i dlaczego. Nazw kolumn nie zmieniaj.",
)  # fmt: skip


def template_workbook(schools: Iterable[str]) -> bytes:
    """The XLSX with the schools' names filled in."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = SHEET
    for place, column in enumerate(COLUMNS, 1):
        _dress_head(sheet.cell(1, place, column.header))
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    for row, name in enumerate(schools, 2):
        cell = sheet.cell(row, 1)
        cell.value, cell.data_type = name, "s"  # text stays text, whatever it begins with
    sheet.row_dimensions[1].height = 48
    sheet.freeze_panes = "B2"
    _add_help(book.create_sheet(HELP_SHEET))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _add_help(sheet: Any) -> None:
    sheet.column_dimensions["A"].width = 110
    lines = [*HELP, "", "Obszary SELFIE:", *(f"{area}  {label}" for area, label in Area.choices)]
    for row, line in enumerate(lines, 1):
        sheet.cell(row, 1, line).alignment = Alignment(wrap_text=True, vertical="top")


def _dress_head(cell: Any) -> None:
    cell.font = Font(name="Calibri", bold=True, color=INK)
    cell.fill = PatternFill("solid", fgColor=GROUND)
    cell.alignment = Alignment(vertical="center", wrap_text=True)
