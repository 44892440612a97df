"""What is deleted by itself: codes 30 days after closing, unsent drafts, answers when their day comes. The figures stay.

Each verb works on one campaign in one transaction, marks it, and tells the log what it deleted: killed half-way it has done
nothing, run twice it does nothing more. Needs the scope of the whole municipality.
"""

import datetime
import logging
from collections.abc import Callable, Iterable
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from schools.models import JobState
from surveys.models import (
    AccessCode,
    Campaign,
    CampaignEvent,
    CampaignState,
    CodeBatch,
    CodeSheets,
    Draft,
    EventKind,
    OpenText,
    OpenTextState,
    PaperFile,
    PaperState,
    Response,
)
from surveys.services.campaigns import locked_campaign, save_campaign

logger = logging.getLogger(__name__)

CODES_LIVE = datetime.timedelta(days=30)
DRAFTS_LIVE = datetime.timedelta(days=1)  # after closing: nobody can send them any more
PAPERS_WAIT = datetime.timedelta(days=1)
SHEETS_LIVE = datetime.timedelta(days=1)
BEGUN = datetime.timedelta(hours=1)  # no worker takes longer over a file


def clean_up() -> None:
    """Everything that is due; what fails is tried again an hour later and does not keep the rest."""
    now = timezone.now()
    closed = Campaign.objects.filter(state=CampaignState.CLOSED)
    _each(closed.filter(closed_at__lte=now - CODES_LIVE, codes_deleted_on=None), delete_codes)
    _each(closed.filter(closed_at__lte=now - DRAFTS_LIVE), delete_drafts)
    _each(closed.filter(keep_until__lt=timezone.localdate(), answers_deleted_on=None), delete_answers)
    drop_waiting_papers(now - PAPERS_WAIT)
    delete_sheet_files(now - SHEETS_LIVE)


@transaction.atomic
def delete_codes(campaign: Campaign) -> int:
    """Codes and the seeds they are made from; the batches stay with their numbers. How many codes."""
    locked = locked_campaign(campaign)
    if locked.codes_deleted_on:
        return 0
    deleted = AccessCode.objects.filter(batch__target__part__campaign=locked).count()
    Draft.objects.filter(code__batch__target__part__campaign=locked).delete()
    AccessCode.objects.filter(batch__target__part__campaign=locked).delete()
    CodeBatch.objects.filter(target__part__campaign=locked).update(seed="")
    locked.codes_deleted_on = timezone.localdate()
    save_campaign(locked, by=None)
    _note(locked, EventKind.CODES_DELETED, f"kodów: {deleted}")
    return deleted


@transaction.atomic
def delete_drafts(campaign: Campaign) -> int:
    """Drafts that were not sent before the closing. How many."""
    locked = locked_campaign(campaign)
    deleted: int = Draft.objects.filter(target__part__campaign=locked).delete()[0]
    if deleted:
        _note(locked, EventKind.DRAFTS_DELETED, f"szkiców: {deleted}")
    return deleted


@transaction.atomic
def delete_answers(campaign: Campaign) -> int:
    """Answers, and open texts as they were written; what was released of texts stays with the figures. How many answers."""
    locked = locked_campaign(campaign)
    if locked.answers_deleted_on:
        return 0
    deleted: int = Response.objects.filter(target__part__campaign=locked).delete()[0]
    texts = OpenText.objects.filter(part__campaign=locked)
    texts.exclude(state=OpenTextState.RELEASED).delete()
    texts.update(text=F("shown"))
    locked.answers_deleted_on = timezone.localdate()
    save_campaign(locked, by=None)
    _note(locked, EventKind.ANSWERS_DELETED, f"odpowiedzi: {deleted}")
    return deleted


def drop_waiting_papers(before: datetime.datetime) -> int:
    """Files of paper answers that nobody confirmed, and those of closed campaigns. How many."""
    waiting = PaperFile.objects.filter(state=PaperState.WAITING)
    old = waiting.filter(uploaded_at__lt=before) | waiting.filter(target__part__campaign__state=CampaignState.CLOSED)
    deleted: int = old.delete()[0]
    return deleted


def delete_sheet_files(before: datetime.datetime) -> int:
    """Files of code sheets: they hold codes and can be made again. Files that no row names go too. How many rows."""
    old = CodeSheets.objects.filter(created_at__lt=before) | CodeSheets.objects.filter(
        target__part__campaign__state=CampaignState.CLOSED
    )
    rows = list(old.exclude(state=JobState.RUNNING))
    for row in rows:
        if row.path:
            row.file.unlink(missing_ok=True)
        row.delete()
    _delete_strays()
    return len(rows)


def _delete_strays() -> None:
    """A worker that died between file and row, or between file and deletion, leaves a file behind."""
    folder = Path(settings.MEDIA_ROOT) / "code-sheets"
    known = set(CodeSheets.objects.values_list("path", flat=True))
    oldest = (timezone.now() - BEGUN).timestamp()
    for file in folder.glob("*/*"):
        if str(file.relative_to(settings.MEDIA_ROOT)) not in known and file.stat().st_mtime < oldest:
            file.unlink(missing_ok=True)


def _each(campaigns: Iterable[Campaign], verb: Callable[[Campaign], int]) -> None:
    for campaign in campaigns:
        try:
            verb(campaign)
        except Exception:  # tried again in an hour; the next campaign does not wait for it
            logger.exception("%s failed for campaign %s.", verb.__name__, campaign.pk)


def _note(campaign: Campaign, kind: EventKind, text: str) -> None:
    CampaignEvent.objects.create(campaign=campaign, kind=kind, text=text)
