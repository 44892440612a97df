"""Export, edit offline, send back: a three-way merge over the register as it is now."""

import datetime
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from inventory.changes import Source, save_change
from inventory.columns import COLUMNS
from inventory.intake.verdicts import Diff, Verdict
from inventory.models import Device, FixedAssetClass, Import, Manufacturer, Status
from inventory.outtake.round_trip import Asked, write_round_trip
from inventory.services import imports
from tests import registerrows
from tests.imports.conftest import Desk, only

AT = {column.key: place + 2 for place, column in enumerate(COLUMNS)}  # the first column holds the marks
Edit = Callable[[Worksheet], object]


@pytest.fixture
def laptop(desk: Desk) -> Device:
    """A device with a value of every kind, some of them odd."""
    device: Device = registerrows.device(
        desk.school,
        "SP/007",
        name="Laptop  uczniowski",  # two spaces: nobody has tidied it
        serial="00123",
        model="1.10",
        room=registerrows.room(desk.school, "12"),
        manufacturer=Manufacturer.objects.create(name="Dell"),
        condition="good",
        accounting_class="013",
        purchased_on=datetime.date(1975, 9, 1),  # a year that an import would not take
        gross_value=Decimal("1234.50"),
        ram_gb=16,
        fixed_asset_class=FixedAssetClass.objects.create(code="487", name="Zespoły komputerowe"),
        operating_system=registerrows.system(),
        note="=1+1",
    )
    return device


def exported(desk: Desk, folder: Path) -> Path:
    path = folder / "ewidencja.xlsx"
    write_round_trip(path, Asked(desk.school))
    return path


def returned(desk: Desk, path: Path, edit: Edit = lambda _: None) -> Import:
    """The workbook edited and sent back, its columns taken."""
    book = load_workbook(path)
    sheet = book["Ewidencja"]
    assert isinstance(sheet, Worksheet)
    edit(sheet)
    book.save(path)
    return desk.mapped(desk.start(ContentFile(path.read_bytes(), name=path.name)))


def diff_of(imp: Import) -> Diff:
    return imports.load_diff(imp)


def put(key: str, value: Any, row: int = 2) -> Edit:
    def edit(sheet: Worksheet) -> None:
        sheet.cell(row, AT[key]).value = value

    return edit


def by_hand(device: Device, **values: Any) -> None:
    device.refresh_from_db()
    for name, value in values.items():
        setattr(device, name, value)
    save_change(device, source=Source(None))


def test_exported_and_imported_unchanged_nothing_changes(desk: Desk, laptop: Device, tmp_path: Path) -> None:
    registerrows.device(desk.school, "SP/8", name="Goły")
    registerrows.device(desk.school, "SP/9", serial="1,23457E+17", status=Status.MISSING)

    diff = diff_of(returned(desk, exported(desk, tmp_path)))

    assert diff.is_round_trip
    assert [(row.verdict, row.changes) for row in diff.rows] == [(Verdict.UNCHANGED, ())] * 3
    assert (diff.questions, diff.missing) == ((), ())


def test_what_changed_in_the_file_alone_is_taken(desk: Desk, laptop: Device, tmp_path: Path) -> None:
    imp = returned(desk, exported(desk, tmp_path), put("note", "nowa uwaga"))

    [change] = only(diff_of(imp)).changes
    assert (change.key, change.old, change.new, change.kind) == ("note", "=1+1", "nowa uwaga", "change")
    desk.run(imp)
    laptop.refresh_from_db()
    assert (laptop.note, laptop.name, laptop.version) == ("nowa uwaga", "Laptop  uczniowski", 2)


def test_what_changed_in_the_portal_alone_is_kept(desk: Desk, laptop: Device, tmp_path: Path) -> None:
    path = exported(desk, tmp_path)
    by_hand(laptop, note="zmieniona w portalu", ram_gb=32)

    imp = returned(desk, path, put("model", "2.20"))

    assert {
        change.key: (change.old, change.new, change.base, change.kind) for change in only(diff_of(imp)).changes
    } == {
        "note": ("zmieniona w portalu", "=1+1", "=1+1", "kept"),
        "ram_gb": ("32", "16", "16", "kept"),
        "model": ("1.10", "2.20", None, "change"),
    }
    desk.run(imp)
    laptop.refresh_from_db()
    assert (laptop.note, laptop.ram_gb, laptop.model, laptop.version) == ("zmieniona w portalu", 32, "2.20", 3)


def test_what_changed_on_both_sides_waits_for_a_decision(desk: Desk, laptop: Device, tmp_path: Path) -> None:
    path = exported(desk, tmp_path)
    by_hand(laptop, note="z portalu", condition="worn")
    imp = returned(desk, path, lambda sheet: (put("note", "z pliku")(sheet), put("condition", "uszkodzone")(sheet)))

    row = only(diff_of(imp))
    assert (row.verdict, row.undecided) == (Verdict.CONFLICT, True)
    with pytest.raises(imports.NotReady):
        desk.confirm(imp, "all")
    with pytest.raises(imports.NotReady):
        desk.confirm(imp, "good")

    imp = desk.answer(imp, cells={f"{row.row}:note": "file", f"{row.row}:condition": "portal"})
    row = only(diff_of(imp))
    assert (row.verdict, row.undecided) == (Verdict.CHANGED, False)
    assert {change.key: (change.base, change.decision) for change in row.changes} == {
        "note": ("=1+1", "file"),
        "condition": ("dobre", "portal"),
    }
    desk.run(imp)
    laptop.refresh_from_db()
    assert (laptop.note, laptop.condition) == ("z pliku", "worn")


def test_the_same_edit_on_both_sides_is_no_conflict(desk: Desk, laptop: Device, tmp_path: Path) -> None:
    path = exported(desk, tmp_path)
    by_hand(laptop, note="ta sama")

    assert only(diff_of(returned(desk, path, put("note", "ta sama")))).verdict is Verdict.UNCHANGED


def test_a_cell_emptied_offline_is_an_edit(desk: Desk, laptop: Device, tmp_path: Path) -> None:
    imp = returned(desk, exported(desk, tmp_path), lambda sheet: (put("note", None)(sheet), put("room", None)(sheet)))

    desk.run(imp)

    laptop.refresh_from_db()
    assert (laptop.note, laptop.room) == ("", None)


@pytest.mark.parametrize("key", ["inventory_number", "name", "category", "status"])
def test_what_must_not_be_empty_cannot_be_emptied(desk: Desk, laptop: Device, tmp_path: Path, key: str) -> None:
    row = only(diff_of(returned(desk, exported(desk, tmp_path), put(key, None))))

    assert row.verdict is Verdict.ERROR
    assert [problem.sentence for problem in row.problems] == ["Ta komórka nie może być pusta. Wpisz wartość."]


def test_a_number_changed_offline_changes_the_number_of_that_device(desk: Desk, laptop: Device, tmp_path: Path) -> None:
    desk.run(returned(desk, exported(desk, tmp_path), put("inventory_number", "SP/700")))

    laptop.refresh_from_db()
    assert (laptop.inventory_number, laptop.number_key, Device.objects.count()) == ("SP/700", "sp/700", 1)


def test_a_number_that_another_device_has_is_an_error(desk: Desk, laptop: Device, tmp_path: Path) -> None:
    registerrows.device(desk.school, "SP/9", name="Inny", status=Status.DISPOSED)
    registerrows.device(desk.school, "SP/8", name="Drugi")

    taken = returned(desk, exported(desk, tmp_path), put("inventory_number", "SP/9"))

    row = next(row for row in diff_of(taken).rows if row.device_id == laptop.pk)
    assert [problem.sentence for problem in row.problems] == [
        "Numer „SP/9” był już użyty: ma go urządzenie, które opuściło jednostkę. Numerów nie używa się ponownie."
    ]


def test_a_row_added_offline_is_new(desk: Desk, laptop: Device, tmp_path: Path) -> None:
    def add(sheet: Worksheet) -> None:
        for key, value in (("inventory_number", "SP/100"), ("name", "Laptop nowy"), ("category", "Laptop")):
            put(key, value, 3)(sheet)

    diff = diff_of(returned(desk, exported(desk, tmp_path), add))

    assert [row.verdict for row in diff.rows] == [Verdict.UNCHANGED, Verdict.NEW]


def test_a_copied_row_is_an_error_on_both(desk: Desk, laptop: Device, tmp_path: Path) -> None:
    def copy(sheet: Worksheet) -> None:
        for column in range(1, len(COLUMNS) + 2):
            sheet.cell(3, column).value = sheet.cell(2, column).value
        put("inventory_number", "SP/700", 3)(sheet)

    diff = diff_of(returned(desk, exported(desk, tmp_path), copy))

    assert [row.verdict for row in diff.rows] == [Verdict.ERROR, Verdict.ERROR]
    assert "jest w wierszu 3: wiersz skopiowano" in diff.rows[0].problems[0].sentence


def test_rows_sorted_without_their_marks_are_errors_not_silent_swaps(
    desk: Desk, laptop: Device, tmp_path: Path
) -> None:
    registerrows.device(desk.school, "SP/8", name="Drugi")

    def swap(sheet: Worksheet) -> None:
        for column in range(2, len(COLUMNS) + 2):
            first, second = sheet.cell(2, column), sheet.cell(3, column)
            first.value, second.value = second.value, first.value

    diff = diff_of(returned(desk, exported(desk, tmp_path), swap))

    assert [row.verdict for row in diff.rows] == [Verdict.ERROR, Verdict.ERROR]


def test_rows_missing_from_the_file_are_listed_and_stay(desk: Desk, laptop: Device, tmp_path: Path) -> None:
    registerrows.device(desk.school, "SP/8", name="Drugi")
    path = exported(desk, tmp_path)
    registerrows.device(desk.school, "SP/9", name="Dodany po eksporcie")

    imp = returned(desk, path, lambda sheet: sheet.delete_rows(3))

    [missing] = diff_of(imp).missing
    assert (missing.number, missing.name, missing.gone, imp.counts["missing"]) == ("SP/8", "Drugi", False, 1)
    with pytest.raises(imports.NotReady):
        desk.confirm(imp)


def test_a_missing_row_said_to_be_gone_becomes_missing_and_keeps_its_number(
    desk: Desk, laptop: Device, tmp_path: Path
) -> None:
    second = registerrows.device(desk.school, "SP/8", name="Drugi")
    imp = returned(desk, exported(desk, tmp_path), lambda sheet: sheet.delete_rows(3))

    imp = desk.run(desk.answer(imp, gone=[second.pk, laptop.pk]))

    second.refresh_from_db()
    laptop.refresh_from_db()
    assert (second.status, second.version, laptop.status) == (Status.MISSING, 2, Status.IN_USE)
    imports.undo(imp, by=desk.director)
    second.refresh_from_db()
    assert second.status == Status.IN_USE


def test_a_device_removed_in_the_portal_is_told(desk: Desk, laptop: Device, tmp_path: Path) -> None:
    path = exported(desk, tmp_path)
    Device.objects.filter(pk=laptop.pk).delete()

    row = only(diff_of(returned(desk, path)))

    assert row.problems[0].sentence.startswith("Tego urządzenia nie ma już w ewidencji.")


def test_an_empty_form_lists_nothing_as_missing(desk: Desk, laptop: Device, tmp_path: Path) -> None:
    path = tmp_path / "wzor.xlsx"
    write_round_trip(path, Asked(desk.school, blank=True))

    def fill(sheet: Worksheet) -> None:
        for key, value in (("inventory_number", "SP/100"), ("name", "Laptop nowy"), ("category", "Laptop")):
            put(key, value)(sheet)

    diff = diff_of(returned(desk, path, fill))

    assert ([row.verdict for row in diff.rows], diff.missing) == ([Verdict.NEW], ())


def test_a_base_that_the_history_has_lost_makes_every_difference_a_conflict(
    desk: Desk, laptop: Device, tmp_path: Path
) -> None:
    path = exported(desk, tmp_path)
    by_hand(laptop, ram_gb=32)
    laptop.history.filter(version=1).delete()

    row = only(diff_of(returned(desk, path, put("model", "2.20"))))

    assert {change.key: (change.kind, change.base) for change in row.changes} == {
        "ram_gb": ("conflict", None),
        "model": ("conflict", None),
    }
