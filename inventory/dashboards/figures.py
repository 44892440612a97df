"""Figures of registers as of a day, worked out from their summaries. No queries."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import TypeVar

from inventory.counting import Summary
from inventory.dashboards.ages import CLASSES, boundaries, by_class
from inventory.dashboards.lexicon import Lexicon
from inventory.models import NormCode
from inventory.runningtotals import EARLIEST, YEAR, month_number, up_to

Key = TypeVar("Key", int, str)


@dataclass(frozen=True)
class Beside:
    """What is known of a school beside its summary: pupils, devices and licences that end soon, its newest accepted sheet."""

    pupils: int | None = None
    accepted_on: datetime.date | None = None
    warranties_ending: int = 0
    licences_ending: int = 0


NOTHING_BESIDE = Beside()


@dataclass(frozen=True)
class Figures:
    """What one register, or several together, come to on a day. Counts are of the devices held, unless told otherwise.

    `ages` and `computer_ages`: devices by the classes of ages.CLASSES. `pupil_computers`: working computers for pupils.
    `pupils`: None where no number is known. `families` and `verdicts`: computers by family of their system ("": unknown)
    and, of those whose system is supported no more, by what is known of Windows 11. `office`: seats in use by suite.
    `categories`: by the category's id, as text. `touched_on`: the newest change or confirmation of any device.
    """

    devices: int = 0
    value: Decimal = Decimal()
    pupils: int | None = None
    pupil_computers: int = 0
    ages: tuple[int, ...] = (0,) * len(CLASSES)
    computer_ages: tuple[int, ...] = (0,) * len(CLASSES)
    old: int = 0
    warranties_ending: int = 0
    licences_ending: int = 0
    families: Mapping[str, int] = field(default_factory=dict)
    verdicts: Mapping[str, int] = field(default_factory=dict)
    office: Mapping[int, int] = field(default_factory=dict)
    categories: Mapping[str, int] = field(default_factory=dict)
    statuses: Mapping[str, int] = field(default_factory=dict)
    touched_on: datetime.date | None = None
    accepted_on: datetime.date | None = None

    @property
    def updated_on(self) -> datetime.date | None:
        """The day of the last change or confirmation; an accepted sheet confirms a register that is kept."""
        if self.touched_on is None or self.accepted_on is None:
            return self.touched_on
        return max(self.touched_on, self.accepted_on)

    @property
    def computers(self) -> int:
        """All computers held."""
        return sum(self.families.values())

    @property
    def unsupported(self) -> int:
        """Computers whose system is supported no more."""
        return sum(self.verdicts.values())

    @property
    def dated(self) -> int:
        """Devices whose month of purchase is known."""
        return sum(self.ages)

    @property
    def pupils_per_computer(self) -> Decimal | None:
        """Pupils a computer for pupils; None where either is unknown or there is none."""
        return Decimal(self.pupils) / self.pupil_computers if self.pupils and self.pupil_computers else None

    @property
    def devices_per_pupil(self) -> Decimal | None:
        """Devices a pupil."""
        return Decimal(self.devices) / self.pupils if self.pupils else None

    @property
    def computers_with_system(self) -> int:
        """Computers whose operating system is known."""
        return self.computers - self.families.get("", 0)


class Reckoner:
    """Works out figures as of a day. What depends on the day and the dictionaries alone is worked out once."""

    def __init__(self, lexicon: Lexicon, day: datetime.date) -> None:
        self.lexicon, self.day = lexicon, day
        old_years = lexicon.norm(NormCode.OLD_YEARS)
        old_month = month_number(day.year, day.month) - old_years * YEAR if old_years else EARLIEST - 1
        self._months = [*boundaries(day), old_month]
        self._unsupported = {
            pk for pk, one in lexicon.systems.items() if one.supported_until and one.supported_until < day
        }
        self._families = {pk: one.family for pk, one in lexicon.systems.items()}
        self._office = {str(pk) for pk in lexicon.office}
        self._known: dict[int, tuple[Summary, Beside, Figures]] = {}
        self._whole: tuple[list[Figures], Figures] = ([], Figures())

    @cached_property
    def ending(self) -> tuple[datetime.date, datetime.date] | None:
        """First and last day on which an end is near; None without a norm."""
        days = self.lexicon.norm(NormCode.ENDING_DAYS)
        return (self.day, self.day + datetime.timedelta(days=days)) if days else None

    def figures(self, summary: Summary, beside: Beside = NOTHING_BESIDE) -> Figures:
        """One register's figures; where nothing differs from last time they are not worked out again."""
        known = self._known.get(summary.school)
        if known is None or known[0] != summary or known[1] != beside:
            self._known[summary.school] = known = (summary, beside, self._worked_out(summary, beside))
        return known[2]

    def together(self, registers: list[Figures]) -> Figures:
        """Several registers as one; added up again only when one of them is another."""
        last = self._whole[0]
        if len(last) != len(registers) or any(one is not other for one, other in zip(last, registers, strict=True)):
            self._whole = (registers, together(registers))
        return self._whole[1]

    def _worked_out(self, summary: Summary, beside: Beside) -> Figures:
        data = summary.data
        *ages, old = up_to(data["purchases"], self._months)
        families, verdicts = self._systems(data["systems"])
        return Figures(
            devices=summary.devices,
            value=summary.value,
            pupils=beside.pupils,
            pupil_computers=data["computers"].get("pupil", 0),
            ages=by_class(ages),
            computer_ages=by_class(up_to(data["computer_purchases"], self._months[:-1])),
            old=old,
            families=families,
            verdicts=verdicts,
            office={int(pk): number for pk, number in data["seats"].items() if pk in self._office},
            categories=data["categories"],
            statuses=data["statuses"],
            touched_on=summary.updated_on,
            accepted_on=beside.accepted_on,
            warranties_ending=beside.warranties_ending,
            licences_ending=beside.licences_ending,
        )

    def is_fresh(self, updated_on: datetime.date | None) -> bool | None:
        """Whether a register was touched lately enough; None without a norm or a register."""
        days = self.lexicon.norm(NormCode.FRESH_DAYS)
        return (self.day - updated_on).days <= days if days and updated_on else None

    @cached_property
    def ended_families(self) -> dict[str, datetime.date]:
        """Families with a system that is supported no more, and since when."""
        found: dict[str, datetime.date] = {}
        for pk in self._unsupported:
            system = self.lexicon.systems[pk]
            if system.supported_until:
                found[system.family] = max(system.supported_until, found.get(system.family, datetime.date.min))
        return found

    def _systems(self, rows: Iterable[tuple[int, str, int]]) -> tuple[dict[str, int], dict[str, int]]:
        families: dict[str, int] = {}
        verdicts: dict[str, int] = {}
        for system, verdict, number in rows:
            family = self._families.get(system, "")
            families[family] = families.get(family, 0) + number
            if system in self._unsupported:
                verdicts[verdict] = verdicts.get(verdict, 0) + number
        return families, verdicts


_last: list[Reckoner] = []


def reckoner_of(lexicon: Lexicon, day: datetime.date) -> Reckoner:
    """The reckoner of a day and its dictionaries. A process keeps the last one, with what it has worked out: figures are a
    function of the summary's text, the dictionaries and the day alone, and all three are compared.
    """
    if not _last or _last[0].day != day or _last[0].lexicon != lexicon:
        _last[:] = [Reckoner(lexicon, day)]
    return _last[0]


def together(registers: Iterable[Figures]) -> Figures:
    """Several registers as one; the newest change of any."""
    known = list(registers)
    pupils = [one.pupils for one in known if one.pupils is not None]
    counted = [one.pupil_computers for one in known if one.pupils is not None]
    return Figures(
        devices=sum(one.devices for one in known),
        value=sum((one.value for one in known), Decimal()),
        pupils=sum(pupils) if pupils else None,
        pupil_computers=sum(counted),
        ages=_added([one.ages for one in known]),
        computer_ages=_added([one.computer_ages for one in known]),
        old=sum(one.old for one in known),
        warranties_ending=sum(one.warranties_ending for one in known),
        licences_ending=sum(one.licences_ending for one in known),
        families=_merged(one.families for one in known),
        verdicts=_merged(one.verdicts for one in known),
        office=_merged(one.office for one in known),
        categories=_merged(one.categories for one in known),
        statuses=_merged(one.statuses for one in known),
        touched_on=max((one.updated_on for one in known if one.updated_on), default=None),
    )


def _added(rows: list[tuple[int, ...]]) -> tuple[int, ...]:
    return tuple(sum(column) for column in zip(*rows, strict=True)) if rows else (0,) * len(CLASSES)


def _merged(counts: Iterable[Mapping[Key, int]]) -> dict[Key, int]:
    found: dict[Key, int] = {}
    for one in counts:
        for key, count in one.items():
            found[key] = found.get(key, 0) + count
    return found
