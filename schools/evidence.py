"""Writing evidence: files are inspected, cleaned of private data, stored once, and never overwritten."""

import datetime
import logging
from pathlib import Path
from typing import Any, BinaryIO, cast

from django.conf import settings
from django.core.files import File

from hdr_portal.lib.filestore import Written, kept_with_transaction, write_new
from hdr_portal.lib.metadata import without_metadata
from hdr_portal.lib.uploads import NO_ROOM, Accepted, inspect_upload, name_with_ending
from schools.models import Evidence, School, User
from schools.scope import OutOfScope, current_scope

logger = logging.getLogger(__name__)

FOLDER = "evidence"


class NotStored(Exception):
    """The disk did not take the file; nothing was written. The sentence is for the screen."""

    sentence = NO_ROOM


def store_evidence(  # noqa: PLR0913 - keyword-only; each is a column
    *,
    school: School | None,
    kind: str,
    day: datetime.date | None,
    upload: File[Any],
    by: User,
    retain_until: datetime.date | None = None,
    publishable: bool = False,
    accepted: Accepted | None = None,
) -> Evidence:
    """The stored file with its row; school None is the municipality.

    `accepted` spares the inspection of a file that the caller made itself and knows.

    The same bytes of the same kind are kept once for a school: then the row already there is given back, unchanged.
    Raises OutOfScope (the school), Refused (the file) and NotStored (the disk), and then keeps nothing.
    """
    evidence = Evidence(
        school=school, kind=kind, day=day, retain_until=retain_until, publishable=publishable, uploaded_by=by
    )
    if not current_scope().holds(evidence.owner_school_id()):
        raise OutOfScope("Evidence of this school is outside the open scope.")
    accepted = accepted or inspect_upload(upload)
    evidence.name = name_with_ending(upload.name or "", accepted.extension)
    evidence.content_type = accepted.content_type
    # Inspection and disk come first: a transaction would keep all other writers of SQLite waiting meanwhile.
    written = _written(upload, accepted)
    evidence.path, evidence.size, evidence.sha256 = written.path, written.size, written.sha256
    with kept_with_transaction(evidence.file):
        twin = _twin(evidence)
        if not twin:
            _save(evidence, by)
    if twin:
        evidence.file.unlink()
    return twin or evidence


def set_publication(evidence: Evidence, *, publishable: bool, retain_until: datetime.date | None, by: User) -> Evidence:
    """Change whether a file may be published and how long it is kept."""
    evidence.publishable = publishable
    evidence.retain_until = retain_until
    _save(evidence, by)
    return evidence


def _save(evidence: Evidence, by: User) -> None:
    evidence._history_user = by  # type: ignore[attr-defined]  # noqa: SLF001 - how simple_history takes the actor
    evidence.save()


def _written(upload: File[Any], accepted: Accepted) -> Written:
    try:
        with without_metadata(cast("BinaryIO", upload), accepted) as content:
            return write_new(content, root=Path(settings.MEDIA_ROOT), folder=FOLDER, extension=accepted.extension)
    except OSError as error:
        logger.exception("Evidence could not be written.")
        raise NotStored from error
    finally:
        upload.seek(0)


def _twin(evidence: Evidence) -> Evidence | None:
    """The same file already kept, if its bytes are still there. A person's double submit waits here for the first."""
    list(User.objects.select_for_update(no_key=True, of=("self",)).filter(pk=evidence.uploaded_by_id))
    same = Evidence.objects.filter(
        school_id=evidence.school_id, kind=evidence.kind, sha256=evidence.sha256, size=evidence.size
    )
    return next((row for row in same if row.file.is_file()), None)
