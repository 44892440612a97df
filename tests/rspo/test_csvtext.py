import pytest

from hdr_portal.lib.csvtext import Limits, Table, Unreadable, decode, read_table, write_table

TEXT = "Żółć, jaźń i świerk w ŁÓDZKIM; ŚĆ Ź Ą"


def everything(_: str) -> bool:
    return True


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1250", "iso-8859-2", "utf-16"])
def test_polish_text_is_read_in_each_encoding_of_polish_spreadsheets(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == TEXT


def test_a_row_keeps_the_number_a_spreadsheet_shows_when_blank_rows_stand_before_it() -> None:
    assert read_table(b"a;b\n1;2\n\n;\n3;4\n", everything).rows == ((2, ("1", "2")), (5, ("3", "4")))


def test_cells_of_unwanted_columns_are_dropped() -> None:
    assert read_table(b"a;b\n1;2\n", lambda name: name == "a").rows == ((2, ("1", "")),)


def test_a_row_with_another_number_of_cells_keeps_none_of_them() -> None:
    assert read_table(b"a;b\n1;2;3\n", lambda name: name == "a").rows == ((2, ("?", "?", "?")),)


def test_a_field_may_hold_a_line_break_and_quotes() -> None:
    assert read_table(b'a;b\n"x\ny";"z ""q"""\n', everything).rows == ((2, ("x\ny", 'z "q"')),)


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_the_delimiter_is_found_in_the_header(delimiter: str) -> None:
    assert read_table(f"a{delimiter}b\n1{delimiter}2\n".encode(), everything).header == ("a", "b")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "Plik jest pusty."),
        (b"\xef\xbb\xbf \n", "Plik jest pusty."),
        (b"a;b\n1;2\n" * 20, "Plik ma 160 B, a może mieć najwyżej 100 B."),
        (b"a;b\n" + b"1;2\n" * 4, "Plik ma ponad 3 wierszy. Podziel go albo zawęź wyszukiwanie."),
        (b"a;b;c;d\n", "Plik ma 4 kolumn, a może mieć najwyżej 3."),
        (
            b"a;b\n1;xxxxxxxxxxx\n",
            "Wiersz 2: jedno z pól ma ponad 10 znaków. Sprawdź, czy cudzysłów jest domknięty.",
        ),
        (
            b'a;b\n1;"x\n',
            "Nie można odczytać pliku od linii 2: cudzysłów jest niedomknięty albo stoi w środku pola. Pobierz plik ponownie.",
        ),
        (
            b"PK\x03\x04\x00\x00",
            "To nie jest plik CSV: zawiera znaki, których tekst nie ma. Zapisz arkusz jako CSV i wgraj ponownie.",
        ),
        (
            "a;b".encode("utf-16-le"),
            "To nie jest plik CSV: zawiera znaki, których tekst nie ma. Zapisz arkusz jako CSV i wgraj ponownie.",
        ),
        (
            b"a;b\n\x81\x83;2\n",
            "Nie można odczytać znaków pliku. Zapisz go jako CSV w kodowaniu UTF-8 i wgraj ponownie.",
        ),
    ],
)
def test_a_broken_file_is_refused_with_a_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read_table(data, everything, Limits(size=100, rows=3, columns=3, field=10))
    assert str(refusal.value).replace("\N{NO-BREAK SPACE}", " ") == sentence


def test_a_written_table_reads_back_the_same() -> None:
    table = Table(("a", "b"), ((2, ("1", "")), (5, ("?", "?", "?")), (6, ('z "q"', "x\ny"))))
    assert read_table(write_table(table), everything) == table
