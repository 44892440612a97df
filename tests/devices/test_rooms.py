from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from inventory.models import Device, Room, Status
from inventory.services import rooms as services
from tests import registerrows

URL = "/pomieszczenia/"


@pytest.fixture
def director(client: Client, cast: SimpleNamespace) -> Client:
    client.force_login(cast.director_a)
    return client


@pytest.fixture
def library(schools: SimpleNamespace) -> Room:
    return registerrows.room(schools.a, "Biblioteka")


def url(room: Room, verb: str = "") -> str:
    return f"{URL}{room.pk}/{verb}"


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


def typed(**given: Any) -> dict[str, Any]:
    return {"name": "Pracownia 12", "kind": "computer_lab", **given}


def test_the_list_counts_what_still_stands_in_each_room(
    director: Client, schools: SimpleNamespace, library: Room
) -> None:
    for status in (Status.IN_USE, Status.REPAIR, Status.DISPOSED):
        registerrows.device(schools.a, room=library, status=status)
    registerrows.room(schools.a, "12")
    page = director.get(URL)
    assert [(one.name, one.device_count) for one in page.context["page"]] == [("12", 0), ("Biblioteka", 2)]


def test_the_list_asks_as_often_for_many_rooms_as_for_one(
    client: Client, cast: SimpleNamespace, schools: SimpleNamespace, library: Room
) -> None:
    client.force_login(cast.department)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(URL).status_code == 200
        return len(captured.captured_queries)

    queries()
    one = queries()
    for number in range(20):
        registerrows.device(schools.b, room=registerrows.room(schools.b, f"Sala {number}"))
    assert queries() == one == 6


def test_a_room_is_added_once_however_often_the_form_is_sent(director: Client, schools: SimpleNamespace) -> None:
    answers = [director.post(f"{URL}nowe/", typed(building="A")) for _ in range(2)]
    room = Room.objects.get()
    assert (room.school, room.name, room.building) == (schools.a, "Pracownia 12", "A")
    assert [answer["Location"] for answer in answers] == [url(room), url(room)]


@pytest.mark.parametrize("name", ["biblioteka", "  BIBLIOTEKA\u200b"])
def test_a_name_is_taken_however_it_is_written(director: Client, library: Room, name: str) -> None:
    page = text_of(director.post(f"{URL}nowe/", typed(name=name)))
    assert "Ta jednostka ma już pomieszczenie o tej nazwie." in page
    assert Room.objects.count() == 1


def test_another_school_may_use_the_same_name(client: Client, cast: SimpleNamespace, library: Room) -> None:
    client.force_login(cast.director_b)
    client.post(f"{URL}nowe/", typed(name="Biblioteka"))
    assert Room.objects.filter(key="biblioteka").count() == 2


def test_the_department_names_the_school(client: Client, cast: SimpleNamespace, schools: SimpleNamespace) -> None:
    client.force_login(cast.department)
    assert "Wybierz jednostkę." in text_of(client.post(f"{URL}nowe/", typed()))
    client.post(f"{URL}nowe/", typed(school=schools.b.pk))
    assert Room.objects.get().school == schools.b


def test_a_new_name_keeps_the_devices_and_the_search_knows_it(director: Client, library: Room) -> None:
    device = registerrows.device(library.school, room=library)
    director.post(url(library, "zmien/"), typed(name="Czytelnia"))
    device.refresh_from_db()
    assert (device.room, device.version) == (library, 1)
    assert "czytelnia" in device.search_text
    assert "nazwa lub numer: Biblioteka → Czytelnia" in text_of(director.get(url(library)))


def test_the_room_page_lists_what_stands_there_and_leads_to_the_register(director: Client, library: Room) -> None:
    registerrows.device(library.school, "N/1", room=library)
    registerrows.device(library.school, "N/2", room=library, status=Status.DISPOSED)
    registerrows.device(library.school, "N/3")
    page = text_of(director.get(url(library)))
    assert [number for number in ("N/1", "N/2", "N/3") if number in page] == ["N/1"]
    assert "Poza tym 1\u00a0urządzenie już wypisane z użycia." in page
    assert f"?pomieszczenie={library.pk}" in page


# --- Merging and deleting -----------------------------------------------------------------------------------------------
def test_merged_rooms_are_one_and_the_old_name_still_leads_there(
    director: Client, cast: SimpleNamespace, library: Room
) -> None:
    other = registerrows.room(library.school, "bibl.", aliases="czytelnia")
    device = registerrows.device(library.school, room=other)

    assert director.post(url(other, "polacz/"), {"into": library.pk})["Location"] == url(library)

    device.refresh_from_db()
    assert (device.room, device.version) == (library, 2)
    assert device.history.first().history_user == cast.director_a
    assert Room.objects.get().all_keys == ["biblioteka", "bibl.", "czytelnia"]
    assert services.room_named("Bibl.", school=library.school, by=cast.director_a) == library


def test_a_room_is_not_merged_into_another_schools(director: Client, library: Room, schools: SimpleNamespace) -> None:
    foreign = registerrows.room(schools.b, "Tajna sala")
    answer = director.post(url(library, "polacz/"), {"into": foreign.pk})
    assert answer.status_code == 422
    assert "Tajna sala" not in text_of(answer)
    assert Room.objects.count() == 2


def test_the_service_merges_no_rooms_of_two_schools(
    library: Room, cast: SimpleNamespace, schools: SimpleNamespace
) -> None:
    with pytest.raises(services.OtherSchool):
        services.merge_rooms(library, into=registerrows.room(schools.b, "12"), by=cast.department)


def test_an_empty_room_is_deleted(director: Client, library: Room) -> None:
    assert director.post(url(library, "usun/"))["Location"] == URL
    assert not Room.objects.exists()


@pytest.mark.parametrize("status", [Status.IN_USE, Status.DISPOSED])
def test_a_room_that_a_device_names_is_not_deleted(director: Client, library: Room, status: Status) -> None:
    registerrows.device(library.school, room=library, status=status)
    page = text_of(director.post(url(library, "usun/"), follow=True))
    assert "W tym pomieszczeniu są urządzenia, może już wypisane." in page
    assert Room.objects.get() == library


# --- Doors --------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("who", "looks", "writes"),
    [("director_a", 200, 302), ("keeper_a", 200, 302), ("department", 200, 302), ("viewer", 200, 403), ("director_b", 404, 404), ("coordinator_a", 403, 403), ("administrator", 403, 403), ("nobody", 403, 403)],
)  # fmt: skip
def test_who_looks_and_who_writes(
    client: Client, cast: SimpleNamespace, library: Room, who: str, looks: int, writes: int
) -> None:
    client.force_login(getattr(cast, who))
    other = registerrows.room(library.school, "bibl.")
    assert client.get(url(library)).status_code == looks
    assert client.post(url(library, "zmien/"), typed(name="Czytelnia")).status_code == writes
    assert client.post(url(other, "polacz/"), {"into": library.pk}).status_code == writes
    assert client.post(url(library, "usun/")).status_code == writes
    assert Room.objects.exists() == (writes != 302)


def test_the_list_shows_no_room_of_another_school(director: Client, schools: SimpleNamespace, library: Room) -> None:
    foreign = registerrows.room(schools.b, "Tajna sala")
    registerrows.device(schools.b, room=foreign)
    page = text_of(director.get(URL, {"jednostka": schools.b.pk}))
    assert ("Biblioteka" in page, "Tajna sala" in page) == (True, False)


def test_hostile_names_are_shown_as_text(director: Client) -> None:
    director.post(f"{URL}nowe/", typed(name="<script>alert(1)</script>", note="{{ 7|add:7 }}"))
    page = text_of(director.get(URL)) + text_of(director.get(url(Room.objects.get())))
    assert "<script>alert" not in page
    assert "{{ 7|add:7 }}" in page


def test_a_device_keeps_its_place_when_another_room_is_merged(director: Client, library: Room) -> None:
    device = registerrows.device(library.school, room=library)
    director.post(url(registerrows.room(library.school, "12"), "polacz/"), {"into": library.pk})
    assert (Device.objects.get().room, Device.objects.get().version) == (device.room, 1)
