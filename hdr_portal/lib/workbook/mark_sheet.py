"""One worksheet with remarks: the cells restyled, missing ones put in, the comments' drawing linked."""

from . import sentences
from .contents import Tone
from .drafts import COLUMNS, letters
from .mark_package import OFFICE
from .mark_splice import Part, with_attribute
from .mark_styles import StyleBook
from .sentences import Refused
from .xlsx_sheet import prefix_of
from .xmlstream import feed, parser

Wanted = dict[int, dict[int, Tone]]  # by row, by column
# What the schema puts behind a drawing of comments, in any order.
BEHIND = frozenset({"legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts",
                    "extLst", "AlternateContent"})  # fmt: skip


class SheetMarker:
    """Goes through a worksheet once and notes the changes to its bytes."""

    def __init__(self, source: bytes, wanted: Wanted, styles: StyleBook) -> None:
        self.part, self.wanted, self.styles = Part(source), wanted, styles
        self.left_over = styles.left_over()
        self.missing = dict(sorted(wanted.items()))
        self.made = parser()
        self.prefix: str | None = None
        self.depth = 0
        self.in_cells = False
        self.row = self.column = 0
        self.row_start = self.row_inside = 0
        self.row_style = "0"
        self.seen: dict[int, int] = {}
        self.drawing: str | None = None
        self.behind: int | None = None
        self.made.StartElementHandler, self.made.EndElementHandler = self.start, self.end
        feed(self.made, self.part.chunks())

    def start(self, name: str, has: dict[str, str]) -> None:
        """See expat."""
        if self.prefix is None:
            self.prefix = prefix_of(name)
            if "purl.oclc.org" in "".join(has.values()):
                raise Refused(sentences.BROKEN)  # the strict dialect has other names for everything
        self.depth += 1
        kind = name.removeprefix(self.prefix)
        if self.in_cells and kind == "c":
            self._open_cell(has)
        elif self.in_cells and kind == "row":
            self._open_row(has)
        elif kind == "sheetData":
            self.in_cells = True
            self.row_start = self.made.CurrentByteIndex
            self.row_inside = self.part.tag_end(self.row_start)
        elif self.depth == 2 and not self.in_cells:
            self._beside(name, has)

    def end(self, name: str) -> None:
        """See expat."""
        self.depth -= 1
        kind = name.removeprefix(self.prefix or "")
        if self.in_cells and kind == "row":
            self._close_row()
        elif kind == "sheetData":
            self._add_rows(self.made.CurrentByteIndex, last=True)
            self.in_cells = False
        elif self.depth == 0 and self.behind is None:
            self.behind = self.made.CurrentByteIndex

    def _beside(self, name: str, has: dict[str, str]) -> None:
        kind = name.rpartition(":")[2]
        if kind == "legacyDrawing":
            self.drawing = next((value for key, value in has.items() if key.endswith(":id")), "")
        elif (
            kind in BEHIND
            and self.behind is None
            and self.part.source[: self.made.CurrentByteIndex].count(b"sheetData")
        ):
            self.behind = self.made.CurrentByteIndex

    def _open_row(self, has: dict[str, str]) -> None:
        number = int(has["r"]) if "r" in has else self.row + 1
        at = self.made.CurrentByteIndex
        self._add_rows(at, before=number)
        self.row, self.column, self.seen = number, 0, {}
        if number in self.wanted:
            self.row_start, self.row_inside = at, self.part.tag_end(at)
            self.row_style = has.get("s", "0")

    def _open_cell(self, has: dict[str, str]) -> None:
        self.column = self.column + 1 if "r" not in has else COLUMNS[has["r"].rstrip("0123456789")]
        tones = self.wanted.get(self.row)
        style = has.get("s", "0")
        if tones and self.column in tones:
            self._restyle(self.styles.marked(style, tones[self.column]))
        elif style in self.left_over:
            self._restyle(self.styles.cleared(style))
        if tones:
            self.seen[self.column] = self.made.CurrentByteIndex

    def _restyle(self, style: str) -> None:
        at = self.made.CurrentByteIndex
        end = self.part.tag_end(at)
        self.part.replace(at, end, with_attribute(self.part.source[at:end], "s", style))

    def _close_row(self) -> None:
        tones = self.missing.pop(self.row, None)
        absent = sorted(column for column in tones or {} if column not in self.seen)
        if not tones or not absent:
            return
        tag = self.part.source[self.row_start : self.row_inside]
        if self.part.is_empty(self.row_inside):
            cells = b"".join(self._cell(self.row, column, tones[column], self.row_style) for column in absent)
            opened = with_attribute(tag, "spans", None).removesuffix(b"/>").rstrip()
            self.part.replace(self.row_start, self.row_inside, opened + b">" + cells + f"</{self.prefix}row>".encode())
            return
        self.part.replace(self.row_start, self.row_inside, with_attribute(tag, "spans", None))
        for column in absent:
            later = [at for other, at in self.seen.items() if other > column]
            place = min(later, default=self.made.CurrentByteIndex)
            self.part.insert(place, self._cell(self.row, column, tones[column], self.row_style))

    def _add_rows(self, at: int, *, before: int = 0, last: bool = False) -> None:
        """Rows with remarks that the sheet does not have, in front of the next one or at the end."""
        rows = [row for row in self.missing if last or row < before]
        if not rows:
            return
        written = b"".join(self._whole_row(row, self.missing.pop(row)) for row in rows)
        if last and self.part.is_empty(self.row_inside) and not self.row:
            opened = self.part.source[self.row_start : self.row_inside].removesuffix(b"/>").rstrip()
            self.part.replace(
                self.row_start, self.row_inside, opened + b">" + written + f"</{self.prefix}sheetData>".encode()
            )
        else:
            self.part.insert(at, written)

    def _whole_row(self, row: int, tones: dict[int, Tone]) -> bytes:
        cells = b"".join(self._cell(row, column, tones[column], "0") for column in sorted(tones))
        return f'<{self.prefix}row r="{row}">'.encode() + cells + f"</{self.prefix}row>".encode()

    def _cell(self, row: int, column: int, tone: Tone, style: str) -> bytes:
        return f'<{self.prefix}c r="{letters(column)}{row}" s="{self.styles.marked(style, tone)}"/>'.encode()

    def link_drawing(self, key: str) -> None:
        """Lead to the drawing of the comments, where the schema wants it."""
        link = f'<{self.prefix}legacyDrawing xmlns:r="{OFFICE}" r:id="{key}"/>'
        self.part.insert(self.behind or 0, link.encode())
