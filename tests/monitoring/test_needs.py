"""Felt need against counted stock: what both together mean, and who sees which school."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from inventory.models import Category
from monitoring.need_verdicts import Felt, Verdict, is_plenty, middle, verdict
from monitoring.needs import NeedCell, Needs, needs_of, newest_survey
from schools.models import School, Statistic
from surveys.models import (
    Audience,
    CampaignState,
    Figure,
    Hidden,
    Item,
    ItemKind,
    Part,
    ResultAccess,
    Scale,
    Section,
    Subject,
    Tally,
)
from tests import factories, registerrows, surveyrows


# --- The meaning, without a database ----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("access", "use", "plenty", "means"),
    [
        (49, 80, False, Verdict.UNMET),
        (49, 10, True, Verdict.BLOCKED),
        (50, 24, True, Verdict.IDLE),
        (50, 25, True, Verdict.ENOUGH),
        (50, None, True, Verdict.ENOUGH),
        (90, 10, False, Verdict.SCARCE_UNWANTED),
        (None, 10, True, Verdict.UNKNOWN),
        (None, None, False, Verdict.UNKNOWN),
    ],
)
def test_access_use_and_stock_together_have_a_meaning(
    access: float | None, use: float | None, plenty: bool, means: Verdict
) -> None:
    assert verdict(Felt(access=access, use=use), plenty=plenty) == means


def test_plenty_is_at_least_the_middle_school_and_never_nothing() -> None:
    assert middle([0, 2, 10]) == 2
    assert (is_plenty(2, 2), is_plenty(1.9, 2), is_plenty(0, 0), is_plenty(1, 0)) == (True, False, False, True)


# --- With records -----------------------------------------------------------------------------------------------------
@pytest.fixture
def survey(schools: SimpleNamespace) -> SimpleNamespace:
    """A counted campaign that asked teachers of both schools about tablets; three schools have a register."""
    instrument = surveyrows.instrument("hardware-use")
    scale = Scale.objects.get(instrument=instrument)
    for position, (construct, code) in enumerate((("hardware-access", "access"), ("hardware-use", "use")), 2):
        section = Section.objects.create(instrument=instrument, position=position, code=code, construct=construct)
        Item.objects.create(
            section=section, position=1, code=f"{code}-tablet", kind=ItemKind.SINGLE, scale=scale, category="tablet",
            text={"pl": "Tablety"},
        )  # fmt: skip
    campaign = surveyrows.campaign("Sprzęt", state=CampaignState.CLOSED)
    part = Part.objects.create(campaign=campaign, audience=Audience.TEACHERS, instrument=instrument)
    tally = Tally.objects.create(campaign=campaign, state="done")
    return SimpleNamespace(campaign=campaign, part=part, tally=tally, third=factories.SchoolFactory())


def felt(survey: SimpleNamespace, school: School, *, access: float, use: float) -> None:
    """Released figures of a school."""
    given: dict[str, Any] = {"tally": survey.tally, "part": survey.part, "school": school, "n": 20}
    Figure.objects.create(subject=Subject.BASE, **given)
    Figure.objects.create(subject=Subject.ITEM, code="access-tablet", top=access, **given)
    Figure.objects.create(subject=Subject.ITEM, code="use-tablet", top=use, **given)


def stock(school: School, count: int, **given: Any) -> None:
    """Tablets of a school."""
    kind = Category.objects.get_or_create(code="tablet", defaults={"name": "Tablet"})[0]
    for number in range(count):
        registerrows.device(school, f"T/{given.get('status', '')}{number}", category=kind, **given)


def found() -> Needs:
    """The picture in the open scope."""
    survey = newest_survey()
    assert survey is not None
    return needs_of(survey, timezone.localdate())


def cell(needs: Needs, school: School) -> NeedCell:
    """Tablets of a school."""
    return next(row.cells[0] for row in needs.rows if row.school == school.pk)


def test_little_access_with_little_stock_is_an_unmet_need_and_idle_stock_is_told(
    survey: SimpleNamespace, schools: SimpleNamespace
) -> None:
    stock(schools.a, 1)
    stock(survey.third, 5)
    stock(schools.b, 10)
    felt(survey, schools.a, access=0.2, use=0.1)
    felt(survey, schools.b, access=0.9, use=0.05)
    needs = found()
    assert cell(needs, schools.a).verdict == Verdict.UNMET
    assert cell(needs, schools.b).verdict == Verdict.IDLE
    assert cell(needs, survey.third).verdict == Verdict.UNKNOWN, "nobody was asked there"
    assert cell(needs, schools.b).felt == Felt(access=90, use=5, wanted=None, n=20)


def test_a_hidden_figure_is_no_low_share(survey: SimpleNamespace, schools: SimpleNamespace) -> None:
    Figure.objects.create(
        tally=survey.tally, part=survey.part, school=schools.a, subject=Subject.ITEM, code="access-tablet",
        hidden=Hidden.FEW,
    )  # fmt: skip
    assert cell(found(), schools.a).verdict == Verdict.UNKNOWN
    assert cell(found(), schools.a).felt == Felt()


def test_stock_is_counted_from_the_register(survey: SimpleNamespace, schools: SimpleNamespace) -> None:
    today = timezone.localdate()
    stock(schools.a, 3, status="in_use", purchased_on=today.replace(year=today.year - 4, day=1))
    stock(schools.a, 1, status="repair")
    stock(schools.a, 2, status="disposed")
    counted = cell(found(), schools.a).stock
    assert (counted.held, counted.in_use, counted.working, counted.age) == (4, 3, 3, 4.0)
    assert counted.working_share == 75


def test_pupils_make_the_density_where_they_are_known(survey: SimpleNamespace, schools: SimpleNamespace) -> None:
    stock(schools.a, 4)
    stock(schools.b, 4)
    felt(survey, schools.b, access=0.9, use=0.9)
    assert cell(found(), schools.a).density == 4.0, "nobody's pupils are known: the plain number"
    Statistic.objects.create(
        establishment=schools.a.establishments.get(), day=timezone.localdate(), pupils=200, source="próba"
    )
    needs = found()
    assert cell(needs, schools.a).density == 2.0
    assert cell(needs, schools.b).density is None
    assert cell(needs, schools.b).verdict == Verdict.UNKNOWN


def test_a_school_sees_itself_alone_and_its_own_results(
    survey: SimpleNamespace, schools: SimpleNamespace, cast: SimpleNamespace, client: Client
) -> None:
    stock(schools.a, 1)
    felt(survey, schools.a, access=0.2, use=0.1)
    felt(survey, schools.b, access=0.9, use=0.05)
    client.force_login(cast.director_a)
    text = client.get(reverse("monitoring:needs")).content.decode()
    assert schools.a.short_name in text
    assert schools.b.short_name not in text
    own = client.get(reverse("monitoring:needs_school", args=[schools.a.pk])).content.decode()
    assert reverse("surveys:school_results", args=[survey.campaign.pk, schools.a.pk]) in own
    assert "/ewidencja/" in own
    assert client.get(reverse("monitoring:needs_school", args=[schools.b.pk])).status_code == 404
    assert set(ResultAccess.objects.values_list("user", "school")) == {
        (cast.director_a.pk, None),
        (cast.director_a.pk, schools.a.pk),
    }


def test_without_a_counted_survey_the_page_says_so(cast: SimpleNamespace, client: Client) -> None:
    client.force_login(cast.department)
    assert "Nie ma jeszcze zliczonej ankiety" in client.get(reverse("monitoring:needs")).content.decode()


def test_the_page_asks_as_often_for_ten_schools_as_for_three(
    survey: SimpleNamespace, schools: SimpleNamespace, cast: SimpleNamespace, client: Client
) -> None:
    client.force_login(cast.department)
    address = reverse("monitoring:needs")
    client.get(address)

    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured.captured_queries)

    before = asked()
    for school in factories.SchoolFactory.create_batch(7):
        stock(school, 2)
        felt(survey, school, access=0.2, use=0.1)
    assert asked() == before
