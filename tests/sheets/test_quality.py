"""What a school's register lacks, what in it cannot be, and the score made from both."""

import datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from inventory.models import Device, Licence, LicenceKind, Product
from inventory.quality import FINDINGS, OVER_SEATS, Quality, assess
from schools.models import School
from schools.scope import school_scope
from tests import registerrows

DAY = datetime.date(2024, 9, 15)


def whole(school: School, **given: Any) -> Device:
    """A laptop about which nothing is left to say."""
    fields: dict[str, Any] = {
        "category": registerrows.category("laptop", is_computer=True),
        "serial": f"PF-{Device.objects.count():05}",
        "room": registerrows.room(school),
        "purchased_on": DAY,
        "warranty_until": datetime.date(2026, 9, 15),
        "gross_value": "3499.99",
        "ram_gb": 16,
        "disk_gb": 512,
        "operating_system": registerrows.system(),
    }
    return registerrows.device(school, **fields | given)


def found(code: str) -> list[str]:
    return [one.inventory_number for one in FINDINGS[code].apply(Device.objects.order_by("pk"))]


def test_a_whole_register_has_no_finding_and_scores_100(schools: SimpleNamespace) -> None:
    whole(schools.a)
    whole(schools.a)

    quality = assess()[schools.a.pk]

    assert set(quality.counts.values()) == {0}
    assert (quality.completeness, quality.validity, quality.score) == (100, 100, 100)
    assert (quality.devices, quality.entries, quality.asked, quality.filled) == (2, 2, 16, 16)


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("no_serial", {"serial": ""}),
        ("no_serial", {"serial": "To be filled by O.E.M."}),
        ("no_serial", {"serial": "000000"}),
        ("no_room", {"room": None}),
        ("no_date", {"purchased_on": None}),
        ("no_value", {"gross_value": None}),
        ("no_computer_facts", {"ram_gb": None}),
        ("no_computer_facts", {"disk_gb": None}),
        ("no_computer_facts", {"operating_system": None}),
        ("purchase_day", {"purchased_on": datetime.date(1979, 12, 31)}),
        ("purchase_day", {"purchased_on": datetime.date(2200, 1, 1), "warranty_until": None}),
        ("warranty_before_purchase", {"warranty_until": datetime.date(2024, 9, 14)}),
        ("gone_with_room", {"status": "disposed"}),
        ("gone_with_room", {"status": "handed_over"}),
        ("stale", {"confirmed_on": datetime.date(2020, 1, 1)}),
    ],
)
def test_a_fault_is_found_at_the_device_that_has_it_and_there_alone(
    schools: SimpleNamespace, code: str, fault: dict[str, Any]
) -> None:
    whole(schools.a, inventory_number="DOBRE")
    whole(schools.a, inventory_number="ZŁE", **fault)

    assert found(code) == ["ZŁE"]
    assert {name: n for name, n in assess()[schools.a.pk].counts.items() if n} == {code: 1}


def test_the_category_inne_is_a_category_not_chosen(schools: SimpleNamespace) -> None:
    whole(schools.a, inventory_number="DOBRE")
    whole(schools.a, inventory_number="ZŁE", category=registerrows.category("inne"))

    assert found("other_category") == ["ZŁE"]


@pytest.mark.parametrize("value", [datetime.date(1980, 1, 1), "today"])
def test_the_first_and_the_last_possible_day_of_purchase_are_possible(schools: SimpleNamespace, value: Any) -> None:
    day = timezone.localdate() if value == "today" else value
    whole(schools.a, purchased_on=day, warranty_until=day)

    assert found("purchase_day") == []
    assert found("warranty_before_purchase") == []


def test_a_projector_is_not_asked_for_memory_and_system(schools: SimpleNamespace) -> None:
    whole(schools.a, category=registerrows.category("projektor"), ram_gb=None, disk_gb=None, operating_system=None)

    assert found("no_computer_facts") == []
    assert (assess()[schools.a.pk].asked, assess()[schools.a.pk].score) == (7, 100)


def test_what_has_left_the_school_is_asked_for_nothing(schools: SimpleNamespace) -> None:
    whole(schools.a)
    registerrows.device(schools.a, status="disposed")

    quality = assess()[schools.a.pk]

    assert (quality.devices, quality.entries, quality.score) == (1, 2, 100)


def test_a_serial_is_doubled_only_within_a_school_and_among_what_is_still_there(schools: SimpleNamespace) -> None:
    whole(schools.a, inventory_number="A1", serial="SN 77")
    whole(schools.a, inventory_number="A2", serial="sn77")
    whole(schools.b, inventory_number="B1", serial="SN77")
    whole(schools.a, inventory_number="A3", serial="SN88")
    whole(schools.a, inventory_number="A4", serial="SN88", status="disposed", room=None)
    whole(schools.a, inventory_number="A5", serial="brak")
    whole(schools.a, inventory_number="A6", serial="brak")

    assert found("duplicate_serial") == ["A1", "A2"]


def test_a_device_confirmed_a_day_short_of_twelve_months_ago_is_not_stale(schools: SimpleNamespace) -> None:
    today = datetime.date(2026, 11, 22)
    whole(schools.a, inventory_number="DOBRE", confirmed_on=datetime.date(2025, 11, 23))
    whole(schools.a, inventory_number="ZŁE", confirmed_on=datetime.date(2025, 11, 22))

    stale = FINDINGS["stale"].apply(Device.objects.all(), today)

    assert [one.inventory_number for one in stale] == ["ZŁE"]


def test_an_accepted_sheet_confirms_the_whole_register_and_one_taken_back_does_not(schools: SimpleNamespace) -> None:
    whole(schools.a, confirmed_on=datetime.date(2020, 1, 1))
    sheet = registerrows.accepted_sheet(schools.a, timezone.localdate())
    assert found("stale") == []

    sheet.state, sheet.accepted_on = "returned", None
    sheet.save()

    assert len(found("stale")) == 1


def test_a_licence_used_on_more_seats_than_bought_is_a_contradiction(schools: SimpleNamespace) -> None:
    whole(schools.a)
    product = Product.objects.create(name="Pakiet biurowy")
    for seats, in_use in ((10, 11), (10, 10), (None, 99)):
        Licence.objects.create(school=schools.a, product=product, kind=LicenceKind.EDU, seats=seats, in_use=in_use)

    quality = assess()[schools.a.pk]

    assert [one.in_use for one in OVER_SEATS.apply(Licence.objects.all())] == [11]
    assert quality.counts["over_seats"] == 1
    assert (quality.entries, quality.sound, quality.validity, quality.score) == (4, 3, 75, 75)


def test_the_score_of_a_small_register_is_exact(schools: SimpleNamespace) -> None:
    whole(schools.a)  # 8 of 8
    whole(schools.a, serial="", room=None)  # 4 of 8
    whole(schools.a, category=registerrows.category("inne"), ram_gb=None)  # 6 of 7: not a computer
    whole(schools.a, warranty_until=datetime.date(2020, 1, 1))  # 8 of 8, and a contradiction

    quality = assess()[schools.a.pk]

    assert (quality.filled, quality.asked) == (26, 31)
    assert (quality.sound, quality.entries) == (3, 4)
    assert (quality.completeness, quality.validity) == (83, 75)
    assert quality.score == 62  # 100 · 26/31 · 3/4 = 62,9: rounded down


def test_one_fault_among_a_thousand_keeps_the_score_from_100() -> None:
    assert Quality(devices=1000, entries=1000, asked=8000, filled=7999, sound=1000).score == 99


def test_a_device_with_two_contradictions_is_one_entry(schools: SimpleNamespace) -> None:
    whole(schools.a)
    whole(schools.a, purchased_on=datetime.date(2200, 1, 1))  # in the future, and after its warranty

    quality = assess()[schools.a.pk]

    assert (quality.counts["purchase_day"], quality.counts["warranty_before_purchase"]) == (1, 1)
    assert (quality.sound, quality.score) == (1, 50)


def test_an_empty_register_has_no_score() -> None:
    assert Quality().score is None
    assert Quality().tone == "grey"


def test_a_school_sees_its_own_quality_alone(schools: SimpleNamespace) -> None:
    whole(schools.a)
    whole(schools.b)

    with school_scope([schools.a.pk]):
        assert set(assess()) == {schools.a.pk}


def test_quality_of_any_number_of_schools_takes_two_queries(schools: SimpleNamespace) -> None:
    for school in (schools.a, schools.b):
        whole(school)

    with CaptureQueriesContext(connection) as captured:
        assess([schools.a.pk, schools.b.pk])

    assert len(captured) == 2


def test_counts_are_the_lengths_of_the_worklists(schools: SimpleNamespace) -> None:
    for fault in ({"serial": "SN1"}, {"serial": "SN1"}, {"room": None}, {"status": "disposed"}, {"gross_value": None}):
        whole(schools.a, **fault)

    counts = assess()[schools.a.pk].counts

    assert {code: finding.apply(Device.objects.all()).count() for code, finding in FINDINGS.items()} == {
        code: n for code, n in counts.items() if code in FINDINGS
    }
