"""Changes in bulk: previewed with numbers, written all or not at all, never over somebody else's change."""

import datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from inventory.models import Device, RegisterSummary
from inventory.services import bulk as services
from inventory.services.bulk import CannotBeWritten, ChangedMeanwhile, DurabilityLasts, Wish, change_in_bulk
from schools.models import Membership
from schools.roles import Role
from tests import factories, registerrows
from tests.register.listing import numbers, text

BULK = "inventory:bulk"


@pytest.fixture
def rows(schools: SimpleNamespace) -> SimpleNamespace:
    """Two devices of A, one of B, a room of each."""
    return SimpleNamespace(
        first=registerrows.device(schools.a, "A/1", status="in_use"),
        second=registerrows.device(schools.a, "A/2", status="repair", note="pęknięta"),
        foreign=registerrows.device(schools.b, "B/1"),
        room=registerrows.room(schools.a, "Magazyn"),
        foreign_room=registerrows.room(schools.b, "Piwnica"),
    )


@pytest.fixture
def director(client: Client, cast: SimpleNamespace) -> Client:
    """The director of A."""
    client.force_login(cast.director_a)
    return client


def send(client: Client, step: str, *devices: Device, **fields: Any) -> Any:
    """One step of the way, with the versions that the person saw."""
    seen = ",".join(f"{one.pk}:{one.version}" for one in devices)
    return client.post(reverse(BULK), {"krok": step, "urzadzenia": seen, "zapytanie": "szukaj=a", **fields})


def again(device: Device) -> Device:
    """The device as it stands now."""
    found: Device = Device.objects.get(pk=device.pk)
    return found


def test_the_preview_tells_what_becomes_of_what_and_writes_nothing(director: Client, rows: SimpleNamespace) -> None:
    answer = send(director, "podglad", rows.first, rows.second, status="repair", room=rows.room.pk)
    assert "Status w użyciu w naprawie 1" in text(answer)
    assert "Pomieszczenie brak Magazyn 2" in text(answer)
    assert "Zmień 2 urządzenia" in text(answer)
    assert f'name="urzadzenia" value="{rows.first.pk}:1,{rows.second.pk}:1"' in answer.content.decode()
    assert (again(rows.first).version, again(rows.first).status) == (1, "in_use")


def test_what_is_so_already_is_not_changed(director: Client, rows: SimpleNamespace) -> None:
    answer = send(director, "podglad", rows.first, rows.second, status="repair")
    assert "1 urządzenie ma już takie wartości i się nie zmieni" in text(answer)
    send(director, "zapis", rows.first, rows.second, status="repair")
    assert (again(rows.first).version, again(rows.second).version) == (2, 1)


def test_a_change_is_written_with_its_history(director: Client, cast: SimpleNamespace, rows: SimpleNamespace) -> None:
    RegisterSummary.objects.update_or_create(school=rows.first.school, defaults={"stale": False})
    answer = send(director, "zapis", rows.first, rows.second, room=rows.room.pk, condition="worn", note="Przegląd 2026")
    assert (answer.status_code, answer["Location"]) == (302, "/ewidencja/?szukaj=a")
    first, second = again(rows.first), again(rows.second)
    assert (first.room, first.condition, first.note, first.version) == (rows.room, "worn", "Przegląd 2026", 2)
    assert second.note == "pęknięta\nPrzegląd 2026"
    assert "magazyn" in first.search_text
    newest = first.history.first()
    assert (newest.version, newest.condition, newest.history_user, newest.history_change_reason) == (
        2, "worn", cast.director_a, "zbiorczo",
    )  # fmt: skip
    assert RegisterSummary.objects.get(school=rows.first.school).stale is True
    assert numbers(director.get("/ewidencja/?szukaj=magazyn")) == ["A/1", "A/2"]


def test_values_can_be_taken_away(director: Client, rows: SimpleNamespace) -> None:
    Device.objects.filter(pk=rows.first.pk).update(
        room=rows.room, condition="good", warranty_until=datetime.date(2030, 1, 1)
    )
    send(director, "zapis", rows.first, room="-", condition="-", warranty_until_wyczysc="on")
    first = again(rows.first)
    assert (first.room, first.condition, first.warranty_until) == (None, "", None)


def test_the_same_form_sent_twice_changes_nothing_more(director: Client, rows: SimpleNamespace) -> None:
    for _ in range(2):
        answer = send(director, "zapis", rows.first, status="stored", note="Przegląd")
        assert answer.status_code == 302
    assert (again(rows.first).version, again(rows.first).note) == (2, "Przegląd")
    assert "mają już takie wartości" in text(director.get("/ewidencja/"))


def test_what_somebody_changed_meanwhile_is_told_and_nothing_is_written(
    director: Client, rows: SimpleNamespace
) -> None:
    Device.objects.filter(pk=rows.second.pk).update(version=2, note="naprawiona")
    answer = send(director, "zapis", rows.first, rows.second, status="stored")
    assert answer.status_code == 409
    assert "Ktoś zmienił te urządzenia" in text(answer)
    assert "A/2" in text(answer)
    assert (again(rows.first).status, again(rows.second).status) == ("in_use", "repair")
    # The new preview carries the new versions: confirmed once more, it is written.
    assert f'value="{rows.first.pk}:1,{rows.second.pk}:2"' in answer.content.decode()
    send(director, "zapis", again(rows.first), again(rows.second), status="stored")
    assert again(rows.second).note == "naprawiona"
    assert again(rows.second).status == "stored"


def test_a_version_never_seen_is_not_overwritten(cast: SimpleNamespace, rows: SimpleNamespace) -> None:
    with pytest.raises(ChangedMeanwhile):
        change_in_bulk({rows.first.pk: 0}, Wish({"status": "stored"}), by=cast.director_a)


def test_confirming_the_state_is_a_change_once_a_day(director: Client, rows: SimpleNamespace) -> None:
    Device.objects.update(confirmed_on=datetime.date(2024, 1, 1))
    answer = send(director, "podglad", rows.first, confirm="on")
    assert "Stan potwierdzony wcześniej dziś 1" in text(answer)
    send(director, "zapis", rows.first, confirm="on")
    send(director, "zapis", rows.first, confirm="on")
    assert (again(rows.first).confirmed_on, again(rows.first).version) == (timezone.localdate(), 2)


def test_leaving_before_the_durability_ends_asks_whether_that_is_known(director: Client, rows: SimpleNamespace) -> None:
    until = timezone.localdate() + datetime.timedelta(days=100)
    Device.objects.filter(pk=rows.first.pk).update(durability_until=until)
    preview = send(director, "podglad", rows.first, rows.second, status="disposed")
    assert "U 1 urządzenia umowa może zabraniać pozbycia się sprzętu" in text(preview)
    refused = send(director, "zapis", rows.first, rows.second, status="disposed")
    assert refused.status_code == 422
    assert again(rows.second).status == "repair"
    send(director, "zapis", rows.first, rows.second, status="disposed", trwalosc_znana="tak")
    assert {again(rows.first).status, again(rows.second).status} == {"disposed"}


def test_durability_that_is_over_asks_nothing(cast: SimpleNamespace, rows: SimpleNamespace) -> None:
    Device.objects.filter(pk=rows.first.pk).update(durability_until=timezone.localdate())
    assert change_in_bulk({rows.first.pk: 1}, Wish({"status": "disposed"}), by=cast.director_a) == [rows.first]
    Device.objects.filter(pk=rows.second.pk).update(durability_until=timezone.localdate() + datetime.timedelta(days=1))
    with pytest.raises(DurabilityLasts):
        change_in_bulk({rows.second.pk: 1}, Wish({"status": "handed_over"}), by=cast.director_a)


def test_a_warranty_never_ends_before_the_purchase(director: Client, rows: SimpleNamespace) -> None:
    Device.objects.filter(pk=rows.first.pk).update(warranty_until=datetime.date(2020, 1, 1))
    answer = send(director, "zapis", rows.first, rows.second, purchased_on="1.06.2021")
    assert answer.status_code == 422
    assert "gwarancja kończyłaby się przed dniem zakupu" in text(answer)
    assert again(rows.second).purchased_on is None


def test_a_note_never_grows_over_its_length(director: Client, rows: SimpleNamespace) -> None:
    Device.objects.filter(pk=rows.first.pk).update(note="x" * 495)
    answer = send(director, "zapis", rows.first, rows.second, note="dopisek")
    assert answer.status_code == 422
    assert "1 urządzenie ma już tak długie uwagi" in text(answer)
    assert again(rows.second).note == "pęknięta"


def test_devices_of_two_schools_are_offered_no_room(
    client: Client, cast: SimpleNamespace, rows: SimpleNamespace
) -> None:
    client.force_login(cast.department)
    form = send(client, "", rows.first, rows.foreign)
    assert 'name="room"' not in form.content.decode()
    assert "Pomieszczenie można zmienić tylko urządzeniom jednej jednostki" in text(form)
    send(client, "zapis", rows.first, rows.foreign, status="stored", room=rows.room.pk)
    assert (again(rows.first).status, again(rows.first).room) == ("stored", None)
    with pytest.raises(CannotBeWritten):
        change_in_bulk({rows.first.pk: 2, rows.foreign.pk: 2}, Wish({"room_id": rows.room.pk}), by=cast.department)


def test_the_form_asks_for_something_to_change(director: Client, rows: SimpleNamespace) -> None:
    answer = send(director, "podglad", rows.first)
    assert "Wybierz, co zmienić: co najmniej jedno pole." in text(answer)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"purchased_on": "31.02.2020"}, "Nie rozumiem tej daty."),
        ({"purchased_on": "1.01.2090"}, "Ta data jeszcze nie nadeszła."),
        ({"warranty_until": "1.01.0020"}, "Sprawdź rok"),
        ({"category": "-"}, "Nie ma takiej pozycji."),
        ({"category": "999999"}, "Nie ma takiej pozycji."),
        ({"status": "zgubione"}, "Nie ma takiej pozycji."),
        ({"warranty_until": "1.01.2030", "warranty_until_wyczysc": "on"}, "nie oba naraz"),
    ],
)
def test_what_cannot_be_is_told_beside_its_field(
    director: Client, rows: SimpleNamespace, fields: dict[str, str], sentence: str
) -> None:
    answer = send(director, "zapis", rows.first, **fields)
    assert answer.status_code == 200
    assert sentence in text(answer)
    assert again(rows.first).version == 1


def test_going_back_keeps_what_was_chosen(director: Client, rows: SimpleNamespace) -> None:
    html = send(director, "popraw", rows.first, status="stored", note="Przegląd").content.decode()
    assert '<option value="stored" selected>' in html
    assert "Przegląd</textarea>" in html


def test_a_page_or_all_that_was_found_can_be_chosen(director: Client, rows: SimpleNamespace) -> None:
    page = director.post(reverse(BULK), {"zakres": "strona", "strona": f"{rows.first.pk},{rows.second.pk},x,{10**30}"})
    assert "2 urządzenia" in text(page)
    found = director.post(reverse(BULK), {"zakres": "znalezione", "zapytanie": "status=repair"})
    assert f'name="urzadzenia" value="{rows.second.pk}"' in found.content.decode()


def test_more_than_can_be_changed_at_once_is_refused_in_words(
    director: Client, rows: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "MOST", 1)
    for data in ({"zakres": "znalezione"}, {"zakres": "zaznaczone", "urzadzenie": [rows.first.pk, rows.second.pk]}):
        answer = director.post(reverse(BULK), data, follow=True)
        assert "Zawęź listę filtrami." in text(answer)


def test_nothing_ticked_leads_back_to_the_list(director: Client, rows: SimpleNamespace) -> None:
    for data in ({"zakres": "zaznaczone"}, {"zakres": "zaznaczone", "urzadzenie": "x"}, {}):
        answer = director.post(reverse(BULK), {"zapytanie": "szukaj=a", **data}, follow=True)
        assert answer.redirect_chain == [("/ewidencja/?szukaj=a", 302)]
        assert "Zaznacz na liście co najmniej jedno urządzenie" in text(answer)
    assert director.get(reverse(BULK)).status_code == 302


def test_only_the_school_where_the_role_is_held_is_changed(
    client: Client, cast: SimpleNamespace, schools: SimpleNamespace, rows: SimpleNamespace
) -> None:
    person = factories.person("dwie.szkoly", Role.IT_KEEPER, schools.a)
    Membership.objects.create(user=person, role=Role.COORDINATOR, school=schools.b)
    client.force_login(type(person).objects.get(pk=person.pk))
    answer = send(client, "", rows.first, rows.foreign)
    assert "Pominięto 1 urządzenie" in text(answer)
    send(client, "zapis", rows.first, rows.foreign, status="stored")
    assert (again(rows.first).status, again(rows.foreign).status) == ("stored", "in_use")


def test_twenty_devices_are_changed_with_as_many_queries_as_two(
    cast: SimpleNamespace, schools: SimpleNamespace, django_assert_num_queries: Any
) -> None:
    room = registerrows.room(schools.a, "Magazyn")
    assert cast.director_a.roles_held  # asked once a request
    for count in (2, 20):
        made = [registerrows.device(schools.a, f"{count}/{one}") for one in range(count)]
        with django_assert_num_queries(13):
            change_in_bulk({one.pk: 1 for one in made}, Wish({"room_id": room.pk}), by=cast.director_a)
