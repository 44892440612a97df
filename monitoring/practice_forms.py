"""The form of a section of the good-practice description."""

from typing import Any

from django import forms

from monitoring.practice import Described

LONGEST = 8000


class PracticeForm(forms.Form):
    """The section's text and the version that it was opened with."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    text = forms.CharField(
        label="Treść",
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 18}),
        help_text="Wiersz zaczęty od „- ” to punkt listy, od „# ” śródtytuł; pusty wiersz kończy akapit. "
        "Puste pole przywraca szkic.",
    )

    def __init__(self, *args: Any, described: Described, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"version": described.version, "text": described.used})
        super().__init__(*args, **kwargs)

    def clean_text(self) -> str:
        """Lines as we keep them: browsers send their own ends."""
        return "\n".join(line.rstrip() for line in self.cleaned_data["text"].splitlines()).strip()
