"""The department's words for a section of the good-practice description. Nobody overwrites anybody silently."""

from django.db import IntegrityError, transaction
from django.db.models import F

from monitoring.models import PracticeText
from monitoring.practice_drafts import Section
from schedule.models import Plan
from schools.models import User


class ChangedMeanwhile(Exception):
    """Somebody else has saved the section since the form was opened; nothing was written."""


def save_practice_text(plan: Plan, section: Section, text: str, *, version: int, by: User) -> PracticeText:
    """Keep the text; an empty one goes back to the draft. `version` is what the form showed, 0 where nothing was written.

    Every version stays in the history. Raises ChangedMeanwhile.
    """
    try:
        with transaction.atomic():
            return _saved(plan, section, text.strip(), version, by)
    except IntegrityError:  # two first texts at once: the unique key let one of them in
        raise ChangedMeanwhile from None


def _saved(plan: Plan, section: Section, text: str, version: int, by: User) -> PracticeText:
    if version == 0:
        row = PracticeText(plan=plan, section=section.slug)
    else:
        mine = PracticeText.objects.filter(plan=plan, section=section.slug, version=version)
        if not mine.update(version=F("version") + 1):
            raise ChangedMeanwhile
        row = PracticeText.objects.get(plan=plan, section=section.slug)
    row.text, row.changed_by, row.version = text, by, version + 1
    row._history_user = by  # type: ignore[attr-defined]  # noqa: SLF001 - how simple_history takes the actor
    row.save()
    return row
