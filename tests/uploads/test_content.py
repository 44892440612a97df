"""What a file is and whether it is taken is decided by its content."""

import io
import struct

import pikepdf
import pytest

from hdr_portal.lib.inspection import content, films, office, pdf, pictures
from hdr_portal.lib.inspection.content import check_content
from hdr_portal.lib.inspection.verdicts import BROKEN, Accepted, Refused
from tests.uploads import samples

OFFICE = "application/vnd.openxmlformats-officedocument."
OPEN = "application/vnd.oasis.opendocument."
KINDS = {
    "pdf": Accepted("pdf", "application/pdf", "pdf"),
    "jpg": Accepted("picture", "image/jpeg", "jpg"),
    "png": Accepted("picture", "image/png", "png"),
    "webp": Accepted("picture", "image/webp", "webp"),
    "docx": Accepted("document", f"{OFFICE}wordprocessingml.document", "docx"),
    "xlsx": Accepted("document", f"{OFFICE}spreadsheetml.sheet", "xlsx"),
    "pptx": Accepted("document", f"{OFFICE}presentationml.presentation", "pptx"),
    "odt": Accepted("document", f"{OPEN}text", "odt"),
    "ods": Accepted("document", f"{OPEN}spreadsheet", "ods"),
    "odp": Accepted("document", f"{OPEN}presentation", "odp"),
    "mp4": Accepted("film", "video/mp4", "mp4"),
}


def refusal(data: bytes) -> str:
    with pytest.raises(Refused) as caught:
        check_content(io.BytesIO(data))
    return caught.value.sentence


@pytest.mark.parametrize("extension", KINDS)
def test_each_allowed_kind_is_known_by_its_content(extension: str) -> None:
    assert check_content(io.BytesIO(samples.every_accepted_kind()[extension])) == KINDS[extension]


@pytest.mark.parametrize("extension", KINDS)
def test_half_a_file_is_refused(extension: str) -> None:
    data = samples.every_accepted_kind()[extension]
    assert refusal(data[: len(data) // 2]) in {BROKEN, pdf.CUT}


@pytest.mark.parametrize(
    "page",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"\xef\xbb\xbf  <?xml version='1.0'?><svg/>",
        b"\n\t<!DOCTYPE html><html></html>",
        b"<html>%PDF-1.7",
        b"text before <script>alert(1)</script>",
    ],
)
def test_a_web_page_or_a_drawing_is_refused(page: bytes) -> None:
    assert refusal(page) == content.WEB_PAGE


@pytest.mark.parametrize("text", [b"alert(document.cookie)//", "Zażółć gęślą jaźń".encode(), b"a;b;c\r\n1;2;3"])
def test_a_script_or_a_text_is_refused(text: bytes) -> None:
    assert refusal(text) == content.TEXT


def test_the_antivirus_test_file_is_refused() -> None:
    eicar = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"
    assert refusal(eicar) == content.TEXT


@pytest.mark.parametrize("head", [b"MZ\x90\x00", b"\x7fELF\x02", b"#!/bin/sh\n", b"\xca\xfe\xba\xbe\x00\x00"])
def test_a_program_is_refused(head: bytes) -> None:
    assert refusal(head + bytes(200)) == content.EXECUTABLE


@pytest.mark.parametrize("head", [b"Rar!\x1a\x07\x01\x00", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08", b"PK\x05\x06"])
def test_an_archive_is_refused(head: bytes) -> None:
    assert refusal(head + bytes(200)) == content.ARCHIVE


def test_gif_with_a_script_is_refused() -> None:
    assert refusal(b"GIF89a/*" + bytes(50) + b"*/=1;alert(1)") == content.OTHER_PICTURE


def test_unknown_bytes_are_refused() -> None:
    assert refusal(bytes(range(256))) == content.UNKNOWN


class TestPdf:
    def test_data_before_the_header_is_refused(self) -> None:
        assert refusal(b"\n" + samples.pdf()) == content.LATE_PDF

    def test_markup_in_the_head_is_refused(self) -> None:
        header, rest = samples.pdf()[:9], samples.pdf()[9:]
        assert refusal(header + b"%<script>alert(1)</script>\n" + rest) == content.HIDDEN_PAGE

    def test_metadata_in_the_head_is_no_markup(self) -> None:
        header, rest = samples.pdf()[:9], samples.pdf()[9:]
        whole = header + b"%<x:xmpmeta><rdf:RDF><svg:w>\n" + rest
        assert check_content(io.BytesIO(whole)).extension == "pdf"

    def test_a_password_is_refused(self) -> None:
        locked = samples.pdf(encryption=pikepdf.Encryption(owner="o", user="u"))
        assert refusal(locked) == pdf.PASSWORD

    def test_one_that_only_forbids_changes_is_taken(self) -> None:
        locked = samples.pdf(encryption=pikepdf.Encryption(owner="o", user=""))
        assert check_content(io.BytesIO(locked)).extension == "pdf"

    def test_no_pages_is_refused(self) -> None:
        assert refusal(samples.pdf(pages=0)) == pdf.NO_PAGES

    def test_rubbish_behind_the_header_is_refused(self) -> None:
        assert refusal(b"%PDF-1.7\n" + bytes(500) + b"%%EOF") == BROKEN

    def test_an_archive_behind_the_end_is_refused(self) -> None:
        assert refusal(samples.pdf() + bytes(20_000) + samples.zipped({"a": "b"})) == pdf.CUT

    def test_a_script_is_refused(self) -> None:
        action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
        assert refusal(samples.pdf(OpenAction=action)) == pdf.ACTIVE

    def test_a_program_started_by_a_link_is_refused(self) -> None:
        assert refusal(samples.pdf_with_launch_in_a_link()) == pdf.ACTIVE

    def test_an_attachment_is_refused(self) -> None:
        assert refusal(samples.pdf_with_attachment()) == pdf.ATTACHMENTS


class TestPictures:
    def test_a_picture_that_promises_3600_megapixels_is_refused_unread(self) -> None:
        assert refusal(samples.png_of_declared_size(60000, 60000)) == pictures.TOO_MANY_PIXELS

    def test_a_picture_just_over_50_megapixels_is_refused(self) -> None:
        assert refusal(samples.png_of_declared_size(10_000, 5001)) == pictures.TOO_MANY_PIXELS

    def test_a_picture_of_50_megapixels_is_read(self) -> None:
        assert refusal(samples.png_of_declared_size(10_000, 5000)) == BROKEN

    @pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
    def test_a_picture_without_its_last_rows_is_refused(self, form: str) -> None:
        assert refusal(samples.picture(form, size=(640, 480))[:-100]) == BROKEN

    def test_markup_in_a_comment_at_the_head_is_refused(self) -> None:
        data = samples.picture(comment=b"<script>alert(1)</script>")
        assert refusal(data) == content.HIDDEN_PAGE

    @pytest.mark.parametrize("brand", [b"heic", b"mif1", b"avif"])
    def test_a_phone_picture_is_asked_for_as_jpeg(self, brand: bytes) -> None:
        assert refusal(samples.mp4(brand)) == films.HEIC


class TestFilms:
    @pytest.mark.parametrize("brand", [b"mp42", b"avc1", b"M4V "])
    def test_brands_of_mp4_are_taken(self, brand: bytes) -> None:
        assert check_content(io.BytesIO(samples.mp4(brand))) == KINDS["mp4"]

    @pytest.mark.parametrize("brand", [b"qt  ", b"3gp4", b"xxxx"])
    def test_other_films_are_refused(self, brand: bytes) -> None:
        assert refusal(samples.mp4(brand)) == films.OTHER_FILM

    def test_a_film_without_its_description_is_refused(self) -> None:
        data = samples.box(b"ftyp", b"isom") + samples.box(b"mdat", bytes(10))
        assert refusal(data) == BROKEN

    def test_a_box_that_reaches_over_the_end_is_refused(self) -> None:
        assert refusal(samples.mp4() + struct.pack(">I4s", 1000, b"free")) == BROKEN


class TestOffice:
    def test_a_plain_zip_is_refused(self) -> None:
        assert refusal(samples.zipped({"lista.txt": "a"})) == office.ZIP

    def test_an_archive_with_a_file_named_like_an_office_one_is_refused(self) -> None:
        data = samples.zipped({"[Content_Types].xml": "<Types/>", "wirus.exe": b"MZ"})
        assert refusal(data) == office.ZIP

    @pytest.mark.parametrize("kind", ["docm", "xlsm"])
    def test_a_document_with_macros_is_refused(self, kind: str) -> None:
        enabled = f"application/vnd.ms-{kind}.main.macroEnabled.main+xml"
        assert refusal(samples.ooxml(content_type=enabled)) == office.MACROS

    def test_a_hidden_macro_project_is_refused(self) -> None:
        assert refusal(samples.ooxml(word__vbaProject_dot_bin=b"x")) == office.MACROS

    def test_macros_of_libreoffice_are_refused(self) -> None:
        assert refusal(samples.odf(Basic__Standard__Module1_dot_xml="<m/>")) == office.MACROS

    def test_an_empty_macro_library_of_libreoffice_is_taken(self) -> None:
        data = samples.odf(**{"Basic__Standard__script-lb.xml": "<l/>"})
        assert check_content(io.BytesIO(data)) == KINDS["odt"]

    @pytest.mark.parametrize(
        ("kind", "target"),
        [
            ("attachedTemplate", "https://example.org/t.dotm"),
            ("attachedTemplate", "file:///\\\\serwer\\t.dotm"),
            ("oleObject", "mhtml:http://example.org/x!x-usc:http://example.org/x"),
            ("frame", "//example.org/x"),
        ],
    )
    def test_a_part_fetched_from_elsewhere_is_refused(self, kind: str, target: str) -> None:
        assert refusal(samples.ooxml(relations=samples.relation(kind, target))) == office.REMOTE

    @pytest.mark.parametrize(
        ("kind", "target"),
        [
            ("attachedTemplate", "file:///C:\\Users\\Szkola\\Szablon.dotx"),
            ("hyperlink", "https://example.org/"),
            ("image", "https://example.org/logo.png"),
        ],
    )
    def test_links_and_local_templates_are_taken(self, kind: str, target: str) -> None:
        data = samples.ooxml(relations=samples.relation(kind, target))
        assert check_content(io.BytesIO(data)) == KINDS["docx"]

    def test_a_small_bomb_is_refused(self) -> None:
        data = samples.ooxml(word__a_dot_xml=bytes(20_000_000))
        assert len(data) < 25_000
        assert refusal(data) == office.BOMB

    def test_many_members_are_refused(self) -> None:
        assert refusal(samples.zipped({f"{number}.xml": b"" for number in range(5001)})) == office.BOMB

    def test_a_header_that_lies_about_the_size_is_refused(self) -> None:
        data = samples.ooxml(word__a_dot_xml=bytes(100_000))
        assert refusal(data.replace(struct.pack("<I", 100_000), struct.pack("<I", 10))) == BROKEN

    def test_a_wrong_checksum_is_refused(self) -> None:
        data = samples.zipped({"mimetype": samples.ODF["odt"], "content.xml": "<o/>", "META-INF/manifest.xml": "<m/>"})
        assert refusal(data.replace(b"opendocument.text", b"opendocument.tekt", 1)) == BROKEN

    @pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "word\\..\\..\\x"])
    def test_members_that_lead_outside_are_refused(self, name: str) -> None:
        data = samples.zipped({"[Content_Types].xml": "<Types/>", name: "x"})
        assert refusal(data) == BROKEN

    @pytest.mark.parametrize(
        "types",
        [
            '<!DOCTYPE a [<!ENTITY b "c">]><Types>&b;</Types>',
            '<!DOCTYPE a SYSTEM "http://127.0.0.1/x"><Types/>',
            "no xml at all",
        ],
    )
    def test_a_list_of_parts_with_a_dtd_is_refused(self, types: str) -> None:
        assert refusal(samples.zipped({"[Content_Types].xml": types})) == BROKEN

    def test_an_encrypted_member_is_refused(self) -> None:
        data = bytearray(samples.ooxml())
        for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            at = data.index(signature)
            data[at + offset] |= 1
        assert refusal(bytes(data)) == office.PASSWORD

    def test_a_password_of_libreoffice_is_refused(self) -> None:
        manifest = '<m:manifest xmlns:m="urn:x"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>'
        assert refusal(samples.odf(manifest=manifest)) == office.PASSWORD

    def test_a_password_of_microsoft_office_is_refused(self) -> None:
        data = content.OLE2 + bytes(65_530) + "EncryptedPackage".encode("utf-16-le")
        assert refusal(data) == office.PASSWORD

    def test_an_old_office_document_is_refused(self) -> None:
        assert refusal(content.OLE2 + bytes(2000)) == office.OLD

    def test_an_archive_behind_other_data_is_refused(self) -> None:
        assert refusal(b"PK\x03\x04" + bytes(100) + samples.ooxml()) == office.ZIP
