"""Pages of reports: what may be ordered by whom, the archive and its filters, the page of a report and its files."""

import datetime
import json
import uuid
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from monitoring.models import Report, ReportKind
from monitoring.report_forms.orders import KNOWN_AT_HELP, ReportForm, documents_for
from monitoring.services import ReportOrder, request_report
from monitoring.versions import fonts
from schools.scope import school_scope
from tests import factories
from tests.conftest import ScopelessClient
from tests.monitoring.reportkinds import cheap_documents, made

DAY = datetime.date(2026, 6, 30)
PROGRESS, SCHOOL = "progress.pdf", "school.pdf"


@pytest.fixture(autouse=True)
def _cheap(city: None, monkeypatch: pytest.MonkeyPatch) -> None:
    cheap_documents(monkeypatch)


@pytest.fixture
def plan() -> Any:
    return factories.PlanFactory()


def ordered(client: ScopelessClient, plan: Any, document: str = PROGRESS, **given: Any) -> Any:
    form = {"request_key": str(uuid.uuid4()), "plan": plan.pk, "as_of": "30.06.2026", "document": document}
    return client.post(reverse("monitoring:report_order"), form | given)


def school_report(plan: Any, school: Any, by: Any = None) -> Report:
    return made(ReportOrder(plan, DAY, kind=ReportKind.SCHOOL, school=school), by=by)


# --- Ordering -------------------------------------------------------------------------------------------------------
def test_the_form_offers_the_files_that_there_are_and_no_other(cast: SimpleNamespace) -> None:
    keys = [key for _, files in documents_for(cast.department) for key, _ in files]

    assert keys == [
        "progress.pdf",
        "progress.archive",
        "school.pdf",
        "tracking.xlsx",
        "practice.pdf",
        "practice.docx",
        "slides.pptx",
        "council.pdf",
        "closing.pdf",
        "closing.archive",
    ]


def test_a_director_is_offered_the_report_of_the_own_school_alone(
    cast: SimpleNamespace, schools: SimpleNamespace
) -> None:
    with school_scope([schools.a.pk]):
        form = ReportForm(user=cast.director_a)
        offered: Any = form.fields["school"]

        assert [key for _, files in form.documents for key, _ in files] == ["school.pdf"]
        assert list(offered.queryset) == [schools.a]
        assert offered.required


def test_what_was_ordered_is_what_is_made(client: ScopelessClient, cast: SimpleNamespace, plan: Any) -> None:
    client.force_login(cast.department)

    answer = ordered(client, plan, "tracking.xlsx", known_at="15.07.2026 14:05")

    report = Report.objects.get()
    assert answer.url == report.get_absolute_url()
    assert (report.kind, report.format, report.as_of, report.school) == ("tracking", "xlsx", DAY, None)
    assert report.known_at is not None
    assert timezone.localtime(report.known_at).isoformat() == "2026-07-15T14:05:00+02:00"
    assert report.requested_by == cast.department


def test_without_a_moment_the_report_knows_what_is_known_now(
    client: ScopelessClient, cast: SimpleNamespace, plan: Any
) -> None:
    client.force_login(cast.department)
    before = timezone.now()

    ordered(client, plan)

    known_at = Report.objects.get().known_at
    assert known_at is not None
    assert before <= known_at <= timezone.now()


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"known_at": "3.05.2999 10:00"}, "Ta chwila jeszcze nie nadeszła."),
        ({"known_at": "wczoraj"}, "Nie rozumiem tej chwili."),
        ({"known_at": "25.10.2026 02:30"}, "bo przestawiano zegary"),
        ({"as_of": "1.01.2999"}, "Ten dzień jeszcze nie nadszedł."),
        ({"as_of": ""}, "Podaj datę."),
        ({"document": "progress.pptx"}, "progress.pptx"),
        ({"document": ""}, "Wybierz dokument."),
        ({"document": SCHOOL}, "Wybierz jednostkę, której dotyczy raport."),
    ],
)
def test_an_order_that_makes_no_sense_is_refused_and_stays_typed(
    client: ScopelessClient, cast: SimpleNamespace, plan: Any, given: dict[str, str], sentence: str
) -> None:
    client.force_login(cast.department)

    answer = ordered(client, plan, **given)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert all(f'value="{text}"' in page for name, text in given.items() if name != "document" and text)
    assert not Report.objects.exists()


def test_a_document_of_the_whole_city_takes_no_school(
    client: ScopelessClient, cast: SimpleNamespace, plan: Any, schools: SimpleNamespace
) -> None:
    client.force_login(cast.department)

    answer = ordered(client, plan, school=schools.a.pk)

    assert answer.status_code == 422
    assert "Ten dokument mówi o całej gminie." in answer.content.decode()


def test_a_day_alone_is_its_end_and_today_is_now(client: ScopelessClient, cast: SimpleNamespace, plan: Any) -> None:
    client.force_login(cast.department)

    ordered(client, plan, known_at="15.07.2026")
    ordered(client, plan, known_at=f"{timezone.localdate():%d.%m.%Y}")

    now, earlier = [one.known_at for one in Report.objects.all()]
    assert now is not None
    assert earlier is not None
    assert timezone.localtime(earlier).isoformat() == "2026-07-15T23:59:59.999999+02:00"
    assert now <= timezone.now()


def test_no_code_can_order_a_report_as_known_tomorrow(plan: Any) -> None:
    tomorrow = timezone.now() + datetime.timedelta(days=1)

    with pytest.raises(ValueError, match="moment to come"):
        request_report(ReportOrder(plan, DAY, known_at=tomorrow), request_key=uuid.uuid4(), by=None, wake=None)


def test_the_moment_of_knowledge_is_explained_in_one_sentence(client: ScopelessClient, cast: SimpleNamespace) -> None:
    client.force_login(cast.department)

    assert KNOWN_AT_HELP in client.get(reverse("monitoring:reports")).content.decode()
    assert KNOWN_AT_HELP.count(".") == 1


def test_a_viewer_reads_and_orders_nothing(client: ScopelessClient, cast: SimpleNamespace, plan: Any) -> None:
    client.force_login(cast.viewer)

    assert "Zrób raport" not in client.get(reverse("monitoring:reports")).content.decode()
    assert ordered(client, plan).status_code == 403


def test_a_director_orders_for_the_own_school_and_for_no_other(
    client: ScopelessClient, cast: SimpleNamespace, plan: Any, schools: SimpleNamespace
) -> None:
    client.force_login(cast.director_a)

    refused = [
        ordered(client, plan, SCHOOL, school=schools.b.pk).status_code,
        ordered(client, plan, PROGRESS).status_code,
        ordered(client, plan, PROGRESS, school=schools.a.pk).status_code,
    ]
    taken = ordered(client, plan, SCHOOL, school=schools.a.pk)

    assert (refused, taken.status_code) == ([422, 422, 422], 302)
    assert Report.objects.get().school == schools.a


# --- Who sees what --------------------------------------------------------------------------------------------------
def test_a_director_sees_the_reports_of_the_own_school_alone(
    client: ScopelessClient, cast: SimpleNamespace, plan: Any, schools: SimpleNamespace
) -> None:
    own, other, whole = school_report(plan, schools.a), school_report(plan, schools.b), made(ReportOrder(plan, DAY))
    client.force_login(cast.director_a)

    page = client.get(reverse("monitoring:reports")).content.decode()

    assert own.get_absolute_url() in page
    assert other.get_absolute_url() not in page
    assert whole.get_absolute_url() not in page
    for address in ("report", "report_preview", "report_file"):
        for foreign in (other, whole):
            assert client.get(reverse(f"monitoring:{address}", args=[foreign.pk])).status_code == 404
    assert client.get(own.get_absolute_url()).status_code == 200
    assert client.get(reverse("monitoring:report_inputs", args=[own.pk])).status_code == 403


@pytest.mark.parametrize("who", ["keeper_a", "coordinator_a"])
def test_other_people_of_a_school_see_no_reports(
    client: ScopelessClient, cast: SimpleNamespace, plan: Any, schools: SimpleNamespace, who: str
) -> None:
    own = school_report(plan, schools.a)
    client.force_login(getattr(cast, who))

    assert client.get(own.get_absolute_url()).status_code == 403


# --- The archive ----------------------------------------------------------------------------------------------------
def test_the_archive_is_narrowed_by_kind_school_and_day(
    client: ScopelessClient, cast: SimpleNamespace, plan: Any, schools: SimpleNamespace
) -> None:
    a, b = school_report(plan, schools.a), school_report(plan, schools.b)
    whole = made(ReportOrder(plan, datetime.date(2025, 6, 30)))
    client.force_login(cast.viewer)

    def shown(query: str) -> list[int]:
        page = client.get(f"{reverse('monitoring:reports')}?{query}").context["page"]
        return [one.pk for one in page.object_list]

    assert shown("") == [whole.pk, b.pk, a.pk]
    assert shown("rodzaj=progress") == [whole.pk]
    assert shown(f"jednostka={schools.b.pk}") == [b.pk]
    assert shown("dzien=30.06.2026") == [b.pk, a.pk]
    assert shown("dzien=2026-06-30&rodzaj=progress") == []
    page = client.get(f"{reverse('monitoring:reports')}?dzien=kiedyś&rodzaj=school")
    assert "Nie rozumiem tej daty" in page.content.decode()
    assert [one.pk for one in page.context["page"].object_list] == [b.pk, a.pk]


# --- A report -------------------------------------------------------------------------------------------------------
def test_the_page_says_what_the_report_is_made_of(client: ScopelessClient, cast: SimpleNamespace, plan: Any) -> None:
    report = made(ReportOrder(plan, DAY, known_at=datetime.datetime(2026, 7, 15, 12, 5, tzinfo=datetime.UTC)))
    client.force_login(cast.viewer)

    page = client.get(report.get_absolute_url()).content.decode()

    assert report.sha256 in page
    assert "15 lipca 2026, 14:05" in page
    assert f"raport-z-postepu-2026-06-30-nr-{report.pk}.pdf" in page
    assert f"weasyprint {report.versions['weasyprint']}" in page
    assert all(name in page and sum_ in page for name, sum_ in fonts().items())


def test_fonts_are_the_files_that_documents_use_with_their_sums(plan: Any) -> None:
    report = made(ReportOrder(plan, DAY))

    assert sorted(report.fonts) == [
        "Inter-Bold.woff2", "Inter-Regular.woff2", "Inter-SemiBold.woff2", "JetBrainsMono-Regular.woff2",
    ]  # fmt: skip
    assert all(len(sum_) == 64 for sum_ in report.fonts.values())


def test_the_file_has_a_telling_name_and_its_type(
    client: ScopelessClient, cast: SimpleNamespace, plan: Any, schools: SimpleNamespace
) -> None:
    report = school_report(plan, schools.a)
    client.force_login(cast.viewer)

    answer = client.get(reverse("monitoring:report_file", args=[report.pk]))

    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == f'inline; filename="{report.file_name}"'
    assert report.file_name.startswith("raport-jednostki-zsp-")
    assert b"".join(answer.streaming_content) == report.file.read_bytes()  # type: ignore[attr-defined]


def test_a_workbook_is_taken_not_shown(client: ScopelessClient, cast: SimpleNamespace, plan: Any) -> None:
    report = made(ReportOrder(plan, DAY))
    Report.objects.filter(pk=report.pk).update(kind="tracking", format="xlsx")
    client.force_login(cast.viewer)

    answer = client.get(reverse("monitoring:report_file", args=[report.pk]))

    assert answer["Content-Type"] == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert answer["Content-Disposition"] == f'attachment; filename="tabela-sledzenia-2026-06-30-nr-{report.pk}.xlsx"'
    assert b"".join(answer.streaming_content) == report.file.read_bytes()  # type: ignore[attr-defined]


def test_the_department_takes_the_inputs_and_nobody_else(
    client: ScopelessClient, cast: SimpleNamespace, plan: Any
) -> None:
    report = made(ReportOrder(plan, DAY))
    address = reverse("monitoring:report_inputs", args=[report.pk])
    client.force_login(cast.viewer)
    assert client.get(address).status_code == 403
    client.force_login(cast.department)

    answer = client.get(address)

    assert json.loads(answer.content) == report.inputs
    assert f"raport-z-postepu-2026-06-30-nr-{report.pk}-dane.json" in answer["Content-Disposition"]


def test_a_kind_without_a_web_page_has_none(
    client: ScopelessClient, cast: SimpleNamespace, plan: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = made(ReportOrder(plan, DAY))
    Report.objects.filter(pk=report.pk).update(kind="tracking", format="xlsx")
    client.force_login(cast.viewer)

    assert client.get(reverse("monitoring:report_preview", args=[report.pk])).status_code == 404
    assert "Zobacz jako stronę" not in client.get(report.get_absolute_url()).content.decode()


def test_the_same_state_in_another_file_is_of_the_same_moment(
    client: ScopelessClient, cast: SimpleNamespace, plan: Any
) -> None:
    report = made(ReportOrder(plan, DAY), by=cast.department)
    client.force_login(cast.department)
    page = client.get(report.get_absolute_url())
    assert 'value="tracking.xlsx"' in page.content.decode()
    assert 'value="progress.pdf"' not in page.content.decode()

    ordered(client, plan, "tracking.xlsx", known_at=page.context["known_at"], as_of="2026-06-30")

    assert Report.objects.get(kind="tracking").known_at == report.known_at
