"""The matrix of ZSZO: confirmed by the school for a year, counted by indicator 1.2."""

import datetime
from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils import timezone

from hdr_portal.lib.periods import Period
from inventory.measures import zszo_use
from inventory.models import ZszoModule, ZszoUse

pytestmark = pytest.mark.django_db


@pytest.fixture
def modules(city: None) -> list[ZszoModule]:
    return [ZszoModule.objects.create(name=name, position=n) for n, name in enumerate(("SIGMA", "kadry-płace"), 1)]


def test_a_director_confirms_the_modules_for_a_year(
    client: Client, cast: SimpleNamespace, schools: SimpleNamespace, modules: list[ZszoModule]
) -> None:
    client.force_login(cast.director_a)
    answer = client.post(f"/zszo/{schools.a.pk}/potwierdz/", {"modules": [modules[0].pk]})
    assert answer["Location"] == "/zszo/"
    use = ZszoUse.objects.get()
    assert (use.school, use.confirmed_on, use.in_use, list(use.used_modules.all())) == (
        schools.a,
        timezone.localdate(),
        True,
        modules[:1],
    )


def test_confirming_again_on_a_day_replaces_the_first(
    client: Client, cast: SimpleNamespace, schools: SimpleNamespace, modules: list[ZszoModule]
) -> None:
    client.force_login(cast.director_a)
    for chosen in (modules[:1], modules):
        client.post(f"/zszo/{schools.a.pk}/potwierdz/", {"modules": [one.pk for one in chosen]})
    assert list(ZszoUse.objects.get().used_modules.all()) == modules


def test_neither_nothing_nor_both_is_taken(
    client: Client, cast: SimpleNamespace, schools: SimpleNamespace, modules: list[ZszoModule]
) -> None:
    client.force_login(cast.director_a)
    address = f"/zszo/{schools.a.pk}/potwierdz/"
    assert "Zaznacz używane moduły albo" in client.post(address, {}).content.decode()
    both = client.post(address, {"modules": [modules[0].pk], "none": "on"}).content.decode()
    assert "Zostaw jedno z nich." in both
    assert not ZszoUse.objects.exists()


@pytest.mark.parametrize(("confirmed", "in_use", "counted"), [
    ("2025-11-22", True, 1),
    ("2025-11-21", True, 0),
    ("2026-11-01", False, 0),
])  # fmt: skip
def test_the_newest_confirmation_counts_for_twelve_months(
    schools: SimpleNamespace, confirmed: str, in_use: bool, counted: int
) -> None:
    ZszoUse.objects.create(school=schools.a, confirmed_on="2025-01-10", in_use=True)
    ZszoUse.objects.create(school=schools.a, confirmed_on=confirmed, in_use=in_use)
    found = zszo_use(Period(None, datetime.date(2026, 11, 22)))
    assert len(found) == counted


def test_a_school_that_left_zszo_counts_no_more(schools: SimpleNamespace) -> None:
    ZszoUse.objects.create(school=schools.a, confirmed_on="2026-03-01", in_use=True)
    ZszoUse.objects.create(school=schools.a, confirmed_on="2026-09-01", in_use=False)
    assert zszo_use(Period(None, datetime.date(2026, 11, 22))) == []


def test_the_matrix_shows_each_school_its_own_line(
    client: Client, cast: SimpleNamespace, schools: SimpleNamespace, modules: list[ZszoModule]
) -> None:
    for person, seen in ((cast.director_a, [schools.a]), (cast.department, [schools.a, schools.b])):
        client.force_login(person)
        assert [row.school for row in client.get("/zszo/").context["matrix"].rows] == seen
