"""The merge through the whole of a preview: what the worker would write, whatever was edited on either side."""

import datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hdr_portal.lib.workbook.contents import SheetContents, Value, WorkbookContents
from inventory.changes import WRITTEN
from inventory.columns import BY_KEY, Kind
from inventory.intake import computing
from inventory.intake.entries import ENTRY_KEYS, Directory
from inventory.intake.lines import BLANK
from inventory.intake.marks import row_mark
from inventory.intake.register import AT, Known, Register
from inventory.intake.verdicts import Verdict
from inventory.models import Condition

SCHOOL: Any = SimpleNamespace(pk=1, name="Szkoła", short_name="SP", rspo=None, establishments=SimpleNamespace(all=list))
TODAY = datetime.date(2026, 6, 1)
KEYS = ("note", "serial", "purchased_on", "gross_value", "ram_gb", "condition", "room")
CHOICES: dict[str, list[Any]] = {
    "note": ["", "uwaga", "Inna uwaga", "  nie  otarta "],
    "serial": ["", "00123", "ABC 1"],
    "purchased_on": [None, datetime.date(2024, 9, 1), datetime.date(1975, 1, 1)],
    "gross_value": [None, Decimal("0.00"), Decimal("1234.50")],
    "ram_gb": [None, 8, 16],
    "condition": ["", "good", "broken"],
    "room": [None, 1, 2],
}
ROWS = st.fixed_dictionaries({key: st.sampled_from(values) for key, values in CHOICES.items()})
# In the file nobody writes a year that an import would not take.
EDITS = st.fixed_dictionaries({}, optional={key: st.sampled_from(values[:2]) for key, values in CHOICES.items()})
ROOMS = {1: "12", 2: "Biblioteka"}


@pytest.fixture(autouse=True)
def world(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """A register of one device, without a database: `versions` are its values by version, the last stands in the portal."""
    made = SimpleNamespace(versions={})
    directories = {key: Directory(key) for key in ENTRY_KEYS}
    for pk, name in ROOMS.items():
        directories["room"].add(pk, name, [name.lower()])
    directories["category"].add(1, "Laptop", ["laptop"])
    monkeypatch.setattr(computing, "read_directories", lambda *_: directories)
    monkeypatch.setattr(computing, "read_register", lambda _: register(made.versions))
    monkeypatch.setattr(
        computing, "read_bases", lambda _, wanted: {key: values_of(made.versions[key[1]]) for key in wanted}
    )
    monkeypatch.setattr(computing, "stamp", lambda _: [])
    return made


def values_of(row: dict[str, Any]) -> tuple[Any, ...]:
    values = list(BLANK)
    for key, value in {"inventory_number": "SP/1", "name": "Laptop", "category": 1, "status": "in_use", **row}.items():
        values[WRITTEN.index(BY_KEY[key].attname)] = value
    return tuple(values)


def register(versions: dict[int, dict[str, Any]]) -> Register:
    version = max(versions)
    now = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    known = Known(7, version, now, "sp/1", "", "CODE", values_of(versions[version]))
    return Register({7: known}, {"sp/1": known}, {})


def cell(key: str, value: Any) -> Any:
    """The value as an export writes it."""
    if BY_KEY[key].kind is Kind.CHOICE:
        return dict(Condition.choices).get(value)
    if key == "room":
        return ROOMS.get(value)
    return float(value) if isinstance(value, Decimal) else value or None if isinstance(value, str) else value


def computed(
    world: SimpleNamespace,
    base: dict[str, Any],
    theirs: dict[str, Any],
    mine: dict[str, Any],
    cells: dict[str, str] | None = None,
) -> Any:
    """What becomes of a row exported as `base`, now `theirs` in the portal, sent back as `mine`."""
    world.versions = {3: base, 4: theirs} if base != theirs else {3: base}
    header: list[Value] = ["__id", "Numer inwentarzowy", "Nazwa", *(BY_KEY[key].label for key in KEYS)]
    row = [row_mark(7, 3, 1), "SP/1", "Laptop", *(cell(key, mine[key]) for key in KEYS)]
    contents = WorkbookContents("xlsx", (SheetContents("Ewidencja", hidden=False, rows=[header, row]),), (), {}, 20)
    mapping = {str(at): key for at, key in enumerate(("mark", "inventory_number", "name", *KEYS), 1)}
    choices = {"sheet": "Ewidencja", "header_row": 1, "mapping": mapping, "cells": cells or {}}
    return computing.compute(SCHOOL, contents, choices, TODAY)


def final(found: Any, theirs: dict[str, Any]) -> dict[str, Any]:
    """The device after the worker has been."""
    if not found.work.changed:
        return theirs
    [changed] = found.work.changed
    assert (changed.id, found.work.new) == (7, [])
    return {key: changed.values[AT[BY_KEY[key].attname]] for key in KEYS}


def same(one: Any, other: Any) -> bool:
    """Equal; of texts what spaces alone tell apart is the same."""
    return bool(one == other or (isinstance(one, str) and one.split() == other.split()))


many = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@many
@given(base=ROWS)
def test_sent_back_unchanged_it_writes_nothing(world: SimpleNamespace, base: dict[str, Any]) -> None:
    found = computed(world, base, base, base)

    assert (found.raw[0][1], found.raw[0][5], found.work.changed) == (Verdict.UNCHANGED.value, [], [])


@many
@given(base=ROWS, theirs=EDITS, mine=EDITS)
def test_no_edit_of_either_side_is_lost_or_goes_over_another_in_silence(
    world: SimpleNamespace, base: dict[str, Any], theirs: dict[str, Any], mine: dict[str, Any]
) -> None:
    now, sent = base | theirs, base | mine
    found = computed(world, base, now, sent)
    after = final(found, now)
    conflicts = {change[0] for change in found.raw[0][5] if change[4] == "conflict"}

    for key in KEYS:
        by_portal, by_file = not same(now[key], base[key]), not same(sent[key], base[key])
        clash = by_portal and by_file and not same(now[key], sent[key])
        assert (key in conflicts) == clash
        if not by_file or clash:
            assert same(after[key], now[key])
        elif not conflicts:
            assert same(after[key], sent[key])
    if conflicts:
        assert (found.raw[0][1], found.work.changed) == (Verdict.CONFLICT.value, [])


@many
@given(base=ROWS, theirs=EDITS, mine=EDITS, side=st.sampled_from(["file", "portal"]))
def test_once_decided_every_edit_is_where_the_person_put_it(
    world: SimpleNamespace, base: dict[str, Any], theirs: dict[str, Any], mine: dict[str, Any], side: str
) -> None:
    now, sent = base | theirs, base | mine
    after = final(computed(world, base, now, sent, {f"2:{key}": side for key in KEYS}), now)

    for key in KEYS:
        by_portal, by_file = not same(now[key], base[key]), not same(sent[key], base[key])
        from_file = by_file and (not by_portal or side == "file")
        assert same(after[key], sent[key] if from_file else now[key])


@many
@given(base=ROWS, theirs=EDITS, mine=EDITS)
def test_sent_again_after_it_was_written_it_writes_nothing_more(
    world: SimpleNamespace, base: dict[str, Any], theirs: dict[str, Any], mine: dict[str, Any]
) -> None:
    now, sent = base | theirs, base | mine
    cells = {f"2:{key}": "file" for key in KEYS}
    after = final(computed(world, base, now, sent, cells), now)

    assert final(computed(world, base, after, sent, cells), after) == after
