"""Which rows of the register are ours, and how they form units. Pure: knows the file, not the database."""

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from schools.models import SchoolKind
from schools.rspo import Fault, Register, Row, RowKind, fold, kind_of

GOVERNED_BY = ("gmina", "miasto na prawach powiatu")
MAX_STEPS_UP = 4


@dataclass(frozen=True)
class Operator:
    """An organ prowadzący named in the file, with the number of its public schools, preschools and zespoły."""

    key: str
    name: str
    kind: str
    count: int

    @property
    def is_municipal(self) -> bool:
        """Whether the file calls it a gmina."""
        return fold(self.kind).startswith(GOVERNED_BY)


@dataclass(frozen=True)
class Skip:
    """A row that is left out, and why."""

    row: int
    name: str
    reason: str
    rspo: int | None = None


@dataclass(frozen=True)
class Candidate:
    """A unit that the file describes, with its establishments. `row` is 0 when only its establishments name it."""

    row: int
    rspo: int
    kind: SchoolKind
    name: str
    regon: str = ""
    opened_on: datetime.date | None = None
    closed_on: datetime.date | None = None
    members: tuple[Row, ...] = ()


@dataclass
class Choice:
    """What was taken from the file and what was not."""

    units: list[Candidate] = field(default_factory=list)
    skipped: list[Skip] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def skip(self, row: Row, reason: str) -> None:
        """Leave a row out."""
        self.skipped.append(Skip(row.number, row.name, reason, row.rspo))


def operators(register: Register) -> list[Operator]:
    """Who runs the public schools and preschools of the file, the municipalities with most of them first."""
    rows = [row for row in register.rows if row.kind != RowKind.OTHER and _is_public(row) and row.operator]
    counts = Counter(fold(row.operator) for row in rows)
    first = {fold(row.operator): row for row in reversed(rows)}
    found = [Operator(key, first[key].operator, first[key].operator_kind, count) for key, count in counts.items()]
    return sorted(found, key=lambda one: (not one.is_municipal, -one.count, one.name))


def choose(register: Register, operator: str) -> Choice:
    """Units of the public schools and preschools that the operator (a key) runs; the rest with reasons."""
    choice = Choice()
    ours = [row for row in register.rows if _is_ours(row, operator, choice)]
    refused = {row.rspo for row in register.rows} - {row.rspo for row in ours}
    _tie(ours, refused, choice)
    return choice


def _is_public(row: Row) -> bool:
    """A zespół is often left without a status: it counts by what it holds."""
    status = fold(row.publicity)
    return status.startswith("publiczn") or (row.kind == RowKind.COMPLEX and not status.startswith("niepubliczn"))


def _is_ours(row: Row, operator: str, choice: Choice) -> bool:
    reason = _why_not(row, operator)
    if reason:
        choice.skip(row, reason)
        return False
    choice.faults.extend(row.faults)
    return not row.broken


def _why_not(row: Row, operator: str) -> str:
    if not row.kind_text and row.broken:
        return ""  # a row that fell apart: it is told as an error
    if row.kind == RowKind.OTHER:
        return f"typ „{row.kind_text}”: portal prowadzi zespoły, szkoły podstawowe i przedszkola"
    if not _is_public(row):
        return "placówka niepubliczna"
    if fold(row.operator) != operator:
        return "inny organ prowadzący"
    return ""


# --- Ties -----------------------------------------------------------------------------------------------------------
def _tie(ours: list[Row], refused: set[int | None], choice: Choice) -> None:
    by_rspo = {row.rspo: row for row in ours}
    members: dict[int, list[Row]] = {}
    for row in ours:
        if row.kind == RowKind.COMPLEX:
            continue
        head = _head(row, by_rspo, refused, choice)
        if head:
            members.setdefault(head, []).append(row)
    choice.units.extend(_candidate(rspo, rows, by_rspo) for rspo, rows in members.items())
    for row in ours:
        if row.kind == RowKind.COMPLEX and row.rspo not in members:
            choice.skip(row, "zespół bez szkoły podstawowej i bez przedszkola tego organu")


def _head(row: Row, by_rspo: dict[int | None, Row], refused: set[int | None], choice: Choice) -> int | None:
    """RSPO of the unit that the row belongs to, following its parents; None when the row is left out."""
    top = row
    for _ in range(MAX_STEPS_UP):
        if top.parent_rspo is None or top.kind == RowKind.COMPLEX:
            return _head_without_parent(top, row, choice)
        if top.parent_rspo in refused:
            choice.skip(row, "podmiot nadrzędny jest pominięty albo ma błąd")
            return None
        if top.parent_rspo not in by_rspo:
            return _head_outside_file(top, row, choice)
        top = by_rspo[top.parent_rspo]
    choice.faults.append(
        Fault(row.number, "RSPO podmiotu nadrzędnego", "podmioty nadrzędne wskazują na siebie nawzajem.")
    )
    return None


def _head_without_parent(top: Row, row: Row, choice: Choice) -> int | None:
    if top.kind == RowKind.PRESCHOOL:
        choice.skip(row, "przedszkole samodzielne: w portalu przedszkola należą do zespołów")
        return None
    return top.rspo


def _head_outside_file(top: Row, row: Row, choice: Choice) -> int | None:
    if kind_of(top.parent_kind_text) == RowKind.COMPLEX and top.parent_name:
        return top.parent_rspo
    choice.skip(row, "podmiotu nadrzędnego nie ma w pliku")
    return None


def _candidate(rspo: int, rows: list[Row], by_rspo: dict[int | None, Row]) -> Candidate:
    members = tuple(rows)
    head = by_rspo.get(rspo)
    if head is None:
        return Candidate(0, rspo, _complex_kind(members), rows[0].parent_name, members=members)
    kind = _complex_kind(members) if head.kind == RowKind.COMPLEX else SchoolKind.SP
    opened = head.founded or head.started
    return Candidate(head.number, rspo, kind, head.name, head.regon, opened, head.closed_on, members)


def _complex_kind(members: Iterable[Row]) -> SchoolKind:
    """A zespół that holds (or, when all is closed, held) a primary school is a ZSP."""
    alive = [row for row in members if row.closed_on is None] or list(members)
    return SchoolKind.ZSP if any(row.kind == RowKind.PRIMARY for row in alive) else SchoolKind.ZP
