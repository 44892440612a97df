"""From claim to answer, with a mail server that refuses, hangs and drops the line."""

import datetime
import hashlib
import uuid
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.core import mail
from django.test import override_settings
from django.utils import timezone

from monitoring import services
from monitoring.deliveries import alarms, claims, doing, planning, subscriptions
from monitoring.deliveries.message import mail_of
from monitoring.models import Delivery, Recipient, Report, ReportKind, Subscription
from monitoring.report_types import TYPES, ReportType
from schedule.models import Activity
from schools.models import JobState
from tests.deliveries.conftest import at
from tests.factories import PDF
from tests.mailhost import After, MailHost

pytestmark = pytest.mark.usefixtures("quick_reports")
Subscribe = Callable[..., list[Recipient]]
DUE = at("2026-11-05 07:00")


@pytest.fixture
def planned(subscription: Subscription, subscribe: Subscribe) -> Callable[..., list[int]]:
    """Deliveries of October for these recipients."""

    def plan(*names: str) -> list[int]:
        subscribe(*names)
        return planning.plan_due(DUE)

    return plan


def deliver(*pks: int) -> None:
    for pk in pks:
        doing.deliver(pk, wake=lambda _: None)


def states() -> dict[str, str]:
    return {row.recipient.partition("@")[0]: row.state for row in Delivery.objects.order_by("recipient")}


def only() -> Delivery:
    return Delivery.objects.select_related("report").get()


def let_wait_pass() -> None:
    Delivery.objects.update(next_try_at=timezone.now() - datetime.timedelta(seconds=1))


def let_lease_run_out() -> None:
    Delivery.objects.exclude(lease_until=None).update(lease_until=timezone.now() - datetime.timedelta(seconds=1))


# --- The way of a message ---------------------------------------------------------------------------------------------
def test_five_recipients_get_one_message_each_of_one_report(planned: Any, mailhost: MailHost) -> None:
    pks = planned("a", "b", "c", "d", "e")
    deliver(*pks, *pks)
    assert states() == dict.fromkeys("abcde", "sent")
    assert sorted(one.recipient for one in mailhost.received) == [f"{name}@gmina.example" for name in "abcde"]
    assert Report.objects.get().as_of == datetime.date(2026, 10, 31)
    assert set(Delivery.objects.values_list("attempts", "answer")) == {(1, "250 2.0.0 Ok: queued")}


def test_what_is_archived_is_what_the_server_got(planned: Any, mailhost: MailHost) -> None:
    deliver(*planned("a"))
    row, (received,) = only(), mailhost.received
    kept = row.message_file.read_bytes()
    assert received.content == kept
    assert hashlib.sha256(kept).hexdigest() == row.sha256
    assert received.message_id == row.message_id


def test_the_message_is_multipart_with_the_report_and_the_way_out(
    planned: Any, mailhost: MailHost, subscription: Subscription, settings: Any
) -> None:
    deliver(*planned("a"))
    message = mailhost.received[0].message
    key = Recipient.objects.get().key
    assert [part.get_content_type() for part in message.walk()] == [
        "multipart/mixed", "multipart/alternative", "text/plain", "text/html", "application/pdf",
    ]  # fmt: skip
    (attached,) = message.iter_attachments()
    assert attached.get_content() == PDF
    assert attached.get_filename() == f"raport-hdr-2026-10-31-nr-{Report.objects.get().pk}.pdf"
    assert message["List-Unsubscribe"].strip() == f"<{settings.SITE_URL}/raporty/wypisz/{key}/>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert (message["To"], message["Reply-To"]) == ("a@gmina.example", subscription.owner.email)
    text = message.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    html = message.get_body(("html",)).get_content()  # type: ignore[union-attr]
    for part in (text, html):
        assert "To pierwszy raport w tej subskrypcji." in part
        assert f"/raporty/wypisz/{key}/" in part
    assert "<img" not in html
    assert "src=" not in html


def test_the_next_message_says_what_moved_since_the_last_one(
    planned: Any, mailhost: MailHost, plan: Any, schools: SimpleNamespace
) -> None:
    from tests.factories import ActivityFactory, StepFactory

    step = StepFactory(action=plan.actions.get())
    deliver(*planned("a"))
    Report.objects.update(known_at=at("2026-11-05 07:00"))
    ActivityFactory(step=step, keeper=schools.a, proved_by="report")
    deliver(*planning.plan_due(at("2026-12-05 07:00")))
    text = mailhost.received[1].message.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert "Co się zmieniło od poprzedniego raportu (stan na 31 października 2026):\n- 1.1: " in text.replace(
        "\r\n", "\n"
    )
    assert "Udokumentowane 0 → 1 (cel 11)." in text
    assert Activity.objects.count() == 1


@pytest.mark.parametrize("kind", [one for one in ReportKind if one in TYPES])
def test_every_kind_of_report_has_its_mail(
    subscription: Subscription, schools: SimpleNamespace, kind: ReportKind
) -> None:
    """The mail is written from the inputs, and these differ by kind."""
    school = schools.a if kind == ReportKind.SCHOOL else None
    made = [
        Report.objects.create(plan=subscription.plan, kind=kind, school=school, as_of=day, known_at=timezone.now())
        for day in (datetime.date(2026, 9, 30), datetime.date(2026, 10, 31))
    ]
    for report in made:
        report.inputs = services.gather_inputs(report)
        report.save()
    Delivery.objects.create(
        subscription=subscription, window="2026-09", as_of=made[0].as_of, due_at=timezone.now(), recipient="a@x.example",
        recipient_key=uuid.uuid4(), report=made[0], state="sent",
        sent_at=timezone.now(),
    )  # fmt: skip
    written = mail_of(subscription, made[1], link=None, leave_url="https://hdr.example/")
    assert str(made[1]) in written.subject
    assert ("Od poprzedniego raportu" in written.text) == (kind in {ReportKind.PROGRESS, ReportKind.TRACKING})


def test_without_a_change_the_message_says_so(planned: Any, mailhost: MailHost) -> None:
    deliver(*planned("a"))
    deliver(*planning.plan_due(at("2026-12-05 07:00")))
    text = mailhost.received[1].message.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert "(stan na 31 października 2026) żaden wskaźnik się nie zmienił." in text


@override_settings(DELIVERY_ATTACHMENT_MB=0)
def test_a_large_report_goes_out_as_a_link_by_whom_it_is_for(
    planned: Any, mailhost: MailHost, subscription: Subscription, cast: SimpleNamespace
) -> None:
    Recipient.objects.create(subscription=subscription, email=cast.viewer.email)
    deliver(*planned("a"))
    texts = {
        one.recipient: one.message.get_body(("plain",)).get_content()  # type: ignore[union-attr]
        for one in mailhost.received
    }
    assert not any(list(one.message.iter_attachments()) for one in mailhost.received)
    assert "/raporty/odbior/" in texts["a@gmina.example"]
    assert "Odnośnik działa do" in texts["a@gmina.example"]
    assert f"/raporty/{Report.objects.get().pk}/" in texts[cast.viewer.email]
    assert "/raporty/odbior/" not in texts[cast.viewer.email]


# --- Refusals ---------------------------------------------------------------------------------------------------------
def test_one_refused_of_five_does_not_touch_the_others(planned: Any, mailhost: MailHost) -> None:
    mailhost.refused["c@gmina.example"] = "550 5.1.1 No such user"
    deliver(*planned("a", "b", "c", "d", "e"))
    assert states() == {"a": "sent", "b": "sent", "c": "failed", "d": "sent", "e": "sent"}
    assert Delivery.objects.get(state="failed").answer == "550 5.1.1 No such user"


def test_a_refusal_for_now_is_tried_again_with_the_same_bytes(planned: Any, mailhost: MailHost) -> None:
    (pk,) = planned("a")
    mailhost.refused["a@gmina.example"] = "450 4.2.0 Greylisted"
    deliver(pk)
    waiting = only()
    assert (waiting.state, waiting.answer, waiting.attempts) == ("rendered", "450 4.2.0 Greylisted", 1)
    deliver(pk)
    assert only().attempts == 1, "it is not tried before its time"
    mailhost.refused.clear()
    let_wait_pass()
    assert planning.due_to_send(timezone.now()) == [pk]
    deliver(pk)
    assert (only().state, only().attempts, only().sha256) == ("sent", 2, waiting.sha256)
    assert [one.message_id for one in mailhost.received] == [waiting.message_id]


@pytest.mark.parametrize(("answer", "state"), [("554 5.7.1 Spam", "failed"), ("451 4.3.0 Try later", "rendered")])
def test_a_refusal_of_the_whole_message_is_a_sure_one(
    planned: Any, mailhost: MailHost, answer: str, state: str
) -> None:
    mailhost.data_answer = answer
    deliver(*planned("a"))
    assert (only().state, only().answer, mailhost.received) == (state, answer, [])


def test_a_server_that_does_not_listen_is_tried_again(planned: Any, mailhost: MailHost) -> None:
    (pk,) = planned("a")
    mailhost.stop()
    deliver(pk)
    assert only().state == "rendered"
    assert only().answer.startswith("Serwer poczty nie odpowiada:")
    mailhost.start()
    let_wait_pass()
    deliver(pk)
    assert (only().state, len(mailhost.received)) == ("sent", 1)


def test_it_is_given_up_after_six_tries(planned: Any, mailhost: MailHost) -> None:
    (pk,) = planned("a")
    mailhost.stop()
    for _ in range(8):
        let_wait_pass()
        deliver(pk)
    assert (only().state, only().attempts) == ("failed", 6)


# --- Silence ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("place", [After.CONNECT, After.MAIL])
def test_a_server_that_hangs_before_it_has_the_message_is_tried_again(
    planned: Any, mailhost: MailHost, settings: Any, place: After
) -> None:
    (pk,) = planned("a")
    settings.DELIVERY_SMTP_SECONDS = 0.3
    mailhost.hold(place)
    deliver(pk)
    assert (only().state, mailhost.received) == ("rendered", [])
    mailhost.release()
    let_wait_pass()
    deliver(pk)
    assert (only().state, len(mailhost.received)) == ("sent", 1)


@pytest.mark.parametrize("silence", ["hangs", "drops the line"])
def test_silence_after_the_message_is_uncertain_and_never_sent_again_by_itself(
    planned: Any, mailhost: MailHost, settings: Any, silence: str
) -> None:
    (pk,) = planned("a")
    settings.DELIVERY_SMTP_SECONDS = 0.3
    if silence == "hangs":
        mailhost.hold(After.DATA)
    else:
        mailhost.dropped = After.DATA
    deliver(pk)
    assert only().state == "uncertain"
    assert only().answer.startswith("Połączenie zerwane po przekazaniu wiadomości:")
    mailhost.mend()
    let_wait_pass()
    claims.sweep(timezone.now() + datetime.timedelta(days=1))
    assert planning.due_to_send(timezone.now() + datetime.timedelta(days=1)) == []
    deliver(pk)
    assert mailhost.received == []


# --- Workers that vanish ----------------------------------------------------------------------------------------------
def test_two_workers_never_hold_one_row(planned: Any) -> None:
    (pk,) = planned("a")
    assert claims.claim(pk) is not None
    assert claims.claim(pk) is None


def test_a_worker_that_vanished_before_sending_is_replaced(planned: Any, mailhost: MailHost) -> None:
    (pk,) = planned("a")
    claims.claim(pk)
    deliver(pk)
    assert (only().state, mailhost.received) == ("claimed", [])
    let_lease_run_out()
    deliver(pk)
    assert (only().state, only().attempts, len(mailhost.received)) == ("sent", 2, 1)


def test_a_worker_that_vanished_while_sending_leaves_it_uncertain(planned: Any, mailhost: MailHost) -> None:
    (pk,) = planned("a")
    row = claims.claim(pk)
    assert row is not None
    claims.move(row, state="sending")
    let_lease_run_out()
    deliver(pk)
    assert only().state == "sending", "only the sweep says so"
    claims.sweep(timezone.now())
    assert (only().state, only().answer, mailhost.received) == ("uncertain", claims.VANISHED, [])


def test_a_slow_worker_that_learns_the_answer_after_all_may_say_sent(planned: Any) -> None:
    row = claims.claim(planned("a")[0])
    assert row is not None
    claims.move(row, state="sending")
    let_lease_run_out()
    claims.sweep(timezone.now())
    claims.settle(row, state="sent", answer="250 ok", sent_at=timezone.now())
    assert only().state == "sent"


def test_a_worker_whose_claim_is_gone_drops_its_result(planned: Any, mailhost: MailHost) -> None:
    (pk,) = planned("a")
    slow = claims.claim(pk)
    assert slow is not None
    let_lease_run_out()
    deliver(pk)
    with pytest.raises(claims.ClaimLost):
        claims.move(slow, state="rendered")
    assert (only().state, len(mailhost.received)) == ("sent", 1)


def test_what_kills_every_worker_fails_with_a_sentence(planned: Any) -> None:
    (pk,) = planned("a")
    for _ in range(claims.MAX_ATTEMPTS):
        assert claims.claim(pk) is not None
        let_lease_run_out()
    assert claims.claim(pk) is None
    claims.sweep(timezone.now())
    assert (only().state, only().answer) == ("failed", claims.GAVE_UP)


# --- The report -------------------------------------------------------------------------------------------------------
def test_a_delivery_waits_for_the_worker_that_makes_the_report(
    planned: Any, mailhost: MailHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = planned("a", "b")
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(services, "produce_report", lambda _: None)
        deliver(second)
    row = Delivery.objects.get(pk=second)
    assert (row.state, row.attempts, row.claim) == ("planned", 0, None)
    assert row.next_try_at is not None
    woken: list[int] = []
    doing.deliver(first, wake=woken.append)
    assert woken == [second]
    deliver(second)
    assert states() == {"a": "sent", "b": "sent"}
    assert Report.objects.count() == 1


def test_a_report_that_fails_is_not_sent_and_everybody_is_told(
    planned: Any, mailhost: MailHost, monkeypatch: pytest.MonkeyPatch, settings: Any, subscription: Subscription
) -> None:
    def break_down(*_: Any) -> Any:
        raise ValueError("a section failed")

    kept = TYPES[ReportKind.PROGRESS]
    monkeypatch.setitem(TYPES, ReportKind.PROGRESS, ReportType(kept.gather, {"pdf": break_down}))
    pks = planned("a", "b")
    for _ in range(4):
        let_wait_pass()
        deliver(*pks)
    assert states() == {"a": "failed", "b": "failed"}
    assert all(one.answer.startswith("Raport się nie udał, więc nic nie wysłano.") for one in Delivery.objects.all())
    assert mailhost.received == []
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert alarms.tell_owners(timezone.now()) == 1
    assert alarms.tell_owners(timezone.now()) == 0
    assert [one.to for one in mail.outbox] == [[subscription.owner.email]]
    assert "a@gmina.example" in mail.outbox[0].body
    assert "b@gmina.example" in mail.outbox[0].body


def test_sent_again_after_a_failed_report_makes_a_new_one(
    planned: Any, mailhost: MailHost, cast: SimpleNamespace
) -> None:
    (pk,) = planned("a")
    row = claims.claim(pk)
    assert row is not None
    doing._order(row)
    Report.objects.update(state=JobState.FAILED, error="Zabrakło pamięci.")
    let_lease_run_out()
    deliver(pk)
    assert Delivery.objects.get(pk=pk).state == "failed"
    deliver(planning.send_again(Delivery.objects.get(pk=pk), by=cast.department).pk)
    assert list(Delivery.objects.order_by("pk").values_list("state", "window")) == [
        ("failed", "2026-10"), ("sent", "2026-10~2"),
    ]  # fmt: skip
    assert Report.objects.count() == 2
    assert len(mailhost.received) == 1


# --- Who no longer wants it -------------------------------------------------------------------------------------------
def test_who_left_after_planning_gets_nothing_and_it_is_said(planned: Any, mailhost: MailHost) -> None:
    (pk,) = planned("a")
    subscriptions.unsubscribe(Recipient.objects.get().key)
    deliver(pk)
    row = only()
    assert (row.state, row.answer, mailhost.received) == ("failed", "Nie wysłano. Odbiorca wypisał się.", [])
    assert alarms.unsettled().count() == 0, "nobody needs an alarm about that"


def test_what_is_paused_after_planning_is_not_sent(
    planned: Any, mailhost: MailHost, subscription: Subscription, cast: SimpleNamespace
) -> None:
    (pk,) = planned("a")
    subscriptions.pause(subscription, reason="Błąd w danych.", by=cast.department)
    deliver(pk)
    assert (only().state, mailhost.received) == ("failed", [])


# --- Telling ----------------------------------------------------------------------------------------------------------
def test_a_missed_window_is_told_in_one_letter(subscription: Subscription, subscribe: Subscribe) -> None:
    subscribe("a", "b")
    planning.plan_due(DUE + datetime.timedelta(days=9))
    assert alarms.tell_owners(timezone.now()) == 1
    (letter,) = mail.outbox
    assert letter.to == [subscription.owner.email]
    assert letter.body.count("przepadło, bo portal nie działał w terminie") == 2
    assert f"/raporty/wysylki/?subskrypcja={subscription.pk}" in letter.body


def test_a_letter_that_was_not_taken_is_written_again_later(
    subscription: Subscription, subscribe: Subscribe, mailhost: MailHost
) -> None:
    subscribe("a")
    planning.plan_due(DUE + datetime.timedelta(days=9))
    mailhost.stop()
    now = timezone.now()
    assert alarms.tell_owners(now) == 0
    mailhost.start()
    assert alarms.tell_owners(now) == 0, "not at once"
    assert alarms.tell_owners(now + alarms.ASK_AGAIN + datetime.timedelta(seconds=1)) == 1
    assert len(mailhost.received) == 1


def test_the_banner_counts_what_waits_for_a_decision(
    subscription: Subscription, subscribe: Subscribe, cast: SimpleNamespace
) -> None:
    subscribe("a", "b")
    planning.plan_due(DUE + datetime.timedelta(days=9))
    assert alarms.alarm_for(cast.administrator) == alarms.Alarm(missed=2)
    assert alarms.alarm_for(cast.viewer) is None
    for row in Delivery.objects.all():
        planning.close(row, by=cast.department)
    assert alarms.alarm_for(cast.administrator) is None


def test_the_banner_notices_that_nobody_plans_and_that_nobody_sends(
    subscription: Subscription, subscribe: Subscribe, cast: SimpleNamespace
) -> None:
    subscribe("a")
    hour_ago = timezone.localtime() - datetime.timedelta(hours=1)
    Subscription.objects.update(
        frequency="cron", cron=f"{hour_ago:%-M %-H} * * *", planned_until=hour_ago - datetime.timedelta(hours=1)
    )
    assert alarms.alarm_for(cast.department) == alarms.Alarm(unplanned=1)
    planning.plan_due(timezone.now())
    assert alarms.alarm_for(cast.department) is None
    Delivery.objects.update(created_at=hour_ago)
    assert alarms.alarm_for(cast.department) == alarms.Alarm(waiting=1)
    Delivery.objects.update(next_try_at=timezone.now() + datetime.timedelta(hours=1))
    assert alarms.alarm_for(cast.department) is None, "the mail server asked us to wait"


def test_the_banner_names_what_lost_its_owner(subscription: Subscription, cast: SimpleNamespace) -> None:
    subscriptions._pause(subscription, subscriptions.OWNER_GONE.format(email="x"), by=None)
    assert alarms.alarm_for(cast.administrator) == alarms.Alarm(orphaned=1)
