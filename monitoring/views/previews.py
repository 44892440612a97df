"""Kinds of reports that can be read as a web page, and who makes the page from the stored inputs."""

from collections.abc import Callable, Mapping
from typing import Any

from monitoring.models import ReportKind
from monitoring.report_rendering import (
    render_closing_html,
    render_council_html,
    render_report_html,
    render_school_html,
)

PREVIEWS: Mapping[str, Callable[..., str]] = {
    ReportKind.PROGRESS: render_report_html,
    ReportKind.SCHOOL: render_school_html,
    ReportKind.COUNCIL: render_council_html,
    ReportKind.CLOSING: render_closing_html,
}


def preview_of(kind: str, inputs: dict[str, Any], *, back_url: str) -> str:
    """The whole page. Raises KeyError for a kind without one."""
    return PREVIEWS[kind](inputs, back_url=back_url)
