"""The list of imports and the page that takes a file."""

import uuid
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from inventory.models import Import
from schools.models import Membership
from schools.roles import Role
from tests.conftest import ScopelessClient
from tests.import_pages.conftest import Wizard, good_row, url
from tests.import_pages.workbooks import HOSTILE, sheet

ADD = "/importy/nowy/"


def stored_files(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if path.is_file()]


def test_a_file_becomes_an_import_of_the_own_school(
    wizard: Wizard, schools: SimpleNamespace, two_laptops: bytes
) -> None:
    answer = wizard.upload(two_laptops, "Sprzęt szkoły.xlsx")

    found = Import.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/importy/{found.pk}/")
    assert (found.school, found.name, found.stage, found.requested_by) == (
        schools.a,
        "Sprzęt szkoły.xlsx",
        "mapping",
        wizard.user,
    )
    assert found.file.read_bytes() == two_laptops


def test_the_page_tells_formats_limits_and_the_school(wizard: Wizard, schools: SimpleNamespace) -> None:
    html = wizard.client.get(ADD).content.decode()

    assert (
        "Excel (XLSX lub XLS), LibreOffice (ODS) albo CSV. Najwyżej 20\xa0MB, 20\xa0000\xa0wierszy i 200\xa0kolumn."
        in html
    )
    assert f"Arkusz trafi do ewidencji jednostki <strong>{schools.a}</strong>" in html


def test_a_double_click_makes_one_import(wizard: Wizard, two_laptops: bytes) -> None:
    key = str(uuid.uuid4())
    first = wizard.upload(two_laptops, request_key=key)
    second = wizard.upload(two_laptops, request_key=key)

    assert first["Location"] == second["Location"]
    assert Import.objects.count() == 1


def test_the_same_page_with_another_file_or_school_is_another_import(
    client: ScopelessClient, cast: SimpleNamespace, schools: SimpleNamespace, two_laptops: bytes
) -> None:
    office, key = Wizard(client, cast.department), str(uuid.uuid4())
    for content, school in ((two_laptops, schools.a), (sheet([good_row("B/1")]), schools.a), (two_laptops, schools.b)):
        assert office.upload(content, request_key=key, school=school.pk).status_code == 302

    assert [(one.school, one.file.read_bytes() == two_laptops) for one in Import.objects.order_by("pk")] == [
        (schools.a, True),
        (schools.a, False),
        (schools.b, True),
    ]


def test_a_full_disk_is_told_and_leaves_nothing(
    wizard: Wizard, two_laptops: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any, **__: Any) -> Any:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("inventory.services.imports.write_new", full)
    answer = wizard.upload(two_laptops)

    assert (answer.status_code, Import.objects.count()) == (503, 0)
    assert "Na serwerze zabrakło miejsca" in answer.content.decode()


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"", "pusty.xlsx"), (b"%PDF-1.4 nie arkusz", "raport.xlsx"), (b"PK\x03\x04urwany", "urwany.xlsx")],
)
def test_a_refused_file_says_why_and_leaves_nothing(wizard: Wizard, settings: Any, content: bytes, name: str) -> None:
    answer = wizard.upload(content, name)

    assert answer.status_code == 422
    [error] = answer.context["form"].errors["file"]
    assert len(error) > 20
    assert error in answer.content.decode().replace("&quot;", '"')
    assert Import.objects.count() == 0
    assert stored_files(Path(settings.MEDIA_ROOT)) == []


def test_a_file_beyond_the_limit_is_refused_with_its_size(wizard: Wizard, settings: Any) -> None:
    settings.UPLOAD_LIMIT_MB = 20
    answer = wizard.upload(b"x" * 21_500_000)

    assert answer.status_code == 422
    assert answer.context["form"].errors["file"] == [
        "Plik ma 21,5\xa0MB, a może mieć najwyżej 20\xa0MB. Usuń z niego obrazy i zbędne arkusze albo podziel go na części."
    ]


def test_a_form_without_a_file_is_refused(wizard: Wizard) -> None:
    answer = wizard.client.post(ADD, {"request_key": str(uuid.uuid4())})

    assert (answer.status_code, answer.context["form"].errors["file"]) == (422, ["Wybierz plik."])


def test_the_department_must_name_the_school(
    client: ScopelessClient, cast: SimpleNamespace, schools: SimpleNamespace, two_laptops: bytes
) -> None:
    office = Wizard(client, cast.department)

    without = office.upload(two_laptops)
    assert without.status_code == 422
    assert without.context["form"].errors["school"] == ["Wybierz jednostkę, do której należy arkusz."]

    office.upload(two_laptops, school=schools.b.pk)
    assert Import.objects.get().school == schools.b


def test_a_director_cannot_name_another_school(wizard: Wizard, schools: SimpleNamespace, two_laptops: bytes) -> None:
    wizard.upload(two_laptops, school=schools.b.pk)

    assert Import.objects.get().school == schools.a


def test_a_person_of_two_schools_may_name_only_those_into_which_they_may_import(
    client: ScopelessClient, cast: SimpleNamespace, schools: SimpleNamespace, two_laptops: bytes
) -> None:
    Membership.objects.create(user=cast.coordinator_a, role=Role.DIRECTOR, school=schools.b)
    both = Wizard(client, type(cast.coordinator_a).objects.get(pk=cast.coordinator_a.pk))

    html = client.get(ADD).content.decode()
    assert f"Arkusz trafi do ewidencji jednostki <strong>{schools.b}</strong>" in html

    both.upload(two_laptops, school=schools.a.pk)
    assert Import.objects.get().school == schools.b


def test_a_lost_session_asks_for_the_file_again(wizard: Wizard, two_laptops: bytes) -> None:
    wizard.client.logout()
    sent = wizard.upload(two_laptops, form_owner=wizard.owner)
    assert sent["Location"].startswith("/konto/login/")

    wizard.client.force_login(wizard.user)
    html = wizard.client.get(ADD).content.decode()
    assert "Sesja wygasła, zanim plik dotarł" in html
    assert Import.objects.count() == 0


def test_the_list_shows_imports_of_the_own_schools_only(
    wizard: Wizard, client: ScopelessClient, cast: SimpleNamespace, schools: SimpleNamespace, two_laptops: bytes
) -> None:
    wizard.upload(two_laptops, "nasz.xlsx")
    Wizard(client, cast.department).upload(two_laptops, "obcy.xlsx", school=schools.b.pk)

    assert "obcy.xlsx" in client.get("/importy/").content.decode()
    client.force_login(cast.keeper_a)
    html = client.get("/importy/").content.decode()
    assert "nasz.xlsx" in html
    assert "obcy.xlsx" not in html


def test_the_list_tells_counts_state_and_who_took_it_back(wizard: Wizard, two_laptops: bytes) -> None:
    found = wizard.written(two_laptops)
    wizard.client.post(url("import_undo", found))

    html = " ".join(wizard.client.get("/importy/").content.decode().split())
    assert "2 nowe" in html
    assert "cofnięty" in html
    assert html.count("dyrektor.a@test.example") >= 2


def test_hostile_names_of_files_are_shown_as_text(wizard: Wizard, two_laptops: bytes) -> None:
    for name in HOSTILE:
        wizard.client.post(
            ADD, {"request_key": str(uuid.uuid4()), "file": SimpleUploadedFile(f"{name}.xlsx", two_laptops)}
        )
    html = wizard.client.get("/importy/").content.decode()

    assert "<script>alert" not in html
    assert "<img src=x" not in html


def test_an_empty_list_says_what_to_do(wizard: Wizard) -> None:
    assert "Nie wgrano jeszcze żadnego arkusza." in wizard.client.get("/importy/").content.decode()


def test_a_sheet_with_nothing_but_headers_is_an_import_without_rows(wizard: Wizard) -> None:
    found = wizard.compared(sheet([]))

    html = wizard.page(found).content.decode()
    assert "Plik niczego nie zmienia" in html
    assert "Zapisz 0" not in html
