"""Reference data of the register. What schools record is looked at here and written on the portal's pages."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from import_export.admin import ImportExportMixin
from import_export.forms import ImportForm
from import_export.tmp_storages import CacheStorage

from hdr_portal.lib.uploads import Refused, inspect_upload
from inventory.models import (
    Category,
    Device,
    Edition,
    FixedAssetClass,
    Forecast,
    FundingSource,
    Licence,
    Manufacturer,
    Norm,
    OperatingSystem,
    Product,
    Room,
    Sheet,
    ZszoCost,
    ZszoModule,
    ZszoUse,
)
from inventory.resources import TextXlsx, resource_for
from schools.adminkit import HistoryAdmin, LookOnly, ProvedAdmin


class CheckedImportForm(ImportForm):
    """The upload is inspected by content before a library opens it."""

    def clean_import_file(self) -> Any:
        """The file when it is a workbook; a sentence otherwise."""
        file = self.cleaned_data["import_file"]
        try:
            accepted = inspect_upload(file)
        except Refused as refused:
            raise forms.ValidationError(refused.sentence) from refused
        if accepted.extension != "xlsx":
            raise forms.ValidationError("Słownik wczytuje się z pliku XLSX. Zapisz go w tym formacie.")
        return file


class EntryAdmin(ImportExportMixin, HistoryAdmin):
    """A dictionary, in and out as XLSX."""

    formats = (TextXlsx,)
    import_formats = (TextXlsx,)
    export_formats = (TextXlsx,)
    import_form_class = CheckedImportForm
    skip_export_form = True  # one format, all columns: nothing to ask
    tmp_storage_class = CacheStorage  # known by a random key, gone by itself
    list_display: Any = ("name", "source", "state", "proposed_by_school")
    list_filter: Any = ("state",)
    list_select_related = ("proposed_by_school",)
    search_fields = ("name", "aliases")
    readonly_fields = ("proposed_by_school",)

    def get_resource_classes(self, request: HttpRequest) -> list[Any]:
        """The resource of this dictionary's model."""
        return [resource_for(self.model)]


@admin.register(Category)
class CategoryAdmin(EntryAdmin):
    """Categories, with their own fields."""

    list_display = ("name", "group", "is_computer", "life_years", "source", "state")
    list_filter = ("group", "state")


@admin.register(FixedAssetClass)
class FixedAssetClassAdmin(EntryAdmin):
    """KŚT."""

    list_display = ("code", "name", "source", "state")


@admin.register(OperatingSystem)
class OperatingSystemAdmin(EntryAdmin):
    """Operating systems with the end of their support."""

    list_display = ("name", "family", "supported_until", "source", "state")


@admin.register(Product)
class ProductAdmin(EntryAdmin):
    """Software."""

    list_display = ("name", "publisher", "kind", "is_standard", "source", "state")
    list_filter = ("kind", "is_standard", "state")


admin.site.register([Manufacturer, FundingSource, ZszoModule], EntryAdmin)


@admin.register(ZszoCost)
class ZszoCostAdmin(HistoryAdmin):
    """What the municipality paid for ZSZO."""

    list_display = ("__str__", "amount", "source")


@admin.register(Norm)
class NormAdmin(HistoryAdmin):
    """Norms that dashboards compare with."""

    list_display = ("__str__", "value", "binds_from", "source")


@admin.register(Forecast)
class ForecastAdmin(ProvedAdmin):
    """Forecasts of needs that the department approved."""

    proof_day = "approved_on"
    fields = ("school", "year", "approved_on", "proof", "evidence", "note", "is_demo")
    list_display = ("school", "year", "approved_on", "evidence", "is_demo")
    list_filter = ("year", "school", "is_demo")
    list_select_related = ("school", "evidence")


class RecordAdmin(LookOnly, HistoryAdmin):
    """Records of schools: looked at here, written on the portal's pages."""

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Administrators."""
        return LookOnly.has_view_permission(self, request, obj)


@admin.register(Sheet)
class SheetAdmin(RecordAdmin):
    """Inventory sheets."""

    list_display = ("school", "edition", "state", "accepted_on", "evidence", "is_demo")
    list_filter = ("edition", "state", "school", "is_demo")
    list_select_related = ("school", "evidence", "edition")
    date_hierarchy = "accepted_on"


@admin.register(Edition)
class EditionAdmin(RecordAdmin):
    """Editions of sheets."""

    list_display = ("name", "kind", "opened_on", "deadline", "closed_on")


@admin.register(ZszoUse)
class ZszoUseAdmin(RecordAdmin):
    """Yearly confirmations of the use of ZSZO."""

    list_display = ("school", "confirmed_on", "in_use", "is_demo")
    list_filter = ("school", "is_demo")
    list_select_related = ("school",)


@admin.register(Device)
class DeviceAdmin(RecordAdmin):
    """Devices of the schools' registers."""

    list_display = ("inventory_number", "name", "category", "school", "status", "confirmed_on")
    list_filter = ("category", "status", "school")
    list_select_related = ("school", "category")
    search_fields = ("inventory_number", "name", "serial")
    show_full_result_count = False


@admin.register(Room)
class RoomAdmin(RecordAdmin):
    """Rooms."""

    list_display = ("name", "kind", "school")
    list_filter = ("kind", "school")
    list_select_related = ("school",)


@admin.register(Licence)
class LicenceAdmin(RecordAdmin):
    """Licences."""

    list_display = ("product", "kind", "school", "seats", "in_use", "expires_on")
    list_filter = ("kind", "school")
    list_select_related = ("product", "school")
