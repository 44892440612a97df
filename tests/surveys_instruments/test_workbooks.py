"""A questionnaire as XLSX: out and in again the same; a wrong workbook is refused whole, every fault with sheet and row."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.base import ContentFile
from hypothesis import given, settings
from openpyxl import Workbook, load_workbook

from hdr_portal.lib.workbook.contents import LIMITS, WorkbookContents
from hdr_portal.lib.workbook.door import read_workbook
from hdr_portal.lib.workbook.reader import lines_of
from hdr_portal.lib.workbook.transport import read_lines
from surveys.formbooks.layout import COLUMNS, as_relevant, column_named, from_relevant
from surveys.formbooks.reading import WrongBook, questionnaire_in
from surveys.formbooks.writing import workbook_of
from surveys.questionnaire import Questionnaire, Section
from tests.surveys_instruments.questionnaires import (
    YES_NO,
    item,
    questionnaires,
    ready_sets,
    shown_if,
    small,
    with_item,
)

SETS = ready_sets()
Change = Callable[[Workbook], object]


def contents(data: bytes) -> WorkbookContents:
    """The workbook as the portal reads what people upload."""
    return read_workbook(ContentFile(data, name="kwestionariusz.xlsx"))


def changed(content: Questionnaire, change: Change) -> bytes:
    """The questionnaire's workbook with something changed in it, as a spreadsheet would save it."""
    book = load_workbook(io.BytesIO(workbook_of(content)))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def faults(change: Change, content: Questionnaire | None = None) -> list[tuple[str, int, str, str]]:
    """What is said of the small questionnaire's workbook after a change."""
    with pytest.raises(WrongBook) as refused:
        questionnaire_in(contents(changed(content or small(), change)))
    return [(one.sheet, one.row, one.column, one.sentence) for one in refused.value.faults]


def put(sheet: str, row: int, column: str, value: Any) -> Change:
    """Write into a cell by the name of its column; None empties it."""

    def change(book: Workbook) -> None:
        book[sheet].cell(row, COLUMNS[sheet].index(column) + 1).value = value

    return change


# --- The same again -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("code", SETS)
def test_a_ready_set_comes_back_the_same(code: str) -> None:
    assert questionnaire_in(contents(workbook_of(SETS[code]))) == SETS[code]


@settings(max_examples=100, deadline=None)
@given(questionnaires())
def test_any_sound_questionnaire_comes_back_the_same(content: Questionnaire) -> None:
    """Read in this process, which is quick; the ready sets go through the child process as uploads do."""
    lines = lines_of(io.BytesIO(workbook_of(content)), ".xlsx", LIMITS)
    assert questionnaire_in(read_lines(io.BytesIO(b"".join(lines)))) == content


def test_a_workbook_saved_by_another_program_says_the_same() -> None:
    assert questionnaire_in(contents(changed(small(), lambda book: book["survey"]))) == small()


def test_a_workbook_may_leave_out_what_has_a_default() -> None:
    def change(book: Workbook) -> None:
        del book["opis"]
        for name, kept in (
            ("survey", {"type", "name", "label::pl"}),
            ("settings", {"form_id", "title::pl", "audience"}),
        ):
            sheet = book[name]
            for place in range(len(COLUMNS[name]), 0, -1):
                if COLUMNS[name][place - 1] not in kept:
                    sheet.delete_cols(place)

    read = questionnaire_in(contents(changed(small(item("c", "short_text")), change)))
    assert read.sections[1].construct == ""
    assert read.item["a"].allow_na
    assert (read.version, read.minutes, read.framework, read.easy) == (1, 5, "own", False)


def test_a_form_written_by_hand_in_the_manner_of_xlsform_is_read() -> None:
    book = Workbook()
    survey = book.active
    assert survey is not None
    survey.title = "Survey"
    rows: list[list[object]] = [
        ["Type", "Name", "Label::Polski (pl)", "required", "relevant"],
        ["begin group", "one", "Pierwsza", None, None],
        ["select_one yn", "q", "Czy tak?", "TAK", None],
        ["end group"],
        ["begin_group", "two", "Druga", None, None],
        ["select_one agreement5", "r", "Zgoda?", None, "${q} = '1'"],
        ["end_group"],
    ]
    for row in rows:
        survey.append(row)
    choices, options = book.create_sheet("choices"), book.create_sheet("settings")
    for line in (("list_name", "name", "label::pl"), ("yn", 1, "tak"), ("yn", 2, "nie")):
        choices.append(line)
    for line in (("form_id", "title::pl", "audience"), ("hand", "Ręczny", "parents")):
        options.append(line)
    out = io.BytesIO()
    book.save(out)
    read = questionnaire_in(contents(out.getvalue()))
    assert [section.code for section in read.sections] == ["one", "two"]
    assert read.item["q"].required
    assert list(read.scales) == ["yn", "agreement5"]
    assert list(read.scales["yn"].by_code) == ["1", "2"]
    assert read.item["r"].show_if is not None
    assert read.item["r"].show_if.source == "q = '1'"


@pytest.mark.parametrize(
    "text", ["=1+1", "+48 44 7", "-5", "@dom", '=HYPERLINK("http://x")', "'=1", "00123", "_x0041_"]
)
def test_what_looks_like_a_formula_or_a_number_stays_text(text: str) -> None:
    content = with_item(text={"pl": text})
    book = load_workbook(io.BytesIO(workbook_of(content)))
    cell = book["survey"].cell(7, COLUMNS["survey"].index("label::pl") + 1)
    assert cell.data_type == "s"
    assert cell.number_format == "@"
    assert bool(cell.quotePrefix) == (text[0] in "=+-@")
    assert questionnaire_in(contents(workbook_of(content))) == content


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("a = 'yes'", "${a} = 'yes'"),
        ("selected(a, 'and') and (b >= 3 or c-1 != 'or')", "selected(${a}, 'and') and (${b} >= 3 or ${c-1} != 'or')"),
    ],
)
def test_a_condition_is_written_as_xlsform_writes_it(ours: str, theirs: str) -> None:
    assert as_relevant(ours) == theirs
    assert from_relevant(theirs) == ours
    assert from_relevant(ours) == ours


@pytest.mark.parametrize("title", ["label::pl", "Label::PL", " label :: Polski (pl) ", "LABEL::polski (pl)"])
def test_a_header_is_known_in_several_writings(title: str) -> None:
    assert column_named(title) == "label::pl"


# --- Refused --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (put("survey", 3, "type", "select_two x"), ("survey", 3, "type", "Nieznany rodzaj „select_two x”. Wpisz jeden z: begin_group, end_group, select_one LISTA, select_multiple LISTA, integer, text.")),
        (put("survey", 3, "type", "select_one x"), ("survey", 3, "type", "Nie ma listy „x” w arkuszu choices.")),
        (put("survey", 3, "type", "select_one"), ("survey", 3, "type", "Za „select_one” wpisz nazwę listy odpowiedzi.")),
        (put("survey", 4, "type", "integer x"), ("survey", 4, "type", "Za „integer” nie stoi nazwa listy.")),
        (put("survey", 4, "appearance", "multiline"), ("survey", 4, "appearance", "Nieznany wygląd „multiline”. Przy „text” może być „multiline”.")),
        (put("survey", 3, "required", "może"), ("survey", 3, "required", "Wpisz yes albo no zamiast „może”.")),
        (put("survey", 3, "limit", "dwa"), ("survey", 3, "limit", "Tu powinna stać liczba całkowita.")),
        (put("survey", 3, "limit", 2.5), ("survey", 3, "limit", "Tu powinna stać liczba całkowita.")),
        (put("survey", 7, "relevant", "${a} ="), ("survey", 7, "relevant", "Wpisz warunek w postaci: kod_pytania = 'kod_odpowiedzi'.")),
        (put("survey", 7, "relevant", "${z} = 1"), ("survey", 7, "relevant", "Warunek pyta o „z”, a takiego pytania nie ma.")),
        (put("survey", 7, "relevant", "${a} = 'x'"), ("survey", 7, "relevant", "Pytanie „a” nie ma odpowiedzi „x”. Ma: yes, no.")),
        (put("survey", 7, "label::pl", None), ("survey", 7, "label", "Brakuje tekstu po polsku.")),
        (put("survey", 2, "label::pl", None), ("survey", 2, "label", "Brakuje tekstu po polsku.")),
        (put("survey", 5, "type", None), ("survey", 6, "type", "Część zaczyna się, zanim skończyła się poprzednia. Dopisz przed nią end_group.")),
        (put("survey", 9, "type", "end_group"), ("survey", 9, "type", "end_group stoi bez begin_group. Usuń ten wiersz.")),
        (put("survey", 8, "type", None), ("survey", 6, "type", "Tej części nic nie kończy. Dopisz wiersz end_group.")),
        (put("survey", 1, "hint::uk", "label::de"), ("survey", 1, "label::de", "Nieznana kolumna. Arkusz „survey” ma kolumny: " + ", ".join(COLUMNS["survey"]) + ".")),
        (put("survey", 1, "hint::uk", "name"), ("survey", 1, "name", "Ta kolumna występuje dwa razy.")),
        (put("choices", 2, "label::pl", None), ("choices", 2, "label", "Brakuje tekstu po polsku.")),
        (put("choices", 3, "name", "yes"), ("choices", 2, "list_name", "Kod odpowiedzi „yes” się powtarza.")),
        (put("choices", 9, "list_name", "idle"), ("choices", 9, "list_name", "Z listy „idle” nie korzysta żadne pytanie. Usuń ją albo wpisz ją przy pytaniu.")),
        (put("choices", 9, "name", "stray"), ("choices", 9, "list_name", "Brakuje nazwy listy, do której należy ta odpowiedź.")),
        (put("settings", 2, "audience", "aliens"), ("settings", 2, "audience", "Nie ma takiej grupy odbiorców: „aliens”.")),
        (put("settings", 3, "form_id", "other"), ("settings", 3, "", "Arkusz settings ma tylko jeden wiersz pod nagłówkiem. Usuń ten.")),
        (lambda book: book["survey"].cell(3, 30, "x"), ("survey", 3, "", "W wierszu jest coś poza nazwanymi kolumnami. Usuń to.")),
        (lambda book: book.create_sheet("Notatki").append(["x"]), ("Notatki", 0, "", "Nieznany arkusz. Usuń go; czytamy arkusze: survey, choices, settings.")),
    ],
)  # fmt: skip
def test_a_wrong_workbook_is_told_by_sheet_and_row(change: Change, fault: tuple[str, int, str, str]) -> None:
    assert fault in faults(change)


def test_every_fault_is_told_at_once_and_none_that_follows_from_another() -> None:
    def change(book: Workbook) -> None:
        put("survey", 3, "type", "select_one nothing")(book)  # the question that the condition asks about
        put("survey", 3, "required", "może")(book)
        put("survey", 7, "reverse", "?")(book)
        put("settings", 2, "minutes", "długo")(book)
        put("choices", 5, "label::pl", None)(book)

    assert faults(change, shown_if("a = 'yes'")) == [
        ("survey", 3, "required", "Wpisz yes albo no zamiast „może”."),
        ("survey", 3, "type", "Nie ma listy „nothing” w arkuszu choices."),
        ("survey", 7, "reverse", "Wpisz yes albo no zamiast „?”."),
        ("choices", 5, "label", "Brakuje tekstu po polsku."),
        ("settings", 2, "minutes", "Tu powinna stać liczba całkowita."),
    ]


@pytest.mark.parametrize("name", ["survey", "settings"])
def test_a_sheet_that_is_missing_or_bare_is_told(name: str) -> None:
    told = [(name, 0, "", "Brakuje tego arkusza albo nie ma on wierszy pod nagłówkiem.")]
    assert faults(lambda book: book.remove(book[name])) == told
    assert faults(lambda book: book[name].delete_rows(2, 99)) == told


def test_lists_that_are_missing_are_told_where_they_are_needed() -> None:
    assert faults(lambda book: book.remove(book["choices"])) == [
        ("survey", 3, "type", "Nie ma listy „yes-no” w arkuszu choices.")
    ]


def test_a_questionnaire_without_lists_comes_back_the_same() -> None:
    content = small(sections=(Section("one", {"pl": "Jedna"}, (item("n", "number"), item("t", "long_text"))),))
    assert questionnaire_in(contents(workbook_of(content))) == content


def test_what_a_spreadsheet_turned_into_a_day_is_told() -> None:
    import datetime  # the only day of this file

    assert faults(put("survey", 7, "label::pl", datetime.date(2024, 9, 1)))[0] == (
        "survey",
        7,
        "label::pl",
        "Program zamienił ten wpis na datę albo godzinę. Sformatuj komórkę jako tekst i wpisz go od nowa.",
    )


def test_a_formula_that_nobody_calculated_is_told() -> None:
    said = faults(put("survey", 7, "label::pl", "=1+1"))
    assert said[0][:3] == ("survey", 7, "label::pl")
    assert said[0][3].startswith("Komórka zawiera błąd (")


def test_a_list_in_two_places_is_one_list() -> None:
    def change(book: Workbook) -> None:
        for place, value in enumerate(("yes-no", "maybe", None, "może"), 1):
            book["choices"].cell(12, place, value)

    read = questionnaire_in(contents(changed(small(), change)))
    assert list(read.scales["yes-no"].by_code) == [*YES_NO.by_code, "maybe"]
