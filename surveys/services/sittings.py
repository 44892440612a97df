"""What respondents write: they enter, save page by page, and finish once. The callers open the scope."""

import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from surveys.answers import Answers, is_straight, is_too_fast, missing, shown_answers, stored_answers
from surveys.codes import code_digest, is_code, token_digest
from surveys.models import AccessCode, CampaignState, Draft, Response
from surveys.queries.sittings import Entrance, FoundCode, Sitting, code_of, sitting_of
from surveys.questionnaire import Item
from surveys.services.misses import may_try, note_miss

TRIES = 20  # against another device that saves at the same moment
MOST_SECONDS = 600  # a page that lay open longer was not being read


class WrongCode(Exception):
    """What was typed is no code of ours."""


class TooManyWrongCodes(Exception):
    """Codes are not tried at this door, or with this first half, for some minutes."""


class NotOpen(Exception):
    """The campaign takes no answers today."""

    def __init__(self, entrance: Entrance) -> None:
        super().__init__()
        self.entrance = entrance


class AlreadySent(Exception):
    """The answer under this code or token is stored."""


class AnswersMissing(Exception):
    """Required items without an answer, by the number of their page."""

    def __init__(self, lacking: dict[int, list[Item]]) -> None:
        super().__init__()
        self.lacking = lacking


# --- Entering -------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Entered:
    """A draft that was opened: by what it is found, and the language it is in."""

    digest: str
    key: str
    language: str


def enter_with_code(text: str, *, door: str, language: str) -> Entered:
    """The draft under a code as somebody typed it, begun now if there is none.

    `door`: misses.COMMON_DOOR or the key of a link. Raises WrongCode, TooManyWrongCodes, AlreadySent, NotOpen.
    """
    if not is_code(text):
        raise WrongCode
    if not may_try(text, door=door):
        raise TooManyWrongCodes
    digest = code_digest(text)
    code = code_of(digest)
    if code is None:
        note_miss(text, door=door)
        raise WrongCode
    if code.used:
        raise AlreadySent
    if not code.entrance.is_open:
        raise NotOpen(code.entrance)
    if not code.language:
        _begin_under(code, digest, language)
    return Entered(digest, code.entrance.place.key, code.language or language)


@transaction.atomic
def _begin_under(code: FoundCode, digest: str, language: str) -> None:
    # The code's row is held, so that no draft begins behind a finish that is under way on another device.
    if not AccessCode.objects.select_for_update(of=("self",)).filter(pk=code.pk, used=False).exists():
        raise AlreadySent
    draft = Draft(
        digest=digest, code_id=code.pk, target_id=code.entrance.place.target_id, stage=code.stage, language=language
    )
    Draft.objects.bulk_create([draft], ignore_conflicts=True)  # two devices at once: the first has begun it


def begin_without_code(entrance: Entrance, *, language: str) -> Entered:
    """A new draft under a random token, in a campaign whose link is enough; raises NotOpen."""
    if not entrance.is_open or entrance.asks_for_code:
        raise NotOpen(entrance)
    digest = token_digest(secrets.token_urlsafe(32))
    Draft.objects.bulk_create([Draft(digest=digest, target_id=entrance.place.target_id, language=language)])
    return Entered(digest, entrance.place.key, language)


def _sitting(digest: str, entrance: Entrance) -> Sitting:
    sitting = sitting_of(digest, entrance.place.key)
    if sitting is None:
        raise AlreadySent
    return sitting


# --- Saving ---------------------------------------------------------------------------------------------------------
def save_answers(
    sitting: Sitting, merge: Callable[[Answers], Answers], *, seconds: int = 0, language: str = ""
) -> Sitting:
    """Store `merge(answers so far)`; returns the draft as it stands then.

    What another device saved meanwhile is merged again, not written over. Raises AlreadySent, NotOpen.
    """
    for _ in range(TRIES):
        if not sitting.entrance.is_open:
            raise NotOpen(sitting.entrance)
        new = replace(
            sitting,
            answers=merge(sitting.answers),
            seconds=sitting.seconds + max(0, min(seconds, MOST_SECONDS)),
            language=language or sitting.language,
            revision=sitting.revision + 1,
        )
        if _wrote(sitting, new):
            return new
        sitting = _sitting(sitting.digest, sitting.entrance)
    raise RuntimeError("A draft changed under twenty tries to save it.")


SAVE = """
    UPDATE surveys_draft SET answers = %s, seconds = %s, language = %s, revision = %s, touched_on = %s
    WHERE id = %s AND revision = %s
"""


def _wrote(old: Sitting, new: Sitting) -> bool:
    """Whether the draft was still in its old revision. Written out, as the reading of it: every page does this."""
    values: list[Any] = [json.dumps(new.answers), new.seconds, new.language, new.revision, timezone.localdate()]
    with connection.cursor() as cursor:
        cursor.execute(SAVE, [*values, old.pk, old.revision])
        return bool(cursor.rowcount)


def drop_draft(sitting: Sitting) -> None:
    """Forget a draft that its respondent gives up; the code, if there is one, stays unused."""
    _row(Draft, pk=sitting.pk).delete()


# --- Finishing ------------------------------------------------------------------------------------------------------
def finish(sitting: Sitting) -> None:
    """Make the draft an answer, once: in one transaction the draft goes, the code is used, the answer is there.

    Raises AlreadySent when that has happened before, AnswersMissing, NotOpen.
    """
    for _ in range(TRIES):
        lacking = missing(sitting.entrance.questionnaire, sitting.answers)
        if lacking:
            raise AnswersMissing(lacking)
        if _finished(sitting):
            return
        sitting = _sitting(
            sitting.digest, sitting.entrance
        )  # another device has saved meanwhile: with its answers then
    raise RuntimeError("A draft changed under twenty tries to finish it.")


@transaction.atomic
def _finished(sitting: Sitting) -> bool:
    """Whether this draft, in this revision, became an answer now."""
    if not sitting.entrance.is_open or not _held_open(sitting.entrance.place.campaign_id):
        raise NotOpen(sitting.entrance)
    if not _row(Draft, pk=sitting.pk, revision=sitting.revision).delete()[0]:
        return False
    if sitting.code_id and not _row(AccessCode, pk=sitting.code_id, used=False).update(used=True):
        return False  # the answer is there already; the draft, left behind, is gone now
    Response.objects.bulk_create([_response(sitting)])
    return True


def _row(model: type[Draft | AccessCode], **condition: Any) -> QuerySet[Any]:
    """The row, if it still meets the condition when its turn comes.

    Not through the scoped manager: its join makes the condition a subquery, which PostgreSQL does not look at again after it
    has waited for another device's change of the row. The ids come from a draft that was read by its own hash.
    """
    return model._base_manager.filter(**condition)  # noqa: SLF001 - said above


def _held_open(campaign_id: int) -> bool:
    """Whether the campaign is announced, and it stays so until this transaction ends: closing waits for the row.

    So no answer is stored after the campaign was closed, when it may have been counted. SQLite has one writer anyway.
    """
    share = " FOR SHARE" if connection.features.has_select_for_update else ""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT state FROM surveys_campaign WHERE id = %s{share}", [campaign_id])  # noqa: S608 - a constant
        row = cursor.fetchone()
    return row is not None and row[0] == CampaignState.ANNOUNCED


def _response(sitting: Sitting) -> Response:
    questionnaire = sitting.entrance.questionnaire
    answers = shown_answers(questionnaire, sitting.answers)
    return Response(
        target_id=sitting.entrance.place.target_id,
        stage=sitting.stage,
        language=sitting.language,
        answers=stored_answers(questionnaire, answers),
        too_fast=is_too_fast(answers, sitting.seconds),
        straight=is_straight(questionnaire, answers),
    )
