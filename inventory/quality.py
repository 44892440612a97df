"""Quality of a school's register: what is missing, what cannot be, what nobody has looked at for long.

A finding is one predicate on devices (or licences). The list of devices filters by it (`?jakosc=<code>`), the counts and the
score are one grouped query of the same predicates, so a worklist always holds as many rows as its number says.

Score = completeness × validity, 0–100, rounded down, so that 100 means that nothing is left to do:
completeness is the share of the data asked for that is there (`weight` says how much each counts), validity the share of
entries without a contradiction. Age is told beside the score and takes nothing off it: a number that falls overnight by
itself cannot be mended at a desk.
"""

import datetime
import enum
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet
from django.utils import timezone

from hdr_portal.lib.periods import months_later
from inventory.models import GONE, Device, Licence, Sheet, SheetState

PRESENT = ~Q(status__in=GONE)
OLDEST_PURCHASE = datetime.date(1980, 1, 1)  # no school computer is older
FRESH_MONTHS = 12  # as indicator 8.2 asks


class Sort(enum.Enum):
    """What a finding takes from the score: completeness, validity, nothing."""

    MISSING = "missing"
    WRONG = "wrong"
    OLD = "old"


@dataclass(frozen=True)
class Finding:
    """Something to mend. `concerns` are the rows that are asked at all; `condition` gets today and says which are at fault.

    `weight`: how much the datum counts in completeness (0 where the finding is not about that).
    """

    code: str
    label: str
    what_to_do: str
    sort: Sort
    condition: Callable[[datetime.date], Q]
    weight: int = 0
    concerns: Q = field(default_factory=lambda: PRESENT)

    def predicate(self, today: datetime.date | None = None) -> Q:
        """The condition in SQL; `today` is the portal's day unless told."""
        return self.concerns & self.condition(today or timezone.localdate())

    def apply(self, queryset: QuerySet[Any], today: datetime.date | None = None) -> QuerySet[Any]:
        """The rows at fault."""
        return queryset.filter(self.predicate(today))


def _same_serial(_: datetime.date) -> Q:
    others = Device.objects.filter(PRESENT, school=OuterRef("school"), serial_key=OuterRef("serial_key"))
    return ~Q(serial_key="") & Q(Exists(others.exclude(pk=OuterRef("pk")).order_by()))


def _unconfirmed(today: datetime.date) -> Q:
    """An accepted sheet confirms the whole register, for as long as it is accepted."""
    limit = months_later(today, -FRESH_MONTHS)
    accepted = Sheet.objects.filter(state=SheetState.ACCEPTED, accepted_on__gt=limit, school=OuterRef("school"))
    return Q(confirmed_on__lte=limit) & ~Q(Exists(accepted.order_by()))


_DEVICE_FINDINGS = (
    Finding(
        "no_serial", "bez numeru seryjnego", "Wpisz numer z tabliczki urządzenia. Wpisy „brak” albo „To be filled by O.E.M.” się nie liczą.",
        Sort.MISSING, lambda _: Q(serial_key=""), weight=2,
    ),
    Finding("no_room", "bez pomieszczenia", "Wskaż salę, w której urządzenie stoi.", Sort.MISSING, lambda _: Q(room=None), weight=2),
    Finding("no_date", "bez daty zakupu", "Przepisz datę z faktury albo z księgi inwentarzowej.", Sort.MISSING, lambda _: Q(purchased_on=None), weight=1),
    Finding("no_value", "bez wartości", "Przepisz wartość brutto z księgi inwentarzowej.", Sort.MISSING, lambda _: Q(gross_value=None), weight=1),
    Finding("other_category", "z kategorią „inne”", "Wybierz właściwą kategorię albo zaproponuj nową.", Sort.MISSING, lambda _: Q(category__code="inne"), weight=1),
    Finding(
        "no_computer_facts", "komputery bez pamięci, dysku lub systemu", "Uzupełnij RAM, dysk i system operacyjny: od nich zależy plan wymiany.",
        Sort.MISSING, lambda _: Q(ram_gb=None) | Q(disk_gb=None) | Q(operating_system=None), weight=1, concerns=PRESENT & Q(category__is_computer=True),
    ),
    Finding("duplicate_serial", "z powtórzonym numerem seryjnym", "Dwa urządzenia nie mają tego samego numeru: popraw jeden albo usuń podwójny wpis przez zmianę statusu.", Sort.WRONG, _same_serial),
    Finding(
        "purchase_day", "z niemożliwą datą zakupu", "Data jest w przyszłości albo sprzed 1980 roku. Sprawdź ją na fakturze.",
        Sort.WRONG, lambda today: Q(purchased_on__gt=today) | Q(purchased_on__lt=OLDEST_PURCHASE),
    ),
    Finding(
        "warranty_before_purchase", "z gwarancją krótszą niż zakup", "Gwarancja kończy się przed dniem zakupu. Popraw jedną z dat.",
        Sort.WRONG, lambda _: Q(warranty_until__lt=F("purchased_on")),
    ),
    Finding(
        "gone_with_room", "zlikwidowane lub przekazane, a wciąż w pomieszczeniu", "Usuń pomieszczenie albo popraw status.",
        Sort.WRONG, lambda _: Q(room__isnull=False), concerns=Q(status__in=GONE),
    ),
    Finding(
        "stale", "niepotwierdzone od 12 miesięcy", "Sprawdź, czy urządzenia wciąż są. Przyjęty arkusz potwierdza całą ewidencję.",
        Sort.OLD, _unconfirmed,
    ),
)  # fmt: skip
FINDINGS: dict[str, Finding] = {one.code: one for one in _DEVICE_FINDINGS}
OVER_SEATS = Finding(
    "over_seats", "licencje używane na większej liczbie stanowisk niż wolno", "Dokup stanowiska albo popraw liczbę używanych.",
    Sort.WRONG, lambda _: Q(in_use__gt=F("seats")), concerns=Q(),
)  # fmt: skip
LICENCE_FINDINGS: dict[str, Finding] = {OVER_SEATS.code: OVER_SEATS}


@dataclass(frozen=True)
class Quality:
    """What one school's register is worth. `devices` have not left the school; `entries` are all devices and licences.

    `asked` and `filled` are weighted data, `sound` the entries without a contradiction.
    """

    devices: int = 0
    entries: int = 0
    asked: int = 0
    filled: int = 0
    sound: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    changed_at: datetime.datetime | None = None
    confirmed_on: datetime.date | None = None

    @property
    def completeness(self) -> int:
        """Percent of the data asked for that is there, rounded down."""
        return int(100 * self._share(self.filled, self.asked))

    @property
    def validity(self) -> int:
        """Percent of entries without a contradiction, rounded down."""
        return int(100 * self._share(self.sound, self.entries))

    @property
    def score(self) -> int | None:
        """0–100; None for a register without devices: there is nothing to judge."""
        if not self.devices:
            return None
        return int(100 * self._share(self.filled, self.asked) * self._share(self.sound, self.entries))

    @property
    def tone(self) -> str:
        """The tone the score is shown in."""
        score = self.score
        if score is None:
            return "grey"
        return "green" if score >= 90 else "amber" if score >= 60 else "red"

    @staticmethod
    def _share(part: int, whole: int) -> Fraction:
        return Fraction(part, whole) if whole else Fraction(1)


def assess(school_ids: Iterable[int] | None = None) -> dict[int, Quality]:
    """Quality by school id, of the open scope's schools (or those of them named): two queries.

    A school without a device or licence is not there: `Quality()` stands for it.
    """
    today = timezone.localdate()
    school_ids = None if school_ids is None else list(school_ids)
    licences = {row["school"]: row for row in _rows(Licence, school_ids, _licence_counts())}
    devices = {row["school"]: row for row in _rows(Device, school_ids, _device_counts(today))}
    return {school: _quality(devices.get(school, {}), licences.get(school, {})) for school in {*devices, *licences}}


def _rows(model: Any, school_ids: Iterable[int] | None, counts: dict[str, Any]) -> QuerySet[Any, dict[str, Any]]:
    rows = model.objects.order_by()
    if school_ids is not None:
        rows = rows.filter(school_id__in=school_ids)
    found: QuerySet[Any, dict[str, Any]] = rows.values("school").annotate(**counts)
    return found


def _device_counts(today: datetime.date) -> dict[str, Any]:
    counts: dict[str, Any] = {code: Count("pk", filter=finding.predicate(today)) for code, finding in FINDINGS.items()}
    wrong = [finding.predicate(today) for finding in FINDINGS.values() if finding.sort is Sort.WRONG]
    return counts | {
        "entries": Count("pk"),
        "present": Count("pk", filter=PRESENT),
        "computers": Count("pk", filter=FINDINGS["no_computer_facts"].concerns),
        "contradictory": Count("pk", filter=reduce(or_, wrong)),
        "newest_change": Max("changed_at"),
        "newest_confirmation": Max("confirmed_on"),
    }


def _licence_counts() -> dict[str, Any]:
    return {"entries": Count("pk"), "over_seats": Count("pk", filter=OVER_SEATS.predicate())}


def _quality(devices: dict[str, Any], licences: dict[str, Any]) -> Quality:
    counts = {code: devices.get(code, 0) for code in FINDINGS} | {OVER_SEATS.code: licences.get("over_seats", 0)}
    present, computers = devices.get("present", 0), devices.get("computers", 0)
    missing = [finding for finding in FINDINGS.values() if finding.sort is Sort.MISSING]
    asked = sum(one.weight * (computers if one.code == "no_computer_facts" else present) for one in missing)
    entries = devices.get("entries", 0) + licences.get("entries", 0)
    return Quality(
        devices=present,
        entries=entries,
        asked=asked,
        filled=asked - sum(one.weight * counts[one.code] for one in missing),
        sound=entries - devices.get("contradictory", 0) - counts[OVER_SEATS.code],
        counts=counts,
        changed_at=devices.get("newest_change"),
        confirmed_on=devices.get("newest_confirmation"),
    )
