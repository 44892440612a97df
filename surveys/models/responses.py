"""Answers. A row knows its target, stage and language, and nothing of the person, the code, the address or the moment."""

import uuid
from typing import ClassVar

from django.db import models

from schools.scope import SaveGuard, ScopedManager
from surveys.models.campaigns import Language, Stage, Target


class Mode(models.TextChoices):
    """How the answer came."""

    ONLINE = "online", "w przeglądarce"
    PAPER = "paper", "papier"


class Response(SaveGuard):
    """Odpowiedź. `answers`: item code → value (point code, list of codes, number, text), "na" or "skipped".

    `too_fast` and `straight` are notes on quality, worked out when it was sent. The key is random, so it tells no order.
    """

    NA: ClassVar[dict[str, bool]] = {"na": True}
    SKIPPED: ClassVar[dict[str, bool]] = {"skipped": True}
    scope_path: ClassVar[str] = "target__school_id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="responses", editable=False)
    stage = models.CharField("etap", max_length=3, choices=Stage, blank=True, editable=False)
    language = models.CharField("język", max_length=2, choices=Language, editable=False)
    mode = models.CharField("sposób", max_length=6, choices=Mode, default=Mode.ONLINE, editable=False)
    answers = models.JSONField("odpowiedzi", default=dict, editable=False)
    too_fast = models.BooleanField("zbyt szybka", default=False, editable=False)
    straight = models.BooleanField("stale ta sama odpowiedź", default=False, editable=False)

    objects = ScopedManager()

    class Meta:
        verbose_name = "odpowiedź"
        verbose_name_plural = "odpowiedzi"

    def __str__(self) -> str:
        return "odpowiedź"

    def owner_school_id(self) -> int | None:
        """The school of the target."""
        return self.target.school_id
