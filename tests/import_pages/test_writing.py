"""From the button that writes to the result, and back again."""

import json
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse

from inventory.changes import Source, save_change
from inventory.models import Device, Import, Room
from inventory.services import import_runs
from inventory.services.import_runs import run_import
from inventory.tasks import run_import as run_import_task
from schools.models import JobState, Membership
from schools.roles import Role
from tests import registerrows
from tests.conftest import ScopelessClient
from tests.import_pages.conftest import Wizard, good_row, url
from tests.import_pages.test_preview import question, text
from tests.import_pages.workbooks import messy, sheet


def numbers() -> list[str]:
    return list(Device.objects.order_by("inventory_number").values_list("inventory_number", flat=True))


# --- confirming -----------------------------------------------------------------------------------------------------
def test_good_rows_are_written_and_bad_ones_are_not(wizard: Wizard) -> None:
    found = wizard.compared(messy())
    assert "Zapisz 2 wiersze w ewidencji" in text(wizard.page(found))
    answer = wizard.confirm(found)
    assert (answer.status_code, answer["Location"]) == (302, f"/importy/{found.pk}/")
    assert numbers() == []

    run_import(found.pk)
    assert numbers() == ["IMP/003", "IMP/008"]


def test_with_bad_rows_the_mode_has_to_be_chosen(wizard: Wizard) -> None:
    found = wizard.compared(messy())
    answer = wizard.confirm(found, "")

    assert answer.status_code == 422
    assert "Wybierz, co zrobić z wierszami, których nie da się zapisać." in text(answer)
    found.refresh_from_db()
    assert found.stage == "preview"


def test_all_or_nothing_writes_nothing_while_a_row_is_bad(wizard: Wizard) -> None:
    found = wizard.compared(messy())
    answer = wizard.client.get(wizard.confirm(found, "all")["Location"], follow=True)

    assert "W pliku są wiersze z błędami, pytaniami albo konfliktami." in text(answer)
    found.refresh_from_db()
    assert (found.stage, numbers()) == ("preview", [])


def test_a_file_without_bad_rows_asks_for_no_mode(wizard: Wizard, two_laptops: bytes) -> None:
    found = wizard.compared(two_laptops)
    assert 'name="mode"' not in wizard.page(found).content.decode()
    wizard.confirm(found, "")

    found.refresh_from_db()
    assert (found.stage, found.mode) == ("confirmed", "all")


def test_a_double_click_confirms_once(wizard: Wizard, two_laptops: bytes) -> None:
    found = wizard.compared(two_laptops)
    version = found.choices_version
    answers = [wizard.confirm(found, choices_version=version) for _ in range(2)]
    run_import(found.pk)
    answers.append(wizard.confirm(found, choices_version=version))

    assert {(answer.status_code, answer["Location"]) for answer in answers} == {(302, f"/importy/{found.pk}/")}
    assert numbers() == ["A/1", "A/2"]
    assert "nic nie zrobiono" not in text(wizard.client.get(f"/importy/{found.pk}/"))


def test_answers_sent_with_the_confirmation_are_saved_and_shown_first(wizard: Wizard) -> None:
    found = wizard.compared(sheet([good_row("A/1"), good_row("A/2", room="Nowa sala")]))
    given = {f"{question(found).id}-answer": "create", "mode": "good"}
    answer = wizard.send(found, given, to="import_confirm")

    page = wizard.client.get(answer["Location"])
    assert "Podgląd uwzględnia teraz Twoje odpowiedzi. Sprawdź go i zapisz." in text(page)
    assert "Zapisz 2 wiersze w ewidencji" in text(page)
    found.refresh_from_db()
    assert found.stage == "preview"


def test_a_preview_that_changed_in_another_tab_is_not_confirmed(wizard: Wizard) -> None:
    found = wizard.compared(sheet([good_row("A/1"), good_row("A/2", room="Nowa sala")]))
    old = found.choices_version
    wizard.send(found, {f"{question(found).id}-answer": "create"})
    answer = wizard.client.get(wizard.confirm(found, choices_version=old)["Location"], follow=True)

    assert "Podgląd uwzględnia teraz Twoje odpowiedzi." in text(answer)
    found.refresh_from_db()
    assert found.stage == "preview"


# --- the worker -----------------------------------------------------------------------------------------------------
def test_the_page_polls_while_the_worker_writes_and_then_shows_the_result(wizard: Wizard, two_laptops: bytes) -> None:
    found = wizard.compared(two_laptops)
    wizard.confirm(found)
    page = wizard.client.get(f"/importy/{found.pk}/")
    assert 'hx-trigger="every 2s"' in page.content.decode()
    assert "Czeka na wolny proces" in text(page)

    fragment = wizard.client.get(f"/importy/{found.pk}/", headers={"HX-Request": "true"})
    assert fragment.content.decode().startswith('<div id="import-state" hx-get=')
    assert (fragment["Vary"], fragment["Cache-Control"]) == ("HX-Request, Cookie", "no-store")

    run_import(found.pk)
    done = wizard.client.get(f"/importy/{found.pk}/", headers={"HX-Request": "true"})
    assert "hx-get" not in done.content.decode()
    assert "2 nowe urządzenia." in text(done)


def test_the_result_links_to_the_devices(wizard: Wizard, schools: SimpleNamespace, room: Any) -> None:
    old = registerrows.device(schools.a, "A/0", name="Laptop stary", room=room)
    found = wizard.written(sheet([good_row("A/0"), good_row("A/1")]))
    added = Device.objects.get(inventory_number="A/1")

    html = " ".join(wizard.client.get(f"/importy/{found.pk}/").content.decode().split())
    assert f'<a href="{reverse("inventory:device", args=[old.pk])}">A/0</a>' in html
    assert f'<a href="{reverse("inventory:device", args=[added.pk])}">A/1</a>' in html
    assert "1 nowe urządzenie, 1 zmienione." in html


def test_a_register_changed_since_the_preview_sends_back_to_it(
    wizard: Wizard, schools: SimpleNamespace, two_laptops: bytes
) -> None:
    found = wizard.compared(two_laptops)
    wizard.confirm(found)
    registerrows.device(schools.a, "A/1", name="Wpisane ręcznie")
    run_import(found.pk)

    polled = wizard.client.get(f"/importy/{found.pk}/", headers={"HX-Request": "true"})
    assert polled["HX-Redirect"] == f"/importy/{found.pk}/podglad/"
    words = text(wizard.client.get(polled["HX-Redirect"]))
    assert "Ewidencja zmieniła się od czasu podglądu, więc nic nie zostało zapisane." in words
    assert numbers() == ["A/1"]


def test_a_person_whose_role_ended_meanwhile_writes_nothing(
    wizard: Wizard, cast: SimpleNamespace, two_laptops: bytes
) -> None:
    found = wizard.compared(two_laptops)
    wizard.confirm(found)
    Membership.objects.filter(user=cast.director_a).delete()
    run_import(found.pk)

    found.refresh_from_db()
    assert (found.state, numbers()) == (JobState.FAILED, [])
    wizard.client.force_login(cast.keeper_a)
    assert "nie ma już uprawnienia do importu w tej jednostce" in text(wizard.client.get(f"/importy/{found.pk}/"))


def test_a_role_at_another_school_does_not_serve_the_worker(
    wizard: Wizard, cast: SimpleNamespace, schools: SimpleNamespace, two_laptops: bytes
) -> None:
    found = wizard.compared(two_laptops)
    wizard.confirm(found)
    Membership.objects.filter(user=cast.director_a).update(school=schools.b, role=Role.DIRECTOR)
    run_import_task(found.pk)

    found.refresh_from_db()
    assert (found.state, numbers()) == (JobState.FAILED, [])


def test_the_worker_takes_nothing_that_was_not_confirmed(wizard: Wizard, two_laptops: bytes) -> None:
    found = wizard.compared(two_laptops)
    run_import_task(found.pk)
    run_import_task(999_999)

    found.refresh_from_db()
    assert (found.stage, numbers()) == ("preview", [])


def test_an_import_that_failed_says_why_and_may_be_sent_again(
    wizard: Wizard, two_laptops: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = wizard.compared(two_laptops)
    wizard.confirm(found)
    with monkeypatch.context() as broken:
        broken.setattr(import_runs, "write", lambda *_, **__: 1 / 0)
        for _ in range(3):
            run_import(found.pk)
    page = wizard.client.get(f"/importy/{found.pk}/")
    assert "Import się nie udał i nic nie zostało zapisane." in text(page)
    assert "hx-get" not in page.content.decode()

    found.refresh_from_db()
    again = {"mode": found.mode, "choices_version": found.choices_version}
    assert wizard.client.post(url("import_confirm", found), again).status_code == 302
    run_import(found.pk)
    assert numbers() == ["A/1", "A/2"]


# --- back again -----------------------------------------------------------------------------------------------------
def test_taking_back_says_what_it_will_do_and_does_it(wizard: Wizard, schools: SimpleNamespace, room: Any) -> None:
    old = registerrows.device(schools.a, "A/0", name="Laptop stary", room=room)
    found = wizard.compared(sheet([good_row("A/0"), good_row("A/1", room="Nowa sala")]))
    wizard.send(found, {f"{question(found).id}-answer": "create"})
    wizard.confirm(found)
    run_import(found.pk)
    assert numbers() == ["A/0", "A/1"]

    words = text(wizard.client.get(url("import_undo", found)))
    assert "Import zapisał: 1 nowe urządzenie, 1 zmienione. Po cofnięciu:" in words
    answer = wizard.client.post(url("import_undo", found), follow=True)
    assert "Import cofnięty. Ewidencja jest taka jak przed nim." in text(answer)
    assert numbers() == ["A/0"]
    old.refresh_from_db()
    assert old.name == "Laptop stary"
    assert list(Room.objects.values_list("name", flat=True)) == ["14"]

    assert wizard.client.post(url("import_undo", found)).status_code == 302  # pressed twice


def test_an_import_whose_rows_were_touched_is_not_taken_back(wizard: Wizard, two_laptops: bytes) -> None:
    found = wizard.written(two_laptops)
    device = Device.objects.get(inventory_number="A/2")
    device.note = "poprawione"
    save_change(device, source=Source(wizard.user))

    answer = wizard.client.post(url("import_undo", found))
    assert answer.status_code == 409
    assert "Nie można cofnąć importu: 1 urządzenie zmieniono po nim (A/2)." in text(answer)
    assert numbers() == ["A/1", "A/2"]


def test_an_import_that_was_not_written_has_nothing_to_take_back(wizard: Wizard, two_laptops: bytes) -> None:
    found = wizard.compared(two_laptops)
    answer = wizard.client.post(url("import_undo", found))

    assert (answer.status_code, answer["Location"]) == (302, f"/importy/{found.pk}/")
    found.refresh_from_db()
    assert found.stage == "preview"


def test_a_dropped_import_stays_in_the_list_with_its_file(wizard: Wizard, two_laptops: bytes) -> None:
    found = wizard.compared(two_laptops)
    answer = wizard.client.post(url("import_drop", found), follow=True)
    assert "Import porzucony. W ewidencji nic się nie zmieniło." in text(answer)
    assert "porzucony" in text(wizard.client.get(f"/importy/{found.pk}/"))

    file = wizard.client.get(url("import_file", found))
    assert b"".join(file) == two_laptops
    again = wizard.client.post(url("import_confirm", found), {"mode": "all", "choices_version": found.choices_version})
    assert again["Location"] == f"/importy/{found.pk}/"
    found.refresh_from_db()
    assert found.stage == "dropped"


def test_a_written_import_cannot_be_dropped(wizard: Wizard, two_laptops: bytes) -> None:
    found = wizard.written(two_laptops)
    wizard.client.post(url("import_drop", found))

    found.refresh_from_db()
    assert found.stage == "done"


def test_an_import_kept_by_the_history_names_itself(wizard: Wizard, two_laptops: bytes) -> None:
    found = wizard.written(two_laptops)
    device: Any = Device.objects.get(inventory_number="A/1")

    assert [(one.history_change_reason, one.history_user) for one in device.history.all()] == [
        (f"import {found.pk}", wizard.user)
    ]
    assert json.dumps(found.choices["mapping"])  # what was decided stays with it


def test_pages_of_a_later_stage_send_to_where_the_import_is(
    wizard: Wizard, client: ScopelessClient, two_laptops: bytes
) -> None:
    wizard.upload(two_laptops)
    found = Import.objects.get()
    for name in ("import_preview", "import_confirm"):
        assert client.get(url(name, found))["Location"] == url("import_columns", found)
        assert client.post(url(name, found))["Location"] == url("import_columns", found)
