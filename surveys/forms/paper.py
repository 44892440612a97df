"""Answers given on paper: the file, and the confirmation."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from hdr_portal.lib.uploads import EMPTY
from surveys.models import PaperFile
from surveys.services.paper import twins_of


class PaperUploadForm(forms.Form):
    """The filled-in template."""

    file = forms.FileField(
        label="Wypełniony szablon",
        help_text="Plik XLSX pobrany z tej strony. Portal przyjmie go w całości albo wcale.",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.ods"}),
        error_messages={"required": "Wybierz plik.", "empty": EMPTY},
    )

    def clean_file(self) -> UploadedFile[Any]:
        """What could not be received is told before anything is read."""
        upload: UploadedFile[Any] = self.cleaned_data["file"]
        if refusal := getattr(upload, "refusal", ""):
            raise forms.ValidationError(refusal)
        return upload


class PaperConfirmForm(forms.Form):
    """The same answers once more, or more answers than people, are entered only by somebody who says so."""

    sure = forms.BooleanField(
        error_messages={"required": "Zaznacz potwierdzenie albo porzuć plik."},
    )

    def __init__(self, data: Any = None, *, paper: PaperFile, answered: int) -> None:
        super().__init__(data)
        self.twins = twins_of(paper)
        self.over = answered + paper.count - paper.target.population
        if self.twins:
            self.fields["sure"].label = "To są inne kartki, choć odpowiedzi są takie same"
        elif self.over > 0:
            self.fields["sure"].label = "Tyle osób naprawdę odpowiedziało"
        else:
            del self.fields["sure"]
