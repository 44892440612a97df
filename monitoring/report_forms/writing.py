"""What the department writes: the reason of a correction, the commentary of an action."""

import datetime
import uuid
from typing import Any

from django import forms
from django.utils import timezone

from hdr_portal.lib.formfields import PolishDateField
from monitoring.forms import refuse_impossible
from monitoring.models import Report

LONGEST_COMMENTARY = 4000


class EditionForm(forms.Form):
    """Why a report is corrected. `seen`: the newest edition when the form was opened."""

    request_key = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label="Powód korekty",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Co było nie tak i co się zmieniło. Powód stanie na pierwszej stronie nowego wydania.",
        error_messages={"required": "Podaj powód: bez niego nie wiadomo, czym wydania się różnią."},
    )

    def __init__(self, *args: Any, seen: int, **kwargs: Any) -> None:
        kwargs["initial"] = {"request_key": uuid.uuid4(), "seen": seen}
        super().__init__(*args, **kwargs)

    def overtaken_by(self, newest: Report) -> None:
        """Say who has made an edition meanwhile; saving once more corrects that one."""
        self.add_error(
            None,
            f"W międzyczasie powstało wydanie {newest.edition} ({newest.requested_by}, powód: {newest.reason}). "
            "Obejrzyj je; jeżeli Twoja korekta nadal jest potrzebna, zapisz ją jeszcze raz.",
        )
        typed = self.data.copy()  # type: ignore[attr-defined]
        typed["seen"] = str(newest.edition)
        self.data = typed

    def clean_reason(self) -> str:
        """One paragraph."""
        return " ".join(self.cleaned_data["reason"].split())


class CommentaryForm(forms.Form):
    """The department's words on an action, for reports of days from a day on."""

    form_key = forms.UUIDField(widget=forms.HiddenInput)
    day = PolishDateField(
        label="Stan na dzień",
        help_text="Komentarz stanie w raportach na ten dzień i późniejsze, dopóki nie zastąpi go nowszy.",
    )
    text = forms.CharField(
        label="Komentarz",
        max_length=LONGEST_COMMENTARY,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=f"Najwyżej {LONGEST_COMMENTARY} znaków.",
        error_messages={"required": "Napisz komentarz."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"form_key": uuid.uuid4(), "day": timezone.localdate()})
        super().__init__(*args, **kwargs)

    def clean_day(self) -> datetime.date:
        """A commentary tells what was."""
        return refuse_impossible(self.cleaned_data["day"])

    def clean_text(self) -> str:
        """Line ends as the portal keeps them."""
        text: str = self.cleaned_data["text"]
        return text.replace("\r\n", "\n")
