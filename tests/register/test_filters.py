"""Each filter finds just its devices, says so in a chip, and what it cannot understand finds nothing."""

import datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from inventory.changes import Source, save_changes, write_history
from inventory.models import Device, FundingSource, Import, Manufacturer
from tests import registerrows
from tests.register.listing import listed, text

DAY = datetime.date


@pytest.fixture
def rows(schools: SimpleNamespace) -> SimpleNamespace:
    """A device that each filter finds (FOUND) and one that none of them does (OTHER), both at A."""
    made = SimpleNamespace()
    made.room = registerrows.room(schools.a, "12")
    made.maker = Manufacturer.objects.create(name="Dell")
    made.funding = FundingSource.objects.create(name="Aktywna Tablica")
    made.system = registerrows.system("Windows 10 Pro", "Windows 10")
    made.category = registerrows.category("switch", group="network", is_computer=True)
    today = timezone.localdate()
    made.found = registerrows.device(
        schools.a, "FOUND", category=made.category, room=made.room, manufacturer=made.maker, funding=made.funding,
        operating_system=made.system, status="repair", condition="broken", audience="teacher", windows11="no",
        purchased_on=DAY(2019, 5, 3), warranty_until=DAY(2021, 5, 3), durability_until=today + datetime.timedelta(days=30),
        gross_value=Decimal("3500.50"), serial="SN-4711",
    )  # fmt: skip
    made.other = registerrows.device(
        schools.a, "OTHER", purchased_on=DAY(2023, 1, 1), warranty_until=DAY(2030, 1, 1), gross_value=Decimal(100),
        serial="SN-4712", condition="good", audience="pupil", windows11="ready",
    )  # fmt: skip
    Device.objects.filter(pk=made.other.pk).update(changed_at=timezone.now() - datetime.timedelta(days=60))
    Device.objects.filter(pk=made.found.pk).update(confirmed_on=DAY(2024, 1, 1))
    return made


QUERIES = {
    "grupa=network": "Grupa kategorii: sieć",
    "kategoria={category}": "Kategoria: Przełącznik sieciowy",
    "pomieszczenie={room}": "Pomieszczenie: 12",
    "status=repair": "Status: w naprawie",
    "stan=broken": "Stan techniczny: uszkodzone",
    "dla=teacher": "Dla kogo: nauczyciele",
    "producent={maker}": "Producent: Dell",
    "system={system}": "System operacyjny: Windows 10 Pro",
    "rodzina=Windows+10": "Rodzina systemu: Windows 10",
    "komputery=tak": "Komputery: tylko komputery",
    "windows11=no": "Windows 11: nie spełnia wymagań",
    "finansowanie={funding}": "Źródło finansowania: Aktywna Tablica",
    "trwalosc=trwa": "Trwałość projektu: trwa",
    "trwalosc=konczy": "Trwałość projektu: kończy się w ciągu 90 dni",
    "zakup_do=3.05.2019": "Zakup do: 3 maja 2019",
    "zakup_od=2019-05-03&zakup_do=31.12.2019": "Zakup od: 3 maja 2019",
    "gwarancja_do=1.01.2022": "Koniec gwarancji do: 1 stycznia 2022",
    "potwierdzone_do=1.01.2024": "Ostatnio potwierdzone do: 1 stycznia 2024",
    "wartosc_od=3+500,50": "Wartość od: 3 500,5",
    "wartosc_od=200&wartosc_do=4000": "Wartość do: 4 000",
    "zmienione=30": "Zmienione: w ostatnich 30 dniach",
    "szukaj=4711": "Szukaj: 4711",
}


@pytest.mark.parametrize("query", QUERIES)
def test_a_filter_finds_its_devices_and_says_so(
    client: Client, cast: SimpleNamespace, rows: SimpleNamespace, query: str
) -> None:
    client.force_login(cast.director_a)
    asked = query.format(**{name: one.pk for name, one in vars(rows).items()})
    assert listed(client) == ["FOUND", "OTHER"]
    assert listed(client, asked) == ["FOUND"]
    assert QUERIES[query] in text(client.get(reverse("inventory:devices") + f"?{asked}"))


@pytest.mark.parametrize(
    ("code", "empty"),
    [("no_serial", {"serial": "brak"}), ("no_room", {"room": None}), ("no_date", {"purchased_on": None}), ("no_value", {"gross_value": None})],
)  # fmt: skip
def test_what_is_missing_is_a_list_of_its_own(
    client: Client, cast: SimpleNamespace, rows: SimpleNamespace, code: str, empty: dict[str, Any]
) -> None:
    rows.other.room = rows.room
    rows.other.save()
    for name, value in empty.items():
        setattr(rows.found, name, value)
    rows.found.save()
    client.force_login(cast.director_a)
    assert listed(client, f"jakosc={code}") == ["FOUND"]


def test_what_is_missing_adds_up(client: Client, cast: SimpleNamespace, rows: SimpleNamespace) -> None:
    rows.found.serial, rows.found.room = "", None
    rows.found.save()
    client.force_login(cast.director_a)
    assert listed(client, "jakosc=no_serial&jakosc=no_room") == ["FOUND"]
    assert listed(client, "jakosc=no_room") == ["FOUND", "OTHER"]
    page = client.get(reverse("inventory:devices") + "?jakosc=no_serial&jakosc=no_room").content.decode()
    assert 'href="?jakosc=no_room&amp;widok="' in page  # each finding is taken off alone


def test_what_has_left_the_school_is_left_out_unless_asked_for(
    client: Client, cast: SimpleNamespace, rows: SimpleNamespace
) -> None:
    Device.objects.filter(pk=rows.found.pk).update(status="disposed")
    client.force_login(cast.director_a)
    answer = client.get(reverse("inventory:devices"))
    assert "Status: bez zlikwidowanych i przekazanych" in text(answer)
    assert 'href="?status=wszystkie&amp;widok="' in answer.content.decode()
    assert listed(client) == ["OTHER"]
    assert listed(client, "status=wszystkie") == ["FOUND", "OTHER"]
    assert listed(client, "status=disposed") == ["FOUND"]


def test_a_finding_about_what_is_gone_is_not_hidden(
    client: Client, cast: SimpleNamespace, rows: SimpleNamespace
) -> None:
    Device.objects.filter(pk=rows.found.pk).update(status="handed_over")
    client.force_login(cast.director_a)
    assert listed(client, "jakosc=gone_with_room") == ["FOUND"]


def test_devices_of_an_import_are_found_by_its_number(
    client: Client, cast: SimpleNamespace, rows: SimpleNamespace, schools: SimpleNamespace
) -> None:
    imported = Import.objects.create(school=schools.a, name="a.xlsx", kind="xlsx", path="i/1", size=1, sha256="0" * 64)
    foreign = Import.objects.create(school=schools.b, name="b.xlsx", kind="xlsx", path="i/2", size=1, sha256="0" * 64)
    write_history([rows.found], source=Source(None, f"import {imported.pk}"), kind="+")
    save_changes([rows.other], source=Source(None, f"import {imported.pk}0"), fields=["note"])
    client.force_login(cast.director_a)
    assert listed(client, f"nr_importu={imported.pk}") == ["FOUND"]
    assert listed(client, f"nr_importu={foreign.pk}") == []
    assert listed(client, "nr_importu=2147483647") == []


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("zakup_od=wczoraj", "Nie rozumiem tej daty."),
        ("wartosc_do=tanio", "Nie rozumiem tej kwoty."),
        ("kategoria=999999", "Nie ma takiej pozycji."),
        ("kategoria=x", "Nie ma takiej pozycji."),
        ("status=nieznany", "Nie ma takiej pozycji."),
        ("jakosc=nieznana", "nieznana nie jest"),
        ("nr_importu=0", "większa lub równa 1"),
        (f"szukaj={'x' * 121}", "co najwyżej 120"),
    ],
)
def test_what_cannot_be_understood_finds_nothing_and_is_told(
    client: Client, cast: SimpleNamespace, rows: SimpleNamespace, query: str, sentence: str
) -> None:
    client.force_login(cast.director_a)
    answer = client.get(reverse("inventory:devices") + f"?{query}")
    assert listed(client, query) == []
    assert "Popraw filtry" in text(answer)
    assert sentence in text(answer)


def test_the_page_of_all_filters_keeps_what_is_chosen(
    client: Client, cast: SimpleNamespace, rows: SimpleNamespace
) -> None:
    client.force_login(cast.director_a)
    query = f"producent={rows.maker.pk}&zakup_od=3.05.2019&szukaj={quote('<b>')}&sortuj=-name"
    html = client.get(reverse("inventory:device_filters") + f"?{query}").content.decode()
    assert f'<option value="{rows.maker.pk}" selected>Dell</option>' in html
    assert 'value="3.05.2019"' in html
    assert 'value="&lt;b&gt;"' in html
    assert '<option value="-name" selected>' in html
    assert "jednostka" not in html  # one school alone needs no choice of schools
