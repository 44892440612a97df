"""The plan as the municipality adopted it: its words untouched, its dates beside them.

The plan is public and belongs to no school, so these models are not scoped.
"""

from typing import ClassVar

from django.db import models
from django.urls import reverse
from simple_history.models import HistoricalRecords


class DatePrecision(models.TextChoices):
    """How exactly a date of the plan was written."""

    DAY = "day", "dzień"
    MONTH = "month", "miesiąc"
    YEAR = "year", "rok"


class Plan(models.Model):
    """HDR, Harmonogram Działań Rozwojowych, of one municipality."""

    title = models.CharField("tytuł", max_length=200)
    municipality = models.CharField("gmina", max_length=150)
    area = models.TextField("obszar")
    goal = models.TextField("cel")
    task = models.TextField("zadanie")
    period_text = models.CharField("okres realizacji", max_length=100)
    start = models.DateField("początek")
    end = models.DateField("koniec")
    content = models.JSONField(
        "pozostałe zapisy planu", default=dict, help_text="Zapisy dokumentu, które nie są działaniami ani wskaźnikami."
    )
    source_sha256 = models.CharField("SHA-256 pliku", max_length=64, editable=False)
    loaded_at = models.DateTimeField("wczytano", auto_now=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "plan"
        verbose_name_plural = "plany"
        ordering = ("-start",)
        constraints = (
            models.UniqueConstraint(fields=("municipality", "start"), name="plan_one_per_municipality_and_start"),
            models.CheckConstraint(condition=models.Q(start__lte=models.F("end")), name="plan_starts_before_it_ends"),
        )

    def __str__(self) -> str:
        return f"{self.municipality}, {self.period_text}"

    def get_absolute_url(self) -> str:
        """The plan's page."""
        return reverse("schedule:plan", args=[self.pk])


class Action(models.Model):
    """Działanie: a numbered action of the plan."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="actions", verbose_name="plan")
    number = models.PositiveSmallIntegerField("numer")
    text = models.TextField("treść")
    term_text = models.CharField("termin wspólny dla kroków", max_length=150, blank=True)
    resources_text = models.TextField("zasoby wspólne dla kroków", blank=True)
    responsible_text = models.TextField("odpowiedzialni wspólni dla kroków", blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "działanie"
        verbose_name_plural = "działania"
        ordering = ("plan", "number")
        constraints = (models.UniqueConstraint(fields=("plan", "number"), name="action_number_unique_in_plan"),)

    def __str__(self) -> str:
        return f"Działanie {self.number}"

    def get_absolute_url(self) -> str:
        """The action's page."""
        return reverse("schedule:action", args=[self.pk])


class Step(models.Model):
    """Sposób realizacji: a step of an action, its term as written beside start, end and their precision.

    A null text means that the plan leaves the cell empty; an empty responsible cell inherits from the row above.
    """

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="steps", verbose_name="działanie")
    position = models.PositiveSmallIntegerField("kolejność")
    number = models.CharField("numer", max_length=10)
    unnumbered = models.BooleanField("bez numeru w planie", default=False)
    text = models.TextField("treść")
    term_text = models.CharField("termin jak w planie", max_length=150, null=True, blank=True)  # noqa: DJ001
    start = models.DateField("początek", null=True, blank=True)
    start_precision = models.CharField(max_length=5, choices=DatePrecision, blank=True)
    end = models.DateField("koniec", null=True, blank=True)
    end_precision = models.CharField(max_length=5, choices=DatePrecision, blank=True)
    open_end = models.BooleanField("bez daty końca", default=False)
    as_needed = models.BooleanField("w razie potrzeby", default=False)
    cyclic = models.BooleanField("cyklicznie", default=False)
    decision_due = models.DateField("planowane rozstrzygnięcie", null=True, blank=True)
    dates_inherited_from = models.CharField("daty jak w kroku", max_length=10, blank=True)
    resources_text = models.TextField("zasoby", null=True, blank=True)  # noqa: DJ001
    responsible_text = models.TextField("odpowiedzialni", null=True, blank=True)  # noqa: DJ001

    history = HistoricalRecords()

    class Meta:
        verbose_name = "krok"
        verbose_name_plural = "kroki"
        ordering = ("action", "position")
        constraints = (
            models.UniqueConstraint(fields=("action", "number"), name="step_number_unique_in_action"),
            models.CheckConstraint(
                condition=models.Q(end=None) | models.Q(start=None) | models.Q(start__lte=models.F("end")),
                name="step_starts_before_it_ends",
            ),
        )

    def __str__(self) -> str:
        return f"Krok {self.label}"

    @property
    def label(self) -> str:
        """The number as people say it; the plan leaves two steps without one."""
        return f"{self.number.partition('.')[0]} (bez numeru)" if self.unnumbered else self.number

    def get_absolute_url(self) -> str:
        """The step's page."""
        return reverse("schedule:step", args=[self.pk])


class Note(models.Model):
    """An oddity of the plan, told beside the row it concerns and never silently repaired."""

    FIELDS: ClassVar[tuple[str, str]] = ("step", "action")

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="notes", verbose_name="plan")
    row = models.CharField("wiersz planu", max_length=20, help_text="Numer działania, kroku lub wskaźnika.")
    text = models.TextField("uwaga")
    position = models.PositiveSmallIntegerField("kolejność", default=0)

    class Meta:
        verbose_name = "uwaga do planu"
        verbose_name_plural = "uwagi do planu"
        ordering = ("plan", "position", "pk")
        constraints = (models.UniqueConstraint(fields=("plan", "row", "text"), name="note_once_a_row"),)

    def __str__(self) -> str:
        return f"{self.row}: {self.text}"
