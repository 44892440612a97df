"""What the register's own pages share: the local menu."""

from dataclasses import dataclass

from django import template
from django.template import Context
from django.urls import reverse

register = template.Library()

# label, URL name, permission that opens it
MENU = (
    ("Przegląd", "inventory:overview", "inventory.view_register"),
    ("Ewidencja", "inventory:devices", "inventory.view_register"),
    ("Pomieszczenia", "inventory:rooms", "inventory.view_register"),
    ("Licencje", "inventory:licences", "inventory.view_register"),
    ("Importy", "inventory:imports", "inventory.import_workbook"),
    ("Eksporty", "inventory:exports", "inventory.export_register"),
    ("Arkusze", "inventory:editions", "inventory.view_sheet"),
    ("Jakość danych", "inventory:quality", "inventory.view_register"),
    ("ZSZO", "inventory:zszo", "inventory.view_register"),
    ("Prognozy", "inventory:forecasts", "inventory.view_register"),
    ("Słowniki", "inventory:dictionaries", "inventory.propose_entry"),
)


@dataclass(frozen=True)
class MenuEntry:
    """An entry of the local menu as a page shows it."""

    label: str
    url: str
    current: bool


@register.simple_tag(takes_context=True)
def register_menu(context: Context) -> list[MenuEntry]:
    """The entries that the person may open; the one that holds the page's path is current."""
    request = context["request"]
    return [
        MenuEntry(label, reverse(name), request.path.startswith(reverse(name)))
        for label, name, permission in MENU
        if request.user.has_perm(permission)
    ]
