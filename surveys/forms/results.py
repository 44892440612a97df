"""Forms of results: order a file, count anew, review a written answer."""

import uuid
from typing import Any

from django import forms

from schools.models import School
from surveys.models import FileKind
from surveys.services.texts import EMPTY, LONGEST


class FileForm(forms.Form):
    """Which file, of which place; a form sent twice gives one file."""

    form_key = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(choices=FileKind.choices)
    school = forms.ModelChoiceField(School.objects.none(), required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, school: School | None = None) -> None:
        super().__init__(data, initial={"form_key": uuid.uuid4(), "school": school and school.pk})
        self.fields["school"].queryset = School.objects.all()  # type: ignore[attr-defined]  # in scope when it is asked


class RecountForm(forms.Form):
    """Why the answers are counted anew."""

    reason = forms.CharField(
        label="Powód ponownego liczenia",
        max_length=300,
        help_text="Poprzednie wydanie zostaje. Powód widać przy nowym.",
        error_messages={"required": "Napisz, dlaczego wyniki trzeba policzyć ponownie."},
    )


class ReviewForm(forms.Form):
    """A written answer as it may be shown."""

    shown = forms.CharField(
        label="Tekst do pokazania",
        max_length=LONGEST,
        error_messages={"required": EMPTY},
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Usuń imiona, nazwiska i wszystko, po czym można rozpoznać osobę.",
    )
