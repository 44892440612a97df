"""The document as the renderer takes it: read quickly, and read the same."""

from html import escape
from pathlib import Path

import pytest
import weasyprint
from hypothesis import example, given
from hypothesis import strategies as st

from hdr_portal.lib import pdf, pdf_source
from monitoring.report_rendering import render_report_html
from tests.report_pdf import samples
from tests.report_pdf.elements import by_the_renderer, seen

STATIC = Path("static")
PAGE = '<!doctype html><html lang="pl"><head><meta charset="utf-8"><title>{0}</title></head><body title="{0}"><p>{0}</p></body></html>'
LIST = PAGE.replace("<p>{0}</p>", "<ol><li>raz</li><li>dwa</li></ol><ul><li>trzy</li></ul>").format("Próba")


def test_a_report_is_read_as_the_renderer_would_read_it() -> None:
    html = render_report_html(samples.inputs(), for_pdf=True)
    assert seen(pdf_source.tree(html)) == seen(by_the_renderer(html))


@given(text=st.text())
@example(text="a\r\nb\rc\x0cd\xa0e\u2028f<!-- & &amp; &nbsp; ]]> </p> 'x' \"y\" 🙂 \ufeff")
@example(text="\n")
def test_whatever_is_typed_is_read_as_the_renderer_would_read_it(text: str) -> None:
    html = PAGE.format(escape(text))
    if pdf_source.ODD.search(html):
        assert isinstance(pdf_source.source(html, pdf.SHIPPED, None), weasyprint.HTML)
    else:
        assert seen(pdf_source.tree(html)) == seen(by_the_renderer(html))


@pytest.mark.parametrize("html", [LIST, LIST.replace("raz", "raz\x01")], ids=["plain", "odd character"])
def test_signs_stand_before_items_and_the_pages_are_the_renderers(html: str) -> None:
    ours, fetcher = (pdf._fetcher(STATIC, {}) for _ in range(2))
    own = weasyprint.HTML(string=html, base_url=pdf.SHIPPED, url_fetcher=fetcher).write_pdf(pdf_variant="pdf/ua-1")
    assert pdf_source.source(html, pdf.SHIPPED, ours).write_pdf(pdf_variant="pdf/ua-1") == own
