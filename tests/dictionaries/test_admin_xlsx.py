"""Dictionaries go out of the administration as XLSX and come back."""

import io
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from inventory.models import Manufacturer, OperatingSystem

pytestmark = pytest.mark.django_db
EXPORT = reverse("admin:inventory_manufacturer_export")
IMPORT = reverse("admin:inventory_manufacturer_import")
PROCESS = reverse("admin:inventory_manufacturer_process_import")


@pytest.fixture
def administrator(client: Client, cast: SimpleNamespace) -> Client:
    client.force_login(cast.administrator)
    return client


def workbook(rows: list[list[Any]]) -> SimpleUploadedFile:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    buffer = io.BytesIO()
    book.save(buffer)
    return SimpleUploadedFile("slownik.xlsx", buffer.getvalue())


def exported(client: Client, address: str = EXPORT) -> list[tuple[Any, ...]]:
    book = openpyxl.load_workbook(io.BytesIO(client.get(address).content))
    return [tuple(cell.value for cell in row) for row in book.active.iter_rows()]  # type: ignore[union-attr]


def test_what_begins_like_a_formula_goes_out_as_text(administrator: Client) -> None:
    Manufacturer.objects.create(name="=1+1", aliases="@SUM(A1)", source="faktura")
    assert exported(administrator) == [("name", "aliases", "source"), ("=1+1", "@SUM(A1)", "faktura")]


def test_rows_come_in_after_a_look(administrator: Client, cast: SimpleNamespace) -> None:
    Manufacturer.objects.create(name="Acer", source="faktura")
    file = workbook([["name", "aliases", "source"], ["ACER", "acer inc", "umowa"], ["Nowy", "", "umowa"]])
    page = administrator.post(IMPORT, {"import_file": file, "format": "0", "resource": "0"})
    assert [one.name for one in Manufacturer.objects.all()] == ["Acer"]
    confirm = page.context["confirm_form"].initial
    assert administrator.post(PROCESS, confirm).status_code == 302
    found = {one.key: (one.aliases, one.source) for one in Manufacturer.objects.all()}
    assert found == {"acer": ("acer inc", "umowa"), "nowy": ("", "umowa")}
    assert Manufacturer.objects.get(key="nowy").history.get().history_user == cast.administrator


def test_a_file_that_is_no_workbook_is_refused_in_words(administrator: Client) -> None:
    file = SimpleUploadedFile("slownik.xlsx", b"<html><script>alert(1)</script></html>")
    page = administrator.post(IMPORT, {"import_file": file, "format": "0", "resource": "0"})
    assert page.status_code == 200
    assert page.context["form"].errors["import_file"]
    assert not OperatingSystem.objects.exists()
