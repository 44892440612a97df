"""Licences: recorded and changed by the school, found by how they stand, private to it."""

import datetime
import uuid
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from inventory.models import Licence, RegisterSummary
from tests import registerrows

pytestmark = pytest.mark.django_db
TODAY = datetime.date.today()  # noqa: DTZ011 - the page asks the same clock


def typed(**fields: Any) -> dict[str, Any]:
    given = {
        "product": registerrows.product().pk,
        "kind": "edu",
        "seats": "20",
        "in_use": "18",
        "bought_on": "1.09.2025",
        "expires_on": "31.08.2030",
        "cost": "1 234,56 zł",
        "form_key": str(uuid.uuid4()),
    }
    return given | fields


def licence(school: Any, **fields: Any) -> Licence:
    made: Licence = Licence.objects.create(school=school, product=registerrows.product(), kind="edu", **fields)
    return made


def test_a_director_records_a_licence_as_people_write(
    client: Client, cast: SimpleNamespace, schools: SimpleNamespace
) -> None:
    client.force_login(cast.director_a)
    assert client.post("/licencje/nowa/", typed()).status_code == 302
    made = Licence.objects.get()
    assert (made.school, made.seats, made.in_use, str(made.cost), made.expires_on) == (
        schools.a,
        20,
        18,
        "1234.56",
        datetime.date(2030, 8, 31),
    )
    assert made.history.get().history_user == cast.director_a
    assert RegisterSummary.objects.get(school=schools.a).stale


def test_a_form_sent_twice_makes_one_licence(client: Client, cast: SimpleNamespace) -> None:
    client.force_login(cast.director_a)
    form = typed()
    answers = [client.post("/licencje/nowa/", form)["Location"] for _ in range(2)]
    assert answers[0] == answers[1]
    assert Licence.objects.count() == 1


def test_a_director_cannot_record_for_another_school(
    client: Client, cast: SimpleNamespace, schools: SimpleNamespace
) -> None:
    client.force_login(cast.director_a)
    client.post("/licencje/nowa/", typed(school=schools.b.pk))
    assert [one.school for one in Licence.objects.all()] == [schools.a]


def test_the_department_names_the_school(client: Client, cast: SimpleNamespace, schools: SimpleNamespace) -> None:
    client.force_login(cast.department)
    assert client.post("/licencje/nowa/", typed()).status_code == 200
    assert not Licence.objects.exists()
    assert client.post("/licencje/nowa/", typed(school=schools.b.pk)).status_code == 302
    assert Licence.objects.get().school == schools.b


def test_an_expiry_before_the_purchase_is_refused_in_words(client: Client, cast: SimpleNamespace) -> None:
    client.force_login(cast.director_a)
    page = client.post("/licencje/nowa/", typed(expires_on="1.01.2020")).content.decode()
    assert "Data ważności jest wcześniejsza niż data zakupu. Popraw jedną z nich." in page
    assert not Licence.objects.exists()


def test_what_somebody_else_saved_meanwhile_is_not_overwritten(
    client: Client, cast: SimpleNamespace, schools: SimpleNamespace
) -> None:
    made = licence(schools.a, seats=10)
    client.force_login(cast.director_a)
    assert client.post(f"/licencje/{made.pk}/zmien/", typed(seats="11", version="1")).status_code == 302
    page = client.post(f"/licencje/{made.pk}/zmien/", typed(seats="12", version="1")).content.decode()
    assert "Ktoś inny zapisał tę licencję, odkąd otworzono formularz." in page
    assert 'value="12"' in page
    made.refresh_from_db()
    assert (made.seats, made.version) == (11, 2)
    assert client.post(f"/licencje/{made.pk}/zmien/", typed(seats="12", version="2")).status_code == 302


@pytest.mark.parametrize(
    ("standing", "found"),
    [
        ("wazne", ["bez terminu", "kończy się", "ważna"]),
        ("konczace", ["kończy się"]),
        ("po-terminie", ["wygasła"]),
        ("przekroczone", ["ważna"]),
    ],
)
def test_licences_are_found_by_how_they_stand(
    client: Client, cast: SimpleNamespace, schools: SimpleNamespace, standing: str, found: list[str]
) -> None:
    days = {"bez terminu": None, "kończy się": 30, "ważna": 200, "wygasła": -1}
    for note, ahead in days.items():
        expires = None if ahead is None else TODAY + datetime.timedelta(days=ahead)
        licence(schools.a, note=note, expires_on=expires, seats=5, in_use=6 if note == "ważna" else 5)
    client.force_login(cast.director_a)
    page = client.get("/licencje/", {"stan": standing}).context["page"]
    assert sorted(one.note for one in page.object_list) == found


def test_another_schools_licences_are_not_listed(
    client: Client, cast: SimpleNamespace, schools: SimpleNamespace
) -> None:
    licence(schools.a)
    hidden = licence(schools.b, note="cudza")
    client.force_login(cast.director_a)
    assert [one.school for one in client.get("/licencje/").context["page"].object_list] == [schools.a]
    assert not client.get("/licencje/", {"szukaj": "cudza"}).context["page"].object_list
    assert client.get(hidden.get_absolute_url()).status_code == 404


def test_the_list_asks_as_often_for_three_as_for_thirty(
    client: Client, cast: SimpleNamespace, schools: SimpleNamespace, django_assert_num_queries: Any
) -> None:
    client.force_login(cast.department)
    for rows in (3, 27):
        for _ in range(rows):
            licence(schools.a)
        client.get("/licencje/")
        with django_assert_num_queries(7):
            client.get("/licencje/")


def test_hostile_text_is_shown_as_text(client: Client, cast: SimpleNamespace, schools: SimpleNamespace) -> None:
    made = licence(schools.a, note="<script>alert(1)</script>{{ 7 }}%s")
    client.force_login(cast.director_a)
    page = client.get(made.get_absolute_url()).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7 }}%s" in page
