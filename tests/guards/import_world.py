"""Imports that the walk meets: in each school one that waits for its columns, one in preview, one that is written."""

import uuid
from types import SimpleNamespace
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from inventory.models import Import
from inventory.services import imports as services
from schools.models import School, User
from tests import registerrows

SHEET = "Nr inw.;Nazwa;Rodzaj;Sala\nIMP/1;Laptop Dell;Laptop;12\nIMP/2;Laptop Dell;Laptop;Nieznana sala\n"
STAGES = ("mapping", "preview", "done")


def add_imports(world: SimpleNamespace) -> None:
    """`world.import_mapping`, `world.import_preview` and `world.import_done`, each {a, b}."""
    registerrows.category("laptop")
    keepers = {"a": world.cast.keeper_a, "b": world.cast.director_b}
    for stage in STAGES:
        found = {name: _import(school, keepers[name], stage) for name, school in world.school.items()}
        setattr(world, f"import_{stage}", found)


def _import(school: School, by: User, stage: str) -> Import:
    made = services.start_import(school, workbook(), request_key=uuid.uuid4(), by=by)
    if stage == "mapping":
        return made
    question = services.mapping_question(made)
    made = services.choose_columns(
        made, sheet=question.sheet, header_row=1, mapping=question.mapping, default_category=None, by=by
    )
    if stage == "preview":
        return made
    services.confirm(made, mode="good", choices_version=made.choices_version, by=by, wake=lambda _: None)
    services.run_import(made.pk)
    found: Import = Import.objects.get(pk=made.pk)
    assert found.stage == "done", found.error
    return found


def workbook() -> SimpleUploadedFile:
    """A row that can be written, and one in an unknown room."""
    return SimpleUploadedFile("ewidencja.csv", SHEET.encode())


def columns_form(found: Import) -> dict[str, Any]:
    """The page of columns, sent as it suggests them."""
    question = services.mapping_question(found)
    columns = {f"column-{column}": key for column, key in question.mapping.items()}
    return {"seen": f"1:{question.sheet}", "sheet": question.sheet, "header_row": 1, **columns}


def answers_form(found: Import) -> dict[str, Any]:
    """The preview, with an answer about the unknown room."""
    [question] = services.load_diff(found).questions
    return {"choices_version": found.choices_version, f"{question.id}-answer": "create"}
