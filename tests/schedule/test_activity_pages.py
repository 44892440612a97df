import uuid
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from monitoring.demo import demo_pdf
from schedule.models import Activity, ActivityState
from schedule.services import submit_activity
from schools.keptforms import owner_token
from schools.models import Evidence
from tests.conftest import ScopelessClient
from tests.factories import ActivityFactory, StepFactory


@pytest.fixture
def step(schools: SimpleNamespace) -> Any:
    return StepFactory()


def form(step: Any, **given: Any) -> dict[str, Any]:
    return {
        "title": "Audyt 2024",
        "day": "15.09.2024",
        "step": step.pk,
        "reference": "",
        "description": "",
        "form_key": str(uuid.uuid4()),
    } | given


def test_a_director_records_an_audit_of_the_own_school(
    client: ScopelessClient, cast: SimpleNamespace, schools: SimpleNamespace, step: Any
) -> None:
    client.force_login(cast.director_a)

    answer = client.post(reverse("schedule:activity_add", args=["audit"]), form(step))

    activity = Activity.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == activity.get_absolute_url()
    assert (activity.keeper, activity.state, activity.day.isoformat()) == (schools.a, "draft", "2024-09-15")
    assert [one.school for one in activity.participations.all()] == [schools.a]
    assert activity.created_by == cast.director_a


def test_the_same_form_sent_twice_gives_one_record(client: ScopelessClient, cast: SimpleNamespace, step: Any) -> None:
    client.force_login(cast.director_a)
    data = form(step)

    first = client.post(reverse("schedule:activity_add", args=["audit"]), data)
    second = client.post(reverse("schedule:activity_add", args=["audit"]), data)

    assert first["Location"] == second["Location"]
    assert Activity.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("day", "31.02.2025", "Nie rozumiem tej daty. Wpisz na przykład 3.05.2024."),
        ("day", "1.01.2999", "Ta data jeszcze nie nadeszła. Zdarzenie zapisz po tym, jak się odbędzie."),
        ("title", "", "Wpisz tytuł zdarzenia."),
        ("step", "", "Wybierz krok planu, który to zdarzenie realizuje."),
    ],
)
def test_bad_input_gets_a_sentence_and_keeps_what_was_typed(
    client: ScopelessClient, cast: SimpleNamespace, step: Any, field: str, value: str, sentence: str
) -> None:
    client.force_login(cast.director_a)

    answer = client.post(
        reverse("schedule:activity_add", args=["audit"]), form(step, description="Opis audytu") | {field: value}
    )

    assert sentence in answer.content.decode()
    assert "Opis audytu" in answer.content.decode()
    assert not Activity.objects.exists()


def test_the_department_names_the_schools_that_took_part(
    client: ScopelessClient, cast: SimpleNamespace, schools: SimpleNamespace, step: Any
) -> None:
    client.force_login(cast.department)
    data = form(step, topic="digital_tools", heads_nauczyciele="12", schools=[schools.a.pk, schools.b.pk])

    client.post(reverse("schedule:activity_add", args=["training"]), data)

    activity = Activity.objects.get()
    assert activity.keeper is None
    assert {one.school for one in activity.participations.all()} == {schools.a, schools.b}
    assert [(one.group, one.count) for one in activity.head_counts.all()] == [("nauczyciele", 12)]


def test_a_director_cannot_slip_another_school_into_the_form(
    client: ScopelessClient, cast: SimpleNamespace, schools: SimpleNamespace, step: Any
) -> None:
    client.force_login(cast.director_a)

    client.post(
        reverse("schedule:activity_add", args=["audit"]), form(step, schools=[schools.b.pk], keeper=schools.b.pk)
    )

    activity = Activity.objects.get()
    assert activity.keeper == schools.a
    assert [one.school for one in activity.participations.all()] == [schools.a]


def test_a_director_cannot_record_a_resolution(client: ScopelessClient, cast: SimpleNamespace, step: Any) -> None:
    client.force_login(cast.director_a)

    assert client.get(reverse("schedule:activity_add", args=["resolution"])).status_code == 404


def test_an_amount_is_read_as_people_write_it(client: ScopelessClient, cast: SimpleNamespace, step: Any) -> None:
    client.force_login(cast.department)

    client.post(
        reverse("schedule:activity_add", args=["grant_application"]),
        form(step, amount="1 234,56 zł", filed_on="27-02-2025", reference="FELD.08.07"),
    )

    activity = Activity.objects.get()
    assert (str(activity.amount), str(activity.filed_on), activity.reference) == ("1234.56", "2025-02-27", "FELD.08.07")


def test_a_form_sent_after_the_session_ended_comes_back_filled_in(
    client: ScopelessClient, cast: SimpleNamespace, step: Any
) -> None:
    client.force_login(cast.director_a)
    Session.objects.all().delete()
    url = reverse("schedule:activity_add", args=["audit"])

    answer = client.post(url, form(step, title="Pisane godzinę", form_owner=owner_token(cast.director_a)))
    assert answer.status_code == 302
    assert answer["Location"] == f"{reverse('account_login')}?next={url}"
    client.post(answer["Location"], {"login": cast.director_a.email, "password": "haslo-do-testow-123"})

    page = client.get(url).content.decode()
    assert "Pisane godzinę" in page
    assert "Twoje wpisy są zachowane" in page
    assert "Pisane godzinę" not in client.get(url).content.decode()


def test_what_one_person_typed_is_not_shown_to_the_next(
    client: ScopelessClient, cast: SimpleNamespace, step: Any
) -> None:
    url = reverse("schedule:activity_add", args=["audit"])
    client.post(url, form(step, title="Pisane godzinę", form_owner=owner_token(cast.director_a)))
    client.post(reverse("account_login"), {"login": cast.director_b.email, "password": "haslo-do-testow-123"})

    assert "Pisane godzinę" not in client.get(url).content.decode()


def test_a_form_without_its_owner_is_not_kept(client: ScopelessClient, cast: SimpleNamespace, step: Any) -> None:
    client.post(reverse("schedule:activity_add", args=["audit"]), form(step, form_owner="podrobione"))

    assert "kept_forms" not in client.session


def test_somebody_elses_newer_save_is_told_before_it_is_overwritten(
    client: ScopelessClient, cast: SimpleNamespace, schools: SimpleNamespace
) -> None:
    activity = ActivityFactory(keeper=schools.a, state="draft", decided_by=None, decided_at=None, version=2)
    url = reverse("schedule:activity_edit", args=[activity.pk])
    client.force_login(cast.director_a)
    old = form(activity.step, title="Mój tytuł", version="1")

    page = client.post(url, old).content.decode()

    assert "Ktoś zmienił ten zapis w międzyczasie." in page
    assert 'name="version" value="2"' in page
    assert "Mój tytuł" in page
    assert client.post(url, old | {"version": "2"}).status_code == 302
    assert Activity.objects.get().title == "Mój tytuł"


def test_a_file_is_attached_and_detached_but_stays_in_the_archive(
    client: ScopelessClient, cast: SimpleNamespace, schools: SimpleNamespace
) -> None:
    activity = ActivityFactory(keeper=schools.a, state="draft", decided_by=None, decided_at=None)
    client.force_login(cast.director_a)
    upload = SimpleUploadedFile("raport.pdf", demo_pdf("Raport"), "application/pdf")

    client.post(
        reverse("schedule:activity_evidence_add", args=[activity.pk]),
        {"kind": "report", "day": "15.09.2024", "file": upload},
    )

    evidence = Evidence.objects.get()
    assert (evidence.school, evidence.name) == (schools.a, "raport.pdf")
    assert "udokumentowane" in client.get(activity.get_absolute_url()).content.decode()

    client.post(reverse("schedule:activity_evidence_remove", args=[activity.pk, evidence.pk]))

    assert not activity.proofs.exists()
    assert Evidence.objects.get() == evidence


def test_a_refused_file_leaves_the_record_as_it_was(
    client: ScopelessClient, cast: SimpleNamespace, schools: SimpleNamespace
) -> None:
    activity = ActivityFactory(keeper=schools.a, state="draft", decided_by=None, decided_at=None)
    client.force_login(cast.director_a)

    answer = client.post(
        reverse("schedule:activity_evidence_add", args=[activity.pk]),
        {"kind": "report", "file": SimpleUploadedFile("raport.pdf", b"<html><script>1</script>", "application/pdf")},
    )

    assert answer.status_code == 422
    assert not Evidence.objects.exists()


def test_a_stale_button_is_answered_with_a_sentence(
    client: ScopelessClient, cast: SimpleNamespace, schools: SimpleNamespace
) -> None:
    activity = ActivityFactory(keeper=schools.a, state="draft", decided_by=None, decided_at=None)
    submit_activity(activity, by=cast.director_a)
    client.force_login(cast.department)
    client.post(reverse("schedule:activity_approve", args=[activity.pk]))

    answer = client.post(reverse("schedule:activity_return", args=[activity.pk]), {"remark": "Za późno"}, follow=True)

    assert "zmienił w międzyczasie stan" in answer.content.decode()
    assert Activity.objects.get().state == ActivityState.APPROVED


def test_a_school_reads_the_departments_training_it_took_part_in_and_not_the_others(
    client: ScopelessClient, cast: SimpleNamespace, schools: SimpleNamespace
) -> None:
    shared = ActivityFactory(
        kind="training", took_part=[schools.a, schools.b], proved_by="certificate", title="Wspólne"
    )
    foreign = ActivityFactory(kind="training", took_part=[schools.b], title="Obce")
    client.force_login(cast.director_a)

    page = client.get(shared.get_absolute_url())

    assert page.status_code == 200
    assert "ZSP nr 102" not in page.content.decode()
    assert "raport-" not in page.content.decode()
    assert client.get(foreign.get_absolute_url()).status_code == 404


def test_search_finds_words_in_title_and_reference(
    client: ScopelessClient, cast: SimpleNamespace, schools: SimpleNamespace
) -> None:
    ActivityFactory(keeper=schools.a, title="Audyt w pracowni", reference="OR.17")
    ActivityFactory(keeper=schools.b, title="Audyt gdzie indziej")
    client.force_login(cast.department)

    page = client.get(reverse("schedule:activities"), {"szukaj": "audyt or.17"}).content.decode()

    assert "Audyt w pracowni" in page
    assert "Audyt gdzie indziej" not in page


def test_a_very_large_object_number_is_answered_with_404(client: ScopelessClient, cast: SimpleNamespace) -> None:
    client.force_login(cast.department)

    assert client.get("/zdarzenia/99999999999999999999999/").status_code == 404
