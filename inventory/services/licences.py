"""Verbs on licences."""

from django.db import transaction
from django.db.models import F

from inventory import rules
from inventory.changes import mark_stale
from inventory.models import Licence
from schools.models import User


class NotAllowed(Exception):
    """The person's role does not reach the school of the licence."""


class ChangedMeanwhile(Exception):
    """Somebody else has saved the licence since the form was opened; nothing was written."""


@transaction.atomic
def save_licence(licence: Licence, *, by: User, version: int | None = None) -> Licence:
    """Save a new or changed licence with its history; the school's summary becomes stale.

    `version` is the one that the form showed. A new licence whose `form_key` is there already is given back unchanged.
    Raises NotAllowed and ChangedMeanwhile.
    """
    if not rules.may_edit(licence, by):
        raise NotAllowed
    twin = _twin(licence)
    if twin is not None:
        return twin
    if not licence._state.adding:  # noqa: SLF001 - documented; a new one has no version to compare
        mine = Licence.objects.filter(pk=licence.pk, version=version)
        if not mine.update(version=F("version") + 1):
            raise ChangedMeanwhile
        licence.version = (version or 0) + 1
    licence._history_user = by  # type: ignore[attr-defined]  # noqa: SLF001 - how simple_history takes the actor
    licence.save()
    mark_stale([licence.school_id])
    return licence


def _twin(licence: Licence) -> Licence | None:
    """The licence that the same form made before, while this one is still new."""
    if not licence._state.adding or licence.form_key is None:  # noqa: SLF001 - documented
        return None
    made: Licence | None = Licence.objects.filter(form_key=licence.form_key, school_id=licence.school_id).first()
    return made
