"""One delivery from claim to answer. Whatever happens before `sending` may happen again; what happens after it never does."""

import datetime
import hashlib
import logging
import time
import uuid
from collections.abc import Callable, Iterable

from django.db import DatabaseError, transaction
from django.utils import timezone

from monitoring import services
from monitoring.deliveries import claims, sending
from monitoring.deliveries.message import archive_message
from monitoring.deliveries.recipients import refusal_of
from monitoring.deliveries.sending import Fate, Outcome
from monitoring.models import Delivery, DeliveryState, Report, ReportFormat, ReportKind
from schools.models import JobState

logger = logging.getLogger(__name__)

REPORTS = uuid.UUID("6a2f6a4c-9a53-5a0e-8f0f-2f0f4f6d7c11")  # the namespace of request keys: one report a window
NOT_YET = datetime.timedelta(seconds=15)
PAUSED = "Nie wysłano: subskrypcję wstrzymano wcześniej."
BROKEN = (
    "Nie udało się przygotować wiadomości. Portal spróbuje jeszcze raz; gdy to nie pomoże, zawiadom administratora."
)
BROKEN_SENDING = "Błąd portalu w czasie rozmowy z serwerem. Nie wiadomo, czy serwer przyjął wiadomość."

Wake = Callable[[int], object]


def deliver(pk: int, *, wake: Wake) -> None:
    """Take a delivery that is due and bring it as far as it goes now; nothing when another worker has it.

    Runs in the scope of the caller, which must be the whole municipality. `wake` hurries others of the same window.
    """
    row = claims.claim(pk)
    if row is None:
        return
    try:
        _carry_out(row, wake)
    except claims.ClaimLost:
        logger.warning("Delivery %s was taken over by another worker.", pk)
    except Exception:
        logger.exception("Delivery %s failed.", pk)
        _after_error(row)


def _after_error(row: Delivery) -> None:
    claims.fresh_connection()
    try:
        if row.state == DeliveryState.SENDING:
            claims.settle(row, state=DeliveryState.UNCERTAIN, answer=BROKEN_SENDING, sent_at=None)
        elif row.state in claims.HELD:
            claims.try_later(row, BROKEN)
    except (claims.ClaimLost, DatabaseError):
        logger.warning("Delivery %s could not be put back; its lease will run out.", row.pk)


def _carry_out(row: Delivery, wake: Wake) -> None:
    if refusal := _no_longer_wanted(row):
        now = timezone.now()
        claims.fail(row, refusal, told_at=now, closed_at=now)
        return
    if row.state == DeliveryState.CLAIMED:
        report = _finished_report(row, wake)
        if report is None:
            return
        _render(row, report)
    _send(row)


def _no_longer_wanted(row: Delivery) -> str:
    if row.subscription.paused_at:
        return PAUSED
    refusal = refusal_of(row.subscription_id, row.recipient)
    return f"Nie wysłano. {refusal}" if refusal else ""


# --- The report and the message ---------------------------------------------------------------------------------------
def _finished_report(row: Delivery, wake: Wake) -> Report | None:
    """The window's report, made here unless another worker is at it; None when there is nothing to send now."""
    ordered = row.report or _order(row)
    services.produce_report(ordered.pk)
    report: Report = Report.objects.select_related("plan").get(pk=ordered.pk)
    if report.state == JobState.FAILED:
        claims.fail(row, f"Raport się nie udał, więc nic nie wysłano. {report.error}")
    elif report.state != JobState.DONE:
        claims.give_back(row, NOT_YET)
    else:
        _hurry_others(row, wake)
        return report
    return None


def _order(row: Delivery) -> Report:
    subscription = row.subscription
    order = services.ReportOrder(
        subscription.plan,
        row.as_of,
        ReportKind(subscription.kind),
        ReportFormat(subscription.format),
        subscription.school,
    )
    key = uuid.uuid5(REPORTS, f"{subscription.pk}/{row.window}")
    report = services.request_report(order, request_key=key, by=subscription.owner, wake=None)
    claims.move(row, state=DeliveryState.CLAIMED, report=report)
    return report


def _hurry_others(row: Delivery, wake: Wake) -> None:
    """Those that wait for this report need not wait any longer."""
    others = Delivery.objects.filter(
        subscription_id=row.subscription_id, window=row.window, state=DeliveryState.PLANNED, next_try_at__isnull=False
    )
    waiting = list(others.values_list("pk", flat=True))
    others.filter(pk__in=waiting).update(next_try_at=None)
    hurry(waiting, wake)


def hurry(pks: Iterable[int], wake: Wake) -> None:
    """Send a message for each; a broker that does not answer costs a log line, the sweeper follows up."""
    for pk in pks:
        try:
            wake(pk)
        except Exception as error:  # noqa: BLE001 - kombu, redis and sockets each raise their own kind; the row stays
            logger.warning("The broker did not take the message for delivery %s: %s.", pk, error)
            return


def hurry_after_commit(pks: Iterable[int], wake: Wake) -> None:
    """The same once the rows are there for others to see."""
    transaction.on_commit(lambda: hurry(pks, wake))


def _render(row: Delivery, report: Report) -> None:
    made = archive_message(row, report)
    try:
        claims.move(
            row,
            state=DeliveryState.RENDERED,
            path=made.written.path,
            sha256=made.written.sha256,
            message_id=made.message_id,
        )
    except claims.ClaimLost:
        row.path = made.written.path
        row.message_file.unlink(missing_ok=True)
        raise


# --- The server -------------------------------------------------------------------------------------------------------
def _send(row: Delivery) -> None:
    content = _archived_bytes(row)
    try:
        connection = sending.open_connection()
    except sending.NotReached as error:
        claims.try_later(row, str(error))
        return
    try:
        claims.move(row, state=DeliveryState.SENDING, lease_until=timezone.now() + claims.LEASE)
        _note(row, sending.transmit(connection, row.recipient, content))
    finally:
        sending.close_connection(connection)


def _archived_bytes(row: Delivery) -> bytes:
    content = row.message_file.read_bytes()
    if hashlib.sha256(content).hexdigest() != row.sha256:
        raise ValueError(f"The archived message of delivery {row.pk} is not what was written.")
    return content


def _note(row: Delivery, outcome: Outcome) -> None:
    if outcome.fate is Fate.REFUSED_FOR_NOW:
        claims.try_later(row, outcome.answer)
    elif outcome.fate is Fate.REFUSED:
        claims.fail(row, outcome.answer)
    elif outcome.fate is Fate.UNKNOWN:
        claims.settle(row, state=DeliveryState.UNCERTAIN, answer=outcome.answer, sent_at=None)
    else:
        _note_sent(row, outcome.answer)


def _note_sent(row: Delivery, answer: str) -> None:
    """The server has it: a database that is away for a moment must not make this uncertain."""
    sent_at = timezone.now()
    for seconds in (1, 2, 4, 8):
        try:
            claims.settle(row, state=DeliveryState.SENT, answer=answer, sent_at=sent_at)
        except DatabaseError:
            logger.warning("Delivery %s is sent, the database does not answer.", row.pk, exc_info=True)
            claims.fresh_connection()
            time.sleep(seconds)
        else:
            return
    claims.settle(row, state=DeliveryState.SENT, answer=answer, sent_at=sent_at)
