"""Verbs on checks of reports: the file against its sum, a second rendering, and the records asked anew."""

import json
import logging
import uuid
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from django.db import transaction

from monitoring.input_differences import told
from monitoring.models import FileState, Report, ReportCheck
from monitoring.services import gather_inputs, render_inputs
from monitoring.versions import fonts, versions
from schools import jobs
from schools.models import JobState, User

logger = logging.getLogger(__name__)

FAILED = "Sprawdzenie się nie udało. Zleć je ponownie; gdy to nie pomoże, zawiadom administratora."


class NothingToCheck(Exception):
    """The report is not made yet, or could not be made."""


@transaction.atomic
def request_check(report: Report, *, request_key: uuid.UUID, by: User, wake: jobs.Wake) -> ReportCheck:
    """A check waiting for a worker. The same request twice, or one beside another that waits, gives the one that is there.

    Raises NothingToCheck.
    """
    locked = Report.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if locked.state != JobState.DONE:
        raise NothingToCheck
    known: ReportCheck | None = (
        locked.checks.filter(request_key=request_key).first()
        or locked.checks.exclude(state__in=(JobState.DONE, JobState.FAILED)).first()
    )
    if known:
        return known
    check: ReportCheck = ReportCheck.objects.create(report=locked, request_key=request_key, requested_by=by)
    jobs.wake_on_commit(check, wake)
    return check


def produce_check(pk: int) -> ReportCheck | None:
    """Claim a waiting check and do it; None when there is nothing to claim. The scope is the whole municipality."""
    check: ReportCheck | None = jobs.claim(ReportCheck, pk)
    if check is None:
        return None
    try:
        with jobs.kept_alive(check):
            _do(check)
    except jobs.ClaimLost:
        logger.warning("Check %s was taken over by another worker; this result is dropped.", pk)
    except Exception:
        logger.exception("Check %s failed.", pk)
        jobs.give_back_or_fail(check, FAILED)
    return check


def _do(check: ReportCheck) -> None:
    report = check.report
    jobs.report_progress(check, 5, "Sprawdzam zapisany plik")
    file_state = stored_file_state(report)
    jobs.report_progress(check, 10, "Składam raport drugi raz")
    again = render_inputs(report, report.inputs or {}, lambda percent, step: _tell(check, percent, step))
    jobs.report_progress(check, 85, "Pytam zapisy o te same dane")
    gathered = json.loads(json.dumps(gather_inputs(report)))
    sentences, left = told(report.inputs, gathered)
    same_bytes = again.sha256 == report.sha256
    found: dict[str, Any] = {"sha256": again.sha256, "differences": sentences, "left": left}
    if not same_bytes:
        found |= {
            "versions": changed(report.versions, versions()),
            "fonts": changed(report.fonts, fonts()) if report.fonts else [],
        }
    jobs.finish(check, file_state=file_state, same_bytes=same_bytes, same_records=not sentences, found=found)


def _tell(check: ReportCheck, percent: int, step: str) -> None:
    jobs.report_progress(check, 10 + percent * 7 // 10, step)


def stored_file_state(report: Report) -> FileState:
    """Whether the stored file is there and still has the sum that was written down when it was made."""
    try:
        content = report.file.read_bytes()
    except FileNotFoundError:
        return FileState.MISSING
    intact = len(content) == report.size and sha256(content).hexdigest() == report.sha256
    return FileState.INTACT if intact else FileState.DAMAGED


def changed(then: Mapping[str, str], now: Mapping[str, str]) -> list[list[str]]:
    """[name, then, now] of what is not the same; an empty text for what was or is not there."""
    names = sorted({*then, *now})
    return [[name, then.get(name, ""), now.get(name, "")] for name in names if then.get(name) != now.get(name)]
