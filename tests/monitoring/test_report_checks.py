"""„Sprawdź raport”: the stored file, a second rendering, the records asked anew; the result stays with who and when."""

import datetime
import uuid
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse

from monitoring import report_checks, report_types
from monitoring.input_differences import differences, told
from monitoring.models import Indicator, Report, ReportCheck, ReportFormat, ReportKind
from monitoring.report_types import ReportType
from monitoring.services import ReportOrder
from schools import jobs
from schools.models import JobState
from tests import factories
from tests.conftest import ScopelessClient
from tests.monitoring.reportkinds import as_json, cheap_documents, made

DAY = datetime.date(2026, 6, 30)


@pytest.fixture
def report(city: None, monkeypatch: pytest.MonkeyPatch) -> Report:
    cheap_documents(monkeypatch)
    return made(ReportOrder(factories.PlanFactory(), DAY))


@pytest.fixture
def counted(tomaszow: SimpleNamespace, record: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> Report:
    cheap_documents(monkeypatch, counted=True)
    record("1.1", "audit", keeper=tomaszow.primary[0], proved_by="report")
    return made(ReportOrder(tomaszow.plan, DAY))


def checked(report: Report, by: Any) -> ReportCheck:
    ordered = report_checks.request_check(report, request_key=uuid.uuid4(), by=by, wake=lambda pk: None)
    assert report_checks.produce_check(ordered.pk) is not None
    ordered.refresh_from_db()
    return ordered


def test_an_untouched_report_is_the_same_in_every_way(report: Report, cast: SimpleNamespace) -> None:
    check = checked(report, cast.viewer)

    assert (check.file_state, check.same_bytes, check.same_records) == ("intact", True, True)
    assert (check.requested_by, check.state) == (cast.viewer, JobState.DONE)
    assert check.found["differences"] == []


def test_records_added_later_change_nothing(
    counted: Report, cast: SimpleNamespace, tomaszow: SimpleNamespace, record: Callable[..., Any]
) -> None:
    record("1.1", "audit", keeper=tomaszow.primary[1], proved_by="report")

    assert checked(counted, cast.viewer).same_records is True


def test_a_damaged_file_is_told_by_its_sum(report: Report, cast: SimpleNamespace) -> None:
    report.file.write_bytes(report.file.read_bytes() + b" ")

    check = checked(report, cast.viewer)

    assert (check.file_state, check.same_bytes) == ("damaged", True)


def test_a_missing_file_is_told(report: Report, cast: SimpleNamespace) -> None:
    report.file.unlink()

    assert checked(report, cast.viewer).file_state == "missing"


def test_other_bytes_name_the_versions_and_fonts_that_differ(
    report: Report, cast: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    kinds: Any = report_types.TYPES
    other = ReportType(
        kinds[ReportKind.PROGRESS].gather,
        {ReportFormat.PDF: lambda inputs, tell: as_json(inputs | {"layout": "new"}, tell)},
    )
    monkeypatch.setitem(kinds, ReportKind.PROGRESS, other)
    monkeypatch.setattr(report_checks, "versions", lambda: report.versions | {"weasyprint": "99.0"})
    monkeypatch.setattr(report_checks, "fonts", lambda: report.fonts | {"Inter-Bold.woff2": "0" * 64})

    check = checked(report, cast.viewer)

    assert (check.file_state, check.same_bytes) == ("intact", False)
    assert check.found["versions"] == [["weasyprint", report.versions["weasyprint"], "99.0"]]
    assert [name for name, _, _ in check.found["fonts"]] == ["Inter-Bold.woff2"]


def test_records_that_now_say_otherwise_are_listed_in_words(counted: Report, cast: SimpleNamespace) -> None:
    Indicator.objects.filter(number="1.1").update(explanation="Liczymy inaczej.")

    check = checked(counted, cast.viewer)

    assert (check.same_bytes, check.same_records) == (True, False)
    assert len(check.found["differences"]) == 1
    assert check.found["differences"][0].startswith("Wskaźnik 1.1, sposób liczenia: było „")
    assert check.found["differences"][0].endswith("jest „Liczymy inaczej.”.")


def test_two_clicks_make_one_check(report: Report, client: ScopelessClient, cast: SimpleNamespace) -> None:
    client.force_login(cast.viewer)
    key = str(uuid.uuid4())
    for sent in (key, key, str(uuid.uuid4())):  # the same form twice, then another while the first one waits
        client.post(reverse("monitoring:report_check", args=[report.pk]), {"request_key": sent})

    assert ReportCheck.objects.count() == 1


def test_a_key_spent_on_a_check_that_is_over_makes_no_second_one(report: Report, cast: SimpleNamespace) -> None:
    key = uuid.uuid4()
    first = report_checks.request_check(report, request_key=key, by=cast.viewer, wake=lambda pk: None)
    report_checks.produce_check(first.pk)

    assert report_checks.request_check(report, request_key=key, by=cast.viewer, wake=lambda pk: None) == first
    assert report_checks.request_check(report, request_key=uuid.uuid4(), by=cast.viewer, wake=lambda pk: None) != first


def test_the_result_stands_on_the_page_with_who_and_when(
    report: Report, client: ScopelessClient, cast: SimpleNamespace
) -> None:
    check = checked(report, cast.department)
    client.force_login(cast.viewer)

    page = client.get(report.get_absolute_url()).content.decode()

    assert "Zapisany plik jest nienaruszony" in page
    assert "Złożony drugi raz jest taki sam co do bajtu" in page
    assert "Zapisy dają dziś te same dane" in page
    assert str(check.requested_by) in page


def test_a_report_that_is_not_made_cannot_be_checked(client: ScopelessClient, cast: SimpleNamespace) -> None:
    waiting = Report.objects.create(plan=factories.PlanFactory(), as_of=DAY)
    client.force_login(cast.department)

    page = client.post(reverse("monitoring:report_check", args=[waiting.pk]), follow=True).content.decode()

    assert "nie ma jeszcze czego sprawdzać" in page
    assert not ReportCheck.objects.exists()


def test_a_check_that_breaks_is_tried_three_times_and_then_failed(
    report: Report, cast: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    ordered = report_checks.request_check(report, request_key=uuid.uuid4(), by=cast.viewer, wake=lambda pk: None)
    monkeypatch.setattr(report_checks, "gather_inputs", lambda report: 1 / 0)
    for _ in range(jobs.MAX_ATTEMPTS):
        report_checks.produce_check(ordered.pk)

    ordered.refresh_from_db()
    assert (ordered.state, ordered.error) == (JobState.FAILED, report_checks.FAILED)
    assert report_checks.produce_check(ordered.pk) is None


# --- Words of differences -------------------------------------------------------------------------------------------
def indicator(number: str, **given: Any) -> dict[str, Any]:
    return {"number": number, "comparisons": [{"group": "", "declared": 1, "evidenced": 1}]} | given


def test_differences_name_the_row_and_the_field() -> None:
    then = {"indicators": [indicator("1.1"), indicator("1.2")], "annex": [], "headline": "a"}
    now = {
        "indicators": [
            indicator("1.1", comparisons=[{"group": "", "declared": 1, "evidenced": 0}]),
            indicator("1.3"),
        ],
        "annex": [{"number": 1, "name": "lista.pdf", "url": "https://hdr.example/dowody/3/"}],
        "headline": "a",
        "trends": ["x"],
    }

    assert list(differences(then, now)) == [
        "Wskaźnik 1.1, udokumentowane: było „1”, jest „0”.",
        "Wskaźnik 1.2: jest w raporcie, a w zapisach już nie.",
        "Wskaźnik 1.3: jest w zapisach, a w raporcie nie.",
        "Dowód „lista.pdf” (https://hdr.example/dowody/3/): jest w zapisach, a w raporcie nie.",
        "Trendy: portal zbiera to dopiero teraz (jest „x”).",
    ]


def test_equal_inputs_differ_in_nothing() -> None:
    assert told({"indicators": [indicator("1.1")]}, {"indicators": [indicator("1.1")]}) == ([], 0)


def test_unequal_inputs_always_have_a_sentence() -> None:
    assert told({"status": {"tone": "red"}}, {"status": {"tone": "blue"}}) == (
        ["Różnią się szczegóły, których raport nie pokazuje słowami."],
        0,
    )


def test_many_differences_are_counted_beyond_the_first_ones() -> None:
    sentences, left = told({str(n): 1 for n in range(250)}, {str(n): 2 for n in range(250)})

    assert (len(sentences), left) == (200, 50)
