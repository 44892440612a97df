"""Instruments (kwestionariusze): versioned sets of questions. One with answers is never changed: it gets a new version.

Texts in several languages are JSON objects keyed by language ("pl", "uk", "en"). They belong to no school.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from surveys.models.campaigns_words import Audience


class Framework(models.TextChoices):
    """The frame of competences or areas that an instrument and its items refer to."""

    OWN = "own", "własny"
    SELFIE = "selfie", "obszary SELFIE A–H"
    DIGCOMPEDU = "digcompedu", "DigCompEdu (22 kompetencje)"
    DIGCOMP22 = "digcomp22", "DigComp 2.2"
    DIGCOMP30 = "digcomp30", "DigComp 3.0"


class InstrumentState(models.TextChoices):
    """Where a version stands."""

    DRAFT = "draft", "szkic"
    READY = "ready", "gotowy"
    RETIRED = "retired", "wycofany"


class ItemKind(models.TextChoices):
    """Kinds of questions. Agreement, frequency and faces have scales of their own; levels, single and multi name one."""

    AGREEMENT = "agreement", "zgoda w 5 stopniach"
    FREQUENCY = "frequency", "częstość w 5 stopniach"
    LEVELS = "levels", "opisane poziomy A1–C2"
    SINGLE = "single", "jedna odpowiedź z listy"
    MULTI = "multi", "kilka odpowiedzi z listy"
    NUMBER = "number", "liczba"
    SHORT_TEXT = "short_text", "krótki tekst"
    LONG_TEXT = "long_text", "długi tekst"
    FACES = "faces", "trzy buźki (klasy 1–3)"


class Instrument(models.Model):
    """Kwestionariusz: one version of a set of questions."""

    code = models.SlugField("kod", max_length=40)
    version = models.PositiveSmallIntegerField("wersja", default=1)
    based_on = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="successors", verbose_name="powstał z"
    )
    framework = models.CharField("rama", max_length=12, choices=Framework, default=Framework.OWN)
    audience = models.CharField("dla kogo", max_length=12, choices=Audience)
    state = models.CharField("stan", max_length=8, choices=InstrumentState, default=InstrumentState.DRAFT)
    easy = models.BooleanField("proste brzmienie dla małych dzieci", default=False)
    minutes = models.PositiveSmallIntegerField("czas wypełniania w minutach", default=5)
    title = models.JSONField("tytuł", default=dict)
    intro = models.JSONField("wstęp", default=dict, blank=True)
    source_note = models.CharField("pochodzenie", max_length=300, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="autor",
    )
    created_at = models.DateTimeField("utworzony", auto_now_add=True)

    class Meta:
        verbose_name = "kwestionariusz"
        verbose_name_plural = "kwestionariusze"
        ordering = ("code", "-version")
        constraints = (models.UniqueConstraint(fields=("code", "version"), name="instrument_version_once"),)

    def __str__(self) -> str:
        return f"{self.title.get('pl') or self.code} (wersja {self.version})"

    def get_absolute_url(self) -> str:
        """The instrument's page."""
        return reverse("surveys:instrument", args=[self.pk])


class Section(models.Model):
    """Część: the items of one construct, shown on one page. `construct` is shared by instruments that ask alike."""

    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="sections")
    position = models.PositiveSmallIntegerField("kolejność")
    code = models.SlugField("kod", max_length=40)
    construct = models.SlugField("konstrukt", max_length=40, blank=True)
    title = models.JSONField("tytuł", default=dict)
    intro = models.JSONField("wstęp", default=dict, blank=True)

    class Meta:
        verbose_name = "część kwestionariusza"
        verbose_name_plural = "części kwestionariuszy"
        ordering = ("instrument", "position")
        constraints = (models.UniqueConstraint(fields=("instrument", "code"), name="section_code_once"),)

    def __str__(self) -> str:
        return self.code


class Scale(models.Model):
    """Skala: the answers that an item offers, in order."""

    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="scales")
    code = models.SlugField("kod", max_length=40)

    class Meta:
        verbose_name = "skala"
        verbose_name_plural = "skale"
        ordering = ("instrument", "code")
        constraints = (models.UniqueConstraint(fields=("instrument", "code"), name="scale_code_once"),)

    def __str__(self) -> str:
        return self.code


class ScalePoint(models.Model):
    """Punkt skali: one answer. `value` is its number where the scale measures; none for a plain choice."""

    scale = models.ForeignKey(Scale, on_delete=models.CASCADE, related_name="points")
    position = models.PositiveSmallIntegerField("kolejność")
    code = models.SlugField("kod", max_length=40)
    value = models.SmallIntegerField("wartość", null=True, blank=True)
    label = models.JSONField("etykieta", default=dict)

    class Meta:
        verbose_name = "punkt skali"
        verbose_name_plural = "punkty skal"
        ordering = ("scale", "position")
        constraints = (models.UniqueConstraint(fields=("scale", "code"), name="scale_point_code_once"),)

    def __str__(self) -> str:
        return self.code


class Item(models.Model):
    """Pytanie. Its code is stable over versions: what has the same code and wording is compared over time."""

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField("kolejność")
    code = models.SlugField("kod", max_length=40)
    kind = models.CharField("rodzaj", max_length=10, choices=ItemKind)
    scale = models.ForeignKey(Scale, on_delete=models.PROTECT, null=True, blank=True, related_name="items")
    tag = models.CharField("oznaczenie w ramie", max_length=20, blank=True)
    category = models.CharField("kategoria sprzętu", max_length=40, blank=True)
    required = models.BooleanField("wymagane", default=False)
    allow_na = models.BooleanField("można odpowiedzieć „nie dotyczy / nie wiem”", default=True)
    reverse = models.BooleanField("pytanie odwrócone", default=False)
    limit = models.PositiveSmallIntegerField("najwyżej odpowiedzi", null=True, blank=True)
    minimum = models.IntegerField("najmniej", null=True, blank=True)
    maximum = models.IntegerField("najwięcej", null=True, blank=True)
    show_if = models.CharField("pokaż, gdy", max_length=300, blank=True)
    text = models.JSONField("treść", default=dict)
    easy = models.JSONField("treść prosta", default=dict, blank=True)
    hint = models.JSONField("wskazówka", default=dict, blank=True)

    class Meta:
        verbose_name = "pytanie"
        verbose_name_plural = "pytania"
        ordering = ("section", "position")
        constraints = (
            models.CheckConstraint(
                condition=Q(minimum=None) | Q(maximum=None) | Q(minimum__lte=models.F("maximum")),
                name="item_minimum_under_maximum",
            ),
        )

    def __str__(self) -> str:
        return self.code

    def wording(self) -> tuple[Any, ...]:
        """What makes two versions of an item the same question: kind, scale and texts."""
        return self.kind, self.scale.code if self.scale else "", self.reverse, self.text, self.easy
