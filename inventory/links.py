"""Addresses of the register's lists, filtered: what a number on a dashboard leads to. Parameters are those of the lists."""

import datetime
from functools import cache
from urllib.parse import urlencode

from django.urls import reverse

COMPUTERS = {"komputery": "tak"}


def devices_url(school: int | None = None, **filters: str | int | datetime.date | None) -> str:
    """The list of devices; `school` None: of every school in scope. Empty filters are left out."""
    given = {"jednostka": school, **filters}
    # The view stays named, even by nothing: an address without it would open the person's own view.
    return f"{_address('inventory:devices')}?{urlencode([*_written(given), ('widok', '')])}"


def licences_url(school: int | None = None, **filters: str | int | datetime.date | None) -> str:
    """The list of licences; `school` None: of every school in scope."""
    query = urlencode(_written({"jednostka": school, **filters}))
    return _address("inventory:licences") + (f"?{query}" if query else "")


def school_url(school: int) -> str:
    """The dashboard of a school's register."""
    return reverse("inventory:school_overview", args=[school])


@cache
def _address(name: str) -> str:
    """Dashboards write hundreds of these."""
    return reverse(name)


def _written(filters: dict[str, str | int | datetime.date | None]) -> list[tuple[str, str]]:
    return [
        (name, value.isoformat() if isinstance(value, datetime.date) else str(value))
        for name, value in filters.items()
        if value is not None and value != ""
    ]
