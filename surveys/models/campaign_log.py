"""What happened to a campaign beside the changes of its own fields: corrections, reminders, deletions, with numbers."""

from django.conf import settings
from django.db import models

from schools.models import School
from schools.scope import SaveGuard, ScopedManager
from surveys.models.campaigns import Campaign


class EventKind(models.TextChoices):
    """Kinds of entries in a campaign's log."""

    POPULATION = "population", "Poprawiono liczebność"
    REMINDED = "reminded", "Przypomniano szkołom"
    CODES_MADE = "codes_made", "Przygotowano kody"
    CODES_CANCELLED = "codes_cancelled", "Unieważniono pakiet kodów"
    PAPER = "paper", "Wprowadzono ankiety papierowe"
    CODES_DELETED = "codes_deleted", "Usunięto kody"
    DRAFTS_DELETED = "drafts_deleted", "Usunięto niewysłane szkice"
    ANSWERS_DELETED = "answers_deleted", "Usunięto odpowiedzi"


class CampaignEvent(SaveGuard):
    """Zdarzenie kampanii: one entry of its log. Without a person: the portal did it by itself."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="events", verbose_name="kampania")
    school = models.ForeignKey(
        School, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="jednostka"
    )
    kind = models.CharField("rodzaj", max_length=15, choices=EventKind)
    text = models.CharField("opis", max_length=500, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="kto"
    )
    at = models.DateTimeField("kiedy", auto_now_add=True)

    objects = ScopedManager()

    class Meta:
        verbose_name = "zdarzenie kampanii"
        verbose_name_plural = "zdarzenia kampanii"
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.campaign}: {self.get_kind_display()}"
