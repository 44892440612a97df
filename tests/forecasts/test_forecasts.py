"""Forecasts of needs: recorded by the school or the department, proved by a file, taken back; counted by indicator 8.3."""

import datetime
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from hdr_portal.lib.periods import Period
from hdr_portal.lib.polish import long_date
from inventory.measures import forecasts
from inventory.models import Forecast
from inventory.queries.forecasts import mark_of
from schools.models import Evidence, School
from tests.uploads import samples

pytestmark = pytest.mark.django_db

DAY = datetime.date(2026, 10, 30)


def document(content: bytes | None = None, name: str = "prognoza.pdf") -> SimpleUploadedFile:
    """The approved document."""
    return SimpleUploadedFile(name, samples.pdf() if content is None else content)


def address(school: School, year: int = 2026) -> str:
    """The page that records a school's forecast of a year."""
    return f"/prognozy/jednostki/{school.pk}/{year}/"


def sent(**more: Any) -> dict[str, Any]:
    """The form as it is first shown, filled in."""
    return {"seen": 0, "approved_on": "30.10.2026", "note": "", **more}


def recorded(school: School, **more: Any) -> Forecast:
    """A forecast of 2026 without a file."""
    made: Forecast = Forecast.objects.create(school=school, year=2026, approved_on=DAY, **more)
    return made


@pytest.fixture
def director(client: Client, cast: SimpleNamespace) -> Client:
    """The director of A, signed in."""
    client.force_login(cast.director_a)
    return client


def test_a_director_records_the_forecast_with_its_document(
    director: Client, cast: SimpleNamespace, schools: SimpleNamespace
) -> None:
    answer = director.post(address(schools.a), sent(upload=document(), note=" najpierw tablety "))
    assert answer["Location"] == "/prognozy/"
    made = Forecast.objects.get()
    assert (made.school, made.year, made.approved_on, made.note) == (schools.a, 2026, DAY, "najpierw tablety")
    assert made.evidence is not None
    assert (made.evidence.name, made.evidence.school, made.evidence.day) == ("prognoza.pdf", schools.a, DAY)
    assert Forecast.history.get().history_user == cast.director_a
    page = director.get("/prognozy/").content.decode()
    assert "zatwierdzona" in page
    assert f'href="/dowody/{made.evidence.pk}/"' in page
    assert "najpierw tablety" in page


def test_a_recorded_forecast_counts_and_is_proved_by_its_file(director: Client, schools: SimpleNamespace) -> None:
    def counted(day: datetime.date) -> list[tuple[bool, str]]:
        return [(one.documented, one.url) for one in forecasts(Period(None, day))]

    director.post(address(schools.a), sent())
    assert counted(DAY) == [(False, "/prognozy/")]
    assert counted(DAY - datetime.timedelta(days=1)) == []
    found = Forecast.objects.get()
    director.post(address(schools.a), sent(seen=mark_of(found), upload=document()))
    assert counted(DAY) == [(True, "/prognozy/")]
    director.post(f"/prognozy/{found.pk}/wycofaj/", {"seen": mark_of(found)})
    assert counted(DAY) == []


def test_the_department_records_for_any_school_and_sees_all(
    client: Client, cast: SimpleNamespace, schools: SimpleNamespace
) -> None:
    client.force_login(cast.department)
    client.post(address(schools.b), sent(upload=document()))
    table = client.get("/prognozy/").context["table"]
    now = timezone.localdate().year
    assert table.years == tuple(sorted({2026, now, now + 1}))
    assert [(row.school, row.years[0][1] is not None) for row in table.rows] == [(schools.a, False), (schools.b, True)]
    assert dict(table.counts)[2026] == 1


def test_a_director_sees_and_records_the_own_school_alone(director: Client, schools: SimpleNamespace) -> None:
    other = recorded(schools.b, note="tajna uwaga")
    page = director.get("/prognozy/")
    assert [row.school for row in page.context["table"].rows] == [schools.a]
    assert "tajna uwaga" not in page.content.decode()
    assert director.get(address(schools.b)).status_code == 404
    assert director.post(address(schools.b), sent(note="obca")).status_code == 404
    assert director.post(f"/prognozy/{other.pk}/wycofaj/", {"seen": mark_of(other)}).status_code == 404
    assert Forecast.objects.get().note == "tajna uwaga"


def test_it_keepers_and_viewers_look_only(client: Client, cast: SimpleNamespace, schools: SimpleNamespace) -> None:
    found = recorded(schools.a)
    for person in (cast.keeper_a, cast.viewer):
        client.force_login(person)
        page = client.get("/prognozy/").content.decode()
        assert "30.10.2026" in page
        assert "Zmień" not in page
        assert client.post(address(schools.a), sent()).status_code == 403
        assert client.post(f"/prognozy/{found.pk}/wycofaj/", {"seen": mark_of(found)}).status_code == 403
    assert Forecast.objects.count() == 1


def test_a_double_click_records_once(director: Client, schools: SimpleNamespace) -> None:
    for _ in range(2):
        assert director.post(address(schools.a), sent(upload=document())).status_code == 302
    assert (Forecast.objects.count(), Forecast.history.count(), Evidence.objects.count()) == (1, 1, 1)


def test_changing_keeps_the_file_that_is_there_and_the_history(director: Client, schools: SimpleNamespace) -> None:
    director.post(address(schools.a), sent(upload=document()))
    found = Forecast.objects.get()
    page = director.get(address(schools.a)).content.decode()
    assert 'value="30.10.2026"' in page
    assert "Plik, który już jest, zostaje" in page
    director.post(address(schools.a), sent(seen=mark_of(found), approved_on="2.11.2026"))
    changed = Forecast.objects.get()
    assert (changed.approved_on, changed.evidence_id) == (datetime.date(2026, 11, 2), found.evidence_id)
    assert list(Forecast.history.order_by("history_id").values_list("approved_on", flat=True)) == [
        DAY,
        datetime.date(2026, 11, 2),
    ]


def test_what_another_person_changed_meanwhile_is_not_overwritten_silently(
    director: Client, cast: SimpleNamespace, schools: SimpleNamespace
) -> None:
    shown = mark_of(recorded(schools.a))
    office = Client()
    office.force_login(cast.department)
    office.post(address(schools.a), sent(seen=shown, note="z wydziału"))
    answer = director.post(address(schools.a), sent(seen=shown, note="ze szkoły", upload=document()))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Prognozę zmienił w międzyczasie ktoś inny" in page
    assert "ze szkoły" in page
    assert "uwaga: z wydziału" in page
    assert Forecast.objects.get().note == "z wydziału"
    assert not Evidence.objects.exists()
    again = director.post(address(schools.a), sent(seen=answer.context["form"]["seen"].value(), note="ze szkoły"))
    assert again.status_code == 302
    assert Forecast.objects.get().note == "ze szkoły"


def test_a_forecast_changed_meanwhile_is_not_withdrawn(director: Client, schools: SimpleNamespace) -> None:
    found = recorded(schools.a)
    shown = mark_of(found)
    director.post(address(schools.a), sent(seen=shown, note="nowa"))
    answer = director.post(f"/prognozy/{found.pk}/wycofaj/", {"seen": shown}, follow=True)
    assert "więc jej nie wycofano" in answer.content.decode()
    assert Forecast.objects.get().note == "nowa"


def test_a_withdrawn_forecast_keeps_its_file_and_can_be_recorded_anew(
    director: Client, schools: SimpleNamespace
) -> None:
    director.post(address(schools.a), sent(upload=document()))
    found = Forecast.objects.get()
    assert "Wycofać prognozę na rok 2026?" in director.get(f"/prognozy/{found.pk}/wycofaj/").content.decode()
    assert Forecast.objects.exists()
    for _ in range(2):
        answer = director.post(f"/prognozy/{found.pk}/wycofaj/", {"seen": mark_of(found)})
    assert answer.status_code == 404
    assert (Forecast.objects.count(), Evidence.objects.count()) == (0, 1)
    assert director.post(address(schools.a), sent(upload=document())).status_code == 302
    assert (Forecast.objects.count(), Evidence.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("31.12.2019", "Podaj dzień od 1 stycznia 2020 do dzisiaj"),
        ("jutro", "Nie rozumiem tej daty"),
        ("", "Podaj datę."),
    ],
)
def test_a_day_that_cannot_be_is_told_and_nothing_typed_is_lost(
    director: Client, schools: SimpleNamespace, typed: str, told: str
) -> None:
    page = director.post(address(schools.a), sent(approved_on=typed, note="pisane długo")).content.decode()
    assert told in page
    assert "pisane długo" in page
    assert not Forecast.objects.exists()


def test_a_day_to_come_is_refused(director: Client, schools: SimpleNamespace) -> None:
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    page = director.post(address(schools.a), sent(approved_on=f"{tomorrow:%d.%m.%Y}")).content.decode()
    assert f"do dzisiaj ({long_date(timezone.localdate())}): wpisuje się prognozę już zatwierdzoną." in page
    assert not Forecast.objects.exists()


def test_a_file_that_is_none_is_refused_and_nothing_kept(director: Client, schools: SimpleNamespace) -> None:
    answer = director.post(address(schools.a), sent(upload=document(b"<script>alert(1)</script>")))
    assert answer.context["form"].errors["upload"]
    assert not Forecast.objects.exists()
    assert not Evidence.objects.exists()


def test_a_full_disk_is_told_and_nothing_kept(director: Client, schools: SimpleNamespace) -> None:
    with patch("schools.evidence.write_new", side_effect=OSError(28, "No space left on device")):
        answer = director.post(address(schools.a), sent(upload=document(), note="pisane długo"))
    assert answer.status_code == 503
    assert "pisane długo" in answer.content.decode()
    assert not Forecast.objects.exists()


def test_what_was_typed_before_the_session_ended_comes_back(
    director: Client, cast: SimpleNamespace, schools: SimpleNamespace
) -> None:
    owner = director.get(address(schools.a)).context["portal"]["form_owner"]
    director.logout()
    director.post(address(schools.a), sent(note="pisane długo", form_owner=owner))
    director.force_login(cast.director_a)
    page = director.get(address(schools.a)).content.decode()
    assert "pisane długo" in page
    assert "Twoje wpisy są zachowane" in page
