"""The document as the renderer takes it: read by a parser written in C, and without the style rules of notes.

The renderer reads HTML with a parser in Python, a twentieth of a report's time, and gives every element the styles of six
kinds of notes and list signs, a tenth of it. Our documents hold no notes, and signs stand only before items of lists. What
comes out is the same to the byte (tests/report_pdf/test_source.py).
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any
from xml.etree import ElementTree as ET

SVG = "http://www.w3.org/2000/svg"
SVG_NAMES = {"viewbox": "viewBox", "preserveaspectratio": "preserveAspectRatio"}  # as HTML spells what it has lowered
NOTES = ("::footnote-", "::note-")
MARKER, ITEM_MARKER = "::marker", "li::marker"
# Characters that only the renderer's own parser is known to keep: controls, halves of pairs, what Unicode calls no character.
ODD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def source(html: str, base_url: str, fetcher: Any) -> Any:
    """A `weasyprint.HTML` of the text `html`; addresses are joined onto `base_url` and read by `fetcher`."""
    if ODD.search(html):
        return _renderers_own()(string=html, base_url=base_url, url_fetcher=fetcher)
    return _read_quickly()(html, base_url, fetcher)


def tree(html: str) -> ET.Element:
    """The elements of a well-made document in HTML, its drawings in the namespace of SVG."""
    from lxml import etree  # slow to load

    parser = etree.HTMLParser(target=_Builder(), encoding="utf-8")
    parser.feed(html.encode())
    root: ET.Element = parser.close()
    return root


class _Builder:
    """Takes what the parser meets and builds the standard library's elements, which the renderer works with."""

    def __init__(self) -> None:
        self.builder, self.drawing = ET.TreeBuilder(), 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        given = dict(attributes)
        if tag == "svg" or self.drawing:
            self.drawing += 1
            given = {SVG_NAMES.get(name, name): value for name, value in given.items() if name != "xmlns"}
            tag = f"{{{SVG}}}{tag}"
        self.builder.start(tag, given)

    def end(self, tag: str) -> None:
        if self.drawing:
            self.drawing -= 1
            tag = f"{{{SVG}}}{tag}"
        self.builder.end(tag)

    def data(self, text: str) -> None:
        self.builder.data(text)

    def close(self) -> ET.Element:
        return self.builder.close()


@cache
def _renderers_own() -> Any:
    """The renderer's document class with fewer rules of its own."""
    import weasyprint  # slow to load
    from weasyprint.css.counters import CounterStyle
    from weasyprint.html import UA

    rules = "\n".join(_for_items(line) for line in UA.splitlines() if not line.startswith(NOTES))
    sheet = weasyprint.CSS(string=rules, counter_style=CounterStyle())  # the rules name the list signs anew

    class WithoutNotes(weasyprint.HTML):
        def _ua_stylesheets(self, forms: bool = False) -> list[Any]:  # noqa: FBT001, FBT002 - the renderer's signature
            return [sheet]

    return WithoutNotes


def _for_items(line: str) -> str:
    return line.replace(MARKER, ITEM_MARKER, 1) if line.startswith(MARKER) else line


@cache
def _read_quickly() -> Any:
    """The same, made of a tree instead of a text."""
    from cssselect2 import ElementWrapper  # slow to load

    class ReadQuickly(_renderers_own()):  # type: ignore[misc]
        def __init__(self, html: str, base_url: str, fetcher: Any) -> None:
            self.base_url, self.url_fetcher, self.media_type = base_url, fetcher, "print"
            self.etree_element = tree(html)
            self.wrapper_element = ElementWrapper.from_html_root(self.etree_element, content_language=None)

    return ReadQuickly
