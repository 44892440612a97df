"""The search forgives Polish letters and case, and asks for every word."""

from types import SimpleNamespace

import pytest
from django.test import Client

from inventory.models import Device
from inventory.queries.register import short_words, words_of
from tests import registerrows
from tests.register.listing import listed


@pytest.fixture
def rows(schools: SimpleNamespace) -> list[Device]:
    """Three devices of A that differ in everything that is searched."""
    lab = registerrows.room(schools.a, "Świetlica")
    fields = {"name": "Żółta drukarka", "model": "ŁŃ-5", "serial": "SN/4711-X", "room": lab, "note": "po Powodzi"}
    first = registerrows.device(schools.a, "SP/0001", label_code="QWERTYUP2", **fields)
    second = registerrows.device(schools.a, "SP/0002", name="Laptop HP 250", model="G8", label_code="ASDFGHJK3")
    third = registerrows.device(schools.a, "SP/0003", name="Laptop HPE", label_code="ZXCVBNMM4")
    return [first, second, third]


@pytest.mark.parametrize(
    "typed",
    ["sp/0001", "żółta", "ZOLTA", "Żolt", "łń-5", "ln-5", "4711", "swietlica", "ŚWIETLICA", "powodzi", "qwertyup2", "żółta świetlica", "świetlica  ZOLTA"],
)  # fmt: skip
def test_a_device_is_found_by_any_part_of_what_is_known_of_it(
    client: Client, cast: SimpleNamespace, rows: list[Device], typed: str
) -> None:
    client.force_login(cast.director_a)
    assert listed(client, f"szukaj={typed}") == ["SP/0001"]


def test_every_word_must_occur(client: Client, cast: SimpleNamespace, rows: list[Device]) -> None:
    client.force_login(cast.director_a)
    assert listed(client, "szukaj=laptop") == ["SP/0002", "SP/0003"]
    assert listed(client, "szukaj=laptop+250") == ["SP/0002"]
    assert listed(client, "szukaj=laptop+drukarka") == []


@pytest.mark.parametrize("typed", ["%25", "_", "%25laptop", "sp_0001", "'", "%5C", "%00", "--+%7C+."])
def test_marks_are_no_wildcards(client: Client, cast: SimpleNamespace, rows: list[Device], typed: str) -> None:
    client.force_login(cast.director_a)
    assert listed(client, f"szukaj={typed}") in ([], ["SP/0001", "SP/0002", "SP/0003"])
    assert listed(client, "szukaj=sp_0001") == []


def test_a_short_word_is_a_part_in_one_school_and_a_whole_word_in_the_city(
    client: Client, cast: SimpleNamespace, rows: list[Device], schools: SimpleNamespace
) -> None:
    client.force_login(cast.director_a)
    assert listed(client, "szukaj=hp") == ["SP/0002", "SP/0003"]
    client.force_login(cast.department)
    assert listed(client, "szukaj=hp") == ["SP/0002"]
    assert listed(client, f"szukaj=hp&jednostka={schools.a.pk}") == ["SP/0002", "SP/0003"]
    assert listed(client, "szukaj=hpe") == ["SP/0003"]


def test_a_short_inventory_number_is_found_in_the_city(
    client: Client, cast: SimpleNamespace, schools: SimpleNamespace
) -> None:
    for number in ("7", "17", "7/1"):
        registerrows.device(schools.a, number, label_code=f"AAAAAAA{len(number)}{number[0]}")
    client.force_login(cast.department)
    assert listed(client, "szukaj=7") == ["7"]


def test_marks_alone_are_no_words_and_words_are_counted_to_eight() -> None:
    assert words_of(" Żółw - | 12 ") == ["zolw", "12"]
    assert len(words_of("a b c d e f g h i j")) == 8
    assert short_words("hp laptop 1/2") == ["hp", "1/2"]
