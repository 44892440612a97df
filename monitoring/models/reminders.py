"""Reminders: who was asked for the missing records of an indicator, when, and whether the mail server took the letter."""

from django.db import models
from django.urls import reverse

from monitoring.models.indicators import Indicator
from schools.models import Job, School
from schools.scope import SaveGuard, ScopedManager


class Reminder(Job):
    """Przypomnienie: one sending about one indicator. Its letters are planned with it and sent by a worker."""

    indicator = models.ForeignKey(
        Indicator, on_delete=models.PROTECT, related_name="reminders", verbose_name="wskaźnik"
    )

    class Meta(Job.Meta):
        verbose_name = "przypomnienie"
        verbose_name_plural = "przypomnienia"
        ordering = ("-created_at", "-pk")

    def __str__(self) -> str:
        return f"{self.indicator}: przypomnienie {self.created_at:%d.%m.%Y}"

    def get_absolute_url(self) -> str:
        """The page that shows whom it went to."""
        return reverse("monitoring:reminder", args=[self.pk])


class LetterState(models.TextChoices):
    """Where a letter stands. What was begun and never answered is not sent again: nobody gets it twice."""

    PLANNED = "planned", "czeka na wysłanie"
    SENDING = "sending", "w trakcie"
    SENT = "sent", "wysłana"
    REFUSED = "refused", "poczta nie przyjęła"
    UNCERTAIN = "uncertain", "nie wiadomo, czy dotarła"


class ReminderLetter(SaveGuard):
    """A letter of a reminder to one person of one school."""

    reminder = models.ForeignKey(Reminder, on_delete=models.CASCADE, related_name="letters")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+", verbose_name="jednostka")
    address = models.EmailField("do kogo")
    state = models.CharField("stan", max_length=10, choices=LetterState, default=LetterState.PLANNED)
    planned_at = models.DateTimeField("zaplanowana", auto_now_add=True)
    decided_at = models.DateTimeField("rozstrzygnięta", null=True, editable=False)

    objects = ScopedManager()

    class Meta:
        verbose_name = "wiadomość z przypomnieniem"
        verbose_name_plural = "wiadomości z przypomnieniami"
        ordering = ("reminder", "school__sort_name", "address")
        constraints = (models.UniqueConstraint(fields=("reminder", "school", "address"), name="reminder_letter_once"),)
        indexes = (models.Index(fields=("school", "planned_at"), name="reminder_letter_of_school"),)

    def __str__(self) -> str:
        return f"{self.address}: {self.get_state_display()}"
