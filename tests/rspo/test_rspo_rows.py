import contextlib
import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hdr_portal.lib.csvtext import Unreadable, write_table
from schools import rspo
from schools.rspo import Fault, Row, RowKind
from tests.rspo.registerfile import COMPLEX, DIRECTOR, HEADER, PRIMARY, as_csv, institution, shuffled, town


def rows_of(data: bytes) -> tuple[Row, ...]:
    return rspo.parse(rspo.read(data)).rows


def only_row(**given_cells: str) -> Row:
    (row,) = rows_of(as_csv([institution(7, PRIMARY, "Szkoła", **given_cells)]))
    return row


def test_a_row_of_the_register_is_read_field_by_field() -> None:
    zsp, school, *_ = rows_of(as_csv(town()))
    assert zsp.kind == RowKind.COMPLEX
    assert school == Row(
        number=3,
        rspo=101,
        regon="00000010100000",
        kind_text="Szkoła podstawowa",
        name="Szkoła Podstawowa nr 1 im. Czterech Wiatrów",
        town="Zielone Wzgórza",
        street="ul. Źdźbła Śniegu",
        building="12A",
        postcode="01-234",
        phone="440000000",
        email="sekretariat101@szkola.example",
        website="https://szkola101.example",
        publicity="publiczna",
        founded=datetime.date(2019, 9, 1),
        operator_kind="Gmina",
        operator="Gmina Miasto Zielone Wzgórza",
        parent_rspo=100,
        parent_kind_text=COMPLEX,
        parent_name="Zespół Szkolno-Przedszkolny nr 4 w Zielonych Wzgórzach",
        pupils=321,
    )
    assert school.address == "ul. Źdźbła Śniegu 12A"


@settings(deadline=None)
@given(seed=st.integers(), encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp1250", "iso-8859-2"]))
def test_columns_in_any_order_case_and_encoding_give_the_same_rows(seed: int, encoding: str) -> None:
    header = shuffled(seed)
    names = {name.casefold(): name for name in HEADER}
    plain = [
        {key: value.replace("„", '"').replace("”", '"') for key, value in row.items()} for row in town()
    ]  # ISO-8859-2 has no Polish quotes
    renamed = [{name: row[names[name.casefold()]] for name in header} for row in plain]
    assert rows_of(as_csv(renamed, header=header, encoding=encoding)) == rows_of(as_csv(plain))


def test_unknown_columns_are_ignored() -> None:
    rows = [row | {"Kolumna dodana w 2031": "coś"} for row in town()]
    assert rows_of(as_csv(rows, header=(*HEADER, "Kolumna dodana w 2031"))) == rows_of(as_csv(town()))


def test_directors_names_are_in_no_row_and_not_in_the_kept_copy() -> None:
    table = rspo.read(as_csv(town()))
    assert DIRECTOR not in repr(table)
    assert DIRECTOR not in repr(rspo.parse(table))
    assert DIRECTOR.encode() not in write_table(table)


def test_a_shifted_row_leaves_no_directors_name_behind() -> None:
    shifted = as_csv(town()).replace(b'"publiczna";', b"", 1)
    table = rspo.read(shifted)
    assert DIRECTOR not in repr(table)
    first = next(row for row in rspo.parse(table).rows if row.broken)
    assert [str(fault) for fault in first.faults] == [
        "Wiersz 3: liczba pól (35) jest inna niż liczba kolumn (36). Sprawdź średniki i cudzysłowy w tym wierszu."
    ]


def test_the_kept_copy_reads_as_the_file_itself() -> None:
    rows = [*town(), institution(7, PRIMARY, "", **{"E-mail": "to nie adres"})]
    data = as_csv(rows).replace(b'"publiczna";', b"", 1) + b"\r\n;\r\nRazem\r\n"
    assert rows_of(write_table(rspo.read(data))) == rows_of(data)


@pytest.mark.parametrize(
    ("column", "cell", "sentence", "fatal"),
    [
        ("Numer RSPO", "", "brak numeru RSPO.", True),
        ("Numer RSPO", "12a", "„12a” nie jest numerem RSPO. Numer składa się z samych cyfr.", True),
        ("Numer RSPO", "1,23457E+17", "„1,23457E+17” nie jest numerem RSPO. Numer składa się z samych cyfr.", True),
        ("Nazwa", " ", "brak nazwy.", True),
        ("Nazwa", "x" * 251, "tekst ma 251 znaków, a może mieć najwyżej 250.", True),
        ("RSPO podmiotu nadrzędnego", "ZSP 4", "„ZSP 4” nie jest numerem RSPO. Numer składa się z samych cyfr.", True),
        ("Data likwidacji", "jutro", "„jutro” nie jest datą. Wpisz ją jako 2024-09-01 albo 01.09.2024.", True),
        ("Data likwidacji", "29.02.2023", "nie ma takiego dnia: „29.02.2023”.", True),
        ("Data założenia", "2999-01-01", "„2999-01-01” nie jest datą z lat 1700–2099.", False),
        ("REGON", "123", "„123” nie jest numerem REGON: ma on 9 albo 14 cyfr.", False),
        ("E-mail", "sekretariat(at)szkola", "„sekretariat(at)szkola” nie jest adresem e-mail.", False),
        ("Kod pocztowy", "1234", "„1234” nie jest kodem pocztowym.", False),
        ("Telefon", "1" * 41, "tekst ma 41 znaków, a może mieć najwyżej 40.", False),
        ("Liczba uczniów", "dużo", "„dużo” nie jest liczbą uczniów.", False),
    ],
)
def test_a_bad_cell_is_told_with_its_row_and_column(column: str, cell: str, sentence: str, fatal: bool) -> None:
    row = only_row(**{column: cell})
    assert row.faults == (Fault(2, column, sentence, fatal=fatal),)
    assert str(row.faults[0]) == f"Wiersz 2, kolumna „{column}”: {sentence}"
    assert row.broken is fatal


def test_a_number_that_stands_twice_is_an_error_in_both_rows() -> None:
    rows = rows_of(as_csv([institution(7, PRIMARY, "Jedna"), institution(7, PRIMARY, "Druga")]))
    sentence = "kolumna „Numer RSPO”: numer 7 stoi w pliku 2 razy. Zostaw jeden wiersz."
    assert [str(fault) for row in rows for fault in row.faults] == [f"Wiersz 2, {sentence}", f"Wiersz 3, {sentence}"]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2024-09-01", datetime.date(2024, 9, 1)),
        ("2024-09-01 00:00:00", datetime.date(2024, 9, 1)),
        ("01.09.2024", datetime.date(2024, 9, 1)),
        ("1/9/2024", datetime.date(2024, 9, 1)),
        ("9999-12-31", None),
        ("", None),
    ],
)
def test_dates_are_read_as_registers_write_them(written: str, day: datetime.date | None) -> None:
    assert only_row(**{"Data likwidacji": written}).closed_on == day


def test_invisible_and_control_characters_are_dropped_from_text() -> None:
    assert only_row(Nazwa="  Szkoła\u202e\u200b\u00a0 nr\t1\x07 ").name == "Szkoła nr 1"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("SZKOŁA PODSTAWOWA NR 12 IM. JANA PAWŁA II W ŁĄCE", "Szkoła Podstawowa nr 12 im. Jana Pawła II w Łące"),
        ("PRZEDSZKOLE POD ŚWIERKIEM", "Przedszkole pod Świerkiem"),
        ("Szkoła Podstawowa NR 1", "Szkoła Podstawowa NR 1"),
    ],
)
def test_a_name_in_capitals_is_written_as_people_write_it(written: str, read: str) -> None:
    assert only_row(Nazwa=written).name == read


def test_text_that_looks_like_a_formula_or_a_template_is_kept_as_text() -> None:
    assert only_row(Nazwa="=1+1 <script>{{7*7}}%s").name == "=1+1 <script>{{7*7}}%s"


def test_missing_columns_are_listed() -> None:
    with pytest.raises(Unreadable) as refusal:
        rows_of(as_csv(town(), header=("Numer RSPO", "Nazwa", "Typ")))
    assert str(refusal.value) == (
        "W pliku brakuje kolumn: „Publiczność status”, „Nazwa organu prowadzącego”, „RSPO podmiotu nadrzędnego”. "
        "Wgraj pełny eksport CSV z wyszukiwarki RSPO, bez usuwania kolumn."
    )


def test_a_doubled_column_is_refused() -> None:
    with pytest.raises(Unreadable) as refusal:
        rows_of(as_csv(town(), header=(*HEADER, "nazwa")))
    assert str(refusal.value) == "Kolumny powtarzają się: „Nazwa”. Usuń powtórzone i wgraj plik ponownie."


@settings(deadline=None)
@given(data=st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_in_words(data: bytes) -> None:
    with contextlib.suppress(Unreadable):
        rows_of(as_csv(town()) + data)
