"""One page of the list: what was found, counted as far as it is quick, and the rows as the page writes them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils.safestring import SafeString

from inventory.columns import Column
from inventory.listing.chips import PAGE, Chip, address, chips_of
from inventory.listing.found import ORDER, filter_of
from inventory.listing.order import BY_NUMBER, ordered, without_empty
from inventory.listing.shown import cell_starts, cells_of, css_of, source_of
from inventory.queries.register import (
    COUNTED_IN_LARGE,
    REACHED,
    Totals,
    bound_of_counting,
    found_at_once,
    keys,
    rows,
    totals,
)

if TYPE_CHECKING:
    from inventory.listing.filters import DeviceFilter

SIZES = (25, 50, 100)
SIZE = "na_stronie"
USUAL_SIZE = 50


@dataclass(frozen=True)
class Row:
    """A device of the page; the number leads to it."""

    pk: int
    number: str
    url: str
    cells: SafeString


@dataclass(frozen=True)
class Header:
    """A column's heading: where a click on it leads, and how the list is sorted by it now."""

    label: str
    css: str
    url: str
    sorted: str


class Listing:
    """The list that an address asks for. Everything is asked of the database when it is first needed, once."""

    def __init__(self, query: QueryDict, columns: Sequence[Column]) -> None:
        self.query, self.columns = query, columns
        self.filter: DeviceFilter = filter_of(query)
        self.order = query.get(ORDER, "")
        asked = query.get(SIZE, "")
        self.size = int(asked) if asked in map(str, SIZES) else USUAL_SIZE

    @cached_property
    def bound(self) -> int:
        """How far the list is counted before it is shown."""
        return bound_of_counting(whole_city=self.filter.whole_city)

    @cached_property
    def totals(self) -> Totals:
        """Counted up to the bound."""
        return self._at_once[0] if self._at_once else totals(self.filter.qs, bound=self.bound)

    @cached_property
    def chips(self) -> list[Chip]:
        """The filters in force."""
        return chips_of(self.filter, self.query)

    @cached_property
    def number(self) -> int:
        """The page that is shown: past the end it is the last, what is no number is the first."""
        asked = self.query.get(PAGE, "")
        reach = REACHED if self.totals.more else max(self.totals.count, 1)
        last = -(-reach // self.size)
        return min(max(int(asked), 1), last) if asked.isdecimal() and len(asked) < 9 else 1

    @cached_property
    def _at_once(self) -> tuple[Totals, list[int]] | None:
        """What several words find in all schools of a large register, when that is little.

        One word is counted first: when it is in every fifth device, walking through the register meets a page of them at once.
        """
        if self.bound != COUNTED_IN_LARGE or self.order or not self.filter.has_several_words:
            return None
        return found_at_once(self.filter.qs, BY_NUMBER)

    @cached_property
    def _keys(self) -> tuple[list[int], bool]:
        if not self.totals.count:
            return [], False
        start, end = (self.number - 1) * self.size, self.number * self.size
        if self._at_once:
            return self._at_once[1][start:end], end < self.totals.count
        quick = without_empty(self.filter.qs, self.order) if self.totals.more else None
        if quick is not None and (found := keys(quick, start=start, size=self.size))[1]:
            return found  # the empty ones, which come last, are pages away
        few = self.totals.count <= COUNTED_IN_LARGE and not self.totals.more
        return keys(ordered(self.filter.qs, self.order, few=few), start=start, size=self.size)

    @property
    def keys(self) -> list[int]:
        """Keys of the page's devices."""
        return self._keys[0]

    @property
    def ends_early(self) -> bool:
        """Whether more was found than the pages lead to."""
        return self._keys[1] and self.number * self.size >= REACHED

    @cached_property
    def paginated(self) -> Page[int] | None:
        """Numbered pages; none while it is not known how many there are."""
        return None if self.totals.more else Paginator(range(self.totals.count), self.size).page(self.number)

    @property
    def previous_url(self) -> str:
        """The page before, of a list without numbered pages."""
        return self._page_url(self.number - 1) if self.number > 1 else ""

    @property
    def next_url(self) -> str:
        """The page after, of a list without numbered pages."""
        return self._page_url(self.number + 1) if self._keys[1] and not self.ends_early else ""

    @cached_property
    def values(self) -> list[dict[str, Any]]:
        """The page's devices, with what its columns read."""
        if not self.keys:
            return []
        return rows(self.keys, [*{source_of(column) for column in self.columns}, "status"])

    def rows(self, marks: Mapping[str, SafeString]) -> list[Row]:
        """The rows; `marks` are the states as the page draws them."""
        first, *others = self.columns
        starts, address_of = cell_starts(others), reverse("inventory:device", args=[0]).replace("0", "{}").format
        return [
            Row(one["pk"], one[first.key], address_of(one["pk"]), cells_of(one, others, starts, marks))
            for one in self.values
        ]

    @cached_property
    def headers(self) -> list[Header]:
        """The headings: a second click turns the order round."""
        return [self._header(column) for column in self.columns]

    def _header(self, column: Column) -> Header:
        up = self.order == column.key
        direction = "ascending" if up else "descending" if self.order == f"-{column.key}" else ""
        url = address(self.query, **{ORDER: f"-{column.key}" if up else column.key})
        return Header(column.label, css_of(column), url, direction)

    def _page_url(self, number: int) -> str:
        return f"{address(self.query)}&{PAGE}={number}"
