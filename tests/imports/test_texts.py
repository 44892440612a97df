"""Texts and choices: numbers stay as they are seen, what a spreadsheet has spoilt is an error."""

import datetime
from typing import Any

import pytest

from hdr_portal.lib.workbook.contents import CellError
from inventory.columns import BY_KEY, Column
from inventory.models import AccountingClass, Condition, Status, Windows11
from inventory.values import Parsed, is_as_kept, read_choice, read_text, words_for

NUMBER, SERIAL, NOTE, MODEL = (BY_KEY[key] for key in ("inventory_number", "serial", "note", "model"))
LOST = "Excel zgubił cyfry tego numeru. Ustaw kolumnie format tekstowy i wpisz numer ponownie."


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("00123", "00123"), (123, "123"), (123.0, "123"), ("  SP /\u00a07\u200b ", "SP / 7"), ("A\nB", "A B"),
        ("=cmd|'/c calc'!A0", "=cmd|'/c calc'!A0"), ("'=1+1", "=1+1"), ("'tak'", "'tak'"), ("<script>", "<script>"),
        ("{{7*7}}%s", "{{7*7}}%s"), ("laptop \N{PERSONAL COMPUTER}", "laptop \N{PERSONAL COMPUTER}"), ("a\u202eb", "ab"),
        ("_x0000_", "_x0000_"), (True, "PRAWDA"),
    ],
)  # fmt: skip
def test_a_text_is_kept_as_it_is_seen(written: Any, text: str) -> None:
    found = read_text(written, NOTE)

    assert (found.value, found.error) == (text, "")


def test_a_look_alike_letter_in_a_number_becomes_latin_and_is_said() -> None:
    found = read_text("А/12", NUMBER)  # a Cyrillic А

    assert (found.value, found.warning) == ("A/12", "Zamieniono litery innego alfabetu na podobne łacińskie.")


def test_polish_letters_in_a_number_stay_without_a_word() -> None:
    found = read_text("Świetlica/Łódź/1", NUMBER)

    assert (found.value, found.warning) == ("Świetlica/Łódź/1", "")


@pytest.mark.parametrize("written", [1e15, 123456789012345678, "1,23457E+17", "1.23457E+17"])
@pytest.mark.parametrize("column", [NUMBER, SERIAL])
def test_a_number_whose_digits_are_gone_is_an_error(written: Any, column: Any) -> None:
    assert read_text(written, column).error == LOST


def test_the_same_in_a_note_is_a_text() -> None:
    assert read_text("1,23457E+17", NOTE).value == "1,23457E+17"


def test_a_code_that_became_a_date_is_an_error_a_note_that_is_one_is_text() -> None:
    day = datetime.date(2024, 3, 12)

    assert read_text(day, MODEL).error == (
        "Excel zamienił ten wpis na datę (12.03.2024). Ustaw kolumnie format tekstowy i wpisz go ponownie."
    )
    assert read_text(day, NOTE).value == "12.03.2024"


@pytest.mark.parametrize("written", ["a\x01b", "\x00", "\ud83d", "a\x7f"])
def test_control_characters_and_half_characters_are_an_error(written: str) -> None:
    assert read_text(written, NOTE).error == "Tekst zawiera znaki sterujące. Wpisz go ręcznie."


def test_a_text_too_long_is_an_error_that_tells_both_lengths() -> None:
    assert read_text("x" * 32_767, NUMBER).error == "Tekst ma 32767 znaków, a mieści się 60. Skróć go."
    assert read_text("x" * 60, NUMBER).error == ""


def test_an_error_cell_is_an_error_and_never_empty() -> None:
    assert read_text(CellError("#N/A"), NOTE).error == "Komórka zawiera błąd #N/A. Popraw formułę albo wpisz wartość."
    assert "zapisanego wyniku" in read_text(CellError("formula"), NOTE).error


@pytest.mark.parametrize(
    ("key", "choices", "written", "code"),
    [
        ("status", Status, "w użyciu", "in_use"), ("status", Status, "Sprawna", "in_use"), ("status", Status, "ZŁOM", "to_dispose"),
        ("status", Status, "zlikwidowany", "disposed"), ("status", Status, "brak", "missing"), ("status", Status, "in_use", "in_use"),
        ("condition", Condition, "uszkodzony", "broken"), ("condition", Condition, "Uszkodzona", "broken"),
        ("condition", Condition, "sprawny", "good"), ("condition", Condition, "złom", "broken"), ("condition", Condition, "brak", ""),
        ("accounting_class", AccountingClass, 13, "013"), ("accounting_class", AccountingClass, "013-2", "013"),
        ("accounting_class", AccountingClass, "środki trwałe", "011"), ("windows11", Windows11, "tak", "ready"),
        ("windows11", Windows11, "?", "check"),
    ],
)  # fmt: skip
def test_a_choice_is_known_by_its_label_and_by_what_schools_write(
    key: str, choices: Any, written: Any, code: str
) -> None:
    labels = {str(value): str(label) for value, label in choices.choices}

    assert read_choice(written, words_for(key, labels.items()), labels).value == code


def test_an_unknown_choice_is_an_error_that_lists_what_may_be_written() -> None:
    labels = {str(value): str(label) for value, label in Condition.choices}

    assert read_choice("lekko stłuczony", words_for("condition", labels.items()), labels).error == (
        "Nie ma takiej wartości: „lekko stłuczony”. Wpisz jedną z: nowe, dobre, zużyte, uszkodzone."
    )


AWKWARD = (
    "", " ", "'", "a", "Laptop", "Żółw łódź", "a  b", " a", "a ", "a\u00a0b", "a\u200bb", "a\nb", "a\tb", "'=1+1", "1,23E+15", "1E+20",
    "SР1", "Α1", "x" * 60, "x" * 61, "x" * 500, "x" * 501, "e\u0301", "a\u202eb", "\ufeffa", "\N{PERSONAL COMPUTER}", "a\u0085b", "a\u2028b",
    "\ud800", "\x00", "\u2065a", "a\u3000b", "a\u00adb", "=cmd", "a'",
)  # fmt: skip


@pytest.mark.parametrize("column", [NUMBER, SERIAL, NOTE, MODEL], ids=lambda column: column.key)
def test_a_text_said_to_be_as_kept_is_read_as_itself_without_a_word(column: Column) -> None:
    kept = [text for text in AWKWARD if is_as_kept(text, column)]

    assert [read_text(text, column) for text in kept] == [Parsed(text) for text in kept]
    assert {"a", "Laptop", "x" * 60} <= set(kept)
