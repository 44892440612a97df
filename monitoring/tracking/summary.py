"""The first sheet: facts of the report, its finding, totals counted by formulas from the other sheets."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from openpyxl.styles import Alignment

from hdr_portal.lib.livingbook import LivingBook, put_text
from hdr_portal.lib.livingtables import LINE_HEIGHT, Column, Formula, lay_out, put_head, put_row, put_totals
from monitoring.report_parts import Plain, edition_sentence, is_reached
from monitoring.tracking.indicators import REACHED, STATE
from monitoring.tracking.parts import STEP_STATE
from monitoring.tracking.words import EVIDENCE, INDICATORS, NO, STEPS, YES, long_day

WIDTHS = (34, 14, 76)
Line = tuple[str, Formula, str]


@dataclass(frozen=True)
class Lasts:
    """The last rows of the sheets that the totals read."""

    indicators: int
    steps: int
    files: int


@dataclass(frozen=True)
class Totals:
    """A small table of numbers; `whole` names its sum, empty for none."""

    title: str
    lines: tuple[Line, ...]
    whole: str = "Razem"


def fill_summary(book: LivingBook, page: Any, inputs: Plain, lasts: Lasts) -> None:
    """Everything of the first sheet."""
    lay_out(page, WIDTHS)
    page.cell(1, 1).style = "tytuł"
    put_text(page.cell(1, 1), "Tabela śledzenia wskaźników")
    page.row_dimensions[1].height = 26
    row = 1
    for row, (name, text) in enumerate(_facts(inputs), start=2):
        _put_fact(page, row, name, text)
    for totals in _all_totals(inputs, lasts):
        row = _put_totals(book, page, row + 2, totals)


def _facts(inputs: Plain) -> Iterator[tuple[str, str]]:
    yield "Gmina", inputs["municipality"]
    yield "Plan", inputs["plan_title"]
    yield "Stan na dzień", long_day(inputs["as_of"])
    yield "Sporządzono", long_day(inputs["made_on"])
    if edition := edition_sentence(inputs):
        yield "Korekta", edition
    yield "Wynik", inputs["headline"]
    for text in inputs["highlights"]:
        yield "", text
    if inputs["is_demo"]:
        yield "Uwaga", "Dane demonstracyjne, nie opisują rzeczywistej realizacji planu."


def _put_fact(page: Any, row: int, name: str, text: str) -> None:
    page.cell(row, 1).style = "nazwa"
    put_text(page.cell(row, 1), name)
    page.merge_cells(start_row=row, start_column=2, end_row=row, end_column=3)
    put_text(page.cell(row, 2), text)
    page.cell(row, 2).alignment = Alignment(vertical="top", wrap_text=True)
    page.row_dimensions[row].height = LINE_HEIGHT * (-(-len(text) // sum(WIDTHS[1:])) or 1) + 2


def _all_totals(inputs: Plain, lasts: Lasts) -> Iterator[Totals]:
    states = f"'{INDICATORS}'!{STATE}$2:{STATE}${lasts.indicators}"
    yield Totals("Wskaźniki według stanu", tuple(_status_line(one, states, inputs) for one in inputs["status_counts"]))
    targets = [is_reached(one) for row in inputs["indicators"] for one in row["comparisons"]]
    reached = f"'{INDICATORS}'!{REACHED}$2:{REACHED}${lasts.indicators}"
    enough, short = _count(reached, YES, targets.count(True)), _count(reached, NO, targets.count(False))
    yield Totals("Wartości docelowe", (("osiągnięte", enough, ""), ("poniżej celu", short, "")))
    states = f"'{STEPS}'!{STEP_STATE}$2:{STEP_STATE}${lasts.steps}"
    labels = [step["state_label"] for action in inputs["actions"] for step in action["steps"]]
    lines = tuple((label, _count(states, label, labels.count(label)), "") for label in dict.fromkeys(labels))
    yield Totals("Kroki według stanu", lines)
    numbers = f"'{EVIDENCE}'!A$2:A${max(2, lasts.files)}"
    files = Formula(f"=COUNT({numbers})", len(inputs["annex"]))
    yield Totals("Dowody", (("pliki w załączniku", files, ""),), whole="")


def _status_line(one: Plain, area: str, inputs: Plain) -> Line:
    status = one["status"]
    with_it = [row["number"] for row in inputs["indicators"] if row["status"]["key"] == status["key"]]
    return status["label"], _count(area, status["label"], len(with_it)), ", ".join(with_it)


def _count(area: str, word: str, result: int) -> Formula:
    return Formula(f'=COUNTIF({area},"{word}")', result)


def _put_totals(book: LivingBook, page: Any, row: int, totals: Totals) -> int:
    """The table with its sum; gives the number of its last row."""
    third = "Numery" if any(line[2] for line in totals.lines) else ""
    head = (Column(totals.title, WIDTHS[0]), Column("Liczba", WIDTHS[1], right=True), Column(third, WIDTHS[2]))
    put_head(page, row, head)
    page.row_dimensions[row].height = LINE_HEIGHT + 4
    for place, line in enumerate(totals.lines, start=row + 1):
        put_row(book, page, place, line, head)
    last = row + len(totals.lines)
    if not totals.whole or not totals.lines:
        return last
    whole = sum(int(line[1].result) for line in totals.lines)
    put_totals(book, page, last + 1, [totals.whole, Formula(f"=SUM(B{row + 1}:B{last})", whole), None], head)
    return last + 1
