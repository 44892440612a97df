"""Addresses of this app, grouped by object."""

from django.urls import URLPattern, URLResolver, include, path

from inventory.views import (
    bulk,
    dashboards,
    device_forms,
    devices,
    dictionaries,
    editions,
    exports,
    forecasts,
    import_columns,
    import_result,
    import_steps,
    imports,
    labels,
    licences,
    quality,
    register,
    rooms,
    saved,
    sheets,
    tables,
    zszo,
)

app_name = "inventory"

dashboard_urls = [
    path("", dashboards.overview, name="overview"),
    path("jednostki/<int:pk>/", dashboards.school_overview, name="school_overview"),
]
register_urls = [
    path("", register.devices, name="devices"),
    path("filtry/", register.device_filters, name="device_filters"),
    path("razem/", register.device_totals, name="device_totals"),
    path("kolumny/", saved.columns, name="columns"),
    path("zbiorczo/", bulk.bulk, name="bulk"),
    path("widoki/", saved.views, name="views"),
    path("widoki/zapisz/", saved.view_save, name="view_save"),
    path("widoki/<int:pk>/nazwa/", saved.view_rename, name="view_rename"),
    path("widoki/<int:pk>/pierwszy/", saved.view_first, name="view_first"),
    path("widoki/<int:pk>/usun/", saved.view_delete, name="view_delete"),
]
device_urls = [
    path("nowe/", device_forms.add, name="device_add"),
    path("etykiety/", labels.labels, name="labels"),
    path("<int:pk>/", devices.device, name="device"),
    path("<int:pk>/zmien/", device_forms.edit, name="device_edit"),
    path("<int:pk>/potwierdz/", devices.confirm, name="device_confirm"),
    path("<int:pk>/wypisz/", devices.write_off, name="device_write_off"),
    path("<int:pk>/pliki/", devices.add_file, name="device_file_add"),
    path("<int:pk>/pliki/<int:evidence_pk>/odlacz/", devices.remove_file, name="device_file_remove"),
]
room_urls = [
    path("", rooms.rooms, name="rooms"),
    path("plik/", tables.rooms_file, name="rooms_file"),
    path("nowe/", rooms.room_add, name="room_add"),
    path("<int:pk>/", rooms.room, name="room"),
    path("<int:pk>/zmien/", rooms.room_edit, name="room_edit"),
    path("<int:pk>/polacz/", rooms.room_merge, name="room_merge"),
    path("<int:pk>/usun/", rooms.room_delete, name="room_delete"),
]
import_urls = [
    path("", imports.imports, name="imports"),
    path("nowy/", imports.import_add, name="import_add"),
    path("<int:pk>/", import_result.import_, name="import"),
    path("<int:pk>/kolumny/", import_columns.import_columns, name="import_columns"),
    path("<int:pk>/podglad/", import_steps.import_preview, name="import_preview"),
    path("<int:pk>/potwierdz/", import_steps.import_confirm, name="import_confirm"),
    path("<int:pk>/cofnij/", import_result.import_undo, name="import_undo"),
    path("<int:pk>/porzuc/", import_result.import_drop, name="import_drop"),
    path("<int:pk>/plik/", imports.import_file, name="import_file"),
    path("<int:pk>/bledy/", imports.import_errors, name="import_errors"),
]
licence_urls = [
    path("", licences.licences, name="licences"),
    path("plik/", tables.licences_file, name="licences_file"),
    path("nowa/", licences.licence_add, name="licence_add"),
    path("<int:pk>/", licences.licence, name="licence"),
    path("<int:pk>/zmien/", licences.licence_edit, name="licence_edit"),
]
edition_urls = [
    path("", editions.editions, name="editions"),
    path("edycje/nowa/", editions.edition_add, name="edition_add"),
    path("edycje/<int:pk>/", editions.edition, name="edition"),
    path("edycje/<int:pk>/zmien/", editions.edition_edit, name="edition_edit"),
    path("edycje/<int:pk>/zamknij/", editions.edition_close, name="edition_close"),
    path("edycje/<int:pk>/otworz/", editions.edition_reopen, name="edition_reopen"),
]
sheet_urls = [
    path("<int:pk>/", sheets.sheet, name="sheet"),
    path("<int:pk>/zloz/", sheets.sheet_submit, name="sheet_submit"),
    path("<int:pk>/z-pliku/", sheets.sheet_file, name="sheet_file"),
    path("<int:pk>/przyjmij/", sheets.sheet_accept, name="sheet_accept"),
    path("<int:pk>/zwroc/", sheets.sheet_return, name="sheet_return"),
    path("<int:pk>/cofnij/", sheets.sheet_take_back, name="sheet_take_back"),
]
quality_urls = [
    path("", quality.quality, name="quality"),
    path("<int:pk>/", quality.quality_school, name="quality_school"),
]
zszo_urls = [
    path("", zszo.zszo, name="zszo"),
    path("<int:pk>/potwierdz/", zszo.zszo_confirm, name="zszo_confirm"),
]
forecast_urls = [
    path("", forecasts.forecasts, name="forecasts"),
    path("jednostki/<int:pk>/<int:year>/", forecasts.forecast_record, name="forecast_record"),
    path("<int:pk>/wycofaj/", forecasts.forecast_withdraw, name="forecast_withdraw"),
]
dictionary_urls = [
    path("", dictionaries.dictionaries, name="dictionaries"),
    path("<slug:slug>/", dictionaries.dictionary, name="dictionary"),
    path("<slug:slug>/nowy/", dictionaries.propose, name="entry_propose"),
    path("<slug:slug>/<int:pk>/przyjmij/", dictionaries.accept, name="entry_accept"),
    path("<slug:slug>/<int:pk>/odrzuc/", dictionaries.decline, name="entry_decline"),
    path("<slug:slug>/<int:pk>/zastap/", dictionaries.join, name="entry_join"),
]
export_urls = [
    path("", exports.exports, name="exports"),
    path("nowy/", exports.export_add, name="export_add"),
    path("<int:pk>/", exports.export, name="export"),
    path("<int:pk>/plik/", exports.export_file, name="export_file"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("inwentarz/", include(dashboard_urls)),
    path("ewidencja/", include(register_urls)),
    path("ewidencja/", include(device_urls)),
    path("e/<str:code>/", labels.label, name="label"),
    path("pomieszczenia/", include(room_urls)),
    path("importy/", include(import_urls)),
    path("licencje/", include(licence_urls)),
    path("arkusze/", include(edition_urls)),
    path("arkusze/", include(sheet_urls)),
    path("jakosc/", include(quality_urls)),
    path("eksporty/", include(export_urls)),
    path("zszo/", include(zszo_urls)),
    path("prognozy/", include(forecast_urls)),
    path("slowniki/", include(dictionary_urls)),
]
