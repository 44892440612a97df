"""Forms of evidence: adding a file, and saying whether it may be published and how long it is kept."""

import datetime
from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils import timezone

from hdr_portal.lib.formfields import PolishDateField
from hdr_portal.lib.polish import NBSP
from hdr_portal.lib.uploads import EMPTY, Refused, inspect_upload
from schools.evidence import set_publication, store_evidence
from schools.models import Evidence, EvidenceKind, School, User

ACCEPTED_ENDINGS = ".pdf,.jpg,.jpeg,.png,.webp,.docx,.xlsx,.pptx,.odt,.ods,.odp,.mp4"
FIRST_DAY = datetime.date(2000, 1, 1)
LAST_DAY = datetime.date(2100, 12, 31)
CONSENT = "Zdjęcia osób publikujemy tylko za ich zgodą (za dzieci: rodziców)."
KEPT_UNTIL = "Przechowywać do"
RETENTION_HINT = "Dla zdjęć i filmów wymagane, zgodnie ze zgodą. Na przykład 30.06.2031."
RETENTION_MISSING = "Podaj, do kiedy wolno przechowywać zdjęcia lub film."


def not_in_future(day: datetime.date) -> None:
    """A document is dated today at the latest."""
    if not FIRST_DAY <= day <= timezone.localdate():
        raise forms.ValidationError("Data dokumentu nie może być późniejsza niż dzisiaj ani wcześniejsza niż rok 2000.")


def still_to_come(day: datetime.date) -> None:
    """Keeping ends after today."""
    if not timezone.localdate() < day <= LAST_DAY:
        raise forms.ValidationError("Podaj datę późniejszą niż dzisiaj, najdalej z roku 2100.")


class InspectedFileField(forms.FileField):
    """A file that was inspected by content; what is wrong with it is said in one sentence."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            widget=forms.FileInput(attrs={"accept": ACCEPTED_ENDINGS}),
            error_messages={"required": "Wybierz plik.", "empty": EMPTY},
            **kwargs,
        )

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The upload; a ValidationError says why it is not taken."""
        upload = super().clean(data, initial)
        if isinstance(upload, UploadedFile):
            try:
                inspect_upload(upload)
            except Refused as refusal:
                raise forms.ValidationError(refusal.sentence) from refusal
        return upload


class RetentionForm(forms.Form):
    """How long a file is kept. Photos and films show people, so they are never kept without an end."""

    retain_until = PolishDateField(
        label=KEPT_UNTIL, required=False, help_text=RETENTION_HINT, validators=[still_to_come]
    )


class EvidenceForm(RetentionForm):
    """A file with its kind and day. `kinds` narrows the choice to what a record asks for."""

    kind = forms.ChoiceField(label="Rodzaj dokumentu", error_messages={"required": "Wybierz rodzaj dokumentu."})
    day = PolishDateField(label="Data dokumentu", validators=[not_in_future])
    file = InspectedFileField(label="Plik")
    publishable = forms.BooleanField(label="Można publikować", required=False, help_text=CONSENT)

    field_order = ("kind", "day", "file", "retain_until", "publishable")

    def __init__(self, *args: Any, user: User, kinds: Iterable[str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        chosen = set(EvidenceKind.values if kinds is None else kinds)
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            ("", "Wybierz rodzaj"),
            *((value, label) for value, label in EvidenceKind.choices if value in chosen),
        ]
        self.fields["file"].help_text = (
            "PDF, zdjęcie (JPEG, PNG, WebP), dokument (DOCX, XLSX, PPTX, ODT, ODS, ODP) albo film MP4, "
            f"najwyżej {settings.UPLOAD_LIMIT_MB}{NBSP}MB. Ze zdjęć i filmów usuwamy dane o miejscu."
        )
        if not user.has_perm("schools.publish_evidence"):
            del self.fields["publishable"]

    def clean(self) -> dict[str, Any]:
        """Ask for the end of keeping where the kind needs one."""
        cleaned = super().clean() or self.cleaned_data
        undecided = not cleaned.get("retain_until") and "retain_until" not in self.errors
        if undecided and cleaned.get("kind") == EvidenceKind.MEDIA:
            self.add_error("retain_until", RETENTION_MISSING)
        return cleaned

    def save(self, *, school: School | None) -> Evidence:
        """Store the file for the school (None: the municipality); raises NotStored when the disk does not take it."""
        return store_evidence(
            school=school,
            kind=self.cleaned_data["kind"],
            day=self.cleaned_data["day"],
            upload=self.cleaned_data["file"],
            by=self.user,
            retain_until=self.cleaned_data["retain_until"],
            publishable=self.cleaned_data.get("publishable", False),
        )


class PublicationForm(RetentionForm):
    """Whether a stored file may be published, and how long it is kept."""

    publishable = forms.BooleanField(label="Można publikować", required=False, help_text=CONSENT)

    field_order = ("publishable", "retain_until")

    def __init__(self, data: QueryDict | None = None, *, evidence: Evidence) -> None:
        self.evidence = evidence
        stored = {"publishable": evidence.publishable, "retain_until": evidence.retain_until}
        super().__init__(data, initial=stored)
        if evidence.kind == EvidenceKind.MEDIA:
            self.fields["retain_until"].required = True
            self.fields["retain_until"].error_messages["required"] = RETENTION_MISSING

    def save(self, *, by: User) -> Evidence:
        """Write the decision down."""
        return set_publication(
            self.evidence,
            publishable=self.cleaned_data["publishable"],
            retain_until=self.cleaned_data["retain_until"],
            by=by,
        )
