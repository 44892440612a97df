"""Verbs on sheets: submitted by the director, decided by the department.

What is frozen is what was submitted: rows and totals are stored in the moment of submitting, after it was checked that they
are the ones the page showed, because the director signs what the director saw. The department accepts those very rows and is
told when the register has moved on since. The files are made from them at acceptance (services/acceptances.py).

Every verb gets the version of the sheet that the person saw: a page left open while somebody else decided changes nothing.
"""

from django.db import transaction
from django.utils import timezone

from inventory import rules
from inventory.models import Edition, Sheet, SheetState
from inventory.sheetbooks.freezing import mark_of, register_contents, signed
from schools.models import User


class NotAllowed(Exception):
    """The sheet's state, its version or the person's role does not allow the verb."""


class RemarkMissing(Exception):
    """Returning needs a remark that says what to mend."""


class RegisterChanged(Exception):
    """The register is not what the page showed any more."""


class RegisterEmpty(Exception):
    """There is nothing to sign."""


@transaction.atomic
def submit_sheet(sheet: Sheet, *, seen: str, version: int, by: User) -> Sheet:
    """Freeze the register and send it to the department; sent twice it stays sent once.

    `seen` is freezing.mark_of the contents that the page showed. Raises NotAllowed, RegisterEmpty and RegisterChanged.
    """
    locked = locked_sheet(sheet)
    if locked.state == SheetState.SUBMITTED and locked.submitted_by_id == by.pk:
        return locked
    if locked.version != version or not rules.may_submit_sheet(locked, by):
        raise NotAllowed
    contents = register_contents(locked.school)
    if not contents["rows"]:
        raise RegisterEmpty
    if mark_of(contents) != seen:
        raise RegisterChanged
    locked.frozen = signed(contents, sheet=locked, by=by)
    return mark_submitted(locked, by=by)


@transaction.atomic
def return_sheet(sheet: Sheet, *, remark: str, version: int, by: User) -> Sheet:
    """Send a submitted sheet back with a remark; raises NotAllowed and RemarkMissing."""
    locked = locked_sheet(sheet)
    if _is_repeated(locked, version, by):
        return locked
    if locked.version != version or not rules.may_decide_sheet(locked, by):
        raise NotAllowed
    return _return(locked, remark, by=by)


@transaction.atomic
def take_back_sheet(sheet: Sheet, *, remark: str, version: int, by: User) -> Sheet:
    """Return an accepted sheet: from now on it counts in no indicator. Its files and its history stay."""
    locked = locked_sheet(sheet)
    if _is_repeated(locked, version, by):
        return locked
    if locked.version != version or not rules.may_take_back_sheet(locked, by):
        raise NotAllowed
    locked.accepted_on = None
    return _return(locked, remark, by=by)


def mark_submitted(locked: Sheet, *, by: User) -> Sheet:
    """The locked sheet as submitted now."""
    locked.state, locked.submitted_at, locked.submitted_by = SheetState.SUBMITTED, timezone.now(), by
    return save_next(locked, by=by)


def locked_sheet(sheet: Sheet) -> Sheet:
    """The row as it stands, locked until the transaction ends; its edition first, in the order of services/editions.py."""
    edition = Edition.objects.select_for_update(of=("self",)).get(pk=sheet.edition_id)
    locked: Sheet = Sheet.objects.select_related("school").select_for_update(of=("self",)).get(pk=sheet.pk)
    locked.edition = edition
    return locked


def save_next(locked: Sheet, *, by: User) -> Sheet:
    """Save the locked sheet as its next version, with history."""
    locked.version += 1
    locked._history_user = by  # type: ignore[attr-defined]  # noqa: SLF001 - how simple_history takes the actor
    locked.save()
    return locked


def _return(locked: Sheet, remark: str, *, by: User) -> Sheet:
    if not remark.strip():
        raise RemarkMissing
    locked.state, locked.remark = SheetState.RETURNED, remark.strip()
    locked.decided_at, locked.decided_by = timezone.now(), by
    return save_next(locked, by=by)


def _is_repeated(locked: Sheet, version: int, by: User) -> bool:
    """Whether this is the second click of the same person on the same page."""
    return locked.state == SheetState.RETURNED and locked.version == version + 1 and locked.decided_by_id == by.pk
