"""Making the sheets of all classes of a target in one PDF: the worker's part."""

import io
import logging
from pathlib import Path

from django.conf import settings

from hdr_portal.lib.filestore import Written, write_new
from schools import jobs
from schools.scope import school_scope, whole_municipality
from surveys.models import CodeSheets
from surveys.printing.cards import cards_pdf
from surveys.queries.batches import live_batches

logger = logging.getLogger(__name__)

FOLDER = "code-sheets"
FAILED = "Pliku nie udało się przygotować. Zleć go ponownie; gdy to nie pomoże, zawiadom administratora."
NOTHING = "W międzyczasie unieważniono kody. Przygotuj nowe i zleć plik ponownie."


def produce_sheets(pk: int) -> CodeSheets | None:
    """Claim a waiting order, make its file and store it; None when there is nothing to claim. Opens the target's scope."""
    order: CodeSheets | None = jobs.claim(CodeSheets, pk)
    if order is None:
        return None
    try:
        with jobs.kept_alive(order):
            _make(order)
    except jobs.ClaimLost:
        logger.warning("Code sheets %s were taken over by another worker; this result is dropped.", pk)
    except Exception:
        logger.exception("Code sheets %s failed.", pk)
        jobs.give_back_or_fail(order, FAILED)
    return order


def _make(order: CodeSheets) -> None:
    school_id = order.owner_school_id()
    with whole_municipality() if school_id is None else school_scope([school_id]):
        batches = list(live_batches(order.target))
        if not batches:
            jobs.fail(order, NOTHING)
            return
        pdf = cards_pdf(order.target, batches, on_progress=lambda part, words: jobs.report_progress(order, part, words))
        written = write_new(io.BytesIO(pdf.content), root=Path(settings.MEDIA_ROOT), folder=FOLDER, extension="pdf")
        _finish(order, written)


def _finish(order: CodeSheets, written: Written) -> None:
    try:
        jobs.finish(order, path=written.path, size=written.size)
    except BaseException:
        (Path(settings.MEDIA_ROOT) / written.path).unlink(missing_ok=True)
        raise
