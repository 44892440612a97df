"""Reading written answers before they are shown: let pass, with names taken out, or withhold."""

from django.db import transaction

from schools.models import User
from surveys.models import OpenText, OpenTextState

LONGEST = 2_000
EMPTY = "Nie można pokazać pustego tekstu. Wstrzymaj odpowiedź, jeśli nic z niej nie zostaje."


class NotReviewable(Exception):
    """The text cannot be shown as it is; the text of the exception says why."""


@transaction.atomic
def release_text(text: OpenText, *, by: User, shown: str) -> OpenText:
    """Let a text pass in the words given; raises NotReviewable for empty ones."""
    written = shown.strip()
    if not written:
        raise NotReviewable(EMPTY)
    return _decide(text, OpenTextState.RELEASED, written[:LONGEST], by)


@transaction.atomic
def withhold_text(text: OpenText, *, by: User) -> OpenText:
    """Do not show a text; it can be let pass later."""
    return _decide(text, OpenTextState.WITHHELD, "", by)


def _decide(text: OpenText, state: str, shown: str, by: User) -> OpenText:
    locked: OpenText = OpenText.objects.select_for_update(of=("self",)).get(pk=text.pk)
    locked.state, locked.shown, locked.reviewed_by = state, shown, by
    locked.save(update_fields=["state", "shown", "reviewed_by"])
    return locked
