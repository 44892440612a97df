"""The archive edition: PDF/A-3 with the structure of PDF/UA, and the inputs inside."""

import io
import json

import openpyxl
import pikepdf
from pikepdf import Name

from monitoring.archive import render_report_archive
from tests.report_documents.conftest import Document, quiet
from tests.report_pdf import samples


def test_the_file_says_that_it_is_pdf_a_3a_and_pdf_ua_1(archive: Document) -> None:
    with pikepdf.open(io.BytesIO(archive.file.content)) as pdf:
        words = pdf.Root.Metadata.read_bytes()
        intents = list(pdf.Root.OutputIntents)
    assert b'pdfaid:part="3"' in words
    assert b'pdfaid:conformance="A"' in words
    assert b'pdfuaid:part="1"' in words
    assert b"<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>" in words  # a schema that PDF/A does not know is described
    assert [str(one.S) for one in intents] == ["/GTS_PDFA1"]


def test_the_inputs_are_inside_as_an_associated_file(archive: Document) -> None:
    with pikepdf.open(io.BytesIO(archive.file.content)) as pdf:
        files = {str(one.UF): one for one in pdf.Root.AF}
        held = files["dane-raportu.json"]
        assert str(held.AFRelationship) == "/Source"
        assert str(held.EF.F.Subtype) == "/application/json"
        assert json.loads(held.EF.F.read_bytes()) == archive.inputs
        assert "dane-raportu.json" in pdf.attachments  # a reader's list shows it too


def test_the_tracking_table_is_inside_too_and_opens(archive: Document) -> None:
    with pikepdf.open(io.BytesIO(archive.file.content)) as pdf:
        held = next(one for one in pdf.Root.AF if str(one.UF) == "tabela-wskaznikow.xlsx")
        content = held.EF.F.read_bytes()
    assert held_relationship(archive, "tabela-wskaznikow.xlsx") == "/Data"
    assert openpyxl.load_workbook(io.BytesIO(content)).sheetnames


def held_relationship(archive: Document, name: str) -> str:
    with pikepdf.open(io.BytesIO(archive.file.content)) as pdf:
        return str(next(one for one in pdf.Root.AF if str(one.UF) == name).AFRelationship)


def test_every_font_is_inside_and_every_annotation_is_printed(archive: Document) -> None:
    with pikepdf.open(io.BytesIO(archive.file.content)) as pdf:
        fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
        inside = [font.DescendantFonts[0].FontDescriptor for font in fonts]
        annotations = [one for page in pdf.pages for one in page.get(Name.Annots, [])]
        assert fonts
        assert all(Name.FontFile2 in one or Name.FontFile3 in one for one in inside)
        assert annotations
        assert {int(one.F) for one in annotations} == {4}


def test_equal_inputs_give_equal_bytes(archive: Document) -> None:
    again = render_report_archive(samples.small_inputs(), quiet)
    assert again.sha256 == archive.file.sha256
