"""Verbs on the letterhead: what the municipality's documents wear. Pictures are kept privately, old ones stay."""

import logging
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, cast

from django.conf import settings
from django.core.files import File
from django.db import transaction

from hdr_portal.lib.filestore import kept_with_transaction, write_new
from hdr_portal.lib.metadata import without_metadata
from hdr_portal.lib.uploads import NO_ROOM, inspect_upload
from monitoring.models import Letterhead
from schedule.models import Plan
from schools.models import User

logger = logging.getLogger(__name__)

FOLDER = "letterhead"
TEXTS = ("name", "office", "address", "arms_text", "strip_text", "signatory", "approver")
PICTURES = ("arms", "strip")


class Stale(Exception):
    """Somebody saved the letterhead since the form was opened; carries what stands now."""

    def __init__(self, standing: Letterhead) -> None:
        super().__init__(f"Version {standing.version} is there.")
        self.standing = standing


class NotStored(Exception):
    """The disk did not take a picture; nothing was written. The sentence is for the screen."""

    sentence = NO_ROOM


@dataclass(frozen=True)
class LetterheadInput:
    """What the form says: texts by field, kinds of documents with the EU strip, new pictures, pictures taken off."""

    texts: dict[str, str]
    strip_on: list[str]
    pictures: dict[str, File[Any]] = field(default_factory=dict)
    taken_off: frozenset[str] = frozenset()


def letterhead_of(plan: Plan) -> Letterhead:
    """The plan's letterhead; an unsaved one of version 0 before the first saving."""
    return Letterhead.objects.filter(plan=plan).first() or Letterhead(plan=plan, version=0)


def save_letterhead(plan: Plan, given: LetterheadInput, *, version: int, by: User) -> Letterhead:
    """Save over `version`, the one that the person saw. Raises Stale, and Refused or NotStored for a picture."""
    written = {name: _written(upload) for name, upload in given.pictures.items()}
    with ExitStack() as kept:
        for path in written.values():
            kept.enter_context(kept_with_transaction(Path(settings.MEDIA_ROOT) / path))
        return _save(plan, given, written, version=version, by=by)


@transaction.atomic
def _save(plan: Plan, given: LetterheadInput, written: dict[str, str], *, version: int, by: User) -> Letterhead:
    Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)  # the first saving has no row of its own to lock
    letterhead = letterhead_of(plan)
    if letterhead.version != version:
        raise Stale(letterhead)
    for name in TEXTS:
        setattr(letterhead, name, given.texts[name])
    for name in PICTURES:
        if name in written or name in given.taken_off:
            setattr(letterhead, name, written.get(name, ""))
    letterhead.strip_on, letterhead.version = given.strip_on, version + 1
    letterhead._history_user = by  # type: ignore[attr-defined]  # noqa: SLF001 - how simple_history takes the actor
    letterhead.save()
    return letterhead


def _written(upload: File[Any]) -> str:
    accepted = inspect_upload(upload)
    try:
        with without_metadata(cast("BinaryIO", upload), accepted) as content:
            return write_new(content, root=Path(settings.MEDIA_ROOT), folder=FOLDER, extension=accepted.extension).path
    except OSError as error:
        logger.exception("A picture of the letterhead could not be written.")
        raise NotStored from error
    finally:
        upload.seek(0)
