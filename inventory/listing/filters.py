"""The filters of the list of devices. Their names in the address are Polish and lasting: other pages link to them."""

import datetime
from typing import Any

import django_filters as filters
from django import forms
from django.db.models import F, Q, QuerySet
from django.http import QueryDict
from django.utils import timezone

from inventory.counting import WORKING
from inventory.listing.fields import (
    AmountFilter,
    DayFilter,
    EntryFilter,
    PlainSelect,
    WholeNumberFilter,
    categories,
    funding_sources,
    manufacturers,
    rooms,
    schools,
    systems,
)
from inventory.models import GONE, Audience, CategoryGroup, Condition, Device, Import, Status, Windows11
from inventory.quality import FINDINGS
from inventory.queries.register import with_words, words_of
from schools.models import School
from schools.scope import current_scope

EVERY_STATUS, WORKING_STATUS = "wszystkie", "dzialajace"
STATUSES = (
    (EVERY_STATUS, "wszystkie, także zlikwidowane"),
    (WORKING_STATUS, "działające: bez brakujących i do likwidacji"),
    *Status.choices,
)
PRESENT_WORDS = "bez zlikwidowanych i przekazanych"
DURABILITY = (
    ("trwa", "trwa"),
    ("konczy", "kończy się w ciągu 90 dni"),
    ("minela", "minęła"),
    ("brak", "bez daty"),
)
RECENT = (
    ("1", "od wczoraj"),
    ("7", "w ostatnich 7 dniach"),
    ("30", "w ostatnich 30 dniach"),
    ("90", "w ostatnich 90 dniach"),
)
SOON = datetime.timedelta(days=90)
LONGEST_SEARCH = 120


def _choice(field_name: str, label: str, choices: Any, empty: str = "Wszystkie", **more: Any) -> filters.ChoiceFilter:
    messages = {"invalid_choice": "Nie ma takiej pozycji. Wybierz jedną z listy."}
    return filters.ChoiceFilter(
        field_name=field_name,
        label=label,
        choices=choices,
        empty_label=empty,
        widget=PlainSelect,
        error_messages=messages,
        **more,
    )


class DeviceFilter(filters.FilterSet):
    """Narrows down the list; without a word on status it leaves out what has left the school.

    A value that cannot be understood, or names what the open scope does not hold, finds nothing and is told.
    """

    szukaj = filters.CharFilter(method="search", label="Szukaj", max_length=LONGEST_SEARCH)
    jednostka = EntryFilter("school", schools, "Jednostka")
    grupa = _choice("category__group", "Grupa kategorii", CategoryGroup.choices)
    kategoria = EntryFilter("category", categories, "Kategoria")
    pomieszczenie = EntryFilter("room", rooms, "Pomieszczenie")
    status = _choice("status", "Status", STATUSES, "obecne w szkole", method="has_status")
    stan = _choice("condition", "Stan techniczny", Condition.choices)
    dla = _choice("audience", "Dla kogo", Audience.choices)
    producent = EntryFilter("manufacturer", manufacturers, "Producent")
    system = EntryFilter("operating_system", systems, "System operacyjny")
    rodzina = filters.CharFilter(
        field_name="operating_system__family", label="Rodzina systemu", max_length=40, widget=PlainSelect
    )
    komputery = _choice("category__is_computer", "Komputery", (("tak", "tylko komputery"),), method="computers_only")
    windows11 = _choice("windows11", "Windows 11", Windows11.choices)
    finansowanie = EntryFilter("funding", funding_sources, "Źródło finansowania")
    trwalosc = _choice("durability_until", "Trwałość projektu", DURABILITY, method="lasts")
    zakup_od = DayFilter(field_name="purchased_on", lookup_expr="gte", label="Zakup od")
    zakup_do = DayFilter(field_name="purchased_on", lookup_expr="lte", label="Zakup do")
    gwarancja_od = DayFilter(field_name="warranty_until", lookup_expr="gte", label="Koniec gwarancji od")
    gwarancja_do = DayFilter(field_name="warranty_until", lookup_expr="lte", label="Koniec gwarancji do")
    potwierdzone_do = DayFilter(field_name="confirmed_on", lookup_expr="lte", label="Ostatnio potwierdzone do")
    wartosc_od = AmountFilter(field_name="gross_value", lookup_expr="gte", label="Wartość od")
    wartosc_do = AmountFilter(field_name="gross_value", lookup_expr="lte", label="Wartość do")
    zmienione = _choice("changed_at", "Zmienione", RECENT, method="changed")
    nr_importu = WholeNumberFilter(method="imported", label="Numer importu", min_value=1, max_value=2**31 - 1)
    jakosc = filters.MultipleChoiceFilter(
        method="at_fault",
        label="Do uzupełnienia",
        choices=[(finding.code, finding.label) for finding in FINDINGS.values()],
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Device
        fields: tuple[str, ...] = ()

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data, queryset=Device.objects.all())

    @property
    def qs(self) -> QuerySet[Device]:
        """What was asked for; nothing when it cannot be understood."""
        if not self.form.is_valid():
            return Device.objects.none()
        found: QuerySet[Device] = super().qs
        return found if self.tells_of_status else found.exclude(status__in=GONE)

    @property
    def tells_of_status(self) -> bool:
        """Whether the filters say themselves if what is gone belongs to the list."""
        return any(self.form.cleaned_data.get(name) for name in ("status", "jakosc", "nr_importu"))

    @property
    def school(self) -> School | None:
        """The one school that is asked for by name."""
        found: School | None = self.form.cleaned_data.get("jednostka") if self.form.is_valid() else None
        return found

    @property
    def whole_city(self) -> bool:
        """Whether the devices of all schools are looked through."""
        return current_scope().school_ids is None and self.school is None

    @property
    def has_several_words(self) -> bool:
        """Whether devices are sought in which each of several words occurs: mostly few."""
        return self.form.is_valid() and len(words_of(self.form.cleaned_data.get("szukaj") or "")) > 1

    def search(self, devices: QuerySet[Device], _: str, text: str) -> QuerySet[Device]:
        """Every word, in number, serial, name, model, room, note or sticker code."""
        return with_words(devices, text, whole_city=self.whole_city)

    def has_status(self, devices: QuerySet[Device], _: str, status: str) -> QuerySet[Device]:
        """One status, those that mean a device in working order, or all."""
        if status == EVERY_STATUS:
            return devices
        return devices.filter(status__in=WORKING if status == WORKING_STATUS else (status,))

    def computers_only(self, devices: QuerySet[Device], *_: Any) -> QuerySet[Device]:
        """Devices of the categories that count as computers."""
        return devices.filter(category__is_computer=True)

    def lasts(self, devices: QuerySet[Device], _: str, value: str) -> QuerySet[Device]:
        """Durability of the project that paid: lasting, ending, over, unknown."""
        today = timezone.localdate()
        conditions = {
            "trwa": Q(durability_until__gte=today),
            "konczy": Q(durability_until__gte=today, durability_until__lte=today + SOON),
            "minela": Q(durability_until__lt=today),
            "brak": Q(durability_until=None),
        }
        return devices.filter(conditions[value])

    def changed(self, devices: QuerySet[Device], _: str, days: str) -> QuerySet[Device]:
        """Changed in the last days."""
        return devices.filter(changed_at__gte=timezone.now() - datetime.timedelta(days=int(days)))

    def imported(self, devices: QuerySet[Device], _: str, number: int) -> QuerySet[Device]:
        """Devices that an import of the open scope wrote."""
        school = Import.objects.filter(pk=number).values_list("school_id", flat=True).first()
        if school is None:
            return devices.none()
        written = Device.history.filter(school_id=school, history_change_reason=f"import {number}")
        return devices.filter(school_id=school, pk__in=written.values(key=F("id")))

    def at_fault(self, devices: QuerySet[Device], _: str, codes: list[str]) -> QuerySet[Device]:
        """Devices with each of these findings."""
        for code in codes:
            devices = FINDINGS[code].apply(devices)
        return devices
