import io
from types import SimpleNamespace
from typing import Any

import pikepdf
import pytest
from django.contrib import admin
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from inventory.models import Forecast
from schools.models import Evidence, Membership, School, User
from schools.roles import Role
from tests import registerrows
from tests.factories import ActivityFactory, EvidenceFactory, IndicatorFactory, person

pytestmark = pytest.mark.django_db
MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)
LABELS = [model._meta.label_lower for model in MODELS]


def address(model: Any, page: str, *args: Any) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


@pytest.fixture
def administrator(client: Client, cast: SimpleNamespace) -> Client:
    client.force_login(cast.administrator)
    return client


def test_the_records_of_the_portal_are_all_administered() -> None:
    assert LABELS == [
        "django_celery_beat.crontabschedule",
        "django_celery_beat.intervalschedule",
        "django_celery_beat.periodictask",
        "inventory.category",
        "inventory.device",
        "inventory.edition",
        "inventory.fixedassetclass",
        "inventory.forecast",
        "inventory.fundingsource",
        "inventory.licence",
        "inventory.manufacturer",
        "inventory.norm",
        "inventory.operatingsystem",
        "inventory.product",
        "inventory.room",
        "inventory.sheet",
        "inventory.zszocost",
        "inventory.zszomodule",
        "inventory.zszouse",
        "mfa.authenticator",
        "monitoring.alloweddomain",
        "monitoring.commentary",
        "monitoring.delivery",
        "monitoring.indicator",
        "monitoring.letterhead",
        "monitoring.linkopening",
        "monitoring.report",
        "monitoring.reportcheck",
        "monitoring.subscription",
        "monitoring.target",
        "schedule.action",
        "schedule.activity",
        "schedule.note",
        "schedule.plan",
        "schedule.step",
        "schools.establishment",
        "schools.evidence",
        "schools.membership",
        "schools.rspoimport",
        "schools.school",
        "schools.statistic",
        "schools.user",
        "schools.workerheartbeat",
        "surveys.selfiecard",
    ]


@pytest.mark.parametrize("model", MODELS, ids=LABELS)
def test_an_administrator_opens_every_list_and_every_add_page(administrator: Client, model: Any) -> None:
    assert administrator.get(address(model, "changelist")).status_code == 200
    may_add = admin.site._registry[model].has_add_permission(_request(administrator))
    assert administrator.get(address(model, "add")).status_code == (200 if may_add else 403)


def real_pdf() -> bytes:
    """A page that readers open."""
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(out)
    return out.getvalue()


def _request(client: Client) -> Any:
    return client.get("/admin/").wsgi_request


@pytest.mark.parametrize("model", MODELS, ids=LABELS)
def test_nobody_else_opens_any(client: Client, cast: SimpleNamespace, model: Any) -> None:
    for who in ("department", "viewer", "director_a", "keeper_a", "coordinator_a", "nobody"):
        client.force_login(getattr(cast, who))
        for page in ("changelist", "add"):
            assert client.get(address(model, page), follow=True).status_code == 403


def test_the_administration_is_entered_by_the_portals_sign_in(client: Client, db: None) -> None:
    asked = client.get("/admin/schools/school/", follow=True)
    assert asked.redirect_chain[-1] == ("/konto/login/?next=/admin/schools/school/", 302)


def test_a_password_is_changed_on_the_portals_page(administrator: Client) -> None:
    assert administrator.get("/admin/password_change/").headers["Location"] == "/konto/password/change/"


def test_pages_of_records_open_with_their_history(administrator: Client, schools: SimpleNamespace) -> None:
    activity = ActivityFactory(keeper=schools.a, proved_by="report")
    indicator = IndicatorFactory()
    rows = [
        schools.a,
        activity,
        activity.step,
        activity.step.action.plan,
        indicator,
        Evidence.objects.get(),
        User.objects.first(),
    ]
    for row in rows:
        assert administrator.get(address(type(row), "change", row.pk)).status_code == 200
        assert administrator.get(address(type(row), "history", row.pk)).status_code == 200


@pytest.mark.parametrize("model", MODELS, ids=LABELS)
def test_no_list_of_the_administration_asks_once_a_row(
    administrator: Client, schools: SimpleNamespace, model: Any, django_assert_max_num_queries: Any
) -> None:
    for _ in range(12):
        ActivityFactory(keeper=schools.a, proved_by="report")
        IndicatorFactory()
        registerrows.device(schools.a)
    with django_assert_max_num_queries(14):
        administrator.get(address(model, "changelist"))


# --- Accounts and roles ---------------------------------------------------------------------------------------------
def test_an_account_shows_no_password_and_links_to_the_page_that_sends_a_mail(
    administrator: Client, cast: SimpleNamespace
) -> None:
    shown = administrator.get(address(User, "change", cast.director_a.pk)).content.decode()
    assert cast.director_a.password not in shown
    assert "password" not in shown
    assert f'href="/osoby/{cast.director_a.pk}/"' in shown


def test_an_account_made_here_waits_for_its_password(administrator: Client) -> None:
    administrator.post(address(User, "add"), {"email": "Nowy@Test.example"})
    made = User.objects.get(email="nowy@test.example")
    assert (made.has_usable_password(), made.is_active, mail.outbox) == (False, True, [])


def test_an_address_that_is_taken_in_another_case_is_refused(administrator: Client, cast: SimpleNamespace) -> None:
    answer = administrator.post(address(User, "add"), {"email": "WYDZIAL@test.example"})
    assert "Konto z tym adresem już istnieje." in answer.content.decode()


def test_neither_address_nor_state_of_an_account_is_rewritten_here(
    administrator: Client, cast: SimpleNamespace
) -> None:
    administrator.post(address(User, "change", cast.director_a.pk), {"email": "x@y.example", "is_active": ""})
    cast.director_a.refresh_from_db()
    assert (cast.director_a.email, cast.director_a.is_active) == ("dyrektor.a@test.example", True)


def test_a_role_is_given_here_and_signed_in_history(
    administrator: Client, cast: SimpleNamespace, schools: SimpleNamespace
) -> None:
    form = {"user": cast.nobody.pk, "role": "it_keeper", "school": schools.a.pk}
    assert administrator.post(address(Membership, "add"), form).status_code == 302
    given = Membership.objects.get(user=cast.nobody)
    assert given.history.get().history_user == cast.administrator


def test_a_school_role_without_a_unit_is_refused_in_words(administrator: Client, cast: SimpleNamespace) -> None:
    answer = administrator.post(address(Membership, "add"), {"user": cast.nobody.pk, "role": "director", "school": ""})
    assert "Rola szkolna wymaga jednostki, a rola gminna jej nie ma." in answer.content.decode()


def test_the_last_administrators_role_cannot_be_deleted_here(administrator: Client, cast: SimpleNamespace) -> None:
    mine = Membership.objects.get(user=cast.administrator)
    assert administrator.post(address(Membership, "delete", mine.pk), {"post": "yes"}).status_code == 403
    everyone = {"action": "delete_selected", "_selected_action": [mine.pk], "post": "yes"}
    administrator.post(address(Membership, "changelist"), everyone)
    assert Membership.objects.filter(pk=mine.pk).exists()


def test_another_role_is_deleted_here(administrator: Client, cast: SimpleNamespace) -> None:
    role = Membership.objects.get(user=cast.keeper_a)
    administrator.post(address(Membership, "delete", role.pk), {"post": "yes"})
    assert not Membership.objects.filter(pk=role.pk).exists()
    assert User.objects.filter(pk=cast.keeper_a.pk).exists()


def test_accounts_and_units_are_never_deleted(
    administrator: Client, cast: SimpleNamespace, schools: SimpleNamespace
) -> None:
    for row in (cast.nobody, schools.a):
        assert administrator.post(address(type(row), "delete", row.pk), {"post": "yes"}).status_code == 403
    assert School.objects.filter(pk=schools.a.pk).exists()


# --- Records --------------------------------------------------------------------------------------------------------
def test_a_forecast_is_entered_here_with_the_file_that_proves_it(
    administrator: Client, cast: SimpleNamespace, schools: SimpleNamespace
) -> None:
    form = {
        "school": schools.a.pk, "year": "2024", "approved_on": "2024-11-20", "note": "",
        "proof": SimpleUploadedFile("arkusz.pdf", real_pdf()),
    }  # fmt: skip
    assert administrator.post(address(Forecast, "add"), form).status_code == 302
    proof = Forecast.objects.get().evidence
    assert proof
    assert (proof.school, proof.kind, proof.uploaded_by, str(proof.day)) == (
        schools.a,
        "other",
        cast.administrator,
        "2024-11-20",
    )
    assert proof.file.read_bytes().startswith(b"%PDF-")


def test_a_wicked_file_is_refused_and_no_record_is_made(administrator: Client, schools: SimpleNamespace) -> None:
    form = {
        "school": schools.a.pk, "year": "2024", "approved_on": "2024-11-20", "note": "",
        "proof": SimpleUploadedFile("arkusz.pdf", b"<html><script>alert(1)</script></html>"),
    }  # fmt: skip
    assert administrator.post(address(Forecast, "add"), form).status_code == 200
    assert not Forecast.objects.exists()
    assert not Evidence.objects.exists()


def test_what_was_done_is_only_looked_at(administrator: Client, schools: SimpleNamespace) -> None:
    for row in (ActivityFactory(keeper=schools.a), EvidenceFactory(school=schools.a)):
        assert (
            administrator.post(address(type(row), "change", row.pk), {"title": "inny", "name": "inny"}).status_code
            == 403
        )
        assert administrator.post(address(type(row), "delete", row.pk), {"post": "yes"}).status_code == 403


def test_how_an_indicator_is_counted_is_changed_here_and_its_words_are_not(administrator: Client) -> None:
    indicator = IndicatorFactory()
    target = indicator.targets.get()
    form = {
        "measure": "audits", "count_rule": "records", "population": "plan", "explanation": "tak liczymy", "text": "inne słowa",
        "targets-TOTAL_FORMS": 1, "targets-INITIAL_FORMS": 1, "targets-0-id": target.pk, "targets-0-indicator": indicator.pk,
        "targets-0-kind": "exact", "targets-0-value": 11, "targets-0-group": "",
    }  # fmt: skip
    assert administrator.post(address(type(indicator), "change", indicator.pk), form).status_code == 302
    indicator.refresh_from_db()
    target.refresh_from_db()
    assert (indicator.count_rule, indicator.explanation, target.value) == ("records", "tak liczymy", 11)
    assert indicator.text == "Liczba przeprowadzonych audytów w szkołach"


def test_a_second_administrator_may_be_removed_by_the_first(administrator: Client) -> None:
    second = Membership.objects.get(user=person("drugi", Role.ADMINISTRATOR))
    administrator.post(address(Membership, "delete", second.pk), {"post": "yes"})
    assert not Membership.objects.filter(pk=second.pk).exists()
