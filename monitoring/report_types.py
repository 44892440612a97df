"""What each kind of report is made of: who gathers its inputs, and which files are made from them."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from hdr_portal.lib.pdf import Progress
from hdr_portal.lib.rendered import RenderedFile
from monitoring.archive import render_closing_archive, render_report_archive
from monitoring.closing_report import closing_inputs
from monitoring.council_report import assemble_council
from monitoring.gathering.changes import changes_since_the_last
from monitoring.models import Report, ReportFormat, ReportKind
from monitoring.practice import gather_practice
from monitoring.practice_docx import render_practice_docx
from monitoring.practice_pdf import render_practice_pdf
from monitoring.report_data import as_inputs
from monitoring.report_rendering import (
    render_closing_pdf,
    render_council_pdf,
    render_report_pdf,
    render_school_pdf,
)
from monitoring.reports import assemble, dressed
from monitoring.school_report import assemble_school
from monitoring.slides.deck import render_slides
from monitoring.slides.gather import gather_slides
from monitoring.tracking import render_tracking_xlsx
from schedule.models import Plan
from schools.models import School

Inputs = dict[str, Any]


class SchoolMissing(Exception):
    """A report of a unit was asked for without the unit."""


@dataclass(frozen=True)
class Asked:
    """What a report is asked for. `made_on` is the local day of the moment of knowledge."""

    plan: Plan
    as_of: datetime.date
    made_on: datetime.date
    school: School | None = None


@dataclass(frozen=True)
class ReportType:
    """`gather` returns JSON; it runs inside `as_known_at`. `renders` make the bytes from that JSON alone, equal from equal."""

    gather: Callable[[Asked], Inputs]
    renders: Mapping[str, Callable[[Inputs, Progress], RenderedFile]]


def report_type(report: Report) -> ReportType:
    """The type of a stored report's kind."""
    return TYPES[ReportKind(report.kind)]


def _progress(asked: Asked) -> Inputs:
    data = assemble(asked.plan, asked.as_of, made_on=asked.made_on, site_url=settings.SITE_URL, is_demo=settings.DEMO)
    return as_inputs(dressed(data, asked.plan))


def _tracking(asked: Asked) -> Inputs:
    """The progress report's own inputs, and what moved since the report before."""
    inputs = _progress(asked)
    return inputs | {"changes": changes_since_the_last(asked.plan, inputs)}


def _practice(asked: Asked) -> Inputs:
    return gather_practice(asked.plan, asked.as_of, made_on=asked.made_on)


def _slides(asked: Asked) -> Inputs:
    return gather_slides(asked.plan, asked.as_of, made_on=asked.made_on)


def _school(asked: Asked) -> Inputs:
    if asked.school is None:
        raise SchoolMissing
    return as_inputs(
        assemble_school(asked.plan, asked.school, asked.as_of, made_on=asked.made_on, is_demo=settings.DEMO)
    )


def _council(asked: Asked) -> Inputs:
    return as_inputs(assemble_council(asked.plan, asked.as_of, made_on=asked.made_on, is_demo=settings.DEMO))


def _closing(asked: Asked) -> Inputs:
    return closing_inputs(
        asked.plan, asked.as_of, made_on=asked.made_on, site_url=settings.SITE_URL, is_demo=settings.DEMO
    )


TYPES: Mapping[ReportKind, ReportType] = {
    ReportKind.PROGRESS: ReportType(
        _progress, {ReportFormat.PDF: render_report_pdf, ReportFormat.ARCHIVE: render_report_archive}
    ),
    ReportKind.SCHOOL: ReportType(_school, {ReportFormat.PDF: render_school_pdf}),
    ReportKind.COUNCIL: ReportType(_council, {ReportFormat.PDF: render_council_pdf}),
    ReportKind.CLOSING: ReportType(
        _closing, {ReportFormat.PDF: render_closing_pdf, ReportFormat.ARCHIVE: render_closing_archive}
    ),
    ReportKind.SLIDES: ReportType(_slides, {ReportFormat.PPTX: render_slides}),
    ReportKind.PRACTICE: ReportType(
        _practice, {ReportFormat.DOCX: render_practice_docx, ReportFormat.PDF: render_practice_pdf}
    ),
    ReportKind.TRACKING: ReportType(_tracking, {ReportFormat.XLSX: render_tracking_xlsx}),
}
