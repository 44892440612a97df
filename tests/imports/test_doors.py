"""No school sees, guesses or writes into another's register through an import; what comes in is kept and logged."""

import hashlib
import io
import logging
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from openpyxl import load_workbook

from hdr_portal.lib import filestore
from inventory.intake.marks import book_mark, read_book_mark, read_row_mark, row_mark
from inventory.models import Device, Import
from inventory.outtake.round_trip import Asked, write_round_trip
from inventory.services import imports
from schools.roles import Role
from schools.scope import OutOfScope, school_scope
from tests import factories, registerrows
from tests.imports.conftest import HEADER, Desk, workbook

Verb = Callable[[], object]
LAPTOP = ("SP/1", "Laptop", "Laptop", "ABC123", "12")


def stored() -> list[Path]:
    root = Path(settings.MEDIA_ROOT)
    return sorted(path for path in root.rglob("*") if path.is_file())


def test_a_director_cannot_import_into_another_school(desk: Desk) -> None:
    with school_scope([desk.school.pk]), pytest.raises(OutOfScope):
        imports.start_import(desk.schools.b, workbook([HEADER]), request_key=uuid.uuid4(), by=desk.director)
    with pytest.raises(imports.NotAllowed):
        imports.start_import(desk.schools.b, workbook([HEADER]), request_key=uuid.uuid4(), by=desk.director)
    assert (Import.objects.count(), stored()) == (0, [])


def test_an_import_of_another_school_cannot_be_reached_by_any_verb(desk: Desk) -> None:
    imp = desk.preview([HEADER, LAPTOP])
    other = factories.person("obca", Role.DIRECTOR, desk.schools.b)
    with school_scope([desk.schools.b.pk]):
        assert not Import.objects.filter(pk=imp.pk).exists()
        attempts: tuple[Verb, ...] = (
            lambda: imports.answer(imp, choices_version=imp.choices_version, by=other),
            lambda: imports.confirm(imp, mode="all", choices_version=imp.choices_version, by=other, wake=int),
            lambda: imports.drop(imp, by=other),
            lambda: imports.undo(imp, by=other),
            lambda: imports.choose_columns(imp, sheet="Arkusz1", header_row=1, mapping={1: "inventory_number", 2: "name"}, default_category=None, by=other),
        )  # fmt: skip
        for attempt in attempts:
            with pytest.raises(OutOfScope):
                attempt()


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.VIEWER])
def test_who_may_not_import_here_is_refused_inside_the_scope_too(desk: Desk, role: Any) -> None:
    imp = desk.preview([HEADER, LAPTOP])
    school = None if role is Role.VIEWER else desk.schools.b
    other = factories.person("obca", role, school)

    attempts: tuple[Verb, ...] = (
        lambda: imports.answer(imp, choices_version=imp.choices_version, by=other),
        lambda: imports.confirm(imp, mode="all", choices_version=imp.choices_version, by=other, wake=int),
        lambda: imports.drop(imp, by=other),
        lambda: imports.undo(imp, by=other),
    )
    for attempt in attempts:
        with pytest.raises(imports.NotAllowed):
            attempt()


def test_the_department_imports_for_a_school_and_reads_that_school_alone(desk: Desk, cast: Any) -> None:
    registerrows.device(desk.schools.b, "SP/1", serial="ABC123")
    registerrows.room(desk.schools.b, "Strych")
    desk.director = cast.department

    imp = desk.run(desk.preview([HEADER, LAPTOP]))

    assert imp.stage == "done"
    assert Device.objects.filter(school=desk.school).count() == 1
    assert Device.objects.get(school=desk.schools.b).version == 1


# --- marks ----------------------------------------------------------------------------------------------------------
def test_an_export_of_another_school_is_refused_without_a_word_about_that_school(desk: Desk, tmp_path: Path) -> None:
    registerrows.device(desk.schools.b, "B/1", name="Tajny laptop")
    write_round_trip(tmp_path / "b.xlsx", Asked(desk.schools.b))

    with pytest.raises(imports.Refused) as refused:
        desk.start(ContentFile((tmp_path / "b.xlsx").read_bytes(), name="b.xlsx"))

    assert refused.value.sentence == (
        "Ten plik został pobrany z ewidencji innej jednostki. Pobierz arkusz z ewidencji swojej jednostki i w nim nanieś zmiany."
    )
    assert (Import.objects.count(), stored()) == (0, [])


def test_marks_are_read_back_and_not_to_be_forged() -> None:
    mark = row_mark(12, 3, 7)

    assert read_row_mark(mark, 7) is not None
    assert (read_row_mark(mark, 7).device_id, read_row_mark(mark, 7).version) == (12, 3)  # type: ignore[union-attr]
    assert read_row_mark(mark, 8) is None
    assert read_row_mark(mark.replace("12:3", "12:4"), 7) is None
    assert read_row_mark("12:3:", 7) is None
    assert read_book_mark(book_mark(7)).school_id == 7  # type: ignore[union-attr]
    assert read_book_mark(book_mark(7).replace("7", "8", 1)) is None
    assert read_book_mark("") is None


def test_a_row_marked_for_another_school_is_an_error_and_shows_nothing_of_it(desk: Desk) -> None:
    theirs = registerrows.device(desk.schools.b, "B/1", name="Tajny laptop")
    rows = [
        ("__id", "Nr inw.", "Nazwa", "Rodzaj"),
        (row_mark(theirs.pk, 1, desk.schools.b.pk), "A/1", "Laptop", "Laptop"),
    ]

    [row] = imports.load_diff(desk.preview(rows)).rows

    assert (row.verdict, row.device_id) == ("error", None)
    assert "Tajny" not in str(row)


# --- keeping --------------------------------------------------------------------------------------------------------
def test_the_file_is_kept_with_its_hash(desk: Desk) -> None:
    file = workbook([HEADER, LAPTOP])

    imp = desk.start(file)

    file.seek(0)
    content = file.read()
    assert imp.file.read_bytes() == content
    assert (imp.sha256, imp.size, imp.kind, imp.name) == (
        hashlib.sha256(content).hexdigest(),
        len(content),
        "xlsx",
        "ewidencja.xlsx",
    )
    assert imp.file.stat().st_mode & 0o777 == 0o600


def test_a_refused_file_is_logged_with_its_hash_and_not_kept(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    content = b"%PDF-1.4 to nie arkusz"

    with caplog.at_level(logging.WARNING, "inventory.services.imports"), pytest.raises(imports.Refused):
        desk.start(ContentFile(content, name="arkusz.xlsx"))

    assert hashlib.sha256(content).hexdigest() in caplog.text
    assert (Import.objects.count(), stored()) == (0, [])


def test_a_full_disk_keeps_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(filestore, "_write", full)

    with pytest.raises(imports.NotStored):
        desk.start(workbook([HEADER, LAPTOP]))
    assert (Import.objects.count(), stored()) == (0, [])


def test_only_the_last_preview_is_kept_on_disk(desk: Desk, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        imp = desk.preview([HEADER, LAPTOP])
    with django_capture_on_commit_callbacks(execute=True):
        desk.answer(imp)

    assert [path.suffix for path in stored()].count(".diff") == 1


# --- the workbook with remarks --------------------------------------------------------------------------------------
def test_errors_come_back_in_the_same_workbook_coloured_and_commented(desk: Desk) -> None:
    imp = desk.preview([("Ewidencja",), (), HEADER, LAPTOP, ("SP/2", "Laptop", "Laptop", None, "Strych", "30.02.2024")])

    book = load_workbook(io.BytesIO(imports.error_workbook(imp)))

    sheet = book["Arkusz1"]
    assert sheet["F5"].comment is not None
    assert "Nie ma takiego dnia" in sheet["F5"].comment.text
    assert sheet["F5"].fill.fgColor.rgb != sheet["F4"].fill.fgColor.rgb
    assert sheet["E5"].comment is not None
    assert sheet["B4"].comment is None
    assert sheet["A5"].value == "SP/2"


def test_such_a_workbook_comes_in_again_without_its_list_of_remarks(desk: Desk) -> None:
    imp = desk.preview([HEADER, ("SP/2", "Laptop", "Laptop", None, None, "30.02.2024")])
    again = desk.start(ContentFile(imports.error_workbook(imp), name="uwagi.xlsx"))

    asked = imports.mapping_question(again)

    assert [sheet.name for sheet in asked.sheets] == ["Arkusz1"]
    assert asked.sheet == "Arkusz1"
