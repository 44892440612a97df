"""A list as a workbook: its cells read back by another library."""

import datetime
import io
import zipfile
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest

from inventory.models import Category, Device, Export
from tests import registerrows
from tests.exports.conftest import HOSTILE, made

COLUMNS = (
    "school",
    "inventory_number",
    "category",
    "room",
    "status",
    "serial",
    "purchased_on",
    "gross_value",
    "ram_gb",
    "fixed_asset_class",
    "note",
)

SEPTEMBER = datetime.datetime(2024, 9, 1)  # noqa: DTZ001 - a workbook knows no time zones


def sheet_of(export: Export, name: str = "Ewidencja") -> Any:
    return openpyxl.load_workbook(export.file)[name]


def rows_of(export: Export, name: str = "Ewidencja") -> list[tuple[Any, ...]]:
    return list(sheet_of(export, name).values)


def test_every_kind_of_cell_has_its_type(laptop: Device, cast: SimpleNamespace) -> None:
    export = made(cast.department, columns=COLUMNS)
    assert rows_of(export) == [
        ("Jednostka", "Numer inwentarzowy", "Kategoria", "Pomieszczenie", "Status", "Numer seryjny", "Data zakupu", "Wartość brutto", "RAM w GB", "KŚT", "Uwagi"),
        (laptop.school.short_name, "SP/007", "Laptop", "Pracownia 12", "w użyciu", "00123", SEPTEMBER, 1234.5, 16, "487 Zespoły komputerowe", "żółta naklejka"),
    ]  # fmt: skip
    cells = {cell.column_letter: (cell.data_type, cell.number_format) for cell in sheet_of(export)[2]}
    assert (cells["F"], cells["G"], cells["H"], cells["I"]) == (
        ("s", "@"),
        ("d", "yyyy-mm-dd"),
        ("n", "#,##0.00"),
        ("n", "0"),
    )


def test_what_is_not_known_stays_empty(schools: SimpleNamespace, cast: SimpleNamespace) -> None:
    registerrows.device(schools.a, "SP/1")
    columns = ("inventory_number", "room", "purchased_on", "gross_value", "ram_gb", "manufacturer", "condition")
    assert rows_of(made(cast.director_a, columns=columns))[1] == ("SP/1", None, None, None, None, None, None)


def test_the_sheet_is_ready_to_work_with(laptop: Device, cast: SimpleNamespace) -> None:
    sheet = sheet_of(made(cast.director_a))
    head = sheet["A1"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows) == ("B2", "A1:B2", "$1:$1")
    assert (head.font.b, head.fill.fgColor.rgb, head.font.color.rgb) == (True, "FF0B4F53", "FFFFFFFF")
    assert round(sheet.column_dimensions["B"].width) == 35


def test_the_second_sheet_says_what_the_list_is(laptop: Device, cast: SimpleNamespace, settings: Any) -> None:
    settings.MUNICIPALITY = "Gmina Próbna"
    query = f"status=in_use&szukaj=laptop&pomieszczenie={laptop.room_id}"
    facts = rows_of(made(cast.director_a, query=query), "O eksporcie")
    told = [fact for fact in facts if fact[0] != "Sporządzono"]
    assert told == [
        ("Informacja", "Wartość"),
        ("Lista", "Ewidencja sprzętu"),
        ("Gmina", "Gmina Próbna"),
        ("Jednostki", laptop.school.short_name),
        ("Filtr", "Szukaj: laptop"),
        ("Filtr", "Pomieszczenie: Pracownia 12"),
        ("Filtr", "Status: w użyciu"),
        ("Wierszy", "1"),
        ("Dla", "dyrektor"),
    ]
    assert cast.director_a.email not in str(facts)


def test_an_empty_list_has_its_header(schools: SimpleNamespace, cast: SimpleNamespace) -> None:
    export = made(cast.director_a)
    assert (export.rows, rows_of(export)) == (0, [("Numer inwentarzowy", "Nazwa")])


@pytest.mark.parametrize("text", HOSTILE)
def test_text_like_a_formula_is_text(schools: SimpleNamespace, cast: SimpleNamespace, text: str) -> None:
    registerrows.device(schools.a, "SP/1", note=text)
    cell = sheet_of(made(cast.director_a, columns=("inventory_number", "note")))["B2"]
    assert (cell.data_type, cell.number_format, cell.quotePrefix) == ("s", "@", True)
    assert cell.value == text.replace("\t", " ").replace("\r", " ")


def test_no_cell_of_the_file_holds_a_formula(schools: SimpleNamespace, cast: SimpleNamespace) -> None:
    for number, text in enumerate(HOSTILE):
        room = registerrows.room(schools.a, f"=SALA({number})")
        registerrows.device(schools.a, f"={number}", name=text, model=text, note=text, room=room)
    export = made(cast.director_a, columns=("inventory_number", "name", "model", "room", "note"))
    with zipfile.ZipFile(export.file) as book:
        parts = [book.read(name) for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
    assert len(parts) == 2
    assert [part.count(b"<f") for part in parts] == [0, 0]


def test_a_number_kept_as_text_is_never_a_number(schools: SimpleNamespace, cast: SimpleNamespace) -> None:
    registerrows.device(schools.a, "0012", serial="12345678901234567890")
    cells = sheet_of(made(cast.director_a, columns=("inventory_number", "serial")))[2]
    assert [(cell.value, cell.data_type) for cell in cells] == [("0012", "s"), ("12345678901234567890", "s")]


def test_own_fields_of_the_category_are_told(schools: SimpleNamespace, cast: SimpleNamespace) -> None:
    fields = [
        {"key": "ports", "label": "Liczba portów", "kind": "count"},
        {"key": "poe", "label": "PoE", "kind": "bool"},
    ]
    switch = Category.objects.create(code="proba", name="Przełącznik próbny", own_fields=fields)
    registerrows.device(schools.a, "SP/1", category=switch, details={"ports": 24, "poe": True})
    assert rows_of(made(cast.director_a, columns=("inventory_number", "details")))[1] == (
        "SP/1",
        "Liczba portów: 24; PoE: tak",
    )


def test_the_order_and_the_filters_are_those_of_the_list(schools: SimpleNamespace, cast: SimpleNamespace) -> None:
    for number in ("SP/2", "SP/10", "SP/1"):
        registerrows.device(schools.a, number, status="stored")
    registerrows.device(schools.a, "SP/3", status="disposed")
    up = rows_of(made(cast.director_a, columns=("inventory_number",)))
    down = rows_of(made(cast.director_a, query="sortuj=-inventory_number&status=stored", columns=("inventory_number",)))
    assert up[1:] == [("SP/1",), ("SP/2",), ("SP/10",)]
    assert down[1:] == [("SP/10",), ("SP/2",), ("SP/1",)]


def test_a_workbook_is_a_plain_archive(laptop: Device, cast: SimpleNamespace) -> None:
    content = Path(made(cast.director_a).file).read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        assert book.testzip() is None
        assert not [name for name in book.namelist() if "vba" in name.lower() or "external" in name.lower()]
