"""Counting a closed campaign: ask for it, do it. What is stored may be shown; what may not be shown is not stored."""

import logging
import uuid
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Max

from hdr_portal.lib.polish import counted
from schools import jobs
from schools.models import JobState, User
from schools.scope import whole_municipality
from surveys.counting.reading import PartSum, count_part, texts_of
from surveys.counting.releasing import FEWEST_FOR_ALPHA, Before, Release, earlier_of, release, schools_shown
from surveys.models import Campaign, CampaignState, Figure, OpenText, Part, Response, Tally
from surveys.services.bindings import freeze_bindings
from surveys.services.mixing import mix_campaign
from surveys.statistics import alpha
from surveys.suppression import ALL

logger = logging.getLogger(__name__)

FAILED = "Zliczanie się nie udało. Zleć je ponownie; gdy to nie pomoże, zawiadom administratora."
NOT_THE_SAME = (
    "Odpowiedzi jest teraz inna liczba niż przy poprzednim liczeniu. Z różnicy obu wydań dałoby się odczytać odpowiedzi "
    "pojedynczych osób, dlatego drugie wydanie nie powstało."
)
BATCH = 1_000
ANSWERS = "odpowiedź,odpowiedzi,odpowiedzi"


class NotCountable(Exception):
    """The campaign cannot be counted now; the text says why."""


# --- Asking ---------------------------------------------------------------------------------------------------------
@transaction.atomic
def request_tally(campaign: Campaign, *, by: User | None, reason: str = "") -> Tally:
    """The counting of a closed campaign, waiting for the worker. Without a reason the first one is given, made once.

    With a reason a further revision is made; the earlier ones stay. Raises NotCountable.
    """
    locked = Campaign.objects.select_for_update(of=("self",)).get(pk=campaign.pk)
    if locked.state != CampaignState.CLOSED:
        raise NotCountable("Wyniki liczymy po zamknięciu kampanii.")
    found = Tally.objects.filter(campaign=locked).order_by("-revision").first()
    if found and (not reason or not found.is_finished or found.reason == reason):
        return _again(found) if found.state == JobState.FAILED else found
    if found and locked.answers_deleted_on:
        raise NotCountable(
            "Odpowiedzi już usunięto po upływie czasu ich przechowywania. Wyniki pozostają takie, jakie są."
        )
    revision = (Tally.objects.filter(campaign=locked).aggregate(last=Max("revision"))["last"] or 0) + 1
    made = Tally.objects.create(
        campaign=locked, revision=revision, reason=reason, requested_by=by,
        request_key=uuid.uuid5(uuid.NAMESPACE_URL, f"tally {locked.pk} {revision}"),
    )  # fmt: skip
    jobs.wake_registered(made)
    return made


def _again(tally: Tally) -> Tally:
    """A counting that failed is tried anew."""
    tally.state, tally.attempts, tally.error = JobState.QUEUED, 0, ""
    tally.finished_at = tally.claim = tally.lease_until = None
    tally.save()
    jobs.wake_registered(tally)
    return tally


# --- Doing ----------------------------------------------------------------------------------------------------------
def produce_tally(pk: int) -> Tally | None:
    """Claim a waiting tally, mix the answers, count them, store what may be shown. None when there is nothing to claim."""
    tally: Tally | None = jobs.claim(Tally, pk)
    if tally is None:
        return None
    try:
        # Counts the answers of all schools: what leaves are figures that the suppression engine has let pass.
        with jobs.kept_alive(tally), whole_municipality():
            _count(tally)
    except jobs.ClaimLost:
        logger.warning("Tally %s was taken over by another worker; this result is dropped.", pk)
    except Exception:
        logger.exception("Tally %s failed.", pk)
        jobs.give_back_or_fail(tally, FAILED)
    return tally


def _count(tally: Tally) -> None:
    earlier = Tally.objects.filter(campaign=tally.campaign, revision__lt=tally.revision, state=JobState.DONE)
    before = earlier.order_by("-revision").first()
    total = Response.objects.filter(target__part__campaign=tally.campaign).count()
    if before and before.responses != total:
        jobs.fail(tally, NOT_THE_SAME)
        return
    jobs.report_progress(tally, 2, "Mieszanie kolejności odpowiedzi")
    mix_campaign(tally.campaign)
    parts = tally.campaign.parts.select_related("instrument").order_by("pk")
    read, found = 0, []
    for part in parts:
        found.append(count_part(part, _teller(tally, read, total)))
        read += sum(cell.base for cell in found[-1].cells.values())
    jobs.report_progress(tally, 85, "Ukrywanie małych grup")
    with transaction.atomic():
        Figure.objects.filter(tally=tally).delete()  # of an attempt that was cut short
        OpenText.objects.filter(tally=tally).delete()
        for one in found:
            _store(tally, one, release(tally, one, _before(one.part, before)))
        freeze_bindings(tally)
        notes = {one.part.audience: _notes(one, tally.campaign) for one in found}
        jobs.finish(tally, responses=total, notes=notes)


def _teller(tally: Tally, read: int, total: int) -> Any:
    def tell(more: int) -> None:
        done = read + more
        jobs.report_progress(tally, 5 + min(80 * done // max(total, 1), 80), f"Zliczono {counted(done, ANSWERS)}")

    return tell


def _before(part: Part, revision: Tally | None) -> Before:
    """What was shown of the same group: by the same counting, else by the wave before with the same instrument."""
    figures = Figure.objects.filter(part__audience=part.audience).values_list(
        "school_id", "stage", "subject", "code", "hidden"
    )
    if revision:
        return Before(earlier_of(figures.filter(tally=revision)), binding=True)
    same = Part.objects.filter(audience=part.audience, instrument__code=part.instrument.code)
    wave = (
        Tally.objects.filter(
            state=JobState.DONE, campaign__parts__in=same, campaign__opens_on__lt=part.campaign.opens_on
        )
        .order_by("-campaign__opens_on", "-campaign", "-revision")
        .first()
    )
    return Before(earlier_of(figures.filter(tally=wave))) if wave else Before()


# --- Storing --------------------------------------------------------------------------------------------------------
def _store(tally: Tally, found: PartSum, released: Release) -> None:
    Figure.objects.bulk_create(released.figures, batch_size=BATCH)
    for code, pattern in released.texts.items():
        if pattern.shows((ALL, ALL)):
            OpenText.objects.bulk_create(_texts(tally, found.part, code, schools_shown(pattern)), batch_size=BATCH)


def _texts(tally: Tally, part: Part, code: str, schools: frozenset[int]) -> Iterable[OpenText]:
    """Texts of schools with enough of them, then those of the others together, without a school."""
    written = texts_of(part, code)
    nameless = sorted(text for school, texts in written.items() if school not in schools for text in texts)
    for school in sorted(schools & set(written)):
        for text in written[school]:
            yield OpenText(tally=tally, part=part, school_id=school, code=code, text=text)
    for text in nameless:
        yield OpenText(tally=tally, part=part, school_id=None, code=code, text=text)


def _notes(found: PartSum, campaign: Campaign) -> dict[str, Any]:
    """Notes on quality of a group that is large enough: counts of the whole city, and alpha of each section."""
    people = sum(cell.base for cell in found.cells.values())
    if people < campaign.minimum:
        return {}
    alphas = {
        code: round(value, 2)
        for code, one in found.whole.items()
        if one.sums.n >= FEWEST_FOR_ALPHA and (value := alpha(list(one.items.values()), one.sums)) is not None
    }
    return {"responses": people, **found.notes, "alpha": alphas}
