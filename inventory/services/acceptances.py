"""Accepting sheets. From the register: a worker makes the files and accepts in one transaction. From a file: at once.

The decision is a row (SheetAcceptance); until it is carried out the sheet stays submitted, so that an accepted sheet always
has its evidence. Returned meanwhile by somebody else, the sheet stays returned and the acceptance says so.
"""

import datetime
import logging
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from hdr_portal.lib.pdf import Progress
from hdr_portal.lib.uploads import Accepted
from inventory import rules
from inventory.models import Sheet, SheetAcceptance, SheetState
from inventory.services.sheets import NotAllowed, locked_sheet, save_next
from inventory.sheetbooks.printing import sheet_pdf
from inventory.sheetbooks.workbook import sheet_workbook
from schools import jobs
from schools.evidence import store_evidence
from schools.models import Evidence, EvidenceKind, JobState, User
from schools.scope import school_scope

logger = logging.getLogger(__name__)

FAILED = (
    "Nie udało się przygotować dokumentów arkusza. Przyjmij go ponownie; gdy to nie pomoże, zawiadom administratora."
)
MOVED = "Arkusz zmienił w międzyczasie stan, więc go nie przyjęto. Sprawdź, co z nim teraz."
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
UNFINISHED = (JobState.QUEUED, JobState.RUNNING)


@transaction.atomic
def accept_sheet(sheet: Sheet, *, version: int, by: User, wake: jobs.Wake | None) -> Sheet:
    """Decide to accept a submitted sheet: at once when its file was brought, else by a worker that `wake` calls.

    Accepted twice it stays accepted by the first; the same decision taken twice is carried out once. Raises NotAllowed.
    """
    locked = locked_sheet(sheet)
    if locked.state == SheetState.ACCEPTED and locked.version == version + 1:
        return locked
    if locked.version != version or not rules.may_decide_sheet(locked, by):
        raise NotAllowed
    if locked.contents["source"] == "file":
        return mark_accepted(locked, day=datetime.date.fromisoformat(locked.contents["day"]), by=by)
    order, created = SheetAcceptance.objects.get_or_create(
        sheet=locked, sheet_version=version, defaults={"requested_by": by}
    )
    if (created or _started_anew(order, by=by)) and wake is not None:
        jobs.wake_on_commit(order, wake)
    return locked


def _started_anew(order: SheetAcceptance, *, by: User) -> bool:
    """A decision that could not be carried out is taken once more."""
    failed = SheetAcceptance.objects.filter(pk=order.pk, state=JobState.FAILED)
    return bool(
        failed.update(
            state=JobState.QUEUED, attempts=0, claim=None, error="", finished_at=None, woken_at=None, requested_by=by
        )
    )


def produce_acceptance(pk: int) -> SheetAcceptance | None:
    """Claim a waiting acceptance, make the files, accept; None when there is nothing to claim.

    Opens the scope of the sheet's school itself. A worker that lost its claim drops its result.
    """
    order: SheetAcceptance | None = jobs.claim(SheetAcceptance, pk)
    if order is None:
        return None
    try:
        with jobs.kept_alive(order), school_scope([order.sheet.school_id]):
            _carry_out(order)
    except jobs.ClaimLost:
        logger.warning("Acceptance %s was taken over by another worker; this result is dropped.", pk)
    except NotAllowed:
        jobs.fail(order, MOVED)
    except Exception:
        logger.exception("Acceptance %s failed.", pk)
        jobs.give_back_or_fail(order, FAILED)
    return order


def _carry_out(order: SheetAcceptance) -> None:
    by = order.requested_by
    sheet: Sheet = Sheet.objects.select_related("edition", "school").get(pk=order.sheet_id)
    if by is None or sheet.version != order.sheet_version or not rules.may_decide_sheet(sheet, by):
        raise NotAllowed
    day = timezone.localdate(order.created_at)
    frozen = sheet.contents | {"accepted": {"at": order.created_at.isoformat(), "by": str(by)}}
    pdf, workbook = _files(frozen, lambda percent, step: jobs.report_progress(order, percent, step))
    with transaction.atomic():
        locked = locked_sheet(sheet)
        if locked.version != order.sheet_version or not rules.may_decide_sheet(locked, by):
            raise NotAllowed
        locked.frozen = frozen
        locked.evidence = _stored(locked, pdf, Accepted("pdf", "application/pdf", "pdf"), day=day, by=by)
        locked.workbook = _stored(locked, workbook, Accepted("document", XLSX, "xlsx"), day=day, by=by)
        mark_accepted(locked, day=day, by=by)
        jobs.finish(order)


def _files(frozen: dict[str, Any], told: Progress) -> tuple[bytes, bytes]:
    told(5, "Zapisuję arkusz XLSX")
    workbook = sheet_workbook(frozen)
    return sheet_pdf(frozen, told).content, workbook


def _stored(sheet: Sheet, content: bytes, kind: Accepted, *, day: datetime.date, by: User) -> Evidence:
    name = f"arkusz-{sheet.school.short_name}-{sheet.edition.name}.{kind.extension}".lower().replace(" ", "-")
    return store_evidence(
        school=sheet.school, kind=EvidenceKind.SHEET, day=day, upload=ContentFile(content, name), by=by, accepted=kind
    )


def mark_accepted(locked: Sheet, *, day: datetime.date, by: User) -> Sheet:
    """The locked sheet as accepted; the day is the one that indicators count."""
    locked.state, locked.remark, locked.accepted_on = SheetState.ACCEPTED, "", day
    locked.decided_at, locked.decided_by = timezone.now(), by
    return save_next(locked, by=by)


def acceptance_under_way(sheet: Sheet) -> SheetAcceptance | None:
    """The decision on the sheet as it stands that a worker has not finished, or that failed."""
    found: SheetAcceptance | None = SheetAcceptance.objects.filter(
        sheet=sheet, sheet_version=sheet.version, state__in=(*UNFINISHED, JobState.FAILED)
    ).first()
    return found
