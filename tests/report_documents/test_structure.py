"""What a screen reader gets of each document: language, title, headings in order, words of pictures, header cells, links."""

import itertools
from typing import Any

import pikepdf
from pikepdf import Name

from tests.report_documents.conftest import TITLES, Document
from tests.report_pdf.reading import named, pages_of, under


def test_a_document_says_its_language_and_title_and_that_it_is_tagged(document: Document, pdf: pikepdf.Pdf) -> None:
    assert str(pdf.Root.Lang) == "pl"
    assert str(pdf.docinfo.Title) == TITLES[document.kind]
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle) is True
    assert bool(pdf.Root.MarkInfo.Marked) is True
    assert b'pdfuaid:part="1"' in pdf.Root.Metadata.read_bytes()


def test_headings_begin_with_one_title_and_go_down_one_level_at_a_time(pdf: pikepdf.Pdf) -> None:
    levels = [int(str(one.S)[2:]) for one in named(pdf, "H1", "H2", "H3", "H4", "H5", "H6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(level <= before + 1 for before, level in itertools.pairwise(levels))


def test_every_picture_has_words(pdf: pikepdf.Pdf) -> None:
    words = [str(one.get(Name.Alt, "")) for one in named(pdf, "Figure")]
    assert words[0] == "Herb Miasta Przykładowego"
    assert "" not in words


def test_every_table_has_header_cells_with_scope_and_every_cell_names_its_own(pdf: pikepdf.Pdf) -> None:
    tables = named(pdf, "Table")
    assert tables
    for table in tables:
        heads = {bytes(one.ID) for one in under(table, "TH")}
        assert {str(one.A.Scope) for head in under(table, "THead") for one in under(head, "TH")} == {"/Column"}
        assert all({bytes(one) for one in cell.A.Headers} <= heads for cell in under(table, "TD"))
        assert all(len(cell.A.Headers) > 0 for cell in under(table, "TD"))


def test_no_link_is_empty(pdf: pikepdf.Pdf) -> None:
    assert all(len(list(link.K)) >= 2 for link in named(pdf, "Link"))
    pressed = [one for page in pdf.pages for one in page.get(Name.Annots, [])]
    assert all(str(one.Contents) for one in pressed)


def test_no_page_ends_with_a_heading(document: Document, pdf: pikepdf.Pdf) -> None:
    """A heading is followed on its page by what it heads."""
    for number, last in last_elements(pdf).items():
        assert last not in {"/H1", "/H2", "/H3", "/H4", "/H5", "/Caption"}, f"{document.kind}, page {number + 1}"


def last_elements(pdf: pikepdf.Pdf) -> dict[int, str]:
    """The kind of the block that stands last in reading order on each page."""
    places: dict[Any, int] = {page.objgen: number for number, page in enumerate(pdf.pages)}
    blocks = {"/H1", "/H2", "/H3", "/H4", "/H5", "/P", "/Caption", "/TH", "/TD", "/Figure", "/LI"}
    last: dict[int, str] = {}
    for element in named(pdf, *(one[1:] for one in blocks)):
        for page in {one.objgen for one in pages_under(element)}:
            last[places[page]] = str(element.S)
    return last


def pages_under(element: pikepdf.Object) -> list[pikepdf.Object]:
    """Pages on which an element has marked content of its own."""
    found, waiting = [], [element]
    while waiting:
        one = waiting.pop()
        if isinstance(one, pikepdf.Dictionary):
            if Name.Pg in one:
                found.append(one.Pg)
            kids: Any = one.get(Name.K, [])
            waiting += [kid for kid in (kids if isinstance(kids, pikepdf.Array) else [kids])
                        if isinstance(kid, pikepdf.Dictionary) and Name.S in kid]  # fmt: skip
    return found


def test_every_page_is_numbered_and_carries_the_day(document: Document) -> None:
    pages = pages_of(document.file.content)
    first = 1 if document.kind in {"closing", "archive"} else 0  # a cover has no number
    for number, page in enumerate(pages[first:], first + 1):
        assert f"strona {number} z {len(pages)}" in page
        assert "stan na 30 czerwca 2026" in page
