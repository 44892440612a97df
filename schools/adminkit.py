"""What the administration pages of all apps share."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe
from simple_history.admin import SimpleHistoryAdmin

from schools.evidence import store_evidence
from schools.forms.evidence import InspectedFileField
from schools.models import EvidenceKind


class HistoryAdmin(SimpleHistoryAdmin):
    """Records with their history."""

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """A key that is no number is not found; simple-history would end in an error."""
        _refuse_odd_key(self.model, object_id)
        return super().history_view(request, object_id, extra_context)  # type: ignore[no-any-return]

    @method_decorator(require_safe)
    def history_form_view(
        self, request: HttpRequest, object_id: str, version_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """An old version is looked at only: simple-history hides the button that brings it back, yet would take its form."""
        _refuse_odd_key(self.model, object_id)
        _refuse_odd_key(self.model.history.model, version_id)
        return super().history_form_view(request, object_id, version_id, extra_context)  # type: ignore[no-any-return]


def _refuse_odd_key(model: Any, key: str) -> None:
    try:
        model._meta.pk.to_python(key)
    except ValidationError as error:
        raise Http404 from error


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
