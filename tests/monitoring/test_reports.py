import datetime
import hashlib
import json
import uuid
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from monitoring import services
from monitoring.models import Report
from monitoring.queries import board
from monitoring.report_data import as_inputs
from monitoring.report_rendering import render_report_pdf
from monitoring.reports import assemble
from schedule.services import void_activity
from tests.conftest import ScopelessClient

DAY = datetime.date(2026, 6, 30)


def inputs(tomaszow: SimpleNamespace) -> dict[str, Any]:
    data = assemble(tomaszow.plan, DAY, made_on=datetime.date(2026, 11, 22), site_url="https://hdr.example")
    return as_inputs(data)


@pytest.fixture
def filled(tomaszow: SimpleNamespace, record: Callable[..., Any]) -> SimpleNamespace:
    for school in tomaszow.primary[:3]:
        record("1.1", "audit", keeper=school, proved_by="report")
    record("1.1", "audit", keeper=tomaszow.primary[3])
    tomaszow.meeting = record("1.3", "team_meeting", proved_by="attendance", title="Spotkanie pierwsze")
    return tomaszow


def test_the_reports_numbers_are_the_boards(filled: SimpleNamespace) -> None:
    rows = board(filled.plan, DAY)

    told = inputs(filled)["indicators"]

    assert [one["number"] for one in told] == [row.indicator.number for row in rows]
    for one, row in zip(told, rows, strict=True):
        assert one["status"]["key"] == row.standing.status
        assert [(c["declared"], c["evidenced"], c["target"]) for c in one["comparisons"]] == [
            (c.declared, c.evidenced, c.target) for c in row.standing.comparisons
        ]


def test_the_annex_holds_every_file_once_with_its_indicators(filled: SimpleNamespace) -> None:
    annex = inputs(filled)["annex"]

    assert [one["number"] for one in annex] == [1, 2, 3, 4]
    assert [one["indicators"] for one in annex] == [["1.1"], ["1.1"], ["1.1"], ["1.3"]]
    assert all(one["url"].startswith("https://hdr.example/dowody/") for one in annex)
    assert all(len(one["sha256"]) == 64 for one in annex)


def test_the_matrix_marks_done_declared_missing_and_not_asked(filled: SimpleNamespace) -> None:
    matrix = inputs(filled)["matrix"]
    column = matrix["columns"].index("1.1")

    marks = {row["school"]: row["marks"][column] for row in matrix["rows"]}

    names = [school.short_name for school in filled.primary]
    assert [marks[name] for name in names[:5]] == ["done", "done", "done", "declared", "missing"]
    assert marks["ZP (1)"] == "none"


def test_the_inputs_survive_json(filled: SimpleNamespace) -> None:
    told = inputs(filled)

    assert json.loads(json.dumps(told)) == told


def test_a_stored_report_keeps_a_record_voided_later(filled: SimpleNamespace, cast: SimpleNamespace) -> None:
    ordered = services.request_report(
        services.ReportOrder(filled.plan, DAY), request_key=uuid.uuid4(), by=cast.department, wake=None
    )
    stored = services.produce_report(ordered.pk)
    assert stored is not None
    before = stored.file.read_bytes()

    void_activity(filled.meeting, remark="Pomyłka", by=cast.department)

    kept = Report.objects.get(pk=stored.pk)
    assert kept.file.read_bytes() == before
    assert hashlib.sha256(before).hexdigest() == kept.sha256
    again = render_report_pdf(kept.inputs or {}, lambda percent, step: None)
    assert again.sha256 == kept.sha256
    fresh = inputs(filled)["indicators"]
    assert next(one for one in fresh if one["number"] == "1.3")["comparisons"][0]["declared"] == 0


def test_a_request_sent_twice_makes_one_report(tomaszow: SimpleNamespace, cast: SimpleNamespace) -> None:
    key = uuid.uuid4()

    first = services.request_report(
        services.ReportOrder(tomaszow.plan, DAY), request_key=key, by=cast.department, wake=None
    )
    second = services.request_report(
        services.ReportOrder(tomaszow.plan, DAY), request_key=key, by=cast.department, wake=None
    )

    assert first == second
    assert Report.objects.count() == 1


def test_a_finished_report_is_not_made_again(tomaszow: SimpleNamespace) -> None:
    report = services.request_report(
        services.ReportOrder(tomaszow.plan, DAY), request_key=uuid.uuid4(), by=None, wake=None
    )
    assert services.produce_report(report.pk) is not None

    assert services.produce_report(report.pk) is None


def test_a_report_of_a_day_to_come_is_refused_with_a_sentence(
    client: ScopelessClient, tomaszow: SimpleNamespace, cast: SimpleNamespace
) -> None:
    client.force_login(cast.department)

    answer = client.post(
        reverse("monitoring:report_order"),
        {"plan": tomaszow.plan.pk, "as_of": "2999-01-01", "request_key": str(uuid.uuid4())},
    )

    assert answer.status_code == 422
    assert "Ten dzień jeszcze nie nadszedł." in answer.content.decode()
    assert not Report.objects.exists()


def test_make_report_writes_the_file_and_names_its_hash(tomaszow: SimpleNamespace, tmp_path: Any, capsys: Any) -> None:
    out = tmp_path / "raport.pdf"

    call_command("make_report", plan=tomaszow.plan.pk, as_of="2026-06-30", out=out)

    assert out.read_bytes().startswith(b"%PDF-1.7")
    assert hashlib.sha256(out.read_bytes()).hexdigest() in capsys.readouterr().out


def test_make_report_refuses_what_is_no_date(tomaszow: SimpleNamespace, tmp_path: Any) -> None:
    with pytest.raises(CommandError, match="nie jest datą"):
        call_command("make_report", as_of="30 czerwca", out=tmp_path / "raport.pdf")
