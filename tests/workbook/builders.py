"""Small table files made by hand, whole and hostile."""

import io
import struct
import zipfile
from collections.abc import Mapping
from typing import Any

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml."
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts count="4"><numFmt numFmtId="164" formatCode="00000"/>'
    '<numFmt numFmtId="165" formatCode="&quot;INW/&quot;0000"/><numFmt numFmtId="166" formatCode="dd\\.mm\\.rrrr"/>'
    '<numFmt numFmtId="167" formatCode="[h]:mm"/></numFmts><fonts count="1"><font/></fonts>'
    '<fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="14"/></cellStyleXfs><cellXfs count="7">'
    + "".join(
        f'<xf numFmtId="{key}" fontId="0" fillId="0" borderId="0" xfId="0"/>' for key in (0, 14, 164, 165, 166, 22, 167)
    )
    + '</cellXfs><cellStyles><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
PLAIN, DATE, ZEROS, PREFIXED, POLISH_DATE, MOMENT, ELAPSED = range(7)


def zipped(members: Mapping[str, bytes | str], *, stored: bool = False) -> bytes:
    target = io.BytesIO()
    method = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content, compresslevel=6)
    return target.getvalue()


def cell(ref: str, value: object = None, kind: str = "", style: int = 0, formula: str = "") -> str:
    """A cell as it is written; a string without a kind is written in the cell itself."""
    if isinstance(value, str) and not kind:
        content, kind = f'<is><t xml:space="preserve">{value}</t></is>', "inlineStr"
    else:
        content = ("" if not formula else f"<f>{formula}</f>") + ("" if value is None else f"<v>{value}</v>")
    marks = (f' s="{style}"' if style else "") + (f' t="{kind}"' if kind else "")
    return f'<c r="{ref}"{marks}>{content}</c>'


def row(number: int, *cells: str, more: str = "") -> str:
    return f'<row r="{number}"{more}>{"".join(cells)}</row>'


def sheet(*rows: str, before: str = "", after: str = "") -> str:
    return f'{DECLARATION}<worksheet xmlns="{MAIN}">{before}<sheetData>{"".join(rows)}</sheetData>{after}</worksheet>'


def xlsx_parts(
    *sheets: str, strings: str = "", workbook: str = "", states: tuple[str, ...] = ()
) -> dict[str, bytes | str]:
    """The parts of a workbook; sheets are called Arkusz1, Arkusz2…"""
    numbers = range(1, len(sheets) + 1)
    listed = "".join(
        f'<sheet name="Arkusz{at}" sheetId="{at}" r:id="rId{at}"{states[at - 1] if at <= len(states) else ""}/>'
        for at in numbers
    )
    leads = "".join(
        f'<Relationship Id="rId{at}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{at}.xml"/>' for at in numbers
    )
    leads += f'<Relationship Id="rIdS" Type="{OFFICE}/styles" Target="styles.xml"/>'
    types = f'<Override PartName="/xl/workbook.xml" ContentType="{SHEET_TYPES}sheet.main+xml"/>'
    kinds = {f"worksheets/sheet{at}": "worksheet" for at in numbers} | {"styles": "styles"}
    kinds |= {"sharedStrings": "sharedStrings"} if strings else {}
    types += "".join(
        f'<Override PartName="/xl/{name}.xml" ContentType="{SHEET_TYPES}{kind}+xml"/>' for name, kind in kinds.items()
    )
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": f"{DECLARATION}<Types>{types}</Types>",
        "_rels/.rels": f'<Relationships><Relationship Id="r" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{workbook}<sheets>{listed}</sheets></workbook>',
        "xl/styles.xml": STYLES,
    }
    if strings:
        leads += f'<Relationship Id="rIdT" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{strings}</sst>'
    parts["xl/_rels/workbook.xml.rels"] = f"<Relationships>{leads}</Relationships>"
    return parts | {f"xl/worksheets/sheet{at}.xml": content for at, content in enumerate(sheets, 1)}


def xlsx(*sheets: str, **options: Any) -> bytes:
    return zipped(xlsx_parts(*sheets, **options))


def one_cell(written: str) -> bytes:
    """A workbook with "Nr" in A1 and the cell given, which is A2."""
    return xlsx(sheet(row(1, cell("A1", "Nr")), row(2, written)))


ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"))
)


def ods_parts(*tables: str, styles: str = "") -> dict[str, bytes | str]:
    content = (
        f'{DECLARATION}<office:document-content {NAMESPACES} xmlns:calcext="urn:calcext" office:version="1.2">'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{''.join(tables)}</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = f'<manifest:manifest xmlns:manifest="urn:m"><manifest:file-entry manifest:media-type="{ODS_TYPE}"/></manifest:manifest>'
    return {"mimetype": ODS_TYPE, "content.xml": content, "META-INF/manifest.xml": manifest}


def ods(*tables: str, **options: Any) -> bytes:
    return zipped(ods_parts(*tables, **options))


def table(*rows: str, more: str = "") -> str:
    return f'<table:table table:name="Arkusz1"{more}>{"".join(rows)}</table:table>'


def ods_row(*cells: str, more: str = "") -> str:
    return f"<table:table-row{more}>{''.join(cells)}</table:table-row>"


def ods_text(text: str, more: str = "") -> str:
    return f'<table:table-cell office:value-type="string"{more}><text:p>{text}</text:p></table:table-cell>'


def ods_number(value: str, shown: str = "", more: str = "") -> str:
    return f'<table:table-cell office:value-type="float" office:value="{value}"{more}><text:p>{shown or value}</text:p></table:table-cell>'


SECTOR, END, FREE = 512, 0xFFFFFFFE, 0xFFFFFFFF


def ole2(streams: Mapping[str, bytes]) -> bytes:
    """A compound file with these streams, each padded to at least 4096 bytes: the format has another place for less."""
    bodies = [content + bytes(max(0, 4096 - len(content))) for content in streams.values()]
    bodies = [body + bytes(-len(body) % SECTOR) for body in bodies]
    sectors = sum(len(body) for body in bodies) // SECTOR + len(bodies) // 4 + 2
    tables = sectors // 127 + 1
    fat = [0xFFFFFFFD] * tables
    entries = [_entry("Root Entry", 5, END, 0, child=1)]
    for at, (name, body) in enumerate(zip(streams, bodies, strict=True), 1):
        right = at + 1 if at < len(streams) else FREE
        entries.append(_entry(name, 2, _chain(fat, body), max(len(streams[name]), 4096), right=right))
    directory = b"".join(entries) + bytes(-128 * len(entries) % SECTOR)
    start = _chain(fat, directory)
    table_ = struct.pack(f"<{tables * SECTOR // 4}I", *fat, *[FREE] * (tables * SECTOR // 4 - len(fat)))
    header = struct.pack("<8s16sHHHHH6xIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6,
                         0, tables, start, 0, 4096, END, 0, END, 0)  # fmt: skip
    heads = struct.pack("<109I", *range(tables), *[FREE] * (109 - tables))
    return header + heads + table_ + b"".join(bodies) + directory


def _chain(fat: list[int], body: bytes) -> int:
    start, count = len(fat), len(body) // SECTOR
    fat += [*range(start + 1, start + count), END]
    return start


def _entry(name: str, kind: int, start: int, size: int, *, child: int = FREE, right: int = FREE) -> bytes:
    raw = name.encode("utf-16-le") + b"\0\0"
    return struct.pack("<64sHBBIII16xI8x8xIQ", raw, len(raw), kind, 1, FREE, right, child, 0, start, size)


def record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def xls(cells: bytes, *, globals_: bytes = b"", version: int = 0x0600, name: str = "Arkusz1") -> bytes:
    """An XLS of one sheet with these cell records."""
    opening = record(0x0809, struct.pack("<HHHHII", version, 0x0005, 0x0DBB, 0x07CC, 0, 6))
    codepage = record(0x0042, struct.pack("<H", 1200))
    font = record(0x0031, struct.pack("<HHHHHBBBB", 200, 0, 0x7FFF, 400, 0, 0, 0, 0, 0) + b"\x05\x00Arial")
    xf = record(0x00E0, struct.pack("<HHHBBBBIIH", 0, 0, 1, 0x20, 0, 0, 0, 0, 0, 0x20C0))
    date = record(0x00E0, struct.pack("<HHHBBBBIIH", 0, 14, 1, 0x20, 0, 0, 0, 0, 0, 0x20C0))
    before = opening + codepage + globals_ + font * 5 + xf + date
    raw = bytes([len(name), 0]) + name.encode("latin-1")
    place = len(before) + 4 + 6 + len(raw) + 4
    listed = record(0x0085, struct.pack("<IH", place, 0) + raw)
    inner = record(0x0809, struct.pack("<HHHHII", version, 0x0010, 0x0DBB, 0x07CC, 0, 6))
    return ole2({"Workbook": before + listed + record(0x000A) + inner + cells + record(0x000A)})


def xls_text(row_: int, column: int, text: str) -> bytes:
    return record(0x0204, struct.pack("<HHHHB", row_, column, 0, len(text), 1) + text.encode("utf-16-le"))


def xls_number(row_: int, column: int, value: float, style: int = 0) -> bytes:
    return record(0x0203, struct.pack("<HHHd", row_, column, style, value))


def xls_error(row_: int, column: int, code: int) -> bytes:
    return record(0x0205, struct.pack("<HHHBB", row_, column, 0, code, 1))


def xls_formula(row_: int, column: int, value: float) -> bytes:
    return record(0x0006, struct.pack("<HHHdHIH", row_, column, 0, value, 0, 0, 3) + b"\x1e\x01\x00")
