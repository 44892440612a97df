"""Addresses of this app: a list a topic. Respondents' pages need no sign-in; the others stand under /ankiety/."""

from django.urls import URLPattern, URLResolver, include, path

from surveys.views import overview

app_name = "surveys"

overview_urls = [
    path("", overview.overview, name="overview"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("ankiety/", include(overview_urls)),
]
