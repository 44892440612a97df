"""What every file that leaves says about itself: which list, filtered by what, for whom, on what day, how many rows."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.http import QueryDict
from django.utils import timezone

from hdr_portal.lib import polish
from hdr_portal.lib.celltext import visible
from inventory.listing import filter_of
from inventory.listing.chips import chips_of
from schools.models import School, User
from schools.roles import Role, roles_allowed
from schools.scope import current_scope

PERMISSION = "inventory.export_register"
TITLE = "Ewidencja sprzętu"
NAMED_UNITS = 3


@dataclass(frozen=True)
class About:
    """Facts of an export. `filters` are (label, value) in words; `asked_by` names a role, never a person."""

    title: str
    municipality: str
    units: str
    filters: tuple[tuple[str, str], ...]
    asked_by: str
    made_at: datetime.datetime

    def lines(self, rows: Callable[[], int]) -> Iterator[tuple[str, str]]:
        """The facts as (name, value). `rows` is asked when its line is reached, which is after the rows were written."""
        yield "Lista", self.title
        yield "Gmina", visible(self.municipality)
        yield "Jednostki", visible(self.units)
        for name, value in self.filters or (("brak", "cała lista"),):
            yield "Filtr", visible(f"{name}: {value}")
        yield "Wierszy", polish.number(rows())
        yield "Sporządzono", polish.moment(timezone.localtime(self.made_at))
        yield "Dla", self.asked_by


def about_list(query: str, *, asked_by: User) -> About:
    """The facts of the list that a query finds in the open scope."""
    found = filter_of(query)
    chips = chips_of(found, QueryDict(query))
    return About(
        title=TITLE,
        municipality=settings.MUNICIPALITY,
        units=str(found.school) if found.school else _units(),
        filters=tuple((chip.label, chip.value) for chip in chips),
        asked_by=role_of(asked_by),
        made_at=timezone.now(),
    )


def about_table(title: str, filters: tuple[tuple[str, str], ...], *, asked_by: User) -> About:
    """The facts of a list that is not one of devices."""
    return About(title, settings.MUNICIPALITY, _units(), filters, role_of(asked_by), timezone.now())


def role_of(person: User) -> str:
    """The role by which a person exports: files travel, names need not."""
    allowed = roles_allowed(PERMISSION)
    return next((str(Role(role).label) for role, _ in person.roles_held if role in allowed), "")


def _units() -> str:
    if current_scope().school_ids is None:
        return "cała gmina"
    names = list(School.objects.order_by("sort_name").values_list("short_name", flat=True))
    return (
        ", ".join(names) if len(names) <= NAMED_UNITS else polish.counted(len(names), "jednostka,jednostki,jednostek")
    )
