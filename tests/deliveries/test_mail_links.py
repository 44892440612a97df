"""What a mail's links open: leaving in one click, a file behind a signed link."""

import datetime
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.core import signing
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from monitoring.deliveries import links, planning
from monitoring.models import Delivery, LinkOpening, Recipient, Report, Subscription
from schools.models import JobState
from tests.conftest import ScopelessClient
from tests.deliveries.conftest import at
from tests.factories import PDF

Subscribe = Callable[..., list[Recipient]]


@pytest.fixture
def mail_programme() -> Client:
    """No session, and tokens are asked for as in earnest."""
    return Client(enforce_csrf_checks=True)


def test_one_click_takes_the_recipient_off_without_session_and_token(
    subscription: Subscription, subscribe: Subscribe, mail_programme: Client
) -> None:
    leaving, stays = subscribe("a", "b")
    url = reverse("monitoring:unsubscribe", args=[leaving.key])
    for _ in range(2):
        answer = mail_programme.post(url, {"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200, "RFC 8058 forbids a redirect"
    planning.plan_due(at("2026-11-05 07:00"))
    assert [one.recipient for one in Delivery.objects.all()] == [stays.email]


def test_opening_the_link_only_asks(subscription: Subscription, subscribe: Subscribe, mail_programme: Client) -> None:
    (one,) = subscribe("a")
    page = mail_programme.get(reverse("monitoring:unsubscribe", args=[one.key])).content.decode()
    assert "Wypisz ten adres" in page
    assert Recipient.objects.get().unsubscribed_at is None


@pytest.fixture
def linked(subscription: Subscription, subscribe: Subscribe) -> SimpleNamespace:
    """A delivery that was sent with a link."""
    (one,) = subscribe("a")
    report = Report.objects.create(
        plan=subscription.plan, as_of=datetime.date(2026, 10, 31), state=JobState.DONE, path="reports/x.pdf"
    )
    report.file.parent.mkdir(parents=True, exist_ok=True)
    report.file.write_bytes(PDF)
    delivery = Delivery.objects.create(
        subscription=subscription, window="2026-10", as_of=report.as_of, due_at=timezone.now(), recipient=one.email,
        recipient_key=one.key, report=report, state="sent", sent_at=timezone.now(),
    )  # fmt: skip
    return SimpleNamespace(
        delivery=delivery, path=links.signed_url(delivery).removeprefix(settings.SITE_URL), recipient=one
    )


def test_the_link_gives_the_file_without_signing_in_and_is_noted(
    client: ScopelessClient, linked: SimpleNamespace
) -> None:
    answer: Any = client.get(linked.path)
    assert b"".join(answer.streaming_content) == PDF
    client.head(linked.path)
    assert [one.delivery for one in LinkOpening.objects.all()] == [linked.delivery]


@override_settings(DELIVERY_LINK_DAYS=0)
def test_an_old_link_says_what_to_do(client: ScopelessClient, linked: SimpleNamespace) -> None:
    answer = client.get(linked.path)
    assert (answer.status_code, "wydział wyśle raport jeszcze raz" in answer.content.decode()) == (410, True)
    assert not LinkOpening.objects.exists()


def test_a_link_of_somebody_taken_off_the_list_is_gone(client: ScopelessClient, linked: SimpleNamespace) -> None:
    linked.recipient.delete()
    assert client.get(linked.path).status_code == 404


@pytest.mark.parametrize("state", ["planned", "claimed", "rendered", "failed", "missed"])
def test_there_is_no_link_to_what_was_not_sent(client: ScopelessClient, linked: SimpleNamespace, state: str) -> None:
    Delivery.objects.update(state=state)
    assert client.get(linked.path).status_code == 404


def test_a_link_cannot_be_made_up(client: ScopelessClient, linked: SimpleNamespace) -> None:
    forged = signing.dumps(linked.delivery.pk, salt="another", key="x" * 50)
    for token in (forged, str(linked.delivery.pk), linked.path.split("/")[-2] + "x"):
        assert client.get(reverse("monitoring:delivery_link", args=[token])).status_code == 404
