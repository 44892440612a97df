"""Verbs on editions: the department asks schools for sheets until a day, and closes the asking."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models, transaction
from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from inventory.models import Edition, Sheet, SheetState
from schools.models import School, User


@dataclass(frozen=True)
class EditionInput:
    """What the form says of an edition."""

    name: str
    kind: str
    deadline: datetime.date | None
    note: str
    schools: Iterable[School]


@transaction.atomic
def open_edition(given: EditionInput, *, by: User) -> Edition:
    """A new edition, opened today, with an open sheet of every school asked. Needs the scope of the whole municipality."""
    edition = Edition(
        name=given.name, kind=given.kind, deadline=given.deadline, note=given.note, opened_on=timezone.localdate()
    )
    _save(edition, by=by)
    _ask(edition, given.schools, by=by)
    return edition


@transaction.atomic
def change_edition(edition: Edition, given: EditionInput, *, by: User) -> Edition:
    """Change name, kind, deadline, note; ask further schools, stop asking those that have not submitted anything yet."""
    locked = _locked(edition)
    locked.name, locked.kind, locked.deadline, locked.note = given.name, given.kind, given.deadline, given.note
    _save(locked, by=by)
    wanted = {school.pk for school in given.schools}
    for sheet in untouched_sheets(locked).exclude(school_id__in=wanted):
        sheet._history_user = by  # type: ignore[attr-defined]  # noqa: SLF001 - how simple_history takes the actor
        locked.schools.remove(sheet.school_id)
        sheet.delete()
    _ask(locked, given.schools, by=by)
    return locked


def untouched_sheets(edition: Edition) -> models.QuerySet[Sheet]:
    """Sheets that nobody has worked on: a school may still be let off."""
    found: models.QuerySet[Sheet] = Sheet.objects.filter(
        edition=edition, state=SheetState.OPEN, version=1, evidence=None
    )
    return found


@transaction.atomic
def close_edition(edition: Edition, *, by: User) -> Edition:
    """Nothing can be submitted any more; what was submitted can still be decided. Closed twice it stays closed once."""
    locked = _locked(edition)
    if locked.closed_on is None:
        locked.closed_on = timezone.localdate()
        _save(locked, by=by)
    return locked


@transaction.atomic
def reopen_edition(edition: Edition, *, by: User) -> Edition:
    """Schools may submit again."""
    locked = _locked(edition)
    if locked.closed_on is not None:
        locked.closed_on = None
        _save(locked, by=by)
    return locked


def _ask(edition: Edition, schools: Iterable[School], *, by: User) -> None:
    asked = set(Sheet.objects.filter(edition=edition).values_list("school_id", flat=True))
    added = [school for school in schools if school.pk not in asked]
    edition.schools.add(*added)
    sheets = [Sheet(school=school, edition=edition) for school in added]
    bulk_create_with_history(sheets, Sheet, default_user=by)


def _locked(edition: Edition) -> Edition:
    locked: Edition = Edition.objects.select_for_update(of=("self",)).get(pk=edition.pk)
    return locked


def _save(edition: Edition, *, by: User) -> None:
    edition._history_user = by  # type: ignore[attr-defined]  # noqa: SLF001 - how simple_history takes the actor
    edition.save()
