"""Addresses of the API. Every operation of ninja's is wrapped; an address that nothing stands at answers as problem JSON."""

from django.urls import URLPattern, path, re_path

from monitoring.api.answers import published
from monitoring.api.app import api
from monitoring.api.description import docs, nowhere, openapi


def _operations() -> list[URLPattern]:
    """Ninja's own patterns without its root."""
    found = [one for one in api.urls[0] if isinstance(one, URLPattern) and one.name != "api-root"]
    return [path(str(one.pattern), published(one.callback), name=one.name) for one in found]


app_name = "api"
urlpatterns = [
    path("docs", docs, name="docs"),
    path("openapi.json", openapi, name="openapi"),
    *_operations(),
    re_path(r"^(?P<rest>.*)$", nowhere, name="nowhere"),
]
