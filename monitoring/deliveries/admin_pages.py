"""Administration: domains are edited, subscriptions and deliveries are looked at."""

import re

from django import forms
from django.contrib import admin

from monitoring.models import AllowedDomain, Delivery, LinkOpening, Recipient, Subscription
from schools.adminkit import LookOnly, ReadOnlyAdmin, ReadOnlyPlainAdmin

DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")


class DomainForm(forms.ModelForm[AllowedDomain]):
    """A domain as people write it."""

    def clean_domain(self) -> str:
        """In lower case, without what stands before the at sign."""
        domain: str = self.cleaned_data["domain"].strip().lower().rpartition("@")[2]
        if not DOMAIN.fullmatch(domain):
            raise forms.ValidationError("To nie jest domena. Przykład: urzad.example.")
        return domain


@admin.register(AllowedDomain)
class AllowedDomainAdmin(admin.ModelAdmin[AllowedDomain]):
    """Domains whose addresses may get reports without an account."""

    form = DomainForm
    list_display = ("domain", "note")


class RecipientInline(LookOnly, admin.TabularInline[Recipient, Subscription]):
    """Who gets it."""

    model = Recipient
    extra = 0
    fields = ("email", "unsubscribed_at")
    readonly_fields = fields


@admin.register(Subscription)
class SubscriptionAdmin(ReadOnlyAdmin):
    """Subscriptions: changed on the portal's own pages."""

    list_display = ("name", "kind", "frequency", "owner", "planned_until", "paused_at")
    list_filter = ("frequency", "kind")
    list_select_related = ("owner",)
    inlines = (RecipientInline,)


@admin.register(Delivery)
class DeliveryAdmin(ReadOnlyPlainAdmin):
    """Every single sending."""

    list_display = ("subscription", "window", "recipient", "state", "attempts", "due_at", "sent_at", "answer")
    list_filter = ("state", "subscription")
    list_select_related = ("subscription",)
    search_fields = ("recipient", "message_id")
    exclude = ("claim", "path", "recipient_key")


@admin.register(LinkOpening)
class LinkOpeningAdmin(ReadOnlyPlainAdmin):
    """When files behind links were fetched."""

    list_display = ("delivery", "at")
    list_select_related = ("delivery__subscription",)
