"""Verbs of the RSPO import: keep a file, choose, apply. What is applied is exactly what a Preview says."""

import datetime
import hashlib
import logging
import os
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from hdr_portal.lib.csvtext import Unreadable, write_table
from schools import rspo
from schools.models import Establishment, ImportState, RspoImport, School, Statistic, User
from schools.rspo import Register
from schools.rspo_choice import operators
from schools.rspo_plan import EstablishmentPlan, Preview, UnitPlan
from schools.rspo_preview import make_preview

logger = logging.getLogger(__name__)

FOLDER = "rspo"
KEPT_FOR = datetime.timedelta(days=7)


class PreviewOutdated(Exception):
    """What the import would do is no longer what was shown: look again."""


# --- Between preview and apply --------------------------------------------------------------------------------------
def keep_file(data: bytes, *, name: str, day: datetime.date, by: User) -> RspoImport:
    """Check a file and keep what the portal reads of it for its owner; raises Unreadable."""
    table = rspo.read(data)
    register = rspo.parse(table)
    found = operators(register)
    if not found:
        raise Unreadable(
            "W pliku nie ma żadnej publicznej szkoły podstawowej ani przedszkola. Wyszukaj w RSPO placówki swojej gminy."
        )
    _forget_old_previews()
    copy = write_table(table)
    path = _store(copy)
    logger.info("RSPO file %s taken from account %s.", hashlib.sha256(data).hexdigest(), by.pk)
    return RspoImport.objects.create(
        name=Path(name).name[:150], size=len(data), source_sha256=hashlib.sha256(data).hexdigest(), path=path,
        sha256=hashlib.sha256(copy).hexdigest(), day=day, operator=found[0].key[:300], created_by=by,
    )  # fmt: skip


def _store(copy: bytes) -> str:
    path = f"{FOLDER}/{uuid.uuid4().hex}.csv"
    file = RspoImport(path=path).file
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(copy)
    return path


def _forget_old_previews() -> None:
    """Files that nobody imported are not kept for ever."""
    old = RspoImport.objects.filter(state=ImportState.PREVIEWED, created_at__lt=timezone.now() - KEPT_FOR)
    for kept in old[:100]:
        kept.file.unlink(missing_ok=True)
        kept.delete()


def read_kept(kept: RspoImport) -> Register:
    """The register of a kept file; raises Unreadable when the file is gone or was touched."""
    try:
        copy = kept.file.read_bytes()
    except OSError:
        raise Unreadable("Wgranego pliku już nie ma. Wgraj go ponownie.") from None
    if hashlib.sha256(copy).hexdigest() != kept.sha256:
        raise Unreadable("Wgrany plik zmienił się na serwerze. Wgraj go ponownie i zawiadom administratora.")
    return rspo.parse(rspo.read(copy))


def preview_kept(kept: RspoImport, register: Register) -> Preview:
    """What the kept file would do with the choices made so far."""
    by_hand = {int(unit): int(school) for unit, school in kept.by_hand.items()}
    return make_preview(register, operator=kept.operator, day=kept.day, by_hand=by_hand)


def change_choices(kept: RspoImport, *, operator: str, day: datetime.date, by_hand: Mapping[int, int]) -> bool:
    """Note what the person chose on the preview page; whether anything changed."""
    wanted = {str(unit): school for unit, school in by_hand.items()}
    if (kept.operator, kept.day, kept.by_hand) == (operator, day, wanted):
        return False
    kept.operator, kept.day, kept.by_hand = operator, day, wanted
    kept.save(update_fields=["operator", "day", "by_hand"])
    return True


# --- Apply ----------------------------------------------------------------------------------------------------------
def apply_kept(kept: RspoImport, *, seen: str, by: User) -> dict[str, int]:
    """Import the kept file once; a second call gives the first one's result.

    `seen` is the fingerprint of the preview on the page; raises PreviewOutdated when the import would do something else,
    and then nothing is written.
    """
    try:
        with transaction.atomic():
            return _apply_once(kept, seen, by)
    except IntegrityError as error:  # somebody saved one of the same numbers or names a moment ago
        raise PreviewOutdated from error


def _apply_once(kept: RspoImport, seen: str, by: User) -> dict[str, int]:
    mine = RspoImport.objects.filter(pk=kept.pk, state=ImportState.PREVIEWED)
    if not mine.update(state=ImportState.APPLIED, applied_at=timezone.now()):
        kept.refresh_from_db()
        return dict(kept.result)
    preview = preview_kept(kept, read_kept(kept))
    if preview.fingerprint() != seen:
        raise PreviewOutdated
    apply_preview(preview, reason=f"import z RSPO, plik {kept.name}"[:100], by=by)
    kept.refresh_from_db()
    kept.result = counts = preview.counts()
    kept.save(update_fields=["result"])
    transaction.on_commit(lambda: kept.file.unlink(missing_ok=True))
    return counts


def apply_preview(preview: Preview, *, reason: str, by: User | None) -> None:
    """Write what the preview says, all or nothing; every change goes to history with the reason."""
    with transaction.atomic():
        for unit in preview.units:
            _apply_unit(unit, preview.day, reason, by)


def _apply_unit(plan: UnitPlan, day: datetime.date, reason: str, by: User | None) -> None:
    school = _written(School.objects.get(pk=plan.pk) if plan.pk else School(), dict(plan.values), reason, by)
    for member in plan.members:
        ours = Establishment.objects.get(pk=member.pk) if member.pk else Establishment(school=school)
        _written(ours, dict(member.values), reason, by)
        _count_pupils(ours, member, day)


def _written(row: Any, values: dict[str, Any], reason: str, by: User | None) -> Any:
    if not values:
        return row
    for name, value in values.items():
        setattr(row, name, value)
    row._change_reason = reason  # noqa: SLF001 - the documented way of django-simple-history
    if by:
        row._history_user = by  # noqa: SLF001 - as above
    row.save()
    return row


def _count_pupils(ours: Establishment, plan: EstablishmentPlan, day: datetime.date) -> None:
    if plan.counts_pupils:
        Statistic.objects.update_or_create(
            establishment=ours, day=day, defaults={"pupils": plan.pupils, "source": "rejestr RSPO"}
        )
