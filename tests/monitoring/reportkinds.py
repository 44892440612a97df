"""Cheap documents: what happens around a rendering matters in most tests, and real documents have tests of their own."""

import hashlib
import json
import uuid
from collections.abc import Callable
from typing import Any

import pytest

from hdr_portal.lib.rendered import RenderedFile
from monitoring import report_types, services
from monitoring.models import Report, ReportFormat, ReportKind
from monitoring.report_types import Asked, ReportType
from schools.models import User

Asking = Callable[..., Report]


def as_json(inputs: dict[str, Any], on_progress: Any) -> RenderedFile:
    """The inputs themselves as a file of one page."""
    on_progress(50, "Składam")
    content = json.dumps(inputs, sort_keys=True).encode()
    return RenderedFile(content, 1, hashlib.sha256(content).hexdigest())


def of_a_school(asked: Asked) -> dict[str, Any]:
    """Inputs of a school's report: its name."""
    assert asked.school
    return {"school": asked.school.short_name, "as_of": asked.as_of.isoformat()}


def of_a_plan(asked: Asked) -> dict[str, Any]:
    """Inputs of a report of the city: its day and the words of the plan."""
    return {"goal": asked.plan.goal, "as_of": asked.as_of.isoformat(), "made_on": asked.made_on.isoformat()}


def cheap_documents(monkeypatch: pytest.MonkeyPatch, *, counted: bool = False) -> None:
    """Documents that are their inputs; `counted`: the progress report counts as the real one does."""
    known: Any = report_types.TYPES
    progress = known[ReportKind.PROGRESS].gather if counted else of_a_plan
    monkeypatch.setitem(
        known, ReportKind.PROGRESS, ReportType(progress, dict.fromkeys(known[ReportKind.PROGRESS].renders, as_json))
    )
    monkeypatch.setitem(known, ReportKind.SCHOOL, ReportType(of_a_school, {ReportFormat.PDF: as_json}))


def made(order: services.ReportOrder, *, by: User | None = None) -> Report:
    """A finished report."""
    report = services.request_report(order, request_key=uuid.uuid4(), by=by, wake=None)
    assert services.produce_report(report.pk) is not None
    report.refresh_from_db()
    return report
