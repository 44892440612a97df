"""The sheet that lists all remarks, put in front of the others."""

from collections.abc import Iterable, Sequence

from .contents import Mark, SheetContents, Tone
from .drafts import letters
from .mark_package import HEAD, MAIN
from .mark_splice import attribute, text
from .mark_styles import StyleBook

NAME = "Uwagi"
TITLE = "Uwagi portalu do tego pliku"
HOW = (
    "Popraw oznaczone komórki i wgraj ten plik ponownie: portal pominie ten arkusz i swoje oznaczenia.",
    "Czerwone tło to błąd, żółte – ostrzeżenie; treść uwagi jest w komentarzu komórki i poniżej.",
)
HEADINGS = ("Lp.", "Rodzaj", "Arkusz", "Miejsce", "Uwaga")
WIDTHS = (6, 14, 24, 12, 100)
TONES: dict[Tone, str] = {"error": "Błąd", "warning": "Ostrzeżenie"}
FIRST_ROW = 6
MAX_LINKS = 60_000  # Excel takes 65 530


def is_remarks(sheet: SheetContents) -> bool:
    """Whether the sheet is a list of remarks that the portal put into an earlier copy: not data."""
    return sheet.name.startswith(NAME) and bool(sheet.rows) and sheet.rows[0][:1] == [TITLE]


def place_of(mark: Mark) -> str:
    """C12; "wiersz 12" for a remark on a row; nothing for one on a sheet."""
    if mark.row is None:
        return ""
    return f"wiersz {mark.row}" if mark.column is None else f"{letters(mark.column)}{mark.row}"


def list_sheet(marks: Sequence[Mark], known: Iterable[str], styles: StyleBook) -> bytes:
    """The worksheet's XML; places in sheets that are known are links."""
    sheets = set(known)
    rows = [_row(1, [(TITLE, styles.own("bold"))])]
    rows += [_row(at, [(words, styles.own("text"))]) for at, words in enumerate(HOW, 2)]
    rows.append(_row(FIRST_ROW - 1, [(heading, styles.own("bold")) for heading in HEADINGS]))
    links: list[str] = []
    for at, mark in enumerate(marks):
        rows.append(_row(FIRST_ROW + at, _cells(at + 1, mark, styles, linked=mark.sheet in sheets)))
        if mark.sheet in sheets and mark.row and len(links) < MAX_LINKS:
            links.append(_link(f"D{FIRST_ROW + at}", mark))
    widths = "".join(
        f'<col min="{at}" max="{at}" width="{wide}" customWidth="1"/>' for at, wide in enumerate(WIDTHS, 1)
    )
    frozen = (
        f'<sheetViews><sheetView workbookViewId="0"><pane ySplit="{FIRST_ROW - 1}" topLeftCell="A{FIRST_ROW}" '
        'activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
    )
    linked = f"<hyperlinks>{''.join(links)}</hyperlinks>" if links else ""
    return (
        f'{HEAD}<worksheet xmlns="{MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>{frozen}<cols>{widths}</cols>'
        f"<sheetData>{''.join(rows)}</sheetData>{linked}"
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
    ).encode()


def _cells(number: int, mark: Mark, styles: StyleBook, *, linked: bool) -> list[tuple[str, str]]:
    wrapped = styles.own("wrapped")
    return [
        (str(number), wrapped),
        (TONES[mark.tone], styles.own(mark.tone)),
        (mark.sheet, wrapped),
        (place_of(mark), styles.own("link") if linked and mark.row else wrapped),
        (mark.sentence, wrapped),
    ]


def _row(number: int, cells: Iterable[tuple[str, str]]) -> str:
    written = "".join(
        f'<c r="{letters(at)}{number}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text(words)}</t></is></c>'
        for at, (words, style) in enumerate(cells, 1)
        if words
    )
    return f'<row r="{number}">{written}</row>'


def _link(ref: str, mark: Mark) -> str:
    place = f"{letters(mark.column or 1)}{mark.row}"
    sheet = mark.sheet.replace("'", "''")
    location = attribute(f"'{sheet}'!{place}")
    return f'<hyperlink ref="{ref}" location="{location}" display="{place}"/>'
