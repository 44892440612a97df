"""Verbs on reports."""

import datetime
import logging
import os
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from hdr_portal.lib.pdf import Progress
from hdr_portal.lib.rendered import RenderedFile
from monitoring.models import Report, ReportFormat, ReportKind
from monitoring.models.reports import ENDINGS
from monitoring.report_types import Asked, report_type
from monitoring.versions import fonts, versions
from schedule.models import Plan
from schools import jobs
from schools.knowledge import as_known_at
from schools.models import School, User

logger = logging.getLogger(__name__)

EMBEDS_FONTS = frozenset({ReportFormat.PDF, ReportFormat.ARCHIVE})
FAILED = "Raport się nie udał. Zleć go ponownie; gdy to nie pomoże, zawiadom administratora."


@dataclass(frozen=True)
class ReportOrder:
    """Which report is wanted. `known_at`: what was recorded by that moment counts; None: by now."""

    plan: Plan
    as_of: datetime.date
    kind: ReportKind = ReportKind.PROGRESS
    format: ReportFormat = ReportFormat.PDF
    school: School | None = None
    known_at: datetime.datetime | None = None


@transaction.atomic
def request_report(order: ReportOrder, *, request_key: uuid.UUID, by: User | None, wake: jobs.Wake | None) -> Report:
    """A report row waiting for a worker; the same request sent twice gives the same report.

    `wake` sends the message to the worker after the commit; None when the caller makes the report itself.
    Raises ValueError for a moment to come: nothing is known as of then.
    """
    if order.known_at and order.known_at > timezone.now():
        raise ValueError("A report cannot be made as known at a moment to come.")
    asked = vars(order) | {"requested_by": by, "known_at": order.known_at or timezone.now()}
    report: Report
    report, created = Report.objects.get_or_create(request_key=request_key, defaults=asked)
    if created and wake is not None:
        jobs.wake_on_commit(report, wake)
    return report


def produce_report(pk: int) -> Report | None:
    """Claim a waiting report, count, render and store it; None when there is nothing to claim.

    Runs in the scope of the caller, which must be the whole municipality. A worker that lost its claim drops its result.
    """
    report: Report | None = jobs.claim(Report, pk)
    if report is None:
        return None
    try:
        with jobs.kept_alive(report):
            _make(report)
    except jobs.ClaimLost:
        logger.warning("Report %s was taken over by another worker; this result is dropped.", pk)
    except Exception:
        logger.exception("Report %s failed.", pk)
        jobs.give_back_or_fail(report, FAILED)
    return report


def _make(report: Report) -> None:
    jobs.report_progress(report, 5, "Zbieranie danych")
    inputs = gather_inputs(report)
    file = render_inputs(report, inputs, lambda percent, step: jobs.report_progress(report, percent, step))
    path = _store(file, report.format)
    try:
        jobs.finish(
            report,
            inputs=inputs,
            versions=versions(),
            fonts=fonts() if report.format in EMBEDS_FONTS else {},
            path=path,
            sha256=file.sha256,
            size=len(file.content),
            pages=file.pages,
        )
    except BaseException:
        (Path(settings.MEDIA_ROOT) / path).unlink(missing_ok=True)
        raise


def gather_inputs(report: Report) -> dict[str, Any]:
    """The JSON that the report is rendered from: what was true on its day as known at its moment. Equal at any later time."""
    known_at = report.known_at or report.created_at
    asked = Asked(report.plan, report.as_of, timezone.localdate(known_at), report.school)
    with as_known_at(known_at):
        return report_type(report).gather(asked) | _edition(report)


def _edition(report: Report) -> dict[str, Any]:
    """What a correction says of itself; a first edition says nothing."""
    if report.corrects is None:
        return {}
    first = {"corrects": report.corrects_id, "made_on": timezone.localdate(report.corrects.created_at).isoformat()}
    return {"edition": {"number": report.edition, "reason": report.reason} | first}


def render_inputs(report: Report, inputs: dict[str, Any], on_progress: Progress) -> RenderedFile:
    """The report's file from inputs alone."""
    return report_type(report).renders[report.format](inputs, on_progress)


def _store(made: RenderedFile, file_format: str) -> str:
    """Write under a name nobody guesses; the file is whole before it has its name."""
    name = f"reports/{uuid.uuid4()}.{ENDINGS[ReportFormat(file_format)]}"
    target = Path(settings.MEDIA_ROOT) / name
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_suffix(".part")
    with partial.open("wb") as file:
        file.write(made.content)
        file.flush()
        os.fsync(file.fileno())
    partial.rename(target)
    return name
