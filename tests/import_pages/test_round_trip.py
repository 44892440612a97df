"""A workbook of the portal that comes back: conflicts cell by cell, devices that it no longer holds."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from inventory.changes import Source, save_change
from inventory.models import Device, Import
from inventory.services.import_runs import run_import
from tests import registerrows
from tests.import_pages.conftest import Wizard
from tests.import_pages.roundtrip import exported
from tests.import_pages.test_preview import text


@pytest.fixture
def devices(schools: SimpleNamespace, room: Any) -> list[Device]:
    return [
        registerrows.device(schools.a, f"A/{at}", name=f"Laptop {at}", room=room, note="stara") for at in range(1, 4)
    ]


@pytest.fixture
def conflicting(wizard: Wizard, schools: SimpleNamespace, devices: list[Device], tmp_path: Path) -> Import:
    """Two notes changed on both sides; a model changed in the portal alone; a name in the file alone."""
    book = exported(schools.a, tmp_path)
    for device in devices[:2]:
        device.note, device.model = "z portalu", "Model z portalu"
        save_change(device, source=Source(wizard.user))
        book.write(device.inventory_number, "Uwagi", "z pliku")
    book.write("A/3", "Nazwa", "Laptop trzeci")
    return wizard.compared(book.saved())


def row_of(found: Import, wizard: Wizard, number: str) -> int:
    rows = wizard.page(found, "wszystkie").context["shown"].rows
    return next(int(one.row.row) for one in rows if one.row.number == number)


def test_what_came_back_untouched_changes_nothing(
    wizard: Wizard, schools: SimpleNamespace, devices: list[Device], tmp_path: Path
) -> None:
    found = wizard.compared(exported(schools.a, tmp_path).saved())

    assert found.counts["unchanged"] == 3
    assert "Plik niczego nie zmienia" in text(wizard.page(found))


def test_a_cell_changed_on_both_sides_is_shown_three_ways(wizard: Wizard, conflicting: Import) -> None:
    assert (conflicting.counts["conflict"], conflicting.counts["changed"]) == (2, 1)

    page = wizard.page(conflicting)
    assert page.context["shown"].slug == "konflikty"
    words = text(page)
    assert "z pliku: z pliku" in words
    assert "z portalu: z portalu" in words
    assert "W chwili pobrania arkusza: stara" in words


def test_conflicts_are_decided_on_their_own_page_and_told_on_the_others(wizard: Wizard, conflicting: Import) -> None:
    page = wizard.page(conflicting, "wszystkie")

    assert 'type="radio" name="cell-' not in page.content.decode()
    assert text(page).count("czeka na decyzję, z pliku: z pliku z portalu: z portalu") == 2


def test_the_user_decides_cell_by_cell(wizard: Wizard, conflicting: Import, devices: list[Device]) -> None:
    first, second = (row_of(conflicting, wizard, device.inventory_number) for device in devices[:2])
    given = {f"cell-{first}:note": "file", f"cell-{second}:note": "portal"}
    wizard.send(conflicting, given, part="konflikty")

    conflicting.refresh_from_db()
    assert conflicting.counts.get("conflict", 0) == 0
    kept = wizard.page(conflicting, "konflikty").context["shown"].rows
    decided = [cell.decision for one in kept for cell in one.cells if cell.name]
    assert decided == ["file", "portal"]  # still there, so that the choice can be changed

    wizard.confirm(conflicting, "all")
    run_import(conflicting.pk)
    notes = list(Device.objects.order_by("pk").values_list("note", "model", "name"))
    assert notes == [
        ("z pliku", "Model z portalu", "Laptop 1"),
        ("z portalu", "Model z portalu", "Laptop 2"),
        ("stara", "", "Laptop trzeci"),
    ]


def test_odd_decisions_are_no_decisions(wizard: Wizard, conflicting: Import, devices: list[Device]) -> None:
    row = row_of(conflicting, wizard, "A/1")
    wizard.send(conflicting, {f"cell-{row}:note": "both", "cell-999:note": "oops", "cell-x": ""}, part="konflikty")

    conflicting.refresh_from_db()
    assert conflicting.counts["conflict"] == 2


def test_missing_devices_stay_unless_ticked(
    wizard: Wizard, schools: SimpleNamespace, devices: list[Device], tmp_path: Path
) -> None:
    book = exported(schools.a, tmp_path)
    book.remove("A/1")
    book.remove("A/2")
    found = wizard.compared(book.saved())
    page = wizard.page(found)
    assert page.context["shown"].slug == "brakujace"
    assert [(row.number, ticked) for row, ticked in page.context["shown"].missing] == [("A/1", False), ("A/2", False)]

    both = [str(device.pk) for device in devices[:2]]
    wizard.send(found, {"listed": both, "gone": both}, part="brakujace")
    wizard.send(found, {"listed": both, "gone": both[1:]}, part="brakujace")  # the first tick is taken off again
    found.refresh_from_db()
    assert (found.counts["missing"], found.counts["gone"]) == (2, 1)

    assert "Zapisz 1 wiersz w ewidencji" in text(wizard.page(found))
    wizard.confirm(found, "all")
    run_import(found.pk)
    assert list(Device.objects.order_by("pk").values_list("status", flat=True)) == ["in_use", "missing", "in_use"]


def test_a_device_of_another_school_cannot_be_ticked_away(
    wizard: Wizard, schools: SimpleNamespace, devices: list[Device], tmp_path: Path
) -> None:
    foreign = registerrows.device(schools.b, "B/1")
    book = exported(schools.a, tmp_path)
    book.remove("A/1")
    found = wizard.compared(book.saved())
    wizard.send(found, {"listed": [str(foreign.pk)], "gone": [str(foreign.pk), "1" * 30, "x"]}, part="brakujace")

    found.refresh_from_db()
    assert found.choices.get("gone", []) == []
