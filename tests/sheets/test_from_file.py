"""Sheets of the past, entered from a file."""

import datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from hdr_portal.lib.inspection.verdicts import Refused
from inventory.models import Edition, Sheet
from inventory.services import acceptances, editions, sheets
from inventory.services.sheet_files import enter_sheet_file
from inventory.sheetbooks.uploads import NO_ROWS, NOT_A_SHEET
from tests.conftest import ScopelessClient
from tests.factories import PDF
from tests.sheets.conftest import pdf_upload, workbook_upload
from tests.uploads import samples

DAY = datetime.date(2024, 11, 20)
ROWS: list[list[Any]] = [
    ["Nr inw.", "Nazwa", "Cena"],
    ["007", "Komputer", 1200.5],
    ["008", "Drukarka", 300],
    [None, "Razem"],
]


def test_the_department_enters_a_workbook_as_accepted_on_its_day(sheet: Sheet, cast: SimpleNamespace) -> None:
    done = enter_sheet_file(sheet, workbook_upload(ROWS), day=DAY, version=1, by=cast.department)

    assert (done.state, done.accepted_on, done.decided_by, done.submitted_by) == (
        "accepted",
        DAY,
        cast.department,
        None,
    )
    assert done.contents["columns"] == ["Nr inw.", "Nazwa", "Cena"]
    assert done.contents["rows"] == [["007", "Komputer", "1200.5"], ["008", "Drukarka", "300"], ["", "Razem", ""]]
    assert done.evidence is not None
    assert (done.evidence.kind, done.evidence.day, done.evidence.name) == ("sheet", DAY, "arkusz 2024.xlsx")
    assert done.workbook is None


def test_a_director_submits_a_file_and_the_department_accepts_it_with_its_day(
    sheet: Sheet, cast: SimpleNamespace
) -> None:
    sent = enter_sheet_file(sheet, pdf_upload(), day=DAY, version=1, by=cast.director_a)
    assert (sent.state, sent.accepted_on, sent.submitted_by) == ("submitted", None, cast.director_a)

    done = acceptances.accept_sheet(sent, version=2, by=cast.department, wake=None)

    assert (done.state, done.accepted_on) == ("accepted", DAY)
    assert done.evidence == sent.evidence
    assert done.contents["rows"] == []


@pytest.mark.parametrize("who", ["keeper_a", "director_b", "viewer"])
def test_others_enter_nothing(sheet: Sheet, cast: SimpleNamespace, who: str) -> None:
    with pytest.raises(sheets.NotAllowed):
        enter_sheet_file(sheet, pdf_upload(), day=DAY, version=1, by=getattr(cast, who))

    assert Sheet.objects.get(pk=sheet.pk).evidence is None


def test_a_closed_edition_takes_no_file(edition: Edition, sheet: Sheet, cast: SimpleNamespace) -> None:
    editions.close_edition(edition, by=cast.department)

    with pytest.raises(sheets.NotAllowed):
        enter_sheet_file(sheet, pdf_upload(), day=DAY, version=1, by=cast.department)


def test_a_picture_is_no_sheet(sheet: Sheet, cast: SimpleNamespace) -> None:
    picture = SimpleUploadedFile("skan.png", samples.picture("PNG"))

    with pytest.raises(Refused) as refusal:
        enter_sheet_file(sheet, picture, day=DAY, version=1, by=cast.department)

    assert refusal.value.sentence == NOT_A_SHEET


def test_a_workbook_with_a_header_alone_is_refused(sheet: Sheet, cast: SimpleNamespace) -> None:
    with pytest.raises(Refused) as refusal:
        enter_sheet_file(sheet, workbook_upload(ROWS[:1]), day=DAY, version=1, by=cast.department)

    assert refusal.value.sentence == NO_ROWS
    assert Sheet.objects.get(pk=sheet.pk).state == "open"


@pytest.mark.parametrize("day", ["2019-12-31", "future", "wczoraj"])
def test_the_day_is_neither_before_2020_nor_in_the_future(
    sheet: Sheet, cast: SimpleNamespace, client: ScopelessClient, day: str
) -> None:
    client.force_login(cast.department)
    written = str(timezone.localdate() + datetime.timedelta(days=1)) if day == "future" else day

    answer = client.post(
        reverse("inventory:sheet_file", args=[sheet.pk]), {"day": written, "version": 1, "file": pdf_upload()}
    )

    assert answer.status_code == 200
    assert "day" in answer.context["form"].errors
    assert Sheet.objects.get(pk=sheet.pk).state == "open"


def test_a_file_that_cannot_be_read_leaves_a_sentence_on_the_form(
    sheet: Sheet, cast: SimpleNamespace, client: ScopelessClient
) -> None:
    client.force_login(cast.director_a)
    broken = SimpleUploadedFile("skan.pdf", PDF)

    answer = client.post(
        reverse("inventory:sheet_file", args=[sheet.pk]), {"day": "20.11.2024", "version": 1, "file": broken}
    )

    assert answer.status_code == 200
    assert answer.context["form"].errors["file"]
    assert Sheet.objects.get(pk=sheet.pk).state == "open"
