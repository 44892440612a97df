"""XLSX: the package checked, then every sheet read in one pass."""

from . import sentences
from .contents import Limits
from .drafts import Draft, Tally
from .sentences import Refused
from .xlsx_parts import Book, Parts, read_book, read_properties, read_styles
from .xlsx_sheet import read_sheet
from .xlsx_strings import read_strings
from .xlsx_values import Shared
from .xmlstream import each_element
from .zipped import Archive

RUNNING = ("macroenabled", "vbaproject", "vbadata", "macrosheet", "activex")
PROPERTIES = "docProps/custom.xml"
TYPES = "[Content_Types].xml"
WORKBOOK = ("spreadsheetml.sheet.main+xml", "spreadsheetml.template.main+xml")
OTHER_DOCUMENTS = ("wordprocessingml.", "presentationml.")


def read_xlsx(archive: Archive, limits: Limits) -> tuple[list[Draft], dict[str, str], Book]:
    """The sheets, the custom document properties and where the parts are; raises Refused."""
    check_types(archive)
    tally = Tally(limits)
    book = read_book(archive)
    check_sheets(book, limits)
    shared = read_shared(archive, book, tally)
    tally.text = 0  # from here on, what cells show: a shared text counts as often as it is used
    drafts = []
    for place in book.sheets:
        draft = Draft(place.name, place.hidden, tally)
        read_sheet(archive.chunks(place.part), draft, shared)
        drafts.append(draft)
    properties = read_properties(archive.chunks(PROPERTIES)) if PROPERTIES in archive else {}
    archive.check_rest()
    return drafts, properties, book


def read_shared(parts: Parts, book: Book, tally: Tally) -> Shared:
    """What all sheets refer to; raises Refused."""
    strings, weights = read_strings(parts.chunks(book.strings), tally) if book.strings else ([], {})
    return Shared(strings, weights, read_styles(parts, book.styles), book.since_1904, tally)


def check_types(archive: Archive) -> None:
    """Whether the package is a workbook without macros; raises Refused that names what else it is."""
    types: list[str] = []
    each_element(archive.chunks(TYPES), lambda _, has: types.append(has.get("ContentType", "")))
    if any("sheet.binary" in one for one in types) or "xl/workbook.bin" in archive:
        raise Refused(sentences.XLSB)
    if any(running in text.lower() for running in RUNNING for text in [*types, *archive.names()]):
        raise Refused(sentences.MACROS)
    if any(one.endswith(f"{main}") for main in WORKBOOK for one in types):
        return
    documents = any(other in one for other in OTHER_DOCUMENTS for one in types)
    raise Refused(sentences.DOCUMENT if documents else sentences.BROKEN)


def check_sheets(book: Book, limits: Limits) -> None:
    """Whether there are sheets, not too many, each with a name of its own; raises Refused."""
    if not book.sheets:
        raise Refused(sentences.NO_SHEET)
    if len(book.sheets) > limits.sheets:
        raise Refused(sentences.SHEETS.format(most=limits.sheets))
    names = {place.name.lower() for place in book.sheets}
    parts = {place.part.lower() for place in book.sheets}
    if len(names) < len(book.sheets) or len(parts) < len(book.sheets):
        raise Refused(sentences.TWICE)
