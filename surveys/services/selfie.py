"""Verbs on SELFIE cards. Every change of state lives here, guarded by the predicate that also guards its button."""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from schools.models import Evidence, School, User
from surveys.models import CardState, SelfieCard, SelfieCount, SelfieMean
from surveys.queries.selfie import session_days, session_of
from surveys.selfie import rules
from surveys.selfie.checks import gaps, session_fault
from surveys.selfie.values import GROUPS, GroupCount, Session

DROPPED = "Szkic porzucony."


class NotAllowed(Exception):
    """The card's state or the person's role does not allow the verb."""


class ReasonMissing(Exception):
    """Returning and withdrawing need a reason."""


class Stale(Exception):
    """Somebody saved the card since the form was opened."""


class NotPossible(Exception):
    """The session cannot stand beside the school's other cards, or the card is not complete; the text is for the screen."""


@dataclass(frozen=True)
class CardInput:
    """What a form or a row of the workbook says. `attested` None: the person may not say it, what stands there stays."""

    session: Session
    consent: bool
    attested: bool | None = None


@transaction.atomic
def record_card(given: CardInput, *, school: School, form_key: uuid.UUID, by: User) -> SelfieCard:
    """A new draft of the school. The same form sent twice gives the same card; raises NotAllowed and NotPossible."""
    card = SelfieCard(school=school, form_key=form_key)
    if not by.has_perm("surveys.record_selfie", card):
        raise NotAllowed
    _one_at_a_time(school)
    sent_before: SelfieCard | None = SelfieCard.objects.filter(form_key=form_key).first()
    if sent_before:
        return sent_before
    _refuse_beside_others(school, given.session.finished_on, card)
    return _write(card, given, by=by)


@transaction.atomic
def change_card(card: SelfieCard, given: CardInput, *, version: int, by: User) -> SelfieCard:
    """Change a draft; raises NotAllowed, Stale and NotPossible."""
    _one_at_a_time(card.school)
    locked = _locked(card)
    if not rules.may_edit(locked, by):
        raise NotAllowed
    if version != locked.version:
        raise Stale
    _refuse_beside_others(locked.school, given.session.finished_on, locked)
    locked.version += 1
    return _write(locked, given, by=by)


@transaction.atomic
def submit_card(card: SelfieCard, *, by: User) -> SelfieCard:
    """Send a complete card to be confirmed; sent twice it stays sent once. Raises NotAllowed and NotPossible."""
    locked = _locked(card)
    if locked.state == CardState.SUBMITTED:
        return locked
    if not rules.may_edit(locked, by):
        raise NotAllowed
    if missing := what_is_missing(locked):
        raise NotPossible(missing[0])
    locked.state, locked.remark = CardState.SUBMITTED, ""
    locked.submitted_by, locked.submitted_at = by, timezone.now()
    return _save(locked, by=by)


def what_is_missing(card: SelfieCard) -> list[str]:
    """What has to be added before the card can be sent, in sentences."""
    missing = [sentence for _, sentence in gaps(session_of(card))]
    if not rules.has_proof(card):
        missing.append("Dołącz raport SELFIE (PDF) albo poproś dyrektora, aby zaznaczył w karcie poświadczenie.")
    return missing


@transaction.atomic
def confirm_card(card: SelfieCard, *, by: User) -> SelfieCard:
    """Confirm a submitted card: from now on it counts. Confirmed twice it stays confirmed by the first."""
    locked = _locked(card)
    if locked.state == CardState.CONFIRMED:
        return locked
    if not rules.may_confirm(locked, by):
        raise NotAllowed
    locked.state, locked.confirmed_by, locked.confirmed_at = CardState.CONFIRMED, by, timezone.now()
    return _save(locked, by=by)


@transaction.atomic
def confirm_cards(pks: Iterable[int], *, by: User) -> tuple[list[SelfieCard], list[SelfieCard]]:
    """Confirm those of the cards in scope that the person may; gives them and those that were left."""
    found = list(SelfieCard.objects.select_for_update(of=("self",)).filter(pk__in=list(pks)).order_by("pk"))
    mine = [card for card in found if rules.may_confirm(card, by)]
    confirmed = [confirm_card(card, by=by) for card in mine]
    return confirmed, [card for card in found if card not in mine and card.state != CardState.CONFIRMED]


@transaction.atomic
def return_card(card: SelfieCard, *, remark: str, by: User) -> SelfieCard:
    """Back to draft with a remark that says what to mend; a confirmed card stops counting until it is confirmed again."""
    locked = _locked(card)
    if not rules.may_return(locked, by):
        raise NotAllowed
    locked.state, locked.remark = CardState.DRAFT, _reason(remark)
    locked.confirmed_by = locked.confirmed_at = None
    return _save(locked, by=by)


@transaction.atomic
def withdraw_card(card: SelfieCard, *, remark: str, by: User) -> SelfieCard:
    """Take a card back for good, with a reason: it stays readable and counts nowhere. A draft may go without one."""
    locked = _locked(card)
    if not rules.may_withdraw(locked, by):
        raise NotAllowed
    is_draft = locked.state == CardState.DRAFT
    locked.remark = remark.strip() or DROPPED if is_draft else _reason(remark)
    locked.state = CardState.WITHDRAWN
    return _save(locked, by=by)


@transaction.atomic
def attach_report(card: SelfieCard, evidence: Evidence, *, by: User) -> SelfieCard:
    """The stored report becomes the card's; in a draft it takes the place of the one before. Raises NotAllowed."""
    locked = _locked(card)
    if locked.evidence_id == evidence.pk:
        return locked
    if not rules.may_attach(locked, by):
        raise NotAllowed
    locked.evidence = evidence
    return _save(locked, by=by)


@transaction.atomic
def detach_report(card: SelfieCard, *, by: User) -> SelfieCard:
    """Take the report off a draft. The file itself stays in the archive."""
    locked = _locked(card)
    if not rules.may_edit(locked, by):
        raise NotAllowed
    locked.evidence = None
    return _save(locked, by=by)


def _write(card: SelfieCard, given: CardInput, *, by: User) -> SelfieCard:
    """The card with its numbers; all versions of one saving carry one moment, so that they are told together."""
    now = timezone.now()
    card.started_on, card.finished_on = given.session.started_on, given.session.finished_on
    card.consent, card.written_by = given.consent, by
    if given.attested is not None and rules.may_attest(card, by):
        card.attested = given.attested
    try:
        with transaction.atomic():
            _save(card, by=by, at=now)
    except IntegrityError as error:
        raise NotPossible("Szkoła ma już kartę SELFIE z sesji zakończonej tego dnia.") from error
    _write_means(card, given.session, by=by, at=now)
    _write_counts(card, given.session, by=by, at=now)
    return card


def _write_means(card: SelfieCard, session: Session, *, by: User, at: datetime.datetime) -> None:
    kept = {(one.area, one.group): one for one in card.means.all()}
    for gone in kept.keys() - session.means.keys():
        _stamp(kept[gone], by=by, at=at).delete()
    for (area, group), mean in session.means.items():
        row = kept.get((area, group))
        if row is None or row.mean != mean:
            changed = row or SelfieMean(card=card, area=area, group=group)
            changed.mean = mean
            _stamp(changed, by=by, at=at).save()


def _write_counts(card: SelfieCard, session: Session, *, by: User, at: datetime.datetime) -> None:
    kept = {one.group: one for one in card.counts.all()}
    for group in GROUPS:
        row, told = kept.get(group), session.count(group)
        if row is None or GroupCount(row.invited, row.answered, row.gaps_meant) != told:
            changed = row or SelfieCount(card=card, group=group)
            changed.invited, changed.answered, changed.gaps_meant = told.invited, told.answered, told.gaps_meant
            _stamp(changed, by=by, at=at).save()


def _one_at_a_time(school: School) -> None:
    """Two cards of a school are written one after the other: the third session may not become a fourth."""
    list(School.objects.select_for_update(of=("self",), no_key=True).filter(pk=school.pk))


def _refuse_beside_others(school: School, finished_on: datetime.date, card: SelfieCard) -> None:
    if sentence := session_fault(finished_on, session_days(school, but=card)):
        raise NotPossible(sentence)


def _locked(card: SelfieCard) -> SelfieCard:
    """The row as it stands, locked until the transaction ends."""
    locked: SelfieCard = SelfieCard.objects.select_for_update(of=("self",)).select_related("school").get(pk=card.pk)
    return locked


def _reason(remark: str) -> str:
    if not remark.strip():
        raise ReasonMissing
    return remark.strip()


def _stamp(row: Any, *, by: User, at: datetime.datetime) -> Any:
    """Who and when, as simple_history takes them."""
    row._history_user, row._history_date = by, at  # noqa: SLF001
    return row


def _save(card: SelfieCard, *, by: User, at: datetime.datetime | None = None) -> SelfieCard:
    _stamp(card, by=by, at=at or timezone.now()).save()
    return card
