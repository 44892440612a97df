"""Addresses of this app, grouped by object."""

from django.urls import URLPattern

app_name = "monitoring"
urlpatterns: list[URLPattern] = []
