"""Reads the whole database after a campaign, as somebody with all its rights would, and tries to join an answer with a code.

Answers are given through the services that the pages use, by known people in a known order with known codes. Then every
table and every column is read; on PostgreSQL also the number of the transaction that wrote each row and its place on the
disk, on SQLite the number of the row.
"""

import datetime
import uuid
from collections.abc import Iterator
from threading import Thread
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from schools.scope import whole_municipality
from surveys.codes import code_digest, derive_codes
from surveys.models import AccessCode, Campaign, CampaignState, CodeBatch, Draft, OpenText, Response, Tally
from surveys.queries.sittings import sitting_of
from surveys.services.campaigns import close_campaign
from surveys.services.mixing import mix_campaign, mix_running
from surveys.services.sittings import enter_with_code, finish, save_answers
from surveys.services.tallies import produce_tally
from tests import factories
from tests.surveys_results import world

PEOPLE = 40
RESPONSES, CODES = Response._meta.db_table, AccessCode._meta.db_table


def is_postgresql() -> bool:
    return connection.vendor == "postgresql"


@pytest.fixture
def city(transactional_db: None) -> Iterator[None]:
    """Real transactions: what joins rows is the transaction that wrote them."""
    with whole_municipality():
        yield


@pytest.fixture
def running(city: None) -> SimpleNamespace:
    """A running campaign of two schools with a code for each person."""
    today = timezone.localdate()
    campaign = world.campaign(opens_on=today, closes_on=today + datetime.timedelta(days=5))
    asked = world.instrument(
        "tajna",
        world.section("s1", world.item("q1"), world.item("q2"), world.item("q3"), world.item("q4", "long_text")),
    )
    targets = world.add_part(campaign, asked, world.schools(2))
    codes = [code for number, target in enumerate(targets) for code in codes_of(target, PEOPLE // 2, f"{number + 4}b")]
    return SimpleNamespace(campaign=campaign, codes=codes, by=factories.person("wydzial"))


def codes_of(target: Any, size: int, label: str) -> list[str]:
    batch = CodeBatch.objects.create(
        target=target, label=label, size=size, seed=uuid.uuid4().hex, request_key=uuid.uuid4()
    )
    codes = derive_codes(batch.seed, size)
    AccessCode.objects.bulk_create([AccessCode(batch=batch, digest=code_digest(code)) for code in codes])
    return codes


def answers_of(number: int) -> dict[str, str]:
    """What nobody else answers: the number of the person to the base of five, and in words."""
    digits = {f"q{place + 1}": str(number // 5**place % 5 + 1) for place in range(3)}
    return {**digits, "q4": f"tajemnica numer {number}."}


def answer(code: str, number: int) -> None:
    entered = enter_with_code(code, door="a", language="pl")
    sitting = sitting_of(entered.digest, entered.key)
    assert sitting is not None
    finish(save_answers(sitting, lambda _: answers_of(number), seconds=90))


def answer_all(running: SimpleNamespace) -> None:
    for number, code in enumerate(running.codes):
        answer(code, number)


def close_and_count(campaign: Campaign, by: Any) -> None:
    close_campaign(campaign, by=by)
    produce_tally(Tally.objects.get(campaign=campaign).pk)
    assert Tally.objects.get(campaign=campaign).state == "done"


def rows(sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


def number_of(answers: Any) -> int:
    """Whose answer it is: known to this test alone."""
    return int(str(answers).split("tajemnica numer ")[1].split(".")[0])


def places(table: str, column: str) -> list[tuple[Any, str]]:
    """A column's values with the transaction that wrote the row, in the order in which the rows lie."""
    mark, order = ("xmin::text", "ctid") if is_postgresql() else ("''", "rowid")
    return [(value, wrote) for value, wrote in rows(f"SELECT {column}, {mark} FROM {table} ORDER BY {order}")]


def correlation(one: list[int], other: list[int]) -> float:
    """Spearman's, of two orders of the same numbers."""
    rank = {value: place for place, value in enumerate(other)}
    gaps = sum((place - rank[value]) ** 2 for place, value in enumerate(one))
    return 1 - 6 * gaps / (len(one) * (len(one) ** 2 - 1))


def orders(running: SimpleNamespace) -> tuple[list[int], list[int]]:
    """People by the place of their answer, and by the place of their used code."""
    owner = {code_digest(code): number for number, code in enumerate(running.codes)}
    of_answers = [number_of(answers) for answers, _ in places(RESPONSES, "answers")]
    used = set(AccessCode.objects.filter(used=True).values_list("digest", flat=True))
    of_codes = [owner[digest] for digest, _ in places(CODES, "digest") if digest in used]
    return of_answers, of_codes


# --- The whole database ---------------------------------------------------------------------------------------------
def tables() -> dict[str, list[tuple[Any, ...]]]:
    """Every table of the database with every row of it."""
    return {name: rows(f'SELECT * FROM "{name}"') for name in connection.introspection.table_names()}


def test_no_row_with_an_answer_knows_a_code_a_person_or_a_moment(running: SimpleNamespace) -> None:
    answer_all(running)
    close_and_count(running.campaign, running.by)
    digests = {code_digest(code) for code in running.codes}
    keys = set(AccessCode.objects.values_list("pk", flat=True))
    found = {name: [row for row in of_table if "tajemnica numer" in str(row)] for name, of_table in tables().items()}
    assert {name: len(of_table) for name, of_table in found.items() if of_table} == {
        RESPONSES: PEOPLE, OpenText._meta.db_table: PEOPLE,
    }  # fmt: skip
    for row in found[RESPONSES]:
        words = " ".join(map(str, row))
        assert not [one for one in row if isinstance(one, datetime.date)]  # a datetime is one too
        assert not [digest for digest in digests if digest in words]
        assert not [code for code in running.codes if code in words]
        assert running.by.email not in words
    columns = {field.name for field in Response._meta.concrete_fields}
    assert columns == {"id", "target", "stage", "language", "mode", "answers", "too_fast", "straight"}
    # Nothing that a row with an answer holds is a key of a code: its own key is random, the others are of many people.
    assert not {row[0] for row in found[RESPONSES]} & keys
    for row in found[OpenText._meta.db_table]:
        assert not [one for one in row if isinstance(one, datetime.date)]


def test_no_row_with_a_code_knows_an_answer_a_person_or_a_moment(running: SimpleNamespace) -> None:
    answer_all(running)
    close_and_count(running.campaign, running.by)
    found = tables()
    assert not Draft.objects.exists()
    assert len(found[CODES]) == PEOPLE
    columns = {field.name for field in AccessCode._meta.concrete_fields}
    assert columns == {"id", "batch", "digest", "used"}
    answers = set(map(str, Response.objects.values_list("pk", flat=True)))
    answers |= {one.replace("-", "") for one in answers}
    for name, of_table in found.items():
        if name != RESPONSES:
            assert not [row for row in of_table if answers & {str(one) for one in row}], name


def test_written_answers_stand_apart_from_the_rest_of_the_answer(running: SimpleNamespace) -> None:
    """Two written answers of one person do not stand at the same place, nor does an order tell who wrote first."""
    answer_all(running)
    close_and_count(running.campaign, running.by)
    told = [number_of(text) for text in OpenText.objects.order_by("pk").values_list("text", flat=True)]
    assert sorted(told) == list(range(PEOPLE))
    for first, last in ((0, PEOPLE // 2), (PEOPLE // 2, PEOPLE)):
        of_school = [number for number in told if first <= number < last]
        assert of_school != sorted(of_school)


# --- Who wrote the row, and where it lies ---------------------------------------------------------------------------
def test_before_mixing_the_database_itself_would_join_them(running: SimpleNamespace) -> None:
    """What the mixing is for; and that the next tests could fail."""
    answer_all(running)
    assert orders(running)[0] == list(range(PEOPLE))
    if is_postgresql():
        written = {mark: number_of(answers) for answers, mark in places(RESPONSES, "answers")}
        owner = {code_digest(code): number for number, code in enumerate(running.codes)}
        assert {written[mark]: owner[digest] for digest, mark in places(CODES, "digest")} == {
            number: number for number in range(PEOPLE)
        }


@pytest.mark.parametrize("when", ["closed", "running"])
def test_after_mixing_neither_transaction_nor_place_joins_them(running: SimpleNamespace, when: str) -> None:
    answer_all(running)
    if when == "closed":
        close_and_count(running.campaign, running.by)
    else:
        assert mix_running() == 1
    assert len({mark for _, mark in places(RESPONSES, "answers")}) == 1
    used = set(AccessCode.objects.filter(used=True).values_list("digest", flat=True))
    assert len(used) == PEOPLE
    assert len({mark for digest, mark in places(CODES, "digest") if digest in used}) == 1
    of_answers, of_codes = orders(running)
    assert sorted(of_answers) == sorted(of_codes) == list(range(PEOPLE))
    in_time = list(range(PEOPLE))
    assert abs(correlation(of_answers, in_time)) < 0.7  # chance: once in a hundred thousand
    assert abs(correlation(of_answers, of_codes)) < 0.7


def test_mixing_changes_no_answer_and_no_code(running: SimpleNamespace) -> None:
    for number, code in enumerate(running.codes[:25]):
        answer(code, number)
    before = sorted(rows(f"SELECT * FROM {RESPONSES}"), key=str), sorted(rows(f"SELECT * FROM {CODES}"), key=str)
    assert mix_campaign(running.campaign) == 25
    assert (
        sorted(rows(f"SELECT * FROM {RESPONSES}"), key=str),
        sorted(rows(f"SELECT * FROM {CODES}"), key=str),
    ) == before


def test_another_campaign_is_left_as_it_is(running: SimpleNamespace) -> None:
    other = world.campaign("Inna")
    (target,) = world.add_part(other, world.simple(), world.schools(1))
    world.answer(target, 9, q1="5")
    before = places(RESPONSES, "id")
    mix_campaign(running.campaign)
    assert places(RESPONSES, "id") == before


def test_only_running_campaigns_with_news_are_mixed(running: SimpleNamespace) -> None:
    Campaign.objects.filter(pk=running.campaign.pk).update(state=CampaignState.CLOSED)
    answer_count = Response.objects.count()
    assert (mix_running(), answer_count) == (0, 0)
    Campaign.objects.filter(pk=running.campaign.pk).update(state=CampaignState.ANNOUNCED)
    for number in range(2):
        answer(running.codes[number], number)
    assert mix_running() == 1
    if is_postgresql():
        assert mix_running() == 0


@pytest.mark.skipif("not __import__('django').db.connection.vendor == 'postgresql'", reason="SQLite has one writer")
def test_answers_come_in_while_they_are_mixed(running: SimpleNamespace) -> None:
    for number in range(20):
        answer(running.codes[number], number)
    failed: list[BaseException] = []

    def answer_meanwhile() -> None:
        try:
            with whole_municipality():
                for number in range(20, 25):
                    answer(running.codes[number], number)
        except BaseException as error:  # noqa: BLE001 - told below, in the test's own thread
            failed.append(error)
        finally:
            connection.close()

    with transaction.atomic():
        assert mix_campaign(running.campaign) == 20
        other = Thread(target=answer_meanwhile)
        other.start()
        other.join(timeout=10)
        assert not other.is_alive(), "answering waits for the mixing"
    assert failed == []
    assert sorted(number_of(one) for one in Response.objects.values_list("answers", flat=True)) == list(range(25))
    assert AccessCode.objects.filter(used=True).count() == 25
