"""What the signed-in pages of the surveys share: the local menu."""

from dataclasses import dataclass

from django import template
from django.template import Context
from django.urls import NoReverseMatch, reverse

register = template.Library()

# label, URL name, permission that opens it
MENU = (
    ("Przegląd", "surveys:overview", "surveys.view_campaigns"),
    ("Kampanie", "surveys:campaigns", "surveys.view_campaigns"),
    ("Kody", "surveys:codes", "surveys.manage_codes"),
    ("Wyniki", "surveys:results", "surveys.view_results"),
    ("SELFIE", "surveys:selfie_cards", "surveys.view_selfie"),
    ("Kwestionariusze", "surveys:instruments", "surveys.view_instruments"),
    ("Powiązania", "surveys:bindings", "surveys.manage_bindings"),
)


@dataclass(frozen=True)
class MenuEntry:
    """An entry of the local menu as a page shows it."""

    label: str
    url: str
    current: bool


@register.simple_tag(takes_context=True)
def surveys_menu(context: Context) -> list[MenuEntry]:
    """The entries that the person may open; the one that holds the page's path is current."""
    request = context["request"]
    overview = reverse("surveys:overview")
    entries = []
    for label, name, permission in MENU:
        url = _address(name)
        if url and request.user.has_perm(permission):
            current = request.path == url if url == overview else request.path.startswith(url)
            entries.append(MenuEntry(label, url, current))
    return entries


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:  # the page is being written
        return ""
