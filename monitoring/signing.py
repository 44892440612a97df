"""Verbs on corrections: signed once, withdrawn, never changed and never deleted."""

import datetime
import uuid
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from monitoring.corrections import PERMISSION
from monitoring.models import Correction, Indicator
from schools.models import Evidence, School, User


class NotAllowed(Exception):
    """The person's role does not allow it."""


@dataclass(frozen=True)
class CorrectionInput:
    """What a form says of a correction. `evidence` is stored already."""

    day: datetime.date
    amount: int
    reason: str
    group: str = ""
    school: School | None = None
    evidence: Evidence | None = None


@transaction.atomic
def sign_correction(indicator: Indicator, given: CorrectionInput, *, form_key: uuid.UUID, by: User) -> Correction:
    """A signed correction; the same form sent twice is signed once. Raises NotAllowed."""
    if not by.has_perm(PERMISSION):
        raise NotAllowed
    # The row is locked, so that the second of two clicks waits for the first and finds what it wrote.
    Indicator.objects.select_for_update(of=("self",)).get(pk=indicator.pk)
    existing: Correction | None = Correction.objects.filter(form_key=form_key).first()
    if existing:
        return existing
    made = Correction(
        indicator=indicator,
        day=given.day,
        amount=given.amount,
        reason=given.reason.strip(),
        group=given.group,
        school=given.school,
        evidence=given.evidence,
        form_key=form_key,
        signed_by=by,
    )
    return _saved(made, by)


@transaction.atomic
def withdraw_correction(correction: Correction, *, by: User) -> Correction:
    """Take a correction back: from now on it counts for no day. Withdrawn twice it stays withdrawn by the first."""
    if not by.has_perm(PERMISSION):
        raise NotAllowed
    locked: Correction = Correction.objects.select_for_update(of=("self",)).get(pk=correction.pk)
    if locked.withdrawn_at:
        return locked
    locked.withdrawn_at, locked.withdrawn_by = timezone.now(), by
    return _saved(locked, by)


def _saved(correction: Correction, by: User) -> Correction:
    correction._history_user = by  # type: ignore[attr-defined]  # noqa: SLF001 - simple-history's documented way
    correction.save()
    return correction
