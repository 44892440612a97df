"""Rooms of a school."""

from typing import Any

from django.db import models
from django.urls import reverse
from simple_history.models import HistoricalRecords

from hdr_portal.lib.plaintext import folded
from schools.models import School
from schools.models.units import padded_numbers
from schools.scope import SaveGuard, ScopedManager


class RoomKind(models.TextChoices):
    """What a room is."""

    COMPUTER_LAB = "computer_lab", "pracownia komputerowa"
    CLASSROOM = "classroom", "sala lekcyjna"
    LIBRARY = "library", "biblioteka"
    SERVER_ROOM = "server_room", "serwerownia"
    OFFICE = "office", "sekretariat lub administracja"
    STAFF_ROOM = "staff_room", "pokój nauczycielski"
    SPORTS = "sports", "sala gimnastyczna"
    PRESCHOOL = "preschool", "sala przedszkolna"
    STORE = "store", "magazyn"
    OTHER = "other", "inne"


class Room(SaveGuard):
    """Pomieszczenie of a school. The name is what stands on the door: „12”, „pracownia komputerowa”."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="rooms", verbose_name="jednostka")
    name = models.CharField("nazwa lub numer", max_length=80)
    kind = models.CharField("rodzaj", max_length=15, choices=RoomKind, default=RoomKind.CLASSROOM)
    building = models.CharField("budynek", max_length=80, blank=True)
    note = models.CharField("uwaga", max_length=250, blank=True)
    aliases = models.TextField(
        "inne nazwy", blank=True, help_text="Po jednej w wierszu: tak sala bywa nazywana w arkuszach."
    )
    key = models.CharField(max_length=80, editable=False)
    sort_name = models.CharField(max_length=100, editable=False, default="")
    is_demo = models.BooleanField("dane demonstracyjne", default=False, editable=False)

    objects = ScopedManager()
    history = HistoricalRecords(excluded_fields=["key", "sort_name"])

    class Meta:
        verbose_name = "pomieszczenie"
        verbose_name_plural = "pomieszczenia"
        ordering = ("school", "sort_name")
        constraints = (models.UniqueConstraint(fields=("school", "key"), name="room_name_unique_in_school"),)

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the keys by which rooms are unique and sorted."""
        self.key, self.sort_name = folded(self.name), padded_numbers(self.name)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """The devices of the room."""
        return reverse("inventory:room", args=[self.pk])

    @property
    def all_keys(self) -> list[str]:
        """The keys by which a text in a sheet means this room."""
        return [self.key, *(folded(line) for line in self.aliases.splitlines() if line.strip())]
