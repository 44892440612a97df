"""Access codes: only a keyed hash is kept, and a flag that nobody is shown. A draft lives under a code until it is sent."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from schools.scope import SaveGuard, ScopedManager
from surveys.models.campaigns import Language, Stage, Target


class CodeBatch(SaveGuard):
    """Pakiet kodów: the codes of one class. From its `seed` and the portal's key the sheets can be printed again."""

    scope_path: ClassVar[str] = "target__school_id"

    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="batches", verbose_name="adresat")
    label = models.CharField("klasa lub grupa", max_length=40)
    stage = models.CharField("etap", max_length=3, choices=Stage, blank=True)
    size = models.PositiveSmallIntegerField("liczba kodów")
    seed = models.CharField(max_length=32, editable=False, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="utworzył(a)"
    )
    created_at = models.DateTimeField("utworzony", auto_now_add=True)
    request_key = models.UUIDField(unique=True, editable=False)

    objects = ScopedManager()

    class Meta:
        verbose_name = "pakiet kodów"
        verbose_name_plural = "pakiety kodów"
        ordering = ("target", "label", "pk")

    def __str__(self) -> str:
        return f"{self.label} ({self.size})"

    def owner_school_id(self) -> int | None:
        """The school of the target."""
        return self.target.school_id


class AccessCode(SaveGuard):
    """Kod jednorazowy: keyed hash, whose batch, used or not. No time, no person, no answer."""

    scope_path: ClassVar[str] = "batch__target__school_id"

    batch = models.ForeignKey(CodeBatch, on_delete=models.CASCADE, related_name="codes")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    used = models.BooleanField(default=False, editable=False)

    objects = ScopedManager()

    class Meta:
        verbose_name = "kod jednorazowy"
        verbose_name_plural = "kody jednorazowe"

    def __str__(self) -> str:
        return "kod"

    def owner_school_id(self) -> int | None:
        """The school of the target."""
        return self.batch.target.school_id


class Draft(SaveGuard):
    """Szkic odpowiedzi: what was answered so far, under the code or under the token of a browser. Sending deletes it.

    `digest`: keyed hash of the code or of the token. `answers`: item code → value. `revision` grows with every page.
    """

    scope_path: ClassVar[str] = "target__school_id"

    digest = models.CharField(max_length=64, unique=True, editable=False)
    code = models.OneToOneField(AccessCode, on_delete=models.CASCADE, null=True, related_name="draft", editable=False)
    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="drafts", editable=False)
    stage = models.CharField(max_length=3, choices=Stage, blank=True, editable=False)
    language = models.CharField(max_length=2, choices=Language, default=Language.POLISH, editable=False)
    answers = models.JSONField(default=dict, editable=False)
    seconds = models.PositiveIntegerField(default=0, editable=False)
    revision = models.PositiveIntegerField(default=0, editable=False)
    touched_on = models.DateField(auto_now=True)  # a day, no moment: the last page is sent when the answer is

    objects = ScopedManager()

    class Meta:
        verbose_name = "szkic odpowiedzi"
        verbose_name_plural = "szkice odpowiedzi"

    def __str__(self) -> str:
        return "szkic"

    def owner_school_id(self) -> int | None:
        """The school of the target."""
        return self.target.school_id
