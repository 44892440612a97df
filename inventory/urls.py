"""Addresses of this app, grouped by object."""

from django.urls import URLPattern, URLResolver, include, path

from inventory.views import (
    bulk,
    dashboards,
    device_forms,
    devices,
    dictionaries,
    labels,
    licences,
    register,
    rooms,
    saved,
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
    path("<int:pk>/", devices.device, name="device"),
    path("<int:pk>/zmien/", device_forms.edit, name="device_edit"),
    path("<int:pk>/potwierdz/", devices.confirm, name="device_confirm"),
    path("<int:pk>/wypisz/", devices.write_off, name="device_write_off"),
    path("<int:pk>/pliki/", devices.add_file, name="device_file_add"),
    path("<int:pk>/pliki/<int:evidence_pk>/odlacz/", devices.remove_file, name="device_file_remove"),
]
room_urls = [
    path("", rooms.rooms, name="rooms"),
    path("nowe/", rooms.room_add, name="room_add"),
    path("<int:pk>/", rooms.room, name="room"),
    path("<int:pk>/zmien/", rooms.room_edit, name="room_edit"),
    path("<int:pk>/polacz/", rooms.room_merge, name="room_merge"),
    path("<int:pk>/usun/", rooms.room_delete, name="room_delete"),
]
licence_urls = [
    path("", licences.licences, name="licences"),
    path("nowa/", licences.licence_add, name="licence_add"),
    path("<int:pk>/", licences.licence, name="licence"),
    path("<int:pk>/zmien/", licences.licence_edit, name="licence_edit"),
]
zszo_urls = [
    path("", zszo.zszo, name="zszo"),
    path("<int:pk>/potwierdz/", zszo.zszo_confirm, name="zszo_confirm"),
]
dictionary_urls = [
    path("", dictionaries.dictionaries, name="dictionaries"),
    path("<slug:slug>/", dictionaries.dictionary, name="dictionary"),
    path("<slug:slug>/nowy/", dictionaries.propose, name="entry_propose"),
    path("<slug:slug>/<int:pk>/przyjmij/", dictionaries.accept, name="entry_accept"),
    path("<slug:slug>/<int:pk>/odrzuc/", dictionaries.decline, name="entry_decline"),
    path("<slug:slug>/<int:pk>/zastap/", dictionaries.join, name="entry_join"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("inwentarz/", include(dashboard_urls)),
    path("ewidencja/", include(register_urls)),
    path("ewidencja/", include(device_urls)),
    path("e/<str:code>/", labels.label, name="label"),
    path("pomieszczenia/", include(room_urls)),
    path("licencje/", include(licence_urls)),
    path("zszo/", include(zszo_urls)),
    path("slowniki/", include(dictionary_urls)),
]
