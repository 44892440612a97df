"""The editor by its forms: what is typed is stored, kept on errors, and sent twice it is stored once."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from surveys.models import Instrument
from surveys.questionnaire import AGREEMENT, Questionnaire
from surveys.questionnaires import read_questionnaire
from surveys.services import instruments as services
from tests import factories
from tests.surveys_instruments.questionnaires import YES_NO, item, shown_if, small

pytestmark = pytest.mark.usefixtures("city")
SETTINGS = {"title_pl": "Ankieta o stołówce", "minutes": "4", "audience": "parents", "framework": "own"}


@pytest.fixture
def draft() -> Instrument:
    return services.add_instrument(small(), by=factories.author())


def now(instrument: Instrument) -> Questionnaire:
    """What the draft says."""
    return read_questionnaire(instrument.pk)


def url(name: str, *args: Any) -> str:
    """The address of a page of the surveys."""
    return reverse(f"surveys:{name}", args=args)


def form_of(client: Client, address: str) -> dict[str, Any]:
    """The fields of a page's form as a browser would send them unchanged."""
    form = client.get(address).context["form"]
    return {field.html_name: value for field in form if (value := field.value()) not in (None, "", False)}


def sent(response: Any, to: str) -> None:
    """The form was taken and leads there."""
    assert response.status_code == 302, error_texts(response)
    assert response["Location"] == to


def error_texts(response: Any) -> dict[str, list[str]]:
    """What the form says."""
    return dict(response.context["form"].errors) if response.context else {}


# --- A new questionnaire --------------------------------------------------------------------------------------------
def test_a_questionnaire_begins_with_its_settings_and_a_code_made_of_its_title(department: Client) -> None:
    response = department.post(url("instrument_add"), SETTINGS)
    made = Instrument.objects.get()
    sent(response, url("instrument_edit", made.pk))
    assert (made.code, made.title, made.minutes, made.audience) == (
        "ankieta-o-stolowce", {"pl": "Ankieta o stołówce"}, 4, "parents",
    )  # fmt: skip


def test_a_double_click_makes_one_questionnaire(department: Client) -> None:
    first, second = (department.post(url("instrument_add"), SETTINGS) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Instrument.objects.count() == 1


def test_what_was_typed_is_kept_when_something_is_missing(department: Client) -> None:
    response = department.post(url("instrument_add"), {"title_uk": "Їдальня", "minutes": "długo", "intro_en": "Hello"})
    assert response.status_code == 422
    assert error_texts(response) == {
        "title_pl": ["Wpisz: tytuł po polsku."],
        "minutes": ["Wpisz liczbę minut, na przykład 8."],
        "audience": ["Wybierz, kto będzie odpowiadać."],
        "framework": ["To pole jest wymagane."],
        "intro_pl": ["Wstęp jest w innym języku, a nie ma go po polsku."],
    }
    page = response.content.decode()
    assert 'value="Їдальня"' in page
    assert 'value="długo"' in page
    assert ">\nHello</textarea>" in page
    assert not Instrument.objects.exists()


def test_a_code_that_is_taken_is_told(department: Client, draft: Instrument) -> None:
    response = department.post(url("instrument_add"), {**SETTINGS, "code": draft.code})
    assert error_texts(response) == {"code": ["Kod „small” ma już inny kwestionariusz. Wpisz inny kod."]}


# --- Settings and conflicts -----------------------------------------------------------------------------------------
def test_settings_are_stored(department: Client, draft: Instrument) -> None:
    address = url("instrument_settings", draft.pk)
    sent(
        department.post(address, {**form_of(department, address), "title_uk": "Малий"}),
        url("instrument_edit", draft.pk),
    )
    assert now(draft).title == {"pl": "Mały", "uk": "Малий"}
    assert now(draft).sections == small().sections


def test_a_change_made_meanwhile_is_not_written_over_unseen(department: Client, draft: Instrument) -> None:
    address = url("item_edit", draft.pk, "c")
    mine = {**form_of(department, address), "text_pl": "Moje"}
    department.post(address, {**form_of(department, address), "text_pl": "Cudze"})
    refused = department.post(address, mine)
    assert refused.status_code == 422
    assert error_texts(refused)["__all__"][0].startswith("Ktoś zmienił to w międzyczasie.")
    assert now(draft).item["c"].text == {"pl": "Cudze"}
    again = {**mine, "seen": refused.context["form"]["seen"].value()}
    assert department.post(address, again).status_code == 302
    assert now(draft).item["c"].text == {"pl": "Moje"}


def test_a_form_sent_twice_is_no_conflict_with_itself(department: Client, draft: Instrument) -> None:
    address = url("item_edit", draft.pk, "c")
    mine = {**form_of(department, address), "text_pl": "Moje"}
    assert [department.post(address, mine).status_code for _ in range(2)] == [302, 302]


def test_a_page_opened_and_saved_changes_nothing(department: Client) -> None:
    whole = shown_if(
        "(a = 'yes' or b > 3)", text={"pl": "Tak?\nNa pewno?", "uk": "Так"}, hint={"pl": "W."}, easy={"pl": "Łatwo"},
        tag="2.1", category="laptop", required=True, allow_na=False, reverse=True,
    )  # fmt: skip
    draft = services.add_instrument(whole, by=factories.author())
    for address in (
        url("instrument_settings", draft.pk),
        url("section_edit", draft.pk, "second"),
        *(url("item_edit", draft.pk, code) for code in ("a", "b", "c")),
    ):
        assert department.post(address, form_of(department, address)).status_code == 302, address
        assert now(draft) == whole


# --- Sections -------------------------------------------------------------------------------------------------------
def test_a_part_is_added_once_however_often_it_is_sent(department: Client, draft: Instrument) -> None:
    for _ in range(2):
        response = department.post(url("section_add", draft.pk), {"title_pl": "Zakończenie"})
        sent(response, url("instrument_edit", draft.pk) + "#czesc-zakonczenie")
    assert [section.code for section in now(draft).sections] == ["first", "second", "zakonczenie"]


def test_another_part_of_the_same_title_gets_a_code_of_its_own(department: Client, draft: Instrument) -> None:
    department.post(url("section_add", draft.pk), {"title_pl": "Second", "construct": "safety"})
    assert [section.code for section in now(draft).sections] == ["first", "second", "second-2"]


def test_a_part_is_moved_and_an_empty_one_deleted(department: Client, draft: Instrument) -> None:
    department.post(url("section_add", draft.pk), {"title_pl": "Nowa"})
    for _ in range(2):  # a double click moves it once
        department.post(url("section_move", draft.pk, "nowa"), {"miejsce": "1"})
    assert [section.code for section in now(draft).sections] == ["first", "nowa", "second"]
    department.post(url("section_delete", draft.pk, "second"))
    department.post(url("section_delete", draft.pk, "nowa"))
    assert [section.code for section in now(draft).sections] == ["first", "second"]


# --- Questions ------------------------------------------------------------------------------------------------------
def add(client: Client, draft: Instrument, kind: str, **fields: str) -> Any:
    """Add a question to the second part."""
    address = url("item_add", draft.pk, "second", kind)
    return client.post(address, {**form_of(client, address), "text_pl": "Nowe?", **fields})


def test_a_question_gets_a_code_after_its_part_and_sent_twice_it_is_one(department: Client, draft: Instrument) -> None:
    address = url("item_add", draft.pk, "second", "agreement")
    typed = {**form_of(department, address), "text_pl": "Nowe?"}
    for _ in range(2):
        sent(department.post(address, typed), url("instrument_edit", draft.pk) + "#pytanie-second-2")
    assert [one.code for one in now(draft).sections[1].items] == ["c", "second-2"]
    assert now(draft).item["second-2"] == item("second-2", text={"pl": "Nowe?"}, scale=AGREEMENT)


def test_after_one_question_the_next_kind_is_asked_for(department: Client, draft: Instrument) -> None:
    sent(add(department, draft, "short_text", next="1"), url("item_kind", draft.pk, "second"))


def test_a_code_of_another_question_is_refused_and_what_was_typed_stays(department: Client, draft: Instrument) -> None:
    response = add(department, draft, "number", code="a")
    assert response.status_code == 422
    assert error_texts(response) == {"__all__": ["Kod „a” ma już inne pytanie. Wpisz inny kod."]}
    assert "Nowe?" in response.content.decode()


def test_answers_are_typed_in_rows_and_get_codes(department: Client, draft: Instrument) -> None:
    rows = {"p0_pl": "Wcale nie", "p0_value": "1", "p1_pl": "Tak", "p1_value": "2", "p1_uk": "Так"}
    assert add(department, draft, "single", **rows).status_code == 302
    scale = now(draft).item["second-2"].scale
    assert scale is not None
    assert scale.code == "second-2"
    assert [(one.code, one.label, one.value) for one in scale.points] == [
        ("wcale-nie", {"pl": "Wcale nie"}, 1),
        ("tak", {"pl": "Tak", "uk": "Так"}, 2),
    ]


def test_more_rows_are_given_and_nothing_typed_is_lost(department: Client, draft: Instrument) -> None:
    response = add(department, draft, "multi", p0_pl="raz", more_rows="1")
    assert response.status_code == 200
    assert [row.number for row in response.context["form"].answer_rows()] == list(range(1, 10))
    assert 'value="raz"' in response.content.decode()
    assert "second-2" not in now(draft).item


def test_answers_keep_their_codes_when_they_are_reworded_moved_and_taken_away(
    department: Client, draft: Instrument
) -> None:
    rows = {"p0_pl": "Jeden", "p1_pl": "Dwa", "p2_pl": "Trzy"}
    add(department, draft, "multi", **rows, limit="2")
    address = url("item_edit", draft.pk, "second-2")
    typed = form_of(department, address)
    changed = {**typed, "p0_pl": "Pierwszy", "p1_pl": "", "p2_place": "0", "p3_pl": "Cztery"}
    assert department.post(address, changed).status_code == 302
    scale = now(draft).item["second-2"].scale
    assert scale is not None
    assert [(one.code, one.label["pl"]) for one in scale.points] == [
        ("trzy", "Trzy"), ("jeden", "Pierwszy"), ("cztery", "Cztery"),
    ]  # fmt: skip


def test_an_answer_said_in_another_language_is_said_in_polish_too(department: Client, draft: Instrument) -> None:
    response = add(department, draft, "single", p0_pl="tak", p1_uk="ні")
    assert error_texts(response) == {"p1_pl": ["Wpisz odpowiedź po polsku."]}


def test_a_list_of_another_question_is_taken_over(department: Client, draft: Instrument) -> None:
    assert add(department, draft, "single", list="yes-no").status_code == 302
    assert now(draft).item["second-2"].scale == YES_NO


def test_a_shared_list_changes_for_all_or_becomes_the_questions_own(department: Client, draft: Instrument) -> None:
    add(department, draft, "single", list="yes-no")
    address = url("item_edit", draft.pk, "second-2")
    department.post(address, {**form_of(department, address), "p2_pl": "może"})
    assert now(draft).item["a"].scale == now(draft).item["second-2"].scale
    own = {**form_of(department, address), "list": "+", "p2_pl": "nie wiem, może"}
    assert department.post(address, own).status_code == 302
    shared, separate = now(draft).scales["yes-no"], now(draft).scales["second-2"]
    assert [one.label["pl"] for one in shared.points] == ["tak", "nie", "może"]
    assert [one.label["pl"] for one in separate.points] == ["tak", "nie", "nie wiem, może"]
    assert now(draft).item["a"].scale == shared


def test_a_list_and_rows_at_once_are_refused(department: Client, draft: Instrument) -> None:
    response = add(department, draft, "single", list="yes-no", p0_pl="inna")
    assert list(error_texts(response)) == ["list"]


def test_levels_begin_with_six_rows(department: Client, draft: Instrument) -> None:
    form = department.get(url("item_add", draft.pk, "second", "levels")).context["form"]
    rows = [(row.code.value(), row.value.value()) for row in form.answer_rows()]
    assert rows[:6] == [("A1", 1), ("A2", 2), ("B1", 3), ("B2", 4), ("C1", 5), ("C2", 6)]


@pytest.mark.parametrize(
    ("kind", "fields", "errors"),
    [
        ("number", {"minimum": "5", "maximum": "4"}, {"minimum": ["Najmniejsza wartość (5) jest większa niż największa (4)."]}),
        ("number", {"minimum": "pięć"}, {"minimum": ["Wpisz liczbę całkowitą, na przykład 3."]}),
        ("multi", {"p0_pl": "a", "p1_pl": "b", "limit": "3"}, {"limit": ["Można wybrać od 1 do 2 odpowiedzi, bo tyle jest na liście."]}),
        ("single", {"p0_pl": "jedna"}, {"__all__": ["Lista musi mieć od 2 do 40 odpowiedzi, a ma 1."]}),
        ("single", {"p0_pl": "a", "p0_value": "1", "p1_pl": "b"}, {"__all__": ["Wartość liczbową mają albo wszystkie odpowiedzi listy, albo żadna."]}),
        ("agreement", {"text_pl": "a" * 601}, {"text_pl": ["Za długi tekst: mieści się 600 znaków, a jest 601."]}),
        ("agreement", {"code": "1a"}, {"code": ["Kod może mieć litery bez polskich znaków, cyfry, „-” i „_”, najwyżej 40 znaków. Zaczyna się literą."]}),
        ("agreement", {"hint_en": "Hint"}, {"hint_pl": ["Wskazówka jest w innym języku, a nie ma go po polsku."]}),
        ("agreement", {"when": "answer"}, {"answer": ["Wybierz odpowiedź, od której to zależy."]}),
        ("agreement", {"when": "answer", "answer": "a|yes", "relation": ">="}, {"relation": ["Odpowiedzi na to pytanie nie mają kolejności. Wybierz „taka” albo „inna”."]}),
        ("agreement", {"when": "typed"}, {"condition": ["Wpisz warunek albo wybierz „zawsze”."]}),
        ("agreement", {"when": "typed", "condition": "a ="}, {"condition": ["Wpisz warunek w postaci: kod_pytania = 'kod_odpowiedzi'."]}),
        ("agreement", {"when": "typed", "condition": "c = 1"}, {"condition": ["Warunek pyta o „c”, które nie stoi na wcześniejszej stronie. Przenieś je do wcześniejszej części."]}),
    ],
)  # fmt: skip
def test_a_wrong_question_is_told_at_its_field(
    department: Client, draft: Instrument, kind: str, fields: dict[str, str], errors: dict[str, list[str]]
) -> None:
    response = add(department, draft, kind, **fields)
    assert response.status_code == 422
    assert error_texts(response) == errors
    assert now(draft) == small()


@pytest.mark.parametrize(
    ("fields", "source"),
    [
        ({"when": "answer", "answer": "a|yes", "relation": "="}, "a = 'yes'"),
        ({"when": "answer", "answer": "a|no", "relation": "!="}, "a != 'no'"),
        ({"when": "typed", "condition": "b >= 3 and a = 'no'"}, "b >= 3 and a = 'no'"),
    ],
)
def test_a_condition_is_chosen_or_typed_and_shown_as_it_was(
    department: Client, draft: Instrument, fields: dict[str, str], source: str
) -> None:
    assert add(department, draft, "agreement", **fields).status_code == 302
    found = now(draft).item["second-2"].show_if
    assert found is not None
    assert found.source == source
    shown = form_of(department, url("item_edit", draft.pk, "second-2"))
    assert {name: shown[name] for name in fields} == fields


def test_a_question_moves_within_its_part_and_to_another(department: Client, draft: Instrument) -> None:
    for _ in range(2):
        department.post(url("item_move", draft.pk, "b"), {"miejsce": "0"})
    assert [one.code for one in now(draft).sections[0].items] == ["b", "a"]
    address = url("item_edit", draft.pk, "b")
    department.post(address, {**form_of(department, address), "section": "second"})
    assert [one.code for one in now(draft).sections[1].items] == ["c", "b"]


def test_a_question_is_taken_away_once(department: Client, draft: Instrument) -> None:
    for _ in range(2):
        response = department.post(url("item_delete", draft.pk, "c"))
        assert response["Location"] == url("instrument_edit", draft.pk)
    assert set(now(draft).item) == {"a", "b"}


def test_a_ready_questionnaire_is_not_edited(department: Client, draft: Instrument) -> None:
    address = url("item_edit", draft.pk, "c")
    typed = {**form_of(department, address), "text_pl": "Inne"}
    services.make_ready(draft)
    sent(department.post(address, typed), url("instrument", draft.pk))
    assert now(draft) == small()
