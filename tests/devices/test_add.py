import datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from inventory.models import Category, Device, FundingSource, RegisterSummary, Room
from tests import registerrows
from tests.devices.conftest import typed

URL = "/ewidencja/nowe/"
TOMORROW = timezone.localdate() + datetime.timedelta(days=1)
LATER = timezone.localdate() + datetime.timedelta(days=900)


@pytest.fixture
def director(client: Client, cast: SimpleNamespace) -> Client:
    client.force_login(cast.director_a)
    return client


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


def test_a_director_adds_a_device_to_the_own_register(
    director: Client, cast: SimpleNamespace, schools: SimpleNamespace, laptop: Category
) -> None:
    given = typed(
        laptop, purchased_on="3.05.2024", gross_value="3 456,70 zł", ram_gb="16 GB", disk_gb="1 TB", note=" dwa  słowa "
    )
    answer = director.post(URL, given)

    device = Device.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, device.get_absolute_url())
    assert (device.school, device.inventory_number, device.category) == (schools.a, "SP1/KOM/018", laptop)
    assert (device.purchased_on, device.gross_value) == (datetime.date(2024, 5, 3), Decimal("3456.70"))
    assert (device.ram_gb, device.disk_gb, device.note) == (16, 1000, "dwa słowa")
    born = device.history.get()
    assert (born.history_type, born.history_user, born.history_change_reason) == ("+", cast.director_a, "ręcznie")
    assert RegisterSummary.objects.get().stale


def test_the_next_number_is_suggested_in_the_pattern_of_the_category(director: Client, stored: Device) -> None:
    registerrows.device(stored.school, "SP1/DRUK/090", category=registerrows.category("inne"))
    page = text_of(director.get(URL, {"kategoria": "laptop"}))
    assert 'name="inventory_number" value="SP1/KOM/018"' in page


def test_the_category_is_asked_first(director: Client, laptop: Category, projector: Category) -> None:
    page = text_of(director.get(URL))
    assert f'href="{URL}?kategoria=laptop"' in page
    assert 'name="inventory_number"' not in page


def test_a_computer_is_asked_for_its_facts_and_a_projector_for_its_own(
    director: Client, laptop: Category, projector: Category
) -> None:
    of_laptop = text_of(director.get(URL, {"kategoria": "laptop"}))
    of_projector = text_of(director.get(URL, {"kategoria": "projektor"}))
    assert ('name="cpu"' in of_laptop, 'name="own_lumens"' in of_laptop) == (True, False)
    assert ('name="cpu"' in of_projector, 'name="own_lumens"' in of_projector) == (False, True)


def test_own_fields_are_kept_by_their_kind(director: Client, projector: Category) -> None:
    own = {"own_lumens": "3 500", "own_lamp_on": "3.05.2024", "own_short_throw": "false", "own_port": "HDMI"}
    director.post(URL, typed(projector, **own))
    assert Device.objects.get().details == {
        "lumens": 3500,
        "lamp_on": "2024-05-03",
        "short_throw": False,
        "port": "HDMI",
    }


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("inventory_number", "\u200b ", "Wpisz numer inwentarzowy."),
        ("name", "", "Wpisz nazwę urządzenia."),
        ("purchased_on", "31.02.2024", "Nie rozumiem tej daty. Wpisz na przykład 3.05.2024."),
        ("purchased_on", f"{TOMORROW:%d.%m.%Y}", "Ta data jeszcze nie nadeszła. Sprawdź rok."),
        ("purchased_on", "3.05.1924", "Sprawdź rok: przyjmujemy daty od 1950 do 2100 roku."),
        ("gross_value", "dużo", "Nie rozumiem tej kwoty. Wpisz na przykład 1 234,56."),
        ("ram_gb", "-4", "Nie rozumiem tej wielkości. Wpisz liczbę gigabajtów, na przykład 16."),
        ("pieces", "101", "Wpisz liczbę całkowitą od 1 do 100."),
        ("pieces", "0", "Wpisz liczbę całkowitą od 1 do 100."),
        ("pieces", "1,5", "Wpisz liczbę całkowitą od 1 do 100."),
    ],
)
def test_bad_input_gets_a_sentence_and_keeps_what_was_typed(
    director: Client, laptop: Category, field: str, value: str, sentence: str
) -> None:
    page = text_of(director.post(URL, typed(laptop, note="Pisane godzinę") | {field: value}))
    assert sentence in page
    assert "Pisane godzinę" in page
    assert not Device.objects.exists()


def test_a_warranty_that_ends_before_the_purchase_is_refused(director: Client, laptop: Category) -> None:
    page = text_of(director.post(URL, typed(laptop, purchased_on="3.05.2024", warranty_until="2.05.2024")))
    assert "Gwarancja kończy się przed zakupem. Popraw jedną z dat." in page


# --- Numbers --------------------------------------------------------------------------------------------------------
def test_a_used_number_is_refused_with_the_device_that_holds_it(
    director: Client, stored: Device, laptop: Category
) -> None:
    page = text_of(director.post(URL, typed(laptop, inventory_number="sp1 / kom / 017")))
    assert "Numer SP1/KOM/017 ma już urządzenie „Laptop Dell” (w użyciu). Następny wolny: SP1/KOM/018." in page
    assert Device.objects.get() == stored


@pytest.mark.parametrize(("status", "word"), [("disposed", "zlikwidowane"), ("handed_over", "przekazane")])
def test_the_number_of_a_device_that_has_left_is_never_used_again(
    director: Client, stored: Device, laptop: Category, status: str, word: str
) -> None:
    stored.status = status
    stored.save()
    page = text_of(director.post(URL, typed(laptop, inventory_number="SP1/KOM/017")))
    assert f"Numer SP1/KOM/017 miało już urządzenie „Laptop Dell” ({word})." in page
    assert "Numeru nie używa się ponownie, także po likwidacji." in page
    assert Device.objects.count() == 1


def test_another_schools_number_is_free(director: Client, schools: SimpleNamespace, laptop: Category) -> None:
    registerrows.device(schools.b, "SP1/KOM/018")
    director.post(URL, typed(laptop))
    assert Device.objects.filter(school=schools.a).count() == 1


def test_several_pieces_get_numbers_in_a_row(director: Client, laptop: Category) -> None:
    answer = director.post(URL, typed(laptop, inventory_number="SP1/KOM/098", pieces="3"), follow=True)
    numbers = list(Device.objects.order_by("pk").values_list("inventory_number", flat=True))
    assert numbers == ["SP1/KOM/098", "SP1/KOM/099", "SP1/KOM/100"]
    assert "Dodano 3\u00a0urządzenia: od SP1/KOM/098 do SP1/KOM/100." in text_of(answer)


def test_several_pieces_are_all_added_or_none(director: Client, stored: Device, laptop: Category) -> None:
    page = text_of(director.post(URL, typed(laptop, inventory_number="SP1/KOM/015", pieces="3", new_room="12")))
    assert "Numer SP1/KOM/017 ma już urządzenie" in page
    assert Device.objects.count() == 1
    assert not Room.objects.exists()


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"serial": "ABC123"}, "Każda sztuka ma własny numer seryjny."),
        ({"inventory_number": "bez cyfr"}, "Numer bez cyfr nie ma następnego."),
        ({"inventory_number": f"{'x' * 58}/9"}, "Ostatni z kolejnych numerów byłby za długi."),
    ],
)
def test_several_pieces_share_no_serial_and_need_a_number_that_counts(
    director: Client, laptop: Category, given: dict[str, str], sentence: str
) -> None:
    assert sentence in text_of(director.post(URL, typed(laptop, pieces="2", **given)))
    assert not Device.objects.exists()


# --- Sent twice -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("pieces", ["", "3"])
def test_the_same_form_sent_twice_gives_the_same_devices(director: Client, laptop: Category, pieces: str) -> None:
    given = typed(laptop, pieces=pieces, new_room="Biblioteka", gross_value="1 234,56")
    first, second = director.post(URL, given), director.post(URL, given)
    assert first["Location"] == second["Location"]
    assert Device.objects.count() == int(pieces or 1)
    assert Room.objects.count() == 1


def test_the_same_number_with_other_values_is_no_second_click(director: Client, laptop: Category) -> None:
    director.post(URL, typed(laptop))
    assert "ma już urządzenie" in text_of(director.post(URL, typed(laptop, model="Inny model")))


def test_somebody_elses_same_form_is_no_second_click(director: Client, cast: SimpleNamespace, laptop: Category) -> None:
    director.post(URL, typed(laptop))
    director.force_login(cast.keeper_a)
    assert "ma już urządzenie" in text_of(director.post(URL, typed(laptop)))


# --- Rooms and money ------------------------------------------------------------------------------------------------
def test_a_room_that_is_not_listed_is_added_on_the_way(
    director: Client, schools: SimpleNamespace, laptop: Category
) -> None:
    director.post(URL, typed(laptop, new_room="Pracownia 12"))
    room = Room.objects.get()
    assert (room.school, room.name, Device.objects.get().room) == (schools.a, "Pracownia 12", room)


def test_a_room_known_under_another_name_is_not_doubled(
    director: Client, schools: SimpleNamespace, laptop: Category
) -> None:
    room = registerrows.room(schools.a, "Pracownia 12", aliases="s. 12")
    director.post(URL, typed(laptop, new_room="S. 12"))
    assert Device.objects.get().room == room
    assert Room.objects.count() == 1


def test_another_schools_room_is_no_choice(director: Client, schools: SimpleNamespace, laptop: Category) -> None:
    foreign = registerrows.room(schools.b, "Tajna sala")
    answer = director.post(URL, typed(laptop, room=foreign.pk))
    assert answer.status_code == 200
    assert "Tajna sala" not in text_of(answer)
    assert not Device.objects.exists()


def test_the_source_of_money_fills_the_end_of_durability(director: Client, laptop: Category) -> None:
    kpo = FundingSource.objects.create(name="KPO", durability_until=LATER)
    director.post(URL, typed(laptop, funding=kpo.pk))
    director.post(URL, typed(laptop, inventory_number="SP1/KOM/019", funding=kpo.pk, durability_until="1.01.2030"))
    ends = dict(Device.objects.values_list("inventory_number", "durability_until"))
    assert ends == {"SP1/KOM/018": LATER, "SP1/KOM/019": datetime.date(2030, 1, 1)}


def test_a_declined_entry_and_another_schools_proposal_are_no_choice(
    director: Client, schools: SimpleNamespace, laptop: Category
) -> None:
    declined = FundingSource.objects.create(name="Odrzucone", state="declined")
    foreign = FundingSource.objects.create(name="Cudze", state="proposed", proposed_by_school=schools.b)
    own = FundingSource.objects.create(name="Własne", state="proposed", proposed_by_school=schools.a)
    for entry in (declined, foreign):
        assert director.post(URL, typed(laptop, funding=entry.pk)).status_code == 200
    assert director.post(URL, typed(laptop, funding=own.pk)).status_code == 302


# --- Doors ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("who", "status"),
    [("director_a", 200), ("keeper_a", 200), ("department", 200), ("coordinator_a", 403), ("viewer", 403), ("administrator", 403), ("nobody", 403)],
)  # fmt: skip
def test_who_may_add(client: Client, cast: SimpleNamespace, laptop: Category, who: str, status: int) -> None:
    client.force_login(getattr(cast, who))
    assert client.get(URL).status_code == status
    assert client.post(URL, {}).status_code == status


def test_a_director_does_not_add_to_another_school(
    director: Client, schools: SimpleNamespace, laptop: Category
) -> None:
    assert director.post(URL, typed(laptop, school=schools.b.pk)).status_code == 404
    assert director.get(URL, {"jednostka": schools.b.pk, "kategoria": "laptop"}).status_code == 404
    assert not Device.objects.exists()


def test_the_department_names_the_school(
    client: Client, cast: SimpleNamespace, schools: SimpleNamespace, laptop: Category
) -> None:
    client.force_login(cast.department)
    assert 'name="inventory_number"' not in text_of(client.get(URL, {"kategoria": "laptop"}))
    assert "<li>Wybierz jednostkę.</li>" in text_of(client.get(URL, {"kategoria": "laptop", "jednostka": ""}))
    assert client.post(URL, typed(laptop, school=schools.b.pk)).status_code == 302
    assert Device.objects.get().school == schools.b


def test_a_copy_of_another_schools_device_is_not_offered(
    director: Client, schools: SimpleNamespace, laptop: Category
) -> None:
    foreign = registerrows.device(schools.b, "X/1", model="Tajny model")
    page = text_of(director.get(URL, {"kategoria": "laptop", "wzor": str(foreign.pk)}))
    assert "Tajny model" not in page


def test_a_similar_device_is_offered_filled_in(director: Client, stored: Device) -> None:
    page = text_of(director.get(URL, {"kategoria": "laptop", "wzor": str(stored.pk)}))
    assert 'name="model" value="Latitude 3540"' in page
    assert 'name="inventory_number" value="SP1/KOM/018"' in page


@pytest.mark.parametrize(
    "given", [{"kategoria": "\0"}, {"kategoria": "9" * 30}, {"wzor": "9" * 30}, {"jednostka": "abc"}]
)
def test_a_strange_address_is_no_error(director: Client, laptop: Category, given: dict[str, str]) -> None:
    assert director.get(URL, {"kategoria": "laptop"} | given).status_code in {200, 404}


def test_hostile_text_is_shown_as_text(director: Client, laptop: Category) -> None:
    evil = "<script>alert(1)</script>{{ 7|add:7 }}=1+1"
    director.post(URL, typed(laptop, name=evil, note=evil, new_room=evil))
    page = text_of(director.get(Device.objects.get().get_absolute_url()))
    assert "<script>alert" not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;{{ 7|add:7 }}=1+1") >= 3


def test_the_page_is_reached_by_its_name() -> None:
    assert reverse("inventory:device_add") == URL
