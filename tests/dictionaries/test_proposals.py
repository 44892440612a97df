"""Proposals: used by their school at once, seen by no other, decided by the department."""

from types import SimpleNamespace

import pytest
from django.test import Client

from inventory.models import Category, EntryState, Manufacturer
from schools.scope import school_scope
from tests import registerrows

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposed(client: Client, cast: SimpleNamespace) -> Manufacturer:
    """A maker that school A's keeper of IT has proposed by the page."""
    client.force_login(cast.keeper_a)
    client.post("/slowniki/producenci/nowy/", {"name": "  Nowa   Marka ", "source": "faktura"})
    made: Manufacturer = Manufacturer.objects.get()
    return made


def test_a_proposal_is_used_by_its_school_alone(proposed: Manufacturer, schools: SimpleNamespace) -> None:
    assert (proposed.name, proposed.state, proposed.proposed_by_school) == ("Nowa Marka", "proposed", schools.a)
    with school_scope([schools.a.pk]):
        assert list(Manufacturer.objects.usable()) == [proposed]
    with school_scope([schools.b.pk]):
        assert list(Manufacturer.objects.usable()) == []


def test_another_school_neither_sees_nor_doubles_it(
    client: Client, cast: SimpleNamespace, proposed: Manufacturer
) -> None:
    client.force_login(cast.director_b)
    shown = client.get("/slowniki/producenci/").context
    assert (list(shown["page"].object_list), list(shown["proposals"])) == ([], [])
    page = client.post("/slowniki/producenci/nowy/", {"name": "nowa marka", "source": "x"}).content.decode()
    assert "Ten wpis czeka już na decyzję wydziału albo został odrzucony." in page
    assert Manufacturer.objects.count() == 1


def test_a_known_entry_is_pointed_at(client: Client, cast: SimpleNamespace) -> None:
    Manufacturer.objects.create(name="Łucznik")
    client.force_login(cast.director_a)
    page = client.post("/slowniki/producenci/nowy/", {"name": "LUCZNIK", "source": "x"}).content.decode()
    assert "Wpis „Łucznik” już jest: wybierz go z listy." in page


def test_the_department_enters_what_all_may_use(client: Client, cast: SimpleNamespace) -> None:
    client.force_login(cast.department)
    client.post("/slowniki/kategorie/nowy/", {"name": "Tablica świetlna", "source": "umowa"})
    made = Category.objects.get()
    assert (made.state, made.code, made.proposed_by_school) == (EntryState.ACCEPTED, "tablica-swietlna", None)
    assert made.history.get().history_user == cast.department


def test_an_accepted_proposal_is_for_everybody(
    client: Client, cast: SimpleNamespace, schools: SimpleNamespace, proposed: Manufacturer
) -> None:
    client.force_login(cast.department)
    client.post(f"/slowniki/producenci/{proposed.pk}/przyjmij/")
    with school_scope([schools.b.pk]):
        assert list(Manufacturer.objects.usable()) == [proposed]


def test_a_proposal_in_use_is_not_declined(
    client: Client, cast: SimpleNamespace, schools: SimpleNamespace, proposed: Manufacturer
) -> None:
    registerrows.device(schools.a, manufacturer=proposed)
    client.force_login(cast.department)
    page = client.post(f"/slowniki/producenci/{proposed.pk}/odrzuc/", follow=True).content.decode()
    assert "Zastąp go innym wpisem albo go przyjmij." in page
    proposed.refresh_from_db()
    assert proposed.state == EntryState.PROPOSED


def test_joining_moves_the_devices_and_keeps_the_name_as_an_alias(
    client: Client, cast: SimpleNamespace, schools: SimpleNamespace, proposed: Manufacturer
) -> None:
    kept = Manufacturer.objects.create(name="Marka")
    device = registerrows.device(schools.a, manufacturer=proposed)
    client.force_login(cast.department)
    client.post(f"/slowniki/producenci/{proposed.pk}/zastap/", {"into": kept.pk})
    for one in (device, kept, proposed):
        one.refresh_from_db()
    assert (device.manufacturer, device.version, device.history.first().history_change_reason) == (kept, 2, "słownik")
    assert (kept.aliases, proposed.state) == ("Nowa Marka", EntryState.DECLINED)


def test_a_decision_taken_twice_is_told(client: Client, cast: SimpleNamespace, proposed: Manufacturer) -> None:
    client.force_login(cast.department)
    client.post(f"/slowniki/producenci/{proposed.pk}/przyjmij/")
    page = client.post(f"/slowniki/producenci/{proposed.pk}/odrzuc/", follow=True).content.decode()
    assert "Tę propozycję ktoś już rozpatrzył." in page
    proposed.refresh_from_db()
    assert proposed.state == EntryState.ACCEPTED
