"""Ways to spoil a workbook: its bytes, its zip, its XML, its records. All chance comes from the generator handed in."""

import io
import re
import zipfile
from collections.abc import Callable
from random import Random

NASTY = (
    "", "0", "-1", "1", "2", "9", "255", "256", "65535", "65536", "1048576", "1048577", "16384", "16385", "99999999999999999999",
    "1e400", "NaN", "INF", "-0", "0.1", "1E+17", "x", "żółć", "\u202e", "😀", "A1", "A0", "XFD1048576", "ZZZZ1", "a1", "$A$1",
    "A1:XFD1048576", "true", "hidden", "s", "n", "b", "e", "d", "str", "inlineStr", "#N/A", "#REF!", "#SPILL!", "string", "float",
    "date", "percentage", "2024-11-05", "2024-13-45", "PT8H", "collapse", "_x0000_", "_xD83D_", "&amp;", " ",
    "../x", "/xl/workbook.xml", "rId1", "text/xml", "=1+1",
)  # fmt: skip
ILL_FORMED = (
    "<row>",
    "</row>",
    "</c>",
    '<!DOCTYPE a [<!ENTITY x "y">]>',
    "]]>",
    "\0",
    "\ufeff",
    "&#0;",
    "&lol;",
    "<",
    "&",
)
SNIPPETS = (
    "<!-- x -->", "<![CDATA[x]]>", "<?x y?>", "<c/>", "<row/>", "<v>1</v>", "<f>1</f>", '<c r="A1"><v>1</v></c>',
    '<row r="1"><c r="A1" t="inlineStr"><is><t>wstawka</t></is></c></row>', "<is><t>y</t></is>",
    '<mergeCells><mergeCell ref="A1:C3"/></mergeCells>', "<sheetData/>",
    '<y:c xmlns:y="y"><v>1</v></y:c>', "<table:table-cell/>", "<text:p>x</text:p>", '<text:s text:c="5"/>',
    '<table:table-cell table:number-columns-repeated="3" office:value-type="string"><text:p>x</text:p></table:table-cell>',
)  # fmt: skip
VALUE = re.compile(r'="[^"]*"')
ELEMENT = re.compile(r"<[A-Za-z][^<>]*>[^<]*</[^<>]*>|<[A-Za-z][^<>]*/>")
TEXT = re.compile(r">[^<>]+<")
TAG = re.compile(r"</?[A-Za-z][^<>]*>")
OLE2 = b"\xd0\xcf\x11\xe0"
Mutate = Callable[[bytes, Random], bytes]


def mutated(source: bytes, chance: Random) -> bytes:
    """The file spoilt once or twice."""
    for _ in range(chance.choice((1, 1, 1, 1, 2))):
        ways: list[Mutate] = [raw_bytes]
        if source.startswith(b"PK"):
            ways = [raw_bytes, *[members] * 2, *[xml_of_a_member] * 16]
        elif source.startswith(OLE2):
            ways = [raw_bytes, small_values]
        source = chance.choice(ways)(source, chance)
    return source


def raw_bytes(source: bytes, chance: Random) -> bytes:
    """Bytes flipped, cut out, doubled, put in, or the end cut off."""
    if not source:
        return source
    spoilt = bytearray(source)
    at = chance.randrange(len(spoilt))
    length = min(chance.choice((1, 1, 1, 2, 4, 16, 200)), len(spoilt) - at)
    way = chance.randrange(6)
    if way == 0:
        spoilt[at] ^= 1 << chance.randrange(8)
    elif way == 1:
        spoilt[at : at + length] = chance.randbytes(length)
    elif way == 2:
        del spoilt[at : at + length]
    elif way == 3:
        spoilt[at:at] = spoilt[at : at + length] * chance.choice((1, 2, 50))
    elif way == 4:
        spoilt[at:at] = chance.choice((b"\0", b'"', b";", b"\n", b"\xff\xfe", b"\x80", b"\t", b"\r", b"x" * 40_000))
    else:
        del spoilt[at:]
    return bytes(spoilt)


def small_values(source: bytes, chance: Random) -> bytes:
    """Two- and four-byte numbers made extreme, where records keep their lengths, rows and places."""
    spoilt = bytearray(source)
    for _ in range(chance.choice((1, 2, 5))):
        at = chance.randrange(max(1, len(spoilt) - 4))
        value = chance.choice((0, 1, 2, 0x7F, 0xFF, 0x100, 0x7FFF, 0xFFFF, 0x10000, 0x7FFFFFFF, 0xFFFFFFFF, 0xFFFFFFFE))
        size = 2 if value < 1 << 16 else 4
        spoilt[at : at + size] = value.to_bytes(size, "little")
    return bytes(spoilt)


def unpacked(source: bytes) -> dict[str, bytes] | None:
    """The members of a zip; None for what cannot be unpacked any more."""
    try:
        with zipfile.ZipFile(io.BytesIO(source)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    except Exception:  # noqa: BLE001 - a spoilt zip raises whatever its damage leads to
        return None


def packed_again(parts: dict[str, bytes], chance: Random, *, twice: str = "") -> bytes:
    """The members as a zip, one of them possibly twice."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", chance.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
        if twice:
            archive.NameToInfo.pop(twice)  # or the library warns of what is meant
            archive.writestr(zipfile.ZipInfo(twice), parts[twice])
    return target.getvalue()


def members(source: bytes, chance: Random) -> bytes:
    """Members renamed, dropped, doubled, emptied or exchanged."""
    parts = unpacked(source)
    if not parts:
        return raw_bytes(source, chance)
    name, other = chance.choice(list(parts)), chance.choice(list(parts))
    way = chance.randrange(6)
    if way == 0:
        parts[chance.choice((name.upper(), "../" + name, "/" + name, name + "x", "a\\b"))] = parts.pop(name)
    elif way == 1:
        parts.pop(name)
    elif way == 2:
        return packed_again(parts, chance, twice=name)
    elif way == 3:
        parts[name] = b""
    elif way == 4:
        parts[name], parts[other] = parts[other], parts[name]
    else:
        parts[name] = raw_bytes(parts[name], chance)
    return packed_again(parts, chance)


def xml_of_a_member(source: bytes, chance: Random) -> bytes:
    """A member's XML changed in a place or two, mostly where the cells are."""
    parts = unpacked(source)
    if not parts:
        return raw_bytes(source, chance)
    cells = [
        name
        for name in parts
        if ("sheet" in name and name.endswith(".xml")) or name in {"content.xml", "xl/sharedStrings.xml"}
    ]
    name = chance.choice(cells if cells and chance.random() < 0.75 else list(parts))
    text = parts[name].decode("utf-8", "surrogateescape")
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        text = chance.choice(XML_WAYS)(text, chance)
    parts[name] = text.encode("utf-8", "surrogateescape")
    return packed_again(parts, chance)


def _somewhere(pattern: re.Pattern[str], text: str, chance: Random) -> tuple[int, int]:
    """One of the places that the pattern matches, or anywhere."""
    found = pattern.search(text, chance.randrange(len(text) + 1)) or pattern.search(text)
    return found.span() if found else (0, 0)


def _attribute(text: str, chance: Random) -> str:
    start, end = _somewhere(VALUE, text, chance)
    return f'{text[:start]}="{chance.choice(NASTY)}"{text[end:]}' if end else text


def _content(text: str, chance: Random) -> str:
    start, end = _somewhere(TEXT, text, chance)
    return f"{text[:start]}>{chance.choice(NASTY)}<{text[end:]}" if end else text


def _drop(text: str, chance: Random) -> str:
    start, end = _somewhere(chance.choice((ELEMENT, ELEMENT, ELEMENT, TAG)), text, chance)
    return text[:start] + text[end:]


def _double(text: str, chance: Random) -> str:
    start, end = _somewhere(ELEMENT, text, chance)
    return text[:end] + text[start:end] * chance.choice((1, 1, 3, 300)) + text[end:]


def _put_in(text: str, chance: Random) -> str:
    at = _somewhere(TAG, text, chance)[chance.randrange(2)]
    return text[:at] + chance.choice(SNIPPETS if chance.random() < 0.9 else ILL_FORMED) + text[at:]


def _move(text: str, chance: Random) -> str:
    start, end = _somewhere(ELEMENT, text, chance)
    moved, rest = text[start:end], text[:start] + text[end:]
    at = _somewhere(TAG, rest, chance)[0]
    return rest[:at] + moved + rest[at:]


XML_WAYS = (_attribute, _attribute, _attribute, _content, _content, _drop, _double, _put_in, _put_in, _move)
