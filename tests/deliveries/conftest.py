"""A plan with one indicator, a subscription of the department, a mail server in the test's own thread."""

import datetime
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone

from hdr_portal.lib.rendered import rendered
from monitoring.models import AllowedDomain, Recipient, ReportKind, Subscription
from monitoring.report_types import TYPES, ReportType
from tests import factories
from tests.mailhost import MailHost

WARSAW = timezone.get_default_timezone()


def at(text: str) -> datetime.datetime:
    """A local moment: „2026-11-05 07:00”."""
    return datetime.datetime.fromisoformat(text).replace(tzinfo=WARSAW)


@pytest.fixture
def plan(city: None) -> Any:
    return factories.IndicatorFactory(number="1.1", target=11).plan


@pytest.fixture
def subscription(plan: Any, cast: SimpleNamespace) -> Subscription:
    """Monthly, the fifth at seven, counted from 1 October 2026."""
    return Subscription.objects.create(
        name="Raport dla Rady", plan=plan, owner=cast.department, starts_on=datetime.date(2026, 1, 1),
        planned_until=at("2026-10-06 00:00"),
    )  # fmt: skip


@pytest.fixture
def subscribe(subscription: Subscription) -> Callable[..., list[Recipient]]:
    """Adds recipients in the allowed domain gmina.example."""

    def add(*names: str) -> list[Recipient]:
        AllowedDomain.objects.get_or_create(domain="gmina.example")
        return [Recipient.objects.create(subscription=subscription, email=f"{name}@gmina.example") for name in names]

    return add


@pytest.fixture
def mailhost(settings: Any) -> Iterator[MailHost]:
    with MailHost() as host:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", host.port
        settings.EMAIL_USE_TLS, settings.EMAIL_HOST_USER = False, ""
        settings.DELIVERY_SMTP_SECONDS = 2
        yield host


@pytest.fixture
def quick_reports(monkeypatch: pytest.MonkeyPatch) -> None:
    """PDFs are made in tests/report_pdf; here a short file stands for one."""
    made = rendered(factories.PDF)
    kept = TYPES[ReportKind.PROGRESS]
    monkeypatch.setitem(TYPES, ReportKind.PROGRESS, ReportType(kept.gather, {"pdf": lambda inputs, progress: made}))
