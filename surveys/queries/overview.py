"""What the first page of the surveys tells: running campaigns and what waits; for a school its own groups and the next step."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from surveys.models import Anonymity, Campaign, CampaignState, CardState, OpenText, OpenTextState, SelfieCard
from surveys.queries.batches import code_summaries
from surveys.queries.campaigns import PartStanding, Standing, standings


@dataclass(frozen=True)
class Running:
    """An announced campaign with its groups and the schools that are under the goal of one."""

    campaign: Campaign
    parts: list[PartStanding]
    under: list[str]


@dataclass(frozen=True)
class Waiting:
    """Something that waits for somebody: the number, the words (Polish forms), where to do it."""

    number: int
    forms: str
    url: str
    permission: str


@dataclass(frozen=True)
class OwnGroup:
    """A group of one's school in a running campaign, and what to do next with it."""

    standing: Standing
    issued: int
    step: str
    words: str
    url: str


def running() -> list[Running]:
    """Announced campaigns, those that end first on top."""
    campaigns = list(Campaign.objects.filter(state=CampaignState.ANNOUNCED).order_by("closes_on", "pk"))
    known = standings(campaigns)
    return [Running(one, known[one.pk], _under(known[one.pk])) for one in campaigns]


def _under(parts: list[PartStanding]) -> list[str]:
    names = {str(row.target.school): None for part in parts for row in part.rows if row.is_under and row.target.school}
    return list(names)


def waiting() -> list[Waiting]:
    """What waits for the department; nothing that is empty."""
    texts = OpenText.objects.filter(state=OpenTextState.WAITING).count()
    cards = SelfieCard.objects.filter(state=CardState.SUBMITTED).count()
    drafts = Campaign.objects.filter(state=CampaignState.DRAFT).count()
    found = [
        Waiting(texts, "tekst do przejrzenia,teksty do przejrzenia,tekstów do przejrzenia", reverse("surveys:results"),
                "surveys.review_texts"),
        Waiting(cards, "karta SELFIE do potwierdzenia,karty SELFIE do potwierdzenia,kart SELFIE do potwierdzenia",
                reverse("surveys:selfie_cards"), "surveys.confirm_selfie"),
        Waiting(drafts, "kampania w przygotowaniu,kampanie w przygotowaniu,kampanii w przygotowaniu",
                reverse("surveys:campaigns"), "surveys.manage_campaigns"),
    ]  # fmt: skip
    return [one for one in found if one.number]


def own_groups() -> list[OwnGroup]:
    """Groups of the schools in scope in announced campaigns."""
    campaigns = list(Campaign.objects.filter(state=CampaignState.ANNOUNCED).order_by("closes_on", "pk"))
    issued = {one.target.pk: one.issued for one in code_summaries(campaigns)}
    known = standings(campaigns)
    rows = [row for one in campaigns for part in known[one.pk] for row in part.rows]
    return [_own(row, issued.get(row.target.pk, 0)) for row in rows]


def _own(row: Standing, issued: int) -> OwnGroup:
    name, step, words = _next(row, issued)
    return OwnGroup(row, issued, step, words, reverse(f"surveys:{name}", args=[row.target.pk]))


def _next(row: Standing, issued: int) -> tuple[str, str, str]:
    """URL name, button, explanation."""
    campaign = row.target.part.campaign
    if campaign.anonymity == Anonymity.CODES and issued < row.target.population:
        words = "Nie ma jeszcze kodów." if not issued else "Kodów jest mniej niż osób."
        return "target_codes", "Przygotuj kody", words
    if timezone.localdate() < campaign.opens_on:
        return "target", "Zobacz link i teksty", "Wszystko gotowe; odpowiadać można od pierwszego dnia."
    if row.is_under:
        return "target", "Przypomnij wszystkim", f"Do celu brakuje odpowiedzi: {row.lacking}."
    return "target", "Zobacz link i teksty", "Cel osiągnięty." if row.answered is not None else "Kampania trwa."
