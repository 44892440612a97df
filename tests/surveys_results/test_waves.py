"""The same questions asked again: what changed, in numbers and words, and where the question itself did."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from schools.models import School
from schools.roles import Role
from surveys.models import Instrument
from surveys.resultbooks.book import waves_at
from surveys.resultbooks.waves import BROKEN, WaveBook
from surveys.statistics import FALL, RISE, UNCLEAR
from tests import factories
from tests.surveys_results import world

pytestmark = pytest.mark.usefixtures("city")
SECOND = world.DAY.replace(month=11)
THIRD = world.DAY.replace(year=2027)


def wave(name: str, asked: Instrument, schools: list[School], answers: dict[str, str], *, day: Any = world.DAY) -> Any:
    """A counted wave in which half of the people give one point less than the others."""
    campaign = world.campaign(name, wave=name, opens_on=day, closes_on=day)
    for target in world.add_part(campaign, asked, schools):
        world.answer(target, 20, **answers)
        world.answer(target, 20, **{code: str(int(point) - 1) for code, point in answers.items()})
    world.counted(campaign)
    return campaign


def book_of(campaign: Any, school: School | None = None) -> WaveBook:
    by = factories.person(f"wydzial{campaign.pk}", Role.DEPARTMENT)
    found = waves_at(campaign.parts.select_related("campaign", "instrument").get(), by=by, school=school)
    assert found is not None
    return found


def test_the_first_wave_has_nothing_to_compare() -> None:
    campaign = wave("wiosna", world.simple(), world.schools(1), {"q1": "4", "q2": "4", "q3": "4"})
    by = factories.person("wydzial", Role.DEPARTMENT)
    assert waves_at(campaign.parts.get(), by=by, school=None) is None


def test_changes_are_said_in_words_with_an_interval() -> None:
    asked, schools = world.simple(), world.schools(2)
    wave("wiosna", asked, schools, {"q1": "4", "q2": "4", "q3": "4"})
    book = book_of(wave("jesień", asked, schools, {"q1": "5", "q2": "2", "q3": "4"}, day=SECOND))
    rows = {row.code: row for row in book.rows}
    assert {code: row.words for code, row in rows.items()} == {"q1": RISE, "q2": FALL, "q3": UNCLEAR, "s1": FALL}
    assert (rows["q1"].before.mean_words, rows["q1"].now.mean_words, rows["q1"].difference) == ("3,50", "4,50", "+1,00")
    assert rows["q1"].interval == "od +0,84 do +1,16"  # 2 × 0.50315² / 80, quantile 1.975
    assert [row.code for row in book.largest] == ["q2", "q1", "q3"]
    assert [row.code for row in book.clear] == ["q2", "q1"]


def test_a_question_in_other_words_is_not_compared_and_breaks_the_line() -> None:
    schools = world.schools(2)
    wave("wiosna", world.simple(), schools, {"q1": "4", "q2": "4", "q3": "4"})
    other = world.section("s1", world.item("q1"), world.item("q2", text={"pl": "Inaczej"}), world.item("q3"))
    changed = world.instrument("prosta", other, version=2)
    book = book_of(wave("jesień", changed, schools, {"q1": "5", "q2": "5", "q3": "5"}, day=SECOND))
    assert {row.code: row.words for row in book.rows} == {"q1": RISE, "q2": BROKEN, "q3": RISE, "s1": BROKEN}
    assert [continues for _, _, continues in book.trends[0].points] == [False, False]
    assert [point.continues for point in book.trends[0].line.points] == [False, False]


def test_a_third_wave_goes_on_from_the_second() -> None:
    asked, schools = world.simple(), world.schools(2)
    wave("wiosna", asked, schools, {"q1": "2", "q2": "2", "q3": "2"})
    wave("jesień", asked, schools, {"q1": "4", "q2": "4", "q3": "4"}, day=SECOND)
    book = book_of(wave("zima", asked, schools, {"q1": "4", "q2": "4", "q3": "4"}, day=THIRD))
    assert (book.before, book.now) == ("jesień", "zima")
    assert {row.words for row in book.rows} == {UNCLEAR}
    assert [figure.mean_words for _, figure, _ in book.trends[0].points] == ["1,50", "3,50", "3,50"]


def test_a_hidden_wave_says_so_and_has_no_difference(client: Client) -> None:
    asked, schools = world.simple(), world.schools(3)
    first = world.campaign("wiosna", wave="wiosna")
    for target, people in zip(world.add_part(first, asked, schools), (3, 12, 12), strict=True):
        world.answer(target, people, q1="4", q2="4", q3="4")
    world.counted(first)
    later = wave("jesień", asked, schools, {"q1": "5", "q2": "5", "q3": "5"}, day=SECOND)
    client.force_login(factories.person("dyrektor", Role.DIRECTOR, schools[0]))
    page = client.get(reverse("surveys:school_results", args=[later.pk, schools[0].pk]) + "?grupa=zmiany")
    words = page.content.decode()
    assert words.count("za mało odpowiedzi") >= 4
    assert "wzrost</" not in words
