"""A campaign's past for the department: changes of its fields and what happened around it, the newest first."""

from typing import Any

from schools.history import HistoryEntry, Telling, history_of
from surveys.models import Campaign, CampaignEvent

TELLING = Telling(
    state_field="state",
    asides={"codes_deleted_on": "Kody usunięte", "answers_deleted_on": "Odpowiedzi usunięte"},
    words={"notice": lambda texts: "nowa treść" if any(texts.values()) else "brak"},
)


def campaign_history(campaign: Campaign) -> list[HistoryEntry]:
    """Two queries and one for each model that changes point to."""
    events = CampaignEvent.objects.filter(campaign=campaign).select_related("user", "school")
    entries = [_entry(one) for one in events]
    return sorted([*history_of(campaign, telling=TELLING), *entries], key=lambda one: one.when, reverse=True)


def _entry(event: Any) -> HistoryEntry:
    who = str(event.user) if event.user else "system"
    return HistoryEntry(event.get_kind_display(), event.text, who, event.at)
