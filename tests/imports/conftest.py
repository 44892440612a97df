"""Workbooks for imports, made in memory, and the steps up to a preview."""

import io
import uuid
from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.base import ContentFile
from openpyxl import Workbook

from inventory.intake.verdicts import Diff, RowVerdict
from inventory.models import Import
from inventory.services import imports
from schools.roles import Role
from tests import factories, registerrows

HEADER = ("Nr inw.", "Nazwa", "Rodzaj", "Nr seryjny", "Sala", "Data zakupu", "Wartość brutto")
Rows = Sequence[Sequence[Any]]


def workbook(rows: Rows, *, title: str = "Arkusz1", change: Callable[[Any], None] | None = None) -> ContentFile[bytes]:
    """An XLSX file with one sheet."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    if change:
        change(sheet)
    out = io.BytesIO()
    book.save(out)
    return ContentFile(out.getvalue(), name="ewidencja.xlsx")


class Desk:
    """A director's desk: files in, previews out."""

    def __init__(self, schools: SimpleNamespace) -> None:
        self.schools, self.school = schools, schools.a
        self.director = factories.person("importuje", Role.DIRECTOR, schools.a)
        self.woken: list[int] = []

    def start(self, file: Any) -> Import:
        return imports.start_import(self.school, file, request_key=uuid.uuid4(), by=self.director)

    def preview(self, rows: Rows, *, default_category: int | None = None, **more: Any) -> Import:
        """A file with these rows, its suggested columns taken."""
        return self.mapped(self.start(workbook(rows, **more)), default_category=default_category)

    def mapped(self, imp: Import, *, default_category: int | None = None, **over: str) -> Import:
        """The suggested columns taken; `over` names columns by letter."""
        question = imports.mapping_question(imp)
        letters = {column.letters: column.column for column in question.columns}
        mapping = question.mapping | {letters[letter]: key for letter, key in over.items()}
        return imports.choose_columns(
            imp,
            sheet=question.sheet,
            header_row=question.header_row,
            mapping=mapping,
            default_category=default_category,
            by=self.director,
        )

    def answer(self, imp: Import, **decisions: Any) -> Import:
        return imports.answer(imp, choices_version=imp.choices_version, by=self.director, **decisions)

    def confirm(self, imp: Import, mode: str = "all") -> Import:
        return imports.confirm(
            imp, mode=mode, choices_version=imp.choices_version, by=self.director, wake=self.woken.append
        )

    def run(self, imp: Import, mode: str = "all") -> Import:
        """Confirm and write."""
        done = imports.run_import(self.confirm(imp, mode).pk)
        assert done is not None
        done.refresh_from_db()
        return done


def only(diff: Diff) -> RowVerdict:
    """The one row of a diff."""
    [row] = diff.rows
    return row


@pytest.fixture
def desk(schools: SimpleNamespace, db: None) -> Desk:
    """School A with a few dictionary entries and two rooms."""
    registerrows.category("laptop", aliases="notebook\nkomputer przenośny")
    registerrows.category("projektor", name="Projektor", aliases="rzutnik")
    registerrows.room(schools.a, "12", aliases="sala 12")
    registerrows.room(schools.a, "Biblioteka")
    return Desk(schools)
