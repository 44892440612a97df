"""The as-of day and the moment of knowledge that a page is asked for, and the query that carries them to the next page."""

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.http import urlencode

from monitoring.board_forms import AsOfForm
from schools.http import SignedInRequest

NAMES = ("dzien", "wiedza")


@dataclass(frozen=True)
class AsOf:
    """What is asked: the day, the moment (None: now), the form as filled in."""

    day: datetime.date
    known_at: datetime.datetime | None
    form: AsOfForm

    @property
    def asked(self) -> dict[str, str]:
        """The readable part of the question, as it was written."""
        if not self.form.is_bound or not self.form.is_valid():
            return {}
        return {name: self.form.data[name] for name in NAMES if self.form.data.get(name)}

    @property
    def query(self) -> str:
        """To carry over to the next page; empty when today is meant."""
        return f"?{urlencode(self.asked)}" if self.asked else ""

    def query_with(self, **more: str | int) -> str:
        """The same with more to say."""
        return f"?{urlencode({**self.asked, **more})}"


def asked_as_of(request: SignedInRequest, form: AsOfForm | None = None) -> AsOf:
    """From the address; today, as known now, where nothing is asked or it cannot be read."""
    today = timezone.localdate()
    asked = any(name in request.GET for name in NAMES)
    if form is None:
        form = AsOfForm(request.GET) if asked else AsOfForm(initial={"dzien": today})
    cleaned = form.cleaned_data if form.is_bound and form.is_valid() else {}
    return AsOf(cleaned.get("dzien") or today, cleaned.get("wiedza"), form)
