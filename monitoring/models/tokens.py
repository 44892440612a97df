"""Tokens of the read-only API: shown once, kept as a hash, limited to a school or the whole city, revocable."""

from django.conf import settings
from django.db import models

from schools.models import School


class ApiToken(models.Model):
    """Token API. `school` none: the whole municipality. `prefix` tells tokens apart without giving them away."""

    name = models.CharField("do czego służy", max_length=100)
    prefix = models.CharField("początek", max_length=8, editable=False)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    school = models.ForeignKey(
        School, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="jednostka"
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="utworzył(a)"
    )
    created_at = models.DateTimeField("utworzony", auto_now_add=True)
    expires_on = models.DateField("ważny do")
    used_on = models.DateField("ostatnio użyty", null=True, blank=True, editable=False)
    revoked_at = models.DateTimeField("unieważniony", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "token API"
        verbose_name_plural = "tokeny API"
        ordering = ("-created_at", "-pk")

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"
