"""Released results: counted once after closing, suppressed before they are stored. Every page and file reads only these."""

from pathlib import Path
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from schools.models import Job, School
from schools.scope import SaveGuard, ScopedManager
from surveys.models.campaigns import Campaign, Part, Stage


class Tally(Job):
    """Zliczenie: one counting of a closed campaign. A later one has a reason and leaves the first as it is."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="tallies", verbose_name="kampania")
    revision = models.PositiveSmallIntegerField("wydanie", default=1)
    reason = models.CharField("powód ponownego liczenia", max_length=300, blank=True)
    responses = models.PositiveIntegerField("odpowiedzi", default=0, editable=False)
    notes = models.JSONField("uwagi o jakości", default=dict, editable=False)

    class Meta(Job.Meta):
        verbose_name = "zliczenie wyników"
        verbose_name_plural = "zliczenia wyników"
        ordering = ("campaign", "-revision")
        constraints = (  # type: ignore[assignment]  # a longer tuple
            *Job.Meta.constraints,
            models.UniqueConstraint(fields=("campaign", "revision"), name="tally_revision_once"),
        )

    def __str__(self) -> str:
        return f"{self.campaign}, wydanie {self.revision}"


class Subject(models.TextChoices):
    """What a figure is about."""

    BASE = "base", "odpowiedzi"
    SECTION = "section", "część"
    ITEM = "item", "pytanie"


class Hidden(models.TextChoices):
    """Why a figure is not shown. The number itself is then not stored."""

    FEW = "few", "za mało odpowiedzi"
    LINKED = "linked", "ukryte, bo z różnicy dałoby się odczytać inną małą grupę"
    LEADERS = "leaders", "dyrektorów pokazujemy tylko razem dla gminy"


class Figure(SaveGuard):
    """Wynik: one released number with its distribution, of a school (none: the whole city), of a stage or of all.

    `n` people answered of `invited`; `na` said "nie dotyczy / nie wiem"; `mean`, `sd` on the item's scale after turning
    reverse items; `top` is the share (0–1) of the two highest points; `distribution` maps point codes to counts.
    """

    tally = models.ForeignKey(Tally, on_delete=models.CASCADE, related_name="figures")
    part = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="+")
    school = models.ForeignKey(School, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="jednostka")
    stage = models.CharField("etap", max_length=3, choices=Stage, blank=True)
    subject = models.CharField("przedmiot", max_length=7, choices=Subject)
    code = models.SlugField("kod", max_length=40, blank=True)
    hidden = models.CharField("ukryte", max_length=7, choices=Hidden, blank=True)
    invited = models.PositiveIntegerField("zaproszeni", null=True)
    n = models.PositiveIntegerField("odpowiedzi", null=True)
    na = models.PositiveIntegerField("nie dotyczy / nie wiem", null=True)
    mean = models.FloatField("średnia", null=True)
    sd = models.FloatField("odchylenie standardowe", null=True)
    top = models.FloatField("udział najwyższych odpowiedzi", null=True)
    distribution = models.JSONField("rozkład", default=dict)

    objects = ScopedManager()

    class Meta:
        verbose_name = "wynik"
        verbose_name_plural = "wyniki"
        constraints = (
            models.UniqueConstraint(
                fields=("tally", "part", "school", "stage", "subject", "code"), name="figure_of_a_school_once"
            ),
            models.UniqueConstraint(
                fields=("tally", "part", "stage", "subject", "code"),
                condition=Q(school=None),
                name="figure_of_the_city_once",
            ),
            models.CheckConstraint(
                condition=Q(hidden="") | Q(n=None, na=None, mean=None, sd=None, top=None, distribution={}),
                name="hidden_figure_holds_no_number",
            ),
        )

    def __str__(self) -> str:
        return f"{self.subject} {self.code}"


class OpenTextState(models.TextChoices):
    """Whether a text may be shown: somebody reads it first, looking for names."""

    WAITING = "waiting", "do przejrzenia"
    RELEASED = "released", "do pokazania"
    WITHHELD = "withheld", "wstrzymany"


class OpenText(SaveGuard):
    """Odpowiedź otwarta, away from the rest of its answer. `shown` is the text with names taken out."""

    tally = models.ForeignKey(Tally, on_delete=models.CASCADE, related_name="texts")
    part = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="+")
    school = models.ForeignKey(School, on_delete=models.PROTECT, null=True, related_name="+")
    code = models.SlugField("kod pytania", max_length=40)
    text = models.TextField("odpowiedź")
    shown = models.TextField("do pokazania", blank=True)
    state = models.CharField("stan", max_length=8, choices=OpenTextState, default=OpenTextState.WAITING)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    objects = ScopedManager()

    class Meta:
        verbose_name = "odpowiedź otwarta"
        verbose_name_plural = "odpowiedzi otwarte"

    def __str__(self) -> str:
        return self.code


class FileKind(models.TextChoices):
    """Files of results."""

    PDF = "pdf", "raport PDF"
    XLSX = "xlsx", "arkusz XLSX"


class ResultFile(Job, SaveGuard):
    """Plik z wynikami of a tally, for one school or the whole city; made by the worker from released figures alone."""

    scope_path: ClassVar[str] = "school_id"

    tally = models.ForeignKey(Tally, on_delete=models.PROTECT, related_name="files")
    school = models.ForeignKey(School, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField("rodzaj", max_length=4, choices=FileKind)
    path = models.CharField("położenie", max_length=100, blank=True, editable=False)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True, editable=False)
    size = models.PositiveIntegerField("rozmiar", default=0, editable=False)

    objects = ScopedManager()

    class Meta(Job.Meta):
        verbose_name = "plik z wynikami"
        verbose_name_plural = "pliki z wynikami"
        ordering = ("-created_at", "-pk")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.tally}"

    @property
    def file(self) -> Path:
        """The stored file, under the private folder."""
        return Path(settings.MEDIA_ROOT) / self.path


class ResultAccess(models.Model):
    """Wgląd w wyniki: who saw or took which results, and when."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="accesses", verbose_name="kampania")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="osoba")
    school = models.ForeignKey(School, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="jednostka")
    what = models.CharField("co", max_length=60)
    at = models.DateTimeField("kiedy", auto_now_add=True)

    class Meta:
        verbose_name = "wgląd w wyniki"
        verbose_name_plural = "wglądy w wyniki"
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.campaign}: {self.what}"
