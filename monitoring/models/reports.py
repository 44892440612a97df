"""Stored reports: what was asked, the inputs, the file. Made once, never overwritten; a correction is a new edition."""

from pathlib import Path
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.text import slugify
from simple_history.models import HistoricalRecords

from hdr_portal.lib.plaintext import folded
from schedule.models import Action, Plan
from schools.models import Job, School
from schools.scope import SaveGuard, ScopedManager


class ReportKind(models.TextChoices):
    """What a report tells."""

    PROGRESS = "progress", "raport z postępu"
    SCHOOL = "school", "raport jednostki"
    TRACKING = "tracking", "tabela śledzenia wskaźników"
    PRACTICE = "practice", "opis dobrej praktyki"
    SLIDES = "slides", "prezentacja"
    COUNCIL = "council", "informacja dla Rady Miejskiej"
    CLOSING = "closing", "raport końcowy planu"


class ReportFormat(models.TextChoices):
    """The file of a report."""

    PDF = "pdf", "PDF"
    ARCHIVE = "archive", "PDF/A-3 do archiwum"
    XLSX = "xlsx", "XLSX"
    DOCX = "docx", "DOCX"
    PPTX = "pptx", "PPTX"


ENDINGS = {
    ReportFormat.PDF: "pdf",
    ReportFormat.ARCHIVE: "pdf",
    ReportFormat.XLSX: "xlsx",
    ReportFormat.DOCX: "docx",
    ReportFormat.PPTX: "pptx",
}


CONTENT_TYPES = {
    ReportFormat.PDF: "application/pdf",
    ReportFormat.ARCHIVE: "application/pdf",
    ReportFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ReportFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ReportFormat.PPTX: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
FILE_NAMES = {
    ReportKind.PROGRESS: "raport-z-postepu",
    ReportKind.SCHOOL: "raport-jednostki",
    ReportKind.TRACKING: "tabela-sledzenia",
    ReportKind.PRACTICE: "opis-dobrej-praktyki",
    ReportKind.SLIDES: "prezentacja",
    ReportKind.COUNCIL: "informacja-dla-rady",
    ReportKind.CLOSING: "raport-koncowy",
}


class Report(Job, SaveGuard):
    """A report of a plan for a day, as known at a moment: its inputs, the file and its SHA-256. Never overwritten.

    `corrects`: the first edition, cited by every later one; none on the first itself. `edition` counts them from 1.
    A report names a school only when it is that school's own (kind SCHOOL); all others are the municipality's.
    """

    scope_path: ClassVar[str] = "school_id"

    kind = models.CharField("rodzaj", max_length=10, choices=ReportKind, default=ReportKind.PROGRESS)
    format = models.CharField("plik", max_length=8, choices=ReportFormat, default=ReportFormat.PDF)
    school = models.ForeignKey(
        School, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="jednostka"
    )
    edition = models.PositiveSmallIntegerField("wydanie", default=1, editable=False)
    corrects = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrections", verbose_name="koryguje"
    )
    reason = models.CharField("powód korekty", max_length=500, blank=True)
    fonts = models.JSONField("kroje pisma", default=dict, editable=False)

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="reports", verbose_name="plan")
    as_of = models.DateField("stan na dzień")
    known_at = models.DateTimeField("według wiedzy z chwili", null=True, editable=False)
    inputs = models.JSONField("dane raportu", null=True, editable=False)
    versions = models.JSONField("wersje", default=dict, editable=False)
    path = models.CharField("położenie", max_length=100, blank=True, editable=False)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True, editable=False)
    size = models.PositiveIntegerField("rozmiar", default=0, editable=False)
    pages = models.PositiveSmallIntegerField("stron", default=0, editable=False)

    objects = ScopedManager()

    class Meta(Job.Meta):
        verbose_name = "raport"
        verbose_name_plural = "raporty"
        ordering = ("-created_at", "-pk")
        constraints = (  # type: ignore[assignment]
            *Job.Meta.constraints,
            models.UniqueConstraint(fields=("corrects", "edition"), name="report_edition_once"),
            models.CheckConstraint(
                condition=Q(corrects=None, edition=1) | Q(corrects__isnull=False, edition__gt=1),
                name="report_edition_cites_the_first",
            ),
            models.CheckConstraint(
                condition=Q(kind="school", school__isnull=False) | (~Q(kind="school") & Q(school=None)),
                name="report_of_a_school_names_it",
            ),
        )

    def __str__(self) -> str:
        return f"{self.title}, stan na {self.as_of:%d.%m.%Y}"

    def get_absolute_url(self) -> str:
        """The report's page."""
        return reverse("monitoring:report", args=[self.pk])

    @property
    def file(self) -> Path:
        """The stored file, under the private folder."""
        return Path(settings.MEDIA_ROOT) / self.path

    @property
    def title(self) -> str:
        """What it is, with a capital letter; a school's report with its school."""
        kind = self.get_kind_display()
        told = f"{kind[:1].upper()}{kind[1:]}"
        return f"{told} {self.school.short_name}" if self.school else told

    @property
    def content_type(self) -> str:
        """The media type of the file."""
        return CONTENT_TYPES[ReportFormat(self.format)]

    @property
    def file_name(self) -> str:
        """The file's name for those who take it: raport-z-postepu-2026-06-30-nr-17.pdf."""
        told = [FILE_NAMES[ReportKind(self.kind)]]
        if self.school:
            told.append(slugify(folded(self.school.short_name)))
        told.append(f"{self.as_of:%Y-%m-%d}")
        if self.format == ReportFormat.ARCHIVE:
            told.append("archiwum")
        if self.edition > 1:
            told.append(f"wydanie-{self.edition}")
        return f"{'-'.join(told)}-nr-{self.pk}.{ENDINGS[ReportFormat(self.format)]}"

    @property
    def first_pk(self) -> int:
        """The first edition of the same report."""
        return self.corrects_id or self.pk


class FileState(models.TextChoices):
    """What became of a stored file."""

    INTACT = "intact", "nienaruszony"
    DAMAGED = "damaged", "zmieniony lub uszkodzony"
    MISSING = "missing", "zaginął"


class ReportCheck(Job, SaveGuard):
    """Sprawdzenie raportu: the file against its SHA-256, a second rendering, and the records asked anew.

    `found` keeps what differs: versions and fonts as [name, then, now], differences of the records as sentences.
    """

    scope_path: ClassVar[str] = "report__school_id"

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="checks", verbose_name="raport")
    file_state = models.CharField("plik", max_length=8, choices=FileState, blank=True, editable=False)
    same_bytes = models.BooleanField("ten sam plik z tych samych danych", null=True, editable=False)
    same_records = models.BooleanField("zapisy dają te same dane", null=True, editable=False)
    found = models.JSONField("różnice", default=dict, editable=False)

    objects = ScopedManager()

    class Meta(Job.Meta):
        verbose_name = "sprawdzenie raportu"
        verbose_name_plural = "sprawdzenia raportów"
        ordering = ("-created_at", "-pk")

    def __str__(self) -> str:
        return f"{self.report}: sprawdzenie"

    def owner_school_id(self) -> int | None:
        """The school of the report."""
        return self.report.school_id


class Commentary(models.Model):
    """Komentarz Wydziału to an action, printed in reports of days from `day` on. The newest one stands."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="commentaries", verbose_name="działanie")
    day = models.DateField("stan na dzień")
    text = models.TextField("komentarz", max_length=4000)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="napisał(a)"
    )
    written_at = models.DateTimeField("napisano", auto_now_add=True)
    form_key = models.UUIDField(unique=True, editable=False)

    class Meta:
        verbose_name = "komentarz do działania"
        verbose_name_plural = "komentarze do działań"
        ordering = ("-day", "-pk")

    def __str__(self) -> str:
        return f"{self.action}: {self.day:%d.%m.%Y}"


class PracticeText(models.Model):
    """Opis dobrej praktyki: the department's words for a section of the description; an empty one keeps the draft."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="practice_texts", verbose_name="plan")
    section = models.SlugField("część", max_length=30)
    text = models.TextField("treść", max_length=8000, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="zmienił(a)"
    )
    changed_at = models.DateTimeField("zmieniono", auto_now=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "część opisu dobrej praktyki"
        verbose_name_plural = "części opisu dobrej praktyki"
        constraints = (models.UniqueConstraint(fields=("plan", "section"), name="practice_section_once"),)

    def __str__(self) -> str:
        return f"{self.plan}: {self.section}"


class Letterhead(models.Model):
    """Szata dokumentów gminy: name, coat of arms, EU strip by class of document, who signs. One row a plan."""

    plan = models.OneToOneField(Plan, on_delete=models.CASCADE, related_name="letterhead", verbose_name="plan")
    name = models.CharField("nazwa w nagłówku", max_length=150, blank=True)
    office = models.CharField("wydział", max_length=150, blank=True)
    address = models.CharField("adres", max_length=250, blank=True)
    arms = models.CharField("herb", max_length=100, blank=True, editable=False)
    arms_text = models.CharField("opis herbu dla niewidomych", max_length=200, blank=True)
    strip = models.CharField("pasek UE", max_length=100, blank=True, editable=False)
    strip_text = models.CharField("opis paska dla niewidomych", max_length=300, blank=True)
    strip_on = models.JSONField("pasek UE na dokumentach", default=list)
    signatory = models.CharField("podpisuje (stanowisko)", max_length=150, blank=True)
    approver = models.CharField("zatwierdza (stanowisko)", max_length=150, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()  # a report as known at a moment wears what the documents wore then

    class Meta:
        verbose_name = "szata dokumentów"
        verbose_name_plural = "szaty dokumentów"

    def __str__(self) -> str:
        return self.name or str(self.plan)
