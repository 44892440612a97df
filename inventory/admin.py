from django.contrib import admin

from inventory.models import Device, Forecast, Sheet, ZszoUse
from schools.adminkit import HistoryAdmin, ProvedAdmin
from schools.models import EvidenceKind


@admin.register(Sheet)
class SheetAdmin(ProvedAdmin):
    """Inventory sheets that the department accepted."""

    proof_kind = EvidenceKind.SHEET
    proof_day = "accepted_on"
    fields = ("school", "edition", "state", "accepted_on", "proof", "evidence", "note", "is_demo")
    list_display = ("school", "edition", "state", "accepted_on", "evidence", "is_demo")
    list_filter = ("edition", "state", "school", "is_demo")
    list_select_related = ("school", "evidence", "edition")
    date_hierarchy = "accepted_on"


@admin.register(Forecast)
class ForecastAdmin(ProvedAdmin):
    """Forecasts of needs that the department approved."""

    proof_day = "approved_on"
    fields = ("school", "year", "approved_on", "proof", "evidence", "note", "is_demo")
    list_display = ("school", "year", "approved_on", "evidence", "is_demo")
    list_filter = ("year", "school", "is_demo")
    list_select_related = ("school", "evidence")


@admin.register(ZszoUse)
class ZszoUseAdmin(ProvedAdmin):
    """Yearly confirmations that a school uses ZSZO."""

    proof_kind = EvidenceKind.PROTOCOL
    proof_day = "confirmed_on"
    fields = ("school", "confirmed_on", "used_modules", "proof", "evidence", "note", "is_demo")
    list_display = ("school", "confirmed_on", "evidence", "is_demo")
    list_filter = ("school", "is_demo")
    list_select_related = ("school", "evidence")


@admin.register(Device)
class DeviceAdmin(HistoryAdmin):
    """Devices of the schools' registers."""

    list_display = ("inventory_number", "name", "school", "confirmed_on", "is_demo")
    list_filter = ("school", "is_demo")
    list_select_related = ("school",)
    search_fields = ("inventory_number", "name")
    readonly_fields = ("is_demo",)
    raw_id_fields = ("room",)
