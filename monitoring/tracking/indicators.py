"""The sheet of indicators: the board of the report row by row, and what is missing to each target."""

from collections.abc import Iterator, Sequence
from typing import Any

from hdr_portal.lib.livingbook import LivingBook
from hdr_portal.lib.livingtables import Column, Formula, Value, add_table
from monitoring import report_parts
from monitoring.report_parts import Plain
from monitoring.tracking.words import ENOUGH, INDICATORS, NO, SHORT, YES, day_of, file_numbers

COLUMNS = (
    Column("Nr", 9),
    Column("Wskaźnik", 36),
    Column("Cel w planie", 10),
    Column("Jednostka miary", 13),
    Column("Zgłoszone", 12, right=True),
    Column("Udokumentowane", 18, right=True),
    Column("Korekty", 9, right=True),
    Column("Po korektach", 12, right=True),
    Column("Cel", 8, right=True),
    Column("Brakuje do celu", 10, right=True),
    Column("Cel osiągnięty", 11),
    Column("Termin", 13),
    Column("Stan", 20),
    Column("Osiągnięto", 13),
    Column("Placówki z dowodem", 12, right=True),
    Column("Placówki razem", 11, right=True),
    Column("Brakuje w placówkach", 46),
    Column("Dowody (nr)", 20),
    Column("Liczone też w", 12),
    Column("Uwagi", 44),
)
FIRST_PAGE = 13  # columns of the first page across: those of the report's board
# Where formulas look, by the columns above.
PROVED, CORRECTED, DECIDES, TARGET, REACHED, STATE = "F", "G", "H", "I", "K", "M"


def add_indicators(book: LivingBook, inputs: Plain) -> int:
    """Rows as on the board of the report: a target per group has a row of its own. Gives the number of the last row."""
    rows = [_row(one, place) for place, one in enumerate(report_parts.board(inputs), start=2)]
    add_table(book, INDICATORS, COLUMNS, rows, frozen="C2", break_after=FIRST_PAGE)
    return len(rows) + 1


def decisive(comparison: Plain) -> Any:
    """The number held against the target: what is evidenced, with the signed corrections where there are any."""
    corrected = comparison.get("corrected")
    return comparison["evidenced"] if corrected is None else corrected


def _row(row: report_parts.BoardRow, place: int) -> Sequence[Value]:
    one, named = row.comparison, _group_name(row) if row.is_group else _indicator_name(row.indicator)
    amounts = _amounts(one, place) if one else [None] * 7
    ends = _group_end(one, place) if row.is_group and one else _indicator_end(row.indicator)
    return [*named, *amounts, *ends]


def _group_name(row: report_parts.BoardRow) -> list[Value]:
    group = row.comparison["group"] if row.comparison else ""
    return [row.indicator["number"], group or "druga wartość docelowa", None, None]


def _indicator_name(indicator: Plain) -> list[Value]:
    return [indicator["number"], indicator["text"], indicator["target_text"], indicator["unit"]]


def _amounts(one: Plain, place: int) -> Iterator[Value]:
    """Declared, evidenced, what corrections change, what decides, the target, what is missing, whether it is reached."""
    proved, decides, target = one["evidenced"], decisive(one), one["target"]
    high, low = (DECIDES, TARGET) if one.get("downward") else (TARGET, DECIDES)
    lacking = decides - target if one.get("downward") else target - decides
    yield one["declared"]
    yield proved
    yield None if one.get("corrected") is None else _whole(decides - proved)
    yield Formula(f"={PROVED}{place}+{CORRECTED}{place}", decides)
    yield target
    yield Formula(f"=MAX(0,{high}{place}-{low}{place})", max(0, lacking))
    yield Formula(f'=IF({high}{place}<={low}{place},"{YES}","{NO}")', YES if report_parts.is_reached(one) else NO)


def _group_end(one: Plain, place: int) -> list[Value]:
    word = Formula(
        f'=IF({REACHED}{place}="{YES}","{ENOUGH}","{SHORT}")', ENOUGH if report_parts.is_reached(one) else SHORT
    )
    return ["jak wyżej", word, *[None] * 7]


def _indicator_end(indicator: Plain) -> list[Value]:
    """The term, the state, when it was reached, units, whose records are missing, the files, who else counts, notes."""
    by_unit = bool(indicator["population"])
    return [
        day_of(indicator["due"]) or "bez terminu",
        indicator["status"]["label"],
        day_of(indicator["reached_on"]),
        indicator["done"] if by_unit else None,
        indicator["population"] if by_unit else None,
        ", ".join(indicator["missing"]),
        file_numbers(indicator["annex"]),
        ", ".join(indicator["also_counted"]),
        " ".join(indicator["notes"]),
    ]


def _whole(value: float) -> float:
    """Without the dust that subtracting fractions leaves."""
    rounded = round(value, 6)
    return int(rounded) if float(rounded).is_integer() else rounded
