"""Reading the workbook of SELFIE cards: every row becomes a session, or says in Polish what is wrong with it."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.core.exceptions import ValidationError

from hdr_portal.lib.formfields import PolishDateField
from hdr_portal.lib.plaintext import folded
from hdr_portal.lib.workbook.contents import CellError, SheetContents, Value, WorkbookContents
from surveys.selfie import columns
from surveys.selfie.checks import ATTESTATION_MISSING, faults, gaps
from surveys.selfie.values import AREAS, GROUPS, GroupCount, Key, Session, read_mean

MOST_PEOPLE = 100_000
NO_SHEET = f"Plik nie ma arkusza „{columns.SHEET}”. Pobierz szablon z tej strony i wpisz dane do niego."
NO_ROWS = "W arkuszu nie ma ani jednej wypełnionej karty. Wpisz dane w wierszach pod nagłówkiem."
HEADERS = {folded(one.header): one.key for one in columns.COLUMNS}
HEADER_OF = {one.key: one.header for one in columns.COLUMNS}
YES, NO = frozenset({"tak", "t", "x", "1", "true", "prawda"}), frozenset({"nie", "n", "0", "false", "falsz", ""})


@dataclass(frozen=True)
class Refusal:
    """What is wrong: sheet, row as the spreadsheet numbers it (None: the whole sheet), column by its header, sentence."""

    sheet: str
    row: int | None
    column: str
    sentence: str


@dataclass(frozen=True)
class CardRow:
    """A row that can become a card."""

    row: int
    school: int
    session: Session
    consent: bool


@dataclass
class Reading:
    """All rows of the file, and all that is wrong with it: with one refusal the whole file is refused."""

    rows: list[CardRow] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)


@dataclass
class _Row:
    """A row being read: cells by column key, refusals by column key."""

    number: int
    cells: Mapping[str, Value]
    faults: list[tuple[str, str]] = field(default_factory=list)

    def refuse(self, key: str, sentence: str) -> None:
        self.faults.append((key, sentence))

    def text(self, key: str) -> str:
        """The cell as text; a cell that the spreadsheet could not work out is refused."""
        value = self.cells.get(key)
        if isinstance(value, CellError):
            self.refuse(key, f"W komórce jest błąd arkusza ({value.code}). Wpisz wartość.")
            return ""
        if isinstance(value, float):
            return repr(value).removesuffix(".0")
        if isinstance(value, datetime.datetime):
            return value.date().isoformat()
        return "" if value is None else str(value).strip()


def read_cards(contents: WorkbookContents, schools: Mapping[str, int], today: datetime.date) -> Reading:
    """The rows of the file. `schools`: folded name → id of every school that may have a card."""
    reading = Reading()
    sheet = next((one for one in contents.sheets if folded(one.name) == folded(columns.SHEET)), None)
    if sheet is None:
        reading.refusals.append(Refusal(columns.SHEET, None, "", NO_SHEET))
        return reading
    places = _places(sheet, reading)
    for row in _filled_rows(sheet, places) if not reading.refusals else ():
        card = _card(row, schools, today)
        if card and not row.faults:
            reading.rows.append(card)
        reading.refusals += [Refusal(sheet.name, row.number, HEADER_OF.get(key, ""), why) for key, why in row.faults]
    if not reading.rows and not reading.refusals:
        reading.refusals.append(Refusal(sheet.name, None, "", NO_ROWS))
    return reading


def _places(sheet: SheetContents, reading: Reading) -> dict[str, int]:
    """Column of each key; headers that are missing, unknown or doubled are refused."""
    places: dict[str, int] = {}
    for place, header in enumerate(sheet.rows[0] if sheet.rows else []):
        key = HEADERS.get(folded(str(header))) if header is not None else None
        if header is not None and key is None:
            reading.refusals.append(Refusal(sheet.name, 1, str(header)[:60], "Szablon nie ma takiej kolumny. Usuń ją."))
        elif key in places:
            reading.refusals.append(Refusal(sheet.name, 1, str(header), "Ta kolumna jest w arkuszu dwa razy."))
        elif key:
            places[key] = place
    reading.refusals += [
        Refusal(sheet.name, 1, header, "Brakuje tej kolumny. Pobierz szablon jeszcze raz i przenieś dane.")
        for key, header in HEADER_OF.items()
        if key not in places
    ]
    return places


def _filled_rows(sheet: SheetContents, places: Mapping[str, int]) -> Iterator[_Row]:
    """Rows with anything beside the school's name."""
    for number, row in enumerate(sheet.rows[1:], 2):
        cells = {key: row[place] for key, place in places.items() if place < len(row) and row[place] is not None}
        if cells.keys() - {columns.SCHOOL}:
            yield _Row(number, cells)


def _card(row: _Row, schools: Mapping[str, int], today: datetime.date) -> CardRow | None:
    name = row.text(columns.SCHOOL)
    school = schools.get(folded(name))
    if school is None:
        row.refuse(
            columns.SCHOOL, f"Portal nie ma szkoły „{name[:60]}”. Użyj nazwy z szablonu." if name else "Wpisz szkołę."
        )
    finished_on = _day(row, columns.FINISHED)
    started_on = _day(row, columns.STARTED)
    means, not_asked = _means(row)
    counts = {group: _count(row, group, not_asked) for group in GROUPS}
    consent = _yes_or_no(row, columns.CONSENT)
    if not _yes_or_no(row, columns.ATTESTED):
        row.refuse(columns.ATTESTED, ATTESTATION_MISSING)
    if row.faults or school is None or finished_on is None:
        return None
    session = Session(started_on, finished_on, means, counts)
    row.faults += [*faults(session, today), *gaps(session)]  # fields are called as the columns are
    return CardRow(row.number, school, session, consent)


def _day(row: _Row, key: str) -> datetime.date | None:
    try:
        day: datetime.date = PolishDateField().clean(row.text(key))
    except ValidationError as error:
        row.refuse(key, error.messages[0])
        return None
    return day


def _means(row: _Row) -> tuple[dict[Key, Decimal], set[Key]]:
    """Averages, and the areas of which the row says that a group was not asked."""
    means, not_asked = {}, set()
    for area in AREAS:
        for group in GROUPS:
            key = columns.mean(area, group)
            text = row.text(key)
            if folded(text) == columns.NOT_ASKED:
                not_asked.add((area, group))
            elif text:
                try:
                    means[area, group] = read_mean(text, rounding=isinstance(row.cells.get(key), float))
                except ValueError as error:
                    row.refuse(key, str(error))
    return means, not_asked


def _count(row: _Row, group: str, not_asked: set[Key]) -> GroupCount:
    """Numbers of the group; its empty areas are meant, because each has to say so."""
    invited, answered = _people(row, columns.invited(group)), _people(row, columns.answered(group))
    empty = [area for area in AREAS if columns.mean(area, group) not in row.cells]
    if answered and 0 < len(empty) < len(AREAS):
        row.refuse(
            columns.mean(empty[0], group), f"Wpisz średnią albo „{columns.NOT_ASKED}”, jeśli grupa nie odpowiadała."
        )
    return GroupCount(invited, answered, gaps_meant=any(of == group for _, of in not_asked))


def _people(row: _Row, key: str) -> int | None:
    text = row.text(key)
    if not text:
        return None
    if not text.isdecimal() or int(text[:9]) > MOST_PEOPLE:
        row.refuse(key, "Wpisz liczbę osób, na przykład 25.")
        return None
    return int(text)


def _yes_or_no(row: _Row, key: str) -> bool:
    word = folded(row.text(key))
    if word not in YES | NO:
        row.refuse(key, "Wpisz „tak” albo „nie”.")
    return word in YES
