"""A list as CSV: its bytes."""

import csv
import io
from types import SimpleNamespace

import pytest

from inventory.models import Device
from tests import registerrows
from tests.exports.conftest import HOSTILE, made

COLUMNS = ("inventory_number", "name", "purchased_on", "gross_value", "ram_gb", "status", "manufacturer")


def test_bytes_are_as_polish_excel_reads_them(laptop: Device, cast: SimpleNamespace) -> None:
    content = made(cast.director_a, "csv", columns=COLUMNS).file.read_bytes()
    assert (
        content
        == (
            "\ufeffNumer inwentarzowy;Nazwa;Data zakupu;Wartość brutto;RAM w GB;Status;Producent\r\n"
            "SP/007;Laptop uczniowski;2024-09-01;1234,50;16;w użyciu;\r\n"
        ).encode()
    )


def test_separators_quotes_and_line_breaks_stay_in_their_cell(schools: SimpleNamespace, cast: SimpleNamespace) -> None:
    registerrows.device(schools.a, "SP/1", name='Stół; "duży"', note="pierwsza\ndruga")
    content = made(cast.director_a, "csv", columns=("inventory_number", "name", "note")).file.read_text("utf-8-sig")
    rows = list(csv.reader(io.StringIO(content, newline=""), delimiter=";"))
    assert rows[1:] == [["SP/1", 'Stół; "duży"', "pierwsza druga"]]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_like_a_formula_begins_with_an_apostrophe(
    schools: SimpleNamespace, cast: SimpleNamespace, text: str
) -> None:
    registerrows.device(schools.a, "SP/1", note=text)
    content = made(cast.director_a, "csv", columns=("inventory_number", "note")).file.read_text("utf-8-sig")
    row = list(csv.reader(io.StringIO(content, newline=""), delimiter=";"))[1]
    assert row == ["SP/1", "'" + text.replace("\t", " ").replace("\r", " ")]


def test_an_empty_list_has_its_header(schools: SimpleNamespace, cast: SimpleNamespace) -> None:
    export = made(cast.director_a, "csv")
    assert (export.rows, export.file.read_bytes()) == (0, "\ufeffNumer inwentarzowy;Nazwa\r\n".encode())
