"""The workbook of a school that comes back: what is in it, what may be changed in it, and that it comes back as it went."""

import datetime
import io
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest
from django.core.files.base import ContentFile

from inventory.changes import Source, save_change
from inventory.columns import COLUMNS
from inventory.intake.marks import BOOK_PROPERTY, read_book_mark, read_row_mark
from inventory.models import Device, Export, FundingSource, Manufacturer
from inventory.outtake.making import NO_SUCH_SCHOOL
from inventory.outtake.round_trip import BLANK_ROWS
from inventory.services import imports
from inventory.services.exports import ExportRefused
from schools.models import School, User
from tests import registerrows
from tests.exports.conftest import HOSTILE, made, ordered
from tests.imports.conftest import Desk

WIDE = {column.key: place for place, column in enumerate(COLUMNS, 1)}  # the mark stands at 0


def taken_out(person: User, school: School, devices: str = "obecne") -> Export:
    return made(person, "edit", f"jednostka={school.pk}&urzadzenia={devices}", ())


def book_of(export: Export) -> Any:
    return openpyxl.load_workbook(export.file)


def rows_of(export: Export) -> list[tuple[Any, ...]]:
    return [row for row in book_of(export)["Ewidencja"].iter_rows(min_row=2, values_only=True) if row[0]]


def full(school: School, number: str = "SP/007", **given: Any) -> Device:
    """A device with a value in every column."""
    values: dict[str, Any] = {
        "name": "Laptop uczniowski", "manufacturer": Manufacturer.objects.get_or_create(name="Dell")[0],
        "model": "Latitude 3520", "serial": "00123", "room": registerrows.room(school, "Pracownia 12"),
        "status": "in_use", "condition": "good", "audience": "pupil", "purchased_on": datetime.date(2024, 9, 1),
        "invoice": "FV/1/2024", "supplier": "Sklep", "gross_value": Decimal("1234.50"),
        "funding": FundingSource.objects.get_or_create(name="Aktywna Tablica")[0],
        "durability_until": datetime.date(2029, 9, 1), "warranty_until": datetime.date(2027, 9, 1),
        "accounting_class": "013", "owner": "school", "cpu": "Intel Core i5", "ram_gb": 16, "disk_gb": 512,
        "disk_kind": "ssd", "operating_system": registerrows.system(), "windows11": "installed", "note": "żółta naklejka",
    }  # fmt: skip
    return registerrows.device(school, number, **values | given)


# --- What is in it --------------------------------------------------------------------------------------------------
def test_the_book_and_every_row_carry_their_marks(schools: SimpleNamespace, cast: SimpleNamespace) -> None:
    device = full(schools.a)
    export = taken_out(cast.director_a, schools.a)
    (row,) = rows_of(export)
    mark = read_row_mark(row[0], schools.a.pk)
    properties = {one.name: one.value for one in book_of(export).custom_doc_props.props}
    assert mark is not None
    assert (mark.device_id, mark.version) == (device.pk, device.version)
    assert read_row_mark(row[0], schools.b.pk) is None
    assert read_book_mark(properties[BOOK_PROPERTY]).school_id == schools.a.pk  # type: ignore[union-attr]


def test_headers_are_the_columns_and_the_required_ones_have_a_star(
    schools: SimpleNamespace, cast: SimpleNamespace
) -> None:
    head = next(book_of(taken_out(cast.director_a, schools.a))["Ewidencja"].iter_rows(max_row=1, values_only=True))
    assert head == ("__id", *(f"{one.label} *" if one.required else one.label for one in COLUMNS))


def test_values_are_typed(schools: SimpleNamespace, cast: SimpleNamespace) -> None:
    full(schools.a)
    (row,) = rows_of(taken_out(cast.director_a, schools.a))
    wanted = (
        "inventory_number",
        "serial",
        "purchased_on",
        "gross_value",
        "ram_gb",
        "status",
        "room",
        "accounting_class",
    )
    assert [row[WIDE[key]] for key in wanted] == [
        "SP/007", "00123", datetime.datetime(2024, 9, 1), 1234.5, 16, "w użyciu", "Pracownia 12",  # noqa: DTZ001
        "013 pozostałe środki trwałe",
    ]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_text_like_a_formula_is_text(schools: SimpleNamespace, cast: SimpleNamespace, text: str) -> None:
    registerrows.device(schools.a, "SP/1", note=text, room=registerrows.room(schools.a, "=Sala(1)"))
    sheet = book_of(taken_out(cast.director_a, schools.a))["Ewidencja"]
    note, room = sheet.cell(2, WIDE["note"] + 1), sheet.cell(2, WIDE["room"] + 1)
    assert [(cell.data_type, cell.quotePrefix, cell.number_format) for cell in (note, room)] == [("s", True, "@")] * 2
    assert (note.value, room.value) == (text.replace("\t", " ").replace("\r", " "), "=Sala(1)")


def test_what_has_left_the_school_comes_only_when_asked_for(schools: SimpleNamespace, cast: SimpleNamespace) -> None:
    for number, status in enumerate(("in_use", "disposed", "handed_over", "missing"), 1):
        registerrows.device(schools.a, f"SP/{number}", status=status)
    numbers = {
        asked: [row[1] for row in rows_of(taken_out(cast.director_a, schools.a, asked))]
        for asked in ("obecne", "wszystkie", "wzor")
    }
    assert numbers == {"obecne": ["SP/1", "SP/4"], "wszystkie": ["SP/1", "SP/2", "SP/3", "SP/4"], "wzor": []}


def test_drop_downs_offer_the_schools_rooms_and_what_it_may_use(
    schools: SimpleNamespace, cast: SimpleNamespace
) -> None:
    registerrows.room(schools.a, "Sala A")
    registerrows.room(schools.b, "Sala B")
    registerrows.category()
    Manufacturer.objects.create(name="Nasz", state="proposed", proposed_by_school=schools.a)
    Manufacturer.objects.create(name="Cudzy", state="proposed", proposed_by_school=schools.b)
    Manufacturer.objects.create(name="Odrzucony", state="declined")
    lists = book_of(taken_out(cast.director_a, schools.a))["Słowniki"]
    offered = {column[0].value: [cell.value for cell in column[1:] if cell.value] for column in lists.columns}
    assert offered["room"] == ["Sala A"]
    assert "Laptop" in offered["category"]
    assert {"Nasz", "Cudzy", "Odrzucony"} & set(offered["manufacturer"]) == {"Nasz"}
    assert offered["status"][:2] == ["w użyciu", "w magazynie"]
    assert lists.sheet_state == "hidden"


def test_an_entry_that_a_device_carries_is_offered_though_it_was_declined(
    schools: SimpleNamespace, cast: SimpleNamespace
) -> None:
    registerrows.device(schools.a, manufacturer=Manufacturer.objects.create(name="Odrzucony", state="declined"))
    lists = book_of(taken_out(cast.director_a, schools.a))["Słowniki"]
    offered = {column[0].value: [cell.value for cell in column[1:] if cell.value] for column in lists.columns}
    assert "Odrzucony" in offered["manufacturer"]


def test_validations_stop_at_choices_and_warn_at_entries(schools: SimpleNamespace, cast: SimpleNamespace) -> None:
    full(schools.a)
    sheet = book_of(taken_out(cast.director_a, schools.a))["Ewidencja"]
    rules = {str(rule.sqref).split("2:")[0]: rule for rule in sheet.data_validations.dataValidation}
    letters = {column.key: openpyxl.utils.get_column_letter(place + 1) for place, column in enumerate(COLUMNS, 1)}
    told = {
        key: (rules[letters[key]].type, rules[letters[key]].errorStyle, rules[letters[key]].formula1)
        for key in ("status", "room", "category", "purchased_on", "gross_value", "ram_gb", "serial")
    }
    assert told == {
        "status": ("list", "stop", "=lista_status"),
        "room": ("list", "warning", "=lista_room"),
        "category": ("list", "warning", "=lista_category"),
        "purchased_on": ("date", "warning", "32874"),
        "gross_value": ("decimal", "warning", "0"),
        "ram_gb": ("whole", "warning", "0"),
        "serial": ("textLength", "stop", "100"),
    }
    assert {str(rule.sqref) for rule in rules.values()} == {
        f"{letter}2:{letter}{2 + BLANK_ROWS}" for letter in letters.values()
    }


def test_heads_and_marks_are_guarded_and_the_cells_below_are_free(
    schools: SimpleNamespace, cast: SimpleNamespace
) -> None:
    full(schools.a)
    sheet = book_of(taken_out(cast.director_a, schools.a))["Ewidencja"]
    rules = sheet.protection
    forbidden = {name for name in ("formatColumns", "insertColumns", "deleteColumns") if getattr(rules, name)}
    allowed = {
        name for name in ("insertRows", "deleteRows", "sort", "autoFilter", "formatCells") if not getattr(rules, name)
    }
    assert (rules.sheet, rules.password) == (True, None)
    assert len(forbidden) == 3
    assert len(allowed) == 5
    assert {cell.protection.locked for cell in sheet[1]} == {True}
    assert {cell.protection.locked for row in sheet.iter_rows(min_row=2) for cell in row} == {False}
    assert (sheet.column_dimensions["A"].hidden, sheet.freeze_panes) == (True, "C2")
    assert sheet.auto_filter.ref == f"A1:AB{2 + BLANK_ROWS}"  # sorting takes the marks along


def test_the_legend_tells_of_every_column(schools: SimpleNamespace, cast: SimpleNamespace) -> None:
    book = book_of(taken_out(cast.director_a, schools.a))
    told = {row[0]: row[1:4] for row in book["Legenda"].iter_rows(values_only=True) if row[0]}
    assert book.sheetnames == ["Ewidencja", "Legenda", "Słowniki"]
    assert [column.label for column in COLUMNS if not all(told[column.label])] == []
    assert told["Status"][1].startswith("jedna z wartości: w użyciu, w magazynie")
    assert told["Numer inwentarzowy"][2] == "tak"


# --- Whose ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("school", ["0", "", "b", "99999999999999999999"])
def test_another_school_is_not_to_be_had(schools: SimpleNamespace, cast: SimpleNamespace, school: str) -> None:
    asked = schools.b.pk if school == "b" else school
    with pytest.raises(ExportRefused) as refused:
        ordered(cast.director_a, "edit", f"jednostka={asked}", ())
    assert str(refused.value) == NO_SUCH_SCHOOL


def test_it_holds_the_one_school_also_for_the_department(schools: SimpleNamespace, cast: SimpleNamespace) -> None:
    full(schools.a, "A/1")
    full(schools.b, "B/1")
    assert [row[1] for row in rows_of(taken_out(cast.department, schools.b))] == ["B/1"]


# --- There and back -------------------------------------------------------------------------------------------------
@pytest.fixture
def desk(schools: SimpleNamespace) -> Desk:
    return Desk(schools)


def uploaded(desk: Desk, export: Export, change: Any = None) -> Any:
    """The preview of the workbook sent back, changed by hand or not."""
    content = Path(export.file).read_bytes()
    if change:
        book = openpyxl.load_workbook(io.BytesIO(content))
        change(book["Ewidencja"])
        out = io.BytesIO()
        book.save(out)
        content = out.getvalue()
    return desk.mapped(desk.start(ContentFile(content, name="ewidencja.xlsx")))


def test_sent_back_unchanged_it_changes_nothing(desk: Desk, schools: SimpleNamespace) -> None:
    full(schools.a)
    registerrows.device(schools.a, "SP/008")
    for number, text in enumerate(HOSTILE, 1):
        registerrows.device(schools.a, f"X/{number}", note=" ".join(text.split()))
    diff = imports.load_diff(uploaded(desk, taken_out(desk.director, schools.a)))
    assert [
        (row.number, row.verdict, row.changes, row.problems) for row in diff.rows if row.verdict != "unchanged"
    ] == []
    assert (len(diff.rows), diff.questions, diff.missing, diff.is_round_trip) == (10, (), (), True)


def test_sent_back_unchanged_with_what_is_gone_it_changes_nothing(desk: Desk, schools: SimpleNamespace) -> None:
    full(schools.a, status="disposed")
    diff = imports.load_diff(uploaded(desk, taken_out(desk.director, schools.a, "wszystkie")))
    assert [(row.verdict, row.changes, row.problems) for row in diff.rows] == [("unchanged", (), ())]


def test_what_is_gone_and_left_out_is_not_missing(desk: Desk, schools: SimpleNamespace) -> None:
    full(schools.a)
    registerrows.device(schools.a, "SP/9", status="disposed")
    assert imports.load_diff(uploaded(desk, taken_out(desk.director, schools.a))).missing == ()


def test_the_empty_pattern_brings_new_devices(desk: Desk, schools: SimpleNamespace) -> None:
    registerrows.category()
    export = taken_out(desk.director, schools.a, "wzor")

    def add(sheet: Any) -> None:
        sheet.cell(2, 2, "SP/1")
        sheet.cell(2, 3, "Laptop")
        sheet.cell(2, 4, "Laptop")

    diff = imports.load_diff(uploaded(desk, export, add))
    assert [(row.number, row.verdict) for row in diff.rows] == [("SP/1", "new")]


def test_both_sides_edits_meet(desk: Desk, schools: SimpleNamespace) -> None:
    device = full(schools.a)
    export = taken_out(desk.director, schools.a)
    device.supplier = "Zmieniony w portalu"
    device.note = "uwaga z portalu"
    save_change(device, source=Source(desk.director))

    def edit(sheet: Any) -> None:
        sheet.cell(2, WIDE["name"] + 1, "Laptop nauczyciela")
        sheet.cell(2, WIDE["note"] + 1, "uwaga z pliku")

    (row,) = imports.load_diff(uploaded(desk, export, edit)).rows
    assert {(change.key, change.kind, change.new) for change in row.changes} == {
        ("name", "change", "Laptop nauczyciela"),
        ("supplier", "kept", "Sklep"),
        ("note", "conflict", "uwaga z pliku"),
    }


def test_rows_may_be_sorted_and_taken_out(desk: Desk, schools: SimpleNamespace) -> None:
    for number in range(1, 4):
        full(schools.a, f"SP/{number}", serial=f"S{number}")
    export = taken_out(desk.director, schools.a)

    def turn(sheet: Any) -> None:
        first = [cell.value for cell in sheet[2]]
        for place, cell in enumerate(sheet[3], 1):
            sheet.cell(2, place, cell.value)
            sheet.cell(3, place, first[place - 1])
        sheet.delete_rows(4)

    diff = imports.load_diff(uploaded(desk, export, turn))
    assert [(row.number, row.verdict) for row in diff.rows] == [("SP/2", "unchanged"), ("SP/1", "unchanged")]
    assert [one.number for one in diff.missing] == ["SP/3"]
