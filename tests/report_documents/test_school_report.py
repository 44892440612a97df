"""The report of one unit holds its own records and nothing of another unit."""

import datetime
import json
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone

from inventory.models import EditionKind
from monitoring import services
from monitoring.models import Report, ReportKind
from monitoring.report_rendering import render_school_pdf
from monitoring.report_types import SchoolMissing
from tests import registerrows
from tests.factories import EvidenceFactory
from tests.monitoring.conftest import record, tomaszow
from tests.report_documents.conftest import quiet
from tests.report_pdf.reading import text_of

__all__ = ["record", "tomaszow"]
DAY = datetime.date(2026, 6, 30)
Write = Callable[..., Any]


def inputs_of(plan: Any, school: Any) -> dict[str, Any]:
    return services.gather_inputs(
        Report(plan=plan, as_of=DAY, known_at=timezone.now(), kind=ReportKind.SCHOOL, school=school)
    )


@pytest.fixture
def two(tomaszow: SimpleNamespace, record: Write) -> SimpleNamespace:
    """Two units with records of every kind; the other's bear its mark."""
    own, other = tomaszow.primary[:2]
    for school, mark in ((own, "własny"), (other, "OBCY")):
        record("1.1", "audit", keeper=school, proved_by="report", title=f"Audyt {mark}")
        record("10.1", "system_update", keeper=school, title=f"Aktualizacja {mark}")
        registerrows.device(school, name=f"Laptop {mark}", category=registerrows.category(f"rodzaj-{mark.lower()}"))
        sheet = EvidenceFactory(school=school, kind="sheet", name=f"arkusz-{mark}.pdf")
        registerrows.accepted_sheet(school, datetime.date(2026, 5, 4), EditionKind.DIAGNOSIS, evidence=sheet)
    record("1.3", "team_meeting", proved_by="attendance", title="Spotkanie OBCY, bez tej szkoły")
    return SimpleNamespace(plan=tomaszow.plan, own=own, other=other)


def test_nothing_of_another_unit_is_in_the_inputs(two: SimpleNamespace) -> None:
    told = json.dumps(inputs_of(two.plan, two.own), ensure_ascii=False)
    assert "Audyt własny" in told
    assert "OBCY" not in told
    assert "obcy" not in told
    assert two.other.short_name not in told
    assert two.other.name not in told


def test_nothing_of_another_unit_is_printed(two: SimpleNamespace) -> None:
    text = text_of(render_school_pdf(inputs_of(two.plan, two.own), quiet).content)
    assert two.own.name in text
    assert "Audyt własny" in text
    assert "OBCY" not in text
    assert two.other.short_name not in text


def test_what_the_unit_has_and_what_it_owes(two: SimpleNamespace) -> None:
    told = inputs_of(two.plan, two.own)
    has = {one["number"]: one["key"] for one in told["asked"]}
    assert (has["1.1"], has["1.5"], has["10.1"], has["8.3"]) == ("done", "done", "declared", "missing")
    assert sum(line.startswith("10.1 ") and "brakuje dowodu" in line for line in told["owed"]) == 1
    assert any("Aktualizacja własny” nie ma dowodu" in line for line in told["owed"])
    assert [(one["title"], one["documented"], one["own"]) for one in told["events"]] == [
        ("Audyt własny", True, True),
        ("Aktualizacja własny", False, True),
    ]


def test_a_report_of_a_unit_without_the_unit_is_refused(tomaszow: SimpleNamespace) -> None:
    with pytest.raises(SchoolMissing):
        inputs_of(tomaszow.plan, None)
