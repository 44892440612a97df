"""Corrections in force on a day: signed numbers with a reason, beside what was counted and never inside it."""

import datetime
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from monitoring.models import Correction
from monitoring.standing import Adjustment
from schedule.models import Plan
from schools.knowledge import known
from schools.measures import EvidenceRef
from schools.models import Evidence
from schools.register import unit_names
from schools.roles import Role, roles_allowed

PERMISSION = "monitoring.correct_indicator"


@dataclass(frozen=True)
class CorrectionView:
    """A correction in force. `school` and `group` may be empty; `signed_as` is the signer's role, never a person."""

    pk: int
    day: datetime.date
    amount: int
    group: str
    school_id: int | None
    school: str
    reason: str
    signed_as: str
    signed_at: datetime.datetime
    evidence: EvidenceRef | None = None

    @property
    def adjustment(self) -> Adjustment:
        """As far as the number goes."""
        return Adjustment(self.day, self.amount, self.group, self.school_id)


def corrections_on(plan: Plan, as_of: datetime.date) -> dict[int, tuple[CorrectionView, ...]]:
    """Indicator id → corrections of the open scope in force on the day, as known, in the order of signing: one query.

    Two more where there are corrections: the names of the units and the files.
    """
    found = known(Correction).filter(indicator__plan=plan, withdrawn_at=None, day__lte=as_of)
    rows = list(found.order_by("signed_at", "id"))
    names = unit_names() if any(row.school_id for row in rows) else {}
    files = _files({row.evidence_id for row in rows if row.evidence_id})
    by_indicator: dict[int, list[CorrectionView]] = defaultdict(list)
    for row in rows:
        by_indicator[row.indicator_id].append(_view(row, names, files))
    return {key: tuple(views) for key, views in by_indicator.items()}


def _view(row: Any, names: dict[int, str], files: dict[int, EvidenceRef]) -> CorrectionView:
    return CorrectionView(
        pk=row.id,
        day=row.day,
        amount=row.amount,
        group=row.group,
        school_id=row.school_id,
        school=names.get(row.school_id, ""),
        reason=row.reason,
        signed_as=signing_role(),
        signed_at=row.signed_at,
        evidence=files.get(row.evidence_id),
    )


def signing_role() -> str:
    """The role in which corrections are signed: the permission's only holders."""
    return " lub ".join(Role(role).label for role in sorted(roles_allowed(PERMISSION)))


def _files(ids: set[int]) -> dict[int, EvidenceRef]:
    rows = (
        known(Evidence, past_scope=True).filter(id__in=ids) if ids else []
    )  # whether it is proved does not depend on who asks
    return {row.id: EvidenceRef(row.id, row.kind, row.name, row.sha256, row.day) for row in rows}
