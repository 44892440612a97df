"""The good-practice description as a Word file: real headings, lists and tables, Polish, readable by a screen reader."""

import base64
import datetime
import io
from typing import Any

from docx import Document
from docx.document import Document as WordFile
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from hdr_portal.lib import polish
from hdr_portal.lib.officefile import stable
from hdr_portal.lib.pdf import Progress
from hdr_portal.lib.rendered import RenderedFile, rendered
from monitoring.practice_drafts import Block, Plain, blocks, day
from monitoring.report_parts import edition_sentence, printable

FONT = "Calibri"
ACCENT, MUTED = RGBColor(0x0B, 0x5C, 0x66), RGBColor(0x5D, 0x57, 0x4E)
HEADING_SHADE, LANGUAGE = "EEECE7", "pl-PL"
TITLE = "Opis dobrej praktyki"
HEADS = ("Nr", "Wskaźnik", "Zgłoszone", "Udokumentowane", "Cel", "Stan", "Pliki")
WIDTHS = (1.6, 5.1, 2.4, 3.4, 1.1, 2.6, 1.2)
NUMBERS = {2, 3, 4}
STYLES = {
    "Title": (26, True),
    "Subtitle": (13, False),
    "Heading 1": (17, True),
    "Heading 2": (13, True),
    "Caption": (9, True),
}
BULLET = {"list": "List Bullet", "paragraph": "Normal", "heading": "Heading 2"}


def render_practice_docx(inputs: Plain, on_progress: Progress) -> RenderedFile:
    """The document as DOCX; equal inputs give equal bytes."""
    on_progress(20, "Składam dokument Worda")
    told: Plain = printable(inputs)
    told["letterhead"] |= {name: inputs["letterhead"][name] for name in ("arms", "strip")}  # pictures are no words
    made_on = datetime.date.fromisoformat(told["made_on"])
    epoch = datetime.datetime.combine(made_on, datetime.time(), tzinfo=datetime.UTC)
    file = _document(told, epoch)
    content = io.BytesIO()
    file.save(content)
    on_progress(90, "Zapisuję plik")
    return rendered(stable(content.getvalue(), epoch=epoch))


def _document(told: Plain, epoch: datetime.datetime) -> WordFile:
    file = Document()
    _properties(file, told, epoch)
    _styles(file)
    _page(file, told)
    _cover(file, told)
    for section in told["sections"]:
        file.add_heading(section["title"], level=1)
        for block in blocks(section["text"]):
            _block(file, block)
        if section["slug"] == "rezultaty":
            _numbers(file, told["report"])
    return file


def _properties(file: WordFile, told: Plain, epoch: datetime.datetime) -> None:
    core = file.core_properties
    core.title = f"{TITLE}: {told['report']['plan_title']}, {told['report']['municipality']}"
    core.author = core.last_modified_by = told["letterhead"]["name"]
    core.subject, core.language, core.comments, core.keywords = TITLE, LANGUAGE, "", ""
    core.created = core.modified = epoch.replace(tzinfo=None)
    core.revision = 1


def _styles(file: WordFile) -> None:
    """Our fonts and colours over Word's own names of styles, so that its navigation pane and screen readers know them."""
    defaults = file.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    language = defaults.find(qn("w:lang"))
    for name in ("val", "eastAsia"):
        language.set(qn(f"w:{name}"), LANGUAGE)
    normal: Any = file.styles["Normal"]
    _font(normal, 11, bold=False)
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.line_spacing = 1.15
    for name, (size, bold) in STYLES.items():
        style: Any = file.styles[name]
        _font(style, size, bold=bold)
        style.font.color.rgb = MUTED if name in {"Subtitle", "Caption"} else ACCENT
        style.font.italic = False
    title: Any = file.styles["Title"]
    border = title.element.pPr.find(qn("w:pBdr"))
    if border is not None:
        title.element.pPr.remove(border)


def _font(style: Any, size: int, *, bold: bool) -> None:
    style.font.name, style.font.size, style.font.bold = FONT, Pt(size), bold
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for name in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{name}"), FONT)


def _page(file: WordFile, told: Plain) -> None:
    section = file.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(2)
    footer = section.footer.paragraphs[0]
    footer.text = f"{TITLE}, {told['report']['municipality']}, stan na {day(told['report']['as_of'])}, strona "
    _field(footer, "PAGE")
    for run in footer.runs:
        run.font.size, run.font.color.rgb = Pt(9), MUTED


def _field(paragraph: Paragraph, name: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run = paragraph.add_run("1")
    run.font.size, run.font.color.rgb = Pt(9), MUTED
    field.append(run._r)  # noqa: SLF001 - python-docx writes no fields of its own
    paragraph._p.append(field)  # noqa: SLF001


def _cover(file: WordFile, told: Plain) -> None:
    letterhead, report = told["letterhead"], told["report"]
    _picture(file, letterhead["strip"], Cm(17))
    _picture(file, letterhead["arms"], Cm(2))
    file.add_paragraph(TITLE, style="Title")
    file.add_paragraph(f"{report['plan_title'].capitalize()}. {report['municipality']}", style="Subtitle")
    file.add_paragraph(f"Stan na {day(report['as_of'])}. Sporządzono {day(report['made_on'])}.")
    if edition := edition_sentence(told):
        file.add_paragraph(edition)
    if report["is_demo"]:
        file.add_paragraph("Dokument powstał z danych demonstracyjnych i nie opisuje rzeczywistej realizacji planu.")


def _picture(file: WordFile, picture: Plain | None, width: Cm) -> None:
    if picture is None:
        return
    shape = file.add_picture(io.BytesIO(base64.b64decode(picture["data"])))
    if shape.width > width:
        shape.height, shape.width = int(shape.height * width / shape.width), width
    shape._inline.docPr.set("descr", picture["words"])  # noqa: SLF001 - python-docx names no alternative text


def _block(file: WordFile, block: Block) -> None:
    for text in block.texts:
        if block.kind == "heading":
            file.add_heading(text, level=2)
        else:
            file.add_paragraph(text, style=BULLET[block.kind])


# --- The table of numbers -------------------------------------------------------------------------------------------
def _numbers(file: WordFile, report: Plain) -> None:
    caption = file.add_paragraph(f"Wskaźniki planu, stan na {day(report['as_of'])}", style="Caption")
    caption.paragraph_format.keep_with_next = True
    table = file.add_table(rows=0, cols=len(HEADS), style="Table Grid")
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = Cm(width)
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    table.autofit = False
    _describe(table, "Wskaźniki planu", "Zgłoszone, udokumentowane i docelowe wartości wskaźników oraz numery dowodów.")
    _row(table, HEADS, head=True)
    for indicator in report["indicators"]:
        for place, one in enumerate(indicator["comparisons"] or [None]):
            _row(table, _cells(indicator, one, is_first=place == 0))


def _cells(indicator: Plain, one: Plain | None, *, is_first: bool) -> tuple[str, ...]:
    name = indicator["text"] if is_first else ""
    group = f"{name}: {one['group']}".lstrip(": ") if one and one["group"] else name
    numbers = [polish.number(one[key]) for key in ("declared", "evidenced", "target")] if one else ["–", "–", "–"]
    status = indicator["status"]["label"] if is_first else ""
    files = polish.number(len(indicator["annex"])) if is_first else ""
    return (indicator["number"] if is_first else "", group, *numbers, status, files)


def _row(table: Table, texts: tuple[str, ...], *, head: bool = False) -> None:
    row = table.add_row()  # type: ignore[no-untyped-call]
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx names neither of the two marks
    properties.append(OxmlElement("w:cantSplit"))
    if head:
        properties.append(OxmlElement("w:tblHeader"))
    for place, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        _cell(cell, text, place, head=head)


def _cell(cell: _Cell, text: str, place: int, *, head: bool) -> None:
    cell.width = Cm(WIDTHS[place])
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
    paragraph.alignment = 2 if place in NUMBERS else None  # 2: to the right
    run = paragraph.add_run(text)
    run.font.size, run.font.bold = Pt(9), head
    if head:
        shade = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", HEADING_SHADE)):
            shade.set(qn(f"w:{name}"), value)
        cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001 - python-docx shades no cells


def _describe(table: Table, title: str, words: str) -> None:
    properties = table._tbl.tblPr  # noqa: SLF001 - python-docx names no alternative text
    for name, value in (("tblCaption", title), ("tblDescription", words)):
        element = OxmlElement(f"w:{name}")
        element.set(qn("w:val"), value)
        properties.append(element)
