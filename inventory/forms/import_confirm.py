"""The form that confirms an import: what becomes of a file with rows that cannot be written."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict

from hdr_portal.lib.polish import counted
from inventory.intake.verdicts import Verdict
from inventory.models import Mode

ROWS = "wiersz,wiersze,wierszy"
BAD = {
    Verdict.ERROR: "z błędem",
    Verdict.CONFLICT: "z konfliktem",
    Verdict.ASK: "z pytaniem bez odpowiedzi",
}


class ConfirmForm(forms.Form):
    """Asks for the mode only when there are rows that cannot be written as they are."""

    mode = forms.ChoiceField(
        label="Co zrobić z całym plikiem?",
        widget=forms.RadioSelect,
        error_messages={"required": "Wybierz, co zrobić z wierszami, których nie da się zapisać."},
    )

    def __init__(self, data: QueryDict | None = None, *, counts: Mapping[str, int]) -> None:
        super().__init__(data)
        self.counts = counts
        mode = self.fields["mode"]
        mode.choices = [  # type: ignore[attr-defined]
            (Mode.GOOD, f"Tylko poprawne wiersze: zapisz {counted(self.good, ROWS)}, pomiń {counted(self.bad, ROWS)}"),
            (Mode.ALL, "Wszystko albo nic: nie zapisuj niczego, dopóki choć jeden wiersz czeka na poprawkę"),
        ]
        mode.required = self.bad > 0

    @property
    def good(self) -> int:
        """Rows that can be written, devices said to be gone included."""
        return sum(self.counts.get(key, 0) for key in (Verdict.NEW, Verdict.CHANGED, "gone"))

    @property
    def bad(self) -> int:
        """Rows that cannot be written as they are."""
        return sum(self.counts.get(verdict, 0) for verdict in BAD)

    @property
    def bad_words(self) -> str:
        """„2 z błędem, 1 z konfliktem”."""
        return ", ".join(
            f"{self.counts[verdict]} {words}" for verdict, words in BAD.items() if self.counts.get(verdict)
        )

    @property
    def good_words(self) -> str:
        """„12 nowych urządzeń, 4 zmienione”."""
        return ", ".join(_good_words(self.counts))

    def clean(self) -> dict[str, Any]:
        """Without bad rows there is nothing to choose."""
        if not self.bad:
            self.cleaned_data["mode"] = Mode.ALL
        return self.cleaned_data


def _good_words(counts: Mapping[str, int]) -> list[str]:
    words = []
    if new := counts.get("devices", 0):
        words.append(counted(new, "nowe urządzenie,nowe urządzenia,nowych urządzeń"))
    if changed := counts.get(Verdict.CHANGED, 0):
        words.append(counted(changed, "zmienione,zmienione,zmienionych"))
    if gone := counts.get("gone", 0):
        words.append(f"{gone} oznaczone jako brak")
    return words
