"""Reads of the register's list that stay quick however many devices the city has: words, bounded counts, pages of keys."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Count, Q, QuerySet, Sum

from hdr_portal.lib.plaintext import folded
from inventory.models import Device

COUNTED = 20_000  # how far a list is counted at once; what is more is counted on demand
COUNTED_IN_LARGE = 500  # the same, where all schools of a large register are looked through
FOUND_AT_ONCE = 1_000  # so many hits of several words are counted and sorted by the one query that finds them
LARGE = 20_000  # so many devices were ever registered
REACHED = 10_000  # how far its pages lead: deep pages are slow, and nobody reads them
WORDS = 8
LONG_WORD = re.compile("[a-z0-9]{3}")
ANY_LETTER = re.compile("[a-z0-9]")
SUMMED = {"count": Count("*"), "value": Sum("gross_value"), "priced": Count("gross_value")}


@dataclass(frozen=True)
class Totals:
    """How many devices were found and what they are worth; `more` when the counting stopped at the bound."""

    count: int
    value: Decimal
    without_value: int
    more: bool = False


def with_words(devices: QuerySet[Device], text: str, *, whole_city: bool) -> QuerySet[Device]:
    """Devices in which every word occurs, whatever the case and the Polish letters.

    The index of the search knows runs of three letters. In the whole city a shorter word is therefore sought as a word of its
    own („12”, „HP”); within a school, where there is little to read, as any part of a word.
    """
    for word in words_of(text):
        short = whole_city and LONG_WORD.search(word) is None
        devices = devices.filter(_alone(word) if short else Q(search_text__contains=word))
    return devices


def words_of(text: str) -> list[str]:
    """The words that a search goes by: folded, without those that are marks alone."""
    return [word for word in folded(text).split() if ANY_LETTER.search(word)][:WORDS]


def short_words(text: str) -> list[str]:
    """The words that are sought as whole words in the whole city."""
    return [word for word in words_of(text) if LONG_WORD.search(word) is None]


def _alone(word: str) -> Q:
    # The text begins with the inventory number and ends with the sticker's code, so no short word ends it.
    return Q(search_text__contains=f" {word} ") | Q(search_text__startswith=f"{word} ")


def bound_of_counting(*, whole_city: bool) -> int:
    """How far a list is counted before it is shown. Whether a register is large, the newest key tells at once."""
    if not whole_city:
        return COUNTED
    newest = Device.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    return COUNTED_IN_LARGE if newest > LARGE else COUNTED


def totals(devices: QuerySet[Device], *, bound: int | None = None) -> Totals:
    """Number and gross value of the devices: one query, that stops at the bound unless that is None."""
    values: QuerySet[Any, Any] = devices.order_by().values("gross_value")
    counted = values if bound is None else values[: bound + 1]
    found = _summed(counted.aggregate(**SUMMED))
    return found if bound is None or found.count <= bound else replace(found, count=bound, more=True)


def _summed(row: Mapping[str, Any]) -> Totals:
    return Totals(row["count"], row["value"] or Decimal(0), row["count"] - row["priced"])


def keys(devices: QuerySet[Device], *, start: int, size: int) -> tuple[list[int], bool]:
    """Keys of a page of an ordered list, and whether another page follows: joins wait until the few rows are known."""
    found = list(devices.values_list("pk", flat=True)[start : start + size + 1])
    return found[:size], len(found) > size


def found_at_once(devices: QuerySet[Device], order: Sequence[str]) -> tuple[Totals, list[int]] | None:
    """Totals and the keys of all devices in the order of these fields, by one query, so that the index of words is read once.

    None when more is found than FOUND_AT_ONCE, and where the database is not PostgreSQL.
    """
    if connection.vendor != "postgresql":
        return None
    from django.contrib.postgres.aggregates import ArrayAgg  # needs PostgreSQL's driver

    hits: QuerySet[Any, Any] = devices.order_by().values("pk", "gross_value", *order)[: FOUND_AT_ONCE + 1]
    row = hits.aggregate(**SUMMED, keys=ArrayAgg("pk", order_by=order, default=[]))
    return None if row["count"] > FOUND_AT_ONCE else (_summed(row), row["keys"])


def rows(pks: Sequence[int], fields: Sequence[str]) -> list[dict[str, Any]]:
    """The fields of these devices of the open scope, in the order of the keys: one query."""
    found = {row["pk"]: row for row in Device.objects.filter(pk__in=pks).order_by().values("pk", *fields)}
    return [found[pk] for pk in pks if pk in found]
