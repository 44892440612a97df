"""The matrix school × indicator: what each unit has, lacks, need not have yet, or is not asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from django.utils.http import urlencode

from monitoring.adding import adding_url
from monitoring.queries import BoardRow
from monitoring.standing import MemberStanding, Status
from schools.models import User
from schools.register import RegisterRow


class Mark(StrEnum):
    """What stands in a cell: the word, the tone and the icon that always go together."""

    label: str
    tone: str
    icon: str

    def __new__(cls, value: str, label: str, tone: str, icon: str) -> Self:
        """A mark that knows how it is shown."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label, member.tone, member.icon = label, tone, icon
        return member

    DONE = "done", "jest", "green", "check-circle"
    DECLARED = "declared", "brak dowodu", "amber", "exclamation-triangle"
    MISSING = "missing", "brakuje", "red", "x-circle"
    NOT_DUE = "not_due", "przed terminem", "grey", "calendar3"
    NOT_ASKED = "none", "nie dotyczy", "grey", "dash-lg"


GAPS = frozenset({Mark.DECLARED, Mark.MISSING})


@dataclass(frozen=True)
class Cell:
    """A unit's place in an indicator. `url` leads to the records, or to adding the missing one (`adds`); empty: nowhere."""

    row: BoardRow
    mark: Mark
    url: str = ""
    adds: bool = False


@dataclass(frozen=True)
class Line:
    """A unit with its cells in the order of the columns, and how many of them are gaps."""

    school: int
    name: str
    cells: tuple[Cell, ...]

    @property
    def gaps(self) -> int:
        """How much is owed."""
        return sum(one.mark in GAPS for one in self.cells)


@dataclass(frozen=True)
class Column:
    """An indicator counted unit by unit, and how many units of it have gaps."""

    row: BoardRow
    gaps: int


@dataclass(frozen=True)
class Matrix:
    """Columns are the indicators counted unit by unit, lines the units open on the day."""

    columns: tuple[Column, ...]
    lines: tuple[Line, ...]


def matrix_of(rows: Sequence[BoardRow], units: Sequence[RegisterRow], user: User, asked: dict[str, str]) -> Matrix:
    """The matrix of the units; `asked` is the day to carry over to the pages that cells lead to."""
    columns = [row for row in rows if row.by_school]
    marks = [marks_of(row) for row in columns]
    lines = tuple(
        Line(
            unit.school,
            unit.name,
            tuple(_cell(row, found, unit.school, user, asked) for row, found in zip(columns, marks, strict=True)),
        )
        for unit in units
    )
    gaps = [sum(line.cells[place].mark in GAPS for line in lines) for place in range(len(columns))]
    return Matrix(tuple(map(Column, columns, gaps)), lines)


def marks_of(row: BoardRow) -> dict[int, Mark]:
    """Unit id → mark, of the units that the indicator asks."""
    of_unit: dict[int, list[MemberStanding]] = {}
    for one in row.standing.members:
        of_unit.setdefault(one.member.school, []).append(one)
    return {school: _mark(row, members) for school, members in of_unit.items()}


def _mark(row: BoardRow, members: Sequence[MemberStanding]) -> Mark:
    if all(one.done for one in members):
        return Mark.DONE
    if any(one.declared > one.evidenced for one in members):
        return Mark.DECLARED
    return Mark.NOT_DUE if row.standing.status == Status.NOT_STARTED else Mark.MISSING


def _cell(row: BoardRow, marks: dict[int, Mark], school: int, user: User, asked: dict[str, str]) -> Cell:
    mark = marks.get(school, Mark.NOT_ASKED)
    if mark == Mark.NOT_ASKED:
        return Cell(row, mark)
    adding = adding_url(row.indicator, school, user) if mark in {Mark.MISSING, Mark.NOT_DUE} else ""
    query = urlencode({**asked, "jednostka": str(school)})
    records = f"{row.indicator.get_absolute_url()}?{query}#zapisy"
    return Cell(row, mark, adding or records, adds=bool(adding))
