"""The sheets around the register in the workbook that comes back: the legend, the hidden lists, the validations."""

from typing import Literal

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from hdr_portal.lib import polish
from inventory.columns import COLUMNS, Column, Kind
from inventory.outtake import book_styles
from inventory.outtake.drop_downs import DropDown
from inventory.outtake.legend import STEPS, allowed, meaning
from schools.models import School

LISTS, LEGEND = "Słowniki", "Legenda"
LINE = 150  # characters of a line across the legend
TITLE_LENGTH, PROMPT_LENGTH = 32, 255  # what Excel takes
WRAPPED = Alignment(wrap_text=True, vertical="top")


def add_lists(book: Workbook, lists: dict[str, DropDown]) -> None:
    """The hidden sheet that the drop-downs read, a column and a name each."""
    sheet = book.create_sheet(LISTS)
    for place, (key, listed) in enumerate(lists.items(), 1):
        letter = get_column_letter(place)
        sheet.cell(1, place, key)
        for row, value in enumerate(listed.values, 2):
            book_styles.put_text(sheet.cell(row, place), value)
        last = max(len(listed.values), 1) + 1
        book.defined_names[list_name(key)] = DefinedName(
            list_name(key), attr_text=f"'{LISTS}'!${letter}$2:${letter}${last}"
        )
    sheet.sheet_state = "hidden"
    book_styles.protect(sheet)


def list_name(key: str) -> str:
    """The name under which formulas know the list of a column."""
    return f"lista_{key}"


def add_legend(book: Workbook, lists: dict[str, DropDown], *, school: School, count: int) -> None:
    """What each column means and how to send the file back."""
    sheet = book.create_sheet(LEGEND)
    sheet.append(["Ewidencja sprzętu do uzupełnienia i odesłania"])
    sheet.append(
        [
            f"{school}. {polish.counted(count, 'urządzenie,urządzenia,urządzeń')}, stan na {polish.moment(timezone.now())}."
        ]
    )
    sheet.append([])
    for number, step in enumerate(STEPS, 1):
        sheet.append([f"{number}. {step}"])
    sheet.append([])
    sheet.append(["Kolumna", "Co w niej stoi", "Dozwolone wartości", "Wymagana"])
    head = sheet.max_row
    for column in COLUMNS:
        sheet.append([column.label, meaning(column), "", "tak" if column.required else "nie"])
        book_styles.put_text(sheet.cell(sheet.max_row, 3), allowed(column, lists))
    _dress_legend(sheet, head)
    book_styles.print_across(sheet, pages=1)


def _dress_legend(sheet: Worksheet, head: int) -> None:
    for letter, width in zip("ABCD", (24, 58, 70, 12), strict=True):
        sheet.column_dimensions[letter].width = width
    for row in range(2, head - 1):
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=4)
        sheet.row_dimensions[row].height = 18 * max(1, -(-len(str(sheet.cell(row, 1).value or "")) // LINE))
    for cells in sheet.iter_rows():
        for cell in cells:
            cell.alignment = WRAPPED
    for cell in sheet[head]:
        book_styles.dress_head(cell, required=False)
    for row in range(head + 1, sheet.max_row + 1):
        sheet.cell(row, 1).font = Font(name=book_styles.FONT, bold=True)
        sheet.row_dimensions[row].height = _height(sheet.cell(row, 2).value, sheet.cell(row, 3).value)
    sheet["A1"].font = Font(name=book_styles.FONT, bold=True, size=16)
    sheet["A1"].alignment = Alignment(vertical="top")
    sheet.row_dimensions[1].height = 24


def _height(meaning_of: object, values: object) -> int:
    """A height that shows all lines: programs measure rows of wrapped text only when they are typed in."""
    return 15 * max(1, -(-len(str(meaning_of)) // 56), -(-len(str(values)) // 68))


# --- Validations ----------------------------------------------------------------------------------------------------
def validate(sheet: Worksheet, lists: dict[str, DropDown], *, first_row: int, last_row: int, first_column: int) -> None:
    """What may be typed in each column: a list, a day, an amount, a count, a text that is not too long."""
    for place, column in enumerate(COLUMNS, first_column):
        letter = get_column_letter(place)
        rule = _rule(column, lists)
        rule.add(f"{letter}{first_row}:{letter}{last_row}")
        sheet.add_data_validation(rule)


def _rule(column: Column, lists: dict[str, DropDown]) -> DataValidation:
    rule = _bare_rule(column, lists)
    rule.promptTitle = column.label[:TITLE_LENGTH]
    rule.prompt = f"{'Wymagane. ' if column.required else ''}{meaning(column)}"[:PROMPT_LENGTH]
    rule.errorTitle = column.label[:TITLE_LENGTH]
    rule.showInputMessage = rule.showErrorMessage = True
    return rule


def _bare_rule(column: Column, lists: dict[str, DropDown]) -> DataValidation:
    if column.key in lists:
        return _list_rule(column, lists[column.key])
    if column.kind is Kind.DATE:
        error = "To nie wygląda na datę z lat 1990–2100. Wpisz na przykład 2024-09-01."
        return DataValidation(
            "date", operator="between", formula1="32874", formula2="73415", errorStyle="warning", error=error
        )
    if column.kind is Kind.MONEY:
        error = "To nie jest kwota. Wpisz na przykład 1234,56."
        return DataValidation("decimal", operator="greaterThanOrEqual", formula1="0", errorStyle="warning", error=error)
    if column.kind is Kind.COUNT:
        error = "To nie jest liczba całkowita. Wpisz na przykład 16."
        return DataValidation("whole", operator="greaterThanOrEqual", formula1="0", errorStyle="warning", error=error)
    error = f"Tekst jest za długi: najwyżej {polish.counted(column.max_length, 'znak,znaki,znaków')}."
    return DataValidation(
        "textLength", operator="lessThanOrEqual", formula1=str(column.max_length), errorStyle="stop", error=error
    )


def _list_rule(column: Column, listed: DropDown) -> DataValidation:
    """Choices are closed; a room or an entry may be new, so the program only warns."""
    error = (
        "Nie ma tego na liście. Portal zapyta przy imporcie, co to znaczy."
        if listed.is_open
        else "Wybierz wartość z listy."
    )
    style: Literal["warning", "stop"] = "warning" if listed.is_open else "stop"
    return DataValidation("list", formula1=f"={list_name(column.key)}", allow_blank=True, errorStyle=style, error=error)
