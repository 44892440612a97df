from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from monitoring.bindings import read_bindings
from monitoring.models import Indicator
from monitoring.plan_loading import load_plan
from schedule.models import Plan, Step
from schedule.planfile import read_plan
from schools.models import School
from schools.unit_loading import load_units, read_units
from tests.factories import ActivityFactory

DATA = Path(__file__).resolve().parents[2] / "data" / "tomaszow"


@pytest.fixture
def tomaszow(city: None) -> SimpleNamespace:
    """The real plan and the 12 units of the register."""
    return load_tomaszow()


def load_tomaszow() -> SimpleNamespace:
    """Loads them into the open scope of the whole municipality."""
    load_units(read_units((DATA / "units.yaml").read_bytes()))
    plan = read_plan((DATA / "plan.yaml").read_bytes())
    load_plan(plan, read_bindings((DATA / "bindings.yaml").read_bytes(), plan))
    schools = list(School.objects.order_by("pk"))
    primary = [one for one in schools if one.establishments.filter(kind="primary").exists()]
    return SimpleNamespace(plan=Plan.objects.get(), schools=schools, primary=primary)


@pytest.fixture
def record(tomaszow: SimpleNamespace) -> Callable[..., Any]:
    """Writes an approved activity for a step of the real plan."""

    def write(step: str, kind: str, **given: Any) -> Any:
        return ActivityFactory(step=Step.objects.get(number=step), kind=kind, **given)

    return write


@pytest.fixture
def indicator(tomaszow: SimpleNamespace) -> Callable[[str], Indicator]:
    return lambda number: Indicator.objects.get(plan=tomaszow.plan, number=number)
