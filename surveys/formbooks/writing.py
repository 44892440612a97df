"""A questionnaire written as a workbook. Every text is stored as text: nothing in it is calculated, whatever it begins with."""

import io
import re
from collections.abc import Iterable, Mapping

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from hdr_portal.lib.celltext import is_like_formula
from surveys.formbooks.layout import (
    BEGIN,
    CHOICES,
    COLUMNS,
    END,
    FLAGS,
    LEGEND,
    LEVELS,
    MULTILINE,
    SETTINGS,
    SURVEY,
    as_relevant,
)
from surveys.formbooks.legend import LINES
from surveys.questionnaire import Item, Questionnaire, Scale, Section, Texts
from surveys.sound_texts import UNREADABLE

Cells = Mapping[str, str | int | None]
ESCAPE_LIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # XLSX would read „_x0041_” as „A”
WIDTHS = {"type": 26, "name": 22, "relevant": 30, "list_name": 20, "form_id": 24, "source_note": 40}
TEXT_WIDTH, NARROW = 48, 14
TYPES = {"multi": "select_multiple", "number": "integer", "short_text": "text", "long_text": "text"}
APPEARANCES = {"levels": LEVELS, "long_text": MULTILINE}
GROUND, INK, FONT = "FF0B4F53", "FFFFFFFF", "Calibri"
FLAG_ROWS = 500


def workbook_of(content: Questionnaire) -> bytes:
    """The questionnaire as XLSX."""
    book = Workbook()
    _fill(book.create_sheet(SURVEY), SURVEY, _survey_rows(content))
    _fill(book.create_sheet(CHOICES), CHOICES, _choice_rows(content.scales.values()))
    _fill(book.create_sheet(SETTINGS), SETTINGS, [_settings_row(content)])
    _add_legend(book.create_sheet(LEGEND))
    book.remove(book.worksheets[0])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


# --- Rows -----------------------------------------------------------------------------------------------------------
def _survey_rows(content: Questionnaire) -> Iterable[Cells]:
    for section in content.sections:
        yield _group_row(section)
        yield from (_item_row(item) for item in section.items)
        yield {"type": END}


def _group_row(section: Section) -> Cells:
    return {
        "type": BEGIN, "name": section.code, "construct": section.construct,
        **_said("label", section.title), **_said("hint", section.intro),
    }  # fmt: skip


def _item_row(item: Item) -> Cells:
    kind = TYPES.get(item.kind, "select_one")
    return {
        "type": f"{kind} {item.scale.code}" if item.scale else kind,
        "name": item.code,
        "appearance": APPEARANCES.get(item.kind, ""),
        "required": _flag(item.required),
        "not_applicable": _flag(item.allow_na),
        "reverse": _flag(item.reverse),
        "limit": item.limit,
        "minimum": item.minimum,
        "maximum": item.maximum,
        "relevant": as_relevant(item.show_if.source) if item.show_if else "",
        "tag": item.tag,
        "category": item.category,
        **_said("label", item.text),
        **_said("hint", item.hint),
        **_said("easy", item.easy),
    }


def _choice_rows(scales: Iterable[Scale]) -> Iterable[Cells]:
    for scale in scales:
        for point in scale.points:
            yield {"list_name": scale.code, "name": point.code, "value": point.value, **_said("label", point.label)}


def _settings_row(content: Questionnaire) -> Cells:
    return {
        "form_id": content.code,
        "version": content.version,
        "audience": content.audience,
        "framework": content.framework,
        "easy": _flag(content.easy),
        "minutes": content.minutes,
        "source_note": content.source_note,
        **_said("title", content.title),
        **_said("intro", content.intro),
    }


def _said(name: str, texts: Texts) -> Cells:
    return {f"{name}::{code}": text for code, text in texts.items()}


def _flag(value: object) -> str:
    return "yes" if value else "no"


# --- Sheets ---------------------------------------------------------------------------------------------------------
def _fill(sheet: Worksheet, name: str, rows: Iterable[Cells]) -> None:
    columns = COLUMNS[name]
    for place, column in enumerate(columns, 1):
        head = sheet.cell(1, place, column)
        head.font = Font(name=FONT, bold=True, color=INK)
        head.fill = PatternFill("solid", fgColor=GROUND)
        sheet.column_dimensions[get_column_letter(place)].width = _width(column)
    for number, row in enumerate(rows, 2):
        for place, column in enumerate(columns, 1):
            _put(sheet, number, place, row.get(column))
    sheet.freeze_panes = "C2" if name == SURVEY else "A2"
    _offer_flags(sheet, columns, easy_is_flag=name == SETTINGS)


def _put(sheet: Worksheet, row: int, column: int, value: str | int | None) -> None:
    cell = sheet.cell(row, column)
    cell.number_format = "@"
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if isinstance(value, str) and value:
        cell.value = ESCAPE_LIKE.sub("_x005F_", UNREADABLE.sub("", value))
        cell.data_type = "s"
        cell.quotePrefix = is_like_formula(value)  # edited again, it stays text
    elif value is not None and value != "":
        cell.value = value
        cell.number_format = "0"


def _offer_flags(sheet: Worksheet, columns: tuple[str, ...], *, easy_is_flag: bool) -> None:
    rule = DataValidation("list", formula1='"yes,no"', allow_blank=True, errorStyle="stop", error="Wpisz yes albo no.")
    for place, column in enumerate(columns, 1):
        if column in FLAGS or (easy_is_flag and column == "easy"):
            letter = get_column_letter(place)
            rule.add(f"{letter}2:{letter}{FLAG_ROWS}")
    if rule.sqref:
        sheet.add_data_validation(rule)


def _width(column: str) -> int:
    return TEXT_WIDTH if "::" in column else WIDTHS.get(column, NARROW)


def _add_legend(sheet: Worksheet) -> None:
    for number, (name, meaning) in enumerate(LINES, 1):
        sheet.cell(number, 1, name).font = Font(name=FONT, bold=True)
        sheet.cell(number, 2, meaning).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.column_dimensions["A"].width = 34
    sheet.column_dimensions["B"].width = 100
