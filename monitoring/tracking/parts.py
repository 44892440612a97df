"""The sheets of units, steps, evidence and corrections."""

from collections.abc import Iterable, Sequence

from openpyxl.utils import get_column_letter

from hdr_portal.lib.livingbook import LivingBook
from hdr_portal.lib.livingtables import Column, Formula, Link, Value, add_table, put_totals
from monitoring.report_parts import Plain
from monitoring.tracking.words import CORRECTIONS, EVIDENCE, MARKS, STEPS, UNITS, day_of, file_numbers

STEP_COLUMNS = (
    Column("Działanie", 10),
    Column("Krok", 8),
    Column("Treść kroku", 50),
    Column("Termin w planie", 20),
    Column("Koniec terminu", 13),
    Column("Odpowiedzialny", 20),
    Column("Stan", 13),
    Column("Zdarzenia", 11, right=True),
    Column("Zdarzenia z dowodem", 12, right=True),
    Column("Dowody (nr)", 14),
)
STEP_STATE = "G"
EVIDENCE_COLUMNS = (
    Column("Nr", 7, right=True),
    Column("Plik", 32),
    Column("Rodzaj", 18),
    Column("Data", 12),
    Column("Zapis", 34),
    Column("Jednostka", 16),
    Column("Wskaźniki", 14),
    Column("SHA-256", 36),
    Column("Adres", 36),
)
CORRECTION_COLUMNS = (
    Column("Wskaźnik", 11),
    Column("Od dnia", 12),
    Column("O ile", 9, right=True),
    Column("Grupa", 16),
    Column("Jednostka", 18),
    Column("Powód", 80),
)


def add_units(book: LivingBook, matrix: Plain) -> None:
    """Units across indicators; under each how many have a proved record, and how many are asked."""
    columns = (Column("Placówka", 26), *(Column(number, 12) for number in matrix["columns"]))
    rows = [[row["school"], *(MARKS[mark] for mark in row["marks"])] for row in matrix["rows"]]
    page = add_table(book, UNITS, columns, rows)
    if not rows:
        return
    last, places = len(rows) + 1, range(1, len(columns))
    letters = [get_column_letter(place + 1) for place in places]
    areas = [f"{letter}2:{letter}{last}" for letter in letters]
    told = [[row[place] for row in rows] for place in places]
    done = [_counted(area, words) for area, words in zip(areas, told, strict=True)]
    asked = [_asked(area, words) for area, words in zip(areas, told, strict=True)]
    put_totals(book, page, last + 1, ["Mają zapis z dowodem", *done], columns)
    put_totals(book, page, last + 2, ["Wskaźnik dotyczy", *asked], columns)


def _counted(area: str, words: Sequence[str]) -> Formula:
    return Formula(f'=COUNTIF({area},"{MARKS["done"]}")', words.count(MARKS["done"]))


def _asked(area: str, words: Sequence[str]) -> Formula:
    none = MARKS["none"]
    return Formula(f'=COUNTA({area})-COUNTIF({area},"{none}")', len(words) - words.count(none))


def add_steps(book: LivingBook, actions: Iterable[Plain]) -> int:
    """Every step with its term and state and how many events it has. Gives the number of the last row."""
    rows = [_step_row(action, step) for action in actions for step in action["steps"]]
    page = add_table(book, STEPS, STEP_COLUMNS, rows, frozen="D2")
    last = len(rows) + 1
    if rows:
        sums = [
            _sum(f"{letter}2:{letter}{last}", [row[place] for row in rows]) for place, letter in ((7, "H"), (8, "I"))
        ]
        put_totals(book, page, last + 1, ["Razem", *[None] * 6, *sums, None], STEP_COLUMNS)
    return last


def _step_row(action: Plain, step: Plain) -> Sequence[Value]:
    events = step["activities"]
    return [
        str(action["number"]),
        step["label"],
        step["text"],
        step["term_text"] or action["term_text"],
        day_of(step["due"]),
        step["responsible_text"] or action["responsible_text"],
        step["state_label"],
        len(events),
        sum(one["documented"] for one in events),
        file_numbers([number for one in events for number in one["annex"]]),
    ]


def _sum(area: str, values: Iterable[Value]) -> Formula:
    return Formula(f"=SUM({area})", sum(value for value in values if isinstance(value, int)))


def add_evidence(book: LivingBook, annex: Iterable[Plain]) -> int:
    """Every file under its number in the annex. Gives the number of the last row."""
    rows = [_file_row(file) for file in annex]
    add_table(book, EVIDENCE, EVIDENCE_COLUMNS, rows, frozen="C2")
    return len(rows) + 1


def _file_row(file: Plain) -> Sequence[Value]:
    return [
        file["number"],
        file["name"],
        file["kind"],
        day_of(file["day"]),
        file["record"],
        file["school"],
        ", ".join(file["indicators"]),
        file["sha256"],
        Link(file["url"]),
    ]


def add_corrections(book: LivingBook, indicators: Iterable[Plain]) -> None:
    """Signed corrections in force, apart from what was counted; no sheet where there are none."""
    rows = [
        [one["number"], day_of(signed["day"]), signed["amount"], signed["group"], signed["school"], signed["reason"]]
        for one in indicators
        for signed in one.get("corrections", ())
    ]
    if rows:
        add_table(book, CORRECTIONS, CORRECTION_COLUMNS, rows)
