import datetime
import uuid
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone

from monitoring.tokens import create_token
from schools.models import JobState
from surveys.models import CampaignState, CardState, Figure, SelfieCard
from tests import factories, registerrows, surveyrows
from tests.conftest import ScopelessClient

Ask = Callable[..., Any]


@pytest.fixture(autouse=True)
def empty_cache(db: None) -> Iterator[None]:
    """The count of questions a minute lies there."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def made(cast: SimpleNamespace) -> Callable[..., Any]:
    """Makes a token; gives it with its text."""

    def make(**given: Any) -> Any:
        until = timezone.localdate() + datetime.timedelta(days=30)
        usual = {"name": "Power BI", "school": None, "expires_on": until, "form_key": uuid.uuid4()}
        return create_token(**{**usual, "by": cast.department, **given})

    return make


@pytest.fixture
def ask(client: ScopelessClient) -> Ask:
    """Asks the API with a token as Bearer."""

    def get(path: str, secret: str = "", **query: Any) -> Any:
        headers = {"Authorization": f"Bearer {secret}"} if secret else {}
        return client.get(f"/api/v1/{path}", query, headers=headers)

    return get


@pytest.fixture
def world(schools: SimpleNamespace, cast: SimpleNamespace) -> SimpleNamespace:
    """Records of A, of B and of the city: an indicator that counts schools, one that counts resolutions of the city."""
    step = factories.StepFactory()
    by_school = factories.IndicatorFactory(action=step.action, number="1.1", target=2)
    citys = factories.IndicatorFactory(
        action=step.action, number="2.1", measure="resolutions", count_rule="records", population="plan"
    )
    for one in (by_school, citys):
        one.steps.add(step)
    both = {"a": schools.a, "b": schools.b}
    audit = {
        name: factories.ActivityFactory(step=step, keeper=one, title=f"Audyt {name}", proved_by="report")
        for name, one in both.items()
    }
    shared = factories.ActivityFactory(
        step=step, keeper=schools.b, took_part=[schools.a, schools.b], title="Wspólny", proved_by="report"
    )
    resolution = factories.ActivityFactory(step=step, kind="resolution", title="Uchwała", proved_by="resolution")
    for name, one in both.items():
        registerrows.device(one, f"EW/{name}")
        SelfieCard.objects.create(
            school=one, finished_on=datetime.date(2024, 12, 10), attested=True, state=CardState.CONFIRMED
        )
    campaign = surveyrows.campaign("Policzona", state=CampaignState.CLOSED)
    tally = surveyrows.tally(campaign, state=JobState.DONE)
    for one in both.values():
        target = surveyrows.target(one, of=campaign)
        surveyrows.figure(target, tally=tally, subject="item", code="q1", n=20, mean=4.0)
        surveyrows.figure(target, tally=tally, subject="item", code="q2", hidden="few", n=None)
    Figure.objects.create(tally=tally, part=target.part, school=None, subject="item", code="q1", n=40, mean=3.5)
    return SimpleNamespace(
        plan=step.action.plan, step=step, by_school=by_school, citys=citys, audit=audit, shared=shared,
        resolution=resolution, campaign=campaign, schools=schools, cast=cast,
    )  # fmt: skip
