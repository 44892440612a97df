"""Dictionaries of the register: data with a source note. A school proposes an entry, the department accepts it."""

from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from hdr_portal.lib.plaintext import folded
from schools.models import School
from schools.scope import InScope


class EntryState(models.TextChoices):
    """Where an entry of a dictionary stands."""

    ACCEPTED = "accepted", "przyjęty"
    PROPOSED = "proposed", "zaproponowany"
    DECLINED = "declined", "odrzucony"


class EntryQuerySet(models.QuerySet[Any]):
    """Entries as a school may use them."""

    def usable(self) -> "EntryQuerySet":
        """Accepted entries and those that a school of the open scope has proposed."""
        return self.filter(
            Q(state=EntryState.ACCEPTED) | Q(InScope(models.F("proposed_by_school_id")), state=EntryState.PROPOSED)
        )

    def proposed(self) -> "EntryQuerySet":
        """Proposals of the schools of the open scope that wait for the department."""
        return self.filter(InScope(models.F("proposed_by_school_id")), state=EntryState.PROPOSED)


class DictionaryEntry(models.Model):
    """An entry of a dictionary: common to all schools once accepted."""

    name = models.CharField("nazwa", max_length=120)
    key = models.CharField(max_length=120, unique=True, editable=False)
    aliases = models.TextField(
        "inne nazwy", blank=True, help_text="Po jednej w wierszu: tak wpis bywa nazywany w arkuszach szkół."
    )
    source = models.CharField(
        "źródło", max_length=250, blank=True, help_text="Skąd wpis pochodzi: akt prawny, projekt, szkoła."
    )
    state = models.CharField("stan", max_length=10, choices=EntryState, default=EntryState.ACCEPTED)
    proposed_by_school = models.ForeignKey(
        School,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="zaproponowała jednostka",
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    objects = EntryQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the key by which entries are unique and found."""
        self.key = folded(self.name)
        super().save(*args, **kwargs)

    @property
    def all_keys(self) -> list[str]:
        """The keys by which a text in a sheet means this entry."""
        return [self.key, *(folded(line) for line in self.aliases.splitlines() if line.strip())]


class CategoryGroup(models.TextChoices):
    """Families of categories, in the order of lists."""

    COMPUTERS = "computers", "komputery i tablety"
    SCREENS = "screens", "monitory i projektory"
    PRINTING = "printing", "druk"
    NETWORK = "network", "sieć"
    SERVERS = "servers", "serwery i kopie zapasowe"
    SECURITY = "security", "monitoring wizyjny"
    OTHER = "other", "inne"


class Category(DictionaryEntry):
    """Kategoria urządzeń with its own fields."""

    code = models.SlugField("kod", max_length=40, unique=True)
    group = models.CharField("grupa", max_length=10, choices=CategoryGroup, default=CategoryGroup.OTHER)
    is_computer = models.BooleanField(
        "liczona jako komputer",
        default=False,
        help_text="Ma procesor, pamięć, dysk i system; liczy się do liczby uczniów na komputer.",
    )
    own_fields = models.JSONField(
        "własne pola",
        default=list,
        blank=True,
        help_text='Lista: {"key": "ports", "label": "Liczba portów", "kind": "count"}; rodzaje: text, count, date, bool.',
    )
    life_years = models.PositiveSmallIntegerField(
        "trwałość w latach", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(40)]
    )

    history = HistoricalRecords()

    class Meta(DictionaryEntry.Meta):
        verbose_name = "kategoria"
        verbose_name_plural = "kategorie"


class Manufacturer(DictionaryEntry):
    """Producent."""

    history = HistoricalRecords()

    class Meta(DictionaryEntry.Meta):
        verbose_name = "producent"
        verbose_name_plural = "producenci"


class FundingSource(DictionaryEntry):
    """Źródło finansowania: a programme, project or budget that paid."""

    agreement_number = models.CharField("numer umowy", max_length=60, blank=True)
    durability_until = models.DateField(
        "koniec trwałości", null=True, blank=True, help_text="Podpowiadany urządzeniom kupionym z tego źródła."
    )

    history = HistoricalRecords()

    class Meta(DictionaryEntry.Meta):
        verbose_name = "źródło finansowania"
        verbose_name_plural = "źródła finansowania"


class FixedAssetClass(DictionaryEntry):
    """Klasyfikacja Środków Trwałych (KŚT): a code and what it stands for."""

    code = models.CharField("symbol", max_length=10, unique=True)

    history = HistoricalRecords()

    class Meta(DictionaryEntry.Meta):
        verbose_name = "pozycja KŚT"
        verbose_name_plural = "pozycje KŚT"
        ordering = ("code",)

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class OperatingSystem(DictionaryEntry):
    """System operacyjny and the day its maker stops supporting it."""

    family = models.CharField("rodzina", max_length=40, help_text="Na przykład Windows 10, Windows 11, ChromeOS.")
    supported_until = models.DateField("wsparcie do", null=True, blank=True)

    history = HistoricalRecords()

    class Meta(DictionaryEntry.Meta):
        verbose_name = "system operacyjny"
        verbose_name_plural = "systemy operacyjne"


class ProductKind(models.TextChoices):
    """What a piece of software is for."""

    OFFICE = "office", "pakiet biurowy"
    SYSTEM = "system", "system operacyjny"
    SECURITY = "security", "ochrona"
    TEACHING = "teaching", "dydaktyka"
    MANAGEMENT = "management", "zarządzanie szkołą"
    OTHER = "other", "inne"


class Product(DictionaryEntry):
    """Oprogramowanie: a product that schools hold licences of."""

    publisher = models.CharField("wydawca", max_length=80, blank=True)
    kind = models.CharField("rodzaj", max_length=12, choices=ProductKind, default=ProductKind.OTHER)
    is_standard = models.BooleanField(
        "standard gminy", default=False, help_text="Na tej liście opiera się wskaźnik jednolitości oprogramowania."
    )

    history = HistoricalRecords()

    class Meta(DictionaryEntry.Meta):
        verbose_name = "oprogramowanie"
        verbose_name_plural = "oprogramowanie"


class ZszoModule(DictionaryEntry):
    """Moduł Zintegrowanego Systemu Zarządzania Oświatą."""

    position = models.PositiveSmallIntegerField("kolejność", default=0)

    history = HistoricalRecords()

    class Meta(DictionaryEntry.Meta):
        verbose_name = "moduł ZSZO"
        verbose_name_plural = "moduły ZSZO"
        ordering = ("position", "name")  # type: ignore[assignment]  # a tuple of another length is meant
