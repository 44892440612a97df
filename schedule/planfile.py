"""The file of a plan (HDR): read, checked and turned into rows. No database here.

Every text stays as written. `python manage.py load_plan` stores the rows.
"""

import datetime
import hashlib
from dataclasses import dataclass

from hdr_portal.lib.yamlentry import Entry, Fault, Fields, FileFaults, Json, shown
from hdr_portal.lib.yamlfile import read_yaml
from schedule.planterms import CELL_TERM_KEYS, STEP_TERM_KEYS, Term, read_date, read_term

__all__ = ["ActionRow", "Fault", "IndicatorRow", "PlanFile", "PlanFileError", "StepRow", "read_plan"]

PLAN_KEYS = ("title", "jst", "area", "goal", "task", "period")
CELL_TEXTS = ("term", "res", "resp")
KINDS = ("exact", "min", "min_per_unit", "per_group")
GROUPS = ("uczniowie", "nauczyciele", "rodzice", "dyrektorzy", "inni")
MAX_NUMBER = 999
MAX_VALUE = 1_000_000


class PlanFileError(FileFaults):
    """The file is no plan that could be loaded: all its faults, by line."""


@dataclass(frozen=True)
class StepRow:
    """A step. A null text is an empty cell of the plan; the cell shared by an action's steps stands in its ActionRow."""

    number: str
    unnumbered: bool
    text: str
    term_text: str | None
    resources_text: str | None
    responsible_text: str | None
    term: Term


@dataclass(frozen=True)
class ActionRow:
    """An action; its texts are those of the cell that its steps share, or empty."""

    number: int
    text: str
    term_text: str
    resources_text: str
    responsible_text: str
    steps: tuple[StepRow, ...]


@dataclass(frozen=True)
class IndicatorRow:
    """An indicator; targets are (group or "", value)."""

    number: str
    action: int
    text: str
    target_text: str
    unit: str
    documentation_text: str
    kind: str
    targets: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class PlanFile:
    """A whole plan. `content` is what the document says beside its actions and indicators."""

    title: str
    municipality: str
    area: str
    goal: str
    task: str
    period_text: str
    start: datetime.date
    end: datetime.date
    content: dict[str, Json]
    sha256: str
    actions: tuple[ActionRow, ...]
    indicators: tuple[IndicatorRow, ...]

    @property
    def step_numbers(self) -> tuple[str, ...]:
        """Numbers of all steps, in the plan's order."""
        return tuple(step.number for action in self.actions for step in action.steps)


def read_plan(data: bytes) -> PlanFile:
    """The plan in the file's bytes; raises PlanFileError with all faults."""
    try:
        top = read_yaml(data)
    except FileFaults as damaged:
        raise PlanFileError(damaged.faults) from damaged
    plan = _read_top(top, hashlib.sha256(data).hexdigest())
    if top.faults:
        raise PlanFileError(top.faults)
    return plan


def _read_top(top: Entry, sha256: str) -> PlanFile:
    sections = top.fields(required=("plan", "actions", "indicators"))
    heading = sections["plan"].by_name()
    fields = sections["plan"].fields(required=PLAN_KEYS, optional=list(heading))
    period_text, start, end = _read_period(fields["period"])
    actions = _read_actions(sections["actions"])
    return PlanFile(
        title=fields["title"].text(200),
        municipality=fields["jst"].text(150),
        area=fields["area"].text(),
        goal=fields["goal"].text(),
        task=fields["task"].text(),
        period_text=period_text,
        start=start,
        end=end,
        content={name: entry.plain() for name, entry in heading.items() if name not in PLAN_KEYS},
        sha256=sha256,
        actions=actions,
        indicators=_read_indicators(sections["indicators"], {action.number for action in actions}),
    )


def _read_period(entry: Entry) -> tuple[str, datetime.date, datetime.date]:
    period = entry.fields(required=("text", "start", "end"))
    start, end = read_date(period["start"]), read_date(period["end"])
    for name in ("start", "end"):
        if period[name].is_null:
            period[name].refuse("Plan musi mieć daty. Wpisz rok i miesiąc, np. 2024-06.")
    if start and end and start.first > end.last:
        period.refuse("end", "Koniec planu jest przed jego początkiem. Popraw daty.")
    never = datetime.date.min  # a blank: its fault is noted, so the plan is never handed out
    return period["text"].text(100), start.first if start else never, end.last if end else never


def _read_actions(entry: Entry) -> tuple[ActionRow, ...]:
    lines: dict[str, int] = {}
    steps: dict[str, StepRow] = {}
    actions = tuple(_read_action(item, lines, steps) for item in entry.items())
    if not actions:
        entry.refuse("Plan nie ma żadnego działania. Dopisz je.")
    return actions


def _read_action(entry: Entry, lines: dict[str, int], steps: dict[str, StepRow]) -> ActionRow:
    fields = entry.fields(required=("n", "text", "steps"), optional=("cell",))
    number = fields["n"].whole_number(MAX_NUMBER)
    _refuse_repeated(fields["n"], str(number or ""), lines)
    cell = fields["cell"].fields(nullable=CELL_TEXTS, optional=CELL_TERM_KEYS) if "cell" in fields else None
    term, resources, responsible = _read_cell(cell) if cell else ("", "", "")
    rows = tuple(_read_step(item, number, cell, steps) for item in fields["steps"].items())
    if not rows:
        fields["steps"].refuse("Działanie nie ma żadnego kroku. Dopisz go.")
    return ActionRow(number, fields["text"].text(), term, resources, responsible, rows)


def _read_cell(cell: Fields) -> tuple[str, str, str]:
    texts = (cell["term"].text_or_null(150), cell["res"].text_or_null(), cell["resp"].text_or_null())
    term, resources, responsible = (text or "" for text in texts)
    return term, resources, responsible


def _read_step(entry: Entry, action: int, cell: Fields | None, steps: dict[str, StepRow]) -> StepRow:
    fields = entry.fields(
        required=("n", "text"),
        nullable=CELL_TEXTS if cell is None else (),
        optional=(*CELL_TEXTS, *STEP_TERM_KEYS, "unnumbered", "items"),
    )
    number = fields["n"].text(10)
    if number and action and not number.startswith(f"{action}."):
        fields["n"].refuse(f"Krok {shown(number)} nie należy do działania {action}. Numer zacznij od „{action}.”.")
    if number in steps:
        fields["n"].refuse(f"Krok {shown(number)} już jest w planie. Numery kroków się nie powtarzają.")
    row = StepRow(
        number=number,
        unnumbered="unnumbered" in fields and fields["unnumbered"].flag(),
        text=fields["text"].text(),
        term_text=fields["term"].text_or_null(150),
        resources_text=fields["res"].text_or_null(),
        responsible_text=fields["resp"].text_or_null(),
        term=read_term(fields, cell, {earlier.number: earlier.term for earlier in steps.values()}),
    )
    steps.setdefault(number, row)
    return row


def _read_indicators(entry: Entry, actions: set[int]) -> tuple[IndicatorRow, ...]:
    lines: dict[str, int] = {}
    return tuple(_read_indicator(item, actions, lines) for item in entry.items())


def _read_indicator(entry: Entry, actions: set[int], lines: dict[str, int]) -> IndicatorRow:
    fields = entry.fields(
        required=("n", "a", "measure", "target", "kind", "value", "unit", "values", "doc"), optional=("per",)
    )
    number, action = fields["n"].text(15), fields["a"].whole_number(MAX_NUMBER)
    _refuse_repeated(fields["n"], number, lines)
    if action and action not in actions:
        fields["a"].refuse(f"Plan nie ma działania {action}. Popraw numer działania.")
    if "per" in fields:
        fields["per"].text(30)
    kind = fields["kind"].one_of(KINDS)
    targets = _read_targets(fields["value"], kind)
    stated = fields["values"].whole_number(len(GROUPS))
    if kind and stated and len(targets) != stated:
        fields["values"].refuse(f"Zapisano {stated}, a wartości docelowych jest {len(targets)}. Popraw jedno z nich.")
    return IndicatorRow(
        number=number,
        action=action,
        text=fields["measure"].text(),
        target_text=fields["target"].text(60),
        unit=fields["unit"].text(30),
        documentation_text=fields["doc"].text(200),
        kind=kind,
        targets=targets,
    )


def _read_targets(entry: Entry, kind: str) -> tuple[tuple[str, int], ...]:
    if kind != "per_group":
        return (("", entry.whole_number(MAX_VALUE)),) if kind else ()
    groups = entry.fields(optional=GROUPS).found
    return tuple((name, value.whole_number(MAX_VALUE)) for name, value in groups.items())


def _refuse_repeated(entry: Entry, number: str, lines: dict[str, int]) -> None:
    if number and number in lines:
        entry.refuse(f"Numer {shown(number)} jest już w wierszu {lines[number]}. Numery się nie powtarzają.")
    lines.setdefault(number, entry.line)
