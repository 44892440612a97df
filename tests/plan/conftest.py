from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db.models import Model

from monitoring.models import Indicator, Target
from schedule.models import Action, Note, Plan, Step

DATA = Path(__file__).resolve().parents[2] / "data" / "tomaszow"
TABLES: tuple[type[Model], ...] = (Plan, Action, Step, Note, Indicator, Target)
Snapshot = dict[str, list[Any]]


@pytest.fixture
def plan_path() -> Path:
    return DATA / "plan.yaml"


@pytest.fixture(scope="session")
def plan_text() -> str:
    return (DATA / "plan.yaml").read_text(encoding="utf-8")


@pytest.fixture
def load(db: None) -> Callable[..., str]:
    """Runs `load_plan` and hands over what it printed."""

    def run(path: Path, *options: str) -> str:
        out = StringIO()
        call_command("load_plan", str(path), *options, stdout=out)
        return out.getvalue()

    return run


@pytest.fixture
def loaded(load: Callable[..., str], plan_path: Path) -> Plan:
    load(plan_path)
    return Plan.objects.get()


@pytest.fixture
def everything(db: None) -> Callable[[], Snapshot]:
    """Every row of a plan, every row of its history, and which steps give an indicator its term."""

    def read() -> Snapshot:
        rows: Snapshot = {table.__name__: list(table._default_manager.order_by("pk").values()) for table in TABLES}
        for table in TABLES:
            if hasattr(table, "history"):
                rows[f"history of {table.__name__}"] = list(table.history.order_by("history_id").values())
        rows["terms"] = list(
            Indicator.steps.through._default_manager.order_by("pk").values_list("indicator_id", "step_id")
        )
        return rows

    return read


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str], Path]:
    """Stores a plan's text in a folder without bindings."""

    def store(text: str) -> Path:
        path = tmp_path / "plan.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return store
