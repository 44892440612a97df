"""A person at the import's pages, and the dictionaries that their sheets mean."""

import uuid
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from inventory.models import Import
from inventory.services.import_runs import run_import
from schools.keptforms import owner_token
from schools.models import User
from tests import registerrows
from tests.conftest import ScopelessClient
from tests.import_pages.workbooks import sheet


class Wizard:
    """Goes through the pages as a browser does: opens a page, sends its form back with changes."""

    def __init__(self, client: ScopelessClient, user: User) -> None:
        self.client, self.user = client, user
        client.force_login(user)

    def upload(self, content: bytes, name: str = "ewidencja.xlsx", **given: Any) -> Any:
        """Send a file."""
        data = {"request_key": str(uuid.uuid4()), "file": SimpleUploadedFile(name, content), **given}
        return self.client.post(reverse("inventory:import_add"), data)

    def columns_form(self, found: Import) -> dict[str, Any]:
        """The form of the columns as the page suggests it."""
        page = self.client.get(url("import_columns", found)).context
        place = page["place"].initial
        data = {"seen": page["seen"], "sheet": place["sheet"], "header_row": place["header_row"]}
        return data | {field.html_name: field.value() for _, field in page["columns"]}

    def compared(self, content: bytes, **given: Any) -> Import:
        """An import whose preview is there."""
        self.upload(content)
        found: Import = Import.objects.latest("pk")
        answer = self.client.post(url("import_columns", found), self.columns_form(found) | given)
        assert answer.status_code == 302, answer.context["form"].errors
        found.refresh_from_db()
        return found

    def page(self, found: Import, part: str = "") -> Any:
        """The preview, opened at a part."""
        return self.client.get(url("import_preview", found) + (f"?pokaz={part}" if part else ""))

    def send(self, found: Import, data: dict[str, Any], part: str = "pytania", to: str = "import_preview") -> Any:
        """Send the preview's form; the version is that of the page as it is now unless given."""
        version = Import.objects.get(pk=found.pk).choices_version
        return self.client.post(f"{url(to, found)}?pokaz={part}", {"choices_version": version, **data})

    def confirm(self, found: Import, mode: str = "good", **data: Any) -> Any:
        """Press the button that writes."""
        return self.send(found, {"mode": mode, **data}, "wszystkie", to="import_confirm")

    def written(self, content: bytes) -> Import:
        """An import that the worker has written."""
        found = self.compared(content)
        self.confirm(found)
        run_import(found.pk)
        found.refresh_from_db()
        assert found.stage == "done", found.error
        return found

    @property
    def owner(self) -> str:
        """What marks the forms of this person."""
        return owner_token(self.user)


def url(name: str, found: Import) -> str:
    """The address of a page of an import."""
    return reverse(f"inventory:{name}", args=[found.pk])


@pytest.fixture
def dictionaries(city: None) -> SimpleNamespace:
    """The categories that the sheets name."""
    return SimpleNamespace(
        laptop=registerrows.category("laptop"),
        projector=registerrows.category("projektor"),
        switch=registerrows.category("switch", aliases="Switch"),
        printer=registerrows.category("drukarka"),
    )


@pytest.fixture
def room(schools: SimpleNamespace) -> Any:
    """A room of school A: „14”."""
    return registerrows.room(schools.a, "14")


@pytest.fixture
def wizard(client: ScopelessClient, cast: SimpleNamespace, dictionaries: SimpleNamespace, room: Any) -> Wizard:
    """The director of school A."""
    return Wizard(client, cast.director_a)


@pytest.fixture
def two_laptops() -> bytes:
    """A sheet with two good rows."""
    return sheet([good_row("A/1"), good_row("A/2", "Laptop Lenovo")])


def good_row(number: str, name: str = "Laptop Dell", room: str = "14") -> tuple[Any, ...]:
    """A row without any fault."""
    return (1, number, name, "Laptop", room, "15.03.2023", "3 499,00 zł", "", "")
