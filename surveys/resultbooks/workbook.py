"""The book as XLSX: the released aggregates, and nothing of single answers. A hidden one has its word, never a nought."""

import io
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from hdr_portal.lib import polish
from surveys.resultbooks.book import ResultBook
from surveys.resultbooks.parts import ItemBook, PartBook
from surveys.resultbooks.words import HIDDEN, Measure

MEAN, SHARE = "0.00", "0%"
HEAD = PatternFill("solid", start_color="FF0B4F5C")
FONT, WIDEST, LINE = "Calibri", 70, 15
SCORE_WORDS = (
    "Średnia części: średnia wyników osób, które odpowiedziały na co najmniej 2/3 jej pytań. Gdy tylko kilka osób "
    "pominęło część pytań, jest to średnia średnich pytań, żeby z różnicy nie dało się odczytać odpowiedzi tych osób."
)
METHOD = (
    "Plik zawiera wyłącznie zbiorcze wyniki, które wolno pokazać.",
    f"„{HIDDEN}”: odpowiedzi było mniej niż minimum albo z różnicy liczb dałoby się odczytać małą grupę.",
    SCORE_WORDS,
    "Pytania odwrócone są w średniej przeliczone tak, że więcej zawsze znaczy lepiej.",
)  # fmt: skip

Value = str | int | float | None
Format = str | None
Cell = tuple[Value, Format]


def book_xlsx(book: ResultBook) -> bytes:
    """The workbook's bytes."""
    file = Workbook()
    file.remove(file.active)  # type: ignore[arg-type]  # a new workbook has a sheet
    _about(file, book)
    _write(file, "Odpowiedzi", ("Grupa", "Miejsce", "Zaproszeni", "Odpowiedzi", "Odsetek odpowiedzi"), _rates(book))
    _write(file, "Części", _section_heads(book), _sections(book))
    _write(file, "Pytania", _item_heads(book), _items(book))
    _write(file, "Rozkłady", ("Grupa", "Kod pytania", "Pytanie", "Odpowiedź", "Osób", "Udział"), _distributions(book))
    if any(part.schools and part.scored for part in book.parts):
        _write(file, "Jednostki", ("Grupa", "Jednostka", "Część", "Osób", "Średnia"), _by_school(book))
    if book.views.rows:
        _write(file, "Porównanie grup", ("Temat", *book.views.heads, "Różnice"), _views(book))
    if book.waves:
        heads = ("Grupa", "Kod", "Część lub pytanie", "Poprzednio", "Teraz", "Różnica", "Od", "Do", "Zmiana")
        _write(file, "Zmiany", heads, _changes(book))
    content = io.BytesIO()
    file.save(content)
    return content.getvalue()


# --- Sheets ---------------------------------------------------------------------------------------------------------
def _about(file: Workbook, book: ResultBook) -> None:
    sheet = file.create_sheet("O pliku")
    campaign = book.campaign
    facts = (
        ("Ankieta", campaign.name),
        ("Fala", campaign.wave),
        ("Miejsce", book.place),
        ("Trwała", polish.date_range(campaign.opens_on, campaign.closes_on)),
        ("Wydanie wyników", str(book.tally.revision)),
        ("Powód wydania", book.tally.reason or "pierwsze zliczenie po zamknięciu"),
        ("Najmniej odpowiedzi do pokazania", str(campaign.minimum)),
        ("Plik z dnia", polish.long_date(book.made_on)),
        *([("Uwaga", "Dane demonstracyjne")] if campaign.is_demo else []),
    )
    for name, value in facts:
        sheet.append([name, value])
        sheet.cell(sheet.max_row, 1).font = Font(name=FONT, bold=True)
        _as_text(sheet, sheet.max_row, 2)
    for sentence in METHOD:
        sheet.append(["", sentence])
        sheet.cell(sheet.max_row, 2).alignment = Alignment(wrap_text=True, vertical="top")
        sheet.row_dimensions[sheet.max_row].height = LINE * (1 + len(sentence) // 85)
    _set_page(sheet)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 36, 90


def _rates(book: ResultBook) -> Iterable[list[Cell]]:
    for part in book.parts:
        rates = [part.rate, *([part.city_rate] if part.city_rate else []), *(line.rate for line in part.schools)]
        for rate in rates:
            per_cent = None if rate.per_cent is None else rate.per_cent / 100
            told: list[Cell] = [(rate.n, None), (per_cent, SHARE)] if rate.shown else [(rate.words, None)] * 2
            yield [(part.title, None), (rate.label, None), (rate.invited, None), *told]


def _section_heads(book: ResultBook) -> tuple[str, ...]:
    compared = ("Gmina: średnia", "Szkoły: mediana (kwartyle)") if book.school else ()
    return ("Grupa", "Część", "Etap", "Osób", "Średnia", "Udział najwyższych odpowiedzi", *compared)


def _sections(book: ResultBook) -> Iterable[list[Cell]]:
    for part in book.parts:
        for section in part.scored:
            compared = [_mean(section.city), (section.band, None)] if book.school else []
            yield [(part.title, None), (section.title, None), ("wszystkie", None), *_measure(section.figure), *compared]
            for stage, figure in section.stages:
                empty: list[Cell] = [("", None)] * len(compared)
                yield [(part.title, None), (section.title, None), (stage, None), *_measure(figure), *empty]


def _item_heads(book: ResultBook) -> tuple[str, ...]:
    compared = ("Gmina: średnia", "Szkoły: mediana (kwartyle)") if book.school else ()
    known = ("Osób", "Średnia", "Udział najwyższych odpowiedzi", "Nie dotyczy / nie wiem")
    return ("Grupa", "Część", "Kod", "Pytanie", *known, *compared)


def _items(book: ResultBook) -> Iterable[list[Cell]]:
    for part, section_title, item in _each_item(book):
        compared = [_mean(item.city), (item.band, None)] if book.school else []
        named: list[Cell] = [(part.title, None), (section_title, None), (item.code, None), (item.text, None)]
        yield [*named, *_measure(item.figure), (item.na, None), *compared]


def _distributions(book: ResultBook) -> Iterable[list[Cell]]:
    for part, _, item in _each_item(book):
        for line in item.lines:
            named: list[Cell] = [(part.title, None), (item.code, None), (item.text, None), (line.label, None)]
            yield [*named, (line.count, None), (_rounded(line.share, 4), SHARE)]


def _each_item(book: ResultBook) -> Iterable[tuple[PartBook, str, ItemBook]]:
    for part in book.parts:
        for section in part.sections:
            for item in section.items:
                yield part, section.title, item


def _by_school(book: ResultBook) -> Iterable[list[Cell]]:
    for part in book.parts:
        for line in () if part.is_city_only else part.schools:
            for section, score in zip(part.scored, line.scores, strict=True):
                named: list[Cell] = [(part.title, None), (str(line.school), None), (section.title, None)]
                yield [*named, *_measure(score)[:2]]


def _views(book: ResultBook) -> Iterable[list[Cell]]:
    for row in book.views.rows:
        scores = [_mean(view.figure if view else None) for view in row.views]
        yield [(row.title, None), *scores, ("; ".join(row.divergences), None)]


def _changes(book: ResultBook) -> Iterable[list[Cell]]:
    for wave in book.waves:
        for row in wave.rows:
            found = row.change
            numbers: list[Cell] = (
                [(found.difference, MEAN), (found.low, MEAN), (found.high, MEAN)] if found else [(None, None)] * 3
            )
            named: list[Cell] = [(wave.title, None), (row.code, None), (row.title, None)]
            yield [*named, _mean(row.before), _mean(row.now), *numbers, (row.words, None)]


# --- Cells ----------------------------------------------------------------------------------------------------------
def _measure(figure: Measure | None) -> list[Cell]:
    """People, mean and share; the word stands where a mean would."""
    if figure is None:
        return [(None, None)] * 3
    if not figure.shown:
        return [(figure.word, None), (figure.word, None), (figure.word, None)]
    return [(figure.n, None), (_rounded(figure.mean, 2), MEAN), (_rounded(figure.top, 4), SHARE)]


def _mean(figure: Measure | None) -> Cell:
    if figure is None:
        return None, None
    return (_rounded(figure.mean, 2), MEAN) if figure.shown else (figure.word, None)


def _rounded(number: float | None, places: int) -> float | None:
    """Halves go up, as on the page: nobody gets another number from the workbook."""
    if number is None:
        return None
    return float(Decimal(str(number)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


def _write(file: Workbook, title: str, heads: Sequence[str], rows: Iterable[list[Cell]]) -> None:
    sheet = file.create_sheet(title)
    sheet.append(list(heads))
    for row in rows:
        sheet.append([value for value, _ in row])
        for column, (value, form) in enumerate(row, 1):
            cell = sheet.cell(sheet.max_row, column)
            if form:
                cell.number_format = form
            if isinstance(value, str):
                _as_text(sheet, sheet.max_row, column)
    _dress(sheet, title)


def _as_text(sheet: Worksheet, row: int, column: int) -> None:
    """Somebody's words are never a formula."""
    cell: Any = sheet.cell(row, column)
    cell.data_type = "s"
    cell.alignment = Alignment(wrap_text=True, vertical="top")


def _set_page(sheet: Worksheet) -> None:
    """Across, as wide as the paper."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", "9"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _dress(sheet: Worksheet, title: str) -> None:
    sheet.freeze_panes, sheet.print_title_rows = "A2", "1:1"
    _set_page(sheet)
    for cell in sheet[1]:
        cell.font, cell.fill = Font(name=FONT, bold=True, color="FFFFFFFF"), HEAD
        cell.alignment = Alignment(wrap_text=True, vertical="center")
    for number, column in enumerate(sheet.iter_cols(), 1):
        longest = max((len(str(cell.value)) for cell in column if cell.value is not None), default=8)
        sheet.column_dimensions[get_column_letter(number)].width = min(max(longest + 2, 10), WIDEST)
    for number, row in enumerate(sheet.iter_rows(min_row=2, values_only=True), 2):
        longest = max((len(value) for value in row if isinstance(value, str)), default=0)
        if longest > WIDEST:
            sheet.row_dimensions[number].height = LINE * -(-longest // (WIDEST - 5))
    if sheet.max_row > 1:
        name = "T" + "".join(letter for letter in title if letter.isascii() and letter.isalpha())
        table = Table(displayName=name, ref=sheet.dimensions)
        table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
        sheet.add_table(table)
