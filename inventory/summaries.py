"""Summaries of registers: counts kept until the register changes. A summary of another shape counts as stale."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import transaction

from inventory.counting import Summary, count_registers, current_shape
from inventory.models import RegisterSummary
from schools.scope import current_scope

ROW = ("school_id", "stale", "devices", "text")
FEW = 100


def fresh_summaries(school_ids: Iterable[int]) -> dict[int, Summary]:
    """Summaries of these schools, as far as they are in the open scope, in the given order; stale ones are counted anew.

    Two queries when all are fresh; a constant number otherwise, however many are stale.
    """
    scope = current_scope()
    wanted = [one for one in dict.fromkeys(school_ids) if scope.holds(one)]
    shape = current_shape()
    kept = RegisterSummary.objects.all()
    if len(wanted) < FEW:  # a thousand keys in a statement take longer than the rows that are not wanted
        kept = kept.filter(school_id__in=wanted)
    rows: dict[int, Any] = {row[0]: row for row in kept.values_list(*ROW)}
    mark = f'"shape": "{shape}"'
    found = {
        school: Summary(school, devices, text)
        for school, stale, devices, text in rows.values()
        if not stale and mark in text
    }
    due = [one for one in wanted if one not in found]
    if due:
        found |= _recount(due, shape, missing=[one for one in due if one not in rows])
    return {one: found[one] for one in wanted}


def _recount(school_ids: list[int], shape: str, missing: list[int]) -> dict[int, Summary]:
    """Count these schools and keep what may be kept as fresh.

    A change may arrive meanwhile. Whoever changes a register touches its summary's row in the same transaction
    (changes.mark_stale), and the rows are locked here before anything is counted. So a change is either committed, and
    counted; or its transaction comes to the row after us, waits, and marks the row stale once more; or it has touched the
    row already and is still under way: then the row is skipped, shown as counted now, and stays stale. So nobody waits for
    a long import to look at a dashboard; only the first row of a school is waited for while somebody else makes it.
    SQLite has no row locks: there a transaction that writes is alone from its beginning (transaction_mode IMMEDIATE).
    """
    with transaction.atomic():
        RegisterSummary.objects.bulk_create(
            [RegisterSummary(school_id=one) for one in sorted(missing)], ignore_conflicts=True, batch_size=1000
        )  # only those: the insert would wait for a transaction that has touched a row that is there
        rows = RegisterSummary.objects.filter(school_id__in=school_ids).order_by("pk")
        free = {row.school_id for row in rows.select_for_update(of=("self",), skip_locked=True)}
        counted = count_registers(school_ids, shape)
        RegisterSummary.objects.bulk_create(
            [_row(counted[one]) for one in school_ids if one in free],
            update_conflicts=True,
            unique_fields=["school"],
            update_fields=["text", "devices", "changed_at", "confirmed_on", "stale"],
            batch_size=1000,
        )
    return counted


def _row(summary: Summary) -> RegisterSummary:
    return RegisterSummary(
        school_id=summary.school,
        text=summary.text,
        devices=summary.devices,
        changed_at=summary.changed_at,
        confirmed_on=summary.confirmed_on,
        stale=False,
    )


def wrong_summaries() -> list[str]:
    """Proof-reading: every count in scope that says it is fresh and differs from a count made now, in words."""
    shape = current_shape()
    kept = {row.school_id: row for row in RegisterSummary.objects.filter(stale=False).select_related("school")}
    counted = count_registers(list(kept), shape)
    return [
        f"{row.school}: {name}: {told!r}, policzono {true!r}"
        for school, row in kept.items()
        if f'"shape": "{shape}"' in row.text
        for name, told, true in _compared(row, counted[school])
        if told != true
    ]


def _compared(row: RegisterSummary, counted: Summary) -> Iterator[tuple[str, Any, Any]]:
    """The counts of a kept summary beside those made now."""
    for name in ("devices", "changed_at", "confirmed_on"):
        yield name, getattr(row, name), getattr(counted, name)
    told = json.loads(row.text)
    for name in told.keys() | counted.data.keys():
        yield name, told.get(name), counted.data.get(name)
