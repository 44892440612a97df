"""Forms of the import's first steps: the file, and which of its columns are which of the register's."""

import uuid
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict

from hdr_portal.lib.polish import NBSP, counted, file_size
from hdr_portal.lib.uploads import EMPTY, NO_ROOM
from hdr_portal.lib.workbook.contents import LIMITS
from inventory.intake.stored import digest_of
from inventory.rules import may_import
from schools.models import School, User

ACCEPT = ".xlsx,.xls,.ods,.csv,.txt"
ACCEPTED_WORDS = (
    "Excel (XLSX lub XLS), LibreOffice (ODS) albo CSV. Najwyżej "
    f"{LIMITS.size // 1_000_000}{NBSP}MB, {counted(LIMITS.rows // 1000 * 1000, 'wiersz,wiersze,wierszy')} i {counted(LIMITS.columns, 'kolumna,kolumny,kolumn')}. "
    "Plik bez hasła i bez makr."
)


class UploadForm(forms.Form):
    """A workbook and the school whose register it is for. Only a person of several schools is asked for the school."""

    request_key = forms.UUIDField(widget=forms.HiddenInput)
    school = forms.ModelChoiceField(
        School.objects.none(),
        label="Jednostka",
        empty_label="Wybierz jednostkę",
        help_text="Wiersze arkusza trafią do ewidencji tej jednostki.",
        error_messages={"required": "Wybierz jednostkę, do której należy arkusz."},
    )
    file = forms.FileField(
        label="Plik z arkuszem",
        help_text=ACCEPTED_WORDS,
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        error_messages={"required": "Wybierz plik.", "empty": EMPTY},
    )

    def __init__(
        self, data: QueryDict | None = None, files: Any = None, *, user: User, school: str = "", **kwargs: Any
    ) -> None:
        super().__init__(data, files, initial={"request_key": uuid.uuid4(), "school": school}, **kwargs)
        self.schools = schools_of(user)
        if len(self.schools) > 1:
            self.fields["school"].queryset = School.objects.filter(  # type: ignore[attr-defined]
                pk__in=[one.pk for one in self.schools]
            )
        else:
            del self.fields["school"]

    def clean_file(self) -> UploadedFile[Any]:
        """What could not be received is told before anything is read."""
        upload: UploadedFile[Any] = self.cleaned_data["file"]
        if refusal := getattr(upload, "refusal", ""):
            raise forms.ValidationError(refusal if refusal == NO_ROOM else too_large(upload.size or 0))
        return upload

    @property
    def chosen(self) -> School:
        """The school; the only one when there is no choice."""
        found: School = self.cleaned_data["school"] if "school" in self.fields else self.schools[0]
        return found

    def key(self, user: User) -> uuid.UUID:
        """What the request is known by: a page sent again, after the arrow back, with another file is another request."""
        digest = digest_of(self.cleaned_data["file"])
        return uuid.uuid5(self.cleaned_data["request_key"], f"{user.pk} {self.chosen.pk} {digest}")


def schools_of(user: User) -> list[School]:
    """The schools into whose registers the person may import."""
    return [one for one in School.objects.order_by("kind", "sort_name") if may_import(one, user)]


def too_large(size: int) -> str:
    """What is said of a file beyond the limit of a workbook."""
    return (
        f"Plik ma {file_size(size)}, a może mieć najwyżej {LIMITS.size // 1_000_000}{NBSP}MB. "
        "Usuń z niego obrazy i zbędne arkusze albo podziel go na części."
    )
