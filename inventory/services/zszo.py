"""Verbs on the use of ZSZO."""

import datetime
from collections.abc import Collection
from typing import Any

from django.db import transaction

from inventory.models import ZszoModule, ZszoUse
from schools.models import School, User


class NotAllowed(Exception):
    """The person's role does not reach the school."""


@transaction.atomic
def confirm_zszo(school: School, *, modules: Collection[ZszoModule], on: datetime.date, by: User) -> ZszoUse:
    """A school's confirmation of the modules it uses on a day; without modules it says that ZSZO is not used.

    A second confirmation on the same day replaces the first, whose modules stay in the history. Raises NotAllowed.
    """
    if not by.has_perm("inventory.confirm_zszo", school):
        raise NotAllowed
    list(School.objects.select_for_update(of=("self",)).filter(pk=school.pk))  # two people at once: one after the other
    use: Any = ZszoUse.objects.filter(school=school, confirmed_on=on).first() or ZszoUse(school=school, confirmed_on=on)
    use.in_use = bool(modules)
    use._history_user = by  # noqa: SLF001 - how simple_history takes the actor
    use.save()
    use.used_modules.set(modules)
    return use  # type: ignore[no-any-return]
