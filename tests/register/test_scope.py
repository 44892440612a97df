"""No door of the list leads to another school: search, filter, order, columns, totals, import number, change in bulk."""

from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse

from inventory.models import Category, Device
from tests import registerrows
from tests.register.listing import listed, text

LIST = "inventory:devices"


@pytest.fixture
def rows(schools: SimpleNamespace) -> SimpleNamespace:
    """A device of A, and one of B that everything could leak."""
    own = registerrows.device(schools.a, "NASZ", gross_value=Decimal(1))
    room = registerrows.room(schools.b, "Tajna sala")
    foreign = registerrows.device(
        schools.b, "TAJNY", name="Tajny laptop", room=room, serial="TAJNE-1", gross_value=Decimal(99_999),
        status="repair", condition="broken",
    )  # fmt: skip
    return SimpleNamespace(own=own, foreign=foreign, room=room)


@pytest.mark.parametrize("who", ["director_a", "keeper_a"])
@pytest.mark.parametrize(
    "query",
    ["szukaj=tajny", "szukaj=tajne-1", "szukaj={code}", "jednostka={b}", "pomieszczenie={room}", "status=repair", "stan=broken", "wartosc_od=90000",
     "jednostka={b}&status=wszystkie&sortuj=-gross_value", "pomieszczenie={room}&jednostka={a}"],
)  # fmt: skip
def test_another_schools_devices_are_found_by_nothing(
    client: Client, cast: SimpleNamespace, schools: SimpleNamespace, rows: SimpleNamespace, who: str, query: str
) -> None:
    client.force_login(getattr(cast, who))
    asked = query.format(code=rows.foreign.label_code, a=schools.a.pk, b=schools.b.pk, room=rows.room.pk)
    for route in (LIST, "inventory:device_filters", "inventory:device_totals"):
        answer = client.get(reverse(route) + f"?{asked}")
        assert answer.status_code == 200
        assert "Tajn" not in text(answer)
        assert "TAJNY" not in text(answer)
        assert "99 999" not in text(answer)
        assert str(schools.b) not in text(answer)
    assert listed(client, asked) == []


@pytest.mark.parametrize("order", ["school", "-gross_value", "room", "name", "-school"])
def test_no_order_brings_another_schools_devices(
    client: Client, cast: SimpleNamespace, rows: SimpleNamespace, order: str
) -> None:
    client.force_login(cast.director_a)
    assert listed(client, f"sortuj={order}&status=wszystkie") == ["NASZ"]


def test_totals_count_the_own_school_alone(client: Client, cast: SimpleNamespace, rows: SimpleNamespace) -> None:
    client.force_login(cast.director_a)
    assert "1 urządzenie , wartość brutto 1,00 zł" in text(client.get(reverse("inventory:device_totals")))
    client.force_login(cast.department)
    assert "2 urządzenia , wartość brutto 100 000,00 zł" in text(client.get(reverse("inventory:device_totals")))


def test_another_schools_proposal_is_no_filter(client: Client, cast: SimpleNamespace, schools: SimpleNamespace) -> None:
    proposed = Category.objects.create(
        code="tajna", name="Tajna kategoria", state="proposed", proposed_by_school=schools.b
    )
    client.force_login(cast.director_a)
    for route in (LIST, "inventory:device_filters"):
        assert "Tajna kategoria" not in text(client.get(reverse(route) + f"?kategoria={proposed.pk}"))


@pytest.mark.parametrize("who", ["coordinator_a", "administrator", "nobody"])
def test_a_role_without_the_register_is_refused(client: Client, cast: SimpleNamespace, who: str) -> None:
    client.force_login(getattr(cast, who))
    for route in (LIST, "inventory:device_filters", "inventory:device_totals", "inventory:columns", "inventory:views"):
        assert client.get(reverse(route)).status_code == 403
    assert client.post(reverse("inventory:bulk")).status_code == 403


def test_a_change_in_bulk_leaves_another_schools_devices_alone(
    client: Client, cast: SimpleNamespace, rows: SimpleNamespace
) -> None:
    client.force_login(cast.director_a)
    both = f"{rows.own.pk}:1,{rows.foreign.pk}:1"
    chosen = client.post(
        reverse("inventory:bulk"), {"zakres": "zaznaczone", "urzadzenie": [rows.own.pk, rows.foreign.pk]}
    )
    assert "1 urządzenie" in text(chosen)
    assert "Pominięto 1 urządzenie" in text(chosen)
    assert "TAJNY" not in text(chosen)
    client.post(reverse("inventory:bulk"), {"krok": "zapis", "urzadzenia": both, "status": "stored"})
    assert Device.objects.get(pk=rows.own.pk).status == "stored"
    assert Device.objects.get(pk=rows.foreign.pk).status == "repair"
    assert Device.objects.get(pk=rows.foreign.pk).version == 1


@pytest.mark.parametrize("step", ["", "podglad", "zapis"])
def test_another_schools_devices_alone_are_none(
    client: Client, cast: SimpleNamespace, rows: SimpleNamespace, step: str
) -> None:
    client.force_login(cast.director_a)
    answer = client.post(
        reverse("inventory:bulk"),
        {"krok": step, "urzadzenia": f"{rows.foreign.pk}:1", "status": "stored"},
        follow=True,
    )
    assert "Zaznacz na liście co najmniej jedno urządzenie" in text(answer)
    assert Device.objects.get(pk=rows.foreign.pk).status == "repair"


def test_a_device_is_never_moved_into_another_schools_room(
    client: Client, cast: SimpleNamespace, rows: SimpleNamespace
) -> None:
    client.force_login(cast.director_a)
    answer = client.post(
        reverse("inventory:bulk"), {"krok": "zapis", "urzadzenia": f"{rows.own.pk}:1", "room": rows.room.pk}
    )
    assert "Nie ma takiej pozycji." in text(answer)
    assert Device.objects.get(pk=rows.own.pk).room is None
