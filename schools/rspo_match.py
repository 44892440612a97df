"""Which unit or establishment of the portal a row of the register means: by RSPO, REGON, name, or by hand."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from schools.models import Establishment, School
from schools.rspo import Row, fold
from schools.rspo_choice import Candidate

PLACE_TAIL = re.compile(r" (?:w|we) [^0-9]+$")
BY_HAND = "ręcznie"


def regon_key(regon: str) -> str:
    """Nine digits and the same nine with five zeros are one REGON."""
    return regon[:9] if len(regon) == 14 and regon.endswith("00000") else regon


def name_key(name: str) -> str:
    """A folded name without the town at its end: the register writes it, the plan does not."""
    return PLACE_TAIL.sub("", fold(name))


def _same_regon(ours: School | Establishment, theirs: Candidate | Row) -> bool:
    return bool(theirs.regon) and ours.rspo is None and regon_key(ours.regon) == regon_key(theirs.regon)


def _same_name(ours: School | Establishment, theirs: Candidate | Row) -> bool:
    return ours.rspo is None and ours.kind == theirs.kind and name_key(ours.name) == name_key(theirs.name)


UNIT_WAYS: tuple[tuple[str, Callable[[School, Candidate], bool]], ...] = (
    ("po numerze RSPO", lambda ours, theirs: ours.rspo == theirs.rspo),
    ("po numerze REGON", _same_regon),
    ("po nazwie", _same_name),
)


class Matcher:
    """The portal's units and establishments, claimed one by one by rows of the file."""

    def __init__(self, schools: Iterable[School], establishments: Iterable[Establishment]) -> None:
        self.schools = list(schools)
        self.establishments = list(establishments)
        self.pointed: list[School] = []

    def match_units(self, units: Sequence[Candidate], by_hand: Mapping[int, int]) -> dict[int, tuple[School, str]]:
        """Our unit and how it was found, by RSPO of the candidate.

        A better key goes first for all candidates, so that a name never takes what a number means. Two matches are none.
        """
        found: dict[int, tuple[School, str]] = {}
        for way, same in UNIT_WAYS:
            for unit in units:
                matches = [ours for ours in self.schools if same(ours, unit)]
                if unit.rspo not in found and len(matches) == 1:
                    found[unit.rspo] = (self._claim_unit(matches[0]), way)
        for unit in units:
            ours = self._pointed_at(by_hand.get(unit.rspo), unit)
            if unit.rspo not in found and ours:
                self.pointed.append(self._claim_unit(ours))
                found[unit.rspo] = (ours, BY_HAND)
        return found

    def _claim_unit(self, school: School) -> School:
        self.schools.remove(school)
        return school

    def _pointed_at(self, pk: int | None, unit: Candidate) -> School | None:
        return next((ours for ours in self.free_units() if ours.pk == pk and ours.kind == unit.kind), None)

    def free_units(self) -> list[School]:
        """Open units without a register number that no row has claimed; those that wait for a name first."""
        free = [ours for ours in self.schools if ours.rspo is None and ours.closed_on is None]
        return sorted(free, key=lambda ours: not ours.name_incomplete)

    def match_members(self, rows: Sequence[Row], school: School | None) -> dict[int, Establishment]:
        """Our establishment by number of the row; one found by RSPO or REGON may come from another unit."""
        found: dict[int, Establishment] = {}
        for way in (self._by_rspo, self._by_regon, self._by_name, self._by_place):
            for row in rows:
                matches = [] if row.number in found else way(row, school)
                if len(matches) == 1:
                    self.establishments.remove(matches[0])
                    found[row.number] = matches[0]
        return found

    def _by_rspo(self, row: Row, _: School | None) -> list[Establishment]:
        return [ours for ours in self.establishments if ours.rspo == row.rspo]

    def _by_regon(self, row: Row, _: School | None) -> list[Establishment]:
        return [ours for ours in self.establishments if ours.kind == row.kind and _same_regon(ours, row)]

    def _by_name(self, row: Row, school: School | None) -> list[Establishment]:
        return [ours for ours in self._unnumbered(row, school) if _same_name(ours, row)]

    def _by_place(self, row: Row, school: School | None) -> list[Establishment]:
        """The unit's only establishment of the kind without a number, or the first whose name is to be completed."""
        unnumbered = self._unnumbered(row, school)
        return [ours for ours in unnumbered if ours.name_incomplete][:1] or unnumbered

    def _unnumbered(self, row: Row, school: School | None) -> list[Establishment]:
        return [
            ours
            for ours in self.establishments
            if school and ours.school_id == school.pk and ours.rspo is None and ours.kind == row.kind
        ]
