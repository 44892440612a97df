"""Wrong codes, counted a door and ten minutes: what limits guessing without asking for anybody's address."""

from django.db import models


class CodeMiss(models.Model):
    """Pomyłki przy kodach. `door`: where they were typed, or a keyed hash of the first half of what was typed.

    `window`: number of ten minutes since 1970. Rows of windows that are over are deleted when a new one begins.
    """

    door = models.CharField(max_length=40)
    window = models.PositiveIntegerField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "pomyłki przy kodach"
        verbose_name_plural = "pomyłki przy kodach"
        constraints = (models.UniqueConstraint(fields=("door", "window"), name="code_miss_door_once_a_window"),)

    def __str__(self) -> str:
        return f"{self.count}"
