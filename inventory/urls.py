"""Addresses of this app, grouped by object."""

from django.urls import URLPattern, URLResolver, include, path

from inventory.views import dashboards

app_name = "inventory"

dashboard_urls = [
    path("", dashboards.overview, name="overview"),
    path("jednostki/<int:pk>/", dashboards.school_overview, name="school_overview"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("inwentarz/", include(dashboard_urls)),
]
