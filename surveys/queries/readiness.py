"""What a draft still lacks before it can be announced, and what is worth a second look."""

import datetime
from dataclasses import dataclass

from surveys.models import Campaign, Instrument, InstrumentState, Language, Part, Target
from surveys.questionnaires import questionnaire_of


@dataclass(frozen=True)
class Obstacle:
    """What is missing (a Polish sentence without a full stop) and the step where it is mended (a URL name)."""

    sentence: str
    step: str


def obstacles(campaign: Campaign, today: datetime.date) -> list[Obstacle]:
    """What stands in the way of announcing; empty when nothing does."""
    parts = list(campaign.parts.select_related("instrument"))
    return [*_days(campaign, today), *_groups(parts), *_people(campaign, parts), *_words(campaign)]


def _days(campaign: Campaign, today: datetime.date) -> list[Obstacle]:
    if campaign.closes_on < today:
        return [Obstacle("ostatni dzień kampanii już minął", "campaign_edit")]
    return []


def _groups(parts: list[Part]) -> list[Obstacle]:
    if not parts:
        return [Obstacle("nie wybrano żadnej grupy", "campaign_groups")]
    unready = [part for part in parts if part.instrument.state != InstrumentState.READY]
    return [
        Obstacle(f"kwestionariusz grupy „{part.get_audience_display()}” nie jest gotowy", "campaign_groups")
        for part in unready
    ]


def _people(campaign: Campaign, parts: list[Part]) -> list[Obstacle]:
    targets = Target.objects.filter(part__campaign=campaign)
    asked = set(targets.values_list("part_id", flat=True))
    empty = set(targets.filter(population=0).values_list("part_id", flat=True))
    found = [
        Obstacle(f"nie wybrano szkół dla grupy „{part.get_audience_display()}”", "campaign_schools")
        for part in parts
        if part.pk not in asked
    ]
    found += [
        Obstacle(f"brakuje liczebności w grupie „{part.get_audience_display()}”", "campaign_populations")
        for part in parts
        if part.pk in empty
    ]
    return found


def _words(campaign: Campaign) -> list[Obstacle]:
    found = []
    if not all(campaign.notice.get(language) for language in Language.values):
        found.append(Obstacle("informacja o danych (RODO) nie jest gotowa w trzech językach", "campaign_notice"))
    if campaign.dpo_agreed_on is None:
        found.append(Obstacle("nie wpisano dnia uzgodnienia z inspektorem ochrony danych", "campaign_notice"))
    return found


def missing_languages(instrument: Instrument) -> list[str]:
    """Languages of respondents in which the questionnaire has gaps: there Polish is shown."""
    spoken = questionnaire_of(instrument).languages
    return [label for code, label in Language.choices if code not in spoken]
