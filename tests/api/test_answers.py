"""What the operations answer: the board's numbers, days and moments, pages, conditional requests, the scope of a token."""

import datetime
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from monitoring.queries import board
from schedule.models import Activity
from schools.models import School
from surveys.models import ResultAccess
from tests import factories, registerrows
from tests.monitoring.conftest import record, tomaszow

Ask = Callable[..., Any]
Made = Callable[..., Any]
DAY = datetime.date(2026, 6, 30)
__all__ = ["record", "tomaszow"]


def items(response: Any) -> list[dict[str, Any]]:
    assert response.status_code == 200, response.content
    found: list[dict[str, Any]] = response.json()["items"]
    return found


# --- Numbers --------------------------------------------------------------------------------------------------------
def test_the_numbers_are_the_boards(
    tomaszow: SimpleNamespace, record: Callable[..., Any], made: Made, ask: Ask
) -> None:
    for school in tomaszow.primary[:3]:
        record("1.1", "audit", keeper=school, proved_by="report")
    record("1.1", "audit", keeper=tomaszow.primary[3])
    rows = board(tomaszow.plan, DAY)

    told = items(ask("indicators", made().secret, as_of="2026-06-30"))

    assert [one["number"] for one in told] == [row.indicator.number for row in rows]
    for one, row in zip(told, rows, strict=True):
        standing = one["standing"]
        assert (standing["status"], standing["records"]) == (row.standing.status.value, row.standing.records)
        assert [(v["group"], v["declared"], v["evidenced"], v["target"], v["reached"]) for v in standing["values"]] == [
            (c.group, c.declared, c.evidenced, c.target, c.reached) for c in row.standing.comparisons
        ]
        assert standing["schools_done"] == (row.standing.done_count if row.by_school else None)


def test_an_indicator_names_its_records_and_their_files(world: SimpleNamespace, made: Made, ask: Ask) -> None:
    told = ask(f"indicators/{world.by_school.pk}", made().secret).json()

    proof = world.audit["a"].proofs.get().evidence
    ours = next(one for one in told["contributions"] if one["label"] == "Audyt a")
    assert (ours["record"], ours["school_id"], ours["day"]) == (
        f"activity:{world.audit['a'].pk}", world.schools.a.pk, "2024-09-15",
    )  # fmt: skip
    assert [(one["name"], one["sha256"]) for one in ours["evidence"]] == [(proof.name, proof.sha256)]
    assert ours["evidence"][0]["url"].endswith(f"/dowody/{proof.pk}/")
    assert [one["done"] for one in told["schools"]] == [True, True]


def test_a_record_counts_from_its_day_on(world: SimpleNamespace, made: Made, ask: Ask) -> None:
    secret = made().secret

    before, then = (
        items(ask("indicators", secret, as_of=day))[0]["standing"]["values"][0]["evidenced"]
        for day in ("2024-09-14", "2024-09-15")
    )

    assert (before, then) == (0, 2)


def test_a_record_entered_later_was_not_known_then(world: SimpleNamespace, made: Made, ask: Ask) -> None:
    secret, moment = made().secret, timezone.now()
    third: School = factories.SchoolFactory(short_name="ZSP nr 103")
    factories.ActivityFactory(step=world.step, keeper=third, proved_by="report")

    told = {
        known: items(ask("indicators", secret, known_at=known.isoformat()))[0]["standing"]["values"][0]["evidenced"]
        for known in (moment, timezone.now())
    }

    assert list(told.values()) == [2, 3]


def test_a_level_may_be_a_fraction_and_a_plan_may_be_named(world: SimpleNamespace, made: Made, ask: Ask) -> None:
    secret = made().secret

    assert ask("plan", secret, plan=world.plan.pk).json()["title"] == world.plan.title
    assert ask("plan", secret, plan=world.plan.pk + 1).json()["title"] == "Nie ma takiego zasobu"


def test_steps_tell_their_activities(world: SimpleNamespace, made: Made, ask: Ask) -> None:
    factories.ActivityFactory(step=world.step, keeper=world.schools.a)  # without a file

    step = items(ask("steps", made().secret))[0]

    assert (step["activities"], step["documented"]) == (5, 4)


def test_the_inventory_is_told_in_counts(world: SimpleNamespace, made: Made, ask: Ask) -> None:
    registerrows.device(world.schools.a, "EW/x", status="disposed")
    secret = made().secret

    totals = {one["school_id"]: one["devices"] for one in items(ask("inventory", secret))}
    statuses = items(ask("inventory/counts", secret, dimension="status"))

    assert totals == {world.schools.a.pk: 1, world.schools.b.pk: 1}
    assert [(one["school"], one["label"], one["devices"]) for one in statuses] == [
        ("ZSP nr 101", "zlikwidowane", 1), ("ZSP nr 101", "w użyciu", 1), ("ZSP nr 102", "w użyciu", 1),
    ]  # fmt: skip


def test_suppressed_figures_are_not_there(world: SimpleNamespace, made: Made, ask: Ask) -> None:
    told = items(ask("surveys/figures", made().secret))

    assert sorted((one["school_id"] or 0, one["code"], one["mean"]) for one in told) == [
        (0, "q1", 3.5), (world.schools.a.pk, "q1", 4.0), (world.schools.b.pk, "q1", 4.0),
    ]  # fmt: skip


def test_reading_results_is_noted_once_a_day(world: SimpleNamespace, made: Made, ask: Ask) -> None:
    created = made()

    for _ in range(2):
        ask("surveys/figures", created.secret)

    access = ResultAccess.objects.get()
    assert (access.user, access.campaign) == (world.cast.department, world.campaign)
    assert access.what == f"API: token nr {created.token.pk}"


def test_selfie_cards_are_counted_by_school_year(world: SimpleNamespace, made: Made, ask: Ask) -> None:
    assert [(one["school"], one["school_year"], one["confirmed"]) for one in items(ask("selfie", made().secret))] == [
        ("ZSP nr 101", "2024/2025", 1), ("ZSP nr 102", "2024/2025", 1),
    ]  # fmt: skip


# --- Scope ----------------------------------------------------------------------------------------------------------
LISTS = (
    "steps",
    "indicators",
    "contributions",
    "schools",
    "inventory",
    "inventory/counts",
    "surveys",
    "surveys/figures",
    "selfie",
)


def test_a_token_of_a_gets_nothing_of_b(world: SimpleNamespace, made: Made, ask: Ask) -> None:
    secret = made(school=world.schools.a).secret
    foreign = {
        "ZSP nr 102", "Audyt b", world.schools.b.name, world.audit["b"].proofs.get().evidence.name,
        world.shared.proofs.get().evidence.name, "EW/b",
    }  # fmt: skip

    told = "".join(ask(path, secret).content.decode() for path in (*LISTS, f"indicators/{world.by_school.pk}"))

    assert {one for one in foreign if one in told} == set()
    assert f'"school_id": {world.schools.b.pk}' not in told
    assert "Audyt a" in told
    assert "Wspólny" in told  # A took part in it; the file is B's


def test_a_token_of_a_gets_its_own_numbers(world: SimpleNamespace, made: Made, ask: Ask) -> None:
    secret = made(school=world.schools.a).secret

    by_school, citys = items(ask("indicators", secret))

    assert (by_school["standing"]["schools_done"], by_school["standing"]["schools_asked"]) == (1, 1)
    assert citys["standing"] is None  # of what the city does a school's records say nothing
    assert [one["id"] for one in items(ask("schools", secret))] == [world.schools.a.pk]
    assert [(one["school_id"], one["mean"]) for one in items(ask("surveys/figures", secret))] == [
        (world.schools.a.pk, 4.0)
    ]
    assert [one["label"] for one in items(ask("contributions", secret))] == ["Audyt a", "Wspólny"]


def test_a_token_of_a_sees_no_campaign_that_did_not_ask_it(world: SimpleNamespace, made: Made, ask: Ask) -> None:
    third: School = factories.SchoolFactory(short_name="ZSP nr 103")

    assert items(ask("surveys", made(school=third).secret)) == []
    assert [one["name"] for one in items(ask("surveys", made(school=world.schools.a).secret))] == ["Policzona"]


# --- Pages, conditions, methods ---------------------------------------------------------------------------------------
def test_pages_follow_one_another(world: SimpleNamespace, made: Made, ask: Ask) -> None:
    secret = made().secret

    first = ask("contributions", secret, limit=3, indicator="1.1").json()
    last = ask("contributions", secret, limit=3, offset=3, indicator="1.1").json()

    assert (first["count"], len(first["items"])) == (4, 3)
    assert first["next"].endswith("/api/v1/contributions?limit=3&indicator=1.1&offset=3")
    assert (last["count"], len(last["items"]), last["next"]) == (4, 1, None)


def test_what_has_not_changed_is_not_sent_again(world: SimpleNamespace, made: Made, client: Any, ask: Ask) -> None:
    secret = made().secret
    first = ask("contributions", secret)
    headers = {"Authorization": f"Bearer {secret}", "If-None-Match": first["ETag"]}

    same = client.get("/api/v1/contributions", headers=headers)
    Activity.objects.filter(pk=world.audit["a"].pk).update(title="Inny tytuł")
    other = client.get("/api/v1/contributions", headers=headers)

    assert (same.status_code, same.content) == (304, b"")
    assert other.status_code == 200
    assert (first["Cache-Control"], first["Vary"]) == ("private, no-cache", "Authorization, Cookie")


def test_head_is_answered_and_nothing_is_written(world: SimpleNamespace, made: Made, client: Any) -> None:
    headers = {"Authorization": f"Bearer {made().secret}"}

    assert client.head("/api/v1/plan", headers=headers).status_code == 200
    for method in ("post", "put", "patch", "delete"):
        response = getattr(client, method)("/api/v1/plan", headers=headers)
        assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")
        assert response["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("query", "parameter", "sentence"),
    [
        ({"as_of": "jutro"}, "as_of", "To ma być dzień RRRR-MM-DD."),
        ({"as_of": "2999-01-01"}, "as_of", "Podaj dzień od 2015-01-01 do dzisiejszego."),
        ({"as_of": "1410-07-15"}, "as_of", "Podaj dzień od 2015-01-01 do dzisiejszego."),
        ({"known_at": "2026-06-30T12:00:00"}, "known_at", "Chwila ma być ze strefą czasową, na przykład 2026-06-30T12:00:00Z."),
        ({"known_at": "2999-06-30T12:00:00Z"}, "known_at", "Podaj chwilę od 2015-01-01 do teraz, ze strefą czasową."),
        ({"limit": "501"}, "limit", "Wartość ma być nie większa niż 500."),
        ({"offset": "-1"}, "offset", "Wartość ma być nie mniejsza niż 0."),
        ({"plan": "x"}, "plan", "To ma być liczba całkowita."),
    ],
)  # fmt: skip
def test_a_wrong_parameter_is_named_in_polish(
    query: dict[str, str], parameter: str, sentence: str, world: SimpleNamespace, made: Made, ask: Ask
) -> None:
    response = ask("indicators", made().secret, **query)

    assert (response.status_code, response["Content-Type"]) == (422, "application/problem+json")
    assert response.json()["errors"] == [{"parameter": parameter, "message": sentence}]


def test_an_address_that_nothing_stands_at_is_a_problem_too(ask: Ask, db: None) -> None:
    response = ask("nie-ma/takiego")

    assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")


QUERIES = {
    "plan": 9, "actions": 12, "steps": 15, "indicators": 21, "contributions": 22, "schools": 9, "inventory": 17,
    "inventory/counts": 17, "surveys": 11, "surveys/figures": 16, "selfie": 10,
}  # fmt: skip


@pytest.mark.parametrize("path", QUERIES)
def test_an_answer_asks_the_database_as_often_for_many_schools(
    path: str, world: SimpleNamespace, made: Made, ask: Ask
) -> None:
    secret = made().secret
    ask(path, secret)  # the count of questions, the day of use, summaries of registers, the access to results

    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            ask(path, secret)
        counts.append(len(queries))
        for number in range(3):
            school = factories.SchoolFactory(short_name=f"ZSP nr {300 + School.objects.count() + number}")
            factories.ActivityFactory(step=world.step, keeper=school, proved_by="report")
            registerrows.device(school, "EW/1")
        ask(path, secret)

    assert counts == [QUERIES[path]] * 2
