"""What the dashboards add up: one row of counts a school, made from its devices and made anew when they change."""

from django.db import models

from schools.models import School
from schools.scope import SaveGuard, ScopedManager


class RegisterSummary(SaveGuard):
    """Counts of a school's register. `stale` is set in the transaction of every change; reading counts stale ones anew.

    `text` is the JSON that inventory/summaries.py counts from the devices; it holds nothing that depends on today. It is kept
    as text, for a thousand rows of it are read at once and nothing is ever looked for inside.
    """

    school = models.OneToOneField(School, on_delete=models.CASCADE, related_name="+", verbose_name="jednostka")
    text = models.TextField(default="", editable=False)
    devices = models.PositiveIntegerField("urządzeń", default=0)
    changed_at = models.DateTimeField("ostatnia zmiana", null=True)
    confirmed_on = models.DateField("ostatnio potwierdzono", null=True)
    stale = models.BooleanField(default=True)

    objects = ScopedManager()

    class Meta:
        verbose_name = "podsumowanie ewidencji"
        verbose_name_plural = "podsumowania ewidencji"

    def __str__(self) -> str:
        return f"Podsumowanie: {self.school}"
