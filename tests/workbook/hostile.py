"""Files made to harm whoever opens them; each is small and made in a moment."""

import struct
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tests.workbook.builders import (
    DECLARATION,
    MAIN,
    cell,
    ole2,
    one_cell,
    record,
    row,
    sheet,
    xls,
    xls_number,
    xlsx,
    xlsx_parts,
    zipped,
)

MEGABYTE = 1 << 20
SHEET = "xl/worksheets/sheet1.xml"


@dataclass(frozen=True)
class Member:
    """One member of a zip, written by hand so that it can lie."""

    name: str
    packed: bytes
    size: int
    crc: int = 0
    flags: int = 0
    method: int = 8


def packed_repeats(start: bytes, unit: bytes, times: int, end: bytes = b"") -> bytes:
    """The raw deflate stream of start, unit many times, end; the unit is packed once."""
    packer = zlib.compressobj(9, wbits=-15)
    head = packer.compress(start) + packer.flush(zlib.Z_FULL_FLUSH)
    middle = packer.compress(unit) + packer.flush(zlib.Z_FULL_FLUSH)
    return head + middle * times + packer.compress(end) + packer.flush()


def repeated(name: str, start: bytes, unit: bytes, times: int, end: bytes = b"", **lies: int) -> Member:
    """All of it need not exist to be packed; its checksum is left out, because nobody gets so far."""
    size = len(start) + len(unit) * times + len(end)
    return Member(name, packed_repeats(start, unit, times, end), lies.get("size", size))


def plain(name: str, content: bytes | str) -> Member:
    raw = content.encode() if isinstance(content, str) else content
    return Member(name, packed_repeats(raw, b"", 0), len(raw), zlib.crc32(raw))


def raw_zip(members: Iterable[Member], places: dict[str, int] | None = None) -> bytes:
    """A zip of these members; `places` gives some of them another's offset in the directory."""
    body, directory, count = b"", b"", 0
    for member in members:
        name = member.name.encode()
        about = struct.pack("<HHHHIIIHH", member.flags, member.method, 0, 33, member.crc, len(member.packed), member.size,
                            len(name), 0)  # fmt: skip
        place = (places or {}).get(member.name, len(body))
        directory += (
            b"PK\x01\x02" + struct.pack("<HH", 20, 20) + about + struct.pack("<HHHII", 0, 0, 0, 0, place) + name
        )
        body += b"PK\x03\x04" + struct.pack("<H", 20) + about + name + member.packed
        count += 1
    return body + directory + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, count, count, len(directory), len(body), 0)


def workbook_with(*members: Member) -> bytes:
    """A workbook some of whose parts are replaced."""
    names = {member.name for member in members}
    parts = xlsx_parts(sheet(row(1, cell("A1", "Nr"))), strings="<si><t>a</t></si>")
    return raw_zip([*(plain(name, content) for name, content in parts.items() if name not in names), *members])


def head_of_sheet(before: str = "") -> bytes:
    return f'{DECLARATION}<worksheet xmlns="{MAIN}">{before}<sheetData>'.encode()


END_OF_SHEET = b"</sheetData></worksheet>"


def bomb() -> bytes:
    return workbook_with(repeated(SHEET, head_of_sheet(), b" " * MEGABYTE, 1000, END_OF_SHEET))


def lying_bomb() -> bytes:
    return workbook_with(repeated(SHEET, head_of_sheet(), b" " * MEGABYTE, 1000, END_OF_SHEET, size=1000))


def bomb_in_a_picture() -> bytes:
    return workbook_with(repeated("xl/media/image1.png", b"\x89PNG", bytes(MEGABYTE), 1000, size=1000))


def lie_about_size() -> bytes:
    whole = sheet(row(1, cell("A1", "Nr")), row(2, cell("A2", "INW/1"))).encode()
    honest = packed_repeats(whole, b"", 0)
    half = whole[: len(whole) // 2]
    return workbook_with(Member(SHEET, honest, len(half), zlib.crc32(half)))


def overlapping() -> bytes:
    parts = [plain(name, content) for name, content in xlsx_parts(sheet(row(1, cell("A1", "Nr")))).items()]
    return raw_zip([*parts, Member("xl/copy.xml", b"", 5, method=0)], {"xl/copy.xml": 0})


def styled_rows() -> bytes:
    rows = b"".join(b'<row r="%d" s="1" customFormat="1"/>' % at for at in range(1, 100_001))
    return workbook_with(plain(SHEET, head_of_sheet() + rows + END_OF_SHEET))


def million_styled_rows() -> bytes:
    """Without numbers, so that one block can be repeated."""
    return workbook_with(repeated(SHEET, head_of_sheet(), b'<row s="1" customFormat="1"/>' * 1000, 1000, END_OF_SHEET))


def styled_cells() -> bytes:
    block = (b"<row>" + b'<c s="1"/>' * 100 + b"</row>") * 100
    return workbook_with(repeated(SHEET, head_of_sheet(), block, 300, END_OF_SHEET))


def far_cell() -> bytes:
    return xlsx(sheet(row(1_048_576, cell("XFD1048576", 1))))


def far_column() -> bytes:
    return xlsx(sheet(row(1, cell("XFD1", 1))))


def whole_sheet_merge() -> bytes:
    merges = '<mergeCells><mergeCell ref="A3:XFD1048576"/></mergeCells>'
    return xlsx(sheet(row(1, cell("A1", 1)), after=merges))


def many_merges() -> bytes:
    merges = "".join(f'<mergeCell ref="A{at}:B{at}"/>' for at in range(1, 200_001))
    return xlsx(sheet(row(1, cell("A1", 1)), after=f"<mergeCells>{merges}</mergeCells>"))


def many_styles() -> bytes:
    start = f'<styleSheet xmlns="{MAIN}"><cellXfs>'.encode()
    return workbook_with(
        repeated("xl/styles.xml", start, b'<xf numFmtId="0"/>' * 1000, 500, b"</cellXfs></styleSheet>")
    )


def many_strings() -> bytes:
    start = f'<sst xmlns="{MAIN}">'.encode()
    return workbook_with(repeated("xl/sharedStrings.xml", start, b"<si><t>abc</t></si>" * 1000, 1000, b"</sst>"))


def many_conditions() -> bytes:
    rule = '<conditionalFormatting sqref="A1"><cfRule type="expression" priority="1"><formula>1</formula></cfRule></conditionalFormatting>'
    return xlsx(sheet(row(1, cell("A1", 1)), after=rule * 100_000))


def much_text() -> bytes:
    """A text of 32 000 characters, shown in a thousand cells."""
    rows = "".join(row(at, cell(f"A{at}", 0, "s")) for at in range(1, 1001))
    return xlsx(sheet(rows), strings=f"<si><t>{'x' * 32_000}</t></si>")


def endless_tag() -> bytes:
    return workbook_with(repeated(SHEET, f'<worksheet xmlns="{MAIN}" a="'.encode(), b"x" * MEGABYTE, 100, b'"/>'))


def deep_nesting() -> bytes:
    return workbook_with(repeated(SHEET, head_of_sheet(), b"<a>" * 1000, 10_000, END_OF_SHEET))


def with_doctype(doctype: str, content: str = "x") -> bytes:
    return workbook_with(
        plain(
            SHEET,
            f'<!DOCTYPE worksheet [{doctype}]><worksheet xmlns="{MAIN}"><sheetData>{content}</sheetData></worksheet>',
        )
    )


def billion_laughs() -> bytes:
    entities = "".join(f'<!ENTITY l{at} "' + f"&l{at - 1};" * 10 + '">' for at in range(1, 10))
    return with_doctype('<!ENTITY l0 "lol">' + entities, "&l9;")


def quadratic_blowup() -> bytes:
    return with_doctype('<!ENTITY a "' + "a" * 50_000 + '">', "&a;" * 50_000)


def outside_entity() -> bytes:
    return with_doctype('<!ENTITY x SYSTEM "file:///etc/passwd">', row(1, cell("A1", "&x;")))


def outside_doctype() -> bytes:
    source = f'<!DOCTYPE worksheet SYSTEM "http://127.0.0.1/x.dtd"><worksheet xmlns="{MAIN}"/>'
    return workbook_with(plain(SHEET, source))


def bad_name(name: str) -> Callable[[], bytes]:
    return lambda: workbook_with(plain(name, "x"))


def same_part_twice(name: str = SHEET) -> bytes:
    parts = [plain(key, content) for key, content in xlsx_parts(sheet(row(1, cell("A1", "Nr")))).items()]
    return raw_zip([*parts, plain(name, sheet(row(1, cell("A1", "inne"))))])


def same_part_in_other_case() -> bytes:
    return same_part_twice(SHEET.upper())


def encrypted_zip() -> bytes:
    return workbook_with(Member(SHEET, b"x" * 30, 18, 1, flags=1))


def password() -> bytes:
    return ole2({"EncryptionInfo": b"\4\0\4\0", "EncryptedPackage": bytes(5000)})


def macros() -> bytes:
    parts = xlsx_parts(sheet(row(1, cell("A1", "Nr"))))
    parts["[Content_Types].xml"] = (
        '<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>'
    )
    return zipped(parts | {"xl/vbaProject.bin": b"x"})


def binary_workbook() -> bytes:
    types = '<Types><Override PartName="/xl/workbook.bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>'
    return zipped({"[Content_Types].xml": types, "xl/workbook.bin": b"x"})


def word() -> bytes:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return zipped(
        {"[Content_Types].xml": f'<Types><Override PartName="/word/document.xml" ContentType="{kind}"/></Types>'}
    )


def truncated() -> bytes:
    whole = one_cell(cell("A2", "INW/1"))
    return whole[: len(whole) // 2]


def flipped() -> bytes:
    """A byte of the sheet's packed content is another one."""
    whole = bytearray(zipped(xlsx_parts(sheet(row(1, cell("A1", "Nr inwentarzowy")))), stored=True))
    whole[whole.index(b"inwentarzowy")] ^= 1
    return bytes(whole)


def plain_zip() -> bytes:
    return zipped({"zdjecie.jpg": b"x", "notatka.txt": b"y"})


def no_sheet() -> bytes:
    return xlsx()


def broken_relation() -> bytes:
    parts = xlsx_parts(sheet(row(1, cell("A1", 1))))
    return zipped({name: content for name, content in parts.items() if name != SHEET})


def no_such_relation() -> bytes:
    parts = xlsx_parts(sheet(row(1, cell("A1", 1))))
    return zipped(parts | {"xl/_rels/workbook.xml.rels": "<Relationships/>"})


def no_cells() -> bytes:
    return xlsx(sheet())


def two_values() -> bytes:
    return xlsx(sheet(row(1, cell("A1", 1)), row(1, cell("A1", 2))))


def other_place() -> bytes:
    return xlsx(sheet(row(1, cell("B7", 1))))


def xls_password() -> bytes:
    return xls(xls_number(0, 0, 1), globals_=record(0x002F, bytes(6)))


def xls_of_excel_95() -> bytes:
    return xls(xls_number(0, 0, 1), version=0x0500)


def xls_macros() -> bytes:
    return ole2({"_VBA_PROJECT_CUR": b"x", "Workbook": b"x"})


def old_word() -> bytes:
    return ole2({"WordDocument": b"x"})


def xls_rows() -> bytes:
    return xls(xls_number(30_000, 0, 1))


def xls_blank_cells() -> bytes:
    blanks = b"".join(
        record(0x00BE, struct.pack("<HH", at, 0) + bytes(2 * 200) + struct.pack("<H", 199)) for at in range(110)
    )
    return xls(blanks * 12)


def xls_broken() -> bytes:
    return ole2({"Workbook": bytes(range(256)) * 20})


def big_of_zeros() -> bytes:
    return one_cell(cell("A2", 1)) + bytes(20_000_000)


def many_members() -> bytes:
    """Empty members, as many as fit."""
    directory = b"".join(
        b"PK\x01\x02" + struct.pack("<HH", 20, 20) + bytes(20) + struct.pack("<HH", 4, 0) + bytes(10) + struct.pack("<I", 0)
        + at.to_bytes(4, "big") for at in range(380_000)
    )  # fmt: skip
    body = b"PK\x03\x04" + bytes(30)
    return body + directory + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 5, 5, len(directory), len(body), 0)


def scattered() -> bytes:
    """A hundred sheets with a cell in two corners each."""
    corners = sheet(row(1, cell("A1", 1)), row(20_000, cell("GR20000", 1)))
    return xlsx(*[corners] * 100)


def blank_far_away() -> bytes:
    """A cell of one space where a reader that keeps it makes all cells before it."""
    return xlsx(sheet(row(1, cell("A1", 1)), row(1_048_576, cell("XFD1048576", " "))))


def blank_result_far_away() -> bytes:
    return xlsx(sheet(row(1, cell("A1", 1)), row(1_000_000, cell("A1000000", "", "str", formula='""'))))


def large_properties() -> bytes:
    start = b'<Properties><property name="a"><vt:lpwstr>'
    return workbook_with(
        repeated("docProps/custom.xml", start, b"x" * MEGABYTE, 100, b"</vt:lpwstr></property></Properties>")
    )


X900 = "x" * 900


def long_format() -> bytes:
    """A number format of a thousand letters on 200 000 cells."""
    styles = f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="164" formatCode="&quot;{X900}&quot;00"/></numFmts>'
    rows = [
        b'<row r="%d">' % at + b"".join(b'<c r="%c%d" s="0"><v>1</v></c>' % (65 + x, at) for x in range(10)) + b"</row>"
        for at in range(1, 20_001)
    ]
    return workbook_with(
        plain("xl/styles.xml", styles + '<cellXfs><xf numFmtId="164"/></cellXfs></styleSheet>'),
        plain(SHEET, head_of_sheet() + b"".join(rows) + END_OF_SHEET),
    )
