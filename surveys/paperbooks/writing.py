"""The template: an empty workbook with a column for each question and drop-downs with the answers."""

import io

from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from surveys.paperbooks.columns import FIRST_ROW, HELP, LANGUAGE, LISTS, NUMBER, PROPERTY, SHEET, STAGE, Column

PREPARED = 1_000
GROUND, INK, LINE = "FF0B4F53", "FFFFFFFF", "FFE2DFD8"
FONT = "Calibri"
HELP_LINES = (
    "Jeden wiersz to jedna kartka. Ponumeruj kartki ołówkiem i wpisz numer w kolumnie A: łatwo wtedy znaleźć pomyłkę.",
    "Odpowiedź wybierz z listy albo wpisz sam numer, który stoi na kartce obok kratki (0 to „nie dotyczy / nie wiem”).",
    "W pytaniach z kilkoma odpowiedziami każda odpowiedź ma własną kolumnę: wpisz x tam, gdzie jest krzyżyk.",
    "Puste pytanie zostaw puste. Gdy zaznaczono kilka odpowiedzi tam, gdzie miała być jedna, też zostaw puste.",
    "Teksty przepisz bez nazwisk i bez danych, po których można kogoś rozpoznać.",
    "Nie zmieniaj nagłówków ani kolejności kolumn. Plik wczytaj w portalu na stronie „Papier” tej samej grupy.",
    "Portal przyjmuje plik w całości albo wcale i mówi, w którym wierszu jest błąd. Tego samego pliku nie przyjmie drugi raz.",
)


def template_book(columns: list[Column], *, mark: str, title: str) -> bytes:
    """The workbook as XLSX; `mark` says for which group at which school it is."""
    book = Workbook()
    sheet: Worksheet = book.active  # type: ignore[assignment]  # a new book has one
    sheet.title = SHEET
    for place, column in enumerate(columns, 1):
        _head(sheet, place, column)
    _arrange(sheet, columns)
    _add_lists(book, sheet, columns)
    _add_help(book, title)
    book.custom_doc_props.append(StringProperty(name=PROPERTY, value=mark))  # type: ignore[attr-defined]  # stubs lack it
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _head(sheet: Worksheet, place: int, column: Column) -> None:
    key, head = sheet.cell(1, place), sheet.cell(2, place)
    for cell, text in ((key, column.key), (head, column.head)):
        cell.value, cell.data_type = text, "s"
    head.font = Font(name=FONT, bold=True, color=INK)
    head.fill = PatternFill("solid", fgColor=GROUND)
    head.alignment = Alignment(vertical="top", wrap_text=True)
    sheet.column_dimensions[get_column_letter(place)].width = _width(column)


def _width(column: Column) -> int:
    if column.key in {NUMBER, LANGUAGE, STAGE}:
        return 13
    if column.point:
        return 18
    return 30 if not column.choices else 24


def _arrange(sheet: Worksheet, columns: list[Column]) -> None:
    sheet.row_dimensions[1].hidden = True
    sheet.row_dimensions[2].height = 92
    sheet.freeze_panes = f"B{FIRST_ROW}"
    thin = Border(bottom=Side("thin", color=LINE))
    for row in range(FIRST_ROW, FIRST_ROW + PREPARED):
        for place, column in enumerate(columns, 1):
            cell = sheet.cell(row, place)
            cell.border = thin
            if not column.choices and column.key != NUMBER and column.item and column.item.is_text:
                cell.number_format = "@"
                cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4


def _add_lists(book: Workbook, sheet: Worksheet, columns: list[Column]) -> None:
    """A hidden sheet with each different list once; a drop-down for every column that has one."""
    lists = book.create_sheet(LISTS)
    rules: dict[tuple[str, ...], DataValidation] = {}
    for place, column in enumerate(columns, 1):
        if not column.choices:
            continue
        if column.choices not in rules:
            rules[column.choices] = _rule(book, lists, column.choices, len(rules) + 1)
            sheet.add_data_validation(rules[column.choices])
        letter = get_column_letter(place)
        rules[column.choices].add(f"{letter}{FIRST_ROW}:{letter}{FIRST_ROW + PREPARED - 1}")
    lists.sheet_state = "hidden"


def _rule(book: Workbook, lists: Worksheet, choices: tuple[str, ...], place: int) -> DataValidation:
    letter, name = get_column_letter(place), f"lista_{place}"
    for row, choice in enumerate(choices, 1):
        cell = lists.cell(row, place)
        cell.value, cell.data_type = choice, "s"
    book.defined_names[name] = DefinedName(name, attr_text=f"'{LISTS}'!${letter}$1:${letter}${len(choices)}")
    # No stop: the number alone may be typed too, and the portal looks at every cell anyway.
    return DataValidation("list", formula1=f"={name}", allow_blank=True, showErrorMessage=False)


def _add_help(book: Workbook, title: str) -> None:
    sheet = book.create_sheet(HELP)
    sheet.append([title])
    sheet.append([])
    for number, line in enumerate(HELP_LINES, 1):
        sheet.append([f"{number}. {line}"])
    sheet.column_dimensions["A"].width = 110
    sheet["A1"].font = Font(name=FONT, bold=True, size=14)
    for row in range(1, sheet.max_row + 1):
        sheet.cell(row, 1).alignment = Alignment(wrap_text=True, vertical="top")
        sheet.row_dimensions[row].height = 32 if row > 2 else 22
