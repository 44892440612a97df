"""Campaigns: instruments × schools × groups, with populations, a window, and anonymity that never changes."""

import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from schools.models import School
from schools.scope import SaveGuard, ScopedManager
from surveys.models.campaigns_words import Audience, Language, Stage
from surveys.models.instruments import Instrument

__all__ = ["Anonymity", "Audience", "Campaign", "CampaignState", "Language", "Part", "Stage", "Target"]


class Anonymity(models.TextChoices):
    """How one answer a person is held, anonymity being certain in both. Fixed when the campaign is made."""

    CODES = "codes", "anonimowa, z jednorazowymi kodami"
    LINK = "link", "anonimowa, ze wspólnym linkiem (bez ochrony przed powtórnym wypełnieniem)"


class CampaignState(models.TextChoices):
    """Where a campaign stands; between its days an announced campaign takes answers."""

    DRAFT = "draft", "w przygotowaniu"
    ANNOUNCED = "announced", "ogłoszona"
    CLOSED = "closed", "zamknięta"


class Campaign(models.Model):
    """Kampania: who is asked what, and when. `minimum` and `open_minimum`: fewest answers that may be shown."""

    name = models.CharField("nazwa", max_length=120, unique=True)
    wave = models.CharField("fala", max_length=40, help_text="Na przykład „jesień 2026”.")
    state = models.CharField("stan", max_length=10, choices=CampaignState, default=CampaignState.DRAFT)
    anonymity = models.CharField("anonimowość", max_length=5, choices=Anonymity, default=Anonymity.CODES)
    opens_on = models.DateField("otwarta od")
    closes_on = models.DateField("otwarta do")
    minimum = models.PositiveSmallIntegerField("najmniej odpowiedzi", default=5)
    open_minimum = models.PositiveSmallIntegerField("najmniej odpowiedzi do pokazania tekstów", default=10)
    notice = models.JSONField("informacja o danych (RODO)", default=dict)
    dpo_agreed_on = models.DateField("uzgodniono z inspektorem ochrony danych", null=True, blank=True)
    keep_until = models.DateField("odpowiedzi przechowywane do")
    closed_at = models.DateTimeField("zamknięta", null=True, blank=True, editable=False)
    codes_deleted_on = models.DateField("kody usunięte", null=True, blank=True, editable=False)
    answers_deleted_on = models.DateField("odpowiedzi usunięte", null=True, blank=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="utworzył(a)"
    )
    created_at = models.DateTimeField("utworzona", auto_now_add=True)
    is_demo = models.BooleanField("dane demonstracyjne", default=False, editable=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "kampania ankietowa"
        verbose_name_plural = "kampanie ankietowe"
        ordering = ("-opens_on", "-pk")
        constraints = (
            models.CheckConstraint(condition=Q(closes_on__gte=F("opens_on")), name="campaign_closes_after_opening"),
            models.CheckConstraint(condition=Q(minimum__gte=5), name="campaign_shows_five_at_least"),
            models.CheckConstraint(condition=Q(open_minimum__gte=10), name="campaign_shows_texts_of_ten_at_least"),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The campaign's page."""
        return reverse("surveys:campaign", args=[self.pk])

    def takes_answers_on(self, day: datetime.date) -> bool:
        """Whether respondents may answer on the day (of the municipality's clock)."""
        return self.state == CampaignState.ANNOUNCED and self.opens_on <= day <= self.closes_on


class Part(models.Model):
    """One group of a campaign and the instrument it is asked with."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="parts", verbose_name="kampania")
    audience = models.CharField("grupa", max_length=12, choices=Audience)
    instrument = models.ForeignKey(
        Instrument, on_delete=models.PROTECT, related_name="parts", verbose_name="kwestionariusz"
    )

    class Meta:
        verbose_name = "grupa kampanii"
        verbose_name_plural = "grupy kampanii"
        ordering = ("campaign", "pk")
        constraints = (models.UniqueConstraint(fields=("campaign", "audience"), name="campaign_asks_a_group_once"),)

    def __str__(self) -> str:
        return f"{self.campaign}: {self.get_audience_display()}"


class Target(SaveGuard):
    """A group at a school (municipal staff: at none): how many they are, how many should answer, where they enter."""

    part = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="targets", verbose_name="grupa kampanii")
    school = models.ForeignKey(
        School, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="jednostka"
    )
    population = models.PositiveIntegerField("liczebność", default=0)
    goal = models.PositiveSmallIntegerField("oczekiwany odsetek odpowiedzi w %", default=60)
    key = models.CharField("klucz linku", max_length=16, unique=True, editable=False)

    objects = ScopedManager()

    class Meta:
        verbose_name = "adresat kampanii"
        verbose_name_plural = "adresaci kampanii"
        ordering = ("part", "school__kind", "school__sort_name")
        constraints = (
            models.UniqueConstraint(fields=("part", "school"), name="target_once_a_school"),
            models.UniqueConstraint(fields=("part",), condition=Q(school=None), name="target_of_the_municipality_once"),
            models.CheckConstraint(condition=Q(goal__lte=100), name="target_goal_is_a_percentage"),
        )

    def __str__(self) -> str:
        return f"{self.part}, {self.school or 'gmina'}"

    @property
    def place(self) -> str:
        """The school's short name, or the office of the municipality."""
        return str(self.school) if self.school else "Urząd gminy"

    def get_absolute_url(self) -> str:
        """Where the group's respondents enter."""
        return reverse("surveys:entrance", args=[self.key])

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete; the database refuses a target that has codes or answers."""
        return super().delete(*args, **kwargs)
