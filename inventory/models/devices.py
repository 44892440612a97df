"""Devices of the schools' registers, and the files that belong to them."""

import secrets
from typing import Any

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from simple_history.models import HistoricalRecords

from hdr_portal.lib.plaintext import folded, number_key
from inventory.models.dictionaries import Category, FixedAssetClass, FundingSource, Manufacturer, OperatingSystem
from inventory.models.rooms import Room
from inventory.serials import serial_key
from schools.models import Evidence, School
from schools.models.units import padded_numbers
from schools.scope import SaveGuard, ScopedManager

LABEL_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # without look-alikes: people type the code from a sticker


class Status(models.TextChoices):
    """Where a device is in its life."""

    IN_USE = "in_use", "w użyciu"
    STORED = "stored", "w magazynie"
    REPAIR = "repair", "w naprawie"
    LENT = "lent", "wypożyczone"
    TO_DISPOSE = "to_dispose", "do likwidacji"
    DISPOSED = "disposed", "zlikwidowane"
    HANDED_OVER = "handed_over", "przekazane"
    MISSING = "missing", "brak"


GONE = (Status.DISPOSED, Status.HANDED_OVER)


class Condition(models.TextChoices):
    """In what state a device is."""

    NEW = "new", "nowe"
    GOOD = "good", "dobre"
    WORN = "worn", "zużyte"
    BROKEN = "broken", "uszkodzone"


class AccountingClass(models.TextChoices):
    """The account on which a device stands (source: plan kont of budget units; threshold 10 000 zł)."""

    FIXED = "011", "011 środki trwałe"
    OTHER = "013", "013 pozostałe środki trwałe"
    INTANGIBLE = "020", "020 wartości niematerialne i prawne"
    QUANTITY = "qty", "ewidencja ilościowa"


class Owner(models.TextChoices):
    """Whose property a device is."""

    SCHOOL = "school", "szkoła"
    MUNICIPALITY = "municipality", "gmina"
    OTHER = "other", "inny podmiot"


class Audience(models.TextChoices):
    """Who uses a device."""

    PUPIL = "pupil", "uczniowie"
    TEACHER = "teacher", "nauczyciele"
    ADMINISTRATION = "administration", "administracja"


class DiskKind(models.TextChoices):
    """What kind of disk a computer has."""

    SSD = "ssd", "SSD"
    HDD = "hdd", "HDD"
    EMMC = "emmc", "eMMC"


class Windows11(models.TextChoices):
    """Whether a computer can run Windows 11."""

    INSTALLED = "installed", "zainstalowany"
    READY = "ready", "spełnia wymagania"
    UPGRADE = "upgrade", "po rozbudowie"
    CHECK = "check", "do sprawdzenia"
    NO = "no", "nie spełnia wymagań"


def new_label_code() -> str:
    """A code for a sticker: nine letters and digits, independent of all numbers, not to be guessed."""
    return "".join(secrets.choice(LABEL_LETTERS) for _ in range(9))


class Device(SaveGuard):
    """Urządzenie of a school's register. Its number stays taken after disposal: the row stays, with its status.

    `version` grows by one with every change; the row of that version stands in the history, whose change reason names the
    source: „ręcznie”, „import 12”, „agent”. The columns that people see, type and import are listed in inventory/columns.py.
    The search has a trigram index on PostgreSQL, made in a migration: SQLite knows none.
    """

    # School and category have no index of their own: several below begin with them.
    school = models.ForeignKey(
        School, on_delete=models.PROTECT, related_name="devices", verbose_name="jednostka", db_index=False
    )
    inventory_number = models.CharField("numer inwentarzowy", max_length=60)
    label_code = models.CharField("kod etykiety", max_length=12, unique=True, default=new_label_code, editable=False)
    name = models.CharField("nazwa", max_length=150)
    category = models.ForeignKey(
        Category, on_delete=models.PROTECT, related_name="+", verbose_name="kategoria", db_index=False
    )
    serial = models.CharField("numer seryjny", max_length=100, blank=True)
    manufacturer = models.ForeignKey(
        Manufacturer, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="producent"
    )
    model = models.CharField("model", max_length=100, blank=True)
    room = models.ForeignKey(
        Room, on_delete=models.PROTECT, null=True, blank=True, related_name="devices", verbose_name="pomieszczenie"
    )
    status = models.CharField("status", max_length=12, choices=Status, default=Status.IN_USE)
    condition = models.CharField("stan techniczny", max_length=10, choices=Condition, blank=True)
    audience = models.CharField("dla kogo", max_length=15, choices=Audience, blank=True)
    purchased_on = models.DateField("data zakupu", null=True, blank=True)
    invoice = models.CharField("numer faktury", max_length=60, blank=True)
    supplier = models.CharField("dostawca", max_length=120, blank=True)
    gross_value = models.DecimalField(
        "wartość brutto", max_digits=12, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    funding = models.ForeignKey(
        FundingSource,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="źródło finansowania",
    )
    durability_until = models.DateField("koniec trwałości", null=True, blank=True)
    warranty_until = models.DateField("koniec gwarancji", null=True, blank=True)
    accounting_class = models.CharField("konto", max_length=3, choices=AccountingClass, blank=True)
    fixed_asset_class = models.ForeignKey(
        FixedAssetClass, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="KŚT"
    )
    owner = models.CharField("właściciel", max_length=12, choices=Owner, blank=True)
    cpu = models.CharField("procesor", max_length=120, blank=True)
    ram_gb = models.PositiveIntegerField("RAM w GB", null=True, blank=True)
    disk_gb = models.PositiveIntegerField("dysk w GB", null=True, blank=True)
    disk_kind = models.CharField("rodzaj dysku", max_length=4, choices=DiskKind, blank=True)
    operating_system = models.ForeignKey(
        OperatingSystem,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="system operacyjny",
    )
    windows11 = models.CharField("Windows 11", max_length=10, choices=Windows11, blank=True)
    note = models.CharField("uwagi", max_length=500, blank=True)
    details = models.JSONField("pola kategorii", default=dict, blank=True)
    confirmed_on = models.DateField("stan potwierdzony", default=timezone.localdate)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField("dodano", default=timezone.now, editable=False)
    changed_at = models.DateTimeField("zmieniono", default=timezone.now, editable=False)
    number_key = models.CharField(max_length=60, editable=False)
    sort_key = models.CharField(max_length=100, editable=False)
    serial_key = models.CharField(max_length=100, editable=False, blank=True)
    search_text = models.TextField(editable=False, blank=True)
    is_demo = models.BooleanField("dane demonstracyjne", default=False, editable=False)

    objects = ScopedManager()
    # The history is found by device, school and moment alone; every other index would be paid for with each row of an import,
    # and so would be the check that the one person who imports is there. Accounts are never deleted.
    history = HistoricalRecords(
        user_db_constraint=False,
        excluded_fields=["search_text", "number_key", "sort_key", "serial_key", "created_at", "changed_at"],
        no_db_index=[
            "label_code",
            "category",
            "manufacturer",
            "room",
            "funding",
            "fixed_asset_class",
            "operating_system",
        ],
    )

    class Meta:
        verbose_name = "urządzenie"
        verbose_name_plural = "urządzenia"
        ordering = ("school", "sort_key")
        constraints = (
            models.UniqueConstraint(
                fields=("school", "number_key"),
                name="device_number_unique_in_school",
                violation_error_message="Ten numer inwentarzowy jest już w ewidencji. Numerów nie używa się ponownie, także po likwidacji.",
            ),
            models.CheckConstraint(
                condition=Q(gross_value=None) | Q(gross_value__gte=0), name="device_value_is_not_negative"
            ),
        )
        indexes = (
            models.Index(fields=("school", "category", "status"), name="device_in_school"),
            models.Index(fields=("school", "serial_key"), name="device_serial"),
            models.Index(fields=("school", "confirmed_on"), name="device_confirmed"),
            models.Index(fields=("school", "sort_key"), name="device_order_in_school"),
            models.Index(fields=("sort_key",), name="device_order"),
            models.Index(fields=("changed_at",), name="device_changed"),
            models.Index(fields=("purchased_on",), name="device_purchased"),
            models.Index(fields=("warranty_until", "school", "status"), name="device_warranty"),
            models.Index(fields=("gross_value",), name="device_value"),
            models.Index(fields=("category", "status"), name="device_category"),
            # What the list filters by and adds up, in one narrow row: read instead of the wide table when few devices match.
            models.Index(
                fields=(
                    "condition",
                    "status",
                    "audience",
                    "windows11",
                    "warranty_until",
                    "durability_until",
                    "gross_value",
                ),
                name="device_facts",
            ),
        )

    def __str__(self) -> str:
        return f"{self.inventory_number} {self.name}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the keys by which devices are matched and found."""
        fill_keys(self)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """The device's page."""
        return reverse("inventory:device", args=[self.pk])

    @property
    def is_gone(self) -> bool:
        """Whether the device has left the school."""
        return self.status in GONE


def fill_keys(device: Device) -> None:
    """Set what is derived: keys for matching and the text that the search reads. Asks for the room's name."""
    device.number_key = number_key(device.inventory_number)
    device.sort_key = padded_numbers(device.number_key)
    device.serial_key = serial_key(device.serial)
    device.search_text = search_text(device, room=device.room.name if device.room else "")


def search_text(device: Device, *, room: str) -> str:
    """What the search finds a device by: numbers, name, model, room, note and code, folded, a line each."""
    parts = (device.inventory_number, device.serial, device.name, device.model, room, device.note, device.label_code)
    return folded("\n".join(parts).replace("\n", " | "))


class DeviceFile(SaveGuard):
    """A photo or document of a device."""

    device = models.ForeignKey(Device, on_delete=models.CASCADE, related_name="files", verbose_name="urządzenie")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="+", verbose_name="plik")
    added_at = models.DateTimeField("dodano", auto_now_add=True)

    scope_path = "device__school_id"

    objects = ScopedManager()

    class Meta:
        verbose_name = "plik urządzenia"
        verbose_name_plural = "pliki urządzeń"
        ordering = ("added_at", "pk")
        constraints = (models.UniqueConstraint(fields=("device", "evidence"), name="file_once_at_a_device"),)

    def __str__(self) -> str:
        return f"{self.device}: {self.evidence}"

    def owner_school_id(self) -> int | None:
        """The device's school."""
        return self.device.school_id


class SavedView(models.Model):
    """A person's saved list: filters, columns and order under a name. `is_current` keeps the columns chosen last."""

    user = models.ForeignKey("schools.User", on_delete=models.CASCADE, related_name="+", verbose_name="osoba")
    name = models.CharField("nazwa", max_length=60)
    query = models.CharField("zapytanie", max_length=2000, blank=True)
    columns = models.JSONField("kolumny", default=list)

    class Meta:
        verbose_name = "zapisany widok"
        verbose_name_plural = "zapisane widoki"
        ordering = ("name",)
        constraints = (models.UniqueConstraint(fields=("user", "name"), name="view_name_unique_for_a_person"),)

    def __str__(self) -> str:
        return self.name
