"""Verbs on commentaries: the department's words on an action; a later one stands, earlier ones stay."""

import datetime
import uuid

from monitoring.models import Commentary
from schedule.models import Action
from schools.models import User


def write_commentary(action: Action, *, day: datetime.date, text: str, form_key: uuid.UUID, by: User) -> Commentary:
    """A commentary for reports of days from `day` on. The same form sent twice writes it once."""
    written, _ = Commentary.objects.get_or_create(
        form_key=form_key, defaults={"action": action, "day": day, "text": text, "written_by": by}
    )
    return written
