"""Predicates on SELFIE cards: each guards the button and the service alike."""

from schools.models import User
from surveys.models import CardState, SelfieCard

LIVING = frozenset({CardState.DRAFT, CardState.SUBMITTED, CardState.CONFIRMED})


def has_proof(card: SelfieCard) -> bool:
    """The report, or the head's attestation without it."""
    return card.evidence_id is not None or card.attested


def may_edit(card: SelfieCard, user: User) -> bool:
    """A draft, by those who record cards at the school; the department only what it typed itself.

    The form shows all averages, and those of one to three leaders are the school's alone.
    """
    if card.state != CardState.DRAFT or not user.has_perm("surveys.record_selfie", card):
        return False
    return is_own(card, user) or card.written_by_id == user.pk


def may_attest(card: SelfieCard, user: User) -> bool:
    """The head's word is typed in by a head, or by the department, which holds it in writing."""
    return user.has_perm("surveys.confirm_selfie", card)


def may_confirm(card: SelfieCard, user: User) -> bool:
    """A submitted card, by a second person: neither who typed the numbers nor who sent them."""
    if card.state != CardState.SUBMITTED or not user.has_perm("surveys.confirm_selfie", card):
        return False
    return user.pk not in {card.submitted_by_id, card.written_by_id}


def may_return(card: SelfieCard, user: User) -> bool:
    """Back to draft: what is submitted by those who record or confirm, what is confirmed by those who confirm."""
    if card.state == CardState.SUBMITTED:
        return user.has_perm("surveys.record_selfie", card) or user.has_perm("surveys.confirm_selfie", card)
    return card.state == CardState.CONFIRMED and user.has_perm("surveys.confirm_selfie", card)


def may_withdraw(card: SelfieCard, user: User) -> bool:
    """A draft by those who record, the rest by those who confirm."""
    permission = "record_selfie" if card.state == CardState.DRAFT else "confirm_selfie"
    return card.state in LIVING and user.has_perm(f"surveys.{permission}", card)


def may_attach(card: SelfieCard, user: User) -> bool:
    """The report, with the head's consent: to a draft, or where a card that stands on the attestation has none."""
    if not card.consent or not user.has_perm("surveys.record_selfie", card):
        return False
    return card.state == CardState.DRAFT or (card.state in LIVING and card.evidence_id is None)


def is_own(card: SelfieCard, user: User) -> bool:
    """Whether the card is of a school where the person holds a role."""
    return card.school_id in user.school_ids
