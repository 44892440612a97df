import re
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from schools.models import ImportState, RspoImport, School
from tests.rspo.registerfile import DIRECTOR, HEADER, as_csv, town
from tests.units.rows import establishment, unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
NEW = "/placowki/rspo/"


def upload(client: Client, data: bytes, day: str = "2026-09-30", name: str = "rspo.csv") -> Any:
    return client.post(NEW, {"file": SimpleUploadedFile(name, data), "day": day})


@pytest.fixture
def office(client: Client, cast: SimpleNamespace) -> Client:
    client.force_login(cast.department)
    return client


@pytest.fixture
def page(office: Client) -> str:
    """Address of the preview of a file that the office has uploaded."""
    return str(upload(office, as_csv(town())).url)


def decide(client: Client, page: str, do: str = "apply", **changed: str) -> Any:
    """Send the form of the preview page as a browser would."""
    shown = client.get(page).content.decode()
    seen = re.search(r'name="seen" value="(\w+)"', shown)
    form = {
        "operator": "gmina miasto zielone wzgorza",
        "day": "2026-09-30",
        "do": do,
        "seen": seen.group(1) if seen else "",
    }
    return client.post(page, form | changed, follow=True)


def test_a_file_is_previewed_and_nothing_is_saved(office: Client, page: str) -> None:
    shown = office.get(page).content.decode()
    assert "Podgląd zmian z RSPO" in shown
    assert "Zespół Szkolno-Przedszkolny nr 4 w Zielonych Wzgórzach" in shown
    assert DIRECTOR not in shown
    assert School.objects.filter(rspo__isnull=False).count() == 0


def test_saving_the_preview_saves_it_and_says_so(office: Client, page: str) -> None:
    answer = decide(office, page)
    assert "Zapisano dane z rejestru RSPO." in answer.content.decode()
    assert set(School.objects.filter(rspo__isnull=False).values_list("rspo", flat=True)) == {100, 200, 300}


def test_a_second_click_saves_nothing_more(office: Client, page: str) -> None:
    decide(office, page)
    versions = School.history.count()
    assert "Zapisano dane z rejestru RSPO" in decide(office, page).content.decode()
    assert School.history.count() == versions


def test_a_choice_made_with_the_save_button_is_first_shown(office: Client, page: str) -> None:
    ours = unit("ZSP (5)", name_incomplete=True)
    answer = decide(office, page, match_100=str(ours.pk))
    assert "Podgląd uwzględnia teraz Twój wybór." in answer.content.decode()
    assert School.objects.filter(rspo__isnull=False).count() == 0
    decide(office, page, match_100=str(ours.pk))
    ours.refresh_from_db()
    assert (ours.rspo, ours.short_name) == (100, "ZSP nr 4")


def test_the_select_beside_an_added_unit_offers_incomplete_units_of_its_kind(office: Client, page: str) -> None:
    ours, other = unit("ZSP (5)", name_incomplete=True), unit("ZP (1)", "zp", name_incomplete=True)
    select = re.search(r'<select name="match_100".*?</select>', office.get(page).content.decode(), re.DOTALL)
    assert select
    assert f'value="{ours.pk}"' in select.group(0)
    assert f'value="{other.pk}"' not in select.group(0)


def test_one_unit_cannot_be_pointed_at_twice(office: Client) -> None:
    rows = town()
    rows[3] |= {"Nazwa": "Zespół Szkolno-Przedszkolny nr 5"}
    rows[4] |= {"Typ": "Szkoła podstawowa"}
    page = upload(office, as_csv(rows)).url
    ours = unit("ZSP (5)", name_incomplete=True)
    answer = decide(office, page, match_100=str(ours.pk), match_200=str(ours.pk))
    assert "Ta jednostka jest już wskazana przy innym wierszu." in answer.content.decode()


def test_another_operator_is_previewed_after_refreshing(office: Client, page: str) -> None:
    answer = decide(office, page, do="preview", operator="stowarzyszenie dzieciol")
    assert "Szkoła Podstawowa Stowarzyszenia" in answer.content.decode()
    assert RspoImport.objects.get().operator == "stowarzyszenie dzieciol"


def test_an_operator_that_is_not_in_the_file_is_refused(office: Client, page: str) -> None:
    assert decide(office, page, operator="ktoś").status_code == 200
    assert RspoImport.objects.get().operator == "gmina miasto zielone wzgorza"


def test_a_portal_that_changed_meanwhile_is_shown_again_before_saving(office: Client, page: str) -> None:
    answer = office.post(
        page,
        {"operator": "gmina miasto zielone wzgorza", "day": "2026-09-30", "do": "apply", "seen": "0" * 64},
        follow=True,
    )
    assert "Sprawdź podgląd jeszcze raz i zapisz." in answer.content.decode()
    assert RspoImport.objects.get().state == ImportState.PREVIEWED


def test_somebody_elses_preview_is_not_found(client: Client, page: str, cast: SimpleNamespace) -> None:
    client.force_login(cast.administrator)
    assert client.get(page).status_code == 404
    assert client.post(page, {"do": "apply"}).status_code == 404


@pytest.mark.parametrize("who", ["director_a", "keeper_a", "coordinator_a", "viewer", "nobody"])
def test_those_who_do_not_manage_units_are_refused(client: Client, page: str, cast: SimpleNamespace, who: str) -> None:
    client.force_login(getattr(cast, who))
    assert client.get(NEW).status_code == 403
    assert upload(client, as_csv(town())).status_code == 403
    assert client.get(page).status_code == 403
    assert client.post(page, {"do": "apply"}).status_code == 403


def test_a_stranger_is_asked_to_sign_in(client: Client, db: None) -> None:
    assert client.get(NEW).status_code == 302


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "Plik jest pusty."),
        (b"PK\x03\x04\x00\x00\x00", "To nie jest plik CSV"),
        (b"%PDF-1.4", "W pliku brakuje kolumn"),
        (as_csv(town()) + b'"niedomkniete', "cudzysłów jest niedomknięty"),
        (as_csv(town(), header=HEADER[:5]), "W pliku brakuje kolumn: „Publiczność status”"),
        (as_csv(town()).replace(b"x", b"x", 1) + b"a" * 5_000_001, "a może mieć najwyżej 5"),
        (b";".join([b"k"] * 301), "301 kolumn"),
    ],
)
def test_a_broken_file_is_refused_in_words_and_not_kept(office: Client, data: bytes, sentence: str) -> None:
    answer = upload(office, data)
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert not RspoImport.objects.exists()


@pytest.mark.parametrize("day", ["2099-01-01", "wczoraj", ""])
def test_a_day_that_cannot_be_is_refused(office: Client, day: str) -> None:
    assert upload(office, as_csv(town()), day=day).status_code == 200
    assert not RspoImport.objects.exists()


def test_markup_in_the_file_is_shown_as_text(office: Client) -> None:
    rows = town()
    rows[0]["Nazwa"] = "Zespół <script>alert(1)</script> {{7*7}}"
    rows[6]["Data likwidacji"] = "<img src=x>"
    shown = office.get(upload(office, as_csv(rows), name="<b>.csv").url).content.decode()
    assert "<script>alert" not in shown
    assert "<img src=x>" not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{7*7}}" in shown


def test_the_preview_tells_changes_old_to_new(office: Client, page: str) -> None:
    decide(office, page)
    rows = town()
    rows[6]["Nazwa"] = "Szkoła Podstawowa nr 8 im. Deszczu"
    shown = office.get(upload(office, as_csv(rows)).url).content.decode()
    assert "<del>Szkoła Podstawowa nr 8</del> → <ins>Szkoła Podstawowa nr 8 im. Deszczu</ins>" in shown


def test_a_lost_copy_sends_back_to_the_upload(office: Client, page: str) -> None:
    RspoImport.objects.get().file.unlink()
    answer = office.get(page, follow=True)
    assert answer.redirect_chain == [(reverse("schools:rspo_new"), 302)]
    assert "Wgranego pliku już nie ma." in answer.content.decode()


def test_the_preview_asks_the_database_as_often_for_one_unit_as_for_many(
    office: Client, django_assert_max_num_queries: Any
) -> None:
    ours = unit("ZSP (5)", name_incomplete=True)
    establishment(ours, name_incomplete=True)
    for rows in (town()[:3], town()):
        page = upload(office, as_csv(rows)).url
        with django_assert_max_num_queries(9):
            office.get(page)
