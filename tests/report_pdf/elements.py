"""What two parsers make of a document, in a form that can be compared."""

from xml.etree import ElementTree as ET

import tinyhtml5

FRAME = {"html", "head", "body"}
XMLNS = "{http://www.w3.org/2000/xmlns/}xmlns"


def seen(root: ET.Element) -> list[tuple[str, dict[str, str], str, str]]:
    """Every element with its attributes and texts. Left out is what nothing draws: comments (texts beside them join),
    blanks between the parts of the page's frame and at its end, the namespace said a second time.
    """
    for parent in list(root.iter()):
        for place, child in reversed(list(enumerate(parent))):
            tag: object = child.tag  # a function where the child is a comment
            if not isinstance(tag, str):
                joined = child.tail or ""
                if place:
                    parent[place - 1].tail = (parent[place - 1].tail or "") + joined
                else:
                    parent.text = (parent.text or "") + joined
                parent.remove(child)
    ends = {body[-1] for body in root.iter("body") if len(body)}
    return [told(one, in_frame=one.tag in FRAME, at_the_end=one in ends) for one in root.iter()]


def told(one: ET.Element, *, in_frame: bool, at_the_end: bool) -> tuple[str, dict[str, str], str, str]:
    text, tail = one.text or "", one.tail or ""
    if in_frame:
        text = text.strip()
    if in_frame or at_the_end:
        tail = tail.strip()
    return one.tag, {name: value for name, value in one.attrib.items() if name != XMLNS}, text, tail


def by_the_renderer(html: str) -> ET.Element:
    """The elements as the renderer's own parser has them."""
    root: ET.Element = tinyhtml5.parse(html, namespace_html_elements=False)
    return root
