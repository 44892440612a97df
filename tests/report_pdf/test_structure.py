"""What a screen reader gets: language, title, headings, tables, figures, links."""

import datetime
import io
import itertools
from typing import Any

import pikepdf
import pytest
from django.conf import settings
from pikepdf import Name

from hdr_portal.lib.pdf import SHIPPED, PdfFile, render_pdf
from hdr_portal.lib.pdf_tags import finished
from tests.report_pdf import samples
from tests.report_pdf.conftest import Rendered, render
from tests.report_pdf.reading import named, under
from tests.stack.pdftext import text_of

EPOCH = datetime.datetime(2026, 7, 2, tzinfo=datetime.UTC)


def test_the_renderer_complains_of_nothing(rendered: Rendered) -> None:
    assert [line for line in rendered.complaints if line.startswith("ERROR")] == []


def test_document_says_its_language_its_title_and_that_it_is_tagged(pdf: pikepdf.Pdf) -> None:
    title = "Raport z postępu realizacji HDR, Gmina-Miasto Tomaszów Mazowiecki, stan na 30\u00a0czerwca 2026"
    assert str(pdf.Root.Lang) == "pl"
    assert str(pdf.docinfo.Title) == title
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle) is True
    assert bool(pdf.Root.MarkInfo.Marked) is True
    assert b'pdfuaid:part="1"' in pdf.Root.Metadata.read_bytes()


def test_document_is_dated_with_the_day_it_was_made(pdf: pikepdf.Pdf) -> None:
    assert str(pdf.docinfo.CreationDate).startswith("D:20260702")


def test_headings_go_down_one_level_at_a_time_and_there_is_one_title(pdf: pikepdf.Pdf) -> None:
    levels = [int(str(one.S)[2:]) for one in named(pdf, "H1", "H2", "H3", "H4", "H5", "H6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(level <= before + 1 for before, level in itertools.pairwise(levels))


def test_chapters_stand_in_the_outline(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
        actions = next(item for item in outline.root if item.title == "Działania").children
    assert titles == [
        "Spis treści",
        "Podsumowanie",
        "Wskaźniki",
        "Jak rosły wskaźniki",
        "Oś czasu",
        "Działania",
        "Placówki i wskaźniki",
        "Zasoby IT",
        "Ankiety i SELFIE",
        "Załącznik: dowody",
        "Uwagi do planu",
        "Jak liczymy",
    ]
    assert [item.title for item in actions] == [f"Działanie {number}" for number in range(1, 11)]


def test_every_picture_has_words(pdf: pikepdf.Pdf) -> None:
    words = [str(one.get(Name.Alt, "")) for one in named(pdf, "Figure")]
    assert words[0] == "Herb Miasta Przykładowego"
    assert words[1] == "Fundusze Europejskie, Rzeczpospolita Polska, Unia Europejska"
    assert words[2] == "Uwagi wymaga 5 z 22 wskaźników: po terminie 3, zagrożone 2"
    assert "" not in words


def test_every_mark_of_the_matrix_has_words(pdf: pikepdf.Pdf) -> None:
    marks = [mark for row in samples.inputs()["matrix"]["rows"] for mark in row["marks"]]
    words = [str(one.Alt) for one in named(pdf, "Figure")]
    assert words.count("jest, z dowodem albo korektą") == marks.count("done")
    assert words.count("zgłoszone, brak dowodu") == marks.count("declared")
    assert words.count("brak") == marks.count("missing")


def test_every_header_cell_says_whether_it_heads_a_row_or_a_column(pdf: pikepdf.Pdf) -> None:
    for table in named(pdf, "Table"):
        assert {str(cell.A.Scope) for head in under(table, "THead") for cell in under(head, "TH")} <= {"/Column"}
        assert {str(cell.A.Scope) for body in under(table, "TBody") for cell in under(body, "TH")} <= {"/Row"}


def test_no_cell_spans_and_every_row_of_a_table_is_as_long_as_its_head(pdf: pikepdf.Pdf) -> None:
    for table in named(pdf, "Table"):
        assert len({len(under(row, "TH", "TD")) for row in under(table, "TR")}) == 1
        for cell in under(table, "TH", "TD"):
            assert not {Name.ColSpan, Name.RowSpan} & set(cell.A.keys())


def test_tables_that_break_over_pages_repeat_their_head(pdf: pikepdf.Pdf) -> None:
    tables = named(pdf, "Table")
    assert len(tables) > len(named(pdf, "Caption"))  # some are continued
    assert all(under(table, "THead") for table in tables)


def test_identifiers_of_header_cells_are_unique_and_indexed(pdf: pikepdf.Pdf) -> None:
    cells = {bytes(one.ID): one for one in named(pdf, "TH")}
    names: Any = pdf.Root.StructTreeRoot.IDTree.Names
    keys = [bytes(key) for key in list(names)[::2]]
    assert len(cells) == len(named(pdf, "TH"))
    assert keys == sorted(cells)


def test_every_data_cell_names_headers_of_its_own_table(pdf: pikepdf.Pdf) -> None:
    for table in named(pdf, "Table"):
        known = {bytes(one.ID) for one in under(table, "TH")}
        for cell in under(table, "TD"):
            assert len(cell.A.Headers) > 0
            assert {bytes(one) for one in cell.A.Headers} <= known


def test_no_link_is_empty_and_each_leads_inside_or_to_the_web(pdf: pikepdf.Pdf) -> None:
    links = named(pdf, "Link")
    assert all(len(list(link.K)) >= 2 for link in links)  # words and the place to press
    addresses = [str(one.A.URI) for page in pdf.pages for one in page.get(Name.Annots, []) if Name.A in one]
    assert len(addresses) == 64
    assert all(address.startswith("https://portal.example.pl/dowody/") for address in addresses)


def test_every_place_to_press_has_words(pdf: pikepdf.Pdf) -> None:
    annotations = [one for page in pdf.pages for one in page.get(Name.Annots, [])]
    assert len(annotations) > 150
    assert all(str(one.Contents) for one in annotations)


def test_every_glyph_is_of_a_font_that_ships_with_the_project(pdf: pikepdf.Pdf) -> None:
    fonts = {str(font.BaseFont).split("+")[-1] for page in pdf.pages for font in page.Resources.Font.values()}
    assert {name.split("-")[0] for name in fonts} == {"Inter", "JetBrains"}


def test_a_document_without_tables_needs_no_index() -> None:
    with pikepdf.new() as plain:
        plain.add_blank_page()
        plain.Root.StructTreeRoot = plain.make_indirect(pikepdf.Dictionary(Type=Name.StructTreeRoot))
        out = io.BytesIO()
        plain.save(out)
    with pikepdf.open(io.BytesIO(finished(out.getvalue()))) as mended:
        assert Name.IDTree not in mended.Root.StructTreeRoot


@pytest.mark.slow
def test_two_hundred_schools_flow_over_pages_with_repeated_heads() -> None:
    many = render(samples.inputs(schools=200, files=60))
    assert [line for line in many.complaints if line.startswith("ERROR")] == []
    with pikepdf.open(io.BytesIO(many.file.content)) as pdf:
        rows = [row for table in named(pdf, "Table") for row in under(table, "TR") if under(row, "Figure")]
        assert len(rows) == 222  # 200 units, and 22 indicators with the line of their trend
        assert all(under(table, "THead") for table in named(pdf, "Table"))


def table_of(rows: int) -> PdfFile:
    lines = "".join(f"<tr><th>wiersz{number}</th><td>x</td></tr>" for number in range(rows))
    page = f'<link rel="stylesheet" href="{SHIPPED}css/print/report.css"><table><tbody>{lines}</tbody></table>'
    return render_pdf(
        f"<html lang=pl><title>Tabela</title>{page}</html>", shipped=settings.BASE_DIR / "static", epoch=EPOCH,
        on_progress=lambda _percent, _phrase: None,
    )  # fmt: skip


def test_no_row_stands_alone_on_the_last_page_of_a_table() -> None:
    """One row more than a page holds takes two others with it."""
    file = next(made for rows in range(30, 60) if (made := table_of(rows)).pages == 2)
    _, last = text_of(file.content).rstrip("\f").split("\f")
    assert last.count("wiersz") == 3
