"""An edition that asks both schools, each with a small register."""

import datetime
import io
from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from inventory.models import Edition, EditionKind, Licence, LicenceKind, Product, Sheet, SheetAcceptance
from inventory.services.acceptances import accept_sheet, produce_acceptance
from inventory.services.editions import EditionInput, open_edition
from inventory.services.sheets import submit_sheet
from inventory.sheetbooks.freezing import mark_of, register_contents
from schools.models import School
from tests import registerrows
from tests.guards.world import upload

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def fill(school: School) -> None:
    """Three devices in two categories, one of them gone, and a licence."""
    registerrows.device(
        school,
        f"{school.pk}/1",
        name="Laptop Zażółć",
        serial="PF-77",
        room=registerrows.room(school, "12"),
        purchased_on=datetime.date(2023, 9, 5),
        gross_value="3499.99",
    )
    registerrows.device(
        school, f"{school.pk}/2", name="=1+1", category=registerrows.category("projektor"), gross_value="1200.01"
    )
    registerrows.device(school, f"{school.pk}/3", name="Stary", status="disposed")
    product = Product.objects.get_or_create(name="Pakiet biurowy")[0]
    Licence.objects.create(school=school, product=product, kind=LicenceKind.EDU, seats=30, in_use=28, cost="8700.00")


@pytest.fixture
def edition(schools: SimpleNamespace, cast: SimpleNamespace) -> Edition:
    """„Rok próbny”, open, without a deadline."""
    for school in (schools.a, schools.b):
        fill(school)
    given = EditionInput("Rok próbny", EditionKind.CURRENT, None, "", [schools.a, schools.b])
    return open_edition(given, by=cast.department)


@pytest.fixture
def sheet(edition: Edition, schools: SimpleNamespace) -> Sheet:
    """The open sheet of school a."""
    found: Sheet = edition.sheets.get(school=schools.a)
    return found


@pytest.fixture
def submit(cast: SimpleNamespace) -> Callable[..., Sheet]:
    """The director signs what the page shows."""

    def do(sheet: Sheet, **given: Any) -> Sheet:
        fresh = Sheet.objects.get(pk=sheet.pk)
        seen = mark_of(register_contents(fresh.school))
        return submit_sheet(fresh, **{"seen": seen, "version": fresh.version, "by": cast.director_a} | given)

    return do


@pytest.fixture
def accept(cast: SimpleNamespace) -> Callable[..., Sheet]:
    """The department accepts and the worker carries it out."""

    def do(sheet: Sheet) -> Sheet:
        fresh = Sheet.objects.get(pk=sheet.pk)
        accept_sheet(fresh, version=fresh.version, by=cast.department, wake=None)
        order = SheetAcceptance.objects.filter(sheet=fresh, sheet_version=fresh.version).first()
        if order:
            produce_acceptance(order.pk)
        done: Sheet = Sheet.objects.get(pk=sheet.pk)
        return done

    return do


def workbook_upload(rows: Sequence[Sequence[Any]], name: str = "arkusz 2024.xlsx") -> SimpleUploadedFile:
    """A workbook that somebody brings."""
    book, out = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(list(row))  # type: ignore[union-attr]
    book.save(out)
    return SimpleUploadedFile(name, out.getvalue(), content_type=XLSX)


def pdf_upload() -> SimpleUploadedFile:
    """A scan that somebody brings."""
    return upload()
