"""The summary of a register equals a count from its records, after every kind of change."""

import datetime
from collections.abc import Callable
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inventory.changes import Source, mark_stale, save_change, save_changes, write_history
from inventory.counting import Summary, current_shape
from inventory.models import Device, Licence, RegisterSummary
from inventory.summaries import fresh_summaries, wrong_summaries
from schools.models import School
from schools.scope import ScopeNotOpen, _open_scope, school_scope
from tests import factories, registerrows
from tests.dashboards.conftest import licence

ALREADY = Source(by=None)


def summary_of(school: School) -> Summary:
    return fresh_summaries([school.pk])[school.pk]


# --- What is counted ------------------------------------------------------------------------------------------------
def test_a_small_register_is_counted_exactly(
    schools: SimpleNamespace, dictionaries: SimpleNamespace, small_register: list[Device]
) -> None:
    found, d = summary_of(schools.a), dictionaries
    assert found.devices == 6
    assert found.value == Decimal("10500.50")
    assert found.changed_at == datetime.datetime(2026, 9, 9, 10, 8, tzinfo=datetime.UTC)
    assert found.confirmed_on == datetime.date(2026, 9, 12)
    assert found.updated_on == datetime.date(2026, 9, 12)
    office, free = (one.product_id for one in Licence.objects.order_by("pk"))
    assert dict(found.data) == {
        "shape": f"1:{d.laptop.pk},{d.desktop.pk}",
        "changed_at": "2026-09-09T10:08:00+00:00",
        "confirmed_on": "2026-09-12",
        "value": "10500.50",
        "without": {"serial": 1, "room": 3, "date": 1, "value": 1},
        "categories": {str(d.laptop.pk): 3, str(d.desktop.pk): 1, str(d.projector.pk): 1, str(d.switch.pk): 1},
        "statuses": {"disposed": 1, "handed_over": 1, "in_use": 3, "lent": 1, "missing": 1, "to_dispose": 1},
        "conditions": {"": 1, "good": 3, "new": 1, "worn": 1},
        "audiences": {"": 2, "pupil": 3, "teacher": 1},
        "computers": {"pupil": 2, "teacher": 1},
        "purchases": f"{2017 * 12 + 10}:1:" + "1" * 37 + "2" * 35 + "3" * 28 + "5",
        "computer_purchases": f"{2017 * 12 + 10}:1:" + "1" * 72 + "2" * 28 + "4",
        "systems": sorted([[0, "", 1], [d.win10.pk, "no", 1], [d.win10.pk, "ready", 1], [d.win11.pk, "installed", 1]]),
        "seats": {str(office): 20, str(free): 5},
    }


def test_a_school_without_devices_has_a_summary_of_nothing(schools: SimpleNamespace) -> None:
    found = summary_of(schools.b)
    assert (found.devices, found.value, found.changed_at, found.updated_on) == (0, Decimal(), None, None)
    assert found.data["categories"] == {}


def test_the_kept_summary_is_the_counted_one(schools: SimpleNamespace, small_register: list[Device]) -> None:
    counted = summary_of(schools.a)
    assert RegisterSummary.objects.get(school=schools.a).stale is False
    again = summary_of(schools.a)
    assert (again.devices, again.changed_at, again.confirmed_on) == (6, counted.changed_at, counted.confirmed_on)
    assert again.data == counted.data
    assert wrong_summaries() == []


# --- Every kind of change -------------------------------------------------------------------------------------------
def create(school: School) -> None:
    save_change(
        Device(school=school, inventory_number="N/1", name="Nowy", category=registerrows.category()), source=ALREADY
    )


def edit(school: School) -> None:
    device = Device.objects.get(inventory_number="A/1")
    device.status, device.gross_value = "disposed", Decimal("1.00")
    save_change(device, source=ALREADY)


def change_many(school: School) -> None:
    devices = list(Device.objects.filter(school=school).order_by("pk")[:4])
    for device in devices:
        device.condition, device.purchased_on = "broken", None
    save_changes(devices, source=ALREADY, fields=["condition", "purchased_on"])


def write_as_an_import_does(school: School) -> None:
    laptop = registerrows.category()
    made = Device.objects.bulk_create(
        [
            Device(school=school, inventory_number=f"I/{n}", number_key=f"i/{n}", name="Laptop", category=laptop)
            for n in range(3)
        ]
    )
    write_history(made, source=Source(by=None, reason="import 1"), kind="+")
    mark_stale([school.pk])


def delete_as_an_undone_import_does(school: School) -> None:
    Device.objects.filter(inventory_number__in=["A/1", "A/8"]).delete()
    mark_stale([school.pk])


def add_a_licence(school: School) -> None:
    licence(school, seats=5)
    mark_stale([school.pk])


CHANGES: list[Callable[[School], None]] = [
    create, edit, change_many, write_as_an_import_does, delete_as_an_undone_import_does, add_a_licence,
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_after_a_change_the_summary_equals_a_count_from_the_records(
    change: Callable[[School], None], schools: SimpleNamespace, small_register: list[Device]
) -> None:
    before = fresh_summaries([schools.a.pk, schools.b.pk])
    change(schools.a)
    after = fresh_summaries([schools.a.pk, schools.b.pk])
    assert after[schools.a.pk].data != before[schools.a.pk].data
    assert after[schools.b.pk].data == before[schools.b.pk].data
    assert wrong_summaries() == []


def test_a_change_that_tells_nobody_is_found_by_proof_reading(
    schools: SimpleNamespace, small_register: list[Device]
) -> None:
    fresh_summaries([schools.a.pk])
    Device.objects.filter(inventory_number="A/5").update(condition="broken")
    assert len(wrong_summaries()) == 1
    assert wrong_summaries()[0].startswith("ZSP nr 101: conditions: ")
    with pytest.raises(CommandError, match="podsumowanie różni"):
        call_command("recount_registers")
    call_command("recount_registers", "--mend", verbosity=0)
    assert wrong_summaries() == []


def test_a_category_that_becomes_a_computer_is_counted_as_one_at_once(
    schools: SimpleNamespace, dictionaries: SimpleNamespace, small_register: list[Device]
) -> None:
    assert sum(number for *_, number in summary_of(schools.a).data["systems"]) == 4
    dictionaries.projector.is_computer = True
    dictionaries.projector.save()
    assert sum(number for *_, number in summary_of(schools.a).data["systems"]) == 5
    assert wrong_summaries() == []


def test_a_renamed_category_leaves_the_summary_fresh(
    schools: SimpleNamespace, dictionaries: SimpleNamespace, small_register: list[Device]
) -> None:
    summary_of(schools.a)
    shape = current_shape()
    dictionaries.projector.name = "Projektor multimedialny"
    dictionaries.projector.save()
    assert current_shape() == shape


# --- Whose ----------------------------------------------------------------------------------------------------------
def test_another_school_is_neither_counted_nor_kept(schools: SimpleNamespace, small_register: list[Device]) -> None:
    with school_scope([schools.b.pk]):
        assert list(fresh_summaries([schools.a.pk, schools.b.pk])) == [schools.b.pk]
    assert list(RegisterSummary.objects.values_list("school_id", flat=True)) == [schools.b.pk]


def test_without_a_scope_nothing_is_told(schools: SimpleNamespace, small_register: list[Device]) -> None:
    token = _open_scope.set(None)
    try:
        with pytest.raises(ScopeNotOpen):
            fresh_summaries([schools.a.pk])
    finally:
        _open_scope.reset(token)


# --- How often the database is asked --------------------------------------------------------------------------------
def queries_for(school_ids: list[int]) -> int:
    with CaptureQueriesContext(connection) as captured:
        fresh_summaries(school_ids)
    return len(captured.captured_queries)


def test_stale_or_fresh_the_number_of_queries_does_not_grow_with_the_schools(schools: SimpleNamespace) -> None:
    more = [factories.SchoolFactory().pk for _ in range(38)]
    for school in School.objects.all():
        registerrows.device(school)
    two, all_of_them = [schools.a.pk, schools.b.pk], [schools.a.pk, schools.b.pk, *more]
    counts = {"two stale": queries_for(two), "two fresh": queries_for(two)}
    mark_stale(two)
    counts |= {"forty stale": queries_for(all_of_them), "forty fresh": queries_for(all_of_them)}
    assert counts["two stale"] == counts["forty stale"]
    assert counts["two fresh"] == counts["forty fresh"] == 2
