"""Who gets which report how often, and what became of every single sending."""

import datetime
import uuid
from pathlib import Path

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from simple_history.models import HistoricalRecords

from monitoring.models.reports import Report, ReportFormat, ReportKind
from schedule.models import Plan
from schools.models import School


class Frequency(models.TextChoices):
    """How often a subscription is due. A term of a school year ends on 31 January and on 30 June."""

    MONTHLY = "monthly", "co miesiąc"
    QUARTERLY = "quarterly", "co kwartał"
    TERM = "term", "co półrocze szkolne"
    CRON = "cron", "według wyrażenia cron"


class Subscription(models.Model):
    """Subskrypcja: a report of the period that ended, made and sent at a local time of day."""

    name = models.CharField("nazwa", max_length=120)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="subscriptions", verbose_name="plan")
    kind = models.CharField("raport", max_length=10, choices=ReportKind, default=ReportKind.PROGRESS)
    format = models.CharField("plik", max_length=8, choices=ReportFormat, default=ReportFormat.PDF)
    school = models.ForeignKey(
        School, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="jednostka"
    )
    frequency = models.CharField("jak często", max_length=10, choices=Frequency, default=Frequency.MONTHLY)
    cron = models.CharField("wyrażenie cron", max_length=60, blank=True)
    day_of_month = models.PositiveSmallIntegerField("dzień miesiąca", default=5)
    at = models.TimeField("godzina", default=datetime.time(7, 0))
    starts_on = models.DateField("od dnia")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="subscriptions", verbose_name="opiekun"
    )
    # Windows due by this moment have their rows, or are none of ours: moved by planning, by a new schedule, by resuming.
    planned_until = models.DateTimeField("zaplanowano do", default=timezone.now, editable=False)
    paused_at = models.DateTimeField("wstrzymana", null=True, blank=True, editable=False)
    paused_because = models.CharField("powód wstrzymania", max_length=300, blank=True, editable=False)
    is_demo = models.BooleanField("dane demonstracyjne", default=False, editable=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "subskrypcja raportu"
        verbose_name_plural = "subskrypcje raportów"
        ordering = ("name", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(day_of_month__gte=1, day_of_month__lte=28), name="subscription_day_is_in_every_month"
            ),
            models.CheckConstraint(
                condition=(Q(frequency="cron") & ~Q(cron="")) | (~Q(frequency="cron") & Q(cron="")),
                name="subscription_cron_fits_frequency",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The subscription's page."""
        return reverse("monitoring:subscription", args=[self.pk])


class Recipient(models.Model):
    """Odbiorca of a subscription: an address, and the key of its one-click unsubscription."""

    subscription = models.ForeignKey(
        Subscription, on_delete=models.CASCADE, related_name="recipients", verbose_name="subskrypcja"
    )
    email = models.EmailField("adres e-mail")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    unsubscribed_at = models.DateTimeField("wypisany", null=True, blank=True, editable=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "odbiorca raportu"
        verbose_name_plural = "odbiorcy raportów"
        ordering = ("email",)
        constraints = (models.UniqueConstraint(fields=("subscription", "email"), name="recipient_once"),)

    def __str__(self) -> str:
        return self.email


class AllowedDomain(models.Model):
    """Dozwolona domena: addresses outside the portal's accounts may be recipients only in these domains."""

    domain = models.CharField("domena", max_length=100, unique=True)
    note = models.CharField("czyja", max_length=150, blank=True)

    class Meta:
        verbose_name = "dozwolona domena odbiorców"
        verbose_name_plural = "dozwolone domeny odbiorców"
        ordering = ("domain",)

    def __str__(self) -> str:
        return self.domain


class DeliveryState(models.TextChoices):
    """Where a sending stands. `uncertain`: the server may have taken it; it is never sent again by itself."""

    PLANNED = "planned", "zaplanowana"
    CLAIMED = "claimed", "w przygotowaniu"
    RENDERED = "rendered", "gotowa do wysłania"
    SENDING = "sending", "wysyłana"
    SENT = "sent", "wysłana"
    FAILED = "failed", "nie powiodła się"
    MISSED = "missed", "przegapiona"
    UNCERTAIN = "uncertain", "niepewna"


# Nothing more happens to these by itself, and somebody must be told.
TROUBLED = frozenset({DeliveryState.FAILED, DeliveryState.MISSED, DeliveryState.UNCERTAIN})
LATE = datetime.timedelta(hours=1)


class Delivery(models.Model):
    """Wysyłka: one report, one window, one recipient; unique, so that nobody gets a report twice.

    `window` names the period ("2026-10", "2026-Q3", "2026-T1", a local moment for cron, "now-<uuid>" for „wyślij teraz”).
    Claimed by a conditional UPDATE with a lease; rendering may be repeated, sending only when the server surely refused.
    """

    subscription = models.ForeignKey(Subscription, on_delete=models.PROTECT, related_name="deliveries")
    window = models.CharField("okres", max_length=45)
    as_of = models.DateField("stan na dzień")
    due_at = models.DateTimeField("termin")
    recipient = models.EmailField("odbiorca")
    recipient_key = models.UUIDField(editable=False)
    state = models.CharField("stan", max_length=9, choices=DeliveryState, default=DeliveryState.PLANNED)
    claim = models.UUIDField(null=True, editable=False)
    lease_until = models.DateTimeField(null=True, editable=False)
    attempts = models.PositiveSmallIntegerField("próby", default=0, editable=False)
    next_try_at = models.DateTimeField(null=True, editable=False)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, null=True, related_name="deliveries")
    message_id = models.CharField("Message-ID", max_length=120, blank=True, editable=False)
    sha256 = models.CharField("SHA-256 wiadomości", max_length=64, blank=True, editable=False)
    path = models.CharField("archiwum wiadomości", max_length=100, blank=True, editable=False)
    answer = models.CharField("odpowiedź serwera", max_length=500, blank=True, editable=False)
    sent_at = models.DateTimeField("wysłana", null=True, editable=False)
    resend_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="resends")
    ordered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="zlecił(a)"
    )
    told_at = models.DateTimeField("zawiadomiono", null=True, editable=False)
    closed_at = models.DateTimeField("załatwiono", null=True, editable=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="załatwił(a)"
    )
    created_at = models.DateTimeField("zaplanowana", auto_now_add=True)

    class Meta:
        verbose_name = "wysyłka raportu"
        verbose_name_plural = "wysyłki raportów"
        ordering = ("-due_at", "recipient")
        constraints = (
            models.UniqueConstraint(fields=("subscription", "window", "recipient"), name="delivery_once"),
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(sent_at__isnull=False), name="delivery_sent_has_time"
            ),
        )
        indexes = (models.Index(fields=("state", "due_at"), name="delivery_to_do"),)

    def __str__(self) -> str:
        return f"{self.subscription}, {self.window}, {self.recipient}"

    def get_absolute_url(self) -> str:
        """The delivery's page."""
        return reverse("monitoring:delivery", args=[self.pk])

    @property
    def message_file(self) -> Path:
        """The archived message, under the private folder."""
        return Path(settings.MEDIA_ROOT) / self.path

    @property
    def is_late(self) -> bool:
        """Whether it was sent, or would be sent now, more than LATE after its time."""
        return (self.sent_at or timezone.now()) - self.due_at > LATE and self.state not in TROUBLED


class LinkOpening(models.Model):
    """Pobranie: somebody opened the link of a report that was too large for a mail. Nothing about them is kept."""

    delivery = models.ForeignKey(
        Delivery, on_delete=models.PROTECT, related_name="link_openings", verbose_name="wysyłka"
    )
    at = models.DateTimeField("kiedy", auto_now_add=True)

    class Meta:
        verbose_name = "pobranie z odnośnika"
        verbose_name_plural = "pobrania z odnośników"
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.delivery}: {self.at:%Y-%m-%d %H:%M}"
