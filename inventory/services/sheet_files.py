"""Sheets of the past, entered from a file: by the department as accepted on its day, by a director as submitted."""

import datetime
from typing import Any

from django.core.files import File
from django.db import transaction

from inventory import rules
from inventory.models import Sheet
from inventory.services.acceptances import mark_accepted
from inventory.services.sheets import NotAllowed, locked_sheet, mark_submitted
from inventory.sheetbooks.freezing import signed
from inventory.sheetbooks.uploads import upload_contents
from schools.evidence import store_evidence
from schools.models import EvidenceKind, User

FIRST_DAY = datetime.date(2020, 1, 1)


def enter_sheet_file(sheet: Sheet, upload: File[Any], *, day: datetime.date, version: int, by: User) -> Sheet:
    """Keep the file as the sheet's evidence; the rows of a workbook are frozen as they are.

    The day is the document's; once accepted, it is the one that indicators count. Raises NotAllowed, Refused (the file) and
    NotStored (the disk), and then keeps nothing.
    """
    contents = upload_contents(upload, day=day)  # a child process reads it: no transaction waits for that
    with transaction.atomic():
        locked = locked_sheet(sheet)
        if locked.version != version or not rules.may_enter_sheet_file(locked, by):
            raise NotAllowed
        locked.evidence = store_evidence(school=locked.school, kind=EvidenceKind.SHEET, day=day, upload=upload, by=by)
        locked.workbook, locked.frozen = None, signed(contents, sheet=locked, by=by)
        if by.has_perm("inventory.accept_sheet", locked):
            return mark_accepted(locked, day=day, by=by)
        return mark_submitted(locked, by=by)
