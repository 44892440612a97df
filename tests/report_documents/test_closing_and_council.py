"""The closing report and the council's summary, gathered from records."""

import datetime
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from django.utils import timezone

from monitoring import services
from monitoring.models import Report, ReportKind
from monitoring.queries import board
from tests import registerrows
from tests.factories import EvidenceFactory
from tests.monitoring.conftest import record, tomaszow

__all__ = ["record", "tomaszow"]
Write = Callable[..., Any]


def inputs_of(plan: Any, kind: str, day: datetime.date) -> dict[str, Any]:
    return services.gather_inputs(Report(plan=plan, as_of=day, known_at=timezone.now(), kind=kind))


def test_what_was_reached_at_the_plans_end_is_asked_again_on_the_day(tomaszow: SimpleNamespace) -> None:
    for place, school in enumerate(tomaszow.primary):
        proof = EvidenceFactory(school=school, kind="sheet")
        registerrows.accepted_sheet(school, datetime.date(2025, 9, 2 + place), "current", evidence=proof)

    closing = inputs_of(tomaszow.plan, ReportKind.CLOSING, datetime.date(2026, 10, 1))["closing"]
    moved = {one["number"]: one for one in closing["moved"]}

    sheets = moved["8.1"]  # asked anew each school year
    assert (sheets["at_start"], sheets["at_end"], sheets["now"], sheets["kept"]) == (0, 11, 0, "nie")
    assert moved["1.1"]["kept"] == ""
    assert closing["is_over"] is True
    assert [one["label"] for one in closing["steps_after"]] == ["1.2", "8.1", "8.2", "8.3"]


def test_devices_under_an_obligation_are_listed_by_source_and_day(tomaszow: SimpleNamespace) -> None:
    for until in (datetime.date(2030, 12, 31), datetime.date(2030, 12, 31), datetime.date(2026, 5, 1)):
        registerrows.device(tomaszow.primary[0], durability_until=until, gross_value=1000)
    day = timezone.localdate()
    told = inputs_of(tomaszow.plan, ReportKind.CLOSING, day)["closing"]["devices_after"]
    assert told == [
        {"funding": "źródło nieznane", "until": "2030-12-31", "devices": 2, "value": "2\u00a0000,00\u00a0zł"}
    ]


def test_the_summarys_numbers_are_the_boards(tomaszow: SimpleNamespace, record: Write) -> None:
    record("2.1", "resolution", proved_by="resolution", day=datetime.date(2024, 12, 19))
    day = datetime.date(2026, 6, 30)
    told = inputs_of(tomaszow.plan, ReportKind.COUNCIL, day)
    rows = board(tomaszow.plan, day)

    reached = [row for row in rows if row.standing.status in {"reached", "reached_late"}]
    assert (told["total"], told["reached"]) == (22, len(reached))
    assert told["headline"] == f"Osiągnięto {len(reached)} z 22\u00a0wskaźników"
    assert told["attention"][0]["number"] == "1.1"
    assert sum(one["reached"] for one in told["actions"]) == len(reached)
    assert told["files"] == 1
