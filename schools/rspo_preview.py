"""What importing an RSPO file would do to the portal. Reads the database, writes nothing."""

import datetime
import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Model

from hdr_portal.lib.polish import long_date
from schools.models import Establishment, EstablishmentKind, School, Statistic
from schools.rspo import Register, Row, RowKind, fold
from schools.rspo_choice import Candidate, Choice, Skip, choose
from schools.rspo_match import Matcher, regon_key
from schools.rspo_plan import NOTHING, Absent, Change, EstablishmentPlan, FreeUnit, Preview, UnitPlan, Verdict

NAME_MISSING = "nazwa do uzupełnienia"
SHORT_NAMES = (
    (re.compile(r"zespół szkolno[- ]+przedszkolny", re.IGNORECASE), "ZSP"),
    (re.compile(r"zespół przedszkoln\w+|zespół przedszkoli", re.IGNORECASE), "ZP"),
    (re.compile(r"szkoła podstawowa", re.IGNORECASE), "SP"),
)
NUMBERED = re.compile(r"\b(ZSP|ZP|SP) nr (\d+)", re.IGNORECASE)
NAME_TAIL = re.compile(r"\s+(?:im\.|imienia|w|we)\s.*$", re.IGNORECASE)


def make_preview(
    register: Register, *, operator: str, day: datetime.date, by_hand: Mapping[int, int] | None = None
) -> Preview:
    """What importing the register would do on the day. `by_hand`: RSPO of a unit of the file → id of our unit."""
    choice = choose(register, operator)
    planner = _Planner(day, choice)
    units = tuple(planner.plan_units(by_hand or {}))
    return Preview(
        day,
        units,
        tuple(planner.absent()),
        tuple(sorted(choice.skipped, key=lambda skip: skip.row)),
        tuple(sorted(choice.faults, key=lambda fault: fault.row)),
        tuple(FreeUnit(ours.pk, ours.kind, ours.short_name) for ours in planner.matcher.free_units()),
        tuple(FreeUnit(ours.pk, ours.kind, ours.short_name) for ours in planner.matcher.pointed),
        register.has_pupils,
    )


class _Planner:
    """Turns candidates into plans; what the portal does not know and is closed already is skipped."""

    def __init__(self, day: datetime.date, choice: Choice) -> None:
        self.day = day
        self.choice = choice
        schools = list(School.objects.order_by("pk"))
        self.matcher = Matcher(schools, Establishment.objects.order_by("pk"))
        self.short_names = {school.short_name for school in schools}
        self.pupils = dict(Statistic.objects.filter(day=day).values_list("establishment_id", "pupils"))

    def plan_units(self, by_hand: Mapping[int, int]) -> Iterable[UnitPlan]:
        matched = self.matcher.match_units(self.choice.units, by_hand)
        for unit in self.choice.units:
            ours, way = matched.get(unit.rspo, (None, ""))
            if ours is None and self._is_closed(unit.closed_on):
                self._skip_closed(unit.row, unit.name, unit.closed_on, unit.rspo)
            else:
                yield self._plan_unit(unit, ours, way)

    def _is_closed(self, closed_on: datetime.date | None) -> bool:
        return closed_on is not None and closed_on <= self.day

    def _skip_closed(self, row: int, name: str, closed_on: datetime.date | None, rspo: int | None) -> None:
        when = long_date(closed_on) if closed_on else ""
        self.choice.skipped.append(Skip(row, name, f"zlikwidowana {when}, a w portalu jej nie ma", rspo))

    def _plan_unit(self, unit: Candidate, ours: School | None, way: str) -> UnitPlan:
        values = _given(
            kind=unit.kind, name=unit.name, rspo=unit.rspo, regon=unit.regon,
            opened_on=unit.opened_on, closed_on=unit.closed_on,
        )  # fmt: skip
        if ours is None or ours.name_incomplete:
            values |= {"short_name": self._free_short_name(unit), "name_incomplete": False}
        if ours and ours.name_incomplete and ours.note == NAME_MISSING:
            values["note"] = ""
        kept = _kept(ours, values)
        members = tuple(self._plan_members(unit, ours))
        return UnitPlan(
            unit.row, unit.rspo, unit.name, unit.kind, ours.pk if ours else None, way,
            _verdict(ours, kept), tuple(kept.items()), _changes(ours, kept), members,
        )  # fmt: skip

    def _free_short_name(self, unit: Candidate) -> str:
        wanted = short_name(unit.name)
        if wanted in self.short_names:
            wanted = f"{wanted[:40]} (RSPO {unit.rspo})"
        self.short_names.add(wanted)
        return wanted

    def _plan_members(self, unit: Candidate, school: School | None) -> Iterable[EstablishmentPlan]:
        matched = self.matcher.match_members(unit.members, school)
        for row in unit.members:
            ours = matched.get(row.number)
            if ours is None and self._is_closed(row.closed_on):
                self._skip_closed(row.number, row.name, row.closed_on, row.rspo)
            else:
                yield self._plan_establishment(row, ours, school)

    def _plan_establishment(self, row: Row, ours: Establishment | None, school: School | None) -> EstablishmentPlan:
        kind = EstablishmentKind.PRIMARY if row.kind == RowKind.PRIMARY else EstablishmentKind.PRESCHOOL
        values = _given(
            kind=kind, name=row.name, rspo=row.rspo, regon=row.regon, street=row.address, postcode=row.postcode,
            town=row.town, phone=row.phone, email=row.email, website=row.website,
            opened_on=row.founded or row.started, closed_on=row.closed_on, name_incomplete=False,
        )  # fmt: skip
        if ours and school:
            values["school"] = school
        kept = _kept(ours, values)
        return EstablishmentPlan(
            row.number, row.rspo or 0, row.name, kind, ours.pk if ours else None,
            _verdict(ours, kept), tuple(kept.items()), _changes(ours, kept),
            None if self._is_closed(row.closed_on) else row.pupils, self.pupils.get(ours.pk) if ours else None,
        )  # fmt: skip

    def absent(self) -> Iterable[Absent]:
        """Open rows of ours with a register number that no row of the file claimed."""
        reasons = {skip.rspo: f"jest w pliku, ale pominięta: {skip.reason}" for skip in self.choice.skipped}
        rest: list[School | Establishment] = [*self.matcher.schools, *self.matcher.establishments]
        for ours in rest:
            if ours.rspo and ours.closed_on is None:
                yield Absent(ours.name, ours.rspo, reasons.get(ours.rspo, "brak w pliku"))


# --- Differences ----------------------------------------------------------------------------------------------------
def _given(**values: Any) -> dict[str, Any]:
    """Values that the register gives: an empty cell erases nothing."""
    return {name: value for name, value in values.items() if value is not None and value != ""}


def _kept(ours: School | Establishment | None, values: dict[str, Any]) -> dict[str, Any]:
    """The values to write: all for a new row, the differing ones for one of ours."""
    return {name: value for name, value in values.items() if ours is None or _differs(ours, name, value)}


def _differs(ours: School | Establishment, name: str, value: Any) -> bool:
    current = getattr(ours, name)
    if name == "name" and not ours.name_incomplete:
        return fold(current) != fold(value)  # the register writes in capitals; ours is better written
    if name == "regon":
        return regon_key(current) != regon_key(value)
    return bool(current != value)


def _verdict(ours: School | Establishment | None, kept: Mapping[str, Any]) -> Verdict:
    if ours is None:
        return Verdict.ADDED
    if "closed_on" in kept:
        return Verdict.CLOSED
    return Verdict.CHANGED if kept else Verdict.SAME


def _changes(ours: School | Establishment | None, kept: Mapping[str, Any]) -> tuple[Change, ...]:
    if ours is None:
        return ()
    return tuple(
        Change(label_of(ours, name), shown(ours, name, getattr(ours, name)), shown(ours, name, value))
        for name, value in kept.items()
    )


def label_of(row: Model, name: str) -> str:
    """The Polish name of a field."""
    return str(getattr(row._meta.get_field(name), "verbose_name", name))


def shown(row: Model, name: str, value: Any) -> str:
    """A field's value as people read it."""
    if isinstance(value, bool):
        return "tak" if value else "nie"
    if value is None or value == "":
        return NOTHING
    if isinstance(value, datetime.date):
        return long_date(value)
    return str(dict(getattr(row._meta.get_field(name), "flatchoices", ())).get(value, value))


def short_name(name: str) -> str:
    """„ZSP nr 4” from „Zespół Szkolno-Przedszkolny nr 4 w …”: at most 60 characters."""
    shorter = " ".join(name.split())
    for pattern, abbreviation in SHORT_NAMES:
        shorter = pattern.sub(abbreviation, shorter)
    if numbered := NUMBERED.search(shorter):
        return f"{numbered.group(1).upper()} nr {numbered.group(2)}"
    return NAME_TAIL.sub("", shorter)[:60].strip() or shorter[:60]
