"""What the administration pages of all apps share."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from simple_history.admin import SimpleHistoryAdmin

from schools.evidence import store_evidence
from schools.forms.evidence import InspectedFileField
from schools.models import EvidenceKind


class HistoryAdmin(SimpleHistoryAdmin):
    """Records with their history."""

    history_list_display: Sequence[str] = ("history_change_reason",)


class LookOnly:
    """Facts that are shown and never written here. Administrators may look even where the portal's pages say no."""

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Administrators."""
        return bool(request.user.is_active and request.user.is_staff)

    def has_add_permission(self, *_: Any) -> bool:
        """Nobody."""
        return False

    def has_change_permission(self, *_: Any) -> bool:
        """Nobody."""
        return False

    def has_delete_permission(self, *_: Any) -> bool:
        """Nobody."""
        return False


class ReadOnlyAdmin(LookOnly, HistoryAdmin):
    """A list and a page to look at, with history."""


class ReadOnlyPlainAdmin(LookOnly, admin.ModelAdmin[Any]):
    """A list and a page to look at, for records without history."""


class NeverDeletedAdmin(HistoryAdmin):
    """Records that others lean on: they are changed, never deleted."""

    def has_delete_permission(self, *_: Any) -> bool:
        """Nobody."""
        return False


class ProofForm(forms.ModelForm[Any]):
    """A record of a school with a new file that proves it."""

    proof = InspectedFileField(
        label="Nowy plik dowodu", required=False, help_text="PDF, zdjęcie lub dokument. Zastąpi dotychczasowy dowód."
    )


class ProvedAdmin(HistoryAdmin):
    """Records of schools, entered here with the files that prove them."""

    form = ProofForm
    proof_kind: str = EvidenceKind.OTHER
    proof_day: str = ""
    readonly_fields: Sequence[str] = ("evidence", "is_demo")
    list_filter: Sequence[Any] = ("school",)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001 - Django's signature
        """Keep the file first, then the record that points to it."""
        upload = form.cleaned_data.get("proof")
        if upload:
            obj.evidence = store_evidence(
                school=obj.school, kind=self.proof_kind, day=getattr(obj, self.proof_day), upload=upload,
                by=request.user,  # type: ignore[arg-type]
            )  # fmt: skip
        super().save_model(request, obj, form, change)
