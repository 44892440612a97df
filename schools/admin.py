"""Administration of units, people and files. The sign-in is the portal's own."""

from typing import Any

import allauth.account.admin
import allauth.mfa.admin
import django.contrib.auth.admin
import django_celery_beat.admin
from allauth.account.decorators import secure_admin_login
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django import forms
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django_celery_beat.models import ClockedSchedule, SolarSchedule

from schools import services
from schools.adminkit import HistoryAdmin, NeverDeletedAdmin, ReadOnlyAdmin, ReadOnlyPlainAdmin
from schools.models import (
    Establishment,
    Evidence,
    Membership,
    RspoImport,
    School,
    Statistic,
    User,
    WorkerHeartbeat,
)

admin.site.site_header = "Portal HDR: administracja"
admin.site.site_title = "Portal HDR"
admin.site.index_title = "Dane i konta"

apps.get_app_config("mfa").verbose_name = "Logowanie dwuetapowe"
apps.get_app_config("django_celery_beat").verbose_name = "Zadania cykliczne"


def portals_password_page(_: HttpRequest, **__: Any) -> HttpResponse:
    """Passwords are changed on the portal's page, with its checks and notices."""
    return redirect("account_change_password")


admin.site.password_change = portals_password_page  # type: ignore[method-assign,assignment]
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

# Registered by the libraries' own modules, which are imported above for that reason.
LIBRARY_ADMINS = (allauth.account.admin, allauth.mfa.admin, django.contrib.auth.admin, django_celery_beat.admin)
# Rights come from roles; an address is the account's; the schedules of clocked and solar events are not used.
admin.site.unregister((Group, EmailAddress, Authenticator, ClockedSchedule, SolarSchedule))


@admin.register(School)
class SchoolAdmin(NeverDeletedAdmin):
    """Units: closed by a date, never deleted."""

    list_display = ("short_name", "name", "kind", "rspo", "name_incomplete", "closed_on")
    list_filter = ("kind", "name_incomplete")
    search_fields = ("short_name", "name", "rspo")


@admin.register(Establishment)
class EstablishmentAdmin(NeverDeletedAdmin):
    """Establishments: closed by a date, never deleted."""

    list_display = ("name", "school", "kind", "rspo", "name_incomplete", "closed_on")
    list_filter = ("kind", "school")
    list_select_related = ("school",)
    search_fields = ("name", "rspo")


@admin.register(Statistic)
class StatisticAdmin(admin.ModelAdmin[Statistic]):
    """Dated numbers."""

    list_display = ("establishment", "day", "pupils", "classes", "source")
    list_filter = ("day", "establishment__school")
    list_select_related = ("establishment",)
    date_hierarchy = "day"


class AccountForm(forms.ModelForm[User]):
    """An account; its address is written in lower case."""

    def clean_email(self) -> str:
        """Addresses differ by letters alone, not by case."""
        email = str(self.cleaned_data["email"]).lower()
        if User.objects.filter(email=email).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError("Konto z tym adresem już istnieje.")
        return email


@admin.register(User)
class UserAdmin(NeverDeletedAdmin):
    """Accounts without passwords: the owner sets one by mail. Switching on and off has its rules, so it has its page."""

    form = AccountForm
    fields = ("email", "is_active", "date_joined", "last_login", "portal_page")
    readonly_fields = ("is_active", "date_joined", "last_login", "portal_page")
    list_display = ("email", "is_active", "last_login", "date_joined")
    list_filter = ("is_active",)
    search_fields = ("email",)

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        """An address is changed by its owner, who confirms the new one."""
        return ("email", *self.readonly_fields) if obj else self.readonly_fields

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:  # noqa: FBT001 - Django's signature
        """A new account waits for its owner to set a password."""
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)

    @admin.display(description="hasło i wyłączenie konta")
    def portal_page(self, user: User) -> SafeString | str:
        """Where the link to set a password is sent, and the account switched off."""
        if user._state.adding:  # noqa: SLF001 - Django's own way to ask
            return "po zapisaniu konta"
        address = reverse("schools:person", args=[user.pk])
        return format_html('<a href="{}">Wyślij odnośnik do ustawienia hasła albo wyłącz konto</a>', address)


@admin.register(Membership)
class MembershipAdmin(HistoryAdmin):
    """Roles: given and taken, never rewritten."""

    list_display = ("user", "role", "school", "since")
    list_filter = ("role", "school")
    list_select_related = ("user", "school")
    search_fields = ("user__email",)
    autocomplete_fields = ("user",)
    actions = None

    def has_change_permission(self, *_: Any) -> bool:
        """Nobody: take the role away and give another."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Membership | None = None) -> bool:
        """Administrators, unless the portal would be left without one or they would lock themselves out."""
        if not super().has_delete_permission(request, obj):
            return False
        return obj is None or not services.why_not_take(obj, by=request.user)  # type: ignore[arg-type]

    def delete_model(self, request: HttpRequest, obj: Membership) -> None:
        """The same verb as on the portal's pages."""
        services.take_role(obj, by=request.user)  # type: ignore[arg-type]


@admin.register(Evidence)
class EvidenceAdmin(ReadOnlyAdmin):
    """Facts about the files; the files themselves are opened in the portal by those who may."""

    list_display = ("name", "kind", "school", "day", "size", "uploaded_at", "publishable", "retain_until")
    list_filter = ("kind", "school", "publishable")
    list_select_related = ("school",)
    search_fields = ("name", "sha256")


@admin.register(RspoImport)
class RspoImportAdmin(ReadOnlyPlainAdmin):
    """Which file of the register came from whom, and what it did."""

    list_display = ("name", "state", "day", "created_by", "created_at", "applied_at")
    list_filter = ("state",)
    list_select_related = ("created_by",)
    exclude = ("path", "sha256")


@admin.register(WorkerHeartbeat)
class WorkerHeartbeatAdmin(ReadOnlyPlainAdmin):
    """When a worker last worked."""

    list_display = ("name", "beat_at")


@admin.register(Authenticator)
class AuthenticatorAdmin(ReadOnlyPlainAdmin):
    """Second steps of sign-in: a lost one is deleted here, its secret is never shown."""

    list_display = ("user", "type", "created_at", "last_used_at")
    list_filter = ("type",)
    list_select_related = ("user",)
    fields = ("user", "type", "created_at", "last_used_at")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Administrators: somebody lost the phone."""
        return bool(request.user.is_active and request.user.is_staff)
