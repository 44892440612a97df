"""The look of the presentation, built in code: 16:9, our colours and type, one layout, slide numbers, Polish throughout."""

import re
from dataclasses import dataclass
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as File
from pptx.slide import Slide
from pptx.util import Emu, Inches, Pt

from hdr_portal.lib import tokens

FONT, LANGUAGE = "Calibri", "pl-PL"
WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
LEFT, TOP, BODY_WIDTH = Inches(0.7), Inches(0.45), Inches(11.93)
BODY_TOP, BODY_HEIGHT = Inches(1.75), Inches(5.0)
ACCENT = "0B5C66"
TITLE_ONLY = 5  # the place of this layout in python-pptx's own template
BODY = (LEFT, BODY_TOP, BODY_WIDTH, BODY_HEIGHT)
CAPTION = (LEFT, Inches(6.8), Inches(10.8), Inches(0.5))
SHORT = 62


def rgb(colour: str) -> RGBColor:
    """„#0072b2” as PowerPoint has it."""
    return RGBColor(*bytes.fromhex(colour.removeprefix("#")))  # type: ignore[no-untyped-call]


def new_file() -> File:
    """An empty presentation with one layout."""
    file = Presentation()
    file.slide_width, file.slide_height = WIDTH, HEIGHT
    _theme(file)
    _one_layout(file)
    _placeholders(file.slide_master)
    _placeholders(file.slide_layouts[0])
    for element in (file.element, file.slide_master.element):
        for part in element.iter(qn("a:defRPr")):
            part.set("lang", LANGUAGE)
    return file


def _theme(file: File) -> None:
    """Our fonts and colours in the theme, so that what people add looks like the rest."""
    part = file.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    text = part.blob.decode()
    text = re.sub(r'(<a:(?:majorFont|minorFont)>\s*<a:latin typeface=")[^"]*"', rf'\g<1>{FONT}"', text)
    palette = {
        "dk2": ACCENT, "lt2": tokens.SURFACE_STRONG, "accent1": tokens.CHART_BLUE, "accent2": tokens.CHART_ORANGE,
        "accent3": tokens.CHART_GREEN, "accent4": tokens.CHART_VERMILION, "accent5": ACCENT, "accent6": tokens.GREY_MARK,
    }  # fmt: skip
    for name, colour in palette.items():
        value = colour.removeprefix("#").upper()
        text = re.sub(rf"(<a:{name}><a:srgbClr val=\")[0-9A-Fa-f]+", rf"\g<1>{value}", text)
    part._blob = text.encode()  # noqa: SLF001 - python-pptx edits no themes


def _one_layout(file: File) -> None:
    for place, layout in reversed(list(enumerate(file.slide_layouts))):
        if place != TITLE_ONLY:
            file.slide_layouts.remove(layout)


def _placeholders(where: Any) -> None:
    """Title on top, number in the corner; date and footer are not used."""
    for shape in list(where.placeholders):
        kind = shape.element.find(f".//{qn('p:ph')}").get("type")
        if kind == "title":
            _at(shape, LEFT, TOP, BODY_WIDTH, Inches(1.15))
            _title_style(shape)
        elif kind == "sldNum":
            _at(shape, Inches(11.9), Inches(6.95), Inches(0.75), Inches(0.35))
        elif kind in {"dt", "ftr"}:
            shape.element.getparent().remove(shape.element)
        else:
            _at(shape, LEFT, BODY_TOP, BODY_WIDTH, BODY_HEIGHT)


def _at(shape: Any, left: int, top: int, width: int, height: int) -> None:
    shape.left, shape.top, shape.width, shape.height = (Emu(one) for one in (left, top, width, height))


def _title_style(shape: Any) -> None:
    frame = shape.text_frame
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    frame.word_wrap = True
    body = frame._txBody.find(qn("a:lstStyle"))  # noqa: SLF001 - the style of a layout's placeholder has no other name
    for old in list(body):
        body.remove(old)
    level = body.makeelement(qn("a:lvl1pPr"), {"algn": "l"})
    run = level.makeelement(qn("a:defRPr"), {"sz": "2800", "b": "1", "lang": LANGUAGE})
    fill = run.makeelement(qn("a:solidFill"), {})
    fill.append(fill.makeelement(qn("a:srgbClr"), {"val": ACCENT}))
    run.append(fill)
    level.append(run)
    body.append(level)


# --- Slides ---------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Text:
    """A piece of text and how large it is; `tone` a colour of the tokens."""

    text: str
    size: float = 18
    bold: bool = False
    tone: str = tokens.TEXT
    bullet: bool = False


def add_slide(file: File, title: str, notes: str) -> Slide:
    """A slide with the finding as its title, what to say in the notes, its number in the corner."""
    slide: Slide = file.slides.add_slide(file.slide_layouts[0])
    heading: Any = slide.shapes.title
    heading.text_frame.text = title
    _number(slide)
    frame: Any = slide.notes_slide.notes_text_frame
    frame.text = notes
    return slide


def _number(slide: Slide) -> None:
    """python-pptx copies no number placeholder from the layout, so it is written here."""
    box = slide.shapes.add_textbox(Inches(11.9), Inches(6.95), Inches(0.75), Inches(0.35))
    box.name = "Numer slajdu"
    paragraph = box.text_frame.paragraphs[0]._p  # noqa: SLF001 - fields have no other way in
    field = paragraph.makeelement(qn("a:fld"), {"id": "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}", "type": "slidenum"})
    run = field.makeelement(qn("a:rPr"), {"lang": LANGUAGE, "sz": "1200"})
    text = field.makeelement(qn("a:t"), {})
    text.text = "‹nr›"
    field.extend([run, text])
    paragraph.append(field)
    paragraph.get_or_add_pPr().set("algn", "r")


def add_text(slide: Slide, texts: list[Text], box: tuple[int, int, int, int], *, name: str) -> None:
    """A box of paragraphs."""
    shape = slide.shapes.add_textbox(*(Emu(one) for one in box))
    shape.name = name
    frame = shape.text_frame
    frame.word_wrap = True
    for place, one in enumerate(texts):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = ("• " if one.bullet else "") + one.text
        run.font.size, run.font.bold, run.font.color.rgb = Pt(one.size), one.bold, rgb(one.tone)
        paragraph.space_after = Pt(one.size / 3)


def add_band(slide: Slide, box: tuple[int, int, int, int], colour: str) -> None:
    """A coloured ground; decoration, said so to screen readers by an empty description."""
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *(Emu(one) for one in box))
    shape.fill.solid()
    shape.fill.fore_color.rgb = rgb(colour)
    shape.line.fill.background()
    shape.name = "Tło"
    describe(shape, "")
    slide.shapes._spTree.remove(shape._element)  # noqa: SLF001 - to the back: first in the tree
    slide.shapes._spTree.insert(2, shape._element)  # noqa: SLF001


def describe(shape: Any, words: str) -> None:
    """The alternative text."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", words)  # noqa: SLF001 - python-pptx names none


def speak_polish(file: File) -> None:
    """The language of every run, so that screen readers and the spelling checker know it."""
    for slide in file.slides:
        for element in (slide.element, slide.notes_slide.element):
            for run in element.iter(qn("a:r")):
                run.get_or_add_rPr().set("lang", LANGUAGE)
            for end in element.iter(qn("a:endParaRPr")):
                end.set("lang", LANGUAGE)


def short(text: str, most: int = SHORT) -> str:
    """The beginning of a long text."""
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]}…"
