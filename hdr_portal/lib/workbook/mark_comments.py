"""Comments on cells: the text in one part, the yellow boxes in another, an older drawing language."""

import re
from collections.abc import Collection

from .contents import Place
from .drafts import COLUMNS, letters
from .mark_package import HEAD, MAIN
from .mark_splice import Element, Part, text

AUTHOR = "Portal HDR"
THREADED = "tc="  # a conversation's stand-in: the program writes it anew from elsewhere
LINE, MOST_LINES = 44, 30
SHAPE = re.compile(rb"<v:shape\b(?:(?!</v:shape>).)*</v:shape>", re.DOTALL)
SHAPE_PLACE = re.compile(rb"<x:(Row|Column)>\s*([0-9]{1,7})\s*</x:\1>")
SHAPE_NUMBER = re.compile(rb"_x0000_s([0-9]{1,9})")
VML_HEAD = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/>'
    "</o:shapelayout>"
)
SHAPE_TYPE = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)


def new_comments(remarks: dict[Place, str]) -> bytes:
    """A part with these comments."""
    rows = "".join(_comment(place, words, "0") for place, words in sorted(remarks.items()))
    authors = f"<authors><author>{AUTHOR}</author></authors>"
    return f'{HEAD}<comments xmlns="{MAIN}">{authors}<commentList>{rows}</commentList></comments>'.encode()


def _comment(place: Place, words: str, author: str, prefix: str = "") -> str:
    p = prefix
    return (
        f'<{p}comment ref="{letters(place[1])}{place[0]}" authorId="{author}"><{p}text>'
        f'<{p}t xml:space="preserve">{text(words)}</{p}t></{p}text></{p}comment>'
    )


def more_comments(source: bytes, remarks: dict[Place, str]) -> tuple[bytes, set[Place], set[Place]]:
    """The part with these comments too, the places that need a box, and those of ours from an earlier copy that lose one.

    Where a person has commented already, our words are added to theirs.
    """
    part = Part(source)
    found = part.elements("comment", "author", "authors", "commentList", "text")
    authors = [source[one.inside : one.close].decode("utf-8", "replace") for one in found if _is(one, "author")]
    lists = {name: next(one for one in found if _is(one, name)) for name in ("authors", "commentList")}
    prefix = lists["commentList"].name.removesuffix("commentList")
    gone, theirs = set(), set()
    for comment in (one for one in found if _is(one, "comment")):
        place = _place(comment.has.get("ref", ""))
        author = _author(comment, authors)
        if author == AUTHOR:
            gone.add(place)
            part.replace(comment.start, comment.end, b"")
        elif place in remarks:
            theirs.add(place)
            words = next((one for one in found if _is(one, "text") and comment.holds(one)), None)
            if words and not author.startswith(THREADED):
                added = f'<{prefix}r><{prefix}t xml:space="preserve">\n\n{text(remarks[place])}</{prefix}t></{prefix}r>'
                _append(part, words, added)
    fresh = {place: words for place, words in sorted(remarks.items()) if place not in theirs}
    rows = "".join(_comment(place, words, str(len(authors)), prefix) for place, words in fresh.items())
    _append(part, lists["authors"], f"<{prefix}author>{AUTHOR}</{prefix}author>")
    _append(part, lists["commentList"], rows)
    return part.changed(), set(fresh), gone


def _append(part: Part, element: Element, what: str) -> None:
    part.append_inside(element.name, element.start, element.inside, element.close, what.encode())


def _is(element: Element, name: str) -> bool:
    return element.name.rpartition(":")[2] == name


def _author(comment: Element, authors: list[str]) -> str:
    number = comment.has.get("authorId", "")
    return authors[int(number)] if number.isdecimal() and int(number) < len(authors) else ""


def _place(reference: str) -> Place:
    bare = reference.replace("$", "")
    column = bare.rstrip("0123456789")
    row = bare[len(column) :]
    return (int(row), COLUMNS[column]) if row else (0, 0)


def new_boxes(remarks: dict[Place, str]) -> bytes:
    """A drawing with a box for each comment."""
    boxes = "".join(_box(1025 + at, place, words) for at, (place, words) in enumerate(sorted(remarks.items())))
    return f"{VML_HEAD}{SHAPE_TYPE}{boxes}</xml>".encode()


def more_boxes(source: bytes, remarks: dict[Place, str], *, gone: Collection[Place]) -> bytes:
    """The drawing with boxes for these comments too, without those of the ones that are gone."""
    kept = SHAPE.sub(lambda found: b"" if _box_place(found[0]) in gone else found[0], source)
    number = max([1024, *(int(found) for found in SHAPE_NUMBER.findall(kept))]) + 1
    boxes = "".join(_box(number + at, place, words) for at, (place, words) in enumerate(sorted(remarks.items())))
    kind = "" if b'id="_x0000_t202"' in kept else SHAPE_TYPE
    before, end, after = kept.rpartition(b"</xml>")
    return before + (kind + boxes).encode() + end + after if end else new_boxes(remarks)


def _box_place(shape: bytes) -> Place:
    found = {name: int(number) for name, number in SHAPE_PLACE.findall(shape)}
    return found.get(b"Row", -1) + 1, found.get(b"Column", -1) + 1


def _box(number: int, place: Place, words: str) -> str:
    """A hidden box beside its cell, as high as its words need."""
    lines = sum(1 + len(line) // LINE for line in words.split("\n"))
    rows = min(max(lines, 2), MOST_LINES) + 1
    row, column = place[0] - 1, place[1] - 1
    anchor = f"{column + 1}, 15, {max(row - 1, 0)}, 10, {column + 5}, 15, {max(row - 1, 0) + rows}, 4"
    return (
        f'<v:shape id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;width:240pt;height:{rows * 14}pt;'
        f'z-index:{number};visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
        '<v:shadow color="black" obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto">'
        '<div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/>'
        f"<x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row>"
        f"<x:Column>{column}</x:Column></x:ClientData></v:shape>"
    )
