"""SELFIE cards: a school's session of the Commission's tool, retyped from its report and confirmed by a second person."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from schools.models import Evidence, School
from schools.scope import SaveGuard, ScopedManager


class Area(models.TextChoices):
    """The eight areas of SELFIE. Facts: codes and names; its questions are not kept here."""

    A = "A", "Przywództwo"
    B = "B", "Współpraca i tworzenie sieci"
    C = "C", "Infrastruktura i sprzęt"
    D = "D", "Ciągłe doskonalenie zawodowe"
    E = "E", "Pedagogika: wsparcie i zasoby"
    F = "F", "Pedagogika: praca w klasie"
    G = "G", "Praktyki oceniania"
    H = "H", "Kompetencje cyfrowe uczniów"


class SelfieGroup(models.TextChoices):
    """Who answers SELFIE: there is no questionnaire for parents."""

    LEADERS = "leaders", "kadra kierownicza"
    TEACHERS = "teachers", "nauczyciele"
    PUPILS = "pupils", "uczniowie"


class CardState(models.TextChoices):
    """Where a card stands; only a confirmed one counts."""

    DRAFT = "draft", "szkic"
    SUBMITTED = "submitted", "do potwierdzenia"
    CONFIRMED = "confirmed", "potwierdzona"
    WITHDRAWN = "withdrawn", "wycofana"


class SelfieCard(SaveGuard):
    """Karta badania SELFIE: a school's session, proved by the report or by the head's attestation.

    `finished_on` is the day that indicators 1.6/1.7 count. At most three sessions a school year (a rule of SELFIE).
    `written_by` typed the numbers last, `submitted_by` sent them: neither may confirm. The same `form_key` is the same form
    sent again.
    """

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="selfie_cards", verbose_name="jednostka")
    state = models.CharField("stan", max_length=9, choices=CardState, default=CardState.DRAFT)
    started_on = models.DateField("sesja rozpoczęta", null=True, blank=True)
    finished_on = models.DateField("sesja zakończona")
    evidence = models.ForeignKey(
        Evidence, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="raport SELFIE"
    )
    attested = models.BooleanField("poświadczona przez dyrektora bez pliku", default=False)
    consent = models.BooleanField("dyrektor zgadza się udostępnić raport gminie", default=False)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="złożył(a)",
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="potwierdził(a)",
    )
    confirmed_at = models.DateTimeField("potwierdzona", null=True, blank=True)
    submitted_at = models.DateTimeField("złożona", null=True, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="wpisał(a) liczby",
    )
    remark = models.CharField("uwaga", max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    form_key = models.UUIDField(null=True, unique=True, editable=False)
    is_demo = models.BooleanField("dane demonstracyjne", default=False, editable=False)

    objects = ScopedManager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "karta SELFIE"
        verbose_name_plural = "karty SELFIE"
        ordering = ("-finished_on", "school")
        constraints = (
            models.UniqueConstraint(
                fields=("school", "finished_on"), condition=~Q(state="withdrawn"), name="selfie_card_once_a_day"
            ),
            models.CheckConstraint(
                condition=Q(started_on=None) | Q(started_on__lte=F("finished_on")), name="selfie_session_starts_first"
            ),
        )

    def __str__(self) -> str:
        return f"SELFIE: {self.school}"

    def get_absolute_url(self) -> str:
        """The card's page."""
        return reverse("surveys:selfie_card", args=[self.pk])


class SelfieMean(SaveGuard):
    """Average of an area in a group, 1.0–5.0. The middle of SELFIE's scale means "slightly agree", not neutral."""

    scope_path = "card__school_id"

    card = models.ForeignKey(SelfieCard, on_delete=models.CASCADE, related_name="means")
    area = models.CharField("obszar", max_length=1, choices=Area)
    group = models.CharField("grupa", max_length=8, choices=SelfieGroup)
    mean = models.DecimalField(
        "średnia", max_digits=3, decimal_places=2, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )

    objects = ScopedManager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "średnia SELFIE"
        verbose_name_plural = "średnie SELFIE"
        ordering = ("card", "area", "group")
        constraints = (
            models.UniqueConstraint(fields=("card", "area", "group"), name="selfie_mean_once"),
            models.CheckConstraint(condition=Q(mean__gte=1, mean__lte=5), name="selfie_mean_from_1_to_5"),
        )

    def __str__(self) -> str:
        return f"{self.area} {self.group}: {self.mean}"

    def owner_school_id(self) -> int | None:
        """The school of the card."""
        return self.card.school_id


class SelfieCount(SaveGuard):
    """How many of a group were invited and answered; None while a draft does not say yet.

    `gaps_meant`: somebody said that the areas left empty are no oversight, the group was not asked about them.
    """

    scope_path = "card__school_id"

    card = models.ForeignKey(SelfieCard, on_delete=models.CASCADE, related_name="counts")
    group = models.CharField("grupa", max_length=8, choices=SelfieGroup)
    invited = models.PositiveIntegerField("zaproszeni", null=True)
    answered = models.PositiveIntegerField("odpowiedzieli", null=True)
    gaps_meant = models.BooleanField("puste obszary są zamierzone", default=False)

    objects = ScopedManager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "liczebność SELFIE"
        verbose_name_plural = "liczebności SELFIE"
        ordering = ("card", "group")
        constraints = (
            models.UniqueConstraint(fields=("card", "group"), name="selfie_count_once"),
            models.CheckConstraint(condition=Q(answered__lte=F("invited")), name="selfie_answered_of_invited"),
        )

    def __str__(self) -> str:
        return f"{self.group}: {self.answered}/{self.invited}"

    def owner_school_id(self) -> int | None:
        """The school of the card."""
        return self.card.school_id
