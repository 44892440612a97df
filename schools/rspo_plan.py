"""What an RSPO import would do, as values: shown on the preview page and carried out by schools/rspo_import.py."""

import datetime
import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from schools.models import EstablishmentKind, SchoolKind
from schools.rspo import Fault
from schools.rspo_choice import Skip

Values = tuple[tuple[str, Any], ...]
NOTHING = "brak"


class Verdict(StrEnum):
    """What happens to a unit or an establishment."""

    ADDED = "added"
    SAME = "same"
    CHANGED = "changed"
    CLOSED = "closed"


@dataclass(frozen=True)
class Change:
    """A field that gets another value, in words."""

    label: str
    old: str
    new: str


class _Planned:
    """What plans of units and of establishments share."""

    changes: tuple[Change, ...]

    @property
    def filled(self) -> list[Change]:
        """Changes of what was empty."""
        return [change for change in self.changes if change.old == NOTHING]

    @property
    def replaced(self) -> list[Change]:
        """Changes of what had a value."""
        return [change for change in self.changes if change.old != NOTHING]


@dataclass(frozen=True)
class EstablishmentPlan(_Planned):
    """What happens to one establishment (pk None: it is new) and to its number of pupils."""

    row: int
    rspo: int
    name: str
    kind: EstablishmentKind
    pk: int | None
    verdict: Verdict
    values: Values
    changes: tuple[Change, ...]
    pupils: int | None = None
    pupils_before: int | None = None

    @property
    def counts_pupils(self) -> bool:
        """Whether a dated number of pupils is written."""
        return self.pupils is not None and self.pupils != self.pupils_before


@dataclass(frozen=True)
class UnitPlan(_Planned):
    """What happens to one unit (pk None: it is new) and to its establishments."""

    row: int
    rspo: int
    name: str
    kind: SchoolKind
    pk: int | None
    matched_by: str
    own_verdict: Verdict
    values: Values
    changes: tuple[Change, ...]
    members: tuple[EstablishmentPlan, ...]

    @property
    def verdict(self) -> Verdict:
        """An unchanged unit with a changed establishment counts as changed."""
        touched = any(member.verdict != Verdict.SAME for member in self.members)
        return Verdict.CHANGED if self.own_verdict == Verdict.SAME and touched else self.own_verdict


@dataclass(frozen=True)
class Absent:
    """A unit or an establishment of the portal that the file does not bring: told, never closed by itself."""

    name: str
    rspo: int
    reason: str


@dataclass(frozen=True)
class FreeUnit:
    """An open unit of ours without a register number: the user may point at it."""

    pk: int
    kind: str
    label: str


@dataclass(frozen=True)
class Preview:
    """Everything that the import would do on a day, for one operator."""

    day: datetime.date
    units: tuple[UnitPlan, ...]
    absent: tuple[Absent, ...]
    skipped: tuple[Skip, ...]
    faults: tuple[Fault, ...]
    free_units: tuple[FreeUnit, ...] = ()
    pointed_units: tuple[FreeUnit, ...] = ()
    has_pupils: bool = True

    def of(self, verdict: Verdict) -> list[UnitPlan]:
        """Units with the verdict."""
        return [unit for unit in self.units if unit.verdict == verdict]

    @property
    def members(self) -> list[EstablishmentPlan]:
        """Establishments of all units."""
        return [member for unit in self.units for member in unit.members]

    @property
    def pupil_counts(self) -> int:
        """How many dated numbers of pupils would be written."""
        return sum(member.counts_pupils for member in self.members)

    @property
    def changes_nothing(self) -> bool:
        """Whether the portal already holds what the file says."""
        return not self.pupil_counts and all(unit.verdict == Verdict.SAME for unit in self.units)

    def fingerprint(self) -> str:
        """Changes when what the import would do changes: what was seen is what is done."""
        return hashlib.sha256(repr((self.day, self.units)).encode()).hexdigest()

    def counts(self) -> dict[str, int]:
        """Numbers for the summary, by verdict; units, not establishments."""
        verdicts = {verdict.value: len(self.of(verdict)) for verdict in Verdict}
        rest = {"absent": len(self.absent), "skipped": len(self.skipped), "faults": len(self.faults)}
        return verdicts | rest | {"establishments": len(self.members), "pupil_counts": self.pupil_counts}
