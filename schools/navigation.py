"""The navigation: one table of entries with the permission that opens each."""

from dataclasses import dataclass

from django.urls import reverse

from schools.models import User


@dataclass(frozen=True)
class Entry:
    """An entry of the navigation as a page shows it."""

    label: str
    url: str
    icon: str
    current: bool


REGISTER_PATHS = (
    "/inwentarz/", "/ewidencja/", "/pomieszczenia/", "/licencje/", "/importy/", "/eksporty/", "/arkusze/", "/jakosc/",
    "/zszo/", "/prognozy/", "/slowniki/",
)  # fmt: skip
# label, URL name, icon, permission (empty: everyone), paths that belong to the entry
ENTRIES = (
    ("Pulpit", "home", "speedometer2", "", ()),
    ("Plan", "schedule:plans", "list-check", "schedule.view_plan", ("/plan/", "/dzialania/", "/kroki/")),
    (
        "Wskaźniki",
        "monitoring:board",
        "bar-chart-line",
        "monitoring.view_indicator",
        ("/wskazniki/", "/potrzeby/", "/trwalosc/"),
    ),
    ("Inwentarz", "inventory:overview", "laptop", "inventory.view_register", REGISTER_PATHS),
    ("Zdarzenia", "schedule:activities", "calendar-event", "schedule.view_activity", ("/zdarzenia/",)),
    ("Ankiety", "surveys:overview", "ui-checks", "surveys.view_campaigns", ("/ankiety/",)),
    ("Raporty", "monitoring:reports", "file-earmark-pdf", "monitoring.view_school_report", ("/raporty/",)),
    ("Dane", "monitoring:data", "database", "monitoring.manage_tokens", ("/dane/",)),
    ("Placówki", "schools:schools", "building", "schools.view_school", ("/placowki/",)),
    ("Osoby", "schools:people", "people", "schools.view_people", ("/osoby/",)),
    ("Administracja", "admin:index", "gear", "admin.view_admin", ("/admin/",)),
)


def navigation_for(user: User, path: str) -> list[Entry]:
    """The entries a person may open; the one that holds `path` is current."""
    entries = []
    for label, name, icon, permission, prefixes in ENTRIES:
        if permission and not user.has_perm(permission):
            continue
        url = reverse(name)
        current = path == url or any(path.startswith(prefix) for prefix in prefixes)
        entries.append(Entry(label, url, icon, current))
    return entries
