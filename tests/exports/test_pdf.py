"""A list on paper: its text and its structure."""

import io
from types import SimpleNamespace

import pikepdf
import pytest

from inventory.models import Device
from inventory.outtake import making
from inventory.services.exports import ExportRefused, produce_export
from tests import registerrows
from tests.exports.conftest import HOSTILE, made, ordered
from tests.report_pdf.reading import named, pages_of, text_of, under

COLUMNS = ("inventory_number", "name", "purchased_on", "gross_value")


def test_it_tells_what_it_is_and_sums_up(laptop: Device, cast: SimpleNamespace) -> None:
    registerrows.device(laptop.school, "SP/008", gross_value="100.00")
    text = text_of(made(cast.director_a, "pdf", "status=in_use", COLUMNS).file.read_bytes())
    assert "Status: w użyciu" in text
    assert "SP/007 Laptop uczniowski 01.09.2024 1 234,50" in text
    assert "Razem: 2 urządzenia, wartość brutto 1 334,50 zł." in text
    assert "Dla dyrektor" in text


def test_it_lies_across_and_repeats_its_head(schools: SimpleNamespace, cast: SimpleNamespace) -> None:
    for number in range(60):
        registerrows.device(schools.a, f"SP/{number}")
    content = made(cast.director_a, "pdf", columns=COLUMNS).file.read_bytes()
    pages = pages_of(content)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        width, height = (float(pdf.pages[0].mediabox[place]) for place in (2, 3))
    assert width > height
    assert len(pages) > 1
    assert ["Numer inwentarzowy" in page for page in pages[:2]] == [True, True]


def test_it_is_tagged(laptop: Device, cast: SimpleNamespace) -> None:
    content = made(cast.director_a, "pdf", columns=COLUMNS).file.read_bytes()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        table = named(pdf, "Table")[0]
        scopes = [str(cell.A.Scope) for cell in under(table, "TH")]
        assert str(pdf.Root.Lang) == "pl"
    assert scopes == ["/Column"] * 4 + ["/Row"]


def test_hostile_text_is_printed_as_text(schools: SimpleNamespace, cast: SimpleNamespace) -> None:
    texts = [*HOSTILE, "<script>alert(1)</script>", "{{ 7|add:7 }}", "%s"]
    for number, text in enumerate(texts):
        registerrows.device(schools.a, f"SP/{number}", note=text)
    printed = text_of(made(cast.director_a, "pdf", columns=("inventory_number", "note")).file.read_bytes())
    assert [text for text in texts if " ".join(text.split()) not in printed] == []


def test_a_long_list_is_refused_in_words(
    schools: SimpleNamespace, cast: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "MAX_ROWS_ON_PAPER", 1)
    for number in range(2):
        registerrows.device(schools.a, f"SP/{number}")
    with pytest.raises(ExportRefused) as refused:
        ordered(cast.director_a, "pdf")
    assert str(refused.value).replace("\u00a0", " ") == (
        "Lista ma 2 urządzenia, a PDF mieści najwyżej 1. "
        "Zawęź ją filtrami, na przykład kategorią albo pomieszczeniem, albo pobierz Excel (XLSX): mieści całą listę."
    )


def test_a_list_that_grew_too_long_meanwhile_is_refused_when_it_is_made(
    schools: SimpleNamespace, cast: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    registerrows.device(schools.a, "SP/1")
    waiting = ordered(cast.director_a, "pdf")
    monkeypatch.setattr(making, "MAX_ROWS_ON_PAPER", 0)
    produce_export(waiting.pk)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.path) == ("failed", "")
    assert waiting.error.startswith("Lista ma 1")


def test_too_many_columns_are_refused_in_words(laptop: Device, cast: SimpleNamespace) -> None:
    with pytest.raises(ExportRefused) as refused:
        ordered(cast.director_a, "pdf", columns=tuple("abcdefghijklm"))
    assert str(refused.value).replace("\u00a0", " ") == (
        "PDF mieści najwyżej 12 kolumn, a wybrano 13. Pobierz kolumny widoczne na liście albo wybierz Excel."
    )
