"""Activities (zdarzenia): what was done to carry out a step, with the schools, head-counts and files that prove it."""

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from schedule.models.plans import Step
from schools.models import Evidence, School
from schools.scope import InScope, SaveGuard, ScopedManager


class ActivityKind(models.TextChoices):
    """Kinds of activities: each is what one or more measures count."""

    AUDIT = "audit", "audyt cyberbezpieczeństwa"
    TEAM_MEETING = "team_meeting", "spotkanie grupy roboczej"
    DIRECTORS_MEETING = "directors_meeting", "spotkanie z dyrektorami szkół"
    DEBATE = "debate", "debata"
    CONFERENCE = "conference", "konferencja tematyczna"
    CLOSING_CONFERENCE = "closing_conference", "konferencja podsumowująca"
    TRAINING = "training", "szkolenie"
    WORKSHOP = "workshop", "warsztaty"
    RESOLUTION = "resolution", "uchwała"
    ORDINANCE = "ordinance", "zarządzenie"
    GRANT_APPLICATION = "grant_application", "wniosek o dofinansowanie"
    PRESENTATION = "presentation", "prezentacja lub opis dobrej praktyki"
    SYSTEM_UPDATE = "system_update", "aktualizacja systemu lub sprzętu"
    OTHER = "other", "inne zdarzenie"


class Topic(models.TextChoices):
    """What a training or a workshop was about."""

    DIGITAL_TOOLS = "digital_tools", "obsługa narzędzi cyfrowych"
    ONLINE_SAFETY = "online_safety", "bezpieczeństwo w sieci i krytyczna analiza informacji"
    AI_AND_ZPE = "ai_and_zpe", "sztuczna inteligencja i Zintegrowana Platforma Edukacyjna"
    DIGITAL_HYGIENE = "digital_hygiene", "higiena cyfrowa"
    COMMUNICATION = "communication", "usprawnienie komunikacji"
    OTHER = "other", "inny temat"


class ActivityState(models.TextChoices):
    """The way of a record through approval."""

    DRAFT = "draft", "szkic"
    SUBMITTED = "submitted", "czeka na zatwierdzenie"
    RETURNED = "returned", "zwrócone do poprawy"
    APPROVED = "approved", "zatwierdzone"
    VOIDED = "voided", "unieważnione"


class Group(models.TextChoices):
    """Groups whose heads are counted; names are never asked for."""

    PUPILS = "uczniowie", "uczniowie"
    TEACHERS = "nauczyciele", "nauczyciele"
    PARENTS = "rodzice", "rodzice"
    DIRECTORS = "dyrektorzy", "dyrektorzy"
    OTHERS = "inni", "inni uczestnicy"


class ActivityManager(ScopedManager):
    """A school sees the records it keeps and those it took part in."""

    def predicate(self) -> Any:
        """Kept by a school in scope, or a school in scope took part."""
        took_part = Participation._base_manager.filter(  # noqa: SLF001 - the condition is the scope itself
            InScope(models.F("school_id")), activity=OuterRef("pk")
        )
        return Q(InScope(models.F("keeper_id"))) | Q(Exists(took_part))


class Activity(SaveGuard):
    """Zdarzenie. `keeper` keeps and edits the record (empty: the department); `schools` took part and may read it."""

    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="activities", verbose_name="krok planu")
    kind = models.CharField("rodzaj zdarzenia", max_length=20, choices=ActivityKind)
    topic = models.CharField("temat", max_length=20, choices=Topic, blank=True)
    title = models.CharField("tytuł", max_length=200)
    day = models.DateField("data")
    keeper = models.ForeignKey(
        School, on_delete=models.PROTECT, null=True, blank=True, related_name="kept_activities", verbose_name="prowadzi"
    )
    schools: "models.ManyToManyField[School, Participation]" = models.ManyToManyField(
        School, through="Participation", related_name="activities", verbose_name="jednostki uczestniczące"
    )
    reference = models.CharField("numer lub znak sprawy", max_length=100, blank=True)
    amount = models.DecimalField("kwota (zł)", max_digits=12, decimal_places=2, null=True, blank=True)
    filed_on = models.DateField("data złożenia", null=True, blank=True)
    description = models.TextField("opis", blank=True, max_length=4000)

    state = models.CharField("stan", max_length=10, choices=ActivityState, default=ActivityState.DRAFT, editable=False)
    remark = models.CharField("uwaga Wydziału", max_length=500, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True, editable=False)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    decided_at = models.DateTimeField(null=True, blank=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    voided_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="dodał(a)", editable=False
    )
    created_at = models.DateTimeField("dodano", auto_now_add=True)
    form_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    is_demo = models.BooleanField("dane demonstracyjne", default=False, editable=False)

    evidence: "models.ManyToManyField[Evidence, ActivityEvidence]" = models.ManyToManyField(
        Evidence, through="ActivityEvidence", related_name="activities", verbose_name="dowody"
    )

    objects = ActivityManager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "zdarzenie"
        verbose_name_plural = "zdarzenia"
        ordering = ("-day", "-pk")
        indexes = (
            models.Index(fields=("kind", "state", "day"), name="activity_counted"),
            models.Index(fields=("keeper", "state"), name="activity_of_school"),
        )
        constraints = (
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="activity_approval_is_signed",
            ),
            models.CheckConstraint(
                condition=~Q(state="voided") | (Q(voided_at__isnull=False) & ~Q(remark="")),
                name="activity_voided_with_a_reason",
            ),
            models.CheckConstraint(condition=Q(amount=None) | Q(amount__gte=0), name="activity_amount_not_negative"),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The record's page."""
        return reverse("schedule:activity", args=[self.pk])

    def owner_school_id(self) -> int | None:
        """The keeper owns the record."""
        return self.keeper_id


class ActivityPart(SaveGuard):
    """A row that belongs to an activity and so to its keeper."""

    scope_path: ClassVar[str] = "activity__keeper_id"

    activity: models.ForeignKey[Activity, Activity]

    class Meta:
        abstract = True

    def owner_school_id(self) -> int | None:
        """The keeper of the activity."""
        return self.activity.keeper_id


class Participation(ActivityPart):
    """A school took part in an activity: seen by that school, written by the keeper."""

    scope_path: ClassVar[str] = "school_id"

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="participations")
    school = models.ForeignKey(
        School, on_delete=models.PROTECT, related_name="participations", verbose_name="jednostka"
    )

    objects = ScopedManager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "udział jednostki"
        verbose_name_plural = "udział jednostek"
        ordering = ("school",)
        constraints = (models.UniqueConstraint(fields=("activity", "school"), name="participation_once"),)

    def __str__(self) -> str:
        return f"{self.school} – {self.activity}"


class HeadCount(ActivityPart):
    """How many people of a group took part: kept apart from names, so that names can be erased and the count stays."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="head_counts")
    group = models.CharField("grupa", max_length=12, choices=Group)
    count = models.PositiveIntegerField("liczba osób")

    objects = ScopedManager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "liczba uczestników"
        verbose_name_plural = "liczby uczestników"
        ordering = ("activity", "pk")
        constraints = (models.UniqueConstraint(fields=("activity", "group"), name="head_count_once_a_group"),)

    def __str__(self) -> str:
        return f"{self.get_group_display()}: {self.count}"


class ActivityEvidence(ActivityPart):
    """A file proves an activity."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="proofs")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="proofs", verbose_name="dowód")

    objects = ScopedManager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "dowód zdarzenia"
        verbose_name_plural = "dowody zdarzeń"
        ordering = ("evidence",)
        constraints = (models.UniqueConstraint(fields=("activity", "evidence"), name="activity_evidence_once"),)

    def __str__(self) -> str:
        return f"{self.evidence} – {self.activity}"
