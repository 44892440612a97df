"""What changed in an indicator and when: records added, counted, taken back, proved; corrections; the rule itself.

Told from the kept versions of the very records that the measure counts or once counted. People are told by their role.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from django.db import models

from hdr_portal.lib.periods import Period
from hdr_portal.lib.polish import number
from inventory.models import Forecast, Sheet, SheetState, ZszoUse
from monitoring.models import Correction, Indicator
from monitoring.roletimes import RoleTimes
from schedule.models import Activity, ActivityEvidence, ActivityState
from schools.history import history_of
from schools.knowledge import known_at, once_counted
from schools.measures import Contribution, find_measure, one_reading
from schools.models import Evidence, School, User
from surveys.models import CardState, SelfieCard

# prefix of a record's key → its model, the state in which it counts (empty: it counts while it is there)
KEPT: dict[str, tuple[type[models.Model], str]] = {
    "activity": (Activity, ActivityState.APPROVED),
    "sheet": (Sheet, SheetState.ACCEPTED),
    "selfiecard": (SelfieCard, CardState.CONFIRMED),
    "forecast": (Forecast, ""),
    "zszouse": (ZszoUse, ""),
}


@dataclass(frozen=True)
class Entry:
    """A line of the history, as the timeline shows it. `source` is the record's name, `url` leads to it."""

    title: str
    when: datetime.datetime
    who: str = ""
    note: str = ""
    tone: str = ""
    icon: str = ""
    source: str = ""
    url: str = ""


def journal(indicator: Indicator, as_of: datetime.date, reader: User) -> list[Entry]:
    """The whole history up to the as-of day's records and the moment of knowledge, newest first.

    A handful of queries: one for the versions of each kind of record, one for the roles of everybody in them.
    """
    until = known_at()
    changes = [*_of_records(indicator, as_of, reader), *_of_corrections(indicator), *_of_the_rule(indicator)]
    told = [one for one in changes if until is None or one.when <= until]
    roles = RoleTimes.of({one.user for one in told if one.user is not None})
    in_order = sorted(told, key=lambda one: one.when)  # of one moment what was told later happened later
    return [one.entry(roles) for one in reversed(in_order)]


@dataclass(frozen=True)
class _Change:
    when: datetime.datetime
    user: int | None
    title: str
    note: str = ""
    tone: str = ""
    icon: str = ""
    source: str = ""
    url: str = ""

    def entry(self, roles: RoleTimes) -> Entry:
        who = roles.role_of(self.user, self.when) if self.user is not None else "portal"
        return Entry(self.title, self.when, who, self.note, self.tone, self.icon, self.source, self.url)


# --- Records ----------------------------------------------------------------------------------------------------------
def _of_records(indicator: Indicator, as_of: datetime.date, reader: User) -> Iterator[_Change]:
    by_kind: dict[str, dict[int, Contribution]] = defaultdict(dict)
    for one in _with_units(_ever_counted(indicator, as_of)):
        kind, _, key = one.record.partition(":")
        if kind in KEPT:
            by_kind[kind].setdefault(int(key), one)
    for kind, records in by_kind.items():
        yield from _of_kind(kind, records, reader)
    yield from _of_proofs(by_kind.get("activity", {}), reader)


def _ever_counted(indicator: Indicator, as_of: datetime.date) -> list[Contribution]:
    """What the measure counts on the day, and what it would count if nothing had been taken back."""
    if not indicator.measure:
        return []
    with one_reading(), once_counted():
        return find_measure(indicator.measure).contributions(Period(indicator.plan.start, as_of))


def _with_units(counted: list[Contribution]) -> Iterator[Contribution]:
    """The records' names with the unit's, where they do not say it themselves and speak for one unit alone."""
    units: dict[str, set[int | None]] = defaultdict(set)
    for one in counted:
        units[one.record].add(one.school)
    names = dict(School.objects.values_list("pk", "short_name")) if counted else {}
    for one in counted:
        unit = names.get(one.school or 0, "") if len(units[one.record]) == 1 else ""
        yield replace(one, label=f"{one.label} ({unit})") if unit and unit not in one.label else one


def _of_kind(kind: str, records: dict[int, Contribution], reader: User) -> Iterator[_Change]:
    model, state = KEPT[kind]
    versions = model.history.model.objects.filter(id__in=records)  # type: ignore[attr-defined]
    rows: dict[int, list[Any]] = defaultdict(list)
    told = ("id", "history_date", "history_user_id", "history_type", *(("state", "remark") if state else ()))
    for version in versions.order_by("history_date", "history_id").values(*told):
        rows[version["id"]].append(version)
    for key, own in rows.items():
        one = records[key]
        link = {"source": one.label, "url": one.url if reader.has_perm(one.permission) else ""}
        first = own[0]
        yield _Change(first["history_date"], first["history_user_id"], "Dodano zapis", icon="plus-circle", **link)
        yield from (_turn(new, state, link) for old, new in pairwise([None, *own]) if _turns(old, new, state))


def _turns(old: Any, new: Any, state: str) -> bool:
    """Whether the record began to count with this version, or ceased to."""
    if not state:
        return bool(new["history_type"] == "-")
    return bool((old is not None and old["state"] == state) != (new["state"] == state))


def _turn(new: Any, state: str, link: dict[str, str]) -> _Change:
    when, user = new["history_date"], new["history_user_id"]
    if state and new["state"] == state:
        return _Change(when, user, "Zapis zaczął się liczyć", tone="green", icon="check-circle", **link)
    note = new.get("remark", "")
    return _Change(when, user, "Zapis przestał się liczyć", note, tone="red", icon="x-circle", **link)


def _of_proofs(records: dict[int, Contribution], reader: User) -> Iterator[_Change]:
    """Files put to activities and taken off again."""
    if not records:
        return
    versions = ActivityEvidence.history.model.objects.filter(activity_id__in=records)
    rows = list(versions.order_by("history_date", "history_id"))
    names = dict(
        Evidence._base_manager.filter(pk__in={row.evidence_id for row in rows}).values_list("pk", "name")  # noqa: SLF001 - of records in scope
    )
    for row in rows:
        one = records[row.activity_id]
        url = one.url if reader.has_perm(one.permission) else ""
        title = "Odłączono dowód" if row.history_type == "-" else "Dołączono dowód"
        name = names.get(row.evidence_id, "")
        yield _Change(row.history_date, row.history_user_id, title, name, icon="paperclip", source=one.label, url=url)


# --- Corrections and the rule -------------------------------------------------------------------------------------------
def _of_corrections(indicator: Indicator) -> Iterator[_Change]:
    for one in Correction.objects.filter(indicator=indicator).select_related("school"):
        words = f"{'+' if one.amount > 0 else ''}{number(one.amount)} od {one.day:%d.%m.%Y}"
        note = "; ".join(
            part for part in (words, one.group, one.school.short_name if one.school else "", one.reason) if part
        )
        yield _Change(one.signed_at, one.signed_by_id, "Podpisano korektę", note, tone="amber", icon="pencil-square")
        if one.withdrawn_at:
            yield _Change(
                one.withdrawn_at, one.withdrawn_by_id, "Wycofano korektę", note, icon="arrow-counterclockwise"
            )


def _of_the_rule(indicator: Indicator) -> Iterator[_Change]:
    """Changes of what is counted and of the targets; the loading of the plan itself is no news."""
    told = [("", entry) for entry in history_of(indicator)[:-1]]
    for target in indicator.targets.all():
        told += [(f"cel {target.group}".strip(), entry) for entry in history_of(target)[:-1]]
    people = {entry.who for _, entry in told}
    ids = dict(User.objects.filter(email__in=people).values_list("email", "pk")) if people else {}
    for subject, entry in told:
        title = f"{entry.title} ({subject})" if subject else entry.title
        yield _Change(entry.when, ids.get(entry.who), title, entry.note, tone="blue", icon="sliders")
