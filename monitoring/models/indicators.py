"""Indicators, their targets and corrections. An indicator keeps no number: it is counted from the records."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from schedule.models import Action, Group, Plan, Step
from schools.models import Evidence, School
from schools.scope import SaveGuard, ScopedManager


class TargetKind(models.TextChoices):
    """How the plan sets a target."""

    EXACT = "exact", "dokładnie"
    MIN = "min", "co najmniej"
    MIN_PER_UNIT = "min_per_unit", "co najmniej w każdej"
    PER_GROUP = "per_group", "w każdej grupie"


class CountRule(models.TextChoices):
    """How contributions become one number."""

    RECORDS = "records", "liczba zapisów"
    SCHOOLS = "schools", "liczba różnych szkół"
    LARGEST = "largest", "największa liczba osób na jednym wydarzeniu"
    BEST_BY_GROUP = "best_by_group", "najlepsze jedno wydarzenie, każda grupa osobno"
    MIN_PER_SCHOOL = "min_per_school", "najmniejsza liczba wśród szkół"


class Population(models.TextChoices):
    """Whose number is asked: read from the register on the day, never a literal 11."""

    PLAN = "plan", "cała gmina"
    PRIMARY_SCHOOLS = "primary_schools", "szkoły podstawowe"
    SCHOOLS = "schools", "wszystkie jednostki"
    ESTABLISHMENTS = "establishments", "wszystkie placówki"


class Indicator(models.Model):
    """Wskaźnik: a row of the plan's table, bound to the measure that counts it."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="indicators", verbose_name="plan")
    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="indicators", verbose_name="działanie")
    position = models.PositiveSmallIntegerField("kolejność")
    number = models.CharField("numer", max_length=15)
    text = models.TextField("wskaźnik")
    target_text = models.CharField("wartość docelowa jak w planie", max_length=60)
    unit = models.CharField("jednostka miary", max_length=30)
    documentation_text = models.CharField("sposób dokumentowania", max_length=200)
    measure = models.CharField("miara", max_length=60, blank=True)  # chosen in the form: some measures are rows
    count_rule = models.CharField("sposób liczenia", max_length=15, choices=CountRule, default=CountRule.RECORDS)
    population = models.CharField("zakres", max_length=16, choices=Population, default=Population.PLAN)
    steps: "models.ManyToManyField[Step, models.Model]" = models.ManyToManyField(
        Step, blank=True, related_name="indicators", verbose_name="kroki wyznaczające termin"
    )
    explanation = models.TextField("jak liczymy", blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "wskaźnik"
        verbose_name_plural = "wskaźniki"
        ordering = ("plan", "position")
        constraints = (models.UniqueConstraint(fields=("plan", "number"), name="indicator_number_unique_in_plan"),)

    def __str__(self) -> str:
        return f"Wskaźnik {self.number}"

    def get_absolute_url(self) -> str:
        """The indicator's page."""
        return reverse("monitoring:indicator", args=[self.pk])


class Target(models.Model):
    """Wartość docelowa: one value of an indicator; a target per group has one row a group."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="targets", verbose_name="wskaźnik")
    kind = models.CharField("rodzaj", max_length=12, choices=TargetKind)
    value = models.PositiveIntegerField("wartość")
    group = models.CharField("grupa", max_length=12, choices=Group, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "wartość docelowa"
        verbose_name_plural = "wartości docelowe"
        ordering = ("indicator", "pk")
        constraints = (
            models.UniqueConstraint(fields=("indicator", "group"), name="target_once_a_group"),
            models.CheckConstraint(
                condition=Q(kind="per_group", group__gt="") | (~Q(kind="per_group") & Q(group="")),
                name="target_group_fits_its_kind",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.value} {self.group}".strip()


class Correction(SaveGuard):
    """Korekta: a signed number with a reason that is added to what the records say, and always shown apart.

    It counts for days from `day` on and is never changed: a wrong one is withdrawn and written anew.
    """

    indicator = models.ForeignKey(
        Indicator, on_delete=models.PROTECT, related_name="corrections", verbose_name="wskaźnik"
    )
    day = models.DateField("od dnia")
    amount = models.IntegerField("o ile")
    group = models.CharField("grupa", max_length=12, choices=Group, blank=True)
    school = models.ForeignKey(
        School, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="jednostka"
    )
    reason = models.CharField("powód", max_length=500)
    evidence = models.ForeignKey(
        Evidence, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="dowód"
    )
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="podpisał(a)"
    )
    signed_at = models.DateTimeField("podpisana", auto_now_add=True)
    withdrawn_at = models.DateTimeField("wycofana", null=True, blank=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    form_key = models.UUIDField(unique=True, editable=False)

    objects = ScopedManager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "korekta wskaźnika"
        verbose_name_plural = "korekty wskaźników"
        ordering = ("-signed_at", "-pk")
        constraints = (
            models.CheckConstraint(condition=~Q(amount=0), name="correction_changes_something"),
            models.CheckConstraint(condition=~Q(reason=""), name="correction_has_a_reason"),
        )

    def __str__(self) -> str:
        return f"{self.indicator}: {self.amount:+d}"
