"""What every page's frame needs: who is signed in, where the navigation leads, what must be said on top."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from schools.keptforms import owner_token
from schools.models import School, User
from schools.navigation import navigation_for
from schools.scope import open_scope


def portal(request: HttpRequest) -> dict[str, Any]:
    """`portal`: municipality, school label, demo mark, owner of forms. `navigation`: the items this person may open."""
    user = getattr(request, "user", None)
    frame: dict[str, Any] = {"demo": settings.DEMO, "municipality": settings.MUNICIPALITY}
    if not isinstance(user, User):
        return {"portal": frame}
    frame["school_label"] = _school_label(user)
    frame["form_owner"] = SimpleLazyObject(lambda: owner_token(user))
    return {"portal": frame, "navigation": navigation_for(user, request.path)}


def _school_label(user: User) -> str:
    if user.scope.school_ids is None:
        return "cała gmina"
    with open_scope(user.scope):  # right after signing in the request has none yet
        names = list(School.objects.order_by("sort_name").values_list("short_name", flat=True))
    return ", ".join(names) if names else "bez jednostki"
