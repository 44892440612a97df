"""Verbs on imports: take a workbook, match its columns, decide what is asked, confirm, write, take back."""

import logging
import uuid
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any, cast

from django.conf import settings
from django.core.files import File
from django.db import IntegrityError, transaction
from django.utils import timezone

from hdr_portal.lib.filenames import name_with_ending
from hdr_portal.lib.filestore import Written, kept_with_transaction, write_new
from hdr_portal.lib.inspection.verdicts import Refused
from hdr_portal.lib.workbook.contents import Kind, WorkbookContents
from hdr_portal.lib.workbook.door import marked_copy, read_workbook
from inventory import rules
from inventory.headers import LEFT_OUT, find_header_row, header_key
from inventory.intake import diff_files, mapping, remarks, stored
from inventory.intake.computing import Computed, compute, sheet_named
from inventory.intake.entries import MODELS, read_directories
from inventory.intake.mapping import MappingQuestion
from inventory.intake.marks import BOOK_PROPERTY, read_book_mark
from inventory.intake.verdicts import Diff
from inventory.intake.work import pack_work
from inventory.models import ColumnMapping, Import, Stage
from inventory.services.import_errors import NotAllowed, NotReady, RowsTouched, StaleChoices, WrongColumns
from inventory.services.import_runs import confirm, run_import, undo
from inventory.values import written
from schools.evidence import NotStored
from schools.models import JobState, School, User
from schools.scope import OutOfScope, current_scope, school_scope

__all__ = [
    "NotAllowed",
    "NotReady",
    "NotStored",
    "Refused",
    "RowsTouched",
    "StaleChoices",
    "WrongColumns",
    "answer",
    "choose_columns",
    "confirm",
    "drop",
    "error_workbook",
    "load_diff",
    "mapping_question",
    "run_import",
    "start_import",
    "undo",
]

logger = logging.getLogger(__name__)

FOREIGN = "Ten plik został pobrany z ewidencji innej jednostki. Pobierz arkusz z ewidencji swojej jednostki i w nim nanieś zmiany."
OPEN = (Stage.MAPPING, Stage.PREVIEW)


# --- take a file ----------------------------------------------------------------------------------------------------
def start_import(school: School, upload: File[Any], *, request_key: uuid.UUID, by: User) -> Import:
    """An import of the file, waiting for its columns; the same request sent twice gives the same import.

    Raises Refused with the sentence for the screen, NotStored (the disk), OutOfScope and NotAllowed; then nothing is kept.
    """
    _refuse_foreign(school, school.pk, by)
    if known := _known(request_key, school):
        return known
    digest = stored.digest_of(upload)
    try:
        contents = read_workbook(upload)
        _refuse_marked_for_others(contents, school)
        return _keep(school, upload, contents, request_key, by)
    except IntegrityError:
        if known := _known(request_key, school):  # sent twice at once: the other was quicker
            return known
        raise
    except Refused as refusal:
        logger.warning(
            "Workbook %s of account %s for school %s was refused: %s", digest, by.pk, school.pk, refusal.sentence
        )
        raise


def _known(request_key: uuid.UUID, school: School) -> Import | None:
    found: Import | None = Import.objects.filter(request_key=request_key, school=school).first()
    return found


def _refuse_marked_for_others(contents: WorkbookContents, school: School) -> None:
    mark = read_book_mark(contents.properties.get(BOOK_PROPERTY, ""))
    if mark is not None and mark.school_id != school.pk:
        raise Refused(FOREIGN)


def _keep(school: School, upload: File[Any], contents: WorkbookContents, request_key: uuid.UUID, by: User) -> Import:
    root = Path(settings.MEDIA_ROOT)
    try:
        upload.seek(0)
        source: Any = upload
        file = write_new(source, root=root, folder=stored.FOLDER, extension=contents.kind)
    except OSError as error:
        logger.exception("A workbook could not be written.")
        raise NotStored from error
    with kept_with_transaction(root / file.path):
        cells = _written_contents(contents)
        with kept_with_transaction(root / cells.path):
            made: Import = Import.objects.create(
                school=school,
                requested_by=by,
                request_key=request_key,
                state=JobState.DONE,  # nothing for a worker to do before the preview is confirmed
                name=name_with_ending(upload.name or "", contents.kind),
                kind=contents.kind,
                path=file.path,
                size=file.size,
                sha256=file.sha256,
                contents_path=cells.path,
            )
            return made


def _written_contents(contents: WorkbookContents) -> Written:
    try:
        return stored.write_contents(contents)
    except OSError as error:
        logger.exception("What a workbook holds could not be written.")
        raise NotStored from error


# --- columns --------------------------------------------------------------------------------------------------------
def mapping_question(imp: Import, *, sheet: str = "", header_row: int = 0) -> MappingQuestion:
    """What is asked about sheets and columns, with suggestions; `sheet` and `header_row` look at another place.

    Raises WrongColumns for a sheet or row that the file does not have.
    """
    looks_far = header_row + mapping.LOOKED_AT > stored.SKETCHED
    contents = (stored.read_contents if looks_far else stored.read_sketch)(imp.contents_path)
    chosen = sheet or str(imp.choices.get("sheet", ""))
    try:
        found = sheet_named(contents, chosen) if chosen else mapping.best_sheet(contents)
    except LookupError:
        raise WrongColumns("W pliku nie ma takiego arkusza. Wybierz arkusz z listy.") from None
    same = found.name == imp.choices.get("sheet")
    row = header_row or (imp.choices["header_row"] if same else find_header_row(found.rows))
    if row > header_row and row + mapping.LOOKED_AT > stored.SKETCHED:
        return mapping_question(imp, sheet=found.name, header_row=row)
    with school_scope([imp.school_id]):
        directories = read_directories(imp.school, {})
        remembered = ColumnMapping.objects.filter(school=imp.school).first()
    headers = remembered.headers if remembered else {}
    return mapping.ask(contents, found, row, headers, directories)


def choose_columns(
    imp: Import, *, sheet: str, header_row: int, mapping: Mapping[int, str], default_category: int | None, by: User
) -> Import:
    """Take the columns as chosen, remember them for the school, compute the preview.

    Raises WrongColumns with a sentence, NotStored (the disk), NotAllowed, NotReady.
    """
    contents = stored.read_contents(imp.contents_path)
    _check_columns(contents, sheet, header_row, mapping)
    if default_category is not None and not MODELS["category"].objects.usable().filter(pk=default_category).exists():
        raise WrongColumns("Wybranej kategorii nie ma w słowniku. Wybierz inną.")
    with transaction.atomic():
        found = _locked(imp, by)
        kept = found.choices if found.choices.get("sheet") == sheet else {}
        found.choices = kept | {
            "sheet": sheet,
            "header_row": header_row,
            "mapping": {str(column): key for column, key in sorted(mapping.items())},
            "default_category": default_category,
        }
        _remember(found.school, sheet_named(contents, sheet).rows[header_row - 1], mapping, by)
        return _recompute(found, contents)


def _check_columns(contents: WorkbookContents, sheet: str, header_row: int, chosen: Mapping[int, str]) -> None:
    try:
        rows = sheet_named(contents, sheet).rows
    except LookupError:
        raise WrongColumns("W pliku nie ma takiego arkusza. Wybierz arkusz z listy.") from None
    if not 1 <= header_row <= len(rows):
        raise WrongColumns(f"Arkusz ma {len(rows)} wierszy. Podaj numer wiersza, w którym stoją nagłówki.")
    keys = list(chosen.values())
    if set(keys) - {key for key, _ in mapping.MEANINGS}:
        raise WrongColumns("Wybrano kolumnę, której ewidencja nie zna. Wybierz z listy.")
    if missing := mapping.missing_labels(keys):
        raise WrongColumns(f"Wskaż kolumny, bez których nie da się wczytać pliku: {', '.join(missing)}.")
    if twice := mapping.twice_labels(keys):
        raise WrongColumns(f"Dwie kolumny arkusza wskazują na to samo: {', '.join(twice)}. Pomiń jedną z nich.")


def _remember(school: School, header: Any, chosen: Mapping[int, str], by: User) -> None:
    known: Any = ColumnMapping.objects.filter(school=school).first() or ColumnMapping(school=school)
    texts = {column: header_key(written(header[column - 1])) for column in chosen if column <= len(header)}
    headers = known.headers | {text: chosen[column] for column, text in texts.items() if text}
    if headers != known.headers or known.pk is None:
        known.headers = headers
        known._history_user = by  # noqa: SLF001 - how simple_history takes the actor
        known.save()


# --- decisions ------------------------------------------------------------------------------------------------------
def answer(  # noqa: PLR0913 - keyword-only; each is a list of the page
    imp: Import,
    *,
    choices_version: int,
    by: User,
    answers: Mapping[str, str] | None = None,
    cells: Mapping[str, str] | None = None,
    gone: Collection[int] | None = None,
    quantities: Mapping[str, str] | None = None,
) -> Import:
    """Add decisions to those made before and compute the preview again; "" takes one back, `gone` replaces the list.

    `answers`: question id → answer; `cells`: "<row>:<key>" → "file" or "portal"; `quantities`: row → "split", "split-total" or "one".
    Raises StaleChoices when somebody else has decided meanwhile (their decisions stand), NotStored (the disk), NotAllowed,
    NotReady.
    """
    with transaction.atomic():
        found = _locked(imp, by)
        if found.choices_version != choices_version:
            raise StaleChoices
        if found.stage != Stage.PREVIEW:
            raise NotReady("Najpierw dopasuj kolumny.")
        choices = dict(found.choices)
        for name, given in (("answers", answers), ("cells", cells), ("quantities", quantities)):
            merged = {**choices.get(name, {}), **{str(key): value for key, value in (given or {}).items()}}
            choices[name] = {key: value for key, value in merged.items() if value != LEFT_OUT}
        if gone is not None:
            choices["gone"] = sorted(set(gone))
        found.choices = choices
        return _recompute(found, stored.read_contents(found.contents_path))


def _recompute(imp: Import, contents: WorkbookContents) -> Import:
    """The diff anew from the choices, in the transaction of the caller."""
    with stored.no_collection():
        computed = compute(imp.school, contents, imp.choices, timezone.localdate())
        imp.choices_version += 1
        imp.stage = Stage.PREVIEW
        return _keep_diff(imp, computed)


def _keep_diff(imp: Import, computed: Computed) -> Import:
    """Store the diff and save the import; the file of the one before goes with the commit. Raises NotStored."""
    packed, _ = diff_files.pack(computed.diff, computed.raw)
    before = stored.place_of(imp.diff_path) if imp.diff_path else None
    try:
        kept = diff_files.keep(packed, pack_work(computed.work, computed.stamp))
    except OSError as error:
        logger.exception("A preview could not be written.")
        raise NotStored from error
    with kept_with_transaction(stored.place_of(kept.path)):
        imp.diff_path, imp.counts, imp.error = kept.path, computed.diff.counts, ""
        imp.save()
    if before is not None:
        transaction.on_commit(lambda: before.unlink(missing_ok=True))
    return imp


def load_diff(imp: Import) -> Diff:
    """The preview as it was computed last; its rows are read when asked for."""
    return diff_files.read_diff(imp.diff_path)[0]


def error_workbook(imp: Import) -> bytes:
    """The uploaded workbook as XLSX, what is wrong or asked coloured and commented; raises Refused, FileNotFoundError."""
    return marked_copy(imp.file, remarks.marks_for(load_diff(imp), imp.choices["mapping"]), kind=cast("Kind", imp.kind))


def drop(imp: Import, *, by: User) -> Import:
    """Give an import up before it is written; the file stays with it. Raises NotAllowed and NotReady."""
    with transaction.atomic():
        found = _locked(imp, by)
        found.stage, found.state = Stage.DROPPED, JobState.DONE
        found.save(update_fields=["stage", "state"])
        return found


def _locked(imp: Import, by: User) -> Import:
    """The import, for this transaction alone, still open to decisions."""
    _refuse_foreign(imp, imp.school_id, by)
    found: Import = Import.objects.select_for_update(of=("self",)).get(pk=imp.pk)
    if found.stage not in OPEN and not rules.is_stranded(found):
        raise NotReady("Tego importu nie można już zmienić: jest zapisywany, zapisany albo porzucony.")
    return found


def _refuse_foreign(record: Any, school_id: int, by: User) -> None:
    if not current_scope().holds(school_id):
        raise OutOfScope(f"An import for school {school_id} is outside the open scope.")
    if not rules.may_import(record, by):
        raise NotAllowed
