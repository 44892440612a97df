"""Addresses of this app, grouped by object."""

from django.urls import URLPattern, URLResolver, include, path

from inventory.views import dashboards, dictionaries, licences, zszo

app_name = "inventory"

dashboard_urls = [
    path("", dashboards.overview, name="overview"),
    path("jednostki/<int:pk>/", dashboards.school_overview, name="school_overview"),
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
    path("licencje/", include(licence_urls)),
    path("zszo/", include(zszo_urls)),
    path("slowniki/", include(dictionary_urls)),
]
