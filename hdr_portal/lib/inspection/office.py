"""Office documents: zip archives that unpack to something bearable, are what they say, and run nothing."""

import zipfile
import zlib
from typing import BinaryIO

from .verdicts import BROKEN, WHAT_TO_SEND, Accepted, Refused
from .xmlparts import Part, read_xml

MAX_MEMBERS = 5000
MAX_TOTAL = 300_000_000
MAX_RATIO = 200
SMALL = 10_000_000
MAX_XML = 5_000_000
CHUNK = 65536

BOMB = "Dokument rozpakowuje się do zbyt wielu danych. Zapisz go na nowo, z mniejszymi zdjęciami, albo wyślij PDF."
ZIP = f"To jest archiwum ZIP. Rozpakuj je i wyślij pliki osobno. {WHAT_TO_SEND}"
PASSWORD = "Dokument jest zabezpieczony hasłem. Zdejmij hasło, zapisz go i wyślij ponownie."  # noqa: S105 - a sentence
MACROS = "Dokument zawiera makra. Zapisz go bez makr (DOCX, XLSX, PPTX, ODT, ODS albo ODP) albo wyślij PDF."
REMOTE = "Dokument pobiera części z internetu (szablon albo obiekt). Zapisz go bez nich albo wyślij PDF."
OLD = (
    "To jest plik w starym formacie Office (DOC, XLS, PPT). Zapisz go jako DOCX, XLSX, PPTX albo PDF i wyślij ponownie."
)

OFFICE = "application/vnd.openxmlformats-officedocument."
OOXML = {
    f"{OFFICE}wordprocessingml.document.main+xml": ("docx", f"{OFFICE}wordprocessingml.document"),
    f"{OFFICE}spreadsheetml.sheet.main+xml": ("xlsx", f"{OFFICE}spreadsheetml.sheet"),
    f"{OFFICE}presentationml.presentation.main+xml": ("pptx", f"{OFFICE}presentationml.presentation"),
}
ODF = {f"application/vnd.oasis.opendocument.{name}": ending for name, ending in
       (("text", "odt"), ("spreadsheet", "ods"), ("presentation", "odp"))}  # fmt: skip
RUNNING_PARTS = ("macroenabled", "vbaproject", "vbadata", "macrosheet", "activex", "ms-office.activex")
OBEYED = frozenset({"attachedTemplate", "oleObject", "frame", "subDocument"})
EMPTY_LIBRARIES = ("script-lc.xml", "script-lb.xml", "dialog-lc.xml", "dialog-lb.xml")


def check_old_office(file: BinaryIO) -> Accepted:
    """An OLE2 container: an old document, or a new one under a password. Always raises Refused."""
    marker = "EncryptedPackage".encode("utf-16-le")
    before = b""
    while chunk := file.read(CHUNK):
        if marker in before + chunk:
            raise Refused(PASSWORD)
        before = chunk[-len(marker) :]
    raise Refused(OLD)


def check_office(file: BinaryIO) -> Accepted:
    """A document of Microsoft Office or LibreOffice; raises Refused."""
    try:
        with zipfile.ZipFile(file) as archive:
            _check_members(archive)
            _count_real_bytes(archive, file.seek(0, 2))
            return _document(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
        raise Refused(BROKEN) from error


def _check_members(archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        raise Refused(BOMB)
    if not members or min(member.header_offset for member in members):
        raise Refused(ZIP)
    if len({member.filename for member in members}) < len(members):
        raise Refused(BROKEN)
    for member in members:
        if member.flag_bits & 1:
            raise Refused(PASSWORD)
        if member.filename.startswith(("/", "\\")) or ".." in member.filename.replace("\\", "/").split("/"):
            raise Refused(BROKEN)
        if member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise Refused(BROKEN)


def _count_real_bytes(archive: zipfile.ZipFile, packed: int) -> None:
    """What the headers declare may be a lie: every member is unpacked, and nothing of it kept."""
    most = min(MAX_TOTAL, max(SMALL, packed * MAX_RATIO))
    total = 0
    for member in archive.infolist():
        with archive.open(member) as content:
            while chunk := content.read(CHUNK):
                total += len(chunk)
                if total > most:
                    raise Refused(BOMB)


def _document(archive: zipfile.ZipFile) -> Accepted:
    names = set(archive.namelist())
    if "[Content_Types].xml" in names:
        return _ooxml(archive, names)
    if "mimetype" in names and "META-INF/manifest.xml" in names:
        return _odf(archive, names)
    raise Refused(ZIP)


def _xml(archive: zipfile.ZipFile, name: str) -> list[Part]:
    with archive.open(name) as content:
        source = content.read(MAX_XML + 1)
    if len(source) > MAX_XML:
        raise Refused(BOMB)
    return read_xml(source)


def _ooxml(archive: zipfile.ZipFile, names: set[str]) -> Accepted:
    declared = [part for part in _xml(archive, "[Content_Types].xml") if "ContentType" in part.attributes]
    types = {part.attributes["ContentType"] for part in declared}
    lowered = [text.lower() for text in types | names]
    if any(running in text for running in RUNNING_PARTS for text in lowered):
        raise Refused(MACROS)
    for name in names:
        if name.endswith(".rels"):
            _refuse_remote(_xml(archive, name))
    for part in declared:
        found = OOXML.get(part.attributes["ContentType"])
        if found and part.attributes.get("PartName", "").lstrip("/") in names:
            return Accepted("document", found[1], found[0])
    raise Refused(ZIP)


def _refuse_remote(relations: list[Part]) -> None:
    """Refuse what would be fetched and obeyed on opening. Links to click and pictures stay, and so do local templates:
    Word notes the author's own as file:///C:/…
    """
    for relation in relations:
        what = relation.attributes.get("Type", "").rpartition("/")[2]
        target = relation.attributes.get("Target", "").replace("\\", "/").removeprefix("file:///")
        if relation.attributes.get("TargetMode") == "External" and what in OBEYED and "//" in target:
            raise Refused(REMOTE)


def _odf(archive: zipfile.ZipFile, names: set[str]) -> Accepted:
    with archive.open("mimetype") as content:
        content_type = content.read(200).decode("ascii", "replace").strip()
    if content_type not in ODF or "content.xml" not in names:
        raise Refused(ZIP)
    if any(part.name == "encryption-data" for part in _xml(archive, "META-INF/manifest.xml")):
        raise Refused(PASSWORD)
    scripts = [name for name in names if name.startswith(("Basic/", "Scripts/", "Dialogs/")) and not name.endswith("/")]
    if any(not name.endswith(EMPTY_LIBRARIES) for name in scripts):
        raise Refused(MACROS)
    return Accepted("document", content_type, ODF[content_type])
