"""Verbs on reports."""

import datetime
import logging
import os
import uuid
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from hdr_portal.lib.pdf import PdfFile
from monitoring.models import Report
from monitoring.report_data import as_inputs
from monitoring.report_rendering import render_report_pdf
from monitoring.reports import assemble
from monitoring.versions import versions
from schedule.models import Plan
from schools import jobs
from schools.knowledge import as_known_at
from schools.models import User

logger = logging.getLogger(__name__)

FAILED = "Raport się nie udał. Zleć go ponownie; gdy to nie pomoże, zawiadom administratora."


@transaction.atomic
def request_report(
    plan: Plan,
    as_of: datetime.date,
    *,
    request_key: uuid.UUID,
    by: User | None,
    wake: jobs.Wake | None,
    known_at: datetime.datetime | None = None,
) -> Report:
    """A report row waiting for a worker; the same request sent twice gives the same report.

    `known_at`: what was recorded by that moment counts (now, when None). `wake` sends the message to the worker after the commit; None when the caller makes the report itself.
    """
    report, created = Report.objects.get_or_create(
        request_key=request_key,
        defaults={"plan": plan, "as_of": as_of, "requested_by": by, "known_at": known_at or timezone.now()},
    )
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
    inputs = report_inputs(report.plan, report.as_of, report.known_at or report.created_at)
    pdf = render_report_pdf(inputs, lambda percent, step: jobs.report_progress(report, percent, step))
    path = _store(pdf)
    try:
        jobs.finish(
            report,
            inputs=inputs,
            versions=versions(),
            path=path,
            sha256=pdf.sha256,
            size=len(pdf.content),
            pages=pdf.pages,
        )
    except BaseException:
        (Path(settings.MEDIA_ROOT) / path).unlink(missing_ok=True)
        raise


def report_inputs(plan: Plan, as_of: datetime.date, known_at: datetime.datetime) -> dict[str, Any]:
    """The JSON that a report is rendered from: what was true on the day as known at the moment. Equal at any later time."""
    made_on = timezone.localdate(known_at)
    with as_known_at(known_at):
        return as_inputs(assemble(plan, as_of, made_on=made_on, site_url=settings.SITE_URL, is_demo=settings.DEMO))


def _store(pdf: PdfFile) -> str:
    """Write under a name nobody guesses; the file is whole before it has its name."""
    name = f"reports/{uuid.uuid4()}.pdf"
    target = Path(settings.MEDIA_ROOT) / name
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_suffix(".part")
    with partial.open("wb") as file:
        file.write(pdf.content)
        file.flush()
        os.fsync(file.fileno())
    partial.rename(target)
    return name
