"""The department's words: kept as written, checked for a second writer, known as of a moment."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from monitoring.models import PracticeText, Report
from monitoring.practice import sections_now
from monitoring.practice_drafts import BY_SLUG
from monitoring.practice_texts import ChangedMeanwhile, save_practice_text
from monitoring.report_types import TYPES, Asked
from schedule.models import Plan
from schools.knowledge import as_known_at
from tests import factories
from tests.conftest import ScopelessClient

AIMS = BY_SLUG["cele"]
URL = "/raporty/dobra-praktyka/cele/"


@pytest.fixture
def plan(cast: SimpleNamespace) -> Plan:
    made: Plan = factories.IndicatorFactory().plan
    return made


def aims(plan: Plan) -> Any:
    return next(one for one in sections_now(plan) if one.section is AIMS)


def test_a_written_section_stays_as_it_was_written(plan: Plan, cast: SimpleNamespace) -> None:
    save_practice_text(plan, AIMS, "Nasz cel.", version=0, by=cast.department)
    Plan.objects.update(goal="Inny cel planu.")
    plan.refresh_from_db()

    assert (aims(plan).used, aims(plan).is_edited) == ("Nasz cel.", True)
    assert aims(plan).draft.startswith("Inny cel planu.")


def test_an_emptied_section_follows_the_data_again(plan: Plan, cast: SimpleNamespace) -> None:
    save_practice_text(plan, AIMS, "Nasz cel.", version=0, by=cast.department)
    save_practice_text(plan, AIMS, "", version=1, by=cast.department)

    assert aims(plan).used == aims(plan).draft
    assert [one.text for one in PracticeText.history.order_by("history_id")] == ["Nasz cel.", ""]
    assert PracticeText.history.latest("history_id").history_user == cast.department


@pytest.mark.parametrize("version", [0, 2])
def test_a_second_writer_is_told_and_overwrites_nothing(version: int, plan: Plan, cast: SimpleNamespace) -> None:
    save_practice_text(plan, AIMS, "Pierwszy.", version=0, by=cast.department)

    with pytest.raises(ChangedMeanwhile):
        save_practice_text(plan, AIMS, "Drugi.", version=version, by=cast.department)

    assert PracticeText.objects.get().text == "Pierwszy."


def test_the_report_takes_the_words_known_at_its_moment(plan: Plan, cast: SimpleNamespace) -> None:
    save_practice_text(plan, AIMS, "Dawny tekst.", version=0, by=cast.department)
    moment = timezone.now()
    save_practice_text(plan, AIMS, "Nowy tekst.", version=1, by=cast.department)
    asked = Asked(plan, timezone.localdate(), timezone.localdate())

    with as_known_at(moment):
        before = TYPES["practice"].gather(asked)  # type: ignore[index]
    now = TYPES["practice"].gather(asked)  # type: ignore[index]

    assert [one["sections"][2]["text"] for one in (before, now)] == ["Dawny tekst.", "Nowy tekst."]


# --- Pages ----------------------------------------------------------------------------------------------------------
@pytest.fixture
def signed_in(client: ScopelessClient, plan: Plan, cast: SimpleNamespace) -> ScopelessClient:
    client.force_login(cast.department)
    return client


def test_a_section_is_written_beside_its_draft(signed_in: ScopelessClient, plan: Plan) -> None:
    page = signed_in.get(URL).content.decode()
    answer = signed_in.post(URL, {"version": "0", "text": "Nasz cel.\r\n- punkt "})

    assert "Szkic z danych" in page
    assert plan.goal in page
    assert answer.status_code == 302
    assert aims(plan).used == "Nasz cel.\n- punkt"


def test_saving_the_draft_unchanged_keeps_following_the_data(signed_in: ScopelessClient, plan: Plan) -> None:
    signed_in.post(URL, {"version": "0", "text": aims(plan).draft.replace("\n", "\r\n")})

    assert not aims(plan).is_edited


def test_a_button_goes_back_to_the_draft(signed_in: ScopelessClient, plan: Plan, cast: SimpleNamespace) -> None:
    save_practice_text(plan, AIMS, "Nasz cel.", version=0, by=cast.department)

    signed_in.post(URL, {"version": "1", "text": "Coś jeszcze.", "draft": "1"})

    assert (aims(plan).used, aims(plan).version) == (aims(plan).draft, 2)


def test_a_refused_text_is_kept_and_the_other_is_shown(
    signed_in: ScopelessClient, plan: Plan, cast: SimpleNamespace
) -> None:
    save_practice_text(plan, AIMS, "Tamten tekst.", version=0, by=cast.administrator)

    refused = signed_in.post(URL, {"version": "0", "text": "Mój tekst."}).content.decode()

    assert "Ktoś zapisał tę część, gdy ją pisano." in refused
    assert "Mój tekst.</textarea>" in refused
    assert "Tamten tekst." in refused
    assert 'name="version" value="1"' in refused
    assert signed_in.post(URL, {"version": "1", "text": "Mój tekst."}).status_code == 302
    assert aims(plan).used == "Mój tekst."


def test_too_long_a_text_is_kept_in_the_form(signed_in: ScopelessClient, plan: Plan) -> None:
    answer = signed_in.post(URL, {"version": "0", "text": "a" * 8001}).content.decode()

    assert "a" * 8001 in answer
    assert not PracticeText.objects.exists()


def test_a_double_click_orders_one_file(signed_in: ScopelessClient, plan: Plan) -> None:
    same = {"request_key": "6f2f8f6e-8c6c-4a53-9f0a-0d9a3c1c7a11", "format": "docx"}

    for _ in range(2):
        signed_in.post(reverse("monitoring:practice_order"), same)

    assert [(one.kind, one.format) for one in Report.objects.all()] == [("practice", "docx")]


@pytest.mark.parametrize("wrong", [{}, {"request_key": "x", "format": "pdf"}, {"request_key": "", "format": "xlsx"}])
def test_an_order_of_nothing_is_refused_with_a_sentence(
    wrong: dict[str, str], signed_in: ScopelessClient, plan: Plan
) -> None:
    answer = signed_in.post(reverse("monitoring:practice_order"), wrong, follow=True)

    assert "Nie wiadomo, jaki plik zrobić." in answer.content.decode()
    assert not Report.objects.exists()
