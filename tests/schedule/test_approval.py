from types import SimpleNamespace

import pytest
from django.utils import timezone

from schedule import services
from schedule.models import Activity, ActivityState
from schools.scope import OutOfScope, school_scope
from tests.factories import ActivityFactory, EvidenceFactory, StepFactory

S = ActivityState


@pytest.fixture
def draft(schools: SimpleNamespace, cast: SimpleNamespace) -> Activity:
    made: Activity = ActivityFactory(keeper=schools.a, state=S.DRAFT, decided_by=None, decided_at=None)
    return made


def fresh(activity: Activity) -> Activity:
    found: Activity = Activity.objects.get(pk=activity.pk)
    return found


def test_a_director_submits_and_the_department_approves(draft: Activity, cast: SimpleNamespace) -> None:
    services.submit_activity(draft, by=cast.director_a)
    assert (fresh(draft).state, fresh(draft).submitted_by) == (S.SUBMITTED, cast.director_a)

    services.approve_activity(draft, by=cast.department)

    approved = fresh(draft)
    assert (approved.state, approved.decided_by) == (S.APPROVED, cast.department)
    assert approved.decided_at is not None


def test_submitting_twice_keeps_the_first_signature(draft: Activity, cast: SimpleNamespace) -> None:
    first = services.submit_activity(draft, by=cast.director_a).submitted_at
    assert services.submit_activity(draft, by=cast.director_a).submitted_at == first


def test_an_it_keeper_prepares_but_does_not_submit(draft: Activity, cast: SimpleNamespace) -> None:
    with pytest.raises(services.NotAllowed):
        services.submit_activity(draft, by=cast.keeper_a)
    assert fresh(draft).state == S.DRAFT


@pytest.mark.parametrize("who", ["director_b", "viewer", "coordinator_a", "nobody", "deactivated", "administrator"])
def test_nobody_else_submits(draft: Activity, cast: SimpleNamespace, who: str) -> None:
    with pytest.raises(services.NotAllowed):
        services.submit_activity(draft, by=getattr(cast, who))


def test_the_department_does_not_submit_for_a_school(draft: Activity, cast: SimpleNamespace) -> None:
    with pytest.raises(services.NotAllowed):
        services.submit_activity(draft, by=cast.department)


@pytest.mark.parametrize("who", ["director_a", "keeper_a", "viewer", "administrator"])
def test_only_the_department_decides(draft: Activity, cast: SimpleNamespace, who: str) -> None:
    services.submit_activity(draft, by=cast.director_a)
    with pytest.raises(services.NotAllowed):
        services.approve_activity(draft, by=getattr(cast, who))
    assert fresh(draft).state == S.SUBMITTED


def test_a_draft_cannot_be_approved(draft: Activity, cast: SimpleNamespace) -> None:
    with pytest.raises(services.NotAllowed):
        services.approve_activity(draft, by=cast.department)


def test_returning_needs_a_remark_that_the_school_reads(draft: Activity, cast: SimpleNamespace) -> None:
    services.submit_activity(draft, by=cast.director_a)
    with pytest.raises(services.ReasonMissing):
        services.return_activity(draft, remark="  ", by=cast.department)

    services.return_activity(draft, remark="Brak raportu", by=cast.department)

    assert (fresh(draft).state, fresh(draft).remark) == (S.RETURNED, "Brak raportu")


def test_a_returned_record_is_mended_and_sent_again(draft: Activity, cast: SimpleNamespace) -> None:
    services.submit_activity(draft, by=cast.director_a)
    services.return_activity(draft, remark="Brak raportu", by=cast.department)

    assert services.submit_activity(draft, by=cast.director_a).state == S.SUBMITTED


def test_a_submitted_record_can_be_taken_back_until_the_decision(draft: Activity, cast: SimpleNamespace) -> None:
    services.submit_activity(draft, by=cast.director_a)
    assert services.withdraw_activity(draft, by=cast.director_a).state == S.DRAFT

    services.submit_activity(draft, by=cast.director_a)
    services.approve_activity(draft, by=cast.department)
    with pytest.raises(services.NotAllowed):
        services.withdraw_activity(draft, by=cast.director_a)


def test_an_approved_record_takes_no_more_files(
    draft: Activity, cast: SimpleNamespace, schools: SimpleNamespace
) -> None:
    services.submit_activity(draft, by=cast.director_a)
    services.approve_activity(draft, by=cast.department)
    with pytest.raises(services.NotAllowed):
        services.attach_evidence(draft, EvidenceFactory(school=schools.a), by=cast.director_a)


def test_voiding_needs_a_reason_and_keeps_the_record(draft: Activity, cast: SimpleNamespace) -> None:
    services.submit_activity(draft, by=cast.director_a)
    services.approve_activity(draft, by=cast.department)
    with pytest.raises(services.ReasonMissing):
        services.void_activity(draft, remark="", by=cast.department)

    services.void_activity(draft, remark="Zapisany podwójnie", by=cast.department)

    voided = fresh(draft)
    assert (voided.state, voided.remark) == (S.VOIDED, "Zapisany podwójnie")
    assert voided.voided_at is not None


def test_every_change_is_signed_in_the_history(draft: Activity, cast: SimpleNamespace) -> None:
    services.submit_activity(draft, by=cast.director_a)
    services.approve_activity(draft, by=cast.department)

    signed = [(one.state, one.history_user) for one in draft.history.order_by("history_id")][1:]

    assert signed == [(S.SUBMITTED, cast.director_a), (S.APPROVED, cast.department)]


def test_a_record_for_another_school_is_refused(schools: SimpleNamespace, cast: SimpleNamespace) -> None:
    given = services.ActivityInput(
        {"step": StepFactory(), "kind": "audit", "title": "Obcy", "day": timezone.localdate()}, [schools.b], {}
    )
    key = "8b0b7f9c-3f5d-4f0a-9e5e-0d7e5ac6a9a1"
    with school_scope([schools.a.pk]), pytest.raises(services.NotAllowed):
        services.record_activity(given, keeper=schools.b, form_key=key, by=cast.director_a)  # type: ignore[arg-type]
    with school_scope([schools.a.pk]), pytest.raises(OutOfScope):
        services.record_activity(given, keeper=schools.b, form_key=key, by=cast.director_b)  # type: ignore[arg-type]
    assert not Activity.objects.filter(title="Obcy").exists()


def test_an_approved_record_without_evidence_can_be_opened_to_add_it(
    draft: Activity, cast: SimpleNamespace, schools: SimpleNamespace
) -> None:
    services.submit_activity(draft, by=cast.director_a)
    services.approve_activity(draft, by=cast.department)

    services.reopen_activity(draft, by=cast.director_a)
    assert fresh(draft).state == S.RETURNED
    services.attach_evidence(draft, EvidenceFactory(school=schools.a), by=cast.director_a)
    services.submit_activity(draft, by=cast.director_a)
    services.approve_activity(draft, by=cast.department)

    with pytest.raises(services.NotAllowed):
        services.reopen_activity(draft, by=cast.director_a)


@pytest.mark.parametrize("who", ["keeper_a", "director_b", "viewer", "administrator"])
def test_only_the_director_and_the_department_open_an_approved_record(
    draft: Activity, cast: SimpleNamespace, who: str
) -> None:
    services.submit_activity(draft, by=cast.director_a)
    services.approve_activity(draft, by=cast.department)

    with pytest.raises(services.NotAllowed):
        services.reopen_activity(draft, by=getattr(cast, who))


def test_a_dropped_draft_stays_readable_and_a_sent_one_cannot_be_dropped(
    draft: Activity, cast: SimpleNamespace
) -> None:
    services.drop_activity(draft, by=cast.keeper_a)
    assert (fresh(draft).state, fresh(draft).remark) == (S.VOIDED, "Szkic porzucony.")

    with pytest.raises(services.NotAllowed):
        services.drop_activity(draft, by=cast.keeper_a)
