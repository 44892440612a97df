"""Licences of software that schools hold."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from inventory.models.dictionaries import FundingSource, Product
from schools.models import School
from schools.scope import SaveGuard, ScopedManager


class LicenceKind(models.TextChoices):
    """How a licence was bought."""

    OEM = "oem", "OEM"
    MAK = "mak", "zbiorcza (MAK)"
    SUBSCRIPTION = "subscription", "subskrypcja"
    EDU = "edu", "edukacyjna (EDU)"
    BOX = "box", "pudełkowa"
    FREE = "free", "bezpłatna"


class Licence(SaveGuard):
    """Licencja of a product at a school. The key of the licence is never kept here."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="licences", verbose_name="jednostka")
    product = models.ForeignKey(
        Product, on_delete=models.PROTECT, related_name="licences", verbose_name="oprogramowanie"
    )
    kind = models.CharField("rodzaj", max_length=12, choices=LicenceKind)
    inventory_number = models.CharField("numer inwentarzowy", max_length=60, blank=True)
    seats = models.PositiveIntegerField("stanowiska", null=True, blank=True, help_text="Puste: bez ograniczeń.")
    in_use = models.PositiveIntegerField("w użyciu", default=0)
    bought_on = models.DateField("data zakupu", null=True, blank=True)
    expires_on = models.DateField("ważna do", null=True, blank=True, help_text="Puste: bezterminowa.")
    invoice = models.CharField("numer faktury", max_length=60, blank=True)
    cost = models.DecimalField(
        "koszt brutto", max_digits=12, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    funding = models.ForeignKey(
        FundingSource,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="źródło finansowania",
    )
    note = models.CharField("uwagi", max_length=500, blank=True)
    form_key = models.UUIDField(null=True, unique=True, editable=False)  # a form sent twice makes one licence
    version = models.PositiveIntegerField(default=1, editable=False)
    is_demo = models.BooleanField("dane demonstracyjne", default=False, editable=False)

    objects = ScopedManager()
    history = HistoricalRecords(excluded_fields=["form_key"])

    class Meta:
        verbose_name = "licencja"
        verbose_name_plural = "licencje"
        ordering = ("school", "product__name", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(bought_on=None) | Q(expires_on=None) | Q(expires_on__gte=F("bought_on")),
                name="licence_expires_after_purchase",
            ),
        )
        indexes = (models.Index(fields=("school", "expires_on"), name="licence_expiry"),)

    def __str__(self) -> str:
        return f"{self.product} ({self.get_kind_display()})"

    def get_absolute_url(self) -> str:
        """The licence's page."""
        return reverse("inventory:licence", args=[self.pk])

    @property
    def is_overused(self) -> bool:
        """Whether more people use it than it allows."""
        return self.seats is not None and self.in_use > self.seats
