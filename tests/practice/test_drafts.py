"""Drafts of the good-practice description: what the data say, section by section."""

import datetime
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from monitoring.practice import gather_practice, plan_told
from monitoring.practice_drafts import SECTIONS, Block, blocks
from tests.monitoring.conftest import record, tomaszow

DAY = datetime.date(2026, 6, 30)
__all__ = ["record", "tomaszow"]


def texts(tomaszow: SimpleNamespace) -> dict[str, str]:
    told = gather_practice(tomaszow.plan, DAY, made_on=DAY)
    return {one["slug"]: one["text"] for one in told["sections"]}


def test_every_section_of_the_real_plan_has_a_draft(tomaszow: SimpleNamespace, record: Callable[..., Any]) -> None:
    for school in tomaszow.primary[:3]:
        record("1.1", "audit", keeper=school, proved_by="report")
    record("1.1", "audit", keeper=tomaszow.primary[3], day=datetime.date(2024, 10, 2))

    told = texts(tomaszow)

    assert list(told) == [one.slug for one in SECTIONS]
    assert all(told.values())
    assert "- Objęte: 12\u00a0jednostek, w tym 11\u00a0szkół podstawowych" in told["nazwa-i-miejsce"]
    assert told["cele"] == f"{tomaszow.plan.goal}\n\n{tomaszow.plan.task}"
    assert "(4\u00a0zapisy, 15 września – 2 października 2024)" in told["przebieg"]
    assert told["rezultaty"].startswith("Stan na 30 czerwca 2026: osiągnięto 0 z 22\u00a0wskaźników.")
    assert "Dowody przechowuje portal (3\u00a0pliki)" in told["rezultaty"]
    assert (
        "- 1.1 Liczba przeprowadzonych audytów w szkołach: udokumentowano 3, cel 11 (zgłoszono 4)" in told["trudnosci"]
    )
    assert "- 8.1 " in told["trwalosc"]
    assert told["kontakt"] == "Wydział Edukacji, Gmina-Miasto Tomaszów Mazowiecki"


def test_a_draft_follows_the_day(tomaszow: SimpleNamespace, record: Callable[..., Any]) -> None:
    record("1.3", "team_meeting", proved_by="attendance", day=datetime.date(2024, 6, 20))

    before = gather_practice(tomaszow.plan, datetime.date(2024, 6, 19), made_on=DAY)["sections"][3]["text"]
    then = gather_practice(tomaszow.plan, datetime.date(2024, 6, 20), made_on=DAY)["sections"][3]["text"]

    assert "1\u00a0zapis, 20 czerwca 2024" not in before
    assert "1\u00a0zapis, 20 czerwca 2024" in then


def test_a_plan_without_further_words_is_drafted_too(tomaszow: SimpleNamespace) -> None:
    tomaszow.plan.content = {}
    tomaszow.plan.save()

    told = texts(tomaszow)

    assert told["partnerzy-i-zasoby"] == ""
    assert told["potrzeba-i-diagnoza"].startswith("Co z diagnozy potwierdzają zapisy w portalu:")
    assert plan_told(tomaszow.plan)["end"] == "2026-06-30"


def test_text_becomes_paragraphs_lists_and_headings() -> None:
    text = "# Śródtytuł\nPierwszy wiersz\ndrugi wiersz\n\n- jeden\n- dwa\nDalej\r\n\r\n\r\n- trzy"

    assert blocks(text) == [
        Block("heading", ("Śródtytuł",)),
        Block("paragraph", ("Pierwszy wiersz drugi wiersz",)),
        Block("list", ("jeden", "dwa")),
        Block("paragraph", ("Dalej",)),
        Block("list", ("trzy",)),
    ]


def test_no_text_is_no_block() -> None:
    assert blocks(" \n\n- \n# ") == []
