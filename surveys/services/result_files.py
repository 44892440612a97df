"""Files of results: ask for one, make it. They say what the person may see, both when it is asked for and when it is made."""

import io
import logging
import uuid
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from hdr_portal.lib.filestore import Written, write_new
from schools import jobs
from schools.models import School, User
from schools.scope import Scope, open_scope
from surveys.models import FileKind, ResultFile, Tally
from surveys.queries.results import NotYours, require_place
from surveys.resultbooks.book import full_book
from surveys.resultbooks.printing import book_pdf
from surveys.resultbooks.workbook import book_xlsx
from surveys.services.accesses import note_export

logger = logging.getLogger(__name__)

FOLDER = "results"
FAILED = "Plik się nie udał. Zleć go ponownie; gdy to nie pomoże, zawiadom administratora."
NO_RIGHT = "W chwili przygotowywania pliku nie było już uprawnienia do tych wyników."


def request_file(tally: Tally, *, kind: str, school: School | None, by: User, form_key: uuid.UUID) -> ResultFile:
    """The file, waiting for the worker; a form sent twice gives the same one. Raises NotYours."""
    require_place(by, school)
    key = uuid.uuid5(form_key, f"{by.pk} {tally.pk} {kind} {school.pk if school else 'gmina'}")
    with transaction.atomic(), open_scope(_scope(school)):
        given = {"tally": tally, "school": school, "kind": kind, "requested_by": by}
        file: ResultFile
        file, made = ResultFile.objects.get_or_create(request_key=key, defaults=given)
        if made:
            note_export(tally.campaign, by=by, school=school, what=f"plik {kind.upper()}")
            jobs.wake_registered(file)
    return file


def _scope(school: School | None) -> Scope:
    """A file of the city belongs to no school: the person was asked for the right to it."""
    return Scope(None if school is None else frozenset({school.pk}))


def produce_file(pk: int) -> ResultFile | None:
    """Claim a waiting file, make and store it; None when there is nothing to claim."""
    file: ResultFile | None = jobs.claim(ResultFile, pk)
    if file is None:
        return None
    try:
        with jobs.kept_alive(file), open_scope(_scope(file.school)):
            _make(file)
    except NotYours:
        jobs.fail(file, NO_RIGHT)
    except jobs.ClaimLost:
        logger.warning("Result file %s was taken over by another worker; this result is dropped.", pk)
    except Exception:
        logger.exception("Result file %s failed.", pk)
        jobs.give_back_or_fail(file, FAILED)
    return file


def _make(file: ResultFile) -> None:
    person = User.objects.filter(pk=file.requested_by_id or 0).first()
    if person is None:
        raise NotYours
    jobs.report_progress(file, 2, "Czytam wyniki")
    book = full_book(file.tally, by=person, school=file.school, made_on=timezone.localdate(file.created_at))
    if file.kind == FileKind.PDF:
        content = book_pdf(book, lambda percent, step: jobs.report_progress(file, percent, step)).content
    else:
        content = book_xlsx(book)
    written = write_new(io.BytesIO(content), root=Path(settings.MEDIA_ROOT), folder=FOLDER, extension=file.kind)
    _finish(file, written)


def _finish(file: ResultFile, written: Written) -> None:
    try:
        jobs.finish(file, path=written.path, size=written.size, sha256=written.sha256)
    except BaseException:
        (Path(settings.MEDIA_ROOT) / written.path).unlink(missing_ok=True)
        raise
