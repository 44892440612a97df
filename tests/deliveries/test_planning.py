"""Rows of deliveries: each window once, late within the grace, missed after it."""

import datetime
import uuid
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from monitoring.deliveries import planning, subscriptions
from monitoring.deliveries.errors import NotAllowed
from monitoring.models import Delivery, DeliveryState, Recipient, Report, Subscription
from schools.models import JobState
from tests.deliveries.conftest import at

Subscribe = Callable[..., list[Recipient]]
DUE = at("2026-11-05 07:00")
MINUTE = datetime.timedelta(minutes=1)


def told(*fields: str) -> list[Any]:
    return list(Delivery.objects.order_by("due_at", "recipient").values_list(*fields, flat=len(fields) == 1))


def daily(subscription: Subscription, *, planned_until: str) -> Subscription:
    subscription.frequency, subscription.cron = "cron", "0 7 * * *"
    subscription.planned_until = at(planned_until)
    subscription.save()
    return subscription


def test_a_window_is_planned_when_it_is_due_and_only_once(subscription: Subscription, subscribe: Subscribe) -> None:
    subscribe("a", "b")
    assert planning.plan_due(DUE - MINUTE) == []
    first = planning.plan_due(DUE)
    assert planning.plan_due(DUE + MINUTE) == []
    assert told("pk") == first
    assert told("window", "as_of", "due_at", "recipient", "state") == [
        ("2026-10", datetime.date(2026, 10, 31), DUE, f"{name}@gmina.example", "planned") for name in ("a", "b")
    ]


def test_two_schedulers_with_the_same_view_write_once(subscription: Subscription, subscribe: Subscribe) -> None:
    subscribe("a")
    beside = Subscription.objects.get()
    assert len(planning.plan_due(DUE)) == 1
    assert planning._plan(beside, DUE) == []
    assert told("window") == ["2026-10"]


def test_even_without_the_mark_a_window_is_written_once(subscription: Subscription, subscribe: Subscribe) -> None:
    subscribe("a")
    planning.plan_due(DUE)
    Subscription.objects.update(planned_until=DUE - MINUTE)
    planning.plan_due(DUE)
    assert told("window") == ["2026-10"]


def test_after_a_short_standstill_it_is_sent_late_and_marked(subscription: Subscription, subscribe: Subscribe) -> None:
    subscribe("a")
    planning.plan_due(DUE + datetime.timedelta(hours=50))
    row = Delivery.objects.get()
    row.sent_at = DUE + datetime.timedelta(hours=51)
    assert (row.state, row.due_at, row.is_late) == ("planned", DUE, True)
    row.sent_at = DUE + datetime.timedelta(minutes=5)
    assert not row.is_late


def test_after_a_long_one_it_is_missed(subscription: Subscription, subscribe: Subscribe) -> None:
    subscribe("a")
    assert planning.plan_due(DUE + datetime.timedelta(hours=73)) == []
    assert told("window", "state") == [("2026-10", "missed")]


def test_three_days_of_downtime_bring_one_report_not_three(subscription: Subscription, subscribe: Subscribe) -> None:
    subscribe("a")
    daily(subscription, planned_until="2026-11-02 08:00")
    planning.plan_due(at("2026-11-05 08:00"))
    assert told("window", "state") == [
        ("2026-11-03T07:00", "missed"), ("2026-11-04T07:00", "missed"), ("2026-11-05T07:00", "planned"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("night", "moment"), [("2026-10-25", "2026-10-25T00:30:00+00:00"), ("2027-03-28", "2027-03-28T01:00:00+00:00")]
)
def test_a_scheduler_that_looks_every_two_minutes_plans_an_odd_night_once(
    subscription: Subscription, subscribe: Subscribe, night: str, moment: str
) -> None:
    subscribe("a")
    daily(subscription, planned_until=f"{night} 00:00")
    Subscription.objects.update(cron="30 2 * * *")
    now = at(f"{night} 00:00").astimezone(datetime.UTC)
    for _ in range(5 * 30):
        now += 2 * MINUTE
        planning.plan_due(now)
    assert Delivery.objects.get().due_at.isoformat() == moment


def test_who_is_added_later_gets_nothing_of_the_past(subscription: Subscription, subscribe: Subscribe) -> None:
    subscribe("a")
    planning.plan_due(DUE)
    subscribe("b")
    planning.plan_due(DUE + MINUTE)
    planning.plan_due(at("2026-12-05 07:00"))
    assert told("window", "recipient") == [
        ("2026-10", "a@gmina.example"), ("2026-11", "a@gmina.example"), ("2026-11", "b@gmina.example"),
    ]  # fmt: skip


def test_the_unsubscribed_and_the_no_longer_allowed_get_nothing(
    subscription: Subscription, subscribe: Subscribe, cast: SimpleNamespace
) -> None:
    gone, stays = subscribe("a", "b")
    subscriptions.unsubscribe(gone.key)
    Recipient.objects.create(subscription=subscription, email="obcy@inna.example")
    Recipient.objects.create(subscription=subscription, email=cast.deactivated.email)
    cast.deactivated.is_active = False
    cast.deactivated.save()
    Recipient.objects.create(subscription=subscription, email=cast.viewer.email)
    planning.plan_due(DUE)
    assert told("recipient") == [stays.email, cast.viewer.email]


# --- Pausing and new schedules ----------------------------------------------------------------------------------------
def test_what_was_due_during_a_pause_is_never_sent(
    subscription: Subscription, subscribe: Subscribe, cast: SimpleNamespace
) -> None:
    subscribe("a")
    subscriptions.pause(subscription, reason="Urlop.", by=cast.department)
    assert planning.plan_due(DUE) == []
    subscriptions.resume(subscription, by=cast.department)
    planning.plan_due(timezone.now())
    assert told("window") == []


def test_a_new_schedule_counts_from_now(
    subscription: Subscription, subscribe: Subscribe, cast: SimpleNamespace
) -> None:
    subscribe("a")
    subscription.day_of_month = 4
    before = timezone.now()
    subscriptions.save_subscription(subscription, by=cast.department)
    assert Subscription.objects.get().planned_until >= before
    mark = Subscription.objects.get().planned_until
    subscription.name = "Inna nazwa"
    subscriptions.save_subscription(Subscription.objects.get(), by=cast.department)
    assert Subscription.objects.get().planned_until == mark


def test_a_subscription_whose_owner_is_gone_is_paused_and_the_department_is_told_once(
    subscription: Subscription, subscribe: Subscribe, cast: SimpleNamespace
) -> None:
    subscribe("a")
    type(cast.department).objects.filter(pk=cast.department.pk).update(is_active=False)
    assert subscriptions.pause_orphans() == [subscription]
    assert subscriptions.pause_orphans() == []
    assert planning.plan_due(DUE) == []
    row = Subscription.objects.get()
    assert (
        row.paused_because
        == f"Konto opiekuna {cast.department} jest wyłączone albo nie ma już prawa prowadzić subskrypcji."
    )
    with pytest.raises(NotAllowed, match="Najpierw wybierz nowego opiekuna"):
        subscriptions.resume(row, by=cast.administrator)


def test_the_letter_about_a_pause_goes_to_those_of_the_department_who_are_left(
    subscription: Subscription, cast: SimpleNamespace
) -> None:
    from schools.roles import Role
    from tests.factories import person

    colleague = person("drugi", Role.DEPARTMENT)
    type(cast.department).objects.filter(pk=cast.department.pk).update(is_active=False)
    subscriptions.pause_orphans()
    assert [one.to for one in mail.outbox] == [[colleague.email]]
    assert f"/raporty/subskrypcje/{subscription.pk}/" in mail.outbox[0].body


# --- By hand ----------------------------------------------------------------------------------------------------------
def test_a_double_click_on_send_now_sends_once(
    subscription: Subscription, subscribe: Subscribe, cast: SimpleNamespace
) -> None:
    subscribe("a", "b")
    key = uuid.uuid4()
    first = planning.send_now(subscription, key=key, report=None, by=cast.department)
    assert planning.send_now(subscription, key=key, report=None, by=cast.department) == first
    assert told("window") == [f"now-{key}"] * 2


def test_send_now_takes_the_report_that_was_looked_at_and_no_other(
    subscription: Subscription, subscribe: Subscribe, cast: SimpleNamespace
) -> None:
    subscribe("a")
    seen = Report.objects.create(plan=subscription.plan, as_of=datetime.date(2026, 10, 1), state=JobState.DONE)
    foreign = Report.objects.create(plan=subscription.plan, as_of=seen.as_of, state=JobState.DONE, kind="council")
    unfinished = Report.objects.create(plan=subscription.plan, as_of=seen.as_of)
    for wrong in (foreign, unfinished):
        with pytest.raises(NotAllowed, match="Przygotuj podgląd jeszcze raz"):
            planning.send_now(subscription, key=uuid.uuid4(), report=wrong, by=cast.department)
    planning.send_now(subscription, key=uuid.uuid4(), report=seen, by=cast.department)
    assert told("report", "as_of") == [(seen.pk, seen.as_of)]


def test_send_now_says_why_not(subscription: Subscription, subscribe: Subscribe, cast: SimpleNamespace) -> None:
    with pytest.raises(NotAllowed, match="Dodaj odbiorcę"):
        planning.send_now(subscription, key=uuid.uuid4(), report=None, by=cast.department)
    subscribe("a")
    subscriptions.pause(subscription, reason="", by=cast.department)
    with pytest.raises(NotAllowed, match="Wznów"):
        planning.send_now(subscription, key=uuid.uuid4(), report=None, by=cast.department)


@pytest.mark.parametrize("state", ["failed", "missed", "uncertain"])
def test_a_person_may_send_again_once(
    subscription: Subscription, subscribe: Subscribe, cast: SimpleNamespace, state: str
) -> None:
    subscribe("a")
    planning.plan_due(DUE)
    Delivery.objects.update(state=state)
    first = Delivery.objects.get()
    made = planning.send_again(first, by=cast.department)
    assert planning.send_again(first, by=cast.department) == made
    assert (made.window, made.as_of, made.resend_of, made.ordered_by, made.state) == (
        "2026-10~2", first.as_of, first, cast.department, DeliveryState.PLANNED,
    )  # fmt: skip
    first.refresh_from_db()
    assert (first.state, first.closed_by) == (state, cast.department)
    Delivery.objects.filter(pk=made.pk).update(state="failed")
    assert planning.send_again(made, by=cast.department).window == "2026-10~3"


@pytest.mark.parametrize("state", ["planned", "claimed", "rendered", "sending", "sent"])
def test_what_is_under_way_or_sent_is_not_sent_again(
    subscription: Subscription, subscribe: Subscribe, cast: SimpleNamespace, state: str
) -> None:
    subscribe("a")
    planning.plan_due(DUE)
    Delivery.objects.update(state=state, sent_at=timezone.now())
    with pytest.raises(NotAllowed, match="Ponownie wysyła się tylko"):
        planning.send_again(Delivery.objects.get(), by=cast.department)
    with pytest.raises(NotAllowed, match="Zamyka się tylko"):
        planning.close(Delivery.objects.get(), by=cast.department)
