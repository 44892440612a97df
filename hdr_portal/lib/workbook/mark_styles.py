"""Cell styles for remarks: each is the cell's own style with another background."""

from . import sentences
from .contents import Tone
from .mark_splice import Element, Part, with_attribute
from .sentences import Refused

# One step beside Excel's own light red and yellow: so a later copy can tell our colours from the school's.
COLOURS: dict[Tone, str] = {"error": "FFFFC7CF", "warning": "FFFFEB9D"}
BOLD = b'<font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font>'
LINK = b'<font><u/><sz val="11"/><color rgb="FF0563C1"/><name val="Calibri"/><family val="2"/></font>'
WRAPPED = '<alignment vertical="top" wrapText="1"/>'


class StyleBook:
    """The styles part; new styles are numbered as they are asked for and written at the end."""

    def __init__(self, source: bytes) -> None:
        self.part = Part(source)
        found = self.part.elements("fonts", "fills", "fill", "cellXfs", "xf")
        self.fonts, self.fills, self.cells = (self._one(found, name) for name in ("fonts", "fills", "cellXfs"))
        self.prefix = self.cells.name.removesuffix("cellXfs")
        self.xfs = [one for one in found if self._is(one, "xf") and self.cells.holds(one)]
        fills = [one for one in found if self._is(one, "fill") and self.fills.holds(one)]
        self.old_fills = {str(at) for at, one in enumerate(fills) if self._ours(one)}
        self.new_fill = len(fills)
        self.new_font = self._count_fonts()
        self.new: list[bytes] = []
        self.known: dict[tuple[str, str], str] = {}

    def _is(self, element: Element, name: str) -> bool:
        return element.name == self.prefix + name

    def _one(self, found: list[Element], name: str) -> Element:
        for element in found:
            if element.name.rpartition(":")[2] == name and not self.part.is_empty(element.inside):
                return element
        raise Refused(sentences.BROKEN)

    def _count_fonts(self) -> int:
        return sum(self.fonts.holds(one) for one in self.part.elements("font"))

    def _ours(self, fill: Element) -> bool:
        written = self.part.source[fill.start : fill.end]
        return any(colour.encode() in written for colour in COLOURS.values())

    def left_over(self) -> set[str]:
        """Styles with our colours from an earlier copy."""
        return {str(at) for at, xf in enumerate(self.xfs) if xf.has.get("fillId") in self.old_fills}

    def marked(self, style: str, tone: Tone) -> str:
        """The style with the colour of the tone."""
        return self._variant(style, tone, fill=self.new_fill + list(COLOURS).index(tone))

    def cleared(self, style: str) -> str:
        """The style with no background."""
        return self._variant(style, "cleared", fill=0)

    def _variant(self, style: str, what: str, *, fill: int) -> str:
        if (style, what) not in self.known:
            if not (style.isascii() and style.isdigit() and int(style) < len(self.xfs)):
                raise Refused(sentences.BROKEN)
            xf = self.xfs[int(style)]
            tag = with_attribute(self.part.source[xf.start : xf.inside], "fillId", str(fill))
            rest = self.part.source[xf.inside : xf.end]
            self.known[style, what] = self._add(with_attribute(tag, "applyFill", "1") + rest)
        return self.known[style, what]

    def own(self, what: str) -> str:
        """A style for our list: "bold", "link", "text", "wrapped", "error" or "warning"."""
        if ("", what) not in self.known:
            font = {"bold": self.new_font, "link": self.new_font + 1}.get(what, 0)
            fill = self.new_fill + list(COLOURS).index(what) if what in COLOURS else 0
            p = self.prefix
            xf = f'<{p}xf numFmtId="49" fontId="{font}" fillId="{fill}" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyAlignment="1">'
            alignment = WRAPPED.replace("<", f"<{p}") if what not in {"bold", "text"} else ""
            self.known["", what] = self._add(f"{xf}{alignment}</{p}xf>".encode())
        return self.known["", what]

    def _add(self, xf: bytes) -> str:
        self.new.append(xf)
        return str(len(self.xfs) + len(self.new) - 1)

    def changed(self) -> bytes:
        """The part with the new styles."""
        self.part.grow(self.fonts, self._prefixed(BOLD + LINK), count=self.new_font + 2)
        fills = "".join(
            f'<fill><patternFill patternType="solid"><fgColor rgb="{colour}"/><bgColor indexed="64"/></patternFill></fill>'
            for colour in COLOURS.values()
        )
        self.part.grow(self.fills, self._prefixed(fills.encode()), count=self.new_fill + len(COLOURS))
        self.part.grow(self.cells, b"".join(self.new), count=len(self.xfs) + len(self.new))
        return self.part.changed()

    def _prefixed(self, written: bytes) -> bytes:
        prefix = self.prefix.encode()
        return written.replace(b"</", b"\0").replace(b"<", b"<" + prefix).replace(b"\0", b"</" + prefix)
