"""A person's columns and views: kept, private, opened first."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from inventory.models import SavedView
from inventory.services import views as services
from tests import registerrows
from tests.register.listing import headers, listed, text

LIST = "inventory:devices"


def choose(client: Client, *columns: str, query: str = "", **places: int) -> Any:
    """Send the form of columns."""
    data = {"kolumna": list(columns), "zapytanie": query}
    return client.post(reverse("inventory:columns"), data | {f"miejsce_{key}": place for key, place in places.items()})


def save(client: Client, name: str, query: str) -> Any:
    """Save a view."""
    return client.post(reverse("inventory:view_save"), {"nazwa": name, "zapytanie": query})


@pytest.fixture
def signed_in(client: Client, cast: SimpleNamespace, schools: SimpleNamespace) -> Client:
    """The director of A, with two devices."""
    registerrows.device(schools.a, "1", name="Laptop")
    registerrows.device(schools.a, "2", name="Drukarka", status="stored")
    client.force_login(cast.director_a)
    return client


def test_columns_stand_in_the_order_given_and_stay(signed_in: Client) -> None:
    answer = choose(signed_in, "name", "status", "note", query="szukaj=laptop", name=3, status=1, note=2)
    assert (answer.status_code, answer["Location"]) == (302, "/ewidencja/?szukaj=laptop&widok=")
    assert headers(signed_in.get(reverse(LIST))) == ["Numer inwentarzowy", "Status", "Uwagi", "Nazwa"]
    form = signed_in.get(reverse("inventory:columns")).content.decode()
    assert form.count(" checked") == 3
    assert form.index('value="status"') < form.index('value="note"') < form.index('value="name"')


def test_columns_that_nobody_knows_are_left_out(signed_in: Client) -> None:
    choose(signed_in, "name", "search_text", "school__note", "name", "inventory_number")
    assert headers(signed_in.get(reverse(LIST))) == ["Numer inwentarzowy", "Nazwa"]
    choose(signed_in)
    assert len(headers(signed_in.get(reverse(LIST)))) == 9  # none chosen: the usual ones


def test_a_place_that_is_no_number_comes_last(signed_in: Client) -> None:
    signed_in.post(
        reverse("inventory:columns"),
        {"kolumna": ["name", "note"], "miejsce_name": "pierwsza", "miejsce_note": "2"},
    )
    assert headers(signed_in.get(reverse(LIST))) == ["Numer inwentarzowy", "Uwagi", "Nazwa"]


def test_a_view_keeps_filters_order_and_columns(signed_in: Client) -> None:
    choose(signed_in, "note")
    answer = save(signed_in, "Magazyn", "status=stored&sortuj=-name&strona=3")
    view = SavedView.objects.get(name="Magazyn")
    assert answer["Location"] == f"/ewidencja/?status=stored&sortuj=-name&widok={view.pk}"
    assert (view.query, view.columns) == ("status=stored&sortuj=-name", ["note"])
    choose(signed_in, "name")
    page = signed_in.get(answer["Location"])
    assert headers(page) == ["Numer inwentarzowy", "Uwagi"]
    assert listed(signed_in, answer["Location"].partition("?")[2]) == ["2"]
    assert headers(signed_in.get(reverse(LIST))) == ["Numer inwentarzowy", "Nazwa"]


def test_saving_under_the_same_name_replaces_the_view(signed_in: Client) -> None:
    save(signed_in, "Magazyn", "status=stored")
    save(signed_in, "Magazyn", "status=repair")
    assert list(SavedView.objects.values_list("name", "query")) == [("Magazyn", "status=repair")]


def test_a_view_can_open_first_and_the_whole_register_stays_in_reach(signed_in: Client) -> None:
    save(signed_in, "Magazyn", "status=stored")
    view = SavedView.objects.get(name="Magazyn")
    signed_in.post(reverse("inventory:view_first", args=[view.pk]))
    opened = signed_in.get(reverse(LIST))
    assert (opened.status_code, opened["Location"]) == (302, f"/ewidencja/?status=stored&widok={view.pk}")
    assert listed(signed_in, "widok=") == ["1", "2"]
    assert "otwiera się jako pierwszy" in text(signed_in.get(reverse("inventory:views")))
    signed_in.post(reverse("inventory:view_first", args=[view.pk]))
    assert listed(signed_in) == ["1", "2"]


def test_choosing_columns_keeps_the_view_that_opens_first(signed_in: Client) -> None:
    save(signed_in, "Magazyn", "status=stored")
    view = SavedView.objects.get(name="Magazyn")
    signed_in.post(reverse("inventory:view_first", args=[view.pk]))
    choose(signed_in, "note")
    assert signed_in.get(reverse(LIST))["Location"] == f"/ewidencja/?status=stored&widok={view.pk}"


def test_a_view_is_renamed_and_deleted(signed_in: Client) -> None:
    save(signed_in, "Magazyn", "status=stored")
    save(signed_in, "Naprawa", "status=repair")
    view = SavedView.objects.get(name="Magazyn")
    taken = signed_in.post(reverse("inventory:view_rename", args=[view.pk]), {"nazwa": "Naprawa"}, follow=True)
    assert "Masz już widok o tej nazwie." in text(taken)
    signed_in.post(reverse("inventory:view_rename", args=[view.pk]), {"nazwa": "Piwnica"})
    signed_in.post(reverse("inventory:view_first", args=[view.pk]))
    assert sorted(SavedView.objects.exclude(name="").values_list("name", flat=True)) == ["Naprawa", "Piwnica"]
    signed_in.post(reverse("inventory:view_delete", args=[view.pk]))
    assert list(SavedView.objects.exclude(name="").values_list("name", flat=True)) == ["Naprawa"]
    assert listed(signed_in) == ["1", "2"]  # what opened first is gone: the whole register opens


def test_a_view_needs_a_name(signed_in: Client) -> None:
    assert "Nazwij widok." in text(save(signed_in, " ", "status=stored"))
    assert SavedView.objects.count() == 0


def test_a_query_too_long_to_keep_is_told(signed_in: Client) -> None:
    assert "Te filtry są za długie" in text(save(signed_in, "Długi", "szukaj=" + "x" * 2000))
    assert SavedView.objects.count() == 0


def test_views_are_counted(signed_in: Client, cast: SimpleNamespace) -> None:
    for number in range(services.MOST_VIEWS):
        services.save_view(f"Widok {number}", query="", columns=[], by=cast.director_a)
    assert "Masz już 40 widoków." in text(save(signed_in, "Jeszcze jeden", ""))
    assert SavedView.objects.count() == services.MOST_VIEWS


def test_nobody_sees_or_touches_the_views_of_another(client: Client, cast: SimpleNamespace) -> None:
    view = services.save_view("Tajny magazyn", query="status=stored", columns=["note"], by=cast.director_a)
    client.force_login(cast.keeper_a)  # a colleague of the same school
    assert "Tajny magazyn" not in text(client.get(reverse(LIST)))
    assert "Tajny magazyn" not in text(client.get(reverse("inventory:views")))
    for name in ("view_rename", "view_first", "view_delete"):
        assert client.post(reverse(f"inventory:{name}", args=[view.pk]), {"nazwa": "Moje"}).status_code == 404
    assert headers(client.get(reverse(LIST) + f"?widok={view.pk}")) == headers(client.get(reverse(LIST)))
    assert SavedView.objects.get() == view
    assert SavedView.objects.get().name == "Tajny magazyn"


def test_the_row_of_columns_is_no_view(signed_in: Client) -> None:
    choose(signed_in, "note")
    row = SavedView.objects.get(name="")
    for name in ("view_rename", "view_first", "view_delete"):
        assert signed_in.post(reverse(f"inventory:{name}", args=[row.pk]), {"nazwa": "Moje"}).status_code == 404
