"""A correction is a new edition that cites the first; what was made is never overwritten or deleted by anybody."""

import datetime
import uuid
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib import admin
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from monitoring import services
from monitoring.models import Commentary, Letterhead, Report, ReportCheck
from monitoring.report_editions import NothingToCorrect, Overtaken, StillBeingMade, correct_report, editions_of
from monitoring.services import ReportOrder
from schools.models import JobState
from tests import factories
from tests.conftest import ScopelessClient
from tests.monitoring.reportkinds import cheap_documents, made

DAY = datetime.date(2026, 6, 30)


@pytest.fixture
def report(city: None, monkeypatch: pytest.MonkeyPatch) -> Report:
    cheap_documents(monkeypatch)
    return made(ReportOrder(factories.PlanFactory(), DAY))


def corrected(report: Report, by: Any, seen: int = 1, **given: Any) -> Report:
    wanted: dict[str, Any] = {"reason": "Dołączono certyfikaty.", "request_key": uuid.uuid4()} | given
    return correct_report(report, seen=seen, by=by, wake=lambda pk: None, **wanted)


def made_edition(report: Report, by: Any, seen: int = 1) -> Report:
    edition = corrected(report, by, seen)
    services.produce_report(edition.pk)
    edition.refresh_from_db()
    return edition


def test_a_correction_is_a_new_edition_that_cites_the_first(report: Report, cast: SimpleNamespace) -> None:
    before = report.file.read_bytes()

    second = made_edition(report, cast.department)
    third = made_edition(second, cast.department, seen=2)

    assert [(one.edition, one.corrects) for one in (second, third)] == [(2, report), (3, report)]
    assert list(editions_of(second)) == [report, second, third]
    assert second.inputs is not None
    assert second.inputs["edition"] == {
        "number": 2, "corrects": report.pk, "made_on": timezone.localdate(report.created_at).isoformat(),
        "reason": "Dołączono certyfikaty.",
    }  # fmt: skip
    report.refresh_from_db()
    assert report.file.read_bytes() == before
    assert "edition" not in (report.inputs or {})
    assert second.file_name == f"raport-z-postepu-2026-06-30-wydanie-2-nr-{second.pk}.pdf"


def test_two_clicks_make_one_edition(report: Report, cast: SimpleNamespace) -> None:
    key = uuid.uuid4()

    assert corrected(report, cast.department, request_key=key) == corrected(report, cast.department, request_key=key)
    assert Report.objects.count() == 2


def test_whoever_comes_second_is_told_of_the_edition_that_is_there(
    report: Report, cast: SimpleNamespace, client: ScopelessClient
) -> None:
    made_edition(report, cast.department)
    with pytest.raises(Overtaken):
        corrected(report, cast.administrator, seen=1)
    client.force_login(cast.department)

    sent = {"reason": "Mój długi powód", "seen": "1", "request_key": str(uuid.uuid4())}
    answer = client.post(reverse("monitoring:report_correct", args=[report.pk]), sent)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "W międzyczasie powstało wydanie 2" in page
    assert "Mój długi powód" in page
    assert 'name="seen" value="2"' in page


def test_the_database_takes_an_edition_once(report: Report) -> None:
    def edition() -> Report:
        made: Report = Report.objects.create(plan=report.plan, as_of=DAY, corrects=report, edition=2)
        return made

    edition()
    with pytest.raises(IntegrityError), transaction.atomic():
        edition()
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.create(plan=report.plan, as_of=DAY, edition=2)


def test_an_edition_waits_for_the_one_before(report: Report, cast: SimpleNamespace) -> None:
    waiting = corrected(report, cast.department)
    with pytest.raises(StillBeingMade):
        corrected(report, cast.department, seen=2)
    Report.objects.filter(pk=waiting.pk).update(state=JobState.FAILED)

    assert corrected(report, cast.department, seen=2).edition == 3


def test_a_report_that_failed_is_ordered_anew_not_corrected(cast: SimpleNamespace) -> None:
    failed = Report.objects.create(plan=factories.PlanFactory(), as_of=DAY, state=JobState.FAILED)

    with pytest.raises(NothingToCorrect):
        corrected(failed, cast.department)


def test_a_correction_without_a_reason_is_refused(
    report: Report, cast: SimpleNamespace, client: ScopelessClient
) -> None:
    client.force_login(cast.department)

    sent = {"reason": "  ", "seen": "1", "request_key": str(uuid.uuid4())}
    answer = client.post(reverse("monitoring:report_correct", args=[report.pk]), sent)

    assert answer.status_code == 422
    assert "Podaj powód" in answer.content.decode()
    assert Report.objects.count() == 1


def test_the_page_of_an_old_edition_leads_to_the_newest(
    report: Report, cast: SimpleNamespace, client: ScopelessClient
) -> None:
    second = made_edition(report, cast.department)
    client.force_login(cast.viewer)

    page = client.get(report.get_absolute_url()).content.decode()

    assert "Ten raport skorygowano" in page
    assert f'href="{second.get_absolute_url()}"' in page
    assert "Ten raport skorygowano" not in client.get(second.get_absolute_url()).content.decode()


@pytest.mark.parametrize("model", [Report, ReportCheck, Commentary])
def test_no_administrator_writes_what_was_made(model: Any, cast: SimpleNamespace) -> None:
    request = RequestFactory().get("/admin/")
    request.user = cast.administrator
    page = admin.site.get_model_admin(model)

    assert page.has_view_permission(request)
    assert not page.has_add_permission(request)
    assert not page.has_change_permission(request)
    assert not page.has_delete_permission(request)
    assert "delete_selected" not in page.get_actions(request)


def test_the_letterhead_is_changed_on_its_page_alone(cast: SimpleNamespace) -> None:
    request = RequestFactory().get("/admin/")
    request.user = cast.administrator
    page = admin.site.get_model_admin(Letterhead)

    assert not page.has_change_permission(request)
    assert not page.has_delete_permission(request)


def test_a_corrected_report_cannot_be_deleted_even_by_code(report: Report, cast: SimpleNamespace) -> None:
    corrected(report, cast.department)

    with pytest.raises(ProtectedError):
        report.delete()
