"""The files of a sheet: the PDF and the workbook, made from what was frozen alone."""

import datetime
import io
from collections.abc import Callable
from types import SimpleNamespace

import openpyxl
import pikepdf

from inventory.columns import COLUMNS
from inventory.models import Edition, Licence, Sheet
from inventory.sheetbooks.book import Book
from inventory.sheetbooks.freezing import mark_of, register_contents
from inventory.sheetbooks.printing import sheet_html, sheet_pdf
from inventory.sheetbooks.workbook import sheet_workbook
from schools.models import Establishment
from tests import registerrows

Do = Callable[..., Sheet]


def opened(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def test_the_workbook_holds_every_column_of_every_row_as_what_it_is(sheet: Sheet, submit: Do) -> None:
    frozen = submit(sheet).contents

    devices = opened(sheet_workbook(frozen))["Urządzenia"]

    heads = [cell.value for cell in devices[1]]
    assert heads == ["Lp.", *(column.label for column in COLUMNS)]
    first, second = ({head: cell.value for head, cell in zip(heads, row, strict=True)} for row in devices.iter_rows(2))
    assert (first["Nazwa"], first["Kategoria"], first["Pomieszczenie"]) == ("Laptop Zażółć", "Laptop", "12")
    assert first["Data zakupu"] == datetime.datetime(2023, 9, 5)  # noqa: DTZ001 - how openpyxl gives a day
    assert first["Wartość brutto"] == 3499.99
    assert second["Data zakupu"] is None
    assert devices.freeze_panes == "C2"


def test_a_name_that_looks_like_a_formula_stays_text(sheet: Sheet, submit: Do) -> None:
    devices = opened(sheet_workbook(submit(sheet).contents))["Urządzenia"]

    cell = devices.cell(3, 3)

    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_the_summary_adds_up(sheet: Sheet, submit: Do) -> None:
    summary = opened(sheet_workbook(submit(sheet).contents))["Podsumowanie"]

    rows = [[cell.value for cell in row] for row in summary.iter_rows()]

    assert ["Razem", 2, 4700] in [row[:3] for row in rows]
    assert ["Laptop", 1, 3499.99] in [row[:3] for row in rows]
    assert ["Wartość brutto", "4\u00a0700,00\u00a0zł"] in [row[:2] for row in rows]


def test_both_files_made_twice_have_the_same_bytes(sheet: Sheet, submit: Do) -> None:
    frozen = submit(sheet).contents

    assert sheet_workbook(frozen) == sheet_workbook(frozen)
    assert sheet_pdf(frozen).sha256 == sheet_pdf(frozen).sha256


def test_the_pdf_is_tagged_across_and_in_polish(sheet: Sheet, submit: Do) -> None:
    made = sheet_pdf(submit(sheet).contents)

    with pikepdf.open(io.BytesIO(made.content)) as pdf:
        box = [float(side) for side in pdf.pages[0].MediaBox]
        assert box[2] > box[3]
        assert str(pdf.Root.Lang) == "pl"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.docinfo.Title).startswith("Arkusz inwentaryzacyjny, ZSP nr 101, Rok próbny")


def test_hostile_text_is_printed_and_not_obeyed(sheet: Sheet, submit: Do, schools: SimpleNamespace) -> None:
    registerrows.device(schools.a, name="<script>alert(1)</script>", note="{{ 7*7 }}")

    html = sheet_html(submit(sheet).contents)

    assert "<script>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_a_sheet_without_prices_licences_and_quality_has_its_files_too(
    edition: Edition, sheet: Sheet, submit: Do, schools: SimpleNamespace
) -> None:
    Licence.objects.all().delete()
    schools.a.devices.update(gross_value=None)

    frozen = submit(sheet).contents

    assert frozen["totals"]["value"] == "0.00"
    assert frozen["totals"]["unpriced"] == 2
    assert sheet_pdf(frozen).pages >= 2
    assert "Licencje" in opened(sheet_workbook(frozen)).sheetnames


def test_the_mark_is_of_the_rows_alone(edition: Edition, schools: SimpleNamespace) -> None:
    before = mark_of(register_contents(schools.a))
    Establishment.objects.filter(school=schools.a).update(name="Inna nazwa")
    assert mark_of(register_contents(schools.a)) == before

    room = schools.a.rooms.get()
    room.name = "Czytelnia"
    room.save()

    assert mark_of(register_contents(schools.a)) != before


def test_the_page_shows_days_and_amounts_in_polish(edition: Edition, schools: SimpleNamespace) -> None:
    shown = Book(register_contents(schools.a)).brief.shown()

    assert [cell.text for cell in shown[0]][-3:] == ["w użyciu", "05.09.2023", "3\u00a0499,99"]
