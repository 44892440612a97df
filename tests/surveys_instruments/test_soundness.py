"""What makes a questionnaire impossible to ask is told with its place."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from surveys.models import Audience, Framework, ItemKind
from surveys.questionnaire import AGREEMENT, Point, Questionnaire, Scale, Section
from surveys.soundness import AUDIENCES, FRAMEWORKS, KINDS, Place, faults_of, languages_used
from tests.surveys_instruments.questionnaires import YES_NO, item, questionnaires, shown_if, small, with_item

SECOND = "część 2, pytanie 1 (c)"


def told(content: Questionnaire) -> list[tuple[str, str]]:
    """Places and sentences."""
    return [(fault.where, fault.sentence) for fault in faults_of(content)]


def test_the_words_of_the_models_are_the_words_that_are_checked() -> None:
    assert set(Audience.values) == AUDIENCES
    assert set(Framework.values) == FRAMEWORKS
    assert set(ItemKind.values) == KINDS


def test_a_sound_questionnaire_has_no_fault() -> None:
    assert told(small()) == []


@settings(deadline=None)
@given(questionnaires())
def test_what_the_tests_call_sound_is_sound(content: Questionnaire) -> None:
    assert faults_of(content) == []


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (small(title={}), [("kwestionariusz", "Brakuje tekstu po polsku.")]),
        (small(sections=()), [("kwestionariusz", "Kwestionariusz nie ma żadnej części. Dodaj część z pytaniami.")]),
        (small(audience="aliens"), [("kwestionariusz", "Nie ma takiej grupy odbiorców: „aliens”.")]),
        (small(framework="x"), [("kwestionariusz", "Nie ma takiej ramy: „x”.")]),
        (small(minutes=0), [("kwestionariusz", "Czas wypełniania podaj w minutach, od 1 do 60.")]),
        (small(version=0), [("kwestionariusz", "Numer wersji jest liczbą od 1.")]),
        (
            small(code="zły kod"),
            [
                (
                    "kwestionariusz",
                    (
                        "Kod „zły kod” jest zły: zaczyna się literą albo cyfrą i ma najwyżej 40 znaków: "
                        "litery bez polskich znaków, cyfry, „-”, „_”."
                    ),
                )
            ],
        ),
    ],
)
def test_faults_of_the_whole_are_told(content: Questionnaire, expected: list[tuple[str, str]]) -> None:
    assert told(content) == expected


def test_a_section_without_questions_is_told() -> None:
    empty = small(sections=(*small().sections, Section("third", {"pl": "Trzecia"}, ())))
    assert told(empty) == [("część 3 (third)", "W tej części nie ma żadnego pytania. Dodaj pytanie albo usuń część.")]


def test_two_sections_of_one_code_are_both_told() -> None:
    first, second = small().sections
    twice = small(sections=(first, replace(second, code="first")))
    said = "Kod części „first” się powtarza. Każda część ma swój."
    assert told(twice) == [("część 1 (first)", said), ("część 2 (first)", said)]


def test_two_questions_of_one_code_are_both_told() -> None:
    said = "Kod pytania „c” się powtarza. Każde pytanie ma swój."
    assert told(small(item("c"), item("c"))) == [(SECOND, said), ("część 2, pytanie 2 (c)", said)]


def test_a_word_of_conditions_is_no_code_of_a_question() -> None:
    assert told(small(item("selected"))) == [
        ("część 2, pytanie 1 (selected)", "Słowo „selected” ma swoje znaczenie w warunkach. Nadaj pytaniu inny kod.")
    ]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"text": {}}, "Brakuje tekstu po polsku."),
        ({"text": {"pl": "Tak", "de": "Ja"}}, "Nieznany język „de”. Teksty mogą być w językach: pl, uk, en."),
        ({"text": {"pl": " Tak"}}, "Tekst (polski) zaczyna się albo kończy odstępem. Usuń go."),
        ({"text": {"pl": "T\x07k"}}, "Tekst (polski) zawiera znak sterujący, którego nie widać. Wpisz go od nowa."),
        ({"text": {"pl": "a" * 601}}, "Tekst (polski) ma 601 znaków, a mieści się 600. Skróć go."),
        ({"tag": "x" * 21}, "Oznaczenie w ramie to krótki tekst, najwyżej 20 znaków."),
        ({"category": "Laptopy!"}, "Kategorię „Laptopy!” zapisz kodem ze słownika ewidencji, na przykład „laptop”."),
        ({"kind": "guess"}, "Nie ma takiego rodzaju pytania: „guess”."),
        ({"scale": None}, "Pytanie tego rodzaju ma stałą skalę „agreement5”."),
        ({"kind": "single"}, "Brakuje listy odpowiedzi."),
        (
            {"kind": "single", "scale": AGREEMENT},
            "Lista „agreement5” należy do pytań innego rodzaju. Nadaj swojej liście inny kod.",
        ),
        (
            {"kind": "number", "scale": YES_NO},
            "Odpowiedzi na to pytanie się wpisuje, więc nie może mieć listy odpowiedzi.",
        ),
        (
            {"kind": "levels", "scale": YES_NO},
            "Każdy poziom musi mieć wartość liczbową: od najniższego do najwyższego.",
        ),
        (
            {"kind": "multi", "scale": YES_NO, "reverse": True},
            "Odwrócone może być tylko pytanie z jedną odpowiedzią ze skali, która ma wartości.",
        ),
        ({"limit": 2}, "Najwyższą liczbę odpowiedzi ma tylko pytanie, w którym można wybrać kilka."),
        ({"kind": "multi", "scale": YES_NO, "limit": 3}, "Można wybrać od 1 do 2 odpowiedzi, bo tyle jest na liście."),
        ({"minimum": 1}, "Najmniejszą i największą wartość ma tylko pytanie o liczbę."),
        (
            {"kind": "number", "minimum": 5, "maximum": 4},
            "Najmniejsza wartość (5) jest większa niż największa (4).",
        ),
        ({"kind": "number", "maximum": 10**10}, "Granice liczby muszą leżeć między minus a plus miliardem."),
    ],
)  # fmt: skip
def test_a_fault_of_a_question_is_told_at_the_question(fields: dict[str, object], sentence: str) -> None:
    assert told(with_item(**fields)) == [(SECOND, sentence)]


def test_a_fault_names_the_field_and_the_position() -> None:
    found = faults_of(with_item(text={}))
    assert [fault.place for fault in found] == [Place(section=1, item=0, field="text")]


@pytest.mark.parametrize("source", ["a = 'yes'", "b >= 3", "b = 3 and a != 'no'", "(a = 'yes' or a = 'no')"])
def test_a_condition_on_earlier_pages_is_sound(source: str) -> None:
    assert told(shown_if(source)) == []


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("z = 1", "Warunek pyta o „z”, a takiego pytania nie ma."),
        (
            "c = '1'",
            "Warunek pyta o „c”, które nie stoi na wcześniejszej stronie. Przenieś je do wcześniejszej części.",
        ),
        ("a = 'maybe'", "Pytanie „a” nie ma odpowiedzi „maybe”. Ma: yes, no."),
        ("a >= 'yes'", "Odpowiedzi na „a” nie są liczbami, więc nie można ich porównać znakiem >=."),
        ("b = 'kot'", "Pytanie „b” jest o liczbę, a „kot” nią nie jest."),
        ("selected(a, 'yes')", "W pytaniu „a” wybiera się jedną odpowiedź. Zamiast selected wpisz: a = 'yes'."),
    ],
)
def test_a_condition_that_cannot_be_worked_out_is_told(source: str, sentence: str) -> None:
    assert told(shown_if(source)) == [(SECOND, sentence)]


def test_a_condition_on_the_same_page_is_told() -> None:
    content = small(item("c"), item("d", show_if=shown_if("c = '5'").item["c"].show_if))
    assert told(content) == [
        (
            "część 2, pytanie 2 (d)",
            "Warunek pyta o „c”, które nie stoi na wcześniejszej stronie. Przenieś je do wcześniejszej części.",
        )
    ]


def test_a_condition_on_words_is_told() -> None:
    first = Section("first", {"pl": "Pierwsza"}, (item("t", "short_text"),))
    content = replace(shown_if("t = 'x'"), sections=(first, shown_if("t = 'x'").sections[1]))
    assert told(content) == [
        (SECOND, "Pytanie „t” ma odpowiedź wpisaną słowami. Warunek może pytać o odpowiedź z listy albo o liczbę.")
    ]


@pytest.mark.parametrize(
    ("points", "where", "sentence"),
    [
        ([("x", None)], "lista odpowiedzi „own”", "Lista musi mieć od 2 do 40 odpowiedzi, a ma 1."),
        ([("x", None), ("x", None)], "lista odpowiedzi „own”", "Kod odpowiedzi „x” się powtarza."),
        (
            [("x", 1), ("y", None)],
            "lista odpowiedzi „own”",
            "Wartość liczbową mają albo wszystkie odpowiedzi listy, albo żadna.",
        ),
        (
            [("x", 2), ("y", 1)],
            "lista odpowiedzi „own”",
            "Wartości liczbowe muszą rosnąć od pierwszej odpowiedzi do ostatniej.",
        ),
        (
            [("x", 1), ("y", 1)],
            "lista odpowiedzi „own”",
            "Wartości liczbowe muszą rosnąć od pierwszej odpowiedzi do ostatniej.",
        ),
        ([("x", 1), ("y", 40_000)], "lista odpowiedzi „own”", "Wartość liczbowa może mieć najwyżej 32767."),
        (
            [("x", None), (".", None)],
            "lista odpowiedzi „own”, odpowiedź 2",
            (
                "Kod „.” jest zły: zaczyna się literą albo cyfrą i ma najwyżej 40 znaków: "
                "litery bez polskich znaków, cyfry, „-”, „_”."
            ),
        ),
    ],
)
def test_a_fault_of_a_list_is_told_at_the_list(points: list[tuple[str, int | None]], where: str, sentence: str) -> None:
    scale = Scale("own", tuple(Point(code, {"pl": "Odpowiedź"}, value) for code, value in points))
    assert told(with_item(kind="single", scale=scale)) == [(where, sentence)]


def test_one_code_for_two_lists_is_told() -> None:
    other = Scale("yes-no", (*YES_NO.points, Point("maybe", {"pl": "może"})))
    assert told(with_item(kind="single", scale=other)) == [
        (
            "część 1, pytanie 1 (a)",
            "Lista „yes-no” ma w innym pytaniu inne odpowiedzi. Nadaj jednej z nich inny kod.",
        )
    ]


def test_the_points_of_a_common_scale_stay_as_they_are() -> None:
    shorter = Scale("agreement5", AGREEMENT.points[:4])
    assert told(with_item(scale=shorter)) == [
        (
            "lista odpowiedzi „agreement5”",
            "Skala „agreement5” ma stałe kody i wartości odpowiedzi; zmieniać można tylko ich brzmienie.",
        )
    ]


def test_the_wording_of_a_common_scale_may_be_another() -> None:
    friendlier = Scale("agreement5", tuple(replace(one, label={"pl": f"Odp. {one.code}"}) for one in AGREEMENT.points))
    assert told(with_item(scale=friendlier)) == []


def test_a_language_that_is_used_has_to_say_everything() -> None:
    content = with_item(text={"pl": "Tak", "uk": "Так"})
    lacking = "Brakuje tekstu w języku: ukraiński. Inne teksty tego kwestionariusza go mają."
    assert languages_used(content) == ("pl", "uk")
    assert [fault.where for fault in faults_of(content)] == [
        "kwestionariusz", "część 1 (first)", "część 1, pytanie 1 (a)", "część 1, pytanie 2 (b)", "część 2 (second)",
        "lista odpowiedzi „yes-no”, odpowiedź 1", "lista odpowiedzi „yes-no”, odpowiedź 2",
    ]  # fmt: skip
    assert {fault.sentence for fault in faults_of(content)} == {lacking}


def test_the_languages_of_common_scales_demand_nothing() -> None:
    assert languages_used(small()) == ("pl",)


def test_a_draft_may_wait_for_its_translations() -> None:
    assert faults_of(with_item(text={"pl": "Tak", "uk": "Так"}), languages=("pl",)) == []


def test_an_optional_text_is_said_in_polish_too() -> None:
    assert told(with_item(hint={"uk": "Підказка"}))[1] == (
        "część 1 (first)",
        "Brakuje tekstu w języku: ukraiński. Inne teksty tego kwestionariusza go mają.",
    )
    assert (SECOND, "Brakuje tekstu po polsku.") in told(with_item(hint={"uk": "Підказка"}))
