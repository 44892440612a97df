"""Cards of several schools from one workbook: all or none, with sheet, row and reason."""

import io
import uuid
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from surveys.models import CardState, SelfieCard
from surveys.queries.selfie import session_of
from surveys.selfie.columns import COLUMNS, SHEET
from surveys.selfie.template import template_workbook
from surveys.services.selfie_books import Refused, import_cards
from tests.selfierows import DECEMBER, draft

PLACES = {column.key: place for place, column in enumerate(COLUMNS, 1)}
COMPLETE: dict[str, Any] = {column.key: 3.4 if column.key.startswith("mean_") else 20 for column in COLUMNS[1:]} | {
    "started_on": "2.12.2024",
    "finished_on": "18.12.2024",
    "attested": "tak",
    "consent": "nie",
}


def book(schools: SimpleNamespace, *rows: dict[str, Any]) -> SimpleUploadedFile:
    """The template with rows of school A, B …: the complete ones but for what is given; None leaves a cell empty."""
    names = [school.short_name for school in (schools.a, schools.b)]
    filled = openpyxl.load_workbook(io.BytesIO(template_workbook(names)))
    sheet = filled.worksheets[0]
    for number, given in enumerate(rows, 2):
        for key, value in (COMPLETE | given).items():
            sheet.cell(number, PLACES[key], value)
    content = io.BytesIO()
    filled.save(content)
    return SimpleUploadedFile("karty.xlsx", content.getvalue())


def refusals(
    schools: SimpleNamespace, cast: SimpleNamespace, *rows: dict[str, Any]
) -> list[tuple[int | None, str, str]]:
    """Row, column and reason of all that is wrong; nothing was written."""
    with pytest.raises(Refused) as refused:
        import_cards(book(schools, *rows), request_key=uuid.uuid4(), by=cast.department)
    assert SelfieCard.objects.count() == 0
    assert {one.sheet for one in refused.value.refusals} == {SHEET}
    return [(one.row, one.column, one.sentence) for one in refused.value.refusals]


def test_filled_rows_become_submitted_cards(schools: SimpleNamespace, cast: SimpleNamespace) -> None:
    cards = import_cards(book(schools, {"mean_A_teachers": "4,25"}, {}), request_key=uuid.uuid4(), by=cast.department)
    assert [(card.school, card.state, card.attested, card.consent) for card in cards] == [
        (schools.a, CardState.SUBMITTED, True, False),
        (schools.b, CardState.SUBMITTED, True, False),
    ]
    session = session_of(SelfieCard.objects.get(school=schools.a))
    assert (session.finished_on, str(session.means["A", "teachers"]), len(session.means)) == (DECEMBER, "4.25", 24)


def test_rows_with_a_name_alone_are_left_out(schools: SimpleNamespace, cast: SimpleNamespace) -> None:
    (card,) = import_cards(book(schools, {}), request_key=uuid.uuid4(), by=cast.department)
    assert card.school == schools.a


def test_the_same_workbook_sent_twice_makes_the_cards_once(schools: SimpleNamespace, cast: SimpleNamespace) -> None:
    key = uuid.uuid4()
    first, second = (import_cards(book(schools, {}, {}), request_key=key, by=cast.department) for _ in range(2))
    assert [card.pk for card in first] == [card.pk for card in second]
    assert SelfieCard.objects.count() == 2


def test_one_wrong_row_refuses_the_whole_file(schools: SimpleNamespace, cast: SimpleNamespace) -> None:
    assert refusals(schools, cast, {}, {"mean_C_pupils": 5.5}) == [
        (3, "C uczniowie", "Średnia SELFIE leży między 1,0 a 5,0. Sprawdź wpis.")
    ]


def test_everything_wrong_is_told_at_once(schools: SimpleNamespace, cast: SimpleNamespace) -> None:
    told = refusals(
        schools, cast,
        {"school": "Szkoła na Księżycu", "finished_on": "kiedyś"},
        {"answered_teachers": 21, "attested": "nie", "invited_pupils": "dużo"},
    )  # fmt: skip
    assert [(row, column) for row, column, _ in told] == [
        (2, "Jednostka"),
        (2, "Sesja do"),
        (3, "uczniowie: zaproszeni"),
        (3, "Poświadczenie dyrektora"),
    ]


def test_contradictions_inside_a_row_are_told_at_their_column(schools: SimpleNamespace, cast: SimpleNamespace) -> None:
    assert [(row, column) for row, column, _ in refusals(schools, cast, {"answered_teachers": 21})] == [
        (2, "nauczyciele: odpowiedzieli")
    ]
    assert [(row, column) for row, column, _ in refusals(schools, cast, {"finished_on": "1.12.2024"})] == [
        (2, "Sesja od")
    ]


def test_an_empty_average_is_refused_and_the_word_brak_is_taken(
    schools: SimpleNamespace, cast: SimpleNamespace
) -> None:
    assert refusals(schools, cast, {"mean_A_pupils": None}) == [
        (2, "A uczniowie", "Wpisz średnią albo „brak”, jeśli grupa nie odpowiadała.")
    ]
    import_cards(book(schools, {"mean_A_pupils": "brak"}), request_key=uuid.uuid4(), by=cast.department)
    session = session_of(SelfieCard.objects.get())
    assert ("A", "pupils") not in session.means
    assert session.count("pupils").gaps_meant


def test_a_day_that_has_a_card_already_refuses_the_file(schools: SimpleNamespace, cast: SimpleNamespace) -> None:
    draft(schools.b, by=cast.director_b)
    with pytest.raises(Refused) as refused:
        import_cards(book(schools, {}, {}), request_key=uuid.uuid4(), by=cast.department)
    assert [(one.row, one.column) for one in refused.value.refusals] == [(3, "Sesja do")]
    assert SelfieCard.objects.count() == 1


def test_a_missing_column_and_a_strange_one_are_refused(schools: SimpleNamespace, cast: SimpleNamespace) -> None:
    filled = openpyxl.load_workbook(io.BytesIO(template_workbook([schools.a.short_name])))
    filled.worksheets[0].cell(1, PLACES["mean_A_pupils"], "Średnia ocen")
    content = io.BytesIO()
    filled.save(content)
    with pytest.raises(Refused) as refused:
        import_cards(SimpleUploadedFile("x.xlsx", content.getvalue()), request_key=uuid.uuid4(), by=cast.department)
    assert [(one.row, one.column) for one in refused.value.refusals] == [(1, "Średnia ocen"), (1, "A uczniowie")]


def test_the_page_shows_sheet_row_and_reason(schools: SimpleNamespace, cast: SimpleNamespace, client: Client) -> None:
    client.force_login(cast.department)
    sent = {"request_key": str(uuid.uuid4()), "file": book(schools, {"mean_C_pupils": 0.5})}
    response = client.post(reverse("surveys:selfie_import"), sent)
    assert response.status_code == 422
    text = response.content.decode()
    assert "nic nie zostało zapisane" in text
    for told in (SHEET, "C uczniowie", "leży między 1,0 a 5,0"):
        assert told in text


def test_the_template_holds_every_primary_school(
    schools: SimpleNamespace, cast: SimpleNamespace, client: Client
) -> None:
    client.force_login(cast.department)
    response = client.get(reverse("surveys:selfie_template"))
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).worksheets[0]
    assert [sheet.cell(row, 1).value for row in (1, 2, 3)] == ["Jednostka", schools.a.short_name, schools.b.short_name]
    assert [cell.value for cell in sheet[1]] == [column.header for column in COLUMNS]
