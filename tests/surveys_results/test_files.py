"""Page, PDF and workbook say the same numbers and hide the same."""

import html
import io
import re
import uuid
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from schools.models import JobState, School, User
from schools.roles import Role
from schools.scope import school_scope
from surveys.models import Audience, ResultFile, Tally
from surveys.queries.results import NotYours
from surveys.services.result_files import produce_file, request_file
from tests import factories
from tests.report_pdf.reading import named, text_of
from tests.surveys_results import world

pytestmark = pytest.mark.usefixtures("city")


@pytest.fixture
def schools() -> list[School]:
    return [factories.SchoolFactory(short_name=f"ZSP nr {number}") for number in range(1, 6)]


@pytest.fixture
def tally(schools: list[School]) -> Tally:
    """Teachers of five schools, few in the first; pupils by stage; needs to choose from; a name that is a formula."""
    campaign = world.campaign("=1+1 Ankieta jesienna")
    asked = world.instrument(
        "mieszana",
        world.section("s1", world.item("q1"), world.item("q2"), construct="equipment"),
        world.section("s2", world.item("q3", "multi", text={"pl": "=Czego brakuje?"})),
    )
    for number, (target, people) in enumerate(
        zip(world.add_part(campaign, asked, schools), (2, 12, 9, 7, 15), strict=True)
    ):
        world.answer_at_random(target, people, ["q1", "q2"], seed=number)
        world.answer(target, people, q3=["wifi", "board"])
    pupils = world.simple("uczniowie", audience=Audience.PUPILS_4_8)
    for target in world.add_part(campaign, pupils, schools):
        world.answer_at_random(target, 8, ["q1", "q2", "q3"], stage="4-6", seed=target.pk)
        world.answer_at_random(target, 9, ["q1", "q2", "q3"], stage="7-8", seed=target.pk)
    return world.counted(campaign)


def made(tally: Tally, kind: str, by: User, school: School | None = None) -> bytes:
    file = request_file(tally, kind=kind, school=school, by=by, form_key=uuid.uuid4())
    produce_file(file.pk)
    file = ResultFile.objects.get(pk=file.pk)
    assert (file.state, file.error) == (JobState.DONE, "")
    return Path(file.file).read_bytes()


def rows_of(content: bytes, sheet: str) -> list[dict[str, Any]]:
    heads, *rows = load_workbook(io.BytesIO(content))[sheet].iter_rows(values_only=True)
    return [dict(zip(map(str, heads), row, strict=True)) for row in rows]


def page_of(client: Client, tally: Tally, by: User, group: str, school: School | None = None) -> str:
    client.force_login(by)
    name, keys = (
        ("school_results", [tally.campaign_id, school.pk]) if school else ("campaign_results", [tally.campaign_id])
    )
    page = client.get(reverse(f"surveys:{name}", args=keys) + f"?grupa={group}").content.decode()
    words = html.unescape(re.sub(r"<[^>]+>", " ", page.split("<main", 1)[1]))
    return re.sub(r"\s+", " ", words.replace("\u00a0", " "))


def polish(number: float) -> str:
    return f"{number:.2f}".replace(".", ",")


def test_page_pdf_and_workbook_say_the_same_of_the_city(client: Client, tally: Tally) -> None:
    office = factories.person("wydzial", Role.DEPARTMENT)
    pdf, book = text_of(made(tally, "pdf", office)), made(tally, "xlsx", office)
    page = page_of(client, tally, office, "teachers") + page_of(client, tally, office, "pupils_4_8")
    items = [row for row in rows_of(book, "Pytania") if isinstance(row["Średnia"], float)]
    assert len(items) == 5
    for row in items:
        people = f"{row['Osób']} os"
        for text in (page, pdf):
            assert f"{row['Pytanie']} {people}" in text.replace("osoby", "osób")
            assert f"średnia {polish(row['Średnia'])}" in text
    for row in rows_of(book, "Części"):
        for text in (page, pdf):
            assert polish(row["Średnia"]) in text
    by_school = [row for row in rows_of(book, "Jednostki") if row["Grupa"] == "nauczyciele"]
    assert [row["Średnia"] for row in by_school if row["Jednostka"] == "ZSP nr 1"] == ["za mało odpowiedzi"]
    hidden = [row["Jednostka"] for row in by_school if row["Średnia"] == "za mało odpowiedzi"]
    for text in (page, pdf):
        for name in ("ZSP nr 1", "ZSP nr 2", "ZSP nr 3", "ZSP nr 4", "ZSP nr 5"):
            assert (f"{name} za mało odpowiedzi za mało odpowiedzi" in text) == (name in hidden)
    counts = {row["Odpowiedź"]: row["Osób"] for row in rows_of(book, "Rozkłady") if row["Pytanie"] == "=Czego brakuje?"}
    assert counts == {"Wi-Fi": 45, "laptopy": 0, "tablica": 45}
    for text in (page, pdf):
        assert "Wi-Fi 45 100%" in text


def test_a_school_gets_its_own_numbers_and_no_other_name(client: Client, tally: Tally, schools: list[School]) -> None:
    coordinator = factories.person("koordynator", Role.COORDINATOR, schools[1])
    book, pdf = (made(tally, kind, coordinator, schools[1]) for kind in ("xlsx", "pdf"))
    text = text_of(pdf)
    page = page_of(client, tally, coordinator, "teachers", schools[1])
    cells = " ".join(
        str(cell)
        for sheet in load_workbook(io.BytesIO(book))
        for row in sheet.iter_rows(values_only=True)
        for cell in row
    )
    for said in (text, page, cells):
        assert "ZSP nr 2" in said
        assert [number for number in (1, 3, 4, 5) if f"ZSP nr {number}" in said] == []
    assert "Jednostki" not in load_workbook(io.BytesIO(book)).sheetnames
    for row in rows_of(book, "Pytania"):
        if row["Grupa"] == "nauczyciele" and isinstance(row["Średnia"], float):
            for said in (text, page):
                assert f"średnia {polish(row['Średnia'])}; gmina {polish(row['Gmina: średnia'])}" in said


def test_a_hidden_school_says_the_same_word_everywhere(client: Client, tally: Tally, schools: list[School]) -> None:
    director = factories.person("dyrektor", Role.DIRECTOR, schools[0])
    book, pdf = (made(tally, kind, director, schools[0]) for kind in ("xlsx", "pdf"))
    rates = [row for row in rows_of(book, "Odpowiedzi") if row["Grupa"] == "nauczyciele"]
    assert (rates[0]["Odpowiedzi"], rates[0]["Odsetek odpowiedzi"]) == ("za mało odpowiedzi", "za mało odpowiedzi")
    words = {row["Średnia"] for row in rows_of(book, "Pytania") if row["Grupa"] == "nauczyciele"}
    assert words == {"za mało odpowiedzi"}
    for said in (text_of(pdf), page_of(client, tally, director, "teachers", schools[0])):
        assert "Pytanie q1 za mało odpowiedzi; gmina" in said.replace("Za mało", "za mało")


def test_words_of_people_are_no_formulas(tally: Tally) -> None:
    book = load_workbook(io.BytesIO(made(tally, "xlsx", factories.person("wydzial", Role.DEPARTMENT))))
    assert [
        cell.coordinate for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"
    ] == []


def test_the_pdf_is_tagged_with_headed_tables_and_named_figures(tally: Tally) -> None:
    content = made(tally, "pdf", factories.person("wydzial", Role.DEPARTMENT))
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "pl"
        tables, heads = named(pdf, "Table"), named(pdf, "TH")
        assert len(tables) > 8
        assert len(heads) > 3 * len(tables)
        figures = named(pdf, "Figure")
        assert figures
        assert all(str(one.get("/Alt", "")) for one in figures)


def test_a_file_of_a_foreign_place_is_refused_when_asked_and_when_made(tally: Tally, schools: list[School]) -> None:
    director = factories.person("dyrektor", Role.DIRECTOR, schools[0])
    for school in (None, schools[1]):
        with pytest.raises(NotYours):
            request_file(tally, kind="pdf", school=school, by=director, form_key=uuid.uuid4())
    file = request_file(tally, kind="pdf", school=schools[0], by=director, form_key=uuid.uuid4())
    director.memberships.all().delete()
    with school_scope([schools[1].pk]):
        produce_file(file.pk)
    file = ResultFile.objects.get(pk=file.pk)
    assert (file.state, file.path) == (JobState.FAILED, "")
    assert "nie było już uprawnienia" in file.error
