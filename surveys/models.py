"""Surveys, as far as the indicators ask for them today: the SELFIE card of a school.

Administrators enter these records in Django admin.
"""

from django.db import models
from simple_history.models import HistoricalRecords

from schools.models import Evidence, School
from schools.scope import SaveGuard, ScopedManager


class SelfieCard(SaveGuard):
    """Karta badania SELFIE: a school's session, proved by the report or by the head's attestation."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="selfie_cards", verbose_name="jednostka")
    finished_on = models.DateField("sesja zakończona")
    evidence = models.ForeignKey(
        Evidence, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="raport SELFIE"
    )
    attested = models.BooleanField("poświadczona przez dyrektora bez pliku", default=False)
    is_demo = models.BooleanField("dane demonstracyjne", default=False, editable=False)

    objects = ScopedManager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "karta SELFIE"
        verbose_name_plural = "karty SELFIE"
        ordering = ("-finished_on", "school")
        constraints = (models.UniqueConstraint(fields=("school", "finished_on"), name="selfie_card_once_a_day"),)

    def __str__(self) -> str:
        return f"SELFIE: {self.school}"
