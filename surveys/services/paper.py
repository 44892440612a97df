"""Verbs on answers given on paper: take a file, enter its answers, give it up. A file is taken whole or not at all."""

import hashlib
import json
import secrets
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils import timezone

from hdr_portal.lib.polish import counted, moment
from hdr_portal.lib.workbook.contents import Limits
from hdr_portal.lib.workbook.door import read_workbook
from schools.models import User
from surveys.answers import is_straight, stored_answers
from surveys.audiences import stages_of
from surveys.models import (
    Campaign,
    CampaignEvent,
    CampaignState,
    EventKind,
    Mode,
    PaperFile,
    PaperState,
    Response,
    Target,
)
from surveys.paperbooks.reading import PaperRow, Problem, Reading, mark_of, read_answers
from surveys.questionnaires import questionnaire_of
from surveys.services.campaigns import NotAllowed, locked_campaign

LIMITS = Limits(size=10_000_000, rows=3_000, columns=400, cells=600_000, sheets=20, text=5_000_000)


class FileRefused(Exception):
    """The file is wrong; nothing of it is kept."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__()
        self.problems = problems


def takes_paper(campaign: Campaign) -> bool:
    """Whether answers on paper may be entered: from the first day until the closing."""
    return campaign.state == CampaignState.ANNOUNCED and campaign.opens_on <= timezone.localdate()


def take_paper_file(target: Target, upload: File[Any], *, by: User) -> tuple[PaperFile, Reading]:
    """The file, waiting to be confirmed; sent again while it waits it is the same one.

    Raises NotAllowed, lib.workbook.sentences.Refused (it cannot be read) and FileRefused (a row is wrong).
    """
    campaign = Campaign.objects.get(pk=target.part.campaign_id)
    if not takes_paper(campaign):
        raise NotAllowed("Ankiety papierowe można wprowadzać od pierwszego dnia kampanii do jej zamknięcia.")
    asked = questionnaire_of(target.part.instrument)
    digest = _digest(upload)
    _refuse_entered(target, digest)
    mark = mark_of(target.key, asked)
    reading = read_answers(read_workbook(upload, limits=LIMITS), asked, stages_of(target.part.audience), mark=mark)
    if reading.problems:
        raise FileRefused(reading.problems)
    return _stored(target, upload, digest, reading, by=by), reading


@transaction.atomic
def enter_paper(paper: PaperFile, *, by: User) -> PaperFile:
    """Make its rows answers, once; they are stored in an order nobody chose. Raises NotAllowed."""
    answers = [_response(paper.target, one) for one in paper.rows]
    secrets.SystemRandom().shuffle(answers)
    campaign = locked_campaign(paper.target.part.campaign)  # closing waits, so nothing comes after the counting
    locked: PaperFile | None = PaperFile.objects.select_for_update(of=("self",)).filter(pk=paper.pk).first()
    if locked is None:
        raise NotAllowed("Ten plik w międzyczasie porzucono. Wczytaj go jeszcze raz.")
    if locked.state == PaperState.ENTERED:
        return locked
    if not takes_paper(campaign):
        raise NotAllowed("Kampania jest już zamknięta. Tych ankiet nie można wprowadzić.")
    _refuse_entered(locked.target, locked.sha256)
    Response.objects.bulk_create(answers)
    locked.state, locked.rows = PaperState.ENTERED, []
    locked.save()
    text = f"{locked.target.part.get_audience_display()}: {counted(locked.count, 'ankieta,ankiety,ankiet')}"
    CampaignEvent.objects.create(
        campaign=campaign, school=locked.target.school, kind=EventKind.PAPER, text=text, user=by
    )
    return locked


def drop_paper(paper: PaperFile) -> None:
    """Give up a file that waits: its answers are deleted."""
    PaperFile.objects.filter(pk=paper.pk, state=PaperState.WAITING).delete()


def twins_of(paper: PaperFile) -> list[PaperFile]:
    """Files with the very same answers that were entered for the group before: perhaps the same sheets once more."""
    same = PaperFile.objects.filter(target=paper.target, content=paper.content, state=PaperState.ENTERED)
    return list(same.exclude(pk=paper.pk))


def _refuse_entered(target: Target, digest: str) -> None:
    before = PaperFile.objects.filter(target=target, sha256=digest, state=PaperState.ENTERED).first()
    if before:
        raise NotAllowed(f"Ten plik wprowadzono już {moment(before.uploaded_at)}. Drugi raz portal go nie przyjmie.")


@transaction.atomic
def _stored(target: Target, upload: File[Any], digest: str, reading: Reading, *, by: User) -> PaperFile:
    rows = [_as_json(one) for one in reading.rows]
    waiting = PaperFile.objects.filter(target=target, sha256=digest, state=PaperState.WAITING, uploaded_by=by).first()
    if waiting:
        return waiting  # type: ignore[no-any-return]
    made: PaperFile = PaperFile.objects.create(
        target=target, name=(upload.name or "plik")[-150:], sha256=digest, content=_content(rows), count=len(rows),
        rows=rows, uploaded_by=by,
    )  # fmt: skip
    return made


def _as_json(row: PaperRow) -> dict[str, Any]:
    return {"stage": row.stage, "language": row.language, "answers": row.answers}


def _digest(upload: File[Any]) -> str:
    digest = hashlib.sha256()
    upload.seek(0)
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    return digest.hexdigest()


def _content(rows: list[dict[str, Any]]) -> str:
    return hashlib.sha256(json.dumps(rows, sort_keys=True).encode()).hexdigest()


def _response(target: Target, row: dict[str, Any]) -> Response:
    asked = questionnaire_of(target.part.instrument)
    return Response(
        target=target,
        stage=row["stage"],
        language=row["language"],
        mode=Mode.PAPER,
        answers=stored_answers(asked, row["answers"]),
        straight=is_straight(asked, row["answers"]),
    )
