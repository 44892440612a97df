"""Who comes in: every door of an import, for every role and the other school; the files that it keeps."""

import io
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from openpyxl import load_workbook

from inventory.models import Device, Import
from tests.conftest import ScopelessClient
from tests.import_pages.conftest import Wizard, url
from tests.import_pages.workbooks import messy

DOORS = [
    ("import", "get"),
    ("import_columns", "get"),
    ("import_columns", "post"),
    ("import_preview", "get"),
    ("import_preview", "post"),
    ("import_confirm", "get"),
    ("import_confirm", "post"),
    ("import_undo", "get"),
    ("import_undo", "post"),
    ("import_drop", "post"),
    ("import_file", "get"),
    ("import_errors", "get"),
]
STRANGERS = [("director_b", 404), ("coordinator_a", 403), ("viewer", 403), ("administrator", 403), ("nobody", 403)]


@pytest.fixture
def found(wizard: Wizard) -> Import:
    return wizard.compared(messy())


@pytest.mark.parametrize(("who", "status"), STRANGERS)
def test_a_stranger_passes_no_door(
    client: ScopelessClient, cast: SimpleNamespace, found: Import, who: str, status: int
) -> None:
    client.force_login(getattr(cast, who))
    before = Import.objects.values().get()
    answers = {door: getattr(client, door[1])(url(door[0], found)).status_code for door in DOORS}

    assert answers == dict.fromkeys(DOORS, status)
    assert Import.objects.values().get() == before
    assert Device.objects.count() == 0


@pytest.mark.parametrize("who", ["keeper_a", "department"])
def test_colleagues_of_the_school_and_the_department_go_on_with_an_import(
    client: ScopelessClient, cast: SimpleNamespace, found: Import, who: str
) -> None:
    client.force_login(getattr(cast, who))
    assert client.get(url("import_preview", found)).status_code == 200
    Wizard(client, getattr(cast, who)).confirm(found)

    found.refresh_from_db()
    assert (found.stage, found.requested_by) == ("confirmed", getattr(cast, who))


def test_the_file_comes_back_as_it_was_and_is_never_shown(wizard: Wizard, found: Import) -> None:
    answer = wizard.client.get(url("import_file", found))

    assert b"".join(answer) == found.file.read_bytes()
    assert answer["Content-Disposition"] == 'attachment; filename="ewidencja.xlsx"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.filterwarnings("ignore:Cell .* is part of a merged range")  # openpyxl reads no remark on a covered cell
def test_the_errors_come_as_the_same_workbook_with_remarks(wizard: Wizard, found: Import) -> None:
    answer = wizard.client.get(url("import_errors", found))
    assert answer["Content-Disposition"] == 'attachment; filename="ewidencja - uwagi.xlsx"'
    assert answer["X-Content-Type-Options"] == "nosniff"

    sheet: Any = load_workbook(io.BytesIO(b"".join(answer)))["Sprzęt 2024"]
    assert sheet["F8"].value == "31.02.2023"
    assert "Nie ma takiego dnia: „31.02.2023”. Popraw datę." in sheet["F8"].comment.text


def test_a_file_that_is_gone_is_said_to_be_gone(wizard: Wizard, found: Import) -> None:
    found.file.unlink()
    for name in ("import_file", "import_errors"):
        answer = wizard.client.get(url(name, found))
        assert answer.status_code == 410
        assert "Tego pliku już nie ma" in answer.content.decode()


def test_stored_files_lie_under_no_public_address(client: ScopelessClient, wizard: Wizard, found: Import) -> None:
    for path in (found.path, found.contents_path, found.diff_path):
        assert (Path(settings.MEDIA_ROOT) / path).is_file()
        for prefix in ("/media/", "/static/", "/private/", "/"):
            assert client.get(prefix + path).status_code == 404


def test_the_errors_of_a_file_wait_for_its_columns(wizard: Wizard, two_laptops: bytes) -> None:
    wizard.upload(two_laptops)

    assert wizard.client.get(url("import_errors", Import.objects.get())).status_code == 404
