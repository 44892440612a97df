"""SELFIE cards of several schools at once, from one workbook: all of them or none."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils import timezone

from hdr_portal.lib.plaintext import folded
from hdr_portal.lib.workbook.contents import Limits
from hdr_portal.lib.workbook.door import read_workbook
from schools.models import School, User
from schools.register import register_on
from surveys.models import SelfieCard
from surveys.selfie.columns import FINISHED, SHEET
from surveys.selfie.reading import HEADER_OF, CardRow, Refusal, read_cards
from surveys.services.selfie import CardInput, NotPossible, record_card, submit_card

LIMITS = Limits(rows=500, columns=60, cells=30_000, sheets=10)


class Refused(Exception):
    """The workbook is not taken: nothing was written. `refusals` say where and why."""

    def __init__(self, refusals: list[Refusal]) -> None:
        super().__init__(f"{len(refusals)} refusals")
        self.refusals = refusals


def schools_by_name() -> dict[str, int]:
    """Folded names, short and full, of the primary schools in scope."""
    today = timezone.localdate()
    schools = School.objects.filter(pk__in=[row.school for row in register_on(today).primary_schools])
    return {folded(name): one.pk for one in schools for name in (one.name, one.short_name)}


def import_cards(upload: File[Any], *, request_key: uuid.UUID, by: User) -> list[SelfieCard]:
    """Submitted cards, one a filled row; the same form sent twice gives the same cards.

    Raises lib.workbook.sentences.Refused (the file cannot be read) and Refused (a row is wrong): then nothing is written.
    """
    reading = read_cards(read_workbook(upload, limits=LIMITS), schools_by_name(), timezone.localdate())
    if reading.refusals:
        raise Refused(reading.refusals)
    with transaction.atomic():
        schools = School.objects.in_bulk({row.school for row in reading.rows})
        refusals: list[Refusal] = []
        cards = [_import(row, schools, request_key, refusals, by=by) for row in reading.rows]
        if refusals:
            raise Refused(refusals)
    return [card for card in cards if card]


def _import(
    row: CardRow, schools: Mapping[int, School], request_key: uuid.UUID, refusals: list[Refusal], *, by: User
) -> SelfieCard | None:
    form_key = uuid.uuid5(request_key, f"{row.row}:{row.school}:{row.session.finished_on}")
    given = CardInput(row.session, row.consent, attested=True)
    try:
        card = record_card(given, school=schools[row.school], form_key=form_key, by=by)
        return submit_card(card, by=by) if card.state == "draft" else card
    except NotPossible as error:
        refusals.append(Refusal(SHEET, row.row, HEADER_OF[FINISHED], str(error)))
        return None
