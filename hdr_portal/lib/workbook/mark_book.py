"""A workbook with remarks: which sheets change, where the list goes, what is done with an earlier list."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import BinaryIO

from .contents import LIMITS, Kind, Mark, Place
from .drafts import LAST_COLUMN, LAST_ROW, Draft, Tally
from .mark_comments import more_boxes, more_comments, new_boxes, new_comments
from .mark_list import NAME, TONES, is_remarks, list_sheet
from .mark_package import OFFICE, SHEET_TYPE, Package
from .mark_plain import Formats, allowed_names, plain_package
from .mark_sheet import SheetMarker, Wanted
from .mark_splice import Part, attribute, with_attribute
from .mark_styles import StyleBook
from .reader import read_any
from .sentences import Refused
from .xlsx import check_types, read_shared
from .xlsx_parts import Book, SheetPlace, read_book
from .xlsx_sheet import read_sheet
from .zipped import Archive

MAX_COMMENTS = 2_000  # beyond that Excel takes seconds to open a sheet; colours and the list have all
DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"


def marked_book(file: BinaryIO, kind: Kind, marks: Sequence[Mark]) -> bytes:
    """The workbook as XLSX with the remarks; raises Refused when it cannot be read."""
    if kind == "xlsx":
        try:
            archive = Archive(file)
            check_types(archive)
            archive.check_rest()
            return BookMarker(Package(archive), marks).saved()
        except (Refused, KeyError, ValueError, IndexError, StopIteration):
            file.seek(0)  # too odd to be changed in place: its cells are copied
    reading = read_any(file, "", LIMITS)
    drafts = [draft for draft in reading.drafts if not is_remarks(draft.finish())]
    names = allowed_names(drafts)
    renamed = [replace(mark, sheet=names.get(mark.sheet, mark.sheet)) for mark in marks]
    return BookMarker(plain_package(drafts, names, reading.properties), renamed).saved()


class BookMarker:
    """Changes the parts of a package."""

    def __init__(self, package: Package, marks: Sequence[Mark]) -> None:
        self.package, self.marks = package, marks
        self.book = read_book(package)
        self.styles = StyleBook(package.read(self._styles_part()))
        self.comments_left = MAX_COMMENTS

    def saved(self) -> bytes:
        """The whole file."""
        earlier = next((place for place in self.book.sheets if self._is_our_list(place)), None)
        for place in self.book.sheets:
            if place is not earlier:
                self._mark_sheet(place)
        listed = list_sheet(self.marks, [place.name for place in self.book.sheets], self.styles)
        if earlier:
            self.package.parts[earlier.part] = listed
        else:
            self._add_list(listed)
        self.package.parts[self._styles_part()] = self.styles.changed()
        return self.package.saved()

    def _styles_part(self) -> str:
        if self.book.styles:
            return self.book.styles
        part = "xl/styles.xml" if "xl/styles.xml" not in self.package else self.package.free_name("xl/styles{}.xml")
        self.package.parts[part] = Formats().part()
        self.package.declare(part, f"{SHEET_TYPE}styles+xml")
        self.package.relate(self.book.part, "styles", part)
        self.book = replace(self.book, styles=part)
        return part

    def _is_our_list(self, place: SheetPlace) -> bool:
        if not place.name.startswith(NAME):
            return False
        draft = Draft(place.name, hidden=False, tally=Tally(LIMITS))
        read_sheet(self.package.chunks(place.part), draft, read_shared(self.package, self.book, draft.tally))
        return is_remarks(draft.finish())

    def _mark_sheet(self, place: SheetPlace) -> None:
        marks = [mark for mark in self.marks if mark.sheet == place.name and _inside(mark)]
        if not marks and not self.styles.left_over() and not self.package.target(place.part, "comments"):
            return
        marker = SheetMarker(self.package.read(place.part), _wanted(marks), self.styles)
        remarks = dict(list(_words(marks).items())[: self.comments_left])
        self.comments_left -= len(remarks)
        self._comment(place.part, remarks, marker)
        self.package.parts[place.part] = marker.part.changed()

    def _comment(self, sheet: str, remarks: dict[Place, str], marker: SheetMarker) -> None:
        comments, boxes = (self.package.target(sheet, kind) for kind in ("comments", "vmlDrawing"))
        gone: set[Place] = set()
        if comments:
            changed, fresh, gone = more_comments(self.package.read(comments), remarks)
            self.package.parts[comments] = changed
            remarks = {place: words for place, words in remarks.items() if place in fresh}
        elif remarks:
            self._add_part(sheet, "comments", "xl/comments{}.xml", f"{SHEET_TYPE}comments+xml", new_comments(remarks))
        if boxes and marker.drawing is not None:
            self.package.parts[boxes] = more_boxes(self.package.read(boxes), remarks, gone=gone)
        elif remarks:
            name = "xl/drawings/vmlDrawing{}.vml"
            marker.link_drawing(self._add_part(sheet, "vmlDrawing", name, DRAWING_TYPE, new_boxes(remarks)))

    def _add_part(self, owner: str, kind: str, pattern: str, content_type: str, content: bytes) -> str:
        part = self.package.free_name(pattern)
        self.package.parts[part] = content
        self.package.declare(part, content_type)
        return self.package.relate(owner, kind, part)

    def _add_list(self, listed: bytes) -> None:
        """Put the list in front; what counts sheets from the first one is counted on."""
        key = self._add_part(
            self.book.part, "worksheet", "xl/worksheets/uwagi{}.xml", f"{SHEET_TYPE}worksheet+xml", listed
        )
        part = Part(self.package.read(self.book.part))
        found = part.elements("sheets", "sheet", "definedName", "workbookView")
        numbers = [int(one.has.get("sheetId", "0")) for one in found if one.name.endswith("sheet")]
        for one in found:
            tag = part.source[one.start : one.inside]
            if one.name.endswith("sheets"):
                prefix = one.name.removesuffix("sheets")
                name = attribute(_free_sheet_name(self.book))
                part.insert(
                    one.inside,
                    f'<{prefix}sheet xmlns:r="{OFFICE}" name="{name}" sheetId="{max(numbers) + 1}" r:id="{key}"/>'.encode(),
                )
            elif one.name.endswith("definedName") and "localSheetId" in one.has:
                part.replace(
                    one.start, one.inside, with_attribute(tag, "localSheetId", str(int(one.has["localSheetId"]) + 1))
                )
            elif one.name.endswith("workbookView"):
                part.replace(
                    one.start, one.inside, with_attribute(tag, "activeTab", str(int(one.has.get("activeTab", "0")) + 1))
                )
        self.package.parts[self.book.part] = part.changed()


def _free_sheet_name(book: Book) -> str:
    taken = {place.name.lower() for place in book.sheets}
    names = (NAME if at == 1 else f"{NAME} ({at})" for at in range(1, len(taken) + 2))
    return next(name for name in names if name.lower() not in taken)


def _inside(mark: Mark) -> bool:
    return mark.row is not None and 0 < mark.row <= LAST_ROW and 0 < (mark.column or 1) <= LAST_COLUMN


def _wanted(marks: Iterable[Mark]) -> Wanted:
    """The tone of each cell: an error outweighs a warning. A remark on a row colours its first cell."""
    wanted: Wanted = {}
    for mark in marks:
        row = wanted.setdefault(mark.row or 1, {})
        column = mark.column or 1
        row[column] = "error" if "error" in {mark.tone, row.get(column)} else mark.tone
    return wanted


def _words(marks: Iterable[Mark]) -> dict[Place, str]:
    """What each cell's comment says."""
    words: dict[Place, str] = {}
    for mark in marks:
        place = (mark.row or 1, mark.column or 1)
        said = f"{TONES[mark.tone]}: {mark.sentence}"
        words[place] = f"{words[place]}\n\n{said}" if place in words else said
    return words
