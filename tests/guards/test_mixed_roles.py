"""Several roles in one person, roles and accounts that end in the middle of a session, fields that nobody asked for."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from schedule.models import Activity, ActivityState
from schools.models import Membership, User
from schools.roles import Role
from tests import factories
from tests.guards.world import activity_form, upload


@pytest.fixture
def two_hats(schools: SimpleNamespace, client: Client) -> User:
    """IT keeper of A and director of B, signed in."""
    user = factories.person("dwie.role", Role.IT_KEEPER, schools.a)
    Membership.objects.create(user=user, role=Role.DIRECTOR, school=schools.b)
    client.force_login(user)
    return user


def draft(keeper: Any, **given: Any) -> Activity:
    made: Activity = factories.ActivityFactory(keeper=keeper, state=ActivityState.DRAFT, **given)
    return made


def state_of(activity: Activity) -> str:
    return str(Activity.objects.get(pk=activity.pk).state)


def post(client: Client, name: str, *args: Any, **data: Any) -> int:
    return client.post(reverse(name, args=args), data).status_code


def get(client: Client, name: str, *args: Any) -> int:
    return client.get(reverse(name, args=args)).status_code


# --- Two schools ----------------------------------------------------------------------------------------------------
def test_an_it_keeper_of_a_does_not_send_a_record_of_a_although_director_of_b(
    client: Client, two_hats: User, schools: SimpleNamespace
) -> None:
    record = draft(schools.a)
    assert post(client, "schedule:activity_submit", record.pk) == 302
    assert state_of(record) == ActivityState.DRAFT


def test_a_director_of_b_sends_a_record_of_b_although_it_keeper_of_a(
    client: Client, two_hats: User, schools: SimpleNamespace
) -> None:
    record = draft(schools.b)
    assert post(client, "schedule:activity_submit", record.pk) == 302
    assert state_of(record) == ActivityState.SUBMITTED


def test_the_page_offers_sending_where_the_role_allows_it_alone(
    client: Client, two_hats: User, schools: SimpleNamespace
) -> None:
    buttons = []
    for school in (schools.a, schools.b):
        page = client.get(draft(school, proved_by="report").get_absolute_url()).content.decode()
        buttons.append("/wyslij/" in page)
    assert buttons == [False, True]


def test_people_of_the_school_one_directs_are_seen_and_of_the_other_not(
    client: Client, two_hats: User, cast: SimpleNamespace
) -> None:
    page = client.get(reverse("schools:people")).content.decode()
    assert cast.director_b.email in page
    assert cast.director_a.email not in page


def test_somebody_of_two_schools_names_the_keeper_and_may_not_name_a_third(
    client: Client, two_hats: User, schools: SimpleNamespace
) -> None:
    third = factories.SchoolFactory()
    world = SimpleNamespace(step=factories.StepFactory())
    sent = {
        school: post(client, "schedule:activity_add", "audit", **activity_form(world, keeper=school.pk))
        for school in (schools.b, third)
    }
    assert list(sent.values()) == [302, 200]
    assert [one.keeper for one in Activity.objects.all()] == [schools.b]


# --- A school and the municipality ----------------------------------------------------------------------------------
def test_a_viewer_of_the_city_who_directs_a_looks_at_b_and_writes_at_a(
    client: Client, schools: SimpleNamespace
) -> None:
    user = factories.person("wglad.i.dyrektor", Role.VIEWER)
    Membership.objects.create(user=user, role=Role.DIRECTOR, school=schools.a)
    client.force_login(user)
    own, other = draft(schools.a), draft(schools.b)
    assert [get(client, "schedule:activity", one.pk) for one in (own, other)] == [200, 200]
    assert [get(client, "schedule:activity_edit", one.pk) for one in (own, other)] == [200, 403]
    assert [post(client, "schedule:activity_submit", one.pk) for one in (own, other)] == [302, 403]
    assert [state_of(one) for one in (own, other)] == [ActivityState.SUBMITTED, ActivityState.DRAFT]


def test_a_clerk_who_directs_a_keeps_both_apart(client: Client, schools: SimpleNamespace) -> None:
    user = factories.person("wydzial.i.dyrektor", Role.DEPARTMENT)
    Membership.objects.create(user=user, role=Role.DIRECTOR, school=schools.a)
    client.force_login(user)
    records = [draft(schools.a), draft(None), draft(schools.b)]
    assert [get(client, "schedule:activity_edit", one.pk) for one in records] == [200, 200, 403]


def test_a_coordinator_who_is_administrator_does_not_approve(client: Client, schools: SimpleNamespace) -> None:
    user = factories.person("koordynator.i.administrator", Role.COORDINATOR, schools.a)
    Membership.objects.create(user=user, role=Role.ADMINISTRATOR)
    client.force_login(user)
    record = factories.ActivityFactory(keeper=schools.a, state=ActivityState.SUBMITTED)
    assert post(client, "schedule:activity_approve", record.pk) == 403
    assert state_of(record) == ActivityState.SUBMITTED


# --- In the middle of a session -------------------------------------------------------------------------------------
def test_a_role_taken_away_ends_with_the_next_request(
    client: Client, cast: SimpleNamespace, schools: SimpleNamespace
) -> None:
    client.force_login(cast.director_a)
    record = draft(schools.a)
    before = get(client, "schedule:activity", record.pk)
    Membership.objects.get(user=cast.director_a).delete()
    assert (before, get(client, "schedule:activity", record.pk)) == (200, 403)
    assert post(client, "schedule:activity_submit", record.pk) == 403
    assert state_of(record) == ActivityState.DRAFT


def test_a_role_moved_to_another_school_moves_the_rows_seen(
    client: Client, cast: SimpleNamespace, schools: SimpleNamespace
) -> None:
    client.force_login(cast.director_a)
    own, other = draft(schools.a), draft(schools.b)
    before = [get(client, "schedule:activity", one.pk) for one in (own, other)]
    Membership.objects.filter(user=cast.director_a).update(school=schools.b)
    assert before == [200, 404]
    assert [get(client, "schedule:activity", one.pk) for one in (own, other)] == [404, 200]


def test_an_account_switched_off_is_out_with_the_next_request(client: Client, cast: SimpleNamespace) -> None:
    client.force_login(cast.department)
    before = get(client, "monitoring:board")
    User.objects.filter(pk=cast.department.pk).update(is_active=False)
    after = client.get(reverse("monitoring:board"))
    assert (before, after.status_code) == (200, 302)
    assert after["Location"].startswith(reverse("account_login"))


def test_an_account_switched_off_cannot_sign_in(client: Client, cast: SimpleNamespace) -> None:
    sent = {"login": cast.deactivated.email, "password": "haslo-do-testow-123"}
    client.post(reverse("account_login"), sent)
    assert "_auth_user_id" not in client.session


# --- Fields that nobody asked for -----------------------------------------------------------------------------------
def test_a_form_cannot_name_another_keeper_a_state_or_an_approval(
    client: Client, cast: SimpleNamespace, schools: SimpleNamespace
) -> None:
    client.force_login(cast.director_a)
    world = SimpleNamespace(step=factories.StepFactory())
    smuggled = {
        "keeper": schools.b.pk, "keeper_id": schools.b.pk, "schools": [schools.b.pk], "state": "approved",
        "decided_by": cast.director_a.pk, "decided_at": "2026-01-01", "created_by": cast.department.pk, "is_demo": "on",
    }  # fmt: skip
    assert post(client, "schedule:activity_add", "audit", **activity_form(world, **smuggled)) == 302
    made = Activity.objects.get()
    assert (made.keeper, made.state, made.created_by) == (schools.a, ActivityState.DRAFT, cast.director_a)
    assert (made.decided_by, made.is_demo, list(made.schools.all())) == (None, False, [schools.a])


def test_a_change_cannot_move_a_record_to_another_school(
    client: Client, cast: SimpleNamespace, schools: SimpleNamespace
) -> None:
    client.force_login(cast.director_a)
    record = draft(schools.a)
    smuggled = {"keeper": schools.b.pk, "schools": [schools.b.pk], "state": "approved"}
    form = activity_form(SimpleNamespace(step=record.step), **smuggled)
    assert post(client, "schedule:activity_edit", record.pk, **form) == 302
    changed = Activity.objects.get(pk=record.pk)
    assert (changed.title, changed.keeper, changed.state) == ("Audyt z formularza", schools.a, ActivityState.DRAFT)
    assert list(changed.schools.all()) == [schools.a]


def test_a_file_is_stored_for_the_school_of_the_record_whatever_the_form_says(
    client: Client, cast: SimpleNamespace, schools: SimpleNamespace
) -> None:
    client.force_login(cast.director_a)
    record = draft(schools.a)
    sent = {"kind": "report", "day": "2024-09-20", "file": upload(), "school": schools.b.pk, "publishable": "on"}
    assert post(client, "schedule:activity_evidence_add", record.pk, **sent) == 302
    stored = record.evidence.get()
    assert (stored.school, stored.publishable) == (schools.a, False)


def test_a_filter_does_not_reach_another_school(
    client: Client, cast: SimpleNamespace, schools: SimpleNamespace
) -> None:
    client.force_login(cast.director_a)
    foreign = draft(schools.b, title="Zapis jednostki B")
    for query in (f"?jednostka={schools.b.pk}", "?szukaj=Zapis", f"?jednostka={schools.b.pk}&szukaj=Zapis"):
        page = client.get(reverse("schedule:activities") + query)
        assert page.status_code == 200
        assert foreign.title not in page.content.decode()


def test_the_department_cannot_make_an_administrator(client: Client, cast: SimpleNamespace) -> None:
    client.force_login(cast.department)
    sent = {"email": cast.department.email, "role": Role.ADMINISTRATOR}
    assert post(client, "schools:role_new", **sent) == 200
    assert Membership.objects.filter(role=Role.ADMINISTRATOR).count() == 1
