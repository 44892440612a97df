"""The rules of subscriptions, deliveries and of what the links of a mail open."""

import datetime
import uuid
from typing import Any

from django.core import signing
from django.utils import timezone

from monitoring.deliveries.links import SALT
from monitoring.models import AllowedDomain, Delivery, LinkOpening, Recipient, Report, Subscription
from schools.models import JobState
from tests.guards.actors import Actor
from tests.guards.rules import (
    BUTTON,
    ELSEWHERE,
    EVERYONE,
    FORM,
    NOBODY,
    WRITTEN,
    Case,
    Outcome,
    Rule,
    World,
)

NOWHERE, BEYOND_NUMBERS = 999_999_999, 10**30
GONE = Outcome("a page that says that the link has ended", 410)
FETCHED = Outcome("the file, and the opening is noted", 200, writes=True)
VIEW, MANAGE = "monitoring.view_delivery", "monitoring.manage_subscription"
MAILED = "recipients have no account; the key in the mail is what opens it"


def add_deliveries(world: World) -> None:
    """A running and a paused subscription with recipients; a delivery that was sent, one that failed, one to come."""
    AllowedDomain.objects.create(domain="gmina.example", note="urząd")
    day = datetime.date(2026, 1, 1)
    given: dict[str, Any] = {"plan": world.plan, "owner": world.cast.department, "starts_on": day}
    world.subscription = Subscription.objects.create(name="Raport dla Rady", **given)
    world.paused = Subscription.objects.create(name="Wstrzymana", paused_at=timezone.now(), **given)
    world.recipient = Recipient.objects.create(subscription=world.subscription, email="rada@gmina.example")
    world.delivery = {
        "sent": _delivery(world, "2026-09", state="sent", sent_at=timezone.now(), report=world.report),
        "failed": _delivery(world, "2026-10", state="failed", answer="550 No such user"),
        "uncertain": _delivery(world, "2026-11", state="uncertain"),
    }
    LinkOpening.objects.create(delivery=world.delivery["sent"])
    world.previewed = Report.objects.create(
        plan=world.plan,
        as_of=day,
        inputs=world.report.inputs,
        state=JobState.DONE,
        progress=100,
        path=world.report.path,
    )


def _delivery(world: World, window: str, **given: Any) -> Delivery:
    made = Delivery.objects.create(
        subscription=world.subscription, window=window, as_of=datetime.date(2026, 9, 30), due_at=timezone.now(),
        recipient=world.recipient.email, recipient_key=world.recipient.key, path=f"mail/{window}.eml", **given,
    )  # fmt: skip
    made.message_file.parent.mkdir(parents=True, exist_ok=True)
    made.message_file.write_bytes(b"Subject: x\r\n\r\nx\r\n")
    return made


# --- Objects --------------------------------------------------------------------------------------------------------
def _missing() -> list[Case]:
    return [Case("missing", NOBODY, {"pk": NOWHERE}), Case("beyond numbers", NOBODY, {"pk": BEYOND_NUMBERS})]


def running(world: World) -> list[Case]:
    """The running subscription."""
    return [Case("running", EVERYONE, {"pk": world.subscription.pk}), *_missing()]


def subscriptions(world: World) -> list[Case]:
    """The running one and the paused one."""
    return [*running(world), Case("paused", EVERYONE, {"pk": world.paused.pk})]


def paused(world: World) -> list[Case]:
    """The paused subscription."""
    return [Case("paused", EVERYONE, {"pk": world.paused.pk}), *_missing()]


def recipients(world: World) -> list[Case]:
    """A recipient, and the same one asked for at another subscription."""
    there = {"pk": world.subscription.pk, "recipient_pk": world.recipient.pk}
    crossed = {"pk": world.paused.pk, "recipient_pk": world.recipient.pk}
    return [Case("there", EVERYONE, there), Case("crossed", NOBODY, crossed)]


def previews(world: World) -> list[Case]:
    """A report of the subscription; one that is still made; none."""
    pk = world.subscription.pk
    return [
        Case("ready", EVERYONE, {"pk": pk, "report_pk": world.previewed.pk}),
        Case("waiting", EVERYONE, {"pk": pk, "report_pk": world.waiting_report.pk}),
        Case("missing", NOBODY, {"pk": pk, "report_pk": NOWHERE}),
    ]


def deliveries(world: World) -> list[Case]:
    """Deliveries in three states."""
    return [*(Case(name, EVERYONE, {"pk": one.pk}) for name, one in world.delivery.items()), *_missing()]


def troubled(world: World) -> list[Case]:
    """The one that failed."""
    return [Case("failed", EVERYONE, {"pk": world.delivery["failed"].pk}), *_missing()]


def keys(world: World) -> list[Case]:
    """The key of a recipient, and one of nobody."""
    missing = Case("missing", NOBODY, {"key": uuid.UUID(int=0)})
    return [Case("there", EVERYONE, {"key": world.recipient.key}), missing]


def links(world: World) -> list[Case]:
    """A signed link, one that somebody made up."""
    there = signing.dumps(world.delivery["sent"].pk, salt=SALT)
    return [Case("there", EVERYONE, {"token": there}), Case("made up", NOBODY, {"token": "zmyslony:token"})]


# --- Forms ----------------------------------------------------------------------------------------------------------
def subscription_data(world: World, *_: Any) -> dict[str, Any]:
    """Another name, another day."""
    return {
        "name": "Raport dla Komisji", "what": "progress-pdf", "plan": world.plan.pk, "frequency": "monthly",
        "day_of_month": "7", "at": "8:00", "cron": "", "starts_on": "1.01.2026", "owner": world.cast.department.pk,
    }  # fmt: skip


def key_data(*_: Any) -> dict[str, Any]:
    """The key of a form."""
    return {"form_key": str(uuid.uuid4())}


def address_data(_world: World, actor: Actor, _case: Case) -> dict[str, Any]:
    """An address in the allowed domain."""
    return {"email": f"{actor.name.replace('_', '-')}@gmina.example"}


def by_mail_programme(*_: Any) -> dict[str, Any]:
    """What RFC 8058 asks mail programmes to send."""
    return {"List-Unsubscribe": "One-Click"}


ONE_CLICK = {"monitoring:unsubscribe"}  # RFC 8058: a mail programme posts without a session and without a token
TAKEN_OFF = Outcome("taken off", 200, writes=True)
DELIVERY_ROUTES = {
    "monitoring:subscriptions": Rule(permission=VIEW),
    "monitoring:subscription_add": Rule(FORM, permission=MANAGE, data=subscription_data, answers={"POST": WRITTEN}),
    "monitoring:subscription": Rule(permission=VIEW, cases=subscriptions),
    "monitoring:subscription_edit": Rule(
        FORM, permission=MANAGE, cases=subscriptions, data=subscription_data, answers={"POST": WRITTEN}
    ),
    "monitoring:subscription_pause": Rule(BUTTON, permission=MANAGE, cases=running, answers={"POST": WRITTEN}),
    "monitoring:subscription_resume": Rule(BUTTON, permission=MANAGE, cases=paused, answers={"POST": WRITTEN}),
    "monitoring:recipient_add": Rule(
        BUTTON, permission=MANAGE, cases=subscriptions, data=address_data, answers={"POST": WRITTEN}
    ),
    "monitoring:recipient_remove": Rule(BUTTON, permission=MANAGE, cases=recipients, answers={"POST": WRITTEN}),
    "monitoring:subscription_preview_order": Rule(
        BUTTON, permission=MANAGE, cases=subscriptions, data=key_data, answers={"POST": WRITTEN}
    ),
    "monitoring:subscription_preview": Rule(permission=MANAGE, cases=previews),
    "monitoring:subscription_send": Rule(
        BUTTON,
        permission=MANAGE,
        cases=subscriptions,
        data=key_data,
        answers={"POST": WRITTEN},
        but={("department", "paused", "POST"): ELSEWHERE},  # told to resume it first
    ),
    "monitoring:deliveries": Rule(permission=VIEW),
    "monitoring:delivery": Rule(permission=VIEW, cases=deliveries),
    "monitoring:delivery_message": Rule(permission=VIEW, cases=deliveries),
    "monitoring:delivery_again": Rule(BUTTON, permission=MANAGE, cases=troubled, answers={"POST": WRITTEN}),
    "monitoring:delivery_close": Rule(BUTTON, permission=MANAGE, cases=troubled, answers={"POST": WRITTEN}),
    "monitoring:unsubscribe": Rule(
        FORM, public=True, cases=keys, data=by_mail_programme, answers={"POST": TAKEN_OFF}, reason=MAILED
    ),
    "monitoring:delivery_link": Rule(public=True, cases=links, answers={"GET": FETCHED}, reason=MAILED),
}
