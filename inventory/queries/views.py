"""A person's saved views of the list, and the columns chosen last."""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.http import QueryDict

from inventory.models import SavedView
from schools.models import User

CURRENT = ""  # the row under this name keeps the columns chosen last, and which view opens first


@dataclass(frozen=True)
class Views:
    """The views of one person. `columns` were chosen last; `first` is the view that opens when nothing is asked."""

    named: list[SavedView] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    first: SavedView | None = None

    def called(self, pk: str) -> SavedView | None:
        """The person's view with this key, as an address names it."""
        return next((view for view in self.named if str(view.pk) == pk), None)


def views_of(user: User) -> Views:
    """All views of a person: one query."""
    rows = list(SavedView.objects.filter(user=user))
    current = next((row for row in rows if row.name == CURRENT), SavedView(columns=[]))
    named = [row for row in rows if row.name != CURRENT]
    views = Views(named, list(current.columns))
    return Views(named, list(current.columns), views.called(QueryDict(current.query).get("widok", "")))


def address_of(view: SavedView) -> str:
    """The query that opens a view."""
    rest = "&".join(part for part in (view.query, urlencode({"widok": view.pk})) if part)
    return f"?{rest}"
