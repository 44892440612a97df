"""What the signed-in pages of the surveys share: the local menu."""

from dataclasses import dataclass

from django import template
from django.template import Context
from django.urls import reverse

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
    return [
        MenuEntry(label, reverse(name), _holds(name, request.path))
        for label, name, permission in MENU
        if request.user.has_perm(permission)
    ]


def _holds(name: str, path: str) -> bool:
    """The overview's address is the beginning of all the others."""
    url = reverse(name)
    return path == url if name == "surveys:overview" else path.startswith(url)
