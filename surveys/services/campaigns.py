"""Verbs on campaigns: make one, announce it, prolong it, close it, delete a draft. The only place where the state changes."""

import datetime
import logging
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from hdr_portal.lib.polish import long_date
from schools.models import User
from surveys.models import Campaign, CampaignState, Language, Target
from surveys.notices import proposed_notice
from surveys.queries.readiness import obstacles
from surveys.services.tallies import request_tally

logger = logging.getLogger(__name__)

NAME_TAKEN = "Kampania o tej nazwie już jest. Nadaj inną, na przykład z rokiem."
SAME_CLICK = datetime.timedelta(minutes=2)


class NotAllowed(Exception):
    """The campaign is not where the verb can be done; the text says so on the screen."""


@dataclass(frozen=True)
class Basics:
    """The first step of making a campaign."""

    name: str
    wave: str
    opens_on: datetime.date
    closes_on: datetime.date
    keep_until: datetime.date


@dataclass(frozen=True)
class Notice:
    """What respondents are told of their data, by language, and the day when the officer agreed with it."""

    texts: dict[str, str]
    dpo_agreed_on: datetime.date | None


@transaction.atomic
def create_campaign(given: Basics, *, anonymity: str, by: User) -> Campaign:
    """A new draft with a notice proposed; the same form sent twice within two minutes gives the same one.

    Anonymity is never changed later. Raises NotAllowed when the name is taken.
    """
    twin = Campaign.objects.filter(
        name=given.name, created_by=by, state=CampaignState.DRAFT, created_at__gte=timezone.now() - SAME_CLICK
    ).first()
    if twin:
        return twin
    if Campaign.objects.filter(name=given.name).exists():
        raise NotAllowed(NAME_TAKEN)
    notice = proposed_notice(settings.MUNICIPALITY, given.keep_until)
    campaign = Campaign(anonymity=anonymity, notice=notice, created_by=by)
    _fill(campaign, given)
    return save_campaign(campaign, by=by)


@transaction.atomic
def change_basics(campaign: Campaign, given: Basics, *, by: User) -> Campaign:
    """Name, wave and days of a draft; a notice that nobody has edited follows the day when answers are deleted."""
    locked = locked_draft(campaign)
    before = proposed_notice(settings.MUNICIPALITY, locked.keep_until)
    after = proposed_notice(settings.MUNICIPALITY, given.keep_until)
    untouched = {language for language, text in locked.notice.items() if text == before.get(language)}
    locked.notice = {**locked.notice, **{language: after[language] for language in untouched}}
    _fill(locked, given)
    return save_campaign(locked, by=by)


@transaction.atomic
def set_notice(campaign: Campaign, given: Notice, *, by: User) -> Campaign:
    """The notice of a draft, with the officer's day."""
    locked = locked_draft(campaign)
    locked.notice = {language: given.texts.get(language, "") for language in Language.values}
    locked.dpo_agreed_on = given.dpo_agreed_on
    return save_campaign(locked, by=by)


@transaction.atomic
def announce_campaign(campaign: Campaign, *, by: User) -> Campaign:
    """Show the campaign to schools; from its first day it takes answers. Announced twice it stays announced once."""
    locked = locked_campaign(campaign)
    if locked.state == CampaignState.ANNOUNCED:
        return locked
    if locked.state != CampaignState.DRAFT:
        raise NotAllowed("Ta kampania jest już zamknięta i nie można jej ogłosić.")
    if missing := obstacles(locked, timezone.localdate()):
        raise NotAllowed("Jeszcze nie można ogłosić: " + "; ".join(one.sentence for one in missing))
    locked.state = CampaignState.ANNOUNCED
    return save_campaign(locked, by=by)


@transaction.atomic
def prolong_campaign(campaign: Campaign, closes_on: datetime.date, *, by: User) -> Campaign:
    """Move the last day of a running campaign to a later one."""
    locked = locked_campaign(campaign)
    if locked.state != CampaignState.ANNOUNCED:
        raise NotAllowed("Przedłużyć można tylko ogłoszoną kampanię. Zamkniętej nie otwiera się ponownie.")
    if closes_on == locked.closes_on:
        return locked
    if not locked.closes_on < closes_on <= locked.keep_until:
        raise NotAllowed(f"Podaj dzień późniejszy niż {long_date(locked.closes_on)}.")
    locked.closes_on = closes_on
    return save_campaign(locked, by=by)


@transaction.atomic
def close_campaign(campaign: Campaign, *, by: User | None) -> Campaign:
    """Take no more answers and have them counted. Closed twice it stays closed once; it is never opened again.

    `by` None: the last day is over. What waits as a file of paper answers is given up: it was never confirmed.
    """
    locked = locked_campaign(campaign)
    if locked.state == CampaignState.CLOSED:
        return locked
    if locked.state != CampaignState.ANNOUNCED:
        raise NotAllowed("Zamknąć można tylko ogłoszoną kampanię. Szkic można usunąć.")
    locked.state, locked.closed_at = CampaignState.CLOSED, timezone.now()
    save_campaign(locked, by=by)
    request_tally(locked, by=by)
    return locked


def close_due_campaigns() -> int:
    """Close campaigns whose last day is over, each by itself; how many. Needs the scope of the whole municipality."""
    due = Campaign.objects.filter(state=CampaignState.ANNOUNCED, closes_on__lt=timezone.localdate())
    closed = 0
    for campaign in due.order_by("pk"):
        try:
            close_campaign(campaign, by=None)
            closed += 1
        except Exception:  # the next campaign is closed all the same; this one is tried again in ten minutes
            logger.exception("Campaign %s could not be closed after its last day.", campaign.pk)
    return closed


@transaction.atomic
def delete_draft(campaign: Campaign, *, by: User) -> None:
    """Delete a draft with its groups; nothing that schools or respondents have seen can be deleted. Its history stays."""
    locked = Campaign.objects.select_for_update(of=("self",)).filter(pk=campaign.pk).first()
    if locked is None:
        return  # the other click did it
    if locked.state != CampaignState.DRAFT:
        raise NotAllowed("Ogłoszonej kampanii nie można usunąć. Można ją zamknąć.")
    Target.objects.filter(part__campaign=locked).delete()
    locked._history_user = by  # type: ignore[attr-defined]  # noqa: SLF001 - how simple_history takes the actor
    locked.delete()


# --- For the other verbs on campaigns -------------------------------------------------------------------------------
def locked_campaign(campaign: Campaign) -> Campaign:
    """The campaign as it stands now, held until the transaction ends."""
    return Campaign.objects.select_for_update(of=("self",)).get(pk=campaign.pk)


def locked_draft(campaign: Campaign) -> Campaign:
    """The same, when it is still a draft; raises NotAllowed."""
    locked = locked_campaign(campaign)
    if locked.state != CampaignState.DRAFT:
        raise NotAllowed("Kampania jest już ogłoszona. Zmienić można tylko dzień zamknięcia i liczebności.")
    return locked


def save_campaign(campaign: Campaign, *, by: User | None) -> Campaign:
    """Save with the actor in the history."""
    campaign._history_user = by  # type: ignore[attr-defined]  # noqa: SLF001 - how simple_history takes the actor
    campaign.save()
    return campaign


def _fill(campaign: Campaign, given: Basics) -> None:
    campaign.name, campaign.wave = given.name, given.wave
    campaign.opens_on, campaign.closes_on, campaign.keep_until = given.opens_on, given.closes_on, given.keep_until
