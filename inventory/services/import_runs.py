"""Confirming, writing and taking back: the part of an import that touches the register."""

import logging
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from hdr_portal.lib.filestore import kept_with_transaction
from hdr_portal.lib.polish import counted
from inventory import rules
from inventory.changes import Source
from inventory.intake import bulk, diff_files, stored, undoing
from inventory.intake.computing import Computed, compute
from inventory.intake.register import stamp
from inventory.intake.undoing import Touched
from inventory.intake.verdicts import Verdict
from inventory.intake.work import Work, pack_work
from inventory.intake.writing import Moved, write
from inventory.models import Import, Mode, Stage
from inventory.services.import_errors import NotAllowed, NotReady, RowsTouched, StaleChoices
from schools import jobs
from schools.models import JobState, School, User
from schools.scope import OutOfScope, current_scope, school_scope

logger = logging.getLogger(__name__)

FAILED = (
    "Import się nie udał i nic nie zostało zapisane. Zatwierdź go ponownie; gdy to nie pomoże, zawiadom administratora."
)
FORBIDDEN = (
    "Osoba, która zatwierdziła import, nie ma już uprawnienia do importu w tej jednostce. Nic nie zostało zapisane."
)
MOVED = "Ewidencja zmieniła się od czasu podglądu, więc nic nie zostało zapisane. Podgląd policzono na nowo: sprawdź go i zatwierdź."
NOT_ALL_GOOD = "W pliku są wiersze z błędami, pytaniami albo konfliktami. Rozstrzygnij je albo wybierz zapis samych poprawnych wierszy."
NOTHING = "Nie ma nic do zapisania: żaden wiersz nie zmienia ewidencji."
TOUCHED = "Nie można cofnąć importu: {} zmieniono po nim ({}). Popraw je ręcznie."
ATTEMPTS = 3
BAD = (Verdict.ERROR, Verdict.ASK, Verdict.CONFLICT)
WRITES = (Verdict.NEW, Verdict.CHANGED)
DEVICE_FORMS = "urządzenie,urządzenia,urządzeń"


def reason_of(imp: Import) -> str:
    """Under what the history names the import as the source of a change."""
    return f"import {imp.pk}"


@transaction.atomic
def confirm(imp: Import, *, mode: str, choices_version: int, by: User, wake: jobs.Wake) -> Import:
    """Hand the preview to the worker; `mode` "all" takes it only without bad rows. Raises StaleChoices, NotReady, NotAllowed.

    Confirming twice is confirming once.
    """
    found = _locked(imp)
    if found.stage == Stage.CONFIRMED and found.state != JobState.FAILED and rules.may_import(found, by):
        return found
    if not rules.may_confirm_import(found, by):
        raise _refusal(found, by)
    if found.choices_version != choices_version:
        raise StaleChoices
    _refuse_unready(found.counts, Mode(mode))
    found.mode, found.stage, found.confirmed_at = Mode(mode), Stage.CONFIRMED, timezone.now()
    found.requested_by, found.state, found.attempts, found.claim, found.lease_until = by, JobState.QUEUED, 0, None, None
    found.progress, found.step, found.error, found.woken_at = 0, "", "", timezone.now()
    found.save()
    jobs.wake_on_commit(found, wake)
    return found


def _refuse_unready(counts: dict[str, int], mode: Mode) -> None:
    if mode is Mode.ALL and any(counts.get(verdict) for verdict in BAD):
        raise NotReady(NOT_ALL_GOOD)
    if not any(counts.get(key) for key in (*WRITES, "gone")):
        raise NotReady(NOTHING)


def _refusal(imp: Import, by: User) -> Exception:
    return NotReady("Tego importu nie można już zatwierdzić.") if rules.may_import(imp, by) else NotAllowed()


def _locked(imp: Import) -> Import:
    if not current_scope().holds(imp.school_id):
        raise OutOfScope(f"An import for school {imp.school_id} is outside the open scope.")
    found: Import = Import.objects.select_for_update(of=("self",)).get(pk=imp.pk)
    return found


# --- the worker -----------------------------------------------------------------------------------------------------
def run_import(pk: int) -> Import | None:
    """Claim a confirmed import and write it, all or nothing; None when there is nothing to claim.

    Needs no open scope: the school of the import is opened here, and the person who confirmed must still be allowed to.
    """
    imp: Import | None = jobs.claim(Import, pk)
    if imp is None:
        return None
    try:
        with school_scope([imp.school_id]), jobs.kept_alive(imp), stored.no_collection():
            _run(imp)
    except jobs.ClaimLost:
        logger.warning("Import %s was taken over by another worker; this result is dropped.", pk)
    except Exception:
        logger.exception("Import %s failed.", pk)
        jobs.give_back_or_fail(imp, FAILED)
    return imp


def settle_search() -> None:
    """After an import: order in the search index, at the worker's expense. What was written is committed and found before."""
    bulk.settle_search()


def _run(imp: Import) -> None:
    by = imp.requested_by
    if by is None or not rules.may_import(imp, by):
        jobs.fail(imp, FORBIDDEN)
        return
    jobs.report_progress(imp, 10, "Odczyt podglądu")
    work, seen, expected = diff_files.read_work(imp.diff_path)
    for _ in range(ATTEMPTS):
        jobs.report_progress(imp, 40, "Zapis w ewidencji")
        try:
            _write(imp, work, seen, Source(by, reason_of(imp)))
        except (Moved, IntegrityError):
            logger.info("The register moved under import %s; it is compared anew.", imp.pk, exc_info=True)
        else:
            return
        jobs.report_progress(imp, 20, "Porównanie z ewidencją")
        contents = stored.read_contents(imp.contents_path)
        computed = compute(imp.school, contents, imp.choices, timezone.localdate())
        if diff_files.pack(computed.diff, computed.raw)[1] != expected:
            _send_back(imp, computed)
            return
        work, seen = computed.work, computed.stamp
    raise Moved


def _write(imp: Import, work: Work, seen: list[Any], source: Source) -> None:
    """One transaction: two imports into a school wait for each other; what moved since the preview stops the write."""
    with transaction.atomic():
        list(School.objects.select_for_update(no_key=True, of=("self",)).filter(pk=imp.school_id).values_list("pk"))
        if stamp(imp.school) != seen:
            raise Moved
        write(work, school=imp.school, source=source, is_demo=imp.is_demo)
        jobs.finish(imp, stage=Stage.DONE)


def _send_back(imp: Import, computed: Computed) -> None:
    """Back to the preview, as it would be now; decisions made so far stay."""
    packed, _ = diff_files.pack(computed.diff, computed.raw)
    kept = diff_files.keep(packed, pack_work(computed.work, computed.stamp))
    with kept_with_transaction(stored.place_of(kept.path)):
        jobs.finish(
            imp,
            stage=Stage.PREVIEW,
            diff_path=kept.path,
            counts=computed.diff.counts,
            choices_version=imp.choices_version + 1,
            error=MOVED,
        )


# --- back again -----------------------------------------------------------------------------------------------------
@transaction.atomic
def undo(imp: Import, *, by: User) -> Import:
    """Take a written import back while all its devices are as it left them. Raises RowsTouched, NotReady, NotAllowed."""
    found = _locked(imp)
    if not rules.may_undo_import(found, by):
        raise NotReady("Tego importu nie można cofnąć.") if rules.may_import(found, by) else NotAllowed
    source = Source(by, f"cofnięcie importu {found.pk}")
    with school_scope([found.school_id]):
        try:
            undoing.undo(found.school, reason=reason_of(found), source=source)
        except Touched as touched:
            raise RowsTouched(_touched_sentence(touched), touched.numbers) from None
        found.stage, found.undone_at, found.undone_by = Stage.UNDONE, timezone.now(), by
        found.save(update_fields=["stage", "undone_at", "undone_by"])
    return found


def _touched_sentence(touched: Touched) -> str:
    some = ", ".join(touched.numbers[:10])
    more = len(touched.numbers) - 10
    listed = f"{some} i {more} innych" if more > 0 else some
    return TOUCHED.format(counted(len(touched.numbers), DEVICE_FORMS), listed)
