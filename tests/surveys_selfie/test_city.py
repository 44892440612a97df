"""The city's medians: from five schools, without names, with consent, leaders without a band."""

import datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from schools.models import School
from schools.roles import Role
from schools.scope import school_scope
from surveys.models import SelfieCard
from surveys.queries.selfie import Band, city_bands, quartiles
from surveys.selfie.values import GroupCount
from tests import factories
from tests.selfierows import confirmed, session

YEAR = datetime.date(2024, 9, 1)
MEANS = ("3.00", "3.20", "3.40", "3.60", "3.80")


@pytest.fixture
def five(cast: SimpleNamespace) -> list[School]:
    """Five schools with confirmed cards of December 2024: 3,0 to 3,8 in every area."""
    second = factories.person("wydzial2", Role.DEPARTMENT)
    schools: list[School] = factories.SchoolFactory.create_batch(5)
    for school, mean in zip(schools, MEANS, strict=True):
        confirmed(school, by=cast.department, second=second, mean=mean)
    return schools


def one_more(cast: SimpleNamespace, school: School, **given: Any) -> None:
    """Another confirmed card."""
    second = factories.person(f"wydzial {school.pk}", Role.DEPARTMENT)
    confirmed(school, by=cast.department, second=second, **given)


def test_quartiles_lie_between_values() -> None:
    assert quartiles(map(Decimal, MEANS)) == (Decimal("3.20"), Decimal("3.40"), Decimal("3.60"))
    assert quartiles([Decimal(1), Decimal(2)]) == (Decimal("1.25"), Decimal("1.5"), Decimal("1.75"))


def test_the_median_and_the_middle_half_of_five_schools(five: list[School]) -> None:
    bands = city_bands(YEAR)
    assert bands["C", "teachers"] == Band(5, Decimal("3.40"), Decimal("3.20"), Decimal("3.60"))
    assert bands["C", "leaders"] == Band(5, Decimal("3.40"))
    assert len(bands) == 24


def test_four_schools_give_no_median(five: list[School]) -> None:
    SelfieCard.objects.filter(school=five[0]).update(consent=False)
    assert city_bands(YEAR) == {}


def test_a_group_of_four_answers_is_left_out(
    five: list[School], schools: SimpleNamespace, cast: SimpleNamespace
) -> None:
    few = {**session().counts, "teachers": GroupCount(30, 4)}
    one_more(cast, schools.a, mean="5.00", counts=few)
    bands = city_bands(YEAR)
    assert (bands["C", "teachers"].schools, bands["C", "pupils"].schools) == (5, 6)


def test_the_newest_session_of_a_school_in_the_year_counts(five: list[School], cast: SimpleNamespace) -> None:
    one_more(cast, five[0], mean="5.00", finished_on=datetime.date(2025, 5, 20))
    one_more(cast, five[1], mean="5.00", finished_on=datetime.date(2025, 10, 20))
    assert city_bands(YEAR)["A", "pupils"].median == Decimal("3.60")


def test_a_school_sees_the_same_median_as_the_department(five: list[School]) -> None:
    everybody = city_bands(YEAR)
    with school_scope([five[4].pk]):
        assert city_bands(YEAR) == everybody


def test_the_page_names_no_school(five: list[School], cast: SimpleNamespace, client: Client) -> None:
    for person in (cast.department, cast.director_a):
        client.force_login(person)
        text = client.get(reverse("surveys:selfie_city")).content.decode()
        assert "3,20–3,60" in text
        assert not any(school.short_name in text for school in five)


def test_a_year_that_is_none_is_not_found(cast: SimpleNamespace, client: Client) -> None:
    client.force_login(cast.department)
    assert client.get(reverse("surveys:selfie_city"), {"rok": "1999"}).status_code == 404
    assert "pięciu szkół" in client.get(reverse("surveys:selfie_city"), {"rok": "2025"}).content.decode()
