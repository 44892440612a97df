"""What the surveys offer to the indicators."""

from typing import Any

from hdr_portal.lib.periods import Period
from schools.knowledge import known
from schools.measures import Contribution, evidence_ref, measure
from surveys.models import CardState, SelfieCard


@measure("selfie-cards", label="Karty badania SELFIE", evidence="raport SELFIE albo poświadczenie dyrektora")
def selfie_cards(period: Period) -> list[Contribution]:
    """Confirmed SELFIE cards, one a school and session, proved by the report or the head's attestation (HDR 1.6/1.7)."""
    cards = known(SelfieCard).filter(state=CardState.CONFIRMED, finished_on__lte=period.end).select_related(
        "school", "evidence"
    )
    if period.start:
        cards = cards.filter(finished_on__gte=period.start)
    return [_contribution(card) for card in cards.order_by("finished_on", "id")]


def _contribution(card: Any) -> Contribution:
    return Contribution(
        record=f"selfiecard:{card.id}",
        day=card.finished_on,
        label=SelfieCard.__str__(card),
        url="",
        documented=card.evidence is not None or card.attested,
        school=card.school_id,
        evidence=(evidence_ref(card.evidence),) if card.evidence else (),
    )
