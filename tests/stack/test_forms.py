"""Forms that meet bad luck: a session that ended meanwhile, two clicks, the browser's arrow."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.stack.conftest import OpenContext
from tests.stack.people import DIRECTOR, OFFICE, Person
from tests.stack.portal import Portal
from tests.stack.visitor import Answer, Visitor

pytestmark = [pytest.mark.stack, pytest.mark.browser]
KEPT = "Sesja wygasła, zanim formularz dotarł."


@pytest.fixture
def title() -> str:
    return f"Audyt {uuid.uuid4().hex[:8]}"


def records(portal: Portal, title: str) -> list[tuple[Any, ...]]:
    """State, versions of history and files of every record with this title."""
    return portal.rows(
        "SELECT state, (SELECT count(*) FROM schedule_historicalactivity h WHERE h.id = a.id),"
        " (SELECT count(*) FROM schedule_activityevidence e WHERE e.activity_id = a.id)"
        " FROM schedule_activity a WHERE title = %s",
        title,
    )


def at_once(
    visitor: Visitor, path: str, fields: dict[str, str] | None = None, file: Path | None = None
) -> list[Answer]:
    """The same form sent twice at the same moment."""
    start = Barrier(2)

    def send(_: int) -> Answer:
        start.wait(10)
        return visitor.post(path, fields, file)

    with ThreadPoolExecutor(2) as clicks:
        return list(clicks.map(send, range(2)))


def a_draft(visitor: Visitor, title: str) -> str:
    """The path of a new record."""
    path = "/zdarzenia/nowe/audit/"
    answer = visitor.post(path, filled(visitor.get(path), title))
    return answer.url.removeprefix(visitor.url)


def filled(form: Answer, title: str) -> dict[str, str]:
    return {
        "form_key": form.field("form_key"),
        "title": title,
        "day": "15.10.2024",
        "step": form.option("step", "1.1 "),
    }


def test_what_was_typed_is_there_again_when_the_session_ended_meanwhile(
    embedded: Portal, visit: OpenContext, title: str
) -> None:
    director = Person(visit(embedded))
    director.go("/")
    director.sign_in(DIRECTOR)
    director.fill_audit(title)
    director.page.get_by_label("Opis").fill("Audyt objął serwerownię.\nZalecono zmianę haseł.")
    embedded.rows("DELETE FROM django_session")
    director.page.get_by_role("button", name="Zapisz szkic i dołącz dowód").click()
    director.sign_in(DIRECTOR)
    expect(director.page.get_by_text(KEPT)).to_be_visible()
    expect(director.page.get_by_label("Tytuł")).to_have_value(title)
    expect(director.page.get_by_label("Opis")).to_have_value("Audyt objął serwerownię.\nZalecono zmianę haseł.")
    director.save_draft()
    assert [state for state, _, _ in records(embedded, title)] == ["draft"]


def test_a_form_typed_by_one_person_is_not_shown_to_the_next_one(
    embedded: Portal, visit: OpenContext, title: str
) -> None:
    director = Person(visit(embedded))
    director.go("/")
    director.sign_in(DIRECTOR)
    director.fill_audit(title)
    embedded.rows("DELETE FROM django_session")
    director.page.get_by_role("button", name="Zapisz szkic i dołącz dowód").click()
    director.sign_in(OFFICE)
    assert title not in director.page.content()
    assert records(embedded, title) == []


def test_a_double_click_in_a_browser_makes_one_record(embedded: Portal, visit: OpenContext, title: str) -> None:
    director = Person(visit(embedded))
    director.go("/")
    director.sign_in(DIRECTOR)
    director.fill_audit(title)
    director.page.get_by_role("button", name="Zapisz szkic i dołącz dowód").dblclick()
    expect(director.page.get_by_text("Szkic zapisany.")).to_be_visible()
    assert records(embedded, title) == [("draft", 1, 0)]


def test_after_the_browsers_arrow_no_second_record_appears(embedded: Portal, visit: OpenContext, title: str) -> None:
    director = Person(visit(embedded))
    director.go("/")
    director.sign_in(DIRECTOR)
    director.fill_audit(title)
    director.save_draft()
    director.page.go_back()
    director.page.go_forward()
    expect(director.page.get_by_role("heading", name=title)).to_be_visible()
    assert records(embedded, title) == [("draft", 1, 0)]


def test_a_form_sent_again_with_changes_changes_the_record_it_made(portal: Portal, title: str) -> None:
    """So browsers send it that bring a page back as it was left."""
    director = Visitor(portal.url, DIRECTOR)
    form = filled(director.get("/zdarzenia/nowe/audit/"), title)
    made = director.post("/zdarzenia/nowe/audit/", form)
    again = director.post("/zdarzenia/nowe/audit/", {**form, "description": "Dopisane po powrocie."})
    assert (again.status, again.url) == (200, made.url)
    assert "Dopisane po powrocie." in again.text
    assert records(portal, title) == [("draft", 2, 0)]


def test_every_form_sent_twice_at_once_takes_effect_once(portal: Portal, title: str, report_file: Path) -> None:
    director, office = Visitor(portal.url, DIRECTOR), Visitor(portal.url, OFFICE)
    form = director.get("/zdarzenia/nowe/audit/")
    answers = at_once(director, "/zdarzenia/nowe/audit/", filled(form, title))
    assert len({(answer.status, answer.url) for answer in answers}) == 1
    assert records(portal, title) == [("draft", 1, 0)]
    path = answers[0].url.removeprefix(portal.url)

    proof = {"kind": "report", "day": "15.10.2024"}
    expect_once(at_once(director, f"{path}dowody/", proof, report_file), portal.url + path)
    assert records(portal, title) == [("draft", 1, 1)]
    assert portal.rows("SELECT count(*) FROM schools_evidence WHERE name = %s", report_file.name) == [(1,)]

    expect_once(at_once(director, f"{path}wyslij/"), portal.url + path)
    assert records(portal, title) == [("submitted", 2, 1)]
    expect_once(at_once(office, f"{path}zatwierdz/"), portal.url + path)
    assert records(portal, title) == [("approved", 3, 1)]
    expect_once(at_once(office, f"{path}uniewaznij/", {"remark": "Wpis próbny."}), portal.url + path)
    assert records(portal, title) == [("voided", 4, 1)]


def test_a_record_sent_back_or_withdrawn_twice_at_once_is_so_once(portal: Portal, title: str) -> None:
    director, office = Visitor(portal.url, DIRECTOR), Visitor(portal.url, OFFICE)
    path = a_draft(director, title)
    director.post(f"{path}wyslij/")
    expect_once(at_once(director, f"{path}wycofaj/"), portal.url + path)
    assert records(portal, title) == [("draft", 3, 0)]
    director.post(f"{path}wyslij/")
    expect_once(at_once(office, f"{path}zwroc/", {"remark": "Dołącz raport."}), portal.url + path)
    assert records(portal, title) == [("returned", 5, 0)]


def test_a_report_ordered_twice_at_once_is_one_report(portal: Portal) -> None:
    office = Visitor(portal.url, OFFICE)
    page = office.get("/raporty/")
    (before,) = portal.rows("SELECT count(*) FROM monitoring_report")
    fields = {name: page.field(name) for name in ("request_key", "plan")}
    sent = {**fields, "document": "progress.pdf", "as_of": "30.06.2026"}
    answers = at_once(office, "/raporty/zlec/", sent)
    assert len({answer.url for answer in answers}) == 1
    assert [answer.status for answer in answers] == [200, 200]
    assert portal.rows("SELECT count(*) FROM monitoring_report") == [(before[0] + 1,)]


def expect_once(answers: list[Answer], address: str) -> None:
    """Both clicks end on the same page; neither shows an error."""
    assert [(answer.status, answer.url) for answer in answers] == [(200, address)] * 2
