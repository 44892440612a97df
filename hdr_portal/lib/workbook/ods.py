"""ODS: the package checked, then content.xml read in one pass; repeated cells and rows are unrolled within limits."""

from . import sentences
from .contents import Limits
from .drafts import Draft, Tally
from .ods_cells import ContentReader
from .ods_rows import CLOSING, RowReader
from .quickrows import without_quick_rows
from .sentences import Refused
from .xmlstream import each_element, each_text, feed
from .zipped import Archive

MIMETYPE, CONTENT, MANIFEST, META = "mimetype", "content.xml", "META-INF/manifest.xml", "meta.xml"
SPREADSHEETS = {
    f"application/vnd.oasis.opendocument.spreadsheet{template}" for template in ("", "-template")
}  # fmt: skip
SCRIPTS = ("basic/", "scripts/", "dialogs/")
EMPTY_LIBRARIES = ("script-lc.xml", "script-lb.xml", "dialog-lc.xml", "dialog-lb.xml")


def read_ods(archive: Archive, limits: Limits) -> tuple[list[Draft], dict[str, str]]:
    """The sheets and the custom document properties; raises Refused."""
    check_package(archive)
    reader = ContentReader(Tally(limits))
    rows = RowReader(reader)
    feed(reader.attach(), without_quick_rows(archive.chunks(CONTENT), CLOSING, rows.read, reader.in_rows))
    drafts = reader.drafts
    if not drafts:
        raise Refused(sentences.NO_SHEET)
    if len({draft.name.lower() for draft in drafts}) < len(drafts):
        raise Refused(sentences.TWICE)
    properties = read_properties(archive)
    archive.check_rest()
    return drafts, properties


def check_package(archive: Archive) -> None:
    """Whether the package is a spreadsheet without password and macros; raises Refused that names what else it is."""
    kind = archive.read(MIMETYPE)[:200].decode("ascii", "replace").strip()
    if kind not in SPREADSHEETS:
        raise Refused(sentences.DOCUMENT)
    parts: set[str] = set()
    if MANIFEST in archive:
        each_element(archive.chunks(MANIFEST), lambda name, _: parts.add(name))
    if parts & {"encryption-data", "encrypted-key"}:
        raise Refused(sentences.PASSWORD)
    scripts = [name.lower() for name in archive.names() if name.lower().startswith(SCRIPTS) and not name.endswith("/")]
    if any(not name.endswith(EMPTY_LIBRARIES) for name in scripts):
        raise Refused(sentences.MACROS)


def read_properties(archive: Archive) -> dict[str, str]:
    """What users and programs have added to the document's properties, as text."""
    found: dict[str, str] = {}

    def ended(name: str, has: dict[str, str], text: str) -> None:
        if name == "user-defined":
            found[has.get("name", "")] = text

    if META in archive:
        each_text(archive.chunks(META), ended)
    return found
