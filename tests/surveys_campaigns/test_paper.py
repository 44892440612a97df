"""Answers given on paper: printed, copied into a workbook, taken whole or not at all, entered once."""

import io
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import openpyxl
import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from surveys.models import (
    Audience,
    Campaign,
    CampaignEvent,
    Instrument,
    Item,
    ItemKind,
    PaperFile,
    Response,
    Scale,
    ScalePoint,
    Section,
    Target,
)
from surveys.services.campaigns import NotAllowed, close_campaign
from surveys.services.paper import enter_paper
from tests import surveyrows
from tests.report_pdf.reading import named, text_of

Fill = Callable[..., SimpleUploadedFile]


def every_kind() -> Instrument:
    """Agreement, several, number (shown when the agreement is high), text."""
    made = surveyrows.instrument("rozne", audience=Audience.PUPILS_4_8, items=1)
    section = Section.objects.create(instrument=made, position=2, code="s2", title={"pl": "Druga"})
    scale = Scale.objects.create(instrument=made, code="devices")
    for place, code in enumerate(("laptop", "tablet", "wifi"), 1):
        ScalePoint.objects.create(scale=scale, position=place, code=code, label={"pl": code.title()})
    rows: list[dict[str, Any]] = [
        {"code": "needs", "kind": ItemKind.MULTI, "scale": scale, "limit": 2},
        {"code": "hours", "kind": ItemKind.NUMBER, "show_if": "q1 >= 4", "minimum": 0, "maximum": 24},
        {"code": "idea", "kind": ItemKind.LONG_TEXT, "allow_na": False},
    ]
    for place, row in enumerate(rows, 1):
        Item.objects.create(section=section, position=place, text={"pl": f"Pytanie {row['code']}"}, **row)
    return made


@pytest.fixture
def paper_target(world: SimpleNamespace, campaign: Campaign, target: Target) -> Target:
    """Pupils of grades 4–8 at school A, asked with every kind of question."""
    target.part.instrument = every_kind()
    target.part.save()
    return target


@pytest.fixture
def coordinator(client: Client, world: SimpleNamespace) -> Client:
    client.force_login(world.cast.coordinator_a)
    return client


@pytest.fixture
def fill(coordinator: Client, paper_target: Target) -> Fill:
    """The template of the page with rows written into it: key → value."""
    content = coordinator.get(reverse("surveys:paper_template", args=[paper_target.pk])).content

    def filled(*rows: dict[str, Any], name: str = "papier.xlsx") -> SimpleUploadedFile:
        book = openpyxl.load_workbook(io.BytesIO(content))
        sheet = book["Odpowiedzi"]
        places = {cell.value: place for place, cell in enumerate(sheet[1], 1)}
        for number, row in enumerate(rows, 3):
            for key, value in row.items():
                sheet.cell(number, places[key], value)
        out = io.BytesIO()
        book.save(out)
        return SimpleUploadedFile(name, out.getvalue())

    return filled


def send(client: Client, target: Target, file: SimpleUploadedFile) -> Any:
    return client.post(reverse("surveys:paper", args=[target.pk]), {"file": file})


FIRST = {
    "nr": 1, "etap": "klasy 4–6", "q1": 5, "needs:laptop": "x", "needs:wifi": "X", "hours": 3, "idea": "Więcej tabletów",
}  # fmt: skip
SECOND = {"nr": 2, "etap": "klasy 7–8", "jezyk": "українська", "q1": "2 – 2", "hours": 7}
THIRD = {"nr": 3, "etap": "7-8", "q1": 0}


def test_answers_are_entered_as_answers_on_paper(coordinator: Client, paper_target: Target, fill: Fill) -> None:
    answer = send(coordinator, paper_target, fill(FIRST, SECOND, {}, THIRD))
    waiting = PaperFile.objects.get()
    assert answer["Location"] == waiting.get_absolute_url()
    page = coordinator.get(waiting.get_absolute_url())
    counts = page.context["counts"]
    assert counts.stages == (("klasy 4–6", 1), ("klasy 7–8", 2))
    assert counts.languages == (("polski", 2), ("українська", 1))
    assert not Response.objects.exists()
    coordinator.post(waiting.get_absolute_url())
    stored = sorted(Response.objects.values_list("stage", "language", "mode", "answers"), key=str)
    skipped = {"skipped": True}
    assert stored == [
        ("4-6", "pl", "paper", {"q1": "5", "needs": ["laptop", "wifi"], "hours": 3, "idea": "Więcej tabletów"}),
        ("7-8", "pl", "paper", {"q1": {"na": True}, "hours": skipped}),
        ("7-8", "uk", "paper", {"q1": "2", "hours": skipped}),
    ]
    waiting.refresh_from_db()
    assert (waiting.state, waiting.rows, waiting.count) == ("entered", [], 3)
    assert CampaignEvent.objects.get().text == "uczniowie klas 4–8: 3\xa0ankiety"


def test_answers_to_questions_that_do_not_apply_are_left_out_and_said(
    coordinator: Client, paper_target: Target, fill: Fill
) -> None:
    answer = send(coordinator, paper_target, fill(SECOND))
    page = coordinator.get(answer["Location"]).content.decode().replace("\xa0", " ")
    assert "Pominięto 1 odpowiedź na pytania, które tych osób nie dotyczyły" in page


def test_the_same_file_is_refused_the_second_time(coordinator: Client, paper_target: Target, fill: Fill) -> None:
    file = fill(FIRST)
    content = file.read()
    for _ in range(2):
        send(coordinator, paper_target, SimpleUploadedFile("papier.xlsx", content))
    waiting = PaperFile.objects.get()
    coordinator.post(waiting.get_absolute_url())
    coordinator.post(waiting.get_absolute_url())
    assert Response.objects.count() == 1
    answer = send(coordinator, paper_target, SimpleUploadedFile("inna-nazwa.xlsx", content))
    assert answer.status_code == 422
    assert "Drugi raz portal go nie przyjmie" in answer.content.decode()
    assert Response.objects.count() == 1


def test_the_same_answers_saved_anew_are_entered_only_when_somebody_says_so(
    coordinator: Client, paper_target: Target, fill: Fill
) -> None:
    first = send(coordinator, paper_target, fill(FIRST, SECOND))["Location"]
    coordinator.post(first)
    again = send(coordinator, paper_target, fill({**FIRST, "nr": 7}, SECOND))["Location"]
    assert again != first
    page = coordinator.post(again)
    assert page.status_code == 200
    assert "Takie same odpowiedzi już wprowadzono" in page.content.decode()
    assert Response.objects.count() == 2
    coordinator.post(again, {"sure": "on"})
    assert Response.objects.count() == 4


def test_more_answers_than_people_are_entered_only_when_somebody_says_so(
    coordinator: Client, paper_target: Target, fill: Fill
) -> None:
    Target.objects.filter(pk=paper_target.pk).update(population=1)
    url = send(coordinator, paper_target, fill(FIRST, SECOND))["Location"]
    assert list(coordinator.post(url).context["form"].errors) == ["sure"]
    assert not Response.objects.exists()


@pytest.mark.parametrize(
    ("row", "place", "reason"),
    [
        ({"q1": 9}, "Odpowiedzi, wiersz 4, kolumna D", "„9”: nie ma takiej odpowiedzi; wybierz z listy albo wpisz numer z kartki"),
        ({"etap": "klasy 1–3"}, "Odpowiedzi, wiersz 4, kolumna B", "podaj etap: wybierz go z listy"),
        ({"jezyk": "klingoński"}, "Odpowiedzi, wiersz 4, kolumna C", "nie ma takiego języka; wybierz go z listy"),
        ({"nr": 1}, "Odpowiedzi, wiersz 4, kolumna A", "kartka nr 1 jest już w wierszu 3"),
        ({"hours": "dużo", "q1": 5}, "Odpowiedzi, wiersz 4, kolumna I", "to nie jest liczba całkowita"),
        ({"hours": 30, "q1": 5}, "Odpowiedzi, wiersz 4, kolumna I", "liczba jest za duża"),
        ({"needs:laptop": "x", "needs:tablet": "x", "needs:wifi": "x"}, "Odpowiedzi, wiersz 4, kolumna E", "zaznaczono za dużo odpowiedzi"),
        ({"needs:laptop": "x", "needs:.": "x"}, "Odpowiedzi, wiersz 4, kolumna E", "zaznaczono „nie dotyczy / nie wiem” i jednocześnie inną odpowiedź"),
        ({"needs:laptop": "może"}, "Odpowiedzi, wiersz 4, kolumna E", "wpisz x albo zostaw puste"),
        ({"idea": "a" * 2001}, "Odpowiedzi, wiersz 4, kolumna J", "tekst jest za długi"),
    ],
)  # fmt: skip
def test_a_wrong_row_refuses_the_whole_file_with_its_place(
    coordinator: Client, paper_target: Target, fill: Fill, row: dict[str, Any], place: str, reason: str
) -> None:
    answer = send(coordinator, paper_target, fill(FIRST, {"nr": 2, "etap": "klasy 4–6", "q1": 4, **row}))
    assert answer.status_code == 422
    assert [(one.place, one.sentence) for one in answer.context["problems"]] == [(place, reason)]
    assert not PaperFile.objects.exists()
    assert not Response.objects.exists()


def test_a_template_of_another_group_is_refused(
    coordinator: Client, paper_target: Target, world: SimpleNamespace, fill: Fill
) -> None:
    other = Target.objects.get(part__audience="teachers", school=world.schools.a)
    answer = send(coordinator, other, fill(FIRST))
    assert answer.status_code == 422
    assert "to nie jest szablon tej grupy i tej szkoły" in answer.context["problems"][0].sentence


def test_moved_columns_are_refused(coordinator: Client, paper_target: Target, fill: Fill) -> None:
    book = openpyxl.load_workbook(io.BytesIO(fill(FIRST).read()))
    book["Odpowiedzi"].delete_cols(3)
    out = io.BytesIO()
    book.save(out)
    answer = send(coordinator, paper_target, SimpleUploadedFile("papier.xlsx", out.getvalue()))
    assert [one.place for one in answer.context["problems"]] == ["Odpowiedzi, wiersz 1, kolumna C"]


def test_an_empty_template_and_a_file_that_is_no_workbook_are_refused(
    coordinator: Client, paper_target: Target, fill: Fill
) -> None:
    answer = send(coordinator, paper_target, fill())
    assert [one.sentence for one in answer.context["problems"]] == ["nie ma ani jednej odpowiedzi"]
    answer = send(coordinator, paper_target, SimpleUploadedFile("papier.xlsx", b"to nie arkusz"))
    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]


def test_paper_is_entered_only_while_the_campaign_runs(
    coordinator: Client, paper_target: Target, world: SimpleNamespace, fill: Fill
) -> None:
    send(coordinator, paper_target, fill(FIRST))
    waiting = PaperFile.objects.get()
    close_campaign(paper_target.part.campaign, by=world.cast.department)
    with pytest.raises(NotAllowed, match="już zamknięta"):
        enter_paper(waiting, by=world.cast.coordinator_a)
    answer = send(coordinator, paper_target, fill(SECOND))
    assert "od pierwszego dnia kampanii do jej zamknięcia" in answer.content.decode()
    assert not Response.objects.exists()


def test_a_file_that_is_given_up_leaves_nothing(coordinator: Client, paper_target: Target, fill: Fill) -> None:
    send(coordinator, paper_target, fill(FIRST))
    waiting = PaperFile.objects.get()
    coordinator.post(reverse("surveys:paper_drop", args=[waiting.pk]))
    assert not PaperFile.objects.exists()
    assert not Response.objects.exists()


def test_many_answers_are_stored_in_another_order_than_in_the_file(
    coordinator: Client, paper_target: Target, fill: Fill
) -> None:
    rows = [{"nr": number, "etap": "klasy 4–6", "idea": f"pomysł {number}"} for number in range(1, 31)]
    url = send(coordinator, paper_target, fill(*rows))["Location"]
    coordinator.post(url)
    stored = [one["idea"] for one in Response.objects.order_by("pk").values_list("answers", flat=True)]
    assert len(stored) == 30
    assert stored != [f"pomysł {number}" for number in range(1, 31)]


# --- What is printed ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("language", "words"),
    [("pl", "Nie podpisuj kartki"), ("uk", "Не підписуй аркуш"), ("en", "Do not sign the sheet")],
)
def test_the_questionnaire_is_printed_in_the_language_asked_for(
    coordinator: Client, paper_target: Target, language: str, words: str
) -> None:
    url = reverse("surveys:paper_questionnaire", args=[paper_target.pk])
    content = coordinator.get(f"{url}?jezyk={language}").content
    assert words in text_of(content)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert str(pdf.Root.Lang) == language
        assert len(named(pdf, "H1")) == 1


def test_a_condition_is_said_in_words(coordinator: Client, paper_target: Target) -> None:
    text = text_of(coordinator.get(reverse("surveys:paper_questionnaire", args=[paper_target.pk])).content)
    assert "Odpowiedz tylko wtedy, gdy w pytaniu 1 zaznaczono co najmniej 4." in text
    assert "Zaznacz najwyżej 2." in text


def test_small_children_get_large_print_with_faces(coordinator: Client, world: SimpleNamespace) -> None:
    made = surveyrows.instrument("maluchy", audience=Audience.PUPILS_1_3, easy=True, items=0)
    faces = Scale.objects.create(instrument=made, code="faces3")
    for value, label in enumerate(("nie", "trochę", "tak"), 1):
        ScalePoint.objects.create(scale=faces, position=value, code=str(value), value=value, label={"pl": label})
    Item.objects.create(
        section=made.sections.get(), position=1, code="f1", kind=ItemKind.FACES, scale=faces,
        text={"pl": "Korzystanie z tabletów jest satysfakcjonujące."}, easy={"pl": "Lubię tablety."},
    )  # fmt: skip
    asked = surveyrows.target(world.schools.a, audience=Audience.PUPILS_1_3)
    asked.part.instrument = made
    asked.part.save()
    content = coordinator.get(reverse("surveys:paper_questionnaire", args=[asked.pk])).content
    assert "Lubię tablety." in text_of(content)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert [str(one.get(pikepdf.Name.Alt, "")) for one in named(pdf, "Figure")] == ["nie", "trochę", "tak"]
