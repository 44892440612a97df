"""The list of devices as an address tells it: filters, order and columns of `ewidencja/?…`.

`devices_of(query)` gives the same devices, in the same order, to the page, to a bulk change and to an export.
"""

from inventory.listing.filters import DeviceFilter
from inventory.listing.found import devices_of, filter_of
from inventory.listing.order import ordered
from inventory.listing.shown import LISTED, chosen_columns

__all__ = ["LISTED", "DeviceFilter", "chosen_columns", "devices_of", "filter_of", "ordered"]
