"""Verbs on batches of codes: make one for each class, cancel one that is not needed, order sheets of all classes."""

import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone

from schools import jobs
from schools.models import User
from surveys.audiences import FEWEST_COUNTED
from surveys.codes import code_digest, derive_codes
from surveys.models import (
    AccessCode,
    Anonymity,
    Campaign,
    CampaignEvent,
    CampaignState,
    CodeBatch,
    CodeSheets,
    Draft,
    EventKind,
    Target,
)
from surveys.queries.batches import live_batches
from surveys.services.campaigns import NotAllowed

MOST_IN_A_BATCH = 150  # its sheets are made while the person waits
MOST_AT_A_TARGET = 5_000
SEED_BYTES = 16
TRIES = 5  # two codes of 8.5e11 are hardly ever the same


@dataclass(frozen=True)
class ClassCodes:
    """One line of the form: a class, its stage (pupils), how many codes."""

    label: str
    stage: str
    size: int


@transaction.atomic
def make_batches(target: Target, classes: Sequence[ClassCodes], *, form_key: uuid.UUID, by: User) -> list[CodeBatch]:
    """A batch for each class. The same form sent twice gives the same batches. Raises NotAllowed."""
    campaign = _held(target)
    if not may_make_codes(campaign):
        raise NotAllowed(
            "Kody można przygotować tylko w ogłoszonej kampanii z jednorazowymi kodami, do jej ostatniego dnia."
        )
    keys = [uuid.uuid5(form_key, f"{target.pk} {number}") for number in range(len(classes))]
    before = list(CodeBatch.objects.filter(target=target, request_key__in=keys))
    if before:
        return before
    _refuse_too_many(target, classes)
    made = [_made(target, one, key, by) for one, key in zip(classes, keys, strict=True)]
    text = ", ".join(f"{one.label}: {one.size}" for one in made)[:400]
    _note(target, EventKind.CODES_MADE, f"{target.part.get_audience_display()}, {text}", by=by)
    return made


@transaction.atomic
def cancel_batch(batch: CodeBatch, *, by: User) -> None:
    """Make a batch's codes worthless. Only while nobody has used any, which is said of batches of five codes and more:

    of a smaller one that answer would tell what one person did, so it is cancelled whatever has happened; sent answers stay.
    """
    campaign = _held(batch.target)
    if campaign.state != CampaignState.ANNOUNCED:
        raise NotAllowed("Kampania jest zamknięta. Kody usunie portal 30 dni po zamknięciu.")
    codes = list(AccessCode.objects.select_for_update(of=("self",)).filter(batch=batch).values_list("used", flat=True))
    begun = Draft.objects.filter(code__batch=batch).exists()
    if len(codes) >= FEWEST_COUNTED and (any(codes) or begun):
        raise NotAllowed(f"Z pakietu {batch.label} ktoś już korzysta, więc nie można go unieważnić.")
    _note(batch.target, EventKind.CODES_CANCELLED, f"{batch.label}, kodów: {batch.size}", by=by)
    CodeBatch.objects.filter(pk=batch.pk).delete()


@transaction.atomic
def order_sheets(target: Target, *, request_key: uuid.UUID, by: User, wake: jobs.Wake) -> CodeSheets:
    """Sheets of all classes in one PDF, made by the worker; the same form sent twice gives the same one."""
    codes = sum(live_batches(target).values_list("size", flat=True))
    if not codes:
        raise NotAllowed("Nie ma kodów do wydrukowania.")
    order: CodeSheets
    order, made = CodeSheets.objects.get_or_create(
        request_key=request_key, defaults={"target": target, "codes": codes, "requested_by": by}
    )
    if made:
        jobs.wake_on_commit(order, wake)
    return order


def may_make_codes(campaign: Campaign) -> bool:
    """Whether codes can be made now: announced, with codes, not past its last day."""
    announced = campaign.state == CampaignState.ANNOUNCED and timezone.localdate() <= campaign.closes_on
    return announced and campaign.anonymity == Anonymity.CODES


def _held(target: Target) -> Campaign:
    """The target is held until the transaction ends: two coordinators make batches one after the other."""
    list(Target.objects.select_for_update(no_key=True, of=("self",)).filter(pk=target.pk))  # answers go on meanwhile
    return Campaign.objects.get(pk=target.part.campaign_id)


def _refuse_too_many(target: Target, classes: Sequence[ClassCodes]) -> None:
    have = sum(CodeBatch.objects.filter(target=target).values_list("size", flat=True))
    if have + sum(one.size for one in classes) > MOST_AT_A_TARGET:
        raise NotAllowed(f"Dla jednej grupy w szkole można wydać najwyżej {MOST_AT_A_TARGET} kodów. Sprawdź liczby.")


def _made(target: Target, given: ClassCodes, key: uuid.UUID, by: User) -> CodeBatch:
    for _ in range(TRIES):
        try:
            with transaction.atomic():
                return _stored(target, given, key, by)
        except IntegrityError:  # a code that another batch has
            continue
    raise RuntimeError("No batch of free codes was found.")


def _stored(target: Target, given: ClassCodes, key: uuid.UUID, by: User) -> CodeBatch:
    seed = secrets.token_hex(SEED_BYTES)
    batch: CodeBatch = CodeBatch.objects.create(
        target=target, label=given.label, stage=given.stage, size=given.size, seed=seed, created_by=by, request_key=key
    )
    digests = sorted(code_digest(code) for code in derive_codes(seed, given.size))  # not in the order of the sheets
    AccessCode.objects.bulk_create(AccessCode(batch=batch, digest=digest) for digest in digests)
    return batch


def _note(target: Target, kind: EventKind, text: str, *, by: User) -> None:
    CampaignEvent.objects.create(
        campaign_id=target.part.campaign_id, school=target.school, kind=kind, text=text, user=by
    )
