"""The description as Word and PDF: the same texts, real structure, the same bytes from the same inputs."""

import io
from typing import Any

import pikepdf
import pytest
from docx import Document
from docx.oxml.ns import qn

from monitoring.practice_docx import HEADS, render_practice_docx
from monitoring.practice_pdf import render_practice_pdf
from tests.officefiles.samples import practice_inputs
from tests.report_pdf.reading import text_of


def quiet(*_: Any) -> None:
    """No progress is told."""


@pytest.fixture(scope="module")
def word() -> Any:
    return Document(io.BytesIO(render_practice_docx(practice_inputs(), quiet).content))


def test_equal_inputs_give_equal_bytes() -> None:
    first, second = (render_practice_docx(practice_inputs(), quiet) for _ in range(2))
    other = render_practice_docx(practice_inputs(sections=[]), quiet)

    assert first.sha256 == second.sha256 != other.sha256


def test_sections_are_headings_and_lists_are_lists(word: Any) -> None:
    styled = [(one.style.name, one.text) for one in word.paragraphs]

    assert [text for style, text in styled if style == "Title"] == ["Opis dobrej praktyki"]
    assert [text for style, text in styled if style == "Heading 1"] == [
        one["title"] for one in practice_inputs()["sections"]
    ]
    assert [text for style, text in styled if style == "Heading 2"] == ["Po co"]
    assert [text for style, text in styled if style == "List Bullet"] == ["pierwszy krok", "drugi krok"]


def test_the_table_holds_the_reports_numbers_under_a_repeated_head(word: Any) -> None:
    table = word.tables[0]
    indicators = practice_inputs()["report"]["indicators"]
    rows = [[cell.text for cell in row.cells] for row in table.rows]

    assert tuple(rows[0]) == HEADS
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    expected = [
        (f"{c['declared']:g}", f"{c['evidenced']:g}", str(c["target"]))
        for one in indicators
        for c in one["comparisons"]
    ]
    assert [tuple(row[2:5]) for row in rows[1:] if row[2] != "–"] == expected
    assert [row[0] for row in rows[1:] if row[0]] == [one["number"] for one in indicators]


def test_the_file_says_its_language_title_and_pictures(word: Any) -> None:
    language = word.styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:lang')}")

    assert language.get(qn("w:val")) == "pl-PL"
    assert word.core_properties.title.startswith("Opis dobrej praktyki: ")
    assert word.core_properties.language == "pl-PL"
    assert [shape._inline.docPr.get("descr") for shape in word.inline_shapes] == ["Herb gminy"]
    assert word.tables[0]._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == "Wskaźniki planu"


def test_hostile_text_is_printed_as_text() -> None:
    sections = [
        {"slug": "cele", "title": "Cele <b>", "text": "<script>1</script>\x00\x08 & „cudzysłów”", "edited": True}
    ]

    made = render_practice_docx(practice_inputs(sections=sections), quiet)

    told = [one.text for one in Document(io.BytesIO(made.content)).paragraphs]
    assert "<script>1</script> & „cudzysłów”" in told
    assert "Cele <b>" in told


def test_the_pdf_says_the_same_and_is_tagged() -> None:
    made = render_practice_pdf(practice_inputs(), quiet)
    text = " ".join(text_of(made.content).split())

    for one in practice_inputs()["sections"]:
        assert one["title"] in text
    assert "pierwszy krok" in text
    with pikepdf.open(io.BytesIO(made.content)) as pdf:
        assert pdf.Root.Lang == "pl"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.docinfo.Title).startswith("Opis dobrej praktyki, ")
    assert made.pages > 1
