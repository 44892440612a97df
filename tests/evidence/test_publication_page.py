"""Only the department decides on publication; photos never lose their end of keeping."""

import datetime
from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils import timezone

from schools.models import Evidence
from tests.factories import EvidenceFactory

pytestmark = pytest.mark.django_db

NEXT_YEAR = timezone.localdate() + datetime.timedelta(days=365)


@pytest.fixture
def photo(schools: SimpleNamespace) -> Evidence:
    made: Evidence = EvidenceFactory.create(
        school=schools.a, kind="media", name="Debata & zdjęcie.jpg", retain_until=NEXT_YEAR
    )
    return made


def page(evidence: Evidence) -> str:
    return f"/dowody/{evidence.pk}/publikacja/"


@pytest.mark.parametrize(
    ("person", "status"),
    [
        ("director_a", 403),
        ("keeper_a", 403),
        ("coordinator_a", 403),
        ("director_b", 403),
        ("viewer", 403),
        ("administrator", 403),
        ("nobody", 403),
        ("department", 200),
    ],
)
@pytest.mark.parametrize("method", ["get", "head"])
def test_who_may_see_the_page(
    client: Client, cast: SimpleNamespace, photo: Evidence, person: str, status: int, method: str
) -> None:
    client.force_login(getattr(cast, person))
    assert getattr(client, method)(page(photo)).status_code == status


@pytest.mark.parametrize("person", ["director_a", "director_b", "viewer", "administrator"])
def test_others_change_nothing(client: Client, cast: SimpleNamespace, photo: Evidence, person: str) -> None:
    client.force_login(getattr(cast, person))
    answer = client.post(page(photo), {"publishable": "on", "retain_until": NEXT_YEAR.isoformat()})
    photo.refresh_from_db()
    assert (answer.status_code, photo.publishable) == (403, False)


def test_the_department_decides_and_is_named(client: Client, cast: SimpleNamespace, photo: Evidence) -> None:
    client.force_login(cast.department)
    answer = client.post(page(photo), {"publishable": "on", "retain_until": NEXT_YEAR.isoformat()}, follow=True)
    photo.refresh_from_db()
    assert answer.redirect_chain == [(page(photo), 302)]
    assert "Zapisano: Debata &amp; zdjęcie.jpg." in answer.content.decode()
    assert (photo.publishable, photo.retain_until) == (True, NEXT_YEAR)
    assert photo.history.first().history_user == cast.department


def test_the_form_shows_what_is_stored(client: Client, cast: SimpleNamespace, photo: Evidence) -> None:
    client.force_login(cast.department)
    form = client.get(page(photo)).context["form"]
    assert (form["publishable"].value(), form["retain_until"].value()) == (False, NEXT_YEAR)


def test_a_photo_cannot_lose_its_end_of_keeping(client: Client, cast: SimpleNamespace, photo: Evidence) -> None:
    client.force_login(cast.department)
    answer = client.post(page(photo), {"publishable": "on", "retain_until": ""})
    photo.refresh_from_db()
    assert answer.context["form"].errors == {"retain_until": ["Podaj, do kiedy wolno przechowywać zdjęcia lub film."]}
    assert (photo.publishable, photo.retain_until) == (False, NEXT_YEAR)


def test_a_document_may_be_kept_without_an_end(client: Client, cast: SimpleNamespace, photo: Evidence) -> None:
    Evidence.objects.filter(pk=photo.pk).update(kind="report")
    client.force_login(cast.department)
    assert client.post(page(photo), {"retain_until": ""}).status_code == 302
    photo.refresh_from_db()
    assert photo.retain_until is None


def test_no_such_file_is_not_found(client: Client, cast: SimpleNamespace) -> None:
    client.force_login(cast.department)
    assert client.get("/dowody/999999/publikacja/").status_code == 404
