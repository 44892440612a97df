"""Reads of the use of ZSZO."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from hdr_portal.lib.periods import months_later
from inventory.models import ZszoCost, ZszoModule, ZszoUse
from schools.models import School

VALID_MONTHS = 12


@dataclass(frozen=True)
class ZszoRow:
    """A school's line of the matrix: its newest confirmation, whether it still holds, one flag a module."""

    school: School
    confirmed_on: datetime.date | None
    in_use: bool
    is_valid: bool
    used: tuple[tuple[ZszoModule, bool], ...]


@dataclass(frozen=True)
class ZszoMatrix:
    """Schools × modules, and what the municipality paid."""

    modules: tuple[ZszoModule, ...]
    rows: tuple[ZszoRow, ...]
    costs: tuple[ZszoCost, ...]

    @property
    def total_cost(self) -> Decimal:
        """The sum of the costs, in złote."""
        return sum((cost.amount for cost in self.costs), Decimal())

    @property
    def confirmed(self) -> int:
        """Schools with a valid confirmation that they use ZSZO."""
        return sum(row.is_valid and row.in_use for row in self.rows)


def zszo_matrix(today: datetime.date) -> ZszoMatrix:
    """The matrix of the open scope: five queries."""
    modules = tuple(ZszoModule.objects.usable())
    newest = {use.school_id: use for use in _uses(today)}
    schools = School.objects.open_on(today)
    rows = tuple(_row(school, newest.get(school.pk), modules, today) for school in schools)
    return ZszoMatrix(modules, rows, tuple(ZszoCost.objects.all()))


def _uses(today: datetime.date) -> list[ZszoUse]:
    """Confirmations up to today, the newest of a school last."""
    found = ZszoUse.objects.filter(confirmed_on__lte=today).prefetch_related("used_modules")
    return list(found.order_by("confirmed_on", "pk"))


def _row(school: School, use: ZszoUse | None, modules: tuple[ZszoModule, ...], today: datetime.date) -> ZszoRow:
    used = {module.pk for module in use.used_modules.all()} if use else set()
    return ZszoRow(
        school=school,
        confirmed_on=use.confirmed_on if use else None,
        in_use=use.in_use if use else False,
        is_valid=use is not None and use.confirmed_on >= months_later(today, -VALID_MONTHS),
        used=tuple((module, module.pk in used) for module in modules),
    )
