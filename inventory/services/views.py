"""Verbs on a person's saved views of the list. Each takes the person's own views alone."""

from collections.abc import Sequence

from django.db import transaction
from django.http import QueryDict

from inventory.listing import LISTED
from inventory.models import SavedView
from inventory.queries.views import CURRENT
from schools.models import User

MOST_VIEWS = 40
NOT_KEPT = ("strona", "widok", "csrfmiddlewaretoken")


class TooManyViews(Exception):
    """The person has as many views as a list can show."""


class NameTaken(Exception):
    """Another view of the person has this name."""


def keep_columns(columns: Sequence[str], *, by: User) -> None:
    """Keep the columns chosen last."""
    SavedView.objects.update_or_create(user=by, name=CURRENT, defaults={"columns": _known(columns)})


@transaction.atomic
def save_view(name: str, *, query: str, columns: Sequence[str], by: User) -> SavedView:
    """Save filters, order and columns under a name; a view of that name is replaced. Raises TooManyViews."""
    kept = {"query": lasting(query), "columns": _known(columns)}
    view, made = SavedView.objects.update_or_create(user=by, name=name, defaults=kept)
    if made and SavedView.objects.filter(user=by).count() > MOST_VIEWS:
        raise TooManyViews
    return view


def rename_view(view: SavedView, *, name: str) -> None:
    """Give a view another name. Raises NameTaken."""
    if SavedView.objects.filter(user=view.user, name=name).exclude(pk=view.pk).exists():
        raise NameTaken
    view.name = name
    view.save()


def delete_view(view: SavedView) -> None:
    """Forget a view; when it was the one that opens first, none does."""
    view.delete()


def open_first(view: SavedView | None, *, by: User) -> None:
    """Let a view open when the person comes to the list, or none."""
    query = f"widok={view.pk}" if view else ""
    SavedView.objects.update_or_create(user=by, name=CURRENT, defaults={"query": query})


def lasting(query: str) -> str:
    """A query without what belongs to one moment: page, view."""
    kept = QueryDict(query, mutable=True)
    for name in NOT_KEPT:
        kept.pop(name, None)
    return kept.urlencode()


def _known(columns: Sequence[str]) -> list[str]:
    return [key for key in dict.fromkeys(columns) if key in LISTED]
