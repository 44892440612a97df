"""The history of a SELFIE card in words: the card's own changes and, saved at one moment, the numbers that changed."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable
from itertools import groupby
from typing import Any

from hdr_portal.lib.polish import number
from schools.history import HistoryEntry, history_of
from surveys.models import SelfieCard, SelfieCount, SelfieGroup, SelfieMean

Told = dict[tuple[datetime.datetime, str], list[str]]  # moment, who → changes


def card_history(card: SelfieCard, groups: Collection[str]) -> list[HistoryEntry]:
    """Newest first. Numbers first typed are not told; later changes are, averages of these groups alone."""
    told: Told = defaultdict(list)
    made_at = card.history.earliest("history_id").history_date
    means = SelfieMean.history.filter(card_id=card.pk, group__in=groups)
    for versions in _by_row(means.select_related("history_user")):
        _tell(told, made_at, versions, f"{versions[0].area} {_name(versions[0])}", _mean)
    for versions in _by_row(SelfieCount.history.filter(card_id=card.pk).select_related("history_user")):
        _tell(told, made_at, versions, _name(versions[0]), _count)
    numbers = [HistoryEntry("Zmieniono liczby", "; ".join(lines), who, when) for (when, who), lines in told.items()]
    entries = [*history_of(card, state_field="state"), *numbers]
    return sorted(entries, key=lambda one: one.when, reverse=True)


def _by_row(versions: Any) -> Iterable[list[Any]]:
    ordered = versions.order_by("id", "history_date", "history_id")
    return (list(rows) for _, rows in groupby(ordered, key=lambda one: one.id))


def _tell(told: Told, made_at: datetime.datetime, versions: list[Any], what: str, shown: Any) -> None:
    """Each change of one number; the first, when it was typed with the card, is no change."""
    before = "brak"
    for place, version in enumerate(versions):
        now = "brak" if version.history_type == "-" else shown(version)
        if now != before and not (place == 0 and version.history_date == made_at):
            told[version.history_date, str(version.history_user or "system")].append(f"{what}: {before} → {now}")
        before = now


def _name(version: Any) -> str:
    return str(SelfieGroup(version.group).label)


def _mean(version: Any) -> str:
    return number(version.mean, 2)


def _count(version: Any) -> str:
    return f"{_or_dash(version.answered)} z {_or_dash(version.invited)}"


def _or_dash(amount: int | None) -> str:
    return "–" if amount is None else number(amount)
