"""Codes as XLSX, for sending through the school's e-diary: a line a code, with a message ready to be pasted."""

import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from surveys.addresses import card_url
from surveys.codes import derive_codes, shown
from surveys.models import CodeBatch, Language, Target
from surveys.ready_texts import card_message

HEADS = ("Klasa lub grupa", "Lp.", "Kod", "Adres", *(f"Wiadomość: {label}" for label in Language.labels))
WIDTHS = (26, 6, 14, 44, 60, 60, 60)
GROUND, INK, FONT = "FF0B4F53", "FFFFFFFF", "Calibri"
HELP = (
    "Każdy kod wyślij jednej osobie i nie zapisuj, komu który. Rozdaj je w przypadkowej kolejności, nie według dziennika.",
    "Kod działa raz. Z wiadomości wystarczy skopiować jedną kolumnę, w języku rodziny.",
    "Po wysłaniu usuń ten plik.",
)


def code_book(target: Target, batches: Sequence[CodeBatch]) -> bytes:
    """The workbook; a batch whose seed was deleted raises ValueError."""
    book = Workbook()
    sheet: Worksheet = book.active  # type: ignore[assignment]  # a new book has one
    sheet.title = "Kody"
    sheet.append(list(HEADS))
    for batch in batches:
        for number, code in enumerate(derive_codes(batch.seed, batch.size), 1):
            sheet.append(_line(target, batch, number, code))
    _dress(sheet)
    _add_help(book, target)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _line(target: Target, batch: CodeBatch, number: int, code: str) -> list[str | int]:
    address = card_url(target, code)
    title, day = target.part.instrument.title, target.part.campaign.closes_on
    texts = [
        card_message(language, title=title, address=address, code=shown(code), until=day)
        for language in Language.values
    ]
    return [batch.label, number, shown(code), address, *texts]


def _dress(sheet: Worksheet) -> None:
    for cell in sheet[1]:
        cell.font = Font(name=FONT, bold=True, color=INK)
        cell.fill = PatternFill("solid", fgColor=GROUND)
        cell.alignment = Alignment(vertical="top", wrap_text=True)
    for row in sheet.iter_rows(min_row=2):
        for place, cell in enumerate(row, 1):
            cell.alignment = Alignment(vertical="top", wrap_text=place > len(HEADS) - len(Language.values))
            if isinstance(cell.value, str):
                cell.data_type = "s"  # a class may be called „=1a”
    for letter, width in zip("ABCDEFG", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "D2"
    sheet.auto_filter.ref = sheet.dimensions


def _add_help(book: Workbook, target: Target) -> None:
    sheet = book.create_sheet("Jak wysłać")
    sheet.append([f"{target.part.campaign}: {target.part.get_audience_display()}, {target.place}"])
    for line in HELP:
        sheet.append([line])
    sheet.column_dimensions["A"].width = 110
    sheet["A1"].font = Font(name=FONT, bold=True, size=14)
    for row in range(1, sheet.max_row + 1):
        sheet.cell(row, 1).alignment = Alignment(wrap_text=True, vertical="top")
