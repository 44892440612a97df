"""Devices that an address asks for."""

from django.db.models import QuerySet
from django.http import QueryDict

from inventory.listing.filters import DeviceFilter
from inventory.listing.order import ordered
from inventory.models import Device

ORDER = "sortuj"


def filter_of(query: QueryDict | str) -> DeviceFilter:
    """The filters of an address's query."""
    return DeviceFilter(QueryDict(query) if isinstance(query, str) else query)


def devices_of(query: QueryDict | str) -> QuerySet[Device]:
    """The devices of the open scope that a query finds, in the order it asks for; none when it cannot be understood."""
    asked = QueryDict(query) if isinstance(query, str) else query
    return ordered(filter_of(asked).qs, asked.get(ORDER, ""))
