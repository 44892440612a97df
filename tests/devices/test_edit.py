import datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from inventory.changes import Source, save_change
from inventory.models import Category, Device, Status
from inventory.services.devices import ChangedMeanwhile, DeviceInput, NotAllowed, change_device
from schools.keptforms import owner_token
from tests import registerrows
from tests.devices.conftest import retyped, typed
from tests.factories import person

LATER = timezone.localdate() + datetime.timedelta(days=900)


@pytest.fixture
def director(client: Client, cast: SimpleNamespace) -> Client:
    client.force_login(cast.director_a)
    return client


@pytest.fixture
def device(stored: Device, cast: SimpleNamespace) -> Device:
    """As the keeper saved it last: version 2, with a row of history for it."""
    return save_change(stored, source=Source(cast.keeper_a))


def url(device: Device, verb: str = "zmien/") -> str:
    return f"/ewidencja/{device.pk}/{verb}"


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


def fresh(device: Device) -> Device:
    found: Device = Device.objects.get(pk=device.pk)
    return found


def test_a_change_raises_the_version_and_is_told_old_and_new(director: Client, device: Device) -> None:
    answer = director.post(url(device), retyped(device, audience="pupil", gross_value="1 234,50"), follow=True)

    page = text_of(answer)
    assert (fresh(device).version, fresh(device).audience) == (3, "pupil")
    assert "Zmieniono: dla kogo, wartość brutto" in page
    assert "dla kogo: brak → uczniowie; wartość brutto: brak → 1\u00a0234,50\u00a0zł" in page
    assert "dyrektor.a@test.example, ręcznie" in page


def test_the_form_shows_what_is_stored(director: Client, device: Device) -> None:
    device.gross_value, device.purchased_on, device.ram_gb = "1234.50", datetime.date(2024, 5, 3), 16
    device.save()
    page = text_of(director.get(url(device)))
    for field in ('"gross_value" value="1\u00a0234,50"', '"purchased_on" value="03.05.2024"', '"ram_gb" value="16"'):
        assert f"name={field}" in page


def test_saving_unchanged_writes_nothing_on_the_day_of_the_last_save(director: Client, device: Device) -> None:
    assert director.post(url(device), retyped(device)).status_code == 302
    assert fresh(device).version == 2


def test_a_number_of_another_device_is_refused(director: Client, device: Device) -> None:
    registerrows.device(device.school, "SP1/KOM/018", name="Drukarka", room=registerrows.room(device.school, "12"))
    page = text_of(director.post(url(device), retyped(device) | {"inventory_number": "SP1/KOM/018"}))
    assert "Numer SP1/KOM/018 ma już urządzenie „Drukarka” (w użyciu, 12)." in page
    assert fresh(device).inventory_number == "SP1/KOM/017"


def test_the_own_number_may_be_written_otherwise(director: Client, device: Device) -> None:
    director.post(url(device), retyped(device) | {"inventory_number": "sp1/kom/017"})
    assert fresh(device).inventory_number == "sp1/kom/017"


# --- Another category -------------------------------------------------------------------------------------------------
def test_another_category_shows_its_fields_before_anything_is_written(
    director: Client, device: Device, projector: Category
) -> None:
    given = retyped(device, cpu="Intel i5", note="Pisane długo") | {"category": projector.pk}

    page = text_of(director.post(url(device), given))

    assert 'name="own_lumens"' in page
    assert "Nic jeszcze nie zapisano" in page
    assert 'value="Intel i5"' in page  # a fact already typed stays in sight
    assert "Pisane długo" in page
    assert fresh(device).category.code == "laptop"
    director.post(url(device), given | {"shown_category": projector.pk, "own_lumens": "3000"})
    assert (fresh(device).category, fresh(device).details, fresh(device).cpu) == (
        projector,
        {"lumens": 3000},
        "Intel i5",
    )


def test_values_that_the_new_category_has_no_field_for_are_told(
    director: Client, device: Device, laptop: Category, projector: Category
) -> None:
    device.category, device.details = projector, {"lumens": 3000, "short_throw": True}
    device.save()
    given = retyped(device, own_lumens="3000", own_short_throw="true") | {"category": laptop.pk}
    page = text_of(director.post(url(device), given))
    assert "Jasność w lumenach: 3000; Krótkoogniskowy: tak." in page


# --- Two people at once -----------------------------------------------------------------------------------------------
def test_what_only_the_other_changed_is_taken_over_and_told(
    director: Client, device: Device, cast: SimpleNamespace
) -> None:
    opened = retyped(device)
    room = registerrows.room(device.school, "Biblioteka")
    device.room = room
    save_change(device, source=Source(cast.keeper_a))

    answer = director.post(url(device), opened | {"note": "Moja uwaga"})

    page = text_of(answer)
    assert answer.status_code == 409
    assert "informatyk.a@test.example" in page
    assert "<strong>Pomieszczenie</strong>: brak → Biblioteka." in page
    assert f'<option value="{room.pk}" selected>Biblioteka</option>' in page
    assert (fresh(device).note, fresh(device).version) == ("", 3)
    director.post(url(device), opened | {"note": "Moja uwaga", "room": room.pk, "version": 3})
    assert (fresh(device).note, fresh(device).room, fresh(device).version) == ("Moja uwaga", room, 4)


def test_where_both_changed_the_person_sees_both_and_decides(
    director: Client, device: Device, cast: SimpleNamespace
) -> None:
    opened = retyped(device)
    device.status = Status.REPAIR
    save_change(device, source=Source(cast.keeper_a))

    page = text_of(director.post(url(device), opened | {"status": "stored"}))

    assert "W międzyczasie zapisano tu: w naprawie. Zostaw swój wpis albo wpisz tamten." in page
    assert '<option value="stored" selected>' in page
    assert fresh(device).status == "repair"
    director.post(url(device), opened | {"status": "stored", "version": 3})
    assert fresh(device).status == "stored"


def test_a_version_nobody_knows_lets_nothing_be_overwritten_unseen(director: Client, device: Device) -> None:
    page = text_of(director.post(url(device), retyped(device) | {"name": "Moja nazwa", "version": 99}))
    assert "W międzyczasie zapisano tu: Laptop Dell." in page
    assert fresh(device).name == "Laptop Dell"


def test_a_confirmation_meanwhile_is_in_nobodys_way(director: Client, device: Device, cast: SimpleNamespace) -> None:
    opened = retyped(device)
    save_change(device, source=Source(cast.keeper_a))
    assert director.post(url(device), opened | {"note": "Moja uwaga"}).status_code == 302
    assert fresh(device).note == "Moja uwaga"


def test_the_same_change_sent_twice_is_written_once(director: Client, device: Device) -> None:
    given = retyped(device) | {"note": "Raz"}
    assert [director.post(url(device), given).status_code for _ in range(2)] == [302, 302]
    assert fresh(device).version == 3


def test_an_import_meanwhile_is_seen_too(device: Device, cast: SimpleNamespace) -> None:
    device.model = "Z arkusza"
    save_change(device, source=Source(cast.keeper_a, "import 12"))
    values = {"name": "Moja nazwa", "inventory_number": device.inventory_number, "status": "in_use"}
    with pytest.raises(ChangedMeanwhile):
        change_device(device, DeviceInput(values), version=2, by=cast.director_a)


# --- Durability -------------------------------------------------------------------------------------------------------
def test_leaving_before_the_end_of_durability_needs_a_tick(director: Client, device: Device) -> None:
    device.durability_until = LATER
    save_change(device, source=Source(None))
    given = retyped(device) | {"status": "disposed", "durability_until": f"{LATER:%d.%m.%Y}"}

    page = text_of(director.post(url(device), given))

    assert "Okres trwałości trwa do" in page
    assert 'name="durability_known"' in page
    assert fresh(device).status == "in_use"
    director.post(url(device), given | {"durability_known": "on"})
    assert fresh(device).status == "disposed"


def test_a_device_that_has_left_may_be_corrected_without_the_tick(director: Client, device: Device) -> None:
    device.status, device.durability_until = Status.DISPOSED, LATER
    save_change(device, source=Source(None))
    given = retyped(device) | {"durability_until": f"{LATER:%d.%m.%Y}", "note": "Protokół 3/2026"}
    assert director.post(url(device), given).status_code == 302


# --- Kept form, doors -------------------------------------------------------------------------------------------------
def test_a_form_sent_after_the_session_ended_comes_back_filled_in(
    director: Client, cast: SimpleNamespace, device: Device
) -> None:
    Session.objects.all().delete()
    given = retyped(device, note="Pisane godzinę", form_owner=owner_token(cast.director_a))
    answer = director.post(url(device), given)
    director.post(answer["Location"], {"login": cast.director_a.email, "password": "haslo-do-testow-123"})
    assert "Pisane godzinę" in text_of(director.get(url(device)))


@pytest.mark.parametrize(
    ("who", "status"),
    [("director_a", 200), ("keeper_a", 200), ("department", 200), ("director_b", 404), ("coordinator_a", 403), ("viewer", 403), ("administrator", 403), ("nobody", 403)],
)  # fmt: skip
def test_who_may_change(client: Client, cast: SimpleNamespace, device: Device, who: str, status: int) -> None:
    client.force_login(getattr(cast, who))
    assert client.get(url(device)).status_code == status
    written = client.post(url(device), retyped(device) | {"note": "Zmienione"}).status_code
    assert written == {200: 302}.get(status, status)
    assert fresh(device).note == ("Zmienione" if status == 200 else "")


def test_the_service_refuses_whom_the_page_refuses(device: Device, cast: SimpleNamespace) -> None:
    for one in (cast.viewer, cast.director_b, person("obca")):
        with pytest.raises(NotAllowed):
            change_device(device, DeviceInput({"name": "x", "status": "in_use"}), version=2, by=one)


def test_a_device_is_not_moved_to_another_school_by_a_hidden_field(
    director: Client, device: Device, schools: SimpleNamespace
) -> None:
    director.post(url(device), retyped(device, school=schools.b.pk, note="Zmienione"))
    assert (fresh(device).school, fresh(device).note) == (schools.a, "Zmienione")


def test_another_schools_room_is_no_choice(director: Client, device: Device, schools: SimpleNamespace) -> None:
    foreign = registerrows.room(schools.b, "Tajna sala")
    assert director.post(url(device), typed(device.category, room=foreign.pk)).status_code == 200
    assert fresh(device).room is None
