"""Small files of every kind, whole and broken, made on the spot."""

import io
import struct
import zipfile
import zlib
from typing import Any

import pikepdf
from PIL import Image

OFFICE = "application/vnd.openxmlformats-officedocument."
MAIN_PARTS = {
    "docx": ("word/document.xml", f"{OFFICE}wordprocessingml.document.main+xml"),
    "xlsx": ("xl/workbook.xml", f"{OFFICE}spreadsheetml.sheet.main+xml"),
    "pptx": ("ppt/presentation.xml", f"{OFFICE}presentationml.presentation.main+xml"),
}
ODF = {
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
}
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def pdf(*, pages: int = 1, encryption: Any = None, note: str = "", **root: Any) -> bytes:
    """A PDF; `note` makes two of them differ, `root` is added to the catalogue."""
    target = io.BytesIO()
    with pikepdf.new() as document:
        for _ in range(pages):
            document.add_blank_page()
        document.Root["/Note"] = pikepdf.String(note)
        for key, value in root.items():
            document.Root[f"/{key}"] = value
        document.save(target, encryption=encryption, deterministic_id=not encryption)
    return target.getvalue()


def pdf_with_attachment() -> bytes:
    target = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.attachments["lista.txt"] = b"x"
        document.save(target)
    return target.getvalue()


def pdf_with_launch_in_a_link() -> bytes:
    target = io.BytesIO()
    with pikepdf.new() as document:
        page = document.add_blank_page()
        action = pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("cmd.exe"))
        link = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=pikepdf.Array([0, 0, 9, 9]), A=action
        )
        page.obj["/Annots"] = pikepdf.Array([link])
        document.save(target)
    return target.getvalue()


def pdf_in_a_compressed_part(megabytes: int) -> bytes:
    """A PDF whose catalogue and page lie in one compressed part, padded with spaces to the given size."""
    inside = [b"<</Type/Catalog/Pages 3 0 R>>", b"<</Type/Pages/Count 1/Kids[4 0 R]>>"]
    inside.append(b"<</Type/Page/Parent 3 0 R/MediaBox[0 0 9 9]>>")
    places = [sum(len(one) + 1 for one in inside[:index]) for index in range(len(inside))]
    index = b" ".join(b"%d %d" % (number, place) for number, place in enumerate(places, 2)) + b" "
    packed = packed_with_spaces(index + b" ".join(inside), megabytes)
    head = b"%PDF-1.5\n"
    part = b"1 0 obj<</Type/ObjStm/N 3/First %d/Filter/FlateDecode/Length %d>>stream\n" % (len(index), len(packed))
    part += packed + b"\nendstream endobj\n"
    start = len(head) + len(part)
    rows = [
        struct.pack(">BIB", *row)
        for row in ((0, 0, 0), (1, len(head), 0), (2, 1, 0), (2, 1, 1), (2, 1, 2), (1, start, 0))
    ]
    table = b"5 0 obj<</Type/XRef/Size 6/W[1 4 1]/Root 2 0 R/Length 36>>stream\n%s\nendstream endobj\n" % b"".join(rows)
    return head + part + table + b"startxref\n%d\n%%%%EOF\n" % start


def packed_with_spaces(start: bytes, megabytes: int) -> bytes:
    """What zlib makes of the bytes and very many spaces, without packing every megabyte anew."""
    spaces, packer = b" " * 1024 * 1024, zlib.compressobj(wbits=-15)
    packed = packer.compress(start) + packer.flush(zlib.Z_FULL_FLUSH)
    packed += (packer.compress(spaces) + packer.flush(zlib.Z_FULL_FLUSH)) * megabytes
    checksum = zlib.adler32(start)
    for _ in range(megabytes):
        checksum = zlib.adler32(spaces, checksum)
    return b"\x78\x9c" + packed + packer.flush() + struct.pack(">I", checksum)


def picture(
    form: str = "JPEG", *, size: tuple[int, int] = (64, 48), exif: bytes | Image.Exif = b"", **options: Any
) -> bytes:
    """A picture with a gradient, so that a cut or a shift shows."""
    target = io.BytesIO()
    image = Image.linear_gradient("L").resize(size).convert("RGB")
    image.save(target, form, **({"exif": exif} if exif else {}), **options)
    return target.getvalue()


def exif_with_place(orientation: int = 6) -> Image.Exif:
    """What a phone writes: how it was held, its make, the place."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "ProducentTelefonu"
    exif.get_ifd(0x8825).update({1: "N", 2: (51.0, 31.0, 52.0), 3: "E", 4: (20.0, 0.0, 30.0)})
    return exif


def png_of_declared_size(width: int, height: int) -> bytes:
    """A PNG whose header promises a size; there is next to nothing behind it."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(100))) + chunk(b"IEND", b"")
    )


def zipped(members: dict[str, bytes | str], *, stored: tuple[str, ...] = ("mimetype",)) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content, zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED)
    return target.getvalue()


def ooxml(kind: str = "docx", *, content_type: str = "", relations: str = "", **more: bytes | str) -> bytes:
    """A document of Microsoft Office; `more` members are named with __ for / and _dot_ for a dot."""
    part, usual = MAIN_PARTS[kind]
    types = (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/{part}" ContentType="{content_type or usual}"/></Types>'
    )
    links = f'<?xml version="1.0"?><Relationships xmlns="{RELATIONS}">{relations}</Relationships>'
    members: dict[str, bytes | str] = {"[Content_Types].xml": types, "_rels/.rels": links, part: "<w/>"}
    return zipped(members | named(more))


def named(members: dict[str, bytes | str]) -> dict[str, bytes | str]:
    return {name.replace("__", "/").replace("_dot_", "."): body for name, body in members.items()}


def relation(kind: str, target: str) -> str:
    return f'<Relationship Id="r1" Type="{RELATIONS}/{kind}" Target="{target}" TargetMode="External"/>'


def odf(kind: str = "odt", manifest: str = "<manifest/>", **more: bytes | str) -> bytes:
    members: dict[str, bytes | str] = {
        "mimetype": ODF[kind],
        "content.xml": "<office/>",
        "META-INF/manifest.xml": manifest,
    }
    return zipped(members | named(more))


def box(name: bytes, content: bytes = b"") -> bytes:
    return struct.pack(">I4s", 8 + len(content), name) + content


def mp4(brand: bytes = b"isom", place: bytes = b"+51.5311+020.0083/") -> bytes:
    """A film in outline: brand, description with the phone's notes, data."""
    notes = box(b"udta", box(b"\xa9xyz", b"\x00\x12\x15\xc7" + place)) if place else b""
    moov = box(b"moov", box(b"mvhd", bytes(100)) + box(b"trak", box(b"tkhd", bytes(84)) + notes) + notes)
    return box(b"ftyp", brand + bytes(4) + b"isom") + moov + box(b"mdat", bytes(range(256)))


def every_accepted_kind() -> dict[str, bytes]:
    """One whole file of each kind, by its extension."""
    return {
        "pdf": pdf(),
        "jpg": picture("JPEG"),
        "png": picture("PNG"),
        "webp": picture("WEBP"),
        **{kind: ooxml(kind) for kind in MAIN_PARTS},
        **{kind: odf(kind) for kind in ODF},
        "mp4": mp4(),
    }
