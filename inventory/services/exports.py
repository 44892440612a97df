"""Verbs on exports: ask for one, make it. What leaves is what the person may see when it is asked for and when it is made."""

import datetime
import logging
import tempfile
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from hdr_portal.lib.filestore import Written, write_new
from hdr_portal.lib.polish import counted
from inventory.models import Export, ExportFormat
from inventory.outtake import making
from inventory.outtake.about import PERMISSION
from inventory.outtake.making import ExportRefused, Wanted
from schools import jobs
from schools.models import User
from schools.queries import schools_where
from schools.scope import Scope, open_scope

__all__ = ["ExportRefused", "Order", "export_scope", "extension_of", "is_at_once", "produce_export", "request_export"]

logger = logging.getLogger(__name__)

FOLDER = "exports"
AT_ONCE = 2_000  # rows that the person can wait for
AT_ONCE_ON_PAPER = 60
ON_PAPER = {ExportFormat.PDF, ExportFormat.LABELS}
ENDINGS = {ExportFormat.ROUND_TRIP.value: "xlsx", ExportFormat.LABELS.value: "pdf"}
SAME_CLICK = datetime.timedelta(minutes=2)
FAILED = "Eksport się nie udał. Zleć go ponownie; gdy to nie pomoże, zawiadom administratora."
NO_RIGHT = (
    "W chwili przygotowywania pliku nie było już uprawnienia do tej listy. "
    "Poproś o nie Wydział Edukacji i zleć eksport ponownie."
)


@dataclass(frozen=True)
class Order:
    """What is asked for: the list's query, its columns (keys), the format; `form_key` is that of the form sent."""

    file_format: str
    query: str
    columns: tuple[str, ...]
    form_key: uuid.UUID


# --- Asking ---------------------------------------------------------------------------------------------------------
def export_scope(person: User) -> Scope:
    """The schools whose register the person may take out."""
    return Scope(schools_where(person, PERMISSION))


def request_export(order: Order, *, by: User, wake: jobs.Wake) -> Export:
    """The export, waiting for a worker; a form sent twice gives the same one. Raises ExportRefused."""
    scope = export_scope(by)
    with open_scope(scope):
        rows = making.counted_rows(Wanted(order.file_format, order.query, order.columns))
    with transaction.atomic():
        export, made = Export.objects.get_or_create(
            request_key=_key(order, by),
            defaults={
                "file_format": order.file_format,
                "query": order.query,
                "columns": list(order.columns),
                "school_ids": None if scope.school_ids is None else sorted(scope.school_ids),
                "rows": rows,
                "requested_by": by,
            },
        )
        if made and not is_at_once(export):
            jobs.wake_on_commit(export, wake)
    return export


def is_at_once(export: Export) -> bool:
    """Whether the list is so short that the person waits for it; the worker makes it only when that did not work out."""
    return export.rows <= (AT_ONCE_ON_PAPER if export.file_format in ON_PAPER else AT_ONCE)


def _key(order: Order, by: User) -> uuid.UUID:
    """One key for clicks within two minutes; a later click on the same page asks anew, for what the register holds then."""
    asked = f"{by.pk} {order.file_format} {order.query} {','.join(order.columns)}"
    stale = timezone.now() - SAME_CLICK
    turn = 0
    while True:
        key = uuid.uuid5(order.form_key, f"{asked} {turn}")
        if not Export.objects.filter(request_key=key, created_at__lt=stale).exists():
            return key
        turn += 1


# --- Making ---------------------------------------------------------------------------------------------------------
def produce_export(pk: int) -> Export | None:
    """Claim a waiting export, make its file and store it; None when there is nothing to claim.

    Opens the smaller of two scopes: where the person might export when asking, and where now.
    """
    export: Export | None = jobs.claim(Export, pk)
    if export is None:
        return None
    try:
        with jobs.kept_alive(export):
            _make_or_refuse(export)
    except jobs.ClaimLost:
        logger.warning("Export %s was taken over by another worker; this result is dropped.", pk)
    except Exception:
        logger.exception("Export %s failed.", pk)
        jobs.give_back_or_fail(export, FAILED)
    return export


def _make_or_refuse(export: Export) -> None:
    try:
        person = _person(export)
        with open_scope(_scope(export, person)):
            _make(export, person)
    except ExportRefused as refused:
        jobs.fail(export, str(refused))


def _person(export: Export) -> User:
    person = User.objects.filter(pk=export.requested_by_id or 0).first()
    if person is None or not person.has_perm(PERMISSION):
        raise ExportRefused(NO_RIGHT)
    return person


def _scope(export: Export, person: User) -> Scope:
    now = export_scope(person).school_ids
    asked = None if export.school_ids is None else frozenset(export.school_ids)
    both = asked if now is None else now if asked is None else now & asked
    if both is not None and not both:
        raise ExportRefused(NO_RIGHT)
    return Scope(both)


def _make(export: Export, person: User) -> None:
    jobs.report_progress(export, 1, "Szukanie urządzeń")
    ending = extension_of(export)
    wanted = Wanted(export.file_format, export.query, tuple(export.columns))
    with tempfile.TemporaryDirectory(prefix="hdr-export-") as folder:
        file = Path(folder) / f"file.{ending}"
        rows = making.write_file(file, wanted, by=person, told=_teller(export), on_progress=_steps(export))
        with file.open("rb") as content:
            written = write_new(content, root=Path(settings.MEDIA_ROOT), folder=FOLDER, extension=ending)
    _finish(export, rows, written)


def _finish(export: Export, rows: int, written: Written) -> None:
    try:
        jobs.finish(export, rows=rows, path=written.path, size=written.size, sha256=written.sha256)
    except BaseException:
        (Path(settings.MEDIA_ROOT) / written.path).unlink(missing_ok=True)
        raise


def _teller(export: Export) -> Callable[[int], None]:
    """Tells the row how far the writing is, whenever the percentage has moved by a few."""
    whole, told = max(export.rows, 1), 1

    def tell(count: int) -> None:
        nonlocal told
        percent = min(1 + 97 * count // whole, 98)
        if percent >= told + 3:
            told = percent
            jobs.report_progress(export, percent, f"Zapisano {counted(count, 'wiersz,wiersze,wierszy')}")

    return tell


def _steps(export: Export) -> Callable[[int, str], None]:
    return lambda percent, step: jobs.report_progress(export, percent, step)


def extension_of(export: Export) -> str:
    """The ending of the file's name."""
    return ENDINGS.get(export.file_format, export.file_format)
