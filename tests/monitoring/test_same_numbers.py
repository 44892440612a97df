"""The web page, the PDF and the workbook of a report show the same numbers: all three are read back and compared."""

import datetime
import io
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import openpyxl
from django.utils import timezone

from hdr_portal.lib.polish import number
from monitoring.models import Report, ReportFormat, ReportKind
from monitoring.report_rendering import render_report_html, render_report_pdf
from monitoring.services import ReportOrder, gather_inputs
from monitoring.tracking import tracking_xlsx
from monitoring.tracking.words import ENOUGH, SHORT
from tests.factories import EvidenceFactory
from tests.monitoring.boards import NONE, Line, html_board, pdf_board, xlsx_board
from tests.monitoring.reportkinds import made
from tests.registerrows import accepted_sheet

DAY = datetime.date(2026, 6, 30)
Write = Callable[..., Any]


def quiet(percent: int, step: str) -> None:
    """No progress to show."""
    del percent, step


def fill(tomaszow: SimpleNamespace, record: Write) -> None:
    """Records of every kind of target: per school, per group, largest, minimum; some proved, some not."""
    for place, school in enumerate(tomaszow.primary):
        record("1.1", "audit", keeper=school, **({"proved_by": "report"} if place % 3 else {}))
        record("10.1", "system_update", keeper=school, proved_by="protocol")
    for place in range(9):
        record("1.3", "team_meeting", proved_by="attendance" if place < 6 else None)
    record("5.1", "debate", heads={"uczniowie": 40, "nauczyciele": 12, "rodzice": 7}, proved_by="attendance")
    record("7.1", "closing_conference", heads={"uczniowie": 1260}, proved_by="attendance")
    record("2.1", "resolution", proved_by="resolution")
    accepted_sheet(tomaszow.primary[0], datetime.date(2024, 11, 20), "diagnosis", evidence=EvidenceFactory())


def told(inputs: dict[str, Any]) -> list[Line]:
    """The board as the inputs have it."""
    return [line for one in inputs["indicators"] for line in _lines(one)]


def _lines(one: dict[str, Any]) -> list[Line]:
    own, label = one["comparisons"], one["status"]["label"]
    if len(own) == 1 and not own[0]["group"]:
        return [_counted(one, own[0], label)]
    groups = [_counted(one, group, ENOUGH if group["evidenced"] >= group["target"] else SHORT) for group in own]
    return [Line(one["number"], NONE, NONE, NONE, label), *groups]


def _counted(one: dict[str, Any], compared: dict[str, Any], state: str) -> Line:
    declared, evidenced, target = (
        number(compared[name]).replace("\u00a0", " ") for name in ("declared", "evidenced", "target")
    )
    return Line(one["number"], declared, evidenced, target, state)


def test_page_pdf_and_workbook_show_the_same_numbers(tomaszow: SimpleNamespace, record: Write) -> None:
    fill(tomaszow, record)
    inputs = gather_inputs(Report(plan=tomaszow.plan, as_of=DAY, known_at=timezone.now()))
    expected = told(inputs)

    assert len(expected) == 25  # 22 indicators, one of them with three groups
    assert Line("7.2", "1 260", "1 260", "50", "osiągnięty") in expected
    assert html_board(render_report_html(inputs)) == expected
    assert xlsx_board(tracking_xlsx(inputs).content) == expected
    assert pdf_board(render_report_pdf(inputs, quiet).content) == expected


def test_the_table_tells_what_moved_since_the_report_before(tomaszow: SimpleNamespace, record: Write) -> None:
    earlier = made(ReportOrder(tomaszow.plan, datetime.date(2026, 5, 31), ReportKind.TRACKING, ReportFormat.XLSX))
    record("1.1", "audit", keeper=tomaszow.primary[0], proved_by="report")

    table = made(ordered(tomaszow.plan, timezone.now()))
    as_if_alone = made(ordered(tomaszow.plan, earlier.created_at))

    page = openpyxl.load_workbook(io.BytesIO(table.file.read_bytes()))["Zmiany"]
    told = [(row[0].value, row[1].value) for row in page.iter_rows(min_row=2) if row[1].value]
    assert ("1.1", "Udokumentowane 0 → 1 (cel 11).") in told
    assert f"od raportu nr {earlier.pk}, stan na 31 maja 2026." in str(page.cell(page.max_row, 1).value)
    assert earlier.inputs is not None
    assert earlier.inputs["changes"] is None
    assert as_if_alone.inputs is not None
    assert as_if_alone.inputs["changes"] is None, "the other report was not made yet"


# --- Made again ------------------------------------------------------------------------------------------------------
def ordered(plan: Any, moment: datetime.datetime) -> ReportOrder:
    return ReportOrder(plan, DAY, kind=ReportKind.TRACKING, format=ReportFormat.XLSX, known_at=moment)


def test_a_report_of_a_past_day_is_the_same_file_after_evidence_was_added(
    tomaszow: SimpleNamespace, record: Write
) -> None:
    record("1.1", "audit", keeper=tomaszow.primary[0], proved_by="report")
    first = made(ordered(tomaszow.plan, timezone.now()))
    assert first.known_at is not None

    record("1.1", "audit", keeper=tomaszow.primary[1], proved_by="report")
    again, later = made(ordered(tomaszow.plan, first.known_at)), made(ordered(tomaszow.plan, timezone.now()))

    assert again.file.read_bytes() == first.file.read_bytes()
    assert again.inputs == first.inputs
    assert later.sha256 != first.sha256


def test_with_an_earlier_moment_it_differs_exactly_by_the_records_in_between(
    tomaszow: SimpleNamespace, record: Write
) -> None:
    record("1.3", "team_meeting", proved_by="attendance")
    earlier = timezone.now()
    record("1.1", "audit", keeper=tomaszow.primary[1], proved_by="report", title="Audyt w szkole")
    between = timezone.now()
    record("1.1", "audit", keeper=tomaszow.primary[2], proved_by="report")

    then, now = made(ordered(tomaszow.plan, earlier)), made(ordered(tomaszow.plan, between))

    old, new = xlsx_board(then.file.read_bytes()), xlsx_board(now.file.read_bytes())
    assert [(one, two) for one, two in zip(old, new, strict=True) if one != two] == [
        (
            Line("1.1", "0", "0", "11", "nieosiągnięty w terminie"),
            Line("1.1", "1", "1", "11", "nieosiągnięty w terminie"),
        )
    ]
    assert then.inputs is not None
    assert now.inputs is not None
    known = {file["sha256"] for file in then.inputs["annex"]}
    assert [file["record"] for file in now.inputs["annex"] if file["sha256"] not in known] == ["Audyt w szkole"]
